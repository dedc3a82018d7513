"""Printed numbers: what they can stand for, and how they look in prose."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Outline
from microdrama.evidence.intervals import COMPARATORS, WORDS, Interval, read, value_of
from microdrama.evidence.kinds import MARKS, MEANINGS
from microdrama.show.numbers import Number, mark_html

finite = st.floats(-1e6, 1e6, allow_subnormal=False)
shares = st.floats(0, 1)


@st.composite
def intervals(draw, ends=finite):
    return Interval(*sorted((draw(ends), draw(ends))))


def inside(value: float, interval: Interval, slack: float = 1e-9) -> bool:
    room = slack * max(1.0, abs(value))
    return interval.low - room <= value <= interval.high + room


def at(interval: Interval, share: float) -> float:
    """Return a point of a finite interval."""
    return min(interval.low + share * (interval.high - interval.low), interval.high)


# ---- reading what is printed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        # By hand: half a unit of the last printed digit on both sides.
        ("50.44", 50.435, 50.445),
        ("4.12", 4.115, 4.125),
        ("7.0", 6.95, 7.05),
        ("7", 6.5, 7.5),
        ("2,775", 2774.5, 2775.5),
        ("1,365,004", 1365003.5, 1365004.5),
        ("0.001", 0.0005, 0.0015),
        ("-0.35", -0.355, -0.345),
        ("−0.35", -0.355, -0.345),  # a typesetter's minus sign
        (" 398 ", 397.5, 398.5),
        ("600", 599.5, 600.5),
        ("0", -0.5, 0.5),
    ],
)
def test_a_printed_number_stands_for_all_that_rounds_to_it(printed, low, high):
    assert read(printed).low == pytest.approx(low, abs=1e-9)
    assert read(printed).high == pytest.approx(high, abs=1e-9)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("600", 550, 650),  # nearly 600: its hundreds are meant
        ("54", 53.5, 54.5),
        ("700", 650, 750),
        ("150,000", 145_000, 155_000),
        ("10", 5, 15),
        ("94.0", 93.95, 94.05),  # a printed decimal is meant
        ("0", -0.5, 0.5),
    ],
)
def test_about_a_round_number_lets_its_trailing_zeros_be_rounding(printed, low, high):
    assert read(printed, "≈") == Interval(low, high)


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("<", -math.inf, 0.05),
        ("≤", -math.inf, 0.055),
        (">", 0.05, math.inf),
        ("≥", 0.045, math.inf),
    ],
)
def test_an_inequality_leaves_one_side_open(comparator, low, high):
    assert read("0.05", comparator).low == pytest.approx(low)
    assert read("0.05", comparator).high == pytest.approx(high)


@pytest.mark.parametrize(("word", "value"), [("five", 5), ("Ten", 10), (" zero ", 0), ("ONE", 1)])
def test_a_small_number_in_words_is_read(word, value):
    assert value_of(word) == value
    assert read(word) == Interval(value - 0.5, value + 0.5)


def test_the_words_count_from_zero_to_ten():
    assert len(WORDS) == 11


@pytest.mark.parametrize(
    "text", ["", "many", "5 billion", "12..3", "nan", "inf", "-∞", "５%", "x5"]
)
def test_what_is_not_a_number_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="number") as refused:
        read(text)
    assert text in str(refused.value)


@pytest.mark.parametrize("text", ["1,5", "27,75", "1,2,3", "2775,", ",5", "1,000,0"])
def test_a_comma_that_does_not_part_thousands_is_refused(text):
    # 1,5 read as 15 would be wrong by a factor of ten, and nobody would see it.
    with pytest.raises(ValueError, match="number"):
        value_of(text)


@pytest.mark.parametrize("text", ["1e3", "1_000", "٣", "0x10", "1E-2"])
def test_a_number_in_a_computer_notation_is_refused(text):
    # “1e3” has no last printed digit, so half a unit of it means nothing.
    with pytest.raises(ValueError, match="number"):
        read(text)


@pytest.mark.parametrize("comparator", ["", "==", "~", "!=", "> "])
def test_an_unknown_comparator_is_refused_with_the_ones_there_are(comparator):
    with pytest.raises(ValueError, match=re.escape(" ".join(COMPARATORS))):
        read("5", comparator)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=9),
    st.integers(0, 8),
)
def test_a_value_lies_in_the_interval_of_its_own_rounding(value, places):
    # Rounding by the standard library's decimal arithmetic, not by ours.
    printed = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    assert inside(float(value), read(printed))


@given(
    st.decimals(min_value=0, max_value=10**6, places=9),
    st.integers(0, 8),
    st.sampled_from("=≈<≤>≥"),
)
def test_every_comparator_admits_the_printed_value_itself(value, places, comparator):
    printed = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    assert inside(float(printed), read(printed, comparator))


@given(st.integers(0, 10**7), st.integers(0, 8), st.floats(1.01, 50), st.booleans())
def test_a_value_beyond_the_rounding_lies_outside(units, places, distance, above):
    printed = f"{Decimal(units).scaleb(-places):f}"
    beyond = float(printed) + (1 if above else -1) * distance * 0.5 * 10.0**-places
    interval = read(printed)
    assert not interval.low <= beyond <= interval.high


@given(st.integers(10, 15))
def test_the_rounding_of_a_number_with_many_decimals_is_not_lost(places):
    # A p-value can be printed with this many digits; its interval must not shrink to a point.
    interval = read("0." + "0" * (places - 1) + "1")
    unit = 10.0**-places
    assert interval.low == pytest.approx(unit / 2, rel=1e-3, abs=0)
    assert interval.high == pytest.approx(unit * 3 / 2, rel=1e-3, abs=0)


@given(st.integers(1, 999), st.integers(0, 9))
def test_about_reaches_half_a_unit_of_the_last_digit_that_is_not_zero(digits, zeros):
    printed = f"{digits}{'0' * zeros}"
    unit = 10.0 ** (len(printed) - len(printed.rstrip("0")))
    interval = read(printed, "≈")
    assert (interval.low, interval.high) == (int(printed) - unit / 2, int(printed) + unit / 2)


@given(st.integers(0, 10**12))
def test_commas_between_thousands_change_nothing(value):
    assert read(f"{value:,}") == read(str(value))
    assert read(f"{value:,}", "≈") == read(str(value), "≈")


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_refused_in_words(text):
    try:
        interval = read(text)
    except ValueError as error:
        assert "number" in str(error)
    else:
        assert math.isfinite(interval.low)
        assert math.isfinite(interval.high)


# ---- arithmetic with intervals ------------------------------------------------------------


@given(intervals(), intervals(), shares, shares)
def test_a_sum_contains_the_sum_of_any_two_points(one, other, x, y):
    assert inside(at(one, x) + at(other, y), one + other)


@given(intervals(), intervals(), shares, shares)
def test_a_difference_contains_the_difference_of_any_two_points(one, other, x, y):
    assert inside(at(one, x) - at(other, y), one - other)


@given(intervals(), intervals(), shares, shares)
def test_a_product_contains_the_product_of_any_two_points(one, other, x, y):
    assert inside(at(one, x) * at(other, y), one * other)


@given(intervals(), intervals(st.floats(1e-3, 1e6)), st.sampled_from([1, -1]), shares, shares)
def test_a_quotient_contains_the_quotient_of_any_two_points(one, positive, sign, x, y):
    other = positive * sign
    assert inside(at(one, x) / at(other, y), one / other)


@given(intervals(st.floats(0, 1e9)), st.integers(1, 20), shares)
def test_a_root_contains_the_root_of_any_point(interval, degree, share):
    assert inside(at(interval, share) ** (1 / degree), interval.root(degree))


@given(intervals(), finite, shares)
def test_a_plain_number_acts_as_an_interval_without_width(interval, number, share):
    point = at(interval, share)
    assert inside(point + number, interval + number)
    assert inside(point - number, interval - number)
    assert inside(point * number, interval * number)


@given(st.floats(-1e6, 0), st.floats(0, 1e6), intervals())
def test_a_divisor_that_may_be_zero_is_refused(low, high, dividend):
    with pytest.raises(ZeroDivisionError, match="zero within its rounding"):
        dividend / Interval(low, high)


def test_products_of_intervals_follow_the_textbook():
    # Moore, Kearfott & Cloud, Introduction to Interval Analysis, chapter 2.
    assert Interval(-1, 0) * Interval(1, 2) == Interval(-2, 0)
    assert Interval(1, 2) - Interval(1, 2) == Interval(-1, 1)
    assert Interval(4, 10) / Interval(1, 2) == Interval(2, 10)
    assert Interval(-3, 2) * Interval(-5, 4) == Interval(-12, 15)


def test_more_than_stays_open_through_arithmetic():
    more = read("5", ">")
    assert more + 1 == Interval(6, math.inf)
    assert more * 2 == Interval(10, math.inf)
    assert more * -1 == Interval(-math.inf, -5)
    assert Interval(10, 20) / more == Interval(0, 4)
    assert more - more == Interval(-math.inf, math.inf)
    assert more * 0 == Interval(0, 0)


@given(st.floats(1e-3, 1e6), st.floats(1, 1e3), intervals(st.floats(1e-3, 1e6)), shares)
def test_what_is_divided_by_more_than_contains_every_case(bound, beyond, dividend, share):
    quotient = dividend / Interval(bound, math.inf)
    assert inside(at(dividend, share) / (bound * beyond), quotient)


@given(intervals(), intervals())
def test_two_intervals_meet_whichever_is_asked(one, other):
    assert one.meets(other) == other.meets(one)


@given(intervals(), intervals(), shares)
def test_intervals_meet_where_a_point_is_shared(one, other, share):
    point = at(one, share)
    if other.low <= point <= other.high:
        assert one.meets(other)


def test_intervals_that_only_touch_meet_and_others_do_not():
    assert Interval(1, 2).meets(Interval(2, 3))
    assert not Interval(1, 2).meets(Interval(2.001, 3))


@pytest.mark.parametrize("ends", [(2, 1), (math.nan, 1), (1, math.nan)])
def test_an_interval_that_does_not_run_upwards_is_refused(ends):
    with pytest.raises(ValueError, match="upwards"):
        Interval(*ends)


@pytest.mark.parametrize(
    ("interval", "middle"),
    [
        (Interval(1, 4), 2.5),
        (Interval(5, math.inf), 5),
        (Interval(-math.inf, 5), 5),
    ],
)
def test_the_middle_of_an_open_interval_is_its_printed_end(interval, middle):
    assert interval.middle == middle


def test_the_top_of_more_than_is_what_is_printed():
    assert read("42.5", ">").printed_top == 42.5
    assert read("42.5").printed_top == pytest.approx(42.55)


@pytest.mark.parametrize(
    ("interval", "finite"),
    [
        (Interval(1, 4), True),
        (Interval(-4, -4), True),
        (Interval(5, math.inf), False),
        (Interval(-math.inf, 5), False),
        (Interval(-math.inf, math.inf), False),
        (read("4.12"), True),
        (read("600", "≈"), True),
        (read("0", "<"), False),
        (read("0", "≥"), False),
    ],
)
def test_an_interval_is_finite_if_both_ends_are_numbers(interval, finite):
    assert interval.finite is finite


@pytest.mark.parametrize(
    ("interval", "size"),
    [
        (Interval(2, 3), 2),
        (Interval(-3, -2), 2),
        (Interval(-1, 2), 0),
        (Interval(0, 2), 0),
        (Interval(-2, 0), 0),
        (Interval(5, math.inf), 5),
        (Interval(-math.inf, -5), 5),
        (Interval(-math.inf, 5), 0),
        (Interval(-math.inf, math.inf), 0),
    ],
)
def test_the_least_size_of_an_interval_is_its_distance_from_zero(interval, size):
    assert interval.least_size == size


def test_the_least_size_of_a_printed_coefficient_counts_its_rounding():
    assert read("0.38").least_size == pytest.approx(0.375)
    assert read("-0.38").least_size == pytest.approx(0.375)
    assert read("0.00").least_size == 0


@given(intervals(), shares)
def test_no_point_of_an_interval_is_nearer_to_zero_than_its_least_size(interval, share):
    assert abs(at(interval, share)) >= interval.least_size
    # And it is reached: at an end, or at zero inside.
    ends = (abs(interval.low), abs(interval.high))
    assert interval.least_size in (*ends, 0)
    assert (interval.least_size == 0) == (interval.low <= 0 <= interval.high)


# ---- numbers in prose ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Number(2775), "2,775"),
        (Number(-0.355, ".2f"), "\N{MINUS SIGN}0.35"),
        (Number(597.2, ",.0f", "%"), "597%"),
        (Number(50.44, ",.1f", "billion yuan"), "50.4\N{NO-BREAK SPACE}billion yuan"),
    ],
)
def test_a_number_is_printed_with_its_unit_kept_on_the_line(number, said):
    assert str(number) == said


@pytest.mark.parametrize("kind", list(MARKS))
def test_each_kind_has_a_mark_that_is_seen_and_a_word_that_is_heard(kind):
    page = Outline(mark_html(kind))
    assert page.text == f"{MARKS[kind]} ({kind})"
    hidden = [attributes for attributes in page.all("span") if "aria-hidden" in attributes]
    assert len(hidden) == 1


def test_the_four_marks_differ_and_each_kind_has_a_meaning():
    assert len(set(MARKS.values())) == 4
    assert list(MARKS) == list(MEANINGS) == ["reported", "recomputed", "reconstructed", "assumed"]


def test_a_number_says_where_it_comes_from_and_markup_in_that_is_harmless():
    note = '<script>alert("1")</script> & more'
    page = Outline(Number(1, unit="<b>", kind="assumed", note=note)._repr_html_())
    assert page.all("script") == []
    assert page.all("b") == []
    assert page.elements[0][1]["title"] == f"assumed: {note}"
    assert page.text.startswith("1\N{NO-BREAK SPACE}<b>")


def test_a_number_without_a_note_says_what_its_kind_means():
    page = Outline(Number(1, kind="reconstructed")._repr_html_())
    assert page.elements[0][1]["title"] == f"reconstructed: {MEANINGS['reconstructed']}"
    assert page.elements[0][1]["class"] == "number reconstructed"
