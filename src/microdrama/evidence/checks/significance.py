"""A printed p-value: what its coefficient makes of it."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable, whole_numbers
from microdrama.evidence.checks.wording import p_at_most
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.regression_bounds import MOST_PREDICTORS, VIF_LIMIT, largest_p


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what p-value a printed coefficient must have.

    The others are the coefficient and the respondents.
    """
    [respondents] = whole_numbers(others, 1, after=1)
    comparable(reported, [], 0)
    beta = others[0].interval
    if not beta.finite:
        sentence = f"From {others[0].shown} no p-value follows."
        return Finding("not checkable", f"{sentence} {note}".strip())
    unrelated, overlapping = (
        largest_p(beta.least_size, respondents, MOST_PREDICTORS, vif) for vif in (1.0, VIF_LIMIT)
    )
    sentence = (
        f"With {respondents:,} respondents {others[0].shown} has a p-value {p_at_most(unrelated)} "
        f"if the predictors are unrelated, and {p_at_most(overlapping)} up to a variance inflation "
        f"factor of {VIF_LIMIT:.0f}."
    )
    return Finding(
        "not checkable", f"{sentence} {note}".strip(), Interval(unrelated, overlapping), "p"
    )
