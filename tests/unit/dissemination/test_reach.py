"""What printed reach implies: quotients of bounds, months, countries, and copies."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.dissemination import reach as room


def test_quotients_keep_every_bound_and_invent_none():
    found = room.ratios().set_index("what")
    # More than 10 billion plays, about 200 million users (to one digit: 150 to 250).
    plays = found.loc["plays for each user in the year"]
    assert (plays["low"], plays["high"]) == (10e9 / 250e6, math.inf)
    users = found.loc["users for each country or region"]
    assert (users["low"], users["high"]) == (0, pytest.approx(250e6 / 150))
    # Two numbers that have no upper end bound their quotient on neither side.
    for what in ("plays for each country or region", "one company's downloads for each country"):
        assert (found.loc[what, "low"], found.loc[what, "high"]) == (0, math.inf)


def test_plays_make_titles_by_their_episodes():
    assert room.titles_watched(40) == pytest.approx(2 / 3)
    assert room.titles_watched(120, episodes=30) == 4


def test_only_the_company_counts_more_than_there_are_states():
    found = room.coverage().set_index("id")
    assert found["value"].to_dict() == {
        room.COUNTRIES: 150,
        room.COMPANY_COUNTRIES: 230,
        "W01": 193,
        "W02": 249,
    }
    assert found.index[found["beyond_states"]].to_list() == [room.COMPANY_COUNTRIES, "W02"]
    assert set(found["most"]) == {249}


def test_an_average_month_is_the_amount_by_the_months_it_covers():
    found = room.by_month().set_index("id")
    # Sensor Tower, first quarter of 2025: nearly 700 million; DataEye, half a year: 1.079 billion.
    assert found.loc["O11", "monthly"] == pytest.approx(700 / 3)
    assert found.loc["O29", "monthly"] == pytest.approx(1079 / 6)
    assert found.loc["O36", "monthly"] == 209
    assert found.loc["G03", "months"] == 12


def test_forecasts_totals_to_date_and_the_misprint_are_left_out():
    found = set(room.by_month()["id"])
    assert {"O31", "N110", "N111"} <= found
    # O30 is a forecast, O01 a total to date, O32 the misprint of O31.
    assert not found & {"O30", "O01", "O32"}


def test_shares_of_single_countries_are_those_of_one_year_and_publisher():
    found = room.revenue_shares()
    assert found.set_index("country")["value"].to_dict() == {
        "United States": 60,
        "Japan": 5,
        "Indonesia": 3,
    }
    assert set(found["publisher"]) == {"Sensor Tower"}


def test_copies_by_hand():
    # Two places that each copy half of all works leave a quarter alone.
    assert room.infringed_share(0.5, 2) == 0.75
    assert room.rate_behind(0.75, 2) == pytest.approx(0.5)


@given(st.floats(0, 0.99), st.integers(1, 500))
def test_the_rate_behind_a_share_leads_back_to_it_and_falls_with_places(share, places):
    rate = room.rate_behind(share, places)
    assert room.infringed_share(rate, places) == pytest.approx(share)
    assert room.rate_behind(share, places + 1) <= rate <= share + 1e-12
