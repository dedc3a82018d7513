"""The year in which a text lets something happen beside dated events."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.wording import counted
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that dated events of the kind that is claimed fall into the year that is claimed."""
    if reported.year is None:
        raise ValueError(f"{reported.id} states no year")
    if not others or any(other.year is None for other in others):
        raise ValueError("it needs dated events to compare with")
    inside = [other for other in others if other.year == reported.year]
    of_all = f"Of {counted(len(others), 'dated event')}"
    if not inside:
        return Finding("disputed", f"{of_all} none is of {reported.year}. {note}".strip())
    named = "; ".join(other.label for other in inside)
    are = "is" if len(inside) == 1 else "are"
    sentence = f"{of_all} {len(inside)} {are} of {reported.year}: {named}. {note}"
    return Finding("consistent", sentence.strip())
