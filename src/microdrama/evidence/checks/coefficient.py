"""A printed coefficient: what it and its p-value imply for each other, and leave open.

With several predictors the standard error can be anything, so neither number can contradict the
other.
"""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import whole_numbers
from microdrama.evidence.checks.wording import at_least, at_most, rounded_down
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.regression_bounds import (
    MOST_PREDICTORS,
    VIF_LIMIT,
    correlation_range,
    largest_vif,
    least_partial,
    r_squared_range,
)


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what follows from a coefficient and its p-value.

    The others are the p-value and the respondents.
    """
    [respondents] = whole_numbers(others, 1, after=1)
    beta, p = reported.interval, others[0].interval.high
    if reported.unit:
        raise ValueError(f"{reported.shown} is no standardised coefficient")
    if others[0].interval.low > 1 or p <= 0:
        raise ValueError(f"{others[0].shown} is no p-value")
    if p >= 1:
        return Finding("not checkable", f"From {others[0].shown} nothing follows. {note}".strip())
    partial = _partial(others[0].shown, p, respondents)
    if not beta.finite:
        sentence = f"{partial} Without the coefficient nothing more follows."
        return Finding("not checkable", f"{sentence} {note}".strip())
    follows = _follows(
        reported.shown, largest_vif(beta.least_size, p, respondents, MOST_PREDICTORS)
    )
    if beta.least_size > VIF_LIMIT**0.5:
        raise ValueError(f"{reported.shown} is no standardised coefficient")
    correlation = _correlations(beta)
    r2 = r_squared_range(beta.least_size, VIF_LIMIT)
    ranges = (
        f"The plain correlation with the outcome may lie anywhere from {at_least(correlation.low)} "
        f"to {at_most(correlation.high)}, and R² from {at_least(r2.low)} to {at_most(r2.high)} "
        f"(inflation up to {VIF_LIMIT:.0f})."
    )
    sentence = f"{partial} {follows} {ranges} {note}"
    return Finding("not checkable", sentence.strip(), correlation, "correlation")


def _partial(printed_p: str, p: float, respondents: int) -> str:
    """Say the least partial correlation that a p-value means."""
    one, most = (at_least(least_partial(p, respondents, k)) for k in (1, MOST_PREDICTORS))
    by_predictors = "" if one == most else f" with one predictor, {most} with {MOST_PREDICTORS}"
    return (
        f"With {respondents:,} respondents {printed_p} means a partial correlation of at least "
        f"{one}{by_predictors}."
    )


def _follows(printed_beta: str, vif: float) -> str:
    """Say up to which variance inflation factor the p-value follows from the coefficient."""
    limit = rounded_down(vif, 1)
    if limit <= 1:
        return f"It does not follow from {printed_beta} alone."
    return (
        f"It follows from {printed_beta} as long as the predictor's variance inflation factor "
        f"stays below {limit:.1f}."
    )


def _correlations(beta: Interval) -> Interval:
    """Return every correlation that a coefficient and its rounding allow."""
    largest = VIF_LIMIT**0.5
    # At a coefficient of 1 the correlation can be 1, and on either side of it only less.
    turns = [turn for turn in (-1.0, 1.0) if beta.low < turn < beta.high]
    ranges = [
        correlation_range(min(max(value, -largest), largest), VIF_LIMIT)
        for value in (beta.low, *turns, beta.high)
    ]
    return Interval(min(one.low for one in ranges), max(one.high for one in ranges))
