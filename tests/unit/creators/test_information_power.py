"""How likely a view is to be heard: by hand, and against scipy."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from microdrama.creators import information_power as room
from microdrama.evidence.quoting import quote_length
from microdrama.evidence.validation import references


def test_of_two_people_who_toss_coins():
    assert room.chances(0.5, 2) == (pytest.approx(0.75), pytest.approx(0.25))


def test_one_interview_hears_a_view_as_often_as_it_is_held_and_never_twice():
    assert room.chances(0.3, 1) == (pytest.approx(0.3), pytest.approx(0))


@given(st.floats(0.01, 0.9), st.integers(1, 60))
def test_chances_are_those_of_the_binomial_distribution(share, people):
    once, twice = room.chances(share, people)
    assert once == pytest.approx(binom.sf(0, people, share))
    assert twice == pytest.approx(binom.sf(1, people, share), abs=1e-12)


@given(st.floats(0.5, 0.99), st.integers(1, 60))
def test_a_view_of_the_least_share_is_heard_with_just_the_probability_asked_for(certain, people):
    assert room.chances(room.least_share(people, certain), people)[0] == pytest.approx(certain)


def test_the_least_share_by_hand():
    assert room.least_share(3, 0.875) == pytest.approx(0.5)


def test_people_who_think_alike_count_for_less_and_strangers_for_all():
    assert room.independent(27, 5, 0.3) == pytest.approx(27 / 2.2)
    assert room.independent(27, 1, 0.9) == room.independent(27, 6, 0) == 27
    assert room.independent(27, 9, 1) == pytest.approx(3)  # one voice a group


@given(
    st.integers(5, 60),
    st.integers(1, 9),
    st.floats(0, 1),
    st.integers(1, 40),
)
def test_acquaintance_never_helps_a_view_to_be_heard(interviews, group, likeness, held):
    def at(size):
        settings = SimpleNamespace(interviews=interviews, held=held, group=size, likeness=likeness)
        return room.heard(settings, SimpleNamespace(share=held, curve=room.ONCE))

    apart, together = at(1), at(group)
    assert together["at_once"] <= apart["at_once"] + 1e-12
    assert together["least"] >= apart["least"] - 1e-12
    assert together["chance"] == pytest.approx(together["at_once"])
    assert 0 <= together["at_twice"] <= together["at_once"] <= 1


def test_every_curve_has_one_first_row():
    curves = room.curves()
    assert curves.loc[curves["first"], "curve"].to_list() == [room.ONCE, room.TWICE]


def test_the_dimensions_are_the_five_of_the_article():
    assert room.dimensions()["dimension"].to_list() == [
        "aim",
        "specificity",
        "theory",
        "dialogue",
        "analysis",
    ]


def test_tests_of_saturation_have_short_quotes_that_hold_the_number_and_a_reference():
    words = {12: "twelve"}
    for row in room.saturation().itertuples():
        assert row.reference in references().entries
        assert quote_length(row.quote) <= 40
        assert words.get(row.low, str(row.low)) in row.quote
