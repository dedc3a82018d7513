"""A number beside what the other texts print for the same thing."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.checks.wording import prints
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a number with what the other texts print for the same thing."""
    comparable(reported, others, 1)
    agree = all(reported.interval.meets(other.interval) for other in others)
    sentence = f"{prints([reported, *others])}. {note}"
    return Finding("consistent" if agree else "disputed", sentence.strip())
