"""What a sample of a printed size can detect."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import whole_numbers
from microdrama.evidence.power import detectable
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.regression_bounds import MOST_PREDICTORS


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what a sample of a printed size can detect."""
    [respondents] = whole_numbers(others, 1)
    one, most = (detectable(respondents, k) for k in (1, MOST_PREDICTORS))
    sentence = (
        f"{respondents:,} respondents find an explained variance of {one:.1%} with one predictor, "
        f"and of {most:.1%} with {MOST_PREDICTORS}, in four of five samples at the 5% level."
    )
    return Finding("not checkable", f"{sentence} {note}".strip())
