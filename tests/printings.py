"""Printed numbers that a test invents, and what the checks find about them.

Invented texts come in two kinds. In an honest one every number is right and only rounded: no
check may call it inconsistent. In the other one number is off by more than all roundings allow,
worked out in exact arithmetic: where the arithmetic can tell, the check must find it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from helpers import quantity, rounded
from microdrama.evidence.checks import CHECKS, STATUSES, Finding
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity

#: Invented texts for each check and each kind.
CASES = 10_000

HALF = Fraction(1, 2)

#: What a sentence never says: a number that is none, a gap where a word is missing.
_BROKEN = re.compile(r"\b(nan|inf|infinity)\b|  |[{}]|^\s|\s$", re.IGNORECASE)


def clean(found: Finding) -> Finding:
    """Return a finding whose sentence can be printed; any other fails the test."""
    assert not _BROKEN.search(found.sentence), found.sentence
    assert found.status is None or found.status in STATUSES
    return found


def check(name: str, reported: Quantity, others: list[Quantity], note: str = "") -> Finding:
    return clean(CHECKS[name](reported, others, note))


def chance(name: str) -> np.random.Generator:
    """Return the same dice for the same test on every machine."""
    return np.random.default_rng(list(name.encode()))


def fraction(dice: np.random.Generator, low: int, high: int, places: int = 6) -> Fraction:
    """Throw an exact number whose last digit is odd and no 5, so that it is never a half."""
    unit = 10**places
    digits = int(dice.integers(low * unit, high * unit)) // 10 * 10 + int(dice.choice([1, 3, 7, 9]))
    return Fraction(digits, unit)


def text(dice: np.random.Generator, value: Fraction, most: int, unit: str, **more) -> Quantity:
    """Print a value with as many decimals as a text may choose."""
    places = int(dice.integers(0, most + 1))
    return quantity(rounded(value, places, bool(dice.integers(2))), unit, **more)


def half_unit(printed: str) -> Fraction:
    """Return half a unit of the last printed digit."""
    return HALF / 10 ** len(printed.partition(".")[2])


@cache
def points(printed: str, comparator: str = "=") -> Quantity:
    return quantity(printed, "points", comparator)


@cache
def people(number: int | str, comparator: str = "=") -> Quantity:
    return quantity(str(number), "respondents", comparator)


LIKERT = [points("1"), points("5")]


def event(year: int | None) -> Quantity:
    return Quantity(f"E{year}", f"rule {year}", str(year), None, "", year)


def numbers_of_text(numbers: int) -> Quantity:
    """Return the count of numbers in a text."""
    return Quantity("a2020", "A 2020", f"{numbers} numbers", Interval(numbers, numbers), "numbers")


#: A coefficient, and a p-value that goes with it.
BETA, P = quantity("0.38", ""), quantity("0.001", "", "<")


#: Words of the language that a reader of the table has never heard.
_JARGON = re.compile(
    r"math domain|unpack|\bnan\b|NoneType|\bindex\b|object has no|convert float|f\(a\)|sequence"
    r"|iterable|min\(\)|division by zero"
)


def refused(name: str, reported: Quantity, others: list[Quantity]) -> str:
    with pytest.raises(ValueError, match=r"\w+ \w+") as error:
        CHECKS[name](reported, others, "")
    assert not _JARGON.search(str(error.value)), error.value
    return str(error.value)
