"""What nothing that is printed can settle."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say why nothing can be computed; what would be needed stands beside the check."""
    return Finding("not checkable", note)
