"""How the industry grew: every number by hand, from another library or from a public count."""

from __future__ import annotations

import importlib
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from controls import all_settings_of
from microdrama import evolution
from microdrama.evidence import quantities
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import claim
from microdrama.exhibits.registry import chapter
from microdrama.package import table

# By name, because a function of the package may hide a module of its name.
FIGURES = importlib.import_module("microdrama.evolution.figures")


NRTA = "National Radio and Television Administration"


def chart(width: int):
    import altair as alt

    return alt.Chart().mark_point().encode(alt.X("year:Q")).properties(width=width)


@pytest.fixture(scope="module")
def steps() -> pd.DataFrame:
    return evolution.growth()


@pytest.fixture(scope="module")
def explorer():
    return chapter("evolution")["passing-100-billion"]


def one(rows: pd.DataFrame, **cells) -> pd.Series:
    found = rows
    for column, value in cells.items():
        found = found[found[column] == value]
    assert len(found) == 1, found
    return found.iloc[0]


# ---- stages --------------------------------------------------------------------------------


def test_the_stages_are_those_that_the_texts_print():
    # Wang & Srijinda: 2012–2017, 2018–2020, 2021–2023, from 2024; the others print no years.
    rows = evolution.stages()
    wang = rows[rows["source"] == "wang2026"]
    assert wang["start"].to_list() == [2012, 2018, 2021, 2024]
    assert wang["end"].to_list()[:3] == [2017, 2020, 2023]
    assert pd.isna(wang["end"].iloc[3])
    assert rows[rows["source"] != "wang2026"]["start"].isna().all()


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2011, ""),
        (2012, "Embryonic"),
        (2017, "Embryonic"),
        (2018, "Exploration"),
        (2020, "Exploration"),
        (2021, "Explosion"),
        (2023, "Explosion"),
        (2024, "Structural adjustment"),
        (2050, "Structural adjustment"),
    ],
)
def test_a_year_falls_into_its_stage(year, label):
    assert evolution.stage_of(year) == label


def test_every_trait_has_a_statement_from_the_ledger():
    traits = evolution.traits()
    assert len(traits) == len(table("traits"))
    assert [claim(i).statement for i in traits["claim"]] == traits["statement"].to_list()
    assert "Wang & Srijinda 2026: embryonic" in set(traits["stage"])


# ---- figures -------------------------------------------------------------------------------


def test_users_and_share_imply_the_netizens_that_the_official_count_has():
    # CNNIC, 54th and 55th Statistical Report: 1,099.67 million netizens in June 2024 and
    # 1,108 million in December 2024.
    rows = evolution.implied_netizens()
    for row, official in zip(rows.itertuples(), (1099.67, 1108), strict=True):
        assert row.low < official < row.high


def test_netizens_are_users_divided_by_their_share():
    last = evolution.implied_netizens().iloc[1]
    assert last["low"] == pytest.approx(661.5 / 0.5975)
    assert last["high"] == pytest.approx(662.5 / 0.5965)


def test_doubling_time_agrees_with_scipy():
    from scipy import stats

    rows = evolution.published(["monthly users, Hongguo"])
    years = (rows["end"] - rows["end"].iloc[0]).dt.days / 365.25
    fit = stats.linregress(years, np.log(rows["value"]) / math.log(2))
    reach = stats.t.ppf(0.975, len(rows) - 2) * fit.stderr
    found = evolution.doubling_time("monthly users, Hongguo")
    assert found["n"] == len(rows)
    assert found["months"] == pytest.approx(12 / fit.slope)
    assert found["low"] == pytest.approx(12 / (fit.slope + reach))
    assert found["high"] == pytest.approx(12 / (fit.slope - reach))


