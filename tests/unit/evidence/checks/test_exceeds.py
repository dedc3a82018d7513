"""What is said to be larger: by hand, by honest texts, and by what is smaller."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import quantity, rounded
from printings import CASES, HALF, chance, check, fraction, half_unit, text


def test_what_is_larger_in_ten_thousand_honest_texts_is_never_inconsistent():
    dice = chance("honest exceeds")
    for _ in range(CASES):
        rest = [fraction(dice, 1, 1000) for _ in range(dice.integers(1, 4))]
        largest = max(rest) + fraction(dice, 0, 10) / int(dice.choice([1, 10, 1000]))
        values = [text(dice, value, 3, "titles") for value in (largest, *rest)]
        # What cannot be printed as more than half a unit is no divisor.
        if any(value.values.low <= 0 for value in values):
            continue
        found = check("exceeds", values[0], values)
        assert found.status != "inconsistent", values
        assert found.result.low <= largest / max(rest) * (1 + 1e-12)
        assert found.result.high >= largest / min(rest) * (1 - 1e-12)
        # And what is smaller is never said to be larger: the two largest the other way round.
        turned = [values[rest.index(max(rest)) + 1], values[0]]
        assert check("exceeds", turned[0], turned).status != "recomputed", turned


def test_ten_thousand_that_are_smaller_beyond_both_roundings_are_found():
    dice = chance("planted exceeds")
    for _ in range(CASES):
        left = rounded(fraction(dice, 1, 1000), int(dice.integers(0, 4)))
        places = int(dice.integers(0, 4))
        edge = (Fraction(left) + half_unit(left) + HALF / 10**places) * 10**places
        units = math.floor(edge) + 1 + int(dice.integers(0, 1000))
        right = rounded(Fraction(units, 10**places), places)
        others = [quantity(left), quantity(right)]
        if dice.integers(2):
            others.insert(int(dice.integers(1, 3)), quantity("0.4"))
        if any(other.values.low <= 0 for other in others):
            continue
        assert check("exceeds", others[0], others).status == "inconsistent", others


@pytest.mark.parametrize(
    ("left", "right", "status", "low", "high"),
    [
        # By hand: 50.435/47.5 and 50.445/46.5; 39.5/47.5 and 40.5/46.5.
        ("50.44", "47", "recomputed", 1.06179, 1.08484),
        ("40", "47", "inconsistent", 0.83158, 0.87097),
        # The scores of the survey: 4.375/4.125 and 4.385/4.115.
        ("4.38", "4.12", "recomputed", 1.06061, 1.06561),
    ],
)
def test_what_is_larger_is_found(left, right, status, low, high):
    found = check("exceeds", quantity(left), [quantity(left), quantity(right)])
    assert found.status == status
    assert (found.result.low, found.result.high) == pytest.approx((low, high), abs=1e-5)


def test_what_may_be_larger_within_its_rounding_is_not_inconsistent():
    # Both print 50: one may be 50.4 and the other 49.6, so nothing speaks against the text.
    found = check("exceeds", quantity("50"), [quantity("50"), quantity("50")])
    assert found.status == "not checkable"


def test_larger_than_more_than_something_rests_on_what_is_printed():
    found = check("exceeds", quantity("50"), [quantity("50"), quantity("42.5", "titles", ">")])
    assert found.status == "recomputed"
    assert found.result.low == pytest.approx(49.5 / 42.5)


@given(st.integers(1, 10**6), st.integers(1, 10**6) | st.integers(1, 3))
def test_a_larger_count_is_never_said_to_be_inconsistent(other, more):
    one = other + more
    found = check("exceeds", quantity(str(one)), [quantity(str(one)), quantity(str(other))])
    assert found.status != "inconsistent"


def test_money_in_another_currency_is_converted_before_it_is_compared_or_refused():
    # 9 billion dollars of 2023 are about 63 billion yuan, and less than 70.
    dollars, yuan = quantity("9", "USD", year=2023), quantity("70", "RMB", year=2023)
    for left, right, status in ((yuan, dollars, "recomputed"), (dollars, yuan, "inconsistent")):
        try:
            found = check("exceeds", left, [left, right])
        except ValueError as refused:
            assert "compared" in str(refused)
        else:
            assert found.status == status
