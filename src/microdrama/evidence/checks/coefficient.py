"""A printed coefficient beside its p-value, and whether the one follows from the other."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import whole_numbers
from microdrama.evidence.checks.wording import at_least, p_at_most, rounded_down
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.regression_bounds import (
    MOST_PREDICTORS,
    VIF_LIMIT,
    largest_p,
    largest_vif,
    least_partial,
)


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that a printed p-value follows from its coefficient.

    The others are the p-value and the respondents.
    """
    return compare(reported, others[0] if others else reported, others, note)


def compare(beta: Quantity, p: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a standardised coefficient with its p-value; see :func:`check`.

    Among respondents of a printed number, with at most ten predictors, the coefficient bounds
    the p-value from above, the more loosely the further the predictors overlap. Up to a variance
    inflation factor of 5, beyond which predictors are usually called too much alike, a printed
    p-value that lies above this bound cannot be right, and one that holds all values up to the
    bound follows. In between the standard error decides.
    """
    [respondents] = whole_numbers(others, 1, after=1)
    high = p.interval.high
    if beta.unit:
        raise ValueError(f"{beta.shown} is no standardised coefficient")
    if p.interval.low > 1 or high <= 0:
        raise ValueError(f"{p.shown} is no p-value")
    if high >= 1 and p.interval.low <= 0:
        return Finding("not checkable", f"From {p.shown} nothing follows. {note}".strip())
    if not beta.interval.finite:
        return Finding("not checkable", f"{_partial(p, respondents)} {note}".strip())
    size = beta.interval.least_size
    if size > VIF_LIMIT**0.5:
        raise ValueError(f"{beta.shown} is no standardised coefficient")
    bound = largest_p(size, respondents, MOST_PREDICTORS, VIF_LIMIT)
    among = f"With {respondents:,} respondents and at most {MOST_PREDICTORS} predictors"
    if p.interval.low > bound:
        sentence = (
            f"{among}, {beta.shown} has a p-value {p_at_most(bound)} up to a variance inflation "
            f"factor of {VIF_LIMIT:.0f}, and {p.shown} is more."
        )
        return Finding("inconsistent", f"{sentence} {note}".strip())
    vif = largest_vif(size, high, respondents, MOST_PREDICTORS) if high < 1 else 0.0
    limit = rounded_down(vif, 1)
    if limit >= VIF_LIMIT:
        sentence = (
            f"{among}, {p.shown} follows from {beta.shown} up to a variance inflation factor of "
            f"{limit:.1f}; above {VIF_LIMIT:.0f} predictors are usually called too much alike."
        )
        return Finding("consistent", f"{sentence} {note}".strip())
    upto = f"only up to a variance inflation factor of {limit:.1f}" if limit > 1 else "in no case"
    sentence = (
        f"{among}, {p.shown} follows from {beta.shown} alone {upto}; the standard error would say "
        f"the rest."
    )
    return Finding("not checkable", f"{sentence} {note}".strip())


def _partial(p: Quantity, respondents: int) -> str:
    """Say the least partial correlation that a p-value means, where no coefficient is printed."""
    if p.interval.high >= 1:
        return f"From {p.shown} nothing follows."
    least = at_least(least_partial(p.interval.high, respondents, 1))
    return (
        f"The coefficient itself is not printed. With {respondents:,} respondents {p.shown} means "
        f"a partial correlation of at least {least}."
    )