@given(st.floats(1, 60), st.floats(1, 1e3))
def test_what_doubles_evenly_is_found_to(months, first):
    ends = pd.date_range("2020-01-01", periods=8, freq="91D")
    years = (ends - ends[0]).days / 365.25
    noise = np.array([1, -1, -1, 1, 1, -1, -1, 1]) * 1e-6  # a perfect fit has no interval
    rows = pd.DataFrame({"end": ends, "value": first * 2 ** (12 * years / months + noise)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FIGURES, "published", lambda measures: rows)
        found = evolution.doubling_time("anything")
    assert found["months"] == pytest.approx(months, rel=1e-3)
    assert found["low"] <= found["months"] <= found["high"]


# ---- growth --------------------------------------------------------------------------------


def test_a_series_ends_where_its_publisher_prints_no_whole_year(steps):
    # 398 filings of 2021 and 2,775 of 2022 are one count. For 2023 the same count has eleven
    # months only (2,581), the twelfth (249) another office; 3,574 and 4,502 are other counts.
    rows = steps[steps["series"] == f"filings for shooting ({NRTA})"]
    assert rows[["start", "end"]].to_numpy().tolist() == [[2021, 2022]]
    assert rows["times"].item() == pytest.approx(2775 / 398)
    mixed = [(2581 + 249) / 2775, 3574 / 2775, 4502 / 2775]
    assert not any(steps["times"].sub(times).abs().lt(0.005).any() for times in mixed)


def test_a_whole_year_in_the_same_count_makes_a_step(copied):
    rows = copied.cells("figures")
    shot = next(row for row in rows if row["id"] == "T02")
    year = {"id": "T99", "value": "3330", "start": "2023-01-01", "end": "2023-12-31"}
    copied.write("figures", [*rows, {**shot, **year}])
    found = one(evolution.growth(), measure="filings for shooting", publisher=NRTA, end=2023)
    assert found["times"] == pytest.approx(1.2)  # 3,330 / 2,775


def test_what_a_publisher_says_of_its_growth_is_a_step_of_its_own(steps):
    # CNNIC: 3,574 registered in 2023, 9% more than the year before; no amount of 2022.
    row = one(steps, measure="filings for shooting", end=2023)
    assert (row["publisher"], row["printed"]) == ("China Internet Network Information Center", "9%")
    assert (row["low"], row["times"], row["high"]) == pytest.approx((1.085, 1.09, 1.095))
    assert "3,574" in row["quotes"]
    # The regulator: the market doubled in 2025; no amount of 2024 is printed beside it.
    row = one(steps, measure="market value, China", publisher=NRTA)
    assert (row["start"], row["end"], row["times"], row["kind"]) == (2024, 2025, 2.0, "reported")
    assert "doubled" in row["quotes"]
    # Licences of nine months of 2024 against the same months of 2023.
    row = one(steps, measure="distribution licences", end=2024)
    assert row["span"] == "2023–2024, January–September"
    assert row["times"] == pytest.approx(1.354)


def test_a_printed_rate_stands_beside_the_amounts_it_agrees_with(steps):
    # iiMedia, billions: 0.94, 3.68, 10.17, 37.39; printed growth 291%, 176%, 267.65%.
    rows = steps[(steps["publisher"] == "iiMedia Research") & (steps["end"] <= 2023)]
    assert rows["printed"].to_list() == ["291%", "176%", "267.65%"]
    assert rows["times"].to_list() == pytest.approx([3.68 / 0.94, 10.17 / 3.68, 37.39 / 10.17])
    assert rows["figures"].to_list() == ["M34, M35, M35b", "M35, M36, M36b", "M36, M02, M03b"]
    for row, rate in zip(rows.itertuples(), (3.91, 2.76, 3.6765), strict=True):
        assert row.low <= rate <= row.high


def test_every_step_names_its_rows_and_has_their_words(steps):
    known = table("figures").set_index("id")
    for row in steps.itertuples():
        ids = row.figures.split(", ")
        assert set(row.quotes.split(" · ")) == set(known.loc[ids, "quote"])
        assert set(known.loc[ids, "publisher"]) == {row.publisher}


def test_growth_over_several_years_is_their_geometric_mean(steps):
    # Media Partners Asia: 0.5 billion dollars in 2021, 5.1 in 2023.
    row = one(steps, start=2021, end=2023)
    assert row["times"] == pytest.approx((5.1 / 0.5) ** 0.5)
    assert row["low"] == pytest.approx((5.05 / 0.5005) ** 0.5)
    assert row["high"] == pytest.approx((5.15 / 0.4995) ** 0.5)


def test_every_step_lies_within_what_its_rounding_allows(steps):
    assert (steps["low"] <= steps["times"]).all()
    assert (steps["times"] <= steps["high"]).all()


def test_growth_to_more_than_an_amount_has_no_upper_end(steps):
    # From 7 to more than 9.4 billion dollars: 7 may be 7.5, so at least 9.4 / 7.5 times.
    printed = ">\N{NO-BREAK SPACE}9.4\N{NO-BREAK SPACE}billion USD"
    row = one(steps, start=2024, end=2025, after=printed)
    assert row["high"] == math.inf
    assert row["low"] == pytest.approx(9.4 / 7.5)


def test_growth_from_more_than_an_amount_has_no_lower_end_but_an_upper_one(steps):
    # From more than 9.4 to 16.2 billion dollars in five years: at most (16.25 / 9.4) ** (1/5)
    # a year, and how much less is open.
    row = one(steps, start=2025, end=2030)
    assert row["high"] == pytest.approx((16.25 / 9.4) ** 0.2)
    assert row["low"] == pytest.approx(0)


def test_the_stage_of_a_step_is_that_of_its_last_year(steps):
    assert set(steps.loc[steps["end"] <= 2023, "stage"]) == {"Explosion"}
    assert set(steps.loc[steps["end"] >= 2024, "stage"]) == {"Structural adjustment"}


def test_a_series_never_mixes_publishers_measures_or_definitions(steps):
    known = table("figures")
    for row in steps[steps["kind"] == "recomputed"].itertuples():
        measure, _, publisher = row.series.rpartition(" (")
        rows = known[(known["measure"] == measure) & (known["publisher"] == publisher[:-1])]
        years = set(rows["end"].dt.year)
        assert {row.start, row.end} <= years


def test_growth_by_stage_leaves_forecasts_out():
    # By hand. Explosion, market: iiMedia 3.68/0.94 = 3.915, 10.17/3.68 = 2.764, 37.39/10.17 =
    # 3.676; MPA (5.1/0.5)^(1/2) = 3.194. Titles: 6.972, 2.233, 1.658 and the printed 1.09.
    # Adjustment, market: MPA 7/5.1 = 1.373 and the regulator's doubling; parts: 113% and
    # 276.3%; titles: 691/602 = 1.148 and the printed 35.4%.
    rows = evolution.growth_by_stage()
    assert rows[["stage", "counts", "steps"]].to_numpy().tolist() == [
        ["Embryonic", "–", 0],
        ["Exploration", "–", 0],
        ["Explosion", "whole market", 4],
        ["Explosion", "titles", 4],
        ["Structural adjustment", "whole market", 2],
        ["Structural adjustment", "part of the market", 2],
        ["Structural adjustment", "titles", 2],
    ]
    assert rows["least"].to_list()[2:] == pytest.approx(
        [10.17 / 3.68, 1.09, 7 / 5.1, 2.13, 691 / 602]
    )
    assert rows["most"].to_list()[2:] == pytest.approx([3.68 / 0.94, 2775 / 398, 2, 3.763, 1.354])
    assert rows["years"].drop_duplicates().to_list() == [
        "2012–2017",
        "2018–2020",
        "2021–2023",
        "2024–",
    ]
    assert rows["least"].head(2).isna().all()


def test_the_growth_that_the_forecast_needs_is_a_quarter_a_year():
    # 50.44 × 1.2563³ = 100.0
    needed = evolution.needed_growth(claim("meng2025-market-2024").interval, 100, 3)
    assert needed.middle == pytest.approx(25.63, abs=0.01)
    assert 50.435 * (1 + needed.high / 100) ** 3 == pytest.approx(100)
    assert 50.445 * (1 + needed.low / 100) ** 3 == pytest.approx(100)


@given(st.floats(0.1, 1e4), st.floats(0.1, 1e4), st.integers(1, 30))
def test_needed_growth_leads_to_the_goal(start, goal, years):
    needed = evolution.needed_growth(start, goal, years)
    assert start * (1 + needed.middle / 100) ** years == pytest.approx(goal, rel=1e-6)


# ---- the projection ------------------------------------------------------------------------


def plain(amount: float, currency: str, first: int, growth: float, rate: float) -> list[dict]:
    """Project year by year in plain Python, without logarithms."""
    opening = amount * rate if currency == "USD" else amount
    value, rows = opening, []
    for year in range(first, evolution.HORIZON + 1):
        rows.append({"year": year, "value": value})
        value *= 1 + growth / 100
    return rows


SETTINGS = st.deferred(lambda: all_settings_of(chapter("evolution")["passing-100-billion"]))


@given(SETTINGS)
@settings(max_examples=50)
def test_the_projection_is_what_plain_python_projects(explorer, chosen):
    start = one(evolution.starting_points(), start=chosen["start"])
    rows = plain(
        start["amount"], start["currency"], start["first"], chosen["growth"], chosen["rate"]
    )
    found = explorer.evaluate(chosen)
    assert found["year"].to_list() == [row["year"] for row in rows]
    assert found["value"].to_list() == pytest.approx([row["value"] for row in rows])
    assert set(found["publisher"]) == {start["publisher"]}


@given(SETTINGS)
@settings(max_examples=50)
def test_the_year_of_passing_is_the_first_one_at_or_above_the_goal(explorer, chosen):
    start = one(evolution.starting_points(), start=chosen["start"])
    rows = plain(
        start["amount"], start["currency"], start["first"], chosen["growth"], chosen["rate"]
    )
    assume(all(abs(row["value"] / evolution.GOAL - 1) > 1e-8 for row in rows[1:]))
    above = [row["year"] for row in rows if row["value"] >= evolution.GOAL]
    found = explorer.evaluate(chosen).iloc[0]
    case = found["case"].partition("_")[2]
    if rows[0]["value"] >= evolution.GOAL:
        assert case == "already"
    elif above:
        assert (case, found["passes"]) == ("passes", above[0])
    else:
        assert case == ("late" if chosen["growth"] > 0 else "never")


@given(SETTINGS)
@settings(max_examples=50)
def test_every_setting_has_a_sentence_with_its_amount_and_publisher(explorer, chosen):
    start = one(evolution.starting_points(), start=chosen["start"])
    opening = start["amount"] * (chosen["rate"] if start["currency"] == "USD" else 1)
    said = explorer.sentence(chosen)
    assert start["publisher"] in said
    assert "{" not in said
    amount = float(said.split()[1].replace(",", ""))
    assert amount == pytest.approx(opening, abs=0.0051)


def test_the_default_is_the_texts_own_case(explorer):
    assert explorer.defaults["start"] == "meng2025-market-2024"
    # The forecast needs at most 25.64 per cent; the next tenth above is 25.7.
    assert explorer.defaults["growth"] == 25.7
    rows = explorer.evaluate()
    assert rows["value"].iloc[0] == pytest.approx(50.44)
    assert rows["passes"].iloc[0] == 2027
    assert explorer.sentence() == (
        "From 50.44 billion yuan in 2024 (Meng 2025: the amount that the text prints), 25.7% "
        "growth a year takes the market past 100 billion yuan in 2027. The start is reported; "
        "the growth is an assumption."
    )


def test_the_amount_in_dollars_is_past_the_goal_at_once(explorer):
    said = explorer.sentence({"start": "zhang2025-industry-value", "rate": 7.0})
    assert said.startswith("From 378.00 billion yuan in 2023 (Zhang & Lin 2025")
    assert "at 7.00 yuan a dollar" in said
    assert "in the starting year itself" in said


def test_without_growth_the_goal_is_never_passed(explorer):
    assert "never passes" in explorer.sentence({"growth": 0})


@pytest.mark.parametrize("growth", [-50, -0.1])
def test_a_market_that_shrinks_never_passes_either(explorer, growth):
    assert explorer.evaluate({"growth": growth})["case"].iloc[0] == "RMB_never"


def test_the_fan_grows_at_the_rates_at_its_edges(explorer):
    # From 50.44: the slowest forecast, 9.4 to 16.2 billion dollars in five years, is 11.5% a year;
    # the fastest, 37.39 to 67.79 billion yuan in two, is 34.6%.
    last = one(explorer.evaluate(), year=2030)
    assert last["least"] == pytest.approx(50.44 * (16.2 / 9.4) ** (6 / 5))
    assert last["most"] == pytest.approx(50.44 * (67.79 / 37.39) ** 3)


def test_the_rates_that_forecasts_imply_are_those_of_the_market_after_the_settled_years():
    rates = evolution.implied_rates()
    assert rates["rate"].is_monotonic_increasing
    # 50.5 to 85.65 billion is two forecasts of one series: 63.43 for 2025, then two years more.
    assert one(rates, publisher="DataEye")["rate"] == pytest.approx(
        ((85.65 / 63.43) ** 0.5 - 1) * 100
    )
    # The association's forecast ends in 2024, which is over.
    assert "China Netcasting Services Association" not in set(rates["publisher"])


def test_only_the_starting_year_is_reported(explorer):
    marks = explorer.evaluate()["mark"].to_list()
    assert marks[0] == "reported"
    assert set(marks[1:]) == {"assumed"}
    dollars = explorer.evaluate({"start": "zhang2025-industry-value"})["mark"].to_list()
    assert dollars[0] == "recomputed"


def test_starting_points_are_two_claims_and_figures_of_years_that_are_over():
    rows = evolution.starting_points()
    assert rows["start"].to_list()[:2] == ["meng2025-market-2024", "zhang2025-industry-value"]
    assert rows["start"].is_unique
    assert rows["label"].is_unique
    assert (rows["first"] <= 2025).all()
    assert set(rows["currency"]) == {"RMB", "USD"}


def test_more_than_an_amount_starts_at_the_amount():
    rows = evolution.starting_points().set_index("start")
    assert rows.loc["M29", "amount"] == pytest.approx(9.4)


def test_the_range_of_the_exchange_rate_holds_every_implied_rate(explorer):
    slider = next(control for control in explorer.controls if control.name == "rate")
    implied = [rate for year, rate in quantities.exchange_rates().items() if year <= 2025]
    assert all(slider.low <= rate.low and rate.high <= slider.high for rate in implied)


def test_an_interval_given_as_a_number_is_taken_exactly():
    assert evolution.needed_growth(50, 100, 1) == Interval(100, 100)


def test_a_market_that_does_not_grow_passes_in_no_year(explorer):
    # A year would be ringed in the chart.
    smallest = evolution.starting_points().nsmallest(1, "amount")["start"].item()
    found = explorer.evaluate({"start": smallest, "growth": 0})
    assert set(found["passes"]) == {0}
    assert found["case"].iloc[0].endswith("never")
