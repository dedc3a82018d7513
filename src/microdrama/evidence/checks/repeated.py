"""A number beside the same number printed elsewhere in the same text."""

from __future__ import annotations

import math

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a number with the same number printed elsewhere in the same text.

    A number that is printed twice has not been checked: only a difference gives a verdict.
    """
    comparable(reported, others, 1)
    agree = all(_same(reported.interval, other.interval) for other in others)
    where = "; ".join(other.shown for other in others)
    sentence = f"The text prints it again as {where}. {note}"
    return Finding(None if agree else "inconsistent", sentence.strip())


def _same(one: Interval, other: Interval) -> bool:
    """Tell whether two printings can be of one number.

    Counts and decimals of the same precision that touch at a half, such as 427 and 428
    respondents, are still two numbers; amounts in different magnitudes may be one.
    """
    width = one.high - one.low
    if width <= 1 and math.isclose(width, other.high - other.low):
        return abs(one.middle - other.middle) < width / 2
    return one.meets(other)
