"""What a text lets begin in a year beside dated events before it."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.wording import counted
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that no dated event is earlier than the year in which a text lets something begin.

    A claim that prints no year itself has the claim that dates it as its first input.
    """
    year = reported.year
    if year is None and others:
        dating, *others = others
        year = dating.year
    if year is None:
        raise ValueError(f"{reported.id} states no year")
    if not others:
        raise ValueError("it has no dated events to compare with")
    if any(other.year is None for other in others):
        raise ValueError("not all of its inputs are dated events")
    before = [other for other in others if other.year is not None and other.year < year]
    if not before:
        return Finding(
            "consistent", f"None of {len(others)} dated events is earlier. {note}".strip()
        )
    named = "; ".join(f"{other.year} {other.label}" for other in before)
    sentence = f"{counted(len(before), 'dated event')} before {year}: {named}. {note}"
    return Finding("disputed", sentence.strip())
