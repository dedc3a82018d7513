"""A printed p-value beside its coefficient, and whether it follows from it."""

from __future__ import annotations

from microdrama.evidence.checks import coefficient
from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that a printed p-value follows from its coefficient.

    The others are the coefficient and the respondents.
    """
    comparable(reported, [], 0)
    return coefficient.compare(others[0] if others else reported, reported, others, note)
