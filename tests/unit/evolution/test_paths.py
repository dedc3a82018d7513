"""Published figures as series: forecasts start from what was known on the day they were made."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from microdrama import evolution
from microdrama.evolution.paths import stated_on
from microdrama.package import table

AMOUNTS = st.floats(0.1, 1e3)


def published(*rows: tuple[str, str, float, str | None]) -> pd.DataFrame:
    """Return figures: series, last day, value, day on which a forecast was made."""
    return pd.DataFrame(
        [
            {
                "id": f"F{number}",
                "series": name,
                "publisher": name,
                "counter": "others",
                "end": pd.Timestamp(end),
                "value": value,
                "forecast": made is not None,
                "made": pd.Timestamp(made) if made else pd.NaT,
            }
            for number, (name, end, value, made) in enumerate(rows)
        ]
    )


@pytest.fixture(scope="module")
def market() -> pd.DataFrame:
    return evolution.series(evolution.published(["market value, China"], unit="billion RMB"))


def test_a_forecast_belongs_to_the_series_that_it_continues(market):
    rows = market.set_index("id")["series"]
    # DataEye's own figure of 2024, and its forecasts of mid-2025 for 2025 and 2027.
    assert rows["M10"] == rows["M11"] == rows["M12"]
    # What the press quotes of it differs from its own forecast for the same year.
    assert rows["M14"] != rows["M11"]


def test_two_definitions_of_one_publisher_are_two_series(market):
    rows = market.set_index("id")["series"]
    assert rows["M04"] != rows["M21"]


@pytest.mark.parametrize(
    ("publisher", "name", "kind"),
    [
        ("National Radio and Television Administration", "NRTA", "regulator"),
        ("iiMedia Research", "iiMedia", "firm in China"),
        ("Media Partners Asia", "Media Partners", "firm abroad"),
        ("Xinwaner (新腕儿)", "Xinwaner", "firm in China"),
        ("Nobody of whom a table knows", "Nobody of whom a table knows", "others"),
    ],
)
def test_a_publisher_has_a_short_name_and_a_kind(publisher, name, kind):
    assert (evolution.short(publisher), evolution.counter(publisher)) == (name, kind)


def test_every_publisher_in_the_pictures_has_a_kind_of_its_own_in_the_table():
    measures = ["market value, China", "users, China", "filings for shooting", "titles launched"]
    known = set(table("counters")["publisher"])
    assert set(evolution.published(measures)["publisher"]) <= known


@pytest.mark.parametrize(
    ("reference", "day"),
    [
        ("cnsa2024whitepaper", "2024-11-06"),  # {6 November}, 2024
        ("businessinsider2025soaps", "2025-09-15"),  # {September}, 2025
        ("dataeye2025halfyear", "2025-07-01"),  # 2025
    ],
)
def test_a_publication_has_a_day_or_the_middle_of_what_is_known(reference, day):
    assert stated_on(reference) == pd.Timestamp(day)


def test_only_a_forecast_has_a_day_on_which_it_was_made_and_none_is_after_its_period(market):
    assert market["made"].notna().eq(market["forecast"]).all()
    ahead = market[market["forecast"]]
    assert (ahead["made"] <= ahead["end"]).all()


def test_a_forecast_starts_from_the_last_figure_that_was_known():
    rows = published(
        ("a", "2022-12-31", 10, None),
        ("a", "2023-12-31", 40, None),
        ("a", "2027-12-31", 160, "2023-06-30"),
    )
    found = evolution.forecasts(rows).iloc[0]
    # Made in the middle of 2023, when only the figure of 2022 was out.
    assert (found["base"], found["base_value"]) == (pd.Timestamp("2022-12-31"), 10)
    assert found["made"] == pd.Timestamp("2023-06-30")


def test_a_forecast_that_continues_nothing_is_level_from_its_day():
    found = evolution.forecasts(published(("a", "2026-12-31", 200, "2025-12-30"))).iloc[0]
    assert (found["base"], found["base_value"]) == (found["made"], 200)
    assert found["made_value"] == pytest.approx(200)


def test_half_way_to_four_times_as_much_stands_twice_as_much():
    rows = published(("a", "2023-01-01", 10, None), ("a", "2027-01-01", 40, "2025-01-01"))
    found = evolution.forecasts(rows).iloc[0]
    # 731 of 1,461 days.
    assert found["made_value"] == pytest.approx(10 * 4 ** (731 / 1461))


@given(AMOUNTS, AMOUNTS, st.integers(0, 2000), st.integers(1, 2000))
def test_on_its_day_a_forecast_stands_between_its_ends(first, last, made, more):
    start = pd.Timestamp("2020-12-31")
    day, end = start + pd.Timedelta(days=made), start + pd.Timedelta(days=made + more)
    rows = published(("a", start, first, None), ("a", end, last, day))
    found = evolution.forecasts(rows).iloc[0]
    low, high = sorted((first, last))
    assert low * (1 - 1e-9) <= found["made_value"] <= high * (1 + 1e-9)


def test_without_forecasts_there_is_none():
    assert evolution.forecasts(published(("a", "2023-12-31", 1, None))).empty


def test_publishers_disagree_on_a_day_for_which_two_have_figures():
    rows = published(
        ("a", "2024-12-31", 48, None),
        ("b", "2024-12-31", 50, None),
        ("c", "2025-12-31", 63, None),
        ("c", "2025-12-31", 69, None),
    )
    found = evolution.disagreement(rows)
    assert len(found) == 1  # of 2025 one publisher has two figures
    assert found.iloc[0][["least", "most", "publishers"]].to_list() == [48, 50, 2]
    assert found["apart"].item() == pytest.approx(50 / 48)


def test_on_the_market_they_part_in_2025(market):
    found = evolution.disagreement(market).set_index("end")
    # 48.5 to 50.54 (7 billion dollars at 7.22 yuan) for 2024; 63.43 to 100 for 2025.
    assert found.loc["2024-12-31", "least"] == pytest.approx(48.5)
    assert found.loc["2024-12-31", "most"] == pytest.approx(50.54, abs=0.01)
    assert found.loc["2025-12-31", "apart"] == pytest.approx(100 / 63.43)


@given(st.lists(AMOUNTS, min_size=2, max_size=6))
def test_the_most_is_never_less_than_the_least(values):
    assume(all(math.isfinite(value) for value in values))
    rows = published(*((f"p{n}", "2025-12-31", v, None) for n, v in enumerate(values)))
    found = evolution.disagreement(rows).iloc[0]
    assert (found["least"], found["most"]) == (min(values), max(values))
    assert found["apart"] >= 1
