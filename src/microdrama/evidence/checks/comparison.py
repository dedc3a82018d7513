"""How far two printed numbers are apart, when both are read with their roundings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from microdrama.evidence.checks.finding import Status
from microdrama.evidence.checks.wording import joined
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity

#: Up to which difference two sources differ and do not yet dispute each other.
TOLERANCE = 0.05


def cannot_fail(one: Interval, other: Interval) -> bool:
    """Tell whether two bounds are open on the same side, so that neither can contradict."""
    return (math.isinf(one.high) and math.isinf(other.high)) or (
        math.isinf(one.low) and math.isinf(other.low)
    )


def apart(one: Interval, other: Interval) -> float:
    """Return how much larger the larger of two numbers is, as a share of the smaller.

    Infinite where one is zero, or the two have different signs; of a bound counts its end.
    """
    small, large = sorted((abs(one.middle), abs(other.middle)))
    if small == 0 or one.middle * other.middle < 0:
        return math.inf
    return large / small - 1


def worst(reported: Interval, others: Iterable[Interval]) -> Status | None:
    """Return how a number stands beside others for the same thing: the worst of all pairs.

    Returns
    -------
    Status or None
        *disputed* or *differs* if one lies beyond both roundings, *consistent* if each could
        have and does not; None if no pair could have contradicted.
    """
    found: Status | None = None
    for other in others:
        if not reported.meets(other):
            # A hair, because shares in binary fractions are not exact.
            if apart(reported, other) > TOLERANCE + 1e-9:
                return "disputed"
            found = "differs"
        elif found is None and not cannot_fail(reported, other):
            found = "consistent"
    return found


def away(reported: Interval, other: Interval) -> str:
    """Say how much more or less another number is than the reported one."""
    share = other.middle / reported.middle - 1
    if share >= 1:
        return f"{other.middle / reported.middle:,.1f} times as much"
    size = f"{abs(share):.1%}" if abs(share) < 0.0095 else f"{abs(share):.0%}"
    return f"{size} {'more' if share > 0 else 'less'}"


def listed(reported: Interval, others: Sequence[tuple[Quantity, Interval]]) -> str:
    """Say who prints what, each number once and with its distance from the reported one."""
    who: dict[str, tuple[list[str], Interval]] = {}
    for printed, values in others:
        labels, _ = who.setdefault(printed.shown, ([], values))
        if printed.label not in labels:
            labels.append(printed.label)
    parts = []
    for shown, (labels, values) in who.items():
        far = f" ({away(reported, values)})" if reported.middle > 0 else ""
        parts.append(f"{joined(labels)} {'prints' if len(labels) == 1 else 'print'} {shown}{far}")
    return joined(parts)
