"""Numbers in the sentences of checks, rounded so that what is said stays true."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from microdrama.evidence.quantities import Quantity


def prints(quantities: Iterable[Quantity]) -> str:
    """Say who prints what."""
    return "; ".join(f"{quantity.label} prints {quantity.shown}" for quantity in quantities)


def joined(items: Sequence[str]) -> str:
    """Join words as a sentence does: with commas, and *and* before the last."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def counted(count: int, noun: str) -> str:
    """Say how many there are, in words of one and of many."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def percentage(share: float) -> str:
    """Say a share in percent, but never some as none or as all."""
    rounded = f"{share:.0%}"
    if rounded == "0%" and share > 0:
        return "less than 1%"
    return "more than 99%" if rounded == "100%" and share < 1 else rounded


def rounded_down(value: float, places: int = 2) -> float:
    """Round a lower bound down, so that what is said stays true."""
    return math.floor(value * 10**places + 1e-9) / 10**places


def rounded_up(value: float, places: int = 2) -> float:
    """Round an upper bound up."""
    return math.ceil(value * 10**places - 1e-9) / 10**places


def at_least(value: float) -> str:
    """Say a lower bound with two decimals."""
    return _with_minus(rounded_down(value))


def at_most(value: float) -> str:
    """Say an upper bound with two decimals."""
    return _with_minus(rounded_up(value))


def _with_minus(value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def p_at_most(p: float) -> str:
    """Say a bound of a p-value as it is read: nobody needs the fifteenth decimal."""
    if p < 0.0001:
        return "below 0.0001"
    return f"of at most {rounded_up(p, -math.floor(math.log10(p))):.1g}"
