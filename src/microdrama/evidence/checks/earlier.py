"""The year of a beginning beside dated events."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.wording import counted
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that nothing dated contradicts the year in which a text lets something begin."""
    if reported.year is None:
        raise ValueError(f"{reported.id} states no year")
    if not others:
        raise ValueError("it has no dated events to compare with")
    if any(other.year is None for other in others):
        raise ValueError("not all of its inputs are dated events")
    before = [other for other in others if other.year is not None and other.year < reported.year]
    if not before:
        return Finding(
            "consistent", f"None of {len(others)} dated events is earlier. {note}".strip()
        )
    named = "; ".join(f"{other.year} {other.label}" for other in before)
    sentence = f"{counted(len(before), 'dated event')} before {reported.year}: {named}. {note}"
    return Finding("disputed", sentence.strip())
