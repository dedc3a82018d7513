"""What is said to be larger beside what it is said to be larger than."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding, Status
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, in_unit


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that the first quantity is larger than each of the others.

    Where one of the others prints no number, the whole comparison stays open unless a printed
    one already refutes it.
    """
    open_ones = [other for other in others[1:] if other.values is None]
    others = [in_unit(other, others[0].unit) for other in others if other not in open_ones]
    comparable(others[0] if others else reported, others, 2)
    left, *rest = others
    larger = all(left.interval.low > other.interval.printed_top for other in rest)
    smaller = any(left.interval.high < other.interval.low for other in rest)
    compared = "; ".join(f"{other.shown} ({other.label})" for other in rest)
    divisors = [Interval(other.interval.low, other.interval.printed_top) for other in rest]
    result = None
    if all(divisor.low > 0 for divisor in divisors):
        ratios = [left.interval / divisor for divisor in divisors]
        result = Interval(min(r.low for r in ratios), max(r.high for r in ratios))
    # What stands against a comparison is the text's own arithmetic, or another source.
    own = {left.label, *(other.label for other in rest)} == {reported.label}
    against: Status = "inconsistent" if own else "disputed"
    status: Status = "recomputed" if larger else against if smaller else "not checkable"
    verb = "may or may not be more, within rounding, than"
    if larger or smaller:
        verb = "is more than" if larger else "is less than one of"
    parts = [f"{left.shown} ({left.label}) {verb} {compared}."]
    if open_ones and not smaller:
        status = "not checkable"
        parts.append("What else it is compared with is not printed.")
    return Finding(status, " ".join([*parts, note]).strip(), result, "times")
