"""Printed numbers as intervals: what each can stand for.

A number on paper is an interval. ``50.44`` says that the quantity lies between 50.435 and
50.445; ``nearly 600`` says much less. Everything that compares a text with a computation
reads its numbers here, so that no verdict ever rests on digits that nobody printed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

#: Confidence level of every interval in the book.
CONFIDENCE = 0.95

COMPARATORS = ("=", "≈", "<", "≤", ">", "≥")

_PRINTED = re.compile(r"[-−+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")

#: Small numbers that texts print as words.
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Interval:
    """All the values that a printed number can stand for.

    Parameters
    ----------
    low, high : float
        The ends, both included; infinite where the text gives no bound.

    Notes
    -----
    Arithmetic follows the textbook rules of interval arithmetic for independent
    quantities [1]_, so a result always contains the true value if the inputs do.

    References
    ----------
    .. [1] R. E. Moore, R. B. Kearfott and M. J. Cloud, *Introduction to Interval
       Analysis*, SIAM, 2009, chapter 2.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval runs upwards, not from {self.low} to {self.high}")

    @property
    def middle(self) -> float:
        """The centre, or the finite end where the other is infinite."""
        if math.isinf(self.high):
            return self.low
        return self.high if math.isinf(self.low) else (self.low + self.high) / 2

    @property
    def finite(self) -> bool:
        """Whether both ends are numbers."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def least_size(self) -> float:
        """The smallest absolute value in it."""
        return max(0.0, self.low, -self.high)

    @property
    def printed_top(self) -> float:
        """The upper end, or for *more than* the printed amount itself."""
        return self.low if math.isinf(self.high) else self.high

    def meets(self, other: Interval) -> bool:
        """Tell whether some value lies in both; binary fractions of one end may differ a bit."""
        ends = (self.low, self.high, other.low, other.high)
        slack = 1e-12 * max((abs(end) for end in ends if math.isfinite(end)), default=0.0)
        return self.low <= other.high + slack and other.low <= self.high + slack

    def __add__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        ends = [_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero within its rounding")
        return self * Interval(1 / other.high, 1 / other.low)

    def root(self, degree: float) -> Interval:
        """Take the root of a non-negative interval, for yearly rates over several years."""
        return Interval(self.low ** (1 / degree), self.high ** (1 / degree))


def _interval(value: Interval | float) -> Interval:
    return value if isinstance(value, Interval) else Interval(value, value)


def _times(a: float, b: float) -> float:
    # 0 × ∞ is 0 here: an unbounded factor of nothing is nothing.
    return 0.0 if a == 0 or b == 0 else a * b


def value_of(printed: str) -> float:
    """Read a printed number such as ``2,775`` or ``4.12``.

    Raises
    ------
    ValueError
        If the text is not a number.
    """
    text = printed.strip().replace(",", "").replace("−", "-")
    if text.lower() in WORDS:
        return float(WORDS.index(text.lower()))
    if not _PRINTED.fullmatch(printed.strip()):
        raise ValueError(f"“{printed}” is not a number; write digits such as 2,775 or 4.12")
    return float(text)


def read(printed: str, comparator: str = "=") -> Interval:
    """Return the values that a printed number can stand for.

    Parameters
    ----------
    printed : str
        The number exactly as printed; its last digit sets the rounding.
    comparator : str
        ``=`` takes half a unit of the last printed digit on both sides. ``≈`` ("nearly",
        "about") also lets trailing zeros of a whole number be rounding. The four
        inequalities leave one side open, and count the rounding in.

    Returns
    -------
    Interval

    Examples
    --------
    >>> read("4.12")
    Interval(low=4.115, high=4.125)
    >>> read("600", "≈")
    Interval(low=550.0, high=650.0)
    """
    value = value_of(printed)
    digits = printed.strip().replace(",", "").lstrip("+-−")
    decimals = len(digits.partition(".")[2])
    exponent = -decimals
    if comparator == "≈" and decimals == 0 and value != 0:
        exponent = len(digits) - len(digits.rstrip("0"))
    # Decimal arithmetic, because half a unit of the last digit must not itself be rounded.
    exact, half = Decimal(repr(value)), Decimal(5).scaleb(exponent - 1)
    low, high = float(exact - half), float(exact + half)
    if comparator in ("=", "≈"):
        return Interval(low, high)
    if comparator in ("<", "≤"):
        return Interval(-math.inf, value if comparator == "<" else high)
    if comparator in (">", "≥"):
        return Interval(value if comparator == ">" else low, math.inf)
    raise ValueError(f"“{comparator}” is not one of {' '.join(COMPARATORS)}")
