"""What checks ask of the quantities that they are given."""

from __future__ import annotations

from microdrama.evidence.checks.wording import counted
from microdrama.evidence.quantities import Quantity


def comparable(
    reported: Quantity, others: list[Quantity], least: int, most: int | None = None
) -> None:
    """Refuse a comparison with too few or too many quantities, or across units.

    Raises
    ------
    ValueError
        If a quantity prints no number too.
    """
    for quantity in (reported, *others):
        _ = quantity.interval
    if len(others) < least or (most is not None and len(others) > most):
        wanted = f"{least}" if most == least else f"at least {least}"
        raise ValueError(
            f"it needs {wanted} input{'' if wanted.endswith('1') else 's'} and has {len(others)}"
        )
    units = {quantity.unit for quantity in (reported, *others)}
    if len(units) > 1:
        raise ValueError(f"{' and '.join(sorted(units))} cannot be compared")


def whole_numbers(others: list[Quantity], count: int, after: int = 0) -> list[int]:
    """Read inputs that must be whole numbers: respondents, then the ends of a scale.

    Parameters
    ----------
    others : list of Quantity
        All inputs of the check.
    count : int
        How many of them are whole numbers.
    after : int
        How many others come before these.

    Raises
    ------
    ValueError
        If there are more or fewer inputs, or if one is not exactly a whole number.
    """
    if len(others) != after + count:
        raise ValueError(f"it needs {counted(after + count, 'input')} and has {len(others)}")
    others = others[after:]
    for other in others:
        exact = other.interval.finite and other.interval.high - other.interval.low <= 1
        if not exact or other.interval.middle != round(other.interval.middle):
            raise ValueError("respondents and ends of a scale must be exact whole numbers")
        if other.unit == "%":
            raise ValueError(f"{other.shown} is no number of respondents and no end of a scale")
    if others and others[0].interval.middle < 1:
        raise ValueError(f"there are no {others[0].shown}")
    return [round(other.interval.middle) for other in others]


def runs_upwards(low: int, high: int) -> None:
    """Refuse an answer scale that ends where it starts, or below.

    Raises
    ------
    ValueError
        If it does.
    """
    if low >= high:
        raise ValueError(f"a scale runs upwards, not from {low} to {high}")
