"""The check of growth: by hand, by honest texts, and by errors beyond all roundings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers import quantity, rounded
from microdrama.evidence.checks import CHECKS
from printings import CASES, HALF, chance, check, text

amounts = st.fractions(min_value=1, max_value=10**6, max_denominator=10**4)


@given(amounts, amounts, st.integers(0, 3), st.integers(0, 2))
def test_growth_that_was_worked_out_rightly_is_never_inconsistent(before, after, digits, places):
    # The writer knows the exact amounts, prints all three numbers rounded, and is right.
    printed = quantity(rounded((after / before - 1) * 100, places), "%")
    start, end = (quantity(rounded(amount, digits)) for amount in (before, after))
    assert CHECKS["growth"](printed, [start, end], "").status == "recomputed"


def test_growth_in_ten_thousand_honest_texts_is_recomputed():
    dice = chance("honest growth")
    for _ in range(CASES):
        before, after = (Fraction(int(dice.integers(2, 10**6)), 8) + 1 for _ in range(2))
        inputs = [text(dice, before, 3, "titles"), text(dice, after, 3, "titles")]
        found = check("growth", text(dice, (after / before - 1) * 100, 2, "%"), inputs)
        assert found.status == "recomputed", (before, after)
        true = float(after / before - 1) * 100
        assert found.result.low - 1e-9 <= true <= found.result.high + 1e-9


@given(st.integers(2, 10**6), st.integers(1, 10**6), st.integers(0, 2), st.floats(1.01, 1e3))
@pytest.mark.parametrize("sign", [1, -1])
def test_an_error_in_growth_beyond_all_roundings_is_found(sign, before, after, places, beyond):
    # The furthest growth that the printed counts admit, in exact arithmetic, and then more.
    if sign > 0:
        bound = ((after + HALF) / (before - HALF) - 1) * 100
    else:
        bound = ((after - HALF) / (before + HALF) - 1) * 100
    wrong = bound + sign * Fraction(beyond) / 10**places
    # Half a unit for printing it, half for what the print can stand for.
    printed = rounded(wrong, places)
    assume(abs(Fraction(printed) - bound) > Fraction(505, 1000) / 10**places)
    found = CHECKS["growth"](
        quantity(printed, "%"), [quantity(str(before)), quantity(str(after))], ""
    )
    assert found.status == "inconsistent"


def test_ten_thousand_errors_in_growth_are_found():
    dice = chance("planted growth")
    for _ in range(CASES):
        before, after = int(dice.integers(2, 10**5)), int(dice.integers(1, 10**5))
        sign, places = int(dice.choice([-1, 1])), int(dice.integers(0, 3))
        bound = ((after + sign * HALF) / (before - sign * HALF) - 1) * 100
        # A whole unit of the last digit and a bit: half for printing, half for reading.
        wrong = bound + sign * Fraction(int(dice.integers(1001, 50_000)), 1000) / 10**places
        found = check(
            "growth",
            quantity(rounded(wrong, places), "%"),
            [quantity(str(before)), quantity(str(after))],
        )
        assert found.status == "inconsistent", (before, after, wrong)


def test_growth_is_said_with_the_recomputed_value():
    found = check("growth", quantity("500", "%"), [quantity("398"), quantity("2,775")], "One year.")
    assert found.status == "inconsistent"
    assert "from 398 titles to 2,775 titles" in found.sentence.lower()
    assert "597%" in found.sentence
    assert "7.0 times" in found.sentence
    assert found.sentence.endswith("One year.")


def test_a_fall_is_growth_below_zero():
    # From 200 to 150 is a quarter less.
    found = check("growth", quantity("-25", "%"), [quantity("200"), quantity("150")])
    assert found.status == "recomputed"
    # From 199.5–200.5 to 149.5–150.5, by hand.
    assert found.result.low == pytest.approx((149.5 / 200.5 - 1) * 100)
    assert found.result.high == pytest.approx((150.5 / 199.5 - 1) * 100)
