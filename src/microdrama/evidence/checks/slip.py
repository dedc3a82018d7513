"""Which single slips of writing would bring a number near what others print."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, in_unit

#: What one currency may have been taken for.
_OTHER = {"USD": "RMB", "RMB": "USD"}

_WORDS = {"USD": "dollars", "RMB": "yuan"}


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what ratio a moved decimal point and an exchanged currency would leave.

    A remark: that a slip would explain a number does not show that there was one.
    """
    if not others or reported.unit not in _OTHER:
        raise ValueError("it needs an amount of money, and others to compare with")
    values = reported.interval
    printed = [in_unit(other, reported.unit).interval for other in others]
    swapped = [in_unit(other, _OTHER[reported.unit]).interval for other in others]
    other = _WORDS[_OTHER[reported.unit]]
    sentence = (
        f"As it stands it is {_ratio(values, printed)} what the others print. Two slips would "
        f"bring it near them. With the decimal point one place to the left it would be "
        f"{_billions(values * 0.1)} {_WORDS[reported.unit]}, {_ratio(values * 0.1, printed)} what "
        f"they print; in {other} it would be {_billions(values)} {other}, "
        f"{_ratio(values, swapped)} that. Nothing in the text shows that either happened."
    )
    return Finding(None, f"{sentence} {note}".strip())


def _billions(values: Interval) -> str:
    return f"{values.middle / 1e9:,.3g} billion"


def _ratio(values: Interval, others: list[Interval]) -> str:
    """Say how many times the others a number is, from the least to the most."""
    ratios = sorted(values.middle / other.middle for other in others)
    digits = ",.0f" if ratios[0] >= 5 else ",.2f"
    low, high = f"{ratios[0]:{digits}}", f"{ratios[-1]:{digits}}"
    return f"{low} times" if low == high else f"{low} to {high} times"
