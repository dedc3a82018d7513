"""A number beside the same number printed elsewhere in the same text."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a number with the same number printed elsewhere in the same text.

    A number that is printed twice has not been checked: only a difference gives a verdict.
    """
    comparable(reported, others, 1)
    agree = all(reported.interval.meets(other.interval) for other in others)
    where = "; ".join(other.shown for other in others)
    sentence = f"The text prints it again as {where}. {note}"
    return Finding(None if agree else "inconsistent", sentence.strip())
