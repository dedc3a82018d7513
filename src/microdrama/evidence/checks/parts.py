"""Shares of one whole, together."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.checks.wording import rounded_down, rounded_up
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that shares of one whole are together at most all of it.

    Shares that leave room could hardly have failed, so that they give no verdict.
    """
    comparable(reported, others, 1)
    if reported.unit != "%":
        raise ValueError(f"{reported.unit} is no share of a whole")
    least = sum(max(0.0, part.interval.low) for part in (reported, *others))
    listed = " and ".join(part.shown for part in (reported, *others))
    fits = least <= 100 + 1e-9
    together = f"leave {rounded_up(100 - least):g}% at most"
    if not fits:
        together = f"are more than the whole by {rounded_down(least - 100):g}% at least"
    sentence = f"{listed} {together}. {note}"
    return Finding(None if fits else "inconsistent", sentence.strip())
