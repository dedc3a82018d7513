"""The comparison with publishers: currencies, bounds, agreement and difference in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from helpers import quantity, rounded
from microdrama.evidence.quantities import exchange_rates
from printings import CASES, chance, check, fraction, half_unit, text


def test_one_amount_in_ten_thousand_pairs_of_currencies_agrees():
    # The true rate of 2023 is any quotient of what 37.39 billion yuan and 5.31 billion dollars
    # can stand for.
    dice = chance("currencies")
    for _ in range(CASES):
        yuan = fraction(dice, 1, 1000)
        rate = (Fraction("37.39") + Fraction(int(dice.integers(-49, 50)), 10**4)) / (
            Fraction("5.31") + Fraction(int(dice.integers(-49, 50)), 10**4)
        )
        pair = [
            text(dice, yuan, 3, "RMB", year=2023),
            text(dice, yuan / rate, 3, "USD", year=2023),
        ]
        if dice.integers(2):
            pair.reverse()
        assert check("published", pair[0], pair[1:]).status == "consistent", pair


def test_ten_thousand_differences_beyond_rounding_and_rate_are_found():
    dice = chance("planted currencies")
    ends = Fraction("37.385") / Fraction("5.315"), Fraction("37.395") / Fraction("5.305")
    for _ in range(CASES):
        dollars = rounded(fraction(dice, 1, 1000), int(dice.integers(0, 3)))
        places, above = int(dice.integers(0, 3)), bool(dice.integers(2))
        # The furthest amount in yuan that the dollars can be, and more than half a unit beyond.
        half = half_unit(dollars)
        furthest = (
            (Fraction(dollars) + half) * ends[1] if above else ends[0] * (Fraction(dollars) - half)
        )
        further = Fraction(int(dice.integers(1001, 3000)), 1000) / 10**places
        yuan = furthest + further if above else furthest - further
        if yuan <= 0:
            continue
        pair = [
            quantity(rounded(yuan, places), "RMB", year=2023),
            quantity(dollars, "USD", year=2023),
        ]
        assert check("published", pair[0], pair[1:]).status in ("disputed", "differs"), pair


@pytest.mark.parametrize(
    ("others", "status"),
    [
        (["50.44"], "consistent"),
        (["50.4"], "consistent"),  # 50.4 reaches up to 50.45
        (["50.5"], "differs"),  # 50.5 reaches down to 50.45, and 50.44 up to 50.445 only
        (["48.5"], "differs"),  # 50.44 / 48.5 = 1.04
        (["48.03"], "disputed"),  # 50.44 / 48.03 = 1.0502
        (["52.97"], "disputed"),  # 52.97 / 50.44 = 1.0502
        (["50.44", "48.5"], "differs"),
        (["50.44", "50.5", "40"], "disputed"),
    ],
)
def test_published_figures_agree_within_both_roundings(others, status):
    assert check("published", quantity("50.44"), [quantity(o) for o in others]).status == status


def test_a_published_figure_in_the_other_currency_is_converted_first():
    found = check(
        "published", quantity("35.9", "RMB", year=2023), [quantity("5.1", "USD", year=2023)]
    )
    assert found.status == "consistent"
    # 5.1 billion dollars at 37.39/5.31, with all roundings.
    assert found.result.low == pytest.approx(5.05 * 37.385 / 5.315)
    assert found.result.high == pytest.approx(5.15 * 37.395 / 5.305)
    assert found.unit == "RMB"


def test_agreement_and_difference_are_both_said():
    others = [quantity("50.44", label="Bureau"), quantity("48.5", label="Institute")]
    found = check("published", quantity("50.44"), others, "A forecast.")
    assert "In agreement: Bureau prints 50.44 titles." in found.sentence
    assert (
        "Different beyond both roundings: Institute prints 48.5 titles (4% less)." in found.sentence
    )
    assert found.sentence.endswith("A forecast.")
    assert (found.result.low, found.result.high) == pytest.approx((48.45, 50.445))


def test_a_bound_is_no_amount_that_agrees():
    # 54 billion dollars are more than 20 billion yuan, and that is all that the bound says.
    amount = quantity("54", "USD", "≈", year=2023)
    bound = quantity("20", "RMB", ">", year=2023, label="Paper")
    found = check("published", amount, [bound], "A note.")
    assert found.status == "consistent"
    assert found.sentence == "Only a bound, and within it: Paper prints > 20 RMB. A note."
    other = quantity("5.1", "USD", year=2023, label="Institute")
    found = check("published", amount, [other, bound])
    assert found.status == "disputed"
    assert found.sentence == (
        "Different beyond both roundings: Institute prints 5.1 USD (91% less). Only a bound, and "
        "within it: Paper prints > 20 RMB."
    )
    # What is recomputed is an amount, which no bound is.
    assert (found.result.low, found.result.high) == pytest.approx((5.05, 5.15))
    same = quantity("54.0", "USD", year=2023)
    assert check("published", amount, [same, bound]).status == "consistent"


def test_a_bound_that_an_amount_breaks_is_a_difference():
    found = check("published", quantity("54"), [quantity("60", comparator=">")])
    assert found.status == "disputed"
    assert (
        found.sentence == "Different beyond both roundings: Someone prints > 60 titles (11% more)."
    )


@pytest.mark.parametrize("comparator", [">", "≥", "<", "≤"])
def test_two_bounds_on_the_same_side_cannot_contradict_and_give_no_verdict(comparator):
    for other in ("100", "230"):
        bounds = [quantity(value, comparator=comparator) for value in ("150", other)]
        found = check("published", bounds[0], bounds[1:])
        assert found.status is None
        assert "cannot contradict" in found.sentence


def test_bounds_on_two_sides_can_contradict():
    most = quantity("100", comparator="≤")
    assert check("published", quantity("150", comparator="≥"), [most]).status == "disputed"
    assert check("published", quantity("90", comparator="≥"), [most]).status == "consistent"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("50.5", "(0.1% more)"),  # 50.5 / 50.44 − 1 = 0.12%
        ("48.5", "(4% less)"),
        ("151.4", "(3.0 times as much)"),
    ],
)
def test_the_size_of_a_difference_is_said(other, said):
    assert said in check("published", quantity("50.44"), [quantity(other)]).sentence


def test_the_same_figure_printed_by_two_publishers_agrees_and_differs_one_by_one():
    # Two rows that are alike in everything must not stand for one another.
    twin = quantity("48.5")
    found = check("published", quantity("48.5"), [twin, twin])
    assert found.status == "consistent"
    assert found.sentence.count("Someone prints") == 2


def test_the_rate_of_the_invented_texts_is_the_one_of_the_book():
    rate = exchange_rates()[2023]
    assert rate.low == pytest.approx(37.385 / 5.315)
    assert rate.high == pytest.approx(37.395 / 5.305)
