"""A printed number beside what outside publishers print for the same thing."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding, Status
from microdrama.evidence.checks.wording import prints
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, in_unit


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a printed number with what outside publishers print for the same thing.

    A publisher who prints only a bound, such as *more than*, can differ from an amount but never
    print the same; the recomputed range holds the amounts.
    """
    if not others:
        raise ValueError("it has nothing to compare with")
    values = reported.interval
    converted = [in_unit(other, reported.unit) for other in others]
    same, bounds, differ = [], [], []
    for printed, other in zip(others, converted, strict=True):
        bound = values.finite and not other.interval.finite
        agree = values.meets(other.interval)
        (differ if not agree else bounds if bound else same).append(printed)
    ranges = [other.interval for other in converted]
    ranges = [r for r in ranges if r.finite] or ranges
    result = Interval(min(r.low for r in ranges), max(r.high for r in ranges))
    parts = []
    if same:
        parts.append(f"In agreement: {prints(same)}.")
    if differ:
        parts.append(f"Different beyond both roundings: {prints(differ)}.")
    if bounds:
        parts.append(f"Only a bound, and within it: {prints(bounds)}.")
    status: Status = "disputed" if differ else "reproduced" if same else "consistent"
    return Finding(status, " ".join([*parts, note]).strip(), result, reported.unit)
