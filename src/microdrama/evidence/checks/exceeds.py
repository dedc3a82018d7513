"""What is said to be larger beside what it is said to be larger than."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding, Status
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, in_unit


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that the first quantity is larger than each of the others."""
    others = [in_unit(other, others[0].unit) for other in others]
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
    status: Status = "reproduced" if larger else "inconsistent" if smaller else "not checkable"
    verb = {
        "reproduced": "is more than",
        "inconsistent": "is less than one of",
        "not checkable": "may or may not be more, within rounding, than",
    }[status]
    sentence = f"{left.shown} ({left.label}) {verb} {compared}. {note}"
    return Finding(status, sentence.strip(), result, "times")
