"""Checks: each by hand, by 10,000 invented texts, and on inputs that make no sense.

The invented texts come in two kinds. In an honest one every number is right and only rounded:
no check may call it inconsistent. In the other one number is off by more than all roundings
allow, worked out in exact arithmetic: where the arithmetic can tell, the check must find it.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import f as f_distribution
from scipy.stats import ncf
from scipy.stats import t as t_distribution

from helpers import NOTHING, quantity, rounded
from microdrama import package
from microdrama.evidence import checks
from microdrama.evidence.checks import CHECKS, ITEMS, STATUSES, VIF, Finding
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import Claim
from microdrama.evidence.quantities import Quantity, exchange_rates, from_claim

#: Invented texts for each check and each kind.
CASES = 10_000

HALF = Fraction(1, 2)

#: What a sentence never says: a number that is none, a gap where a word is missing.
_BROKEN = re.compile(r"\b(nan|inf|infinity)\b|  |[{}]|^\s|\s$", re.IGNORECASE)


def clean(found: Finding) -> Finding:
    """Return a finding whose sentence can be printed; any other fails the test."""
    assert not _BROKEN.search(found.sentence), found.sentence
    assert found.status in STATUSES
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


# ---- growth --------------------------------------------------------------------------------


amounts = st.fractions(min_value=1, max_value=10**6, max_denominator=10**4)


@given(amounts, amounts, st.integers(0, 3), st.integers(0, 2))
def test_growth_that_was_worked_out_rightly_is_never_inconsistent(before, after, digits, places):
    # The writer knows the exact amounts, prints all three numbers rounded, and is right.
    printed = quantity(rounded((after / before - 1) * 100, places), "%")
    start, end = (quantity(rounded(amount, digits)) for amount in (before, after))
    assert CHECKS["growth"](printed, [start, end], "").status == "reproduced"


def test_growth_in_ten_thousand_honest_texts_is_reproduced():
    dice = chance("honest growth")
    for _ in range(CASES):
        before, after = (Fraction(int(dice.integers(2, 10**6)), 8) + 1 for _ in range(2))
        inputs = [text(dice, before, 3, "titles"), text(dice, after, 3, "titles")]
        found = check("growth", text(dice, (after / before - 1) * 100, 2, "%"), inputs)
        assert found.status == "reproduced", (before, after)
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
    assert found.status == "reproduced"
    # From 199.5–200.5 to 149.5–150.5, by hand.
    assert found.result.low == pytest.approx((149.5 / 200.5 - 1) * 100)
    assert found.result.high == pytest.approx((150.5 / 199.5 - 1) * 100)


# ---- the same number twice: published, repeated, between texts -----------------------------


#: What a difference beyond both roundings is called.
DIFFERS = {"published": "disputed", "repeated": "inconsistent", "texts": "disputed"}

AGREES = {"published": "reproduced", "repeated": "reproduced", "texts": "consistent"}


def statuses(reported: Quantity, others: list[Quantity]) -> dict[str, str]:
    return {name: check(name, reported, others).status for name in DIFFERS}


def claimed(value: str, unit: str) -> Quantity:
    return from_claim(Claim("wang2026-x", "wang2026", "", "", "", "", "", "=", value, unit))


def test_one_number_in_ten_thousand_pairs_of_printings_agrees():
    """Between texts and with publishers a difference is disputed, never inconsistent."""
    dice = chance("honest printings")
    for _ in range(CASES):
        value = fraction(dice, 0, 10**5)
        others = [text(dice, value, 4, "titles") for _ in range(dice.integers(1, 4))]
        assert statuses(text(dice, value, 4, "titles"), others) == AGREES, (value, others)


def test_one_amount_in_ten_thousand_pairs_of_magnitudes_agrees():
    # The unit carries the magnitude: 37.39 billion RMB beside 37,390 million RMB.
    dice = chance("honest magnitudes")
    for _ in range(CASES):
        value = fraction(dice, 1, 1000)
        one, other = (
            claimed(rounded(value * factor, int(dice.integers(0, 4))), unit)
            for factor, unit in ((1, "billion RMB"), (1000, "million RMB"))
        )
        assert statuses(one, [other]) == AGREES, (one, other)


def test_ten_thousand_differences_beyond_both_roundings_are_found():
    dice = chance("planted printings")
    for _ in range(CASES):
        first = rounded(fraction(dice, 0, 1000), int(dice.integers(0, 4)))
        places, sign = int(dice.integers(0, 4)), int(dice.choice([-1, 1]))
        room = half_unit(first) + HALF / 10**places
        # In units of the second printing, the first value that no longer meets, and further.
        edge = (Fraction(first) + sign * room) * 10**places
        units = math.floor(edge) + 1 if sign > 0 else math.ceil(edge) - 1
        units += sign * int(dice.integers(0, 100))
        second = rounded(Fraction(units, 10**places), places)
        assert abs(Fraction(second) - Fraction(first)) > room
        agreeing = quantity(first, label="Same")
        others = [agreeing, quantity(second)] if dice.integers(2) else [quantity(second)]
        assert statuses(quantity(first), others) == DIFFERS, (first, second)


def test_a_half_that_two_writers_round_apart_agrees_across_magnitudes():
    # 33.5 million: one writer rounds halves up to 0.034 billion, another down to 33 million.
    for up in range(2, 1000):
        one = claimed(f"{up / 1000:.3f}", "billion RMB")
        down, further = (claimed(f"{up - less}", "million RMB") for less in (1, 2))
        assert statuses(one, [down]) == AGREES, (one.shown, down.shown)
        # One million less, and no rounding brings the two together.
        assert statuses(one, [further]) == DIFFERS, (one.shown, further.shown)


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
        assert check("published", pair[0], pair[1:]).status == "reproduced", pair


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
        assert check("published", pair[0], pair[1:]).status == "disputed", pair


@given(
    st.sampled_from(["published", "repeated", "texts"]),
    st.integers(0, 10**5),
    st.integers(0, 10**5),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_two_printings_agree_exactly_if_some_value_rounds_to_both(name, one, two, a, b):
    # By exact arithmetic: the distance is at most both half units.
    first, second = Fraction(one, 10**a), Fraction(two, 10**b)
    halves = (Fraction(1, 10**a) + Fraction(1, 10**b)) / 2
    assume(abs(abs(first - second) - halves) > Fraction(1, 10**9))
    found = CHECKS[name](quantity(rounded(first, a)), [quantity(rounded(second, b))], "")
    assert (found.status in ("reproduced", "consistent")) == (abs(first - second) < halves)


@pytest.mark.parametrize(
    ("others", "status"),
    [
        (["50.44"], "reproduced"),
        (["50.4"], "reproduced"),  # 50.4 reaches up to 50.45
        (["50.5"], "disputed"),  # 50.5 reaches down to 50.45, and 50.44 up to 50.445 only
        (["48.5"], "disputed"),
        (["50.44", "48.5"], "disputed"),
    ],
)
def test_published_figures_agree_within_both_roundings(others, status):
    assert check("published", quantity("50.44"), [quantity(o) for o in others]).status == status


def test_a_published_figure_in_the_other_currency_is_converted_first():
    found = check(
        "published", quantity("35.9", "RMB", year=2023), [quantity("5.1", "USD", year=2023)]
    )
    assert found.status == "reproduced"
    # 5.1 billion dollars at 37.39/5.31, with all roundings.
    assert found.result.low == pytest.approx(5.05 * 37.385 / 5.315)
    assert found.result.high == pytest.approx(5.15 * 37.395 / 5.305)
    assert found.unit == "RMB"


def test_agreement_and_difference_are_both_said():
    others = [quantity("50.44", label="Bureau"), quantity("48.5", label="Institute")]
    found = check("published", quantity("50.44"), others, "A forecast.")
    assert "In agreement: Bureau prints 50.44 titles." in found.sentence
    assert "Different beyond both roundings: Institute prints 48.5 titles." in found.sentence
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
        "Different beyond both roundings: Institute prints 5.1 USD. Only a bound, and within it: "
        "Paper prints > 20 RMB."
    )
    # What is recomputed is an amount, which no bound is.
    assert (found.result.low, found.result.high) == pytest.approx((5.05, 5.15))
    same = quantity("54.0", "USD", year=2023)
    assert check("published", amount, [same, bound]).status == "reproduced"


def test_a_bound_that_an_amount_breaks_is_a_difference():
    found = check("published", quantity("54"), [quantity("60", comparator=">")])
    assert found.status == "disputed"
    assert found.sentence == "Different beyond both roundings: Someone prints > 60 titles."


def test_a_bound_beside_a_bound_is_compared_as_before():
    found = check("published", quantity("100", comparator=">"), [quantity("100", comparator=">")])
    assert found.status == "reproduced"


def test_the_same_figure_printed_by_two_publishers_agrees_and_differs_one_by_one():
    # Two rows that are alike in everything must not stand for one another.
    twin = quantity("48.5")
    found = check("published", quantity("48.5"), [twin, twin])
    assert found.status == "reproduced"
    assert found.sentence.count("Someone prints") == 2


@pytest.mark.parametrize(
    ("other", "status"), [("54", "reproduced"), ("54.0", "reproduced"), ("45", "inconsistent")]
)
def test_a_number_that_a_text_prints_twice_is_compared(other, status):
    found = check("repeated", quantity("54"), [quantity(other)], "Twice.")
    assert found.status == status
    assert found.sentence == f"The text prints it again as {other} titles. Twice."


@pytest.mark.parametrize(("other", "status"), [("10", "consistent"), ("15", "disputed")])
def test_a_number_that_two_texts_print_is_compared(other, status):
    found = check("texts", quantity("10", label="One"), [quantity(other, label="Two")])
    assert found.status == status
    assert found.sentence == f"One prints 10 titles; Two prints {other} titles."


# ---- larger than ---------------------------------------------------------------------------


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
        assert check("exceeds", turned[0], turned).status != "reproduced", turned


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
        ("50.44", "47", "reproduced", 1.06179, 1.08484),
        ("40", "47", "inconsistent", 0.83158, 0.87097),
        # The scores of the survey: 4.375/4.125 and 4.385/4.115.
        ("4.38", "4.12", "reproduced", 1.06061, 1.06561),
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
    assert found.status == "reproduced"
    assert found.result.low == pytest.approx(49.5 / 42.5)


@given(st.integers(1, 10**6), st.integers(1, 10**6) | st.integers(1, 3))
def test_a_larger_count_is_never_said_to_be_inconsistent(other, more):
    one = other + more
    found = check("exceeds", quantity(str(one)), [quantity(str(one)), quantity(str(other))])
    assert found.status != "inconsistent"


def test_money_in_another_currency_is_converted_before_it_is_compared_or_refused():
    # 9 billion dollars of 2023 are about 63 billion yuan, and less than 70.
    dollars, yuan = quantity("9", "USD", year=2023), quantity("70", "RMB", year=2023)
    for left, right, status in ((yuan, dollars, "reproduced"), (dollars, yuan, "inconsistent")):
        try:
            found = check("exceeds", left, [left, right])
        except ValueError as refused:
            assert "compared" in str(refused)
        else:
            assert found.status == status


# ---- earlier -------------------------------------------------------------------------------


def event(year: int | None) -> Quantity:
    return Quantity(f"E{year}", f"rule {year}", str(year), None, "", year)


@pytest.mark.parametrize(
    ("years", "status"), [([2024, 2025], "consistent"), ([2023, 2025], "disputed")]
)
def test_an_earlier_event_disputes_a_beginning(years, status):
    found = check(
        "earlier", Quantity("x", "Text", "", None, "", 2024), [event(year) for year in years]
    )
    assert found.status == status


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2023, 2025], "1 dated event before 2024: 2023 rule 2023."),
        ([2025, 2023, 2019], "2 dated events before 2024: 2023 rule 2023; 2019 rule 2019."),
        ([2024, 2025], "None of 2 dated events is earlier."),
    ],
)
def test_the_events_that_are_earlier_are_counted_and_named(years, said):
    begins = Quantity("x", "Text", "", None, "", 2024)
    found = check("earlier", begins, [event(year) for year in years], "A rule.")
    assert found.sentence == f"{said} A rule."


def test_events_of_ten_thousand_texts_dispute_a_beginning_just_if_one_is_earlier():
    """A publisher's date against a text's is disputed, never inconsistent."""
    dice = chance("earlier")
    for _ in range(CASES):
        begins = int(dice.integers(2010, 2026))
        years = [int(year) for year in dice.integers(2005, 2030, dice.integers(1, 6))]
        found = check(
            "earlier", Quantity("x", "T", "", None, "", begins), [event(year) for year in years]
        )
        assert found.status == ("disputed" if min(years) < begins else "consistent")


def test_events_without_a_year_are_no_dated_events():
    with pytest.raises(ValueError, match="dated"):
        CHECKS["earlier"](Quantity("x", "T", "", None, "", 2024), [event(2023), event(None)], "")


# ---- parts of one whole --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "status", "left"),
    [
        # Over 40% and about 30%, 25 at the least: 65 of 100.
        ([("40", ">"), ("30", "≈")], "consistent", "leave 35% at most"),
        # 62.45 + 37.45 are 99.9, so nobody may say that nothing is left.
        ([("62.5", "="), ("37.5", "=")], "consistent", "leave 0.1% at most"),
        # Three thirds rounded up: 33.5 is what they are at the least, 100.5 together.
        ([("34", "=")] * 3, "inconsistent", "are more than the whole by 0.5% at least"),
        # 3 × 33.35 = 100.05.
        ([("33.4", "=")] * 3, "inconsistent", "are more than the whole by 0.05% at least"),
        # Halves rounded up: 32.5 + 27.5 + 39.5 is 99.5, and with more than 40 it is 100.
        ([("33", "="), ("28", "="), ("40", "≥")], "consistent", "leave 0.5% at most"),
        ([("33", "="), ("28", "="), ("40", ">")], "consistent", "leave 0% at most"),
        # 33.333 − 0.0005 = 33.3325, three times 99.9975: at most 0.0025, rounded up.
        ([("33.333", "=")] * 3, "consistent", "leave 0.01% at most"),
        # 69.5 + 43.55 = 113.05.
        ([("70", "="), ("43.6", "=")], "inconsistent", "more than the whole by 13.05% at least"),
        # 33.338 − 0.0005 = 33.3375, three times 100.0125: at least 0.0125, rounded down.
        ([("33.338", "=")] * 3, "inconsistent", "more than the whole by 0.01% at least"),
    ],
)
def test_parts_of_a_whole_are_together_at_most_all_of_it(shares, status, left):
    reported, *others = (quantity(value, "%", sign) for value, sign in shares)
    found = check("parts", reported, others)
    assert found.status == status
    assert left in found.sentence


def whole(dice: np.random.Generator) -> list[Fraction]:
    """Cut a whole into two to six parts of counts."""
    counts = [int(count) for count in dice.integers(1, 500, dice.integers(2, 7))]
    return [Fraction(100 * count, sum(counts)) for count in counts]


def test_parts_of_a_whole_in_ten_thousand_honest_texts_are_never_inconsistent():
    dice = chance("honest parts")
    for _ in range(CASES):
        shares = whole(dice)
        printed = [text(dice, share, 2, "%") for share in shares]
        some = int(dice.integers(2, 7))
        found = check("parts", printed[0], printed[1:some])
        assert found.status == "consistent", shares
        # What is truly left is within what is said to be left.
        said = Fraction(re.search(r"leave ([0-9.]+)% at most", found.sentence)[1])
        assert 100 - sum(shares[:some]) <= said, shares


def test_ten_thousand_wholes_of_more_than_everything_are_found():
    dice = chance("planted parts")
    for _ in range(CASES):
        places = int(dice.integers(0, 3))
        shares = [rounded(share, places) for share in whole(dice)]
        # Raise one part until all of them are more than the whole at their least.
        least = sum(Fraction(share) - half_unit(share) for share in shares)
        short = math.floor((100 - least) * 10**places) + 1 + int(dice.integers(0, 50))
        raised = rounded(Fraction(shares[-1]) + Fraction(short, 10**places), places)
        printed = [quantity(share, "%") for share in (*shares[:-1], raised)]
        assert check("parts", printed[0], printed[1:]).status == "inconsistent", shares


def test_halves_that_are_all_rounded_up_are_no_more_than_the_whole():
    dice = chance("halves")
    for _ in range(1000):
        # Hundredths of a per cent that end in 5, together 100.00%.
        cuts = sorted(int(cut) for cut in dice.choice(np.arange(2, 998, 2), 3, replace=False))
        tenths = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
        shifts = (1, -1, 1, -1)
        shares = [Fraction(2 * t + shift, 20) for t, shift in zip(tenths, shifts, strict=True)]
        assert sum(shares) == 100
        printed = [quantity(rounded(share, 1), "%") for share in shares]
        assert CHECKS["parts"](printed[0], printed[1:], "").status == "consistent", shares


# ---- means ---------------------------------------------------------------------------------


def test_a_mean_that_no_number_of_items_has_is_inconsistent():
    # Three respondents: 3 to 30 answers, and 3 + 1/30 = 3.033 is the nearest to 3.01 above 3.
    found = check("mean", points("3.01"), [people(3), *LIKERT])
    assert found.status == "inconsistent"
    assert "No 3 respondents" in found.sentence
    assert "from 1 to 5" in found.sentence


@pytest.mark.parametrize("outside", ["0.99", "5.01", "7.20", "-3.00"])
def test_a_mean_outside_its_scale_is_inconsistent(outside):
    assert check("mean", points(outside), [people(428), *LIKERT]).status == "inconsistent"


def test_a_mean_that_only_more_than_ten_items_have_is_inconsistent_and_the_sentence_says_so():
    """The check looks at scales of 1 to 10 items and no more; its sentence names this limit."""
    # 9 respondents × k items need a total from 13.005·k to 13.095·k: no whole number up to
    # k = 10 (130.05 to 130.95), but 144 for k = 11: 144/99 = 1.4545.
    found = check("mean", points("1.45"), [people(9), *LIKERT])
    assert found.status == "inconsistent"
    assert found.sentence == (
        "No 9 respondents have this mean on a scale from 1 to 5, with 1 to 10 items."
    )
    # With ten items it is possible, and then it is not inconsistent: 131/90 = 1.4556.
    assert check("mean", points("1.46"), [people(9), *LIKERT]).status != "inconsistent"


def test_the_mean_of_brown_and_heathers_is_impossible_for_one_item_and_for_two():
    # 28 answers: 145/28 = 5.18, 146/28 = 5.21; 56: 290/56 = 5.18, 291/56 = 5.20; 84: 436/84 = 5.19.
    found = check("mean", points("5.19"), [people(28), points("1"), points("7")])
    assert found.status == "not checkable", "four items or more can have any mean"
    assert "impossible with 1, 2 items." in found.sentence
    # (100 − 28) / 100, and 4 × 28 answers are more than a hundred.
    assert "72% of all means for one item, and none for more than 3" in found.sentence


def test_a_mean_that_could_have_been_refuted_with_any_number_of_items_is_consistent():
    # Five respondents have at most 50 answers; 4 items: 69/20 = 3.45, 8 items: 138/40.
    found = check("mean", points("3.45"), [people(5), *LIKERT])
    assert found.status == "consistent"
    assert "impossible with 1, 2, 3, 5, 6, 7, 9, 10 items" in found.sentence
    # (100 − 5) / 100.
    assert "95%" in found.sentence


def test_a_test_that_refutes_with_ten_items_is_not_said_to_end_there():
    # 11 items × 5 respondents are 55 answers, and 45 of 100 means are still impossible; of ten
    # items (100 − 50) / 100 are.
    found = check("mean", points("3.45"), [people(5), *LIKERT])
    assert "refuted 95% of all means for one item, and 50% for 10." in found.sentence
    assert "none" not in found.sentence


@pytest.mark.parametrize(
    ("respondents", "said"),
    [
        # With three decimals a share of (1,000 − answers) / 1,000: 99.6% and 96%.
        (4, "more than 99% of all means for one item, and 96% for 10."),
        (6, "refuted 99% of all means for one item, and 94% for 10."),
        (994, "refuted 1% of all means for one item, and none for more than 1."),
        (996, "less than 1% of all means for one item, and none for more than 1."),
        (999, "less than 1% of all means for one item, and none for more than 1."),
    ],
)
def test_some_means_are_never_said_to_be_none_or_all(respondents, said):
    found = check("mean", points("3.250"), [people(respondents), *LIKERT])
    assert said in found.sentence


def test_with_a_hundred_respondents_and_more_no_mean_with_two_decimals_is_refuted():
    # 428 ≥ 100, so totals lie closer together than hundredths.
    found = check("mean", points("4.12"), [people(428), *LIKERT])
    assert found.status == "not checkable"
    assert "every mean with this many decimals can occur" in found.sentence
    # √((5 − 4.115) · (4.115 − 1) · 428/427) = 1.66229, rounded up.
    assert "at most 1.67." in found.sentence


def test_the_mean_in_the_middle_of_a_scale_has_the_widest_deviation():
    # 2.9 to 3.1 holds the middle, where the deviation is half the scale: 2 · √(428/427) = 2.0023.
    assert "at most 2.01." in check("mean", points("3.0"), [people(428), *LIKERT]).sentence


@pytest.mark.parametrize(
    ("respondents", "mean", "low", "high", "bound"),
    [
        # Answers 1 and 5: mean 3.0, and the deviation that programs print, divided by n − 1, is
        # √8 = 2.828.
        (2, "3.0", "1", "5", "2.83"),
        # One respondent has no such deviation, and √((1.5 − 1) · (5 − 1.5)) = 1.3229 is that of
        # many with a mean that rounds to 1; no respondent differs from the only one.
        (1, "1", "1", "5", "1.33"),
        # The middle of −2 to 2 lies in −0.5 to 0.5: 2 · √(5/4) = 2.23607.
        (5, "0", "-2", "2", "2.24"),
        # All answers are at an end: 4.995 leaves √(0.005 · 3.995 · 10/9) = 0.14898.
        (10, "5.00", "1", "5", "0.15"),
        # 2 · √(50/49) = 2.0203; half of 1 to 4 is 1.5, and 1.5 · √(9/8) = 1.59099.
        (50, "3.0", "1", "5", "2.03"),
        (9, "2.5", "1", "4", "1.60"),
    ],
)
def test_the_largest_deviation_is_said_as_programs_print_it_and_rounded_up(
    respondents, mean, low, high, bound
):
    found = check("mean", points(mean), [people(respondents), points(low), points(high)])
    assert found.sentence.endswith(f"The standard deviation is at most {bound}.")


def test_means_in_ten_thousand_honest_surveys_are_never_inconsistent():
    dice = chance("honest means")
    for _ in range(CASES):
        respondents, items = int(dice.integers(2, 401)), int(dice.integers(1, 11))
        # Answers from 1 to 5, lopsided in any way.
        answers = dice.multinomial(respondents * items, dice.dirichlet([0.5] * 5))
        mean = Fraction(int(answers @ np.arange(1, 6)), respondents * items)
        printed = rounded(mean, int(dice.integers(1, 4)), bool(dice.integers(2)))
        found = check("mean", points(printed), [people(respondents), *LIKERT])
        assert found.status != "inconsistent", (respondents, items, printed)
        assert f"impossible with {items} item" not in found.sentence
        # The deviation of all answers, divided by n − 1, is at most that of the respondents'.
        spread = answers @ np.arange(1, 6) ** 2 / answers.sum() - float(mean) ** 2
        spread = math.sqrt(max(0.0, spread) * answers.sum() / (answers.sum() - 1))
        bound = float(re.search(r"at most ([0-9.]+)\.$", found.sentence)[1])
        assert spread <= bound + 1e-9, (respondents, items, printed)


def attainable(units: np.ndarray, places: np.ndarray, respondents: np.ndarray) -> np.ndarray:
    """Tell by whole numbers whether some answers to 1–10 items have this mean in 1 to 5."""
    answers = respondents[:, None] * np.arange(1, 11)
    unit = 10 ** places[:, None]
    # total/answers lies within half a unit of units/10^places.
    least = -((-(2 * units[:, None] - 1) * answers) // (2 * unit))
    most = ((2 * units[:, None] + 1) * answers) // (2 * unit)
    return (np.maximum(least, answers) <= np.minimum(most, 5 * answers)).any(axis=1)


def test_ten_thousand_means_that_no_survey_has_are_found():
    dice = chance("planted means")
    # Where ten items make 10^places answers every mean occurs, so the samples are small.
    places = dice.integers(2, 4, 5 * CASES)
    respondents = dice.integers(2, np.array([9, 60])[places - 2])
    units = dice.integers(10**places, 5 * 10**places + 1)
    possible = attainable(units, places, respondents)
    # All that are impossible, and some of those that must not be called so.
    (none,), (some,) = np.nonzero(~possible), np.nonzero(possible)
    assert len(none) >= CASES
    for case in map(int, (*none[:CASES], *some[: CASES // 5])):
        printed = points(rounded(Fraction(int(units[case]), 10 ** int(places[case])), places[case]))
        found = check("mean", printed, [people(int(respondents[case])), *LIKERT])
        assert (found.status == "inconsistent") != possible[case], (printed, respondents[case])


def test_just_a_hundred_answers_refute_nothing_whatever_the_mean():
    # 100 respondents, or 10 with up to 10 items: every hundredth occurs.
    for hundredths in range(100, 501):
        mean = points(f"{hundredths / 100:.2f}")
        assert CHECKS["mean"](mean, [people(10), *LIKERT], "").status == "not checkable"
        hundred = CHECKS["mean"](mean, [people(100), *LIKERT], "")
        assert "every mean with this many decimals can occur" in hundred.sentence


# ---- shares of respondents -----------------------------------------------------------------


def test_a_share_that_a_count_has_is_consistent_with_its_margin():
    # 14/30 = 46.67%; Wilson by hand in test_possible: 30.23% to 63.86%.
    found = check("share", quantity("46.7", "%"), [people(30)])
    assert found.status == "consistent"
    assert "It stands for 14 of 30 respondents." in found.sentence
    assert "between 30.2% and 63.9%" in found.sentence
    assert (found.result.low, found.result.high) == pytest.approx((30.23, 63.86), abs=0.01)
    assert found.unit == "%"


@pytest.mark.parametrize(
    ("share", "respondents"),
    # 14/30 = 46.7% and 15/30 = 50%; the others are R scrutiny's examples.
    [("47.0", 30), ("67.4", 150), ("54.2", 150), ("69.8", 150), ("68.1", 150), ("55.4", 150)],
)
def test_a_share_that_no_count_has_is_inconsistent(share, respondents):
    found = check("share", quantity(share, "%"), [people(respondents)])
    assert found.status == "inconsistent"
    assert f"No count of {respondents} is {share} %" in found.sentence


@pytest.mark.parametrize(
    ("share", "comparator", "said"),
    [
        # 45.5% and 46.5% of 428 are 194.7 and 199.02; a whole per cent is four respondents.
        ("46", "=", "195 to 199 of 428"),
        # 90% of 428 is 385.2.
        ("90", ">", "386 to 428 of 428"),
    ],
)
def test_a_share_that_some_count_always_has_cannot_be_checked(share, comparator, said):
    found = check("share", quantity(share, "%", comparator), [people(428)])
    assert found.status == "not checkable"
    assert said in found.sentence


def test_shares_in_ten_thousand_honest_surveys_are_never_inconsistent():
    dice = chance("honest shares")
    for _ in range(CASES):
        respondents = int(dice.integers(1, 3000))
        count = int(dice.integers(0, respondents + 1))
        share, places = Fraction(100 * count, respondents), int(dice.integers(0, 3))
        printed = rounded(share, places, bool(dice.integers(2)))
        found = check("share", quantity(printed, "%"), [people(respondents)])
        # A step of one respondent against a unit of the last digit, in exact arithmetic.
        step = Fraction(100, respondents) * 10**places
        assert found.status == ("consistent" if step > 1 else "not checkable")
        assert found.result.low - 1e-9 <= share <= found.result.high + 1e-9


def test_ten_thousand_shares_that_no_count_has_are_found():
    dice = chance("planted shares")
    places = dice.integers(0, 3, 4 * CASES)
    respondents = dice.integers(2, np.array([60, 900, 900])[places])
    units = dice.integers(0, 100 * 10**places + 1)
    # Whole numbers: a count c has |200·c·10^d − 2·units·n| ≤ n.
    least = -(-(2 * units - 1) * respondents // (200 * 10**places))
    most = (2 * units + 1) * respondents // (200 * 10**places)
    (none,), (some,) = np.nonzero(least > most), np.nonzero(least <= most)
    assert len(none) >= CASES
    for case in map(int, (*none[:CASES], *some[: CASES // 5])):
        printed = rounded(Fraction(int(units[case]), 10 ** int(places[case])), places[case])
        found = check("share", quantity(printed, "%"), [people(int(respondents[case]))])
        impossible = least[case] > most[case]
        assert (found.status == "inconsistent") == impossible, (printed, respondents[case])


def test_a_thousandth_of_a_thousand_respondents_refutes_nothing():
    # 1,000 respondents and one decimal: every share occurs, whatever its digits.
    found = {
        CHECKS["share"](quantity(f"{tenths / 10:.1f}", "%"), [people(1000)], "").status
        for tenths in range(1001)
    }
    assert found == {"not checkable"}


# ---- coefficients and p-values -------------------------------------------------------------


@cache
def regressions() -> list[tuple[int, float, float, float, float, float]]:
    """Return 10,000 regressions, all by linear algebra.

    Respondents, and of the first predictor: coefficient, p-value, VIF, correlation and partial
    correlation. test_possible compares the same identities with statsmodels.
    """
    dice = chance("regressions")
    found = []
    for _ in range(50):
        respondents, predictors = int(dice.integers(12, 500)), int(dice.integers(1, 6))
        x = dice.normal(size=(CASES // 50, respondents, predictors))
        x += dice.normal(size=(CASES // 50, respondents, 1)) * dice.uniform(0, 2)
        slopes = dice.normal(0, dice.choice([0.0, 0.2, 1.0]), (CASES // 50, predictors, 1))
        y = x @ slopes + dice.normal(size=(CASES // 50, respondents, 1))
        data = np.concatenate([y, x], axis=2)
        data -= data.mean(axis=1, keepdims=True)
        data /= np.sqrt((data**2).mean(axis=1, keepdims=True))
        matrices = data.transpose(0, 2, 1) @ data / respondents
        inverse, outer = np.linalg.inv(matrices[:, 1:, 1:]), matrices[:, 1:, 0]
        betas = np.einsum("cij,cj->ci", inverse, outer)
        vifs = np.einsum("cii->ci", inverse)
        explained = np.einsum("cj,cj->c", betas, outer)[:, None]
        freedom = respondents - predictors - 1
        errors = np.sqrt((1 - explained) / freedom * vifs)
        ts = np.abs(betas / errors)
        ps, partials = 2 * t_distribution.sf(ts, freedom), ts / np.sqrt(ts**2 + freedom)
        columns = (part[:, 0].tolist() for part in (betas, ps, vifs, outer, partials))
        found += [(respondents, *row) for row in zip(*columns, strict=True)]
    return found


def printed_p(p: float, dice: np.random.Generator) -> Quantity:
    """Print a p-value as texts do: with decimals, or as less than a level."""
    levels = [level for level in ("0.001", "0.01", "0.05") if p < float(level)]
    if levels and dice.integers(2):
        return quantity(levels[int(dice.integers(len(levels)))], "", "<")
    return quantity(rounded(Fraction(p), int(dice.integers(2, 4))), "")


def number_after(words: str, sentence: str) -> float:
    match = re.search(rf"{words} (−?[0-9]+\.[0-9]+)", sentence)
    assert match, sentence
    return float(match[1].replace("−", "-"))


def test_what_is_said_of_coefficients_is_true_in_ten_thousand_regressions():
    """By construction none is ever inconsistent: zero is printed with a rounding."""
    dice = chance("coefficients")
    follows = 0
    for respondents, beta, p, vif, correlation, partial in regressions():
        p_printed = printed_p(p, dice)
        reported = quantity(rounded(Fraction(beta), int(dice.integers(1, 4))), "")
        found = check("coefficient", reported, [p_printed, people(respondents)])
        said = found.sentence
        assert found.status == "not checkable"
        if p_printed.values.high >= 1:
            assert "nothing follows" in said
            continue
        assert number_after("at least", said) <= partial + 1e-9, said
        if "stays below" in said:
            follows += 1
            assert vif >= number_after("stays below", said) or p < p_printed.values.high, said
        if vif <= VIF:
            assert found.result.low - 1e-9 <= correlation <= found.result.high + 1e-9, said
            assert number_after("anywhere from", said) <= correlation + 1e-9, said
            assert correlation <= number_after("[0-9] to", said) + 1e-9, said
    assert follows > CASES / 10


def test_what_is_said_of_p_values_is_true_in_ten_thousand_regressions():
    """By construction no printed p-value is inconsistent."""
    dice = chance("significance")
    p_printed = quantity("0.05", "", "<")
    for respondents, beta, p, vif, *_ in regressions():
        printed = quantity(rounded(Fraction(beta), int(dice.integers(1, 4))), "")
        found = check("significance", p_printed, [printed, people(respondents)])
        assert found.status == "not checkable"
        if vif <= VIF:
            assert p <= found.result.high * (1 + 1e-9)
            least = re.search(r"and (?:of at most|below) ([0-9.]+) up to", found.sentence)[1]
            assert p <= float(least) * (1 + 1e-9), (respondents, beta, p, found.sentence)


def test_a_coefficient_is_said_with_all_that_follows_from_it():
    # 3.315 / √(3.315² + 426) = 0.1586 with one predictor, and 3.316 / √(3.316² + 417) = 0.1603
    # with ten: both rounded down. (0.375 / 0.1603)² = 5.47, rounded down.
    # The correlation: 0.375 / 5 − √0.8 · √(1 − 0.375²/5) = −0.8068 and 0.385 / 5 + √0.8 ·
    # √(1 − 0.385²/5) = 0.9581; 0.375² / 5 = 0.0281. All of them rounded outwards.
    found = check(
        "coefficient",
        quantity("0.38", ""),
        [quantity("0.001", "", "<"), people(428)],
        "One model.",
    )
    assert found.status == "not checkable"
    assert "at least 0.15 with one predictor, 0.16 with 10." in found.sentence
    assert "stays below 5.4." in found.sentence
    assert "from −0.81 to 0.96, and R² from 0.02 to 1.00" in found.sentence
    assert found.sentence.endswith("One model.")
    assert (found.result.low, found.result.high) == pytest.approx((-0.8068, 0.9581), abs=1e-4)


def test_the_least_partial_correlation_is_said_once_where_it_is_the_same():
    # 2.587 / √(2.587² + 426) = 0.1244 and 2.588 / √(2.588² + 417) = 0.1257: 0.12 both.
    found = check("coefficient", quantity("0.38", ""), [quantity("0.01", "", "<"), people(428)])
    assert "a partial correlation of at least 0.12. It follows" in found.sentence


@pytest.mark.parametrize(
    ("respondents", "beta", "follows"),
    [
        # One degree of freedom with ten predictors: p = 1 − 2·arcsin(r)/π, so for p = 0.5 (up to
        # 0.55) r is sin(0.45 · π/2) = 0.6494. 0.8 is at least 0.75: (0.75 / 0.6494)² = 1.334.
        (12, "0.8", "stays below 1.3."),
        # 0.68 is at least 0.675: (0.675 / 0.6494)² = 1.08, and no inflation lies below 1.
        (12, "0.68", "It does not follow from 0.68 alone."),
        (12, "0.6", "It does not follow from 0.6 alone."),
        # Two degrees of freedom: r = 1 − p = 0.45, (0.75 / 0.45)² = 2.78.
        (13, "0.8", "stays below 2.7."),
        (13, "−0.8", "stays below 2.7."),
    ],
)
def test_the_inflation_up_to_which_a_p_value_follows_is_rounded_down(respondents, beta, follows):
    inputs = [quantity("0.5", ""), people(respondents)]
    assert follows in check("coefficient", quantity(beta, ""), inputs).sentence


def test_more_predictors_need_a_larger_partial_correlation():
    # 20 respondents and p < 0.05: t is 2.101 with 18 and 2.262 with 9 degrees of freedom, so
    # 2.101 / √(2.101² + 18) = 0.444 and 2.262 / √(2.262² + 9) = 0.602.
    found = check("coefficient", quantity("0.3", ""), [quantity("0.05", "", "<"), people(20)])
    assert "at least 0.44 with one predictor, 0.60 with 10." in found.sentence
    # (0.25 / 0.602)² is less than 1.
    assert "It does not follow from 0.3 alone." in found.sentence


def test_a_sign_alone_says_nothing_of_the_size():
    found = check("coefficient", quantity("0", "", "<"), [quantity("0.01", "", "<"), people(428)])
    assert found.status == "not checkable"
    # Tables of t: 2.587 with 426 degrees of freedom; 2.587 / √(2.587² + 426) = 0.124.
    assert "at least 0.12" in found.sentence
    assert found.result is None
    found = check("significance", quantity("0.01", "", "<"), [quantity("0", "", "<"), people(428)])
    assert found.status == "not checkable"
    assert found.result is None
    assert "no p-value follows" in found.sentence


@pytest.mark.parametrize("printed", ["0", "0.0", "0.00", "-0.00", "0.0000"])
def test_no_coefficient_of_zero_contradicts_a_p_value(printed):
    # 0.00 stands for anything up to 0.005, and with more respondents that is significant.
    found = check("coefficient", quantity(printed, ""), [quantity("0.001", "", "<"), people(428)])
    assert found.status == "not checkable"
    assert f"It does not follow from {printed} alone." in found.sentence
    # Nor does one of exactly zero, which no text can print: rounding leaves half a unit.
    zero = Quantity("x", "T", printed, quantity("0").values * 0, "")
    exact = check("coefficient", zero, [quantity("0.001", "", "<"), people(428)])
    assert exact.status == "not checkable"


def test_a_p_value_is_said_with_what_the_coefficient_makes_of_it():
    # 0.375 / √5 = 0.1677 with 417 degrees of freedom: t = 3.474, and p = 0.00057 by its tables.
    found = check(
        "significance", quantity("0.001", "", "<"), [quantity("0.38", ""), people(428)], "So."
    )
    assert found.status == "not checkable"
    assert "of at most 0.0006 up to a variance inflation factor of 5" in found.sentence
    assert found.sentence.endswith("So.")
    assert found.result.high == pytest.approx(2 * t_distribution.sf(3.4738, 417), rel=1e-3)
    assert found.result.low < 1e-10


@pytest.mark.parametrize(
    ("p", "said"),
    [
        # Two degrees of freedom: p = 1 − |β| if the predictors are unrelated, and up to a VIF of
        # 5 it is 1 − |β| / √5. Rounded up, because it is a bound.
        ("0.80", "of at most 0.3 if"),  # 1 − 0.795 = 0.205
        ("0.80", "of at most 0.7 up to"),  # 1 − 0.795 / 2.2361 = 0.6445
        ("0.98", "of at most 0.03 if"),  # 1 − 0.975 = 0.025
        ("0.995", "of at most 0.006 if"),  # 1 − 0.9945 = 0.0055
        ("0.0", "of at most 1 if"),
        ("0.99995", "below 0.0001 if"),  # 1 − 0.999945 = 0.000055
        ("0.9995", "of at most 0.0006 if"),  # 1 − 0.99945 = 0.00055
        ("0.35", "of at most 0.7 if"),  # 1 − 0.345 = 0.655
    ],
)
def test_the_largest_p_value_is_rounded_up(p, said):
    found = check("significance", P, [quantity(p, ""), people(13)])
    assert f" {said} " in found.sentence


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        # β = 0.449 is printed as 0.4; with VIF 5 and everything explained its correlation is
        # 0.45/5 + √0.8 · √(1 − 0.45²/5) = 0.9661, and 0.4 alone would allow 0.960. The lower
        # end is that of 0.35: 0.07 − √0.8 · √(1 − 0.35²/5) = −0.8134.
        ("0.4", (-0.81339, 0.96611)),
        # At β = 1 the largest correlation is reached, 0.2 + √0.8 · √0.8 = 1; 0.5 and 1.5 have
        # 0.972 and 0.963. The lower ends: 0.1 − √0.8 · √0.95 = −0.7718, 0.3 − 0.6633.
        ("1", (-0.77178, 1.0)),
        ("-1", (-1.0, 0.77178)),
        # From 0.95 to 1.05, the lower end of 0.95: 0.19 − √0.8 · √0.8195 = −0.6197.
        ("1.0", (-0.6197, 1.0)),
    ],
)
def test_the_range_of_correlations_holds_for_all_that_a_coefficient_can_stand_for(printed, ends):
    found = check("coefficient", quantity(printed, ""), [P, people(428)])
    assert (found.result.low, found.result.high) == pytest.approx(ends, abs=1e-4)
    low, high = ends
    # Said with two decimals, rounded outwards.
    assert low - 0.01 < number_after("anywhere from", found.sentence) <= low + 1e-9
    assert high - 1e-9 <= number_after("[0-9] to", found.sentence) < high + 0.01


# ---- power ---------------------------------------------------------------------------------


@pytest.mark.parametrize("respondents", [30, 100, 428, 1000])
def test_the_power_of_a_sample_is_said_in_explained_variance(respondents):
    """By construction nothing is ever inconsistent: no printed number is compared."""
    found = check("power", NOTHING, [people(respondents)], "A plan.")
    assert found.status == "not checkable"
    assert found.sentence.startswith(f"{respondents:,} respondents find")
    assert found.sentence.endswith("A plan.")
    # With scipy: a sample of this size finds what is said in about four of five samples.
    said = [float(part) / 100 for part in re.findall(r"([0-9.]+)%", found.sentence)[:2]]
    for explained, predictors in zip(said, (1, 10), strict=True):
        freedom = respondents - predictors - 1
        critical = f_distribution.isf(0.05, predictors, freedom)
        shift = explained / (1 - explained) * respondents
        assert ncf.sf(critical, predictors, freedom, shift) == pytest.approx(0.8, abs=0.03)


def test_428_respondents_find_two_and_four_per_cent():
    # Cohen's approximation f² = L / n with L = 7.85 for one predictor and 16.24 for ten: 1.8%
    # and 3.7% of explained variance.
    said = check("power", NOTHING, [people(428)]).sentence
    assert "1.8% with one predictor" in said
    assert "3.7% with 10" in said


# ---- data ----------------------------------------------------------------------------------


def printed(numbers: int) -> Quantity:
    """Return the count of numbers in a text."""
    return Quantity("a2020", "A 2020", f"{numbers} numbers", Interval(numbers, numbers), "numbers")


def says_all(numbers: int, respondents: int, low: int, high: int, scales: int) -> Finding:
    reported = Quantity("a2020-all", "A 2020", "", None, "")
    ends = [points(str(low)), points(str(high))]
    inputs = [people(respondents), *ends, printed(numbers), *[points("4.12")] * scales]
    return check("data", reported, inputs, "None is.")


@pytest.mark.parametrize(
    ("numbers", "status"),
    [
        (27, "inconsistent"),
        (124, "inconsistent"),
        (125, "not checkable"),
        (1284, "not checkable"),
    ],
)
def test_a_table_of_428_respondents_on_three_scales_of_five_points_has_125_cells(numbers, status):
    # One by one they are 428 × 3 = 1,284 answers; 5 × 5 × 5 = 125 cells count them all.
    found = says_all(numbers, 428, 1, 5, 3)
    assert found.status == status
    assert found.sentence == (
        "The answers of 428 respondents on 3 scales take at least 125 numbers to print, one by "
        f"one or as a table of counts; the whole text has {numbers:,}. None is."
    )


@pytest.mark.parametrize(
    ("respondents", "low", "high", "scales", "least", "said"),
    [
        # 10 × 3 answers are fewer than 125 cells.
        (10, 1, 5, 3, 30, "10 respondents on 3 scales take at least 30 numbers"),
        (41, 1, 5, 3, 123, "take at least 123 numbers"),
        (42, 1, 5, 3, 125, "take at least 125 numbers"),  # 126 answers
        (428, 1, 5, 1, 5, "428 respondents on 1 scale take at least 5 numbers"),
        # 0 to 1 are two points, −2 to 2 are five, 0 to 10 are eleven.
        (428, 0, 1, 4, 16, "take at least 16 numbers"),
        (428, -2, 2, 2, 25, "take at least 25 numbers"),
        (428, 0, 10, 3, 1284, "take at least 1,284 numbers"),  # 1,331 cells
        (2000, 0, 10, 3, 1331, "take at least 1,331 numbers"),
    ],
)
def test_the_shorter_way_to_print_all_answers_is_asked_for(
    respondents, low, high, scales, least, said
):
    found = says_all(least - 1, respondents, low, high, scales)
    assert found.status == "inconsistent"
    assert said in found.sentence
    assert says_all(least, respondents, low, high, scales).status == "not checkable"


def test_a_text_without_any_number_holds_no_data():
    assert says_all(0, 1, 0, 1, 1).status == "inconsistent"


def test_the_answer_depends_on_nothing_but_what_is_given(monkeypatch):
    # A check is a pure function: no ledger stands behind it.
    monkeypatch.setattr(package, "table", None)
    assert says_all(124, 428, 1, 5, 3).status == "inconsistent"
    assert not hasattr(checks, "claims")


@cache
def cells(choices: int, scales: int) -> int:
    """Count the ways to answer by listing them all."""
    return len(list(product(range(choices), repeat=scales)))


def surveys(name: str):
    """Yield the dice, 10,000 small surveys and how many numbers print them the shorter way."""
    dice = chance(name)
    shorter = set()
    for _ in range(CASES):
        respondents, scales = int(dice.integers(1, 12)), int(dice.integers(1, 5))
        low, choices = int(dice.integers(-2, 2)), int(dice.integers(2, 8))
        answers = len([answer for _ in range(respondents) for answer in range(scales)])
        least = min(answers, cells(choices, scales))
        shorter.add(answers > least)
        yield dice, (respondents, low, low + choices - 1, scales), least
    assert shorter == {True, False}, "both ways are the shorter one somewhere"


def test_ten_thousand_texts_with_all_their_answers_are_never_inconsistent():
    for dice, survey, least in surveys("honest data"):
        numbers = least + int(dice.integers(0, 5))
        assert says_all(numbers, *survey).status != "inconsistent", survey


def test_ten_thousand_texts_without_all_their_answers_are_found():
    for dice, survey, least in surveys("planted data"):
        assert says_all(int(dice.integers(0, least)), *survey).status == "inconsistent", survey


# ---- missing -------------------------------------------------------------------------------


def test_the_note_of_what_is_missing_is_the_whole_verdict():
    found = CHECKS["missing"](NOTHING, [], "No year is printed.")
    assert found == Finding("not checkable", "No year is printed.")
    assert CHECKS["missing"](NOTHING, [], "") == Finding("not checkable", "")


# ---- what makes no sense -------------------------------------------------------------------


#: A sound row of each check, to be spoilt one cell at a time.
BETA, P = quantity("0.38", ""), quantity("0.001", "", "<")
SOUND: dict[str, tuple[Quantity, list[Quantity]]] = {
    "published": (quantity("50.44"), [quantity("50.4")]),
    "growth": (quantity("597", "%"), [quantity("398"), quantity("2,775")]),
    "repeated": (quantity("54"), [quantity("54")]),
    "exceeds": (NOTHING, [quantity("50.44"), quantity("47")]),
    "texts": (quantity("10"), [quantity("15")]),
    "earlier": (Quantity("x", "T", "", None, "", 2024), [event(2025)]),
    "parts": (quantity("40", "%"), [quantity("30", "%")]),
    "mean": (points("4.12"), [people(28), *LIKERT]),
    "share": (quantity("46.7", "%"), [people(30)]),
    "coefficient": (BETA, [P, people(428)]),
    "significance": (P, [BETA, people(428)]),
    "power": (NOTHING, [people(428)]),
    "data": (
        Quantity("wang2026-x", "W", "", None, ""),
        [people(428), *LIKERT, printed(27), points("4.12")],
    ),
    "missing": (NOTHING, []),
}


def test_every_check_has_a_sound_row_here():
    assert list(SOUND) == list(CHECKS)
    for name, (reported, others) in SOUND.items():
        found = check(name, reported, others, "A note.")
        assert found.sentence.endswith("A note.")
        # Without a note nothing hangs over at the end.
        check(name, reported, others)


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


@pytest.mark.parametrize("name", [name for name in CHECKS if name != "missing"])
def test_a_check_with_nothing_to_compare_with_is_refused(name):
    # “In agreement with nothing” would read as a check that was passed.
    refused(name, SOUND[name][0], [])
    refused(name, quantity("50", "%", year=2024), [])


@pytest.mark.parametrize(
    "name", ["growth", "exceeds", "mean", "share", "coefficient", "significance", "power", "data"]
)
def test_a_check_with_an_input_too_few_is_refused(name):
    refused(name, SOUND[name][0], SOUND[name][1][:-1])


@pytest.mark.parametrize(
    "name", ["growth", "mean", "share", "coefficient", "significance", "power"]
)
def test_a_check_with_an_input_too_many_is_refused(name):
    reported, others = SOUND[name]
    refused(name, reported, [*others, others[-1]])


@pytest.mark.parametrize(
    ("name", "others", "said"),
    [
        ("share", [], "it needs 1 input and has 0"),
        ("power", [people(30), people(30)], "it needs 1 input and has 2"),
        ("mean", [people(28), points("1")], "it needs 3 inputs and has 2"),
        ("mean", [], "it needs 3 inputs and has 0"),
        # The p-value or the coefficient counts as an input too.
        ("coefficient", [P], "it needs 2 inputs and has 1"),
        ("coefficient", [], "it needs 2 inputs and has 0"),
        ("significance", [BETA, people(428), people(428)], "it needs 2 inputs and has 3"),
        ("growth", [quantity("398")], "it needs 2 inputs and has 1"),
        ("exceeds", [quantity("398")], "it needs at least 2 inputs and has 1"),
        ("repeated", [], "it needs at least 1 input and has 0"),
        ("data", [people(428), *LIKERT, printed(27)], "it needs at least one scale"),
        ("data", [people(428), *LIKERT], "it needs 4 inputs and has 3"),
    ],
)
def test_the_inputs_that_are_needed_are_counted_in_words_of_one_and_of_many(name, others, said):
    assert refused(name, SOUND[name][0], others) == said


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (name, place)
        for name, (_, others) in SOUND.items()
        for place in range(len(others))
        # An event has no number; a scale of the data needs none to have been answered.
        if (name, place) not in (("earlier", 0), ("data", 4))
    ],
)
def test_an_input_without_a_number_is_refused(name, place):
    reported, others = SOUND[name]
    said = refused(name, reported, [*others[:place], NOTHING, *others[place + 1 :]])
    assert "prints no number" in said or "cannot be compared" in said


@pytest.mark.parametrize(
    "name",
    [
        "published",
        "growth",
        "repeated",
        "texts",
        "parts",
        "mean",
        "share",
        "coefficient",
        "significance",
    ],
)
def test_a_check_of_a_claim_without_a_number_is_refused_by_name(name):
    reported, others = SOUND[name]
    nothing = Quantity("a2020-b", "Someone", "", None, reported.unit)
    assert "a2020-b prints no number" in refused(name, nothing, others)


@pytest.mark.parametrize(
    ("name", "reported", "others"),
    [
        ("repeated", quantity("10", "minutes"), [quantity("10", "seconds")]),
        ("texts", quantity("10", "minutes"), [quantity("10", "episodes")]),
        ("exceeds", quantity("9", "USD"), [quantity("9", "USD"), quantity("3", "people")]),
        ("growth", quantity("597", "%"), [quantity("398"), quantity("2775", "episodes")]),
        ("growth", quantity("597", "times"), [quantity("398"), quantity("2775")]),
        ("published", quantity("10", "minutes"), [quantity("10", "episodes")]),
        ("published", quantity("10", "RMB"), [quantity("10", "USD")]),  # of no year
        ("published", quantity("10", "RMB"), [quantity("10", "USD", year=1999)]),
        ("parts", quantity("40", "%"), [quantity("30", "titles")]),
        ("parts", quantity("40", "titles"), [quantity("30", "titles")]),
        ("share", quantity("46.7", "titles"), [people(30)]),
        ("mean", quantity("4.12", "%"), [people(28), *LIKERT]),
        ("mean", points("4.12"), [people(28), quantity("1", "%"), points("5")]),
        ("share", quantity("46.7", "%"), [quantity("30", "%")]),
        ("power", NOTHING, [quantity("40", "%")]),
        ("data", SOUND["data"][0], [quantity("40", "%"), *LIKERT, printed(27), points("4")]),
        (
            "data",
            SOUND["data"][0],
            [people(40), quantity("1", "%"), points("5"), printed(27), points("4")],
        ),
        ("data", SOUND["data"][0], [people(40), *LIKERT, quantity("27", "%"), points("4")]),
        ("coefficient", quantity("0.38", "%"), [P, people(428)]),
    ],
)
def test_numbers_in_the_wrong_unit_are_never_compared(name, reported, others):
    said = refused(name, reported, others)
    # Because of the unit, the year or the rate, and not because there are too few of them.
    assert "it needs" not in said


WITH_RESPONDENTS = ["mean", "share", "coefficient", "significance", "power", "data"]


def asked(name: str, respondents: Quantity) -> tuple[str, Quantity, list[Quantity]]:
    reported, others = SOUND[name]
    return (
        name,
        reported,
        [respondents if other.unit == "respondents" else other for other in others],
    )


@pytest.mark.parametrize("name", WITH_RESPONDENTS)
@pytest.mark.parametrize("number", ["28.5", "0.3", "427.99", "-1.5"])
def test_a_fraction_of_respondents_is_refused(name, number):
    assert "whole numbers" in refused(*asked(name, people(number)))


@pytest.mark.parametrize("name", WITH_RESPONDENTS)
@pytest.mark.parametrize("number", ["0", "-1", "-428"])
def test_nobody_and_fewer_are_refused(name, number):
    assert refused(*asked(name, people(number))) == f"there are no {number} respondents"


@pytest.mark.parametrize("name", ["coefficient", "significance", "power"])
def test_a_sample_that_leaves_ten_predictors_no_degree_of_freedom_is_refused(name):
    # 12 − 10 − 1 is one degree of freedom, 11 − 10 − 1 none.
    assert "11 respondents cannot carry 10 predictors" in refused(*asked(name, people(11)))
    assert check(*asked(name, people(12))).status == "not checkable"


@pytest.mark.parametrize("number", [12, 13, 26, 27, 10_000, 1_000_000])
def test_a_sample_of_every_size_has_its_power_said(number):
    # The numbers that are said are tested in test_possible.
    found = check("power", NOTHING, [people(number)])
    assert found.status == "not checkable"
    assert found.sentence.startswith(f"{number:,} respondents find an explained variance of ")


@pytest.mark.parametrize("name", WITH_RESPONDENTS)
@pytest.mark.parametrize("comparator", ["≈", ">", "<"])
def test_a_rough_number_of_respondents_is_refused(name, comparator):
    # “About 30” and “more than 30” may be 31, and with 31 another mean or share is possible.
    refused(*asked(name, people("30", comparator)))


@pytest.mark.parametrize(
    ("name", "reported", "others"),
    [
        ("mean", points("3.45"), [people(28), *reversed(LIKERT)]),
        ("mean", points("3.45"), [people(28), points("5"), points("5")]),
        ("mean", points("3.45"), [people(28), points("1.5"), points("5")]),
        # From 5 to 1 there are no points, and from 5 to 5 there is nothing to choose.
        ("data", SOUND["data"][0], [people(428), *reversed(LIKERT), printed(27), points("4.12")]),
        (
            "data",
            SOUND["data"][0],
            [people(428), points("5"), points("5"), printed(27), points("4.12")],
        ),
        (
            "data",
            SOUND["data"][0],
            [people(428), points("1"), points("5", "≥"), printed(27), points("4.12")],
        ),
        # The inputs in the wrong order.
        ("coefficient", BETA, [people(428), P]),
        ("significance", P, [people(428), BETA]),
        # p-values that are none, or that say nothing.
        ("coefficient", BETA, [quantity("3", ""), people(428)]),
        ("coefficient", BETA, [quantity("0", "", "<"), people(428)]),
        # Nothing grows from nothing.
        ("growth", quantity("5", "%"), [quantity("0"), quantity("5")]),
        ("growth", quantity("5", "%"), [quantity("5", comparator="<"), quantity("5")]),
    ],
)
def test_numbers_that_cannot_be_are_refused(name, reported, others):
    refused(name, reported, others)


@pytest.mark.parametrize(
    ("name", "reported", "others"),
    [
        ("coefficient", BETA, [quantity("0.05", "", ">"), people(428)]),
        ("coefficient", BETA, [quantity("0.05", "", "≥"), people(428)]),
        ("coefficient", BETA, [quantity("1", "", "<"), people(428)]),
        ("coefficient", BETA, [quantity("1.0", ""), people(428)]),
        ("coefficient", BETA, [quantity("0.000", ""), people(428)]),
        ("coefficient", BETA, [quantity("0.9", ""), people(428)]),
        ("coefficient", quantity("2.2", ""), [P, people(428)]),
        ("coefficient", quantity("-0.38", ""), [P, people(428)]),
        ("coefficient", quantity("0.3", "", ">"), [P, people(428)]),
        ("coefficient", quantity("0.3", "", "≈"), [P, people(428)]),
        ("significance", quantity("0.05", "", ">"), [BETA, people(428)]),
        ("significance", P, [quantity("0.00", ""), people(428)]),
        ("significance", P, [quantity("12.3", ""), people(428)]),
        ("parts", quantity("40", "%", "≤"), [quantity("30", "%")]),
        ("parts", quantity("40", "%", ">"), [quantity("70", "%", ">")]),
        ("parts", quantity("0", "%"), [quantity("100", "%")]),
        ("mean", points("4", ">"), [people(28), *LIKERT]),
        ("mean", points("4", "≤"), [people(28), *LIKERT]),
        ("mean", points("4", "≈"), [people(28), *LIKERT]),
        ("share", quantity("103", "%"), [people(30)]),
        ("share", quantity("50", "%", "<"), [people(30)]),
        ("exceeds", NOTHING, [quantity("5"), quantity("0")]),
        ("exceeds", NOTHING, [quantity("15"), quantity("10", comparator="≤")]),
        ("exceeds", NOTHING, [quantity("15", comparator="<"), quantity("10")]),
        ("exceeds", NOTHING, [quantity("15", comparator=">"), quantity("10", comparator=">")]),
        ("growth", quantity("5", "%", ">"), [quantity("5"), quantity("5", comparator="<")]),
        ("growth", quantity("5", "%"), [quantity("5", comparator=">"), quantity("5")]),
        ("growth", quantity("5", "%"), [quantity("5", "titles", ">")] * 2),
        ("growth", quantity("0", "%"), [quantity("100000"), quantity("99999")]),
        ("published", quantity("100", comparator=">"), [quantity("100.68"), quantity("85.65")]),
        ("texts", quantity("150", comparator=">"), [quantity("230", comparator=">")]),
    ],
)
def test_what_is_printed_without_an_end_is_said_without_infinity(name, reported, others):
    found = check(name, reported, others)
    assert found.sentence
    assert not re.search(r"[-−]0(\.0+)?(?=[\s%,;]|\.(\s|$))", found.sentence), found.sentence


@pytest.mark.parametrize("printed", ["2.25", "2.5", "-2.5", "12.3", "428"])
def test_a_coefficient_beyond_every_inflation_up_to_five_is_refused(printed):
    # Standardised coefficients are at most √5 = 2.2361 then, and 2.25 is 2.245 at the least.
    said = refused("coefficient", quantity(printed, ""), [P, people(428)])
    assert said == f"{printed} is no standardised coefficient"


@pytest.mark.parametrize("printed", ["2.24", "-2.24"])
def test_a_coefficient_that_an_inflation_of_five_just_allows_is_not_refused(printed):
    # 2.235²/5 = 0.999045 is the least R², and the correlation is 0.447 ± √0.8 · √(1 − 0.999045),
    # so 0.4194 to 0.4746.
    found = check("coefficient", quantity(printed, ""), [P, people(428)])
    ends = sorted(end if printed[0] == "2" else -end for end in (0.4194, 0.4746))
    assert (found.result.low, found.result.high) == pytest.approx(ends, abs=1e-4)
    assert "R² from 0.99 to 1.00" in found.sentence


def test_the_scales_and_items_that_sentences_speak_of_are_the_ones_tested():
    assert list(ITEMS) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert VIF == 5


def test_the_rate_of_the_invented_texts_is_the_one_of_the_book():
    rate = exchange_rates()[2023]
    assert rate.low == pytest.approx(37.385 / 5.315)
    assert rate.high == pytest.approx(37.395 / 5.305)


def test_an_inconsistency_outweighs_everything():
    assert list(STATUSES) == [
        "inconsistent",
        "disputed",
        "reproduced",
        "consistent",
        "not checkable",
        "not checked",
    ]
