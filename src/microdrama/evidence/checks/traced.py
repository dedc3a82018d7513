"""A printed number beside what the publisher prints that the text cites for it."""

from __future__ import annotations

from dataclasses import replace

from microdrama.evidence.checks import published
from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a printed number with the same number of the publisher that the text cites."""
    if len({other.label for other in others}) > 1:
        raise ValueError("a number is traced to one publisher")
    found = published.check(reported, others, note)
    return replace(found, status="traced") if found.status == "consistent" else found
