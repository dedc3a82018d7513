"""A printed percentage beside all that some count of the respondents can have."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import whole_numbers
from microdrama.evidence.grim import possible_counts
from microdrama.evidence.intervals import CONFIDENCE
from microdrama.evidence.proportions import wilson
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check whether some count of the respondents has a printed percentage."""
    [respondents] = whole_numbers(others, 1)
    if reported.unit != "%":
        raise ValueError(f"{reported.unit} is no percentage")
    values = reported.interval
    counts = possible_counts(values, respondents)
    if not counts:
        sentence = (
            f"No count of {respondents:,} is {reported.shown}; one more or less jumps over it."
        )
        return Finding("inconsistent", f"{sentence} {note}".strip())
    among = f"{counts[0]:,} to {counts[-1]:,}" if len(counts) > 1 else f"{counts[0]:,}"
    margin = wilson(counts, respondents)
    sentence = (
        f"It stands for {among} of {respondents:,} respondents. Were they drawn at random, the "
        f"share of all would lie between {margin.low:.1f}% and {margin.high:.1f}% "
        f"(Wilson, {CONFIDENCE:.0%})."
    )
    # With respondents closer together than the last printed digit every percentage occurs.
    refutable = 100 / respondents > (values.high - values.low) * (1 + 1e-9)
    return Finding(
        "consistent" if refutable else "not checkable", f"{sentence} {note}".strip(), margin, "%"
    )
