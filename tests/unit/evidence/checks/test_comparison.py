"""How far two printed numbers are apart: by hand, at the border of 5%."""

from __future__ import annotations

import math

import pytest

from microdrama.evidence.checks.comparison import TOLERANCE, apart, away, cannot_fail, worst
from microdrama.evidence.intervals import Interval, read


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("100", "105", 0.05),
        ("105", "100", 0.05),
        ("50", "40", 0.25),
        ("-50", "-40", 0.25),
        ("0", "3", math.inf),
        ("-3", "3", math.inf),
    ],
)
def test_a_distance_is_a_share_of_the_smaller_number(one, other, share):
    assert apart(read(one), read(other)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ("100.4", "consistent"),  # reaches down to 100.35, and 100 up to 100.5
        ("102", "differs"),
        ("105", "differs"),
        ("106", "disputed"),
        ("96", "differs"),  # 100 / 96 = 1.042
        ("95", "disputed"),  # 100 / 95 = 1.053
    ],
)
def test_up_to_a_twentieth_a_number_differs_and_beyond_it_is_disputed(other, status):
    assert TOLERANCE == 0.05
    assert worst(read("100"), [read(other)]) == status
    # The worst of several counts, whatever their order.
    assert worst(read("100"), [read("100"), read(other)]) == status
    assert worst(read("100"), [read(other), read("100")]) == status


def test_a_difference_within_both_roundings_is_none_however_large_its_share():
    # “About 3” and “about 4” may both be 3.5.
    assert worst(read("3"), [read("4")]) == "consistent"


def test_bounds_that_are_open_on_the_same_side_say_nothing_about_each_other():
    more, most = read("150", ">"), read("230", "≤")
    assert cannot_fail(more, read("230", "≥"))
    assert cannot_fail(most, read("10", "<"))
    assert not cannot_fail(more, most)
    assert not cannot_fail(more, read("200"))
    assert worst(more, [read("230", ">")]) is None
    assert worst(more, [read("230", ">"), read("200")]) == "consistent"
    assert worst(more, [read("230", ">"), read("100")]) == "disputed"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (Interval(101, 101), "1% more"),
        (Interval(100.12, 100.12), "0.1% more"),
        (Interval(96, 96), "4% less"),
        (Interval(199, 199), "99% more"),
        (Interval(230, 230), "2.3 times as much"),
    ],
)
def test_a_distance_is_said_in_per_cent_or_in_times(other, said):
    assert away(Interval(100, 100), other) == said
