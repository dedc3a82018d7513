"""A printed number beside what outside publishers print for the same thing."""

from __future__ import annotations

from microdrama.evidence.checks.comparison import cannot_fail, listed, worst
from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.wording import prints
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, in_unit


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a printed number with what outside publishers print for the same thing and date.

    Two bounds on the same side cannot contradict each other and give no verdict; the recomputed
    range holds the amounts.
    """
    if not others:
        raise ValueError("it has nothing to compare with")
    values = reported.interval
    pairs = [(other, in_unit(other, reported.unit).interval) for other in others]
    same, bounds, empty, differ = [], [], [], []
    for printed, other in pairs:
        if not values.meets(other):
            differ.append((printed, other))
        elif cannot_fail(values, other):
            empty.append(printed)
        elif values.finite and not other.finite:
            bounds.append(printed)
        else:
            same.append(printed)
    parts = []
    if same:
        parts.append(f"In agreement: {prints(same)}.")
    if differ:
        parts.append(f"Different beyond both roundings: {listed(values, differ)}.")
    if bounds:
        parts.append(f"Only a bound, and within it: {prints(bounds)}.")
    if empty:
        parts.append(f"Bounds on the same side, which cannot contradict: {prints(empty)}.")
    status = worst(values, [other for _, other in pairs])
    return Finding(status, " ".join([*parts, note]).strip(), _range(pairs), reported.unit)


def _range(pairs: list[tuple[Quantity, Interval]]) -> Interval:
    """Return the range of what others print, of the amounts if there are any."""
    ranges = [values for _, values in pairs]
    ranges = [values for values in ranges if values.finite] or ranges
    return Interval(min(values.low for values in ranges), max(values.high for values in ranges))
