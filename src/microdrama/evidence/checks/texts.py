"""A number beside what the other texts print for the same thing."""

from __future__ import annotations

from microdrama.evidence.checks.comparison import cannot_fail, worst
from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.checks.wording import prints
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a number with what the other texts print for the same thing."""
    comparable(reported, others, 1)
    status = worst(reported.interval, [other.interval for other in others])
    parts = [f"{prints([reported, *others])}."]
    if all(cannot_fail(reported.interval, other.interval) for other in others):
        parts.append("Bounds on the same side cannot contradict each other.")
    return Finding(status, " ".join([*parts, note]).strip())
