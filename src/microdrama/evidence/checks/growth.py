"""A printed percentage of growth beside the two numbers that it is about."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Recompute a printed percentage of growth from the two numbers it is about."""
    comparable(reported, [], 0)
    if reported.unit != "%":
        raise ValueError(f"{reported.unit} and % of growth cannot be compared")
    comparable(others[0] if others else reported, others, 2, 2)
    before, after = others
    if before.interval.low <= 0 <= before.interval.high:
        raise ValueError(f"{before.shown} may be zero, and nothing grows from zero")
    result = (after.interval / before.interval - 1) * 100
    agrees = reported.interval.meets(result)
    verb = "gives" if agrees else "gives instead"
    sentence = (
        f"From {before.shown} to {after.shown} {verb} {round(result.middle):,}% growth, "
        f"{result.middle / 100 + 1:,.1f} times the start. {note}"
    )
    return Finding("recomputed" if agrees else "inconsistent", sentence.strip(), result, "%")
