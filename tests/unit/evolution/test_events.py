"""Dated events: kept apart in their lanes, dated as exactly as known, tied to what they follow."""

from __future__ import annotations

import importlib
from datetime import date
from itertools import combinations

import pandas as pd
import pytest

from microdrama import evolution
from microdrama.exhibits.registry import chapter
from microdrama.package import current, table

# By name, because the package's function events hides the module of its name.
EVENTS = importlib.import_module("microdrama.evolution.events")


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return evolution.events()


def dated(precision: str, start: date, end: date) -> pd.DataFrame:
    return (
        table("events")
        .head(1)
        .assign(precision=precision, start=pd.Timestamp(start), end=pd.Timestamp(end))
    )


def test_events_on_one_level_of_a_lane_are_weeks_apart(events):
    for _, level in events.groupby(["lane", "level"]):
        for one, other in combinations(level["at"], 2):
            assert abs(one - other) >= pd.Timedelta(days=75)


def test_levels_start_at_zero_and_no_lane_wastes_one(events):
    for _, lane in events.groupby("lane"):
        assert set(lane["level"]) == set(range(lane["level"].max() + 1))


def test_turning_points_stand_on_the_line_of_their_lane(events):
    assert set(events.loc[events["turns"], "level"]) == {0}


def test_ten_events_turn_and_each_says_of_what_it_is_the_first(events):
    turning = events[events["turns"]]
    assert len(turning) == 10
    assert turning["turning"].is_unique
    assert (turning["first"] != "").all()
    assert (events.loc[~events["turns"], "first"] == "").all()
    assert set(turning["lane"]) == set(evolution.LANES)


def test_every_lane_has_a_name_and_no_other_has_one():
    fields = {f["name"]: f for f in current().description["events"]["schema"]["fields"]}
    assert list(evolution.LANES) == fields["lane"]["constraints"]["enum"]


def test_an_event_read_in_a_repost_says_so(events):
    assert events.loc[events["grade"] == "B", "source"].str.endswith(", read in a repost").all()
    original = events[events["grade"] == "A"]
    assert (original["source"] == original["publisher"]).all()


def test_no_event_ends_before_it_starts_and_each_is_drawn_within(events):
    assert (events["start"] <= events["at"]).all()
    assert (events["at"] <= events["end"]).all()


@pytest.mark.parametrize(
    ("precision", "start", "end", "at"),
    [
        ("day", date(2024, 6, 1), date(2024, 6, 1), date(2024, 6, 1)),
        ("month", date(2020, 12, 1), date(2020, 12, 31), date(2020, 12, 16)),
        # The second of July is the middle day of a common year.
        ("year", date(2019, 1, 1), date(2019, 12, 31), date(2019, 7, 2)),
        ("range", date(2022, 11, 1), date(2023, 2, 28), date(2022, 11, 1)),
    ],
)
def test_what_is_known_to_a_month_or_a_year_stands_in_its_middle(
    monkeypatch, precision, start, end, at
):
    monkeypatch.setattr(EVENTS, "table", lambda name: dated(precision, start, end))
    assert evolution.events()["at"].to_list() == [pd.Timestamp(at)]


@pytest.mark.parametrize(
    ("precision", "start", "end", "said"),
    [
        ("day", date(2024, 6, 1), date(2024, 6, 1), "1 June 2024"),
        ("month", date(2020, 12, 1), date(2020, 12, 31), "December 2020"),
        ("year", date(2019, 1, 1), date(2019, 12, 31), "2019"),
        ("range", date(2022, 11, 1), date(2023, 2, 28), "November 2022 to February 2023"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(precision, start, end, said):
    assert evolution.when(dated(precision, start, end).iloc[0]) == said


# ---- which rule follows which move ---------------------------------------------------------


def test_a_rule_follows_a_move_of_a_platform_and_says_why():
    ties = evolution.answers()
    lanes = table("events").set_index("id")["lane"]
    assert set(ties["answer"].map(lanes)) == {"policy"}
    assert set(ties["move"].map(lanes)) == {"platform"}
    assert (ties["note"].str.len() > 20).all()
    assert (ties["least"] <= ties["most"]).all()


def test_months_between_are_counted_from_the_last_and_the_first_day_that_dates_allow():
    ties = evolution.answers().set_index(["move", "answer"])
    # Some day of 2019 to 8 December 2020: from 31 December 11 whole months, from 1 January 23.
    assert ties.loc[("E01", "E03"), ["least", "most"]].to_list() == [11, 23]
    # Some day of November 2021 to the beginning of a campaign, 1 November 2022.
    assert ties.loc[("E05", "E09"), ["least", "most"]].to_list() == [11, 12]
    # Some day of August 2023 to 1 June 2024.
    assert ties.loc[("E11", "E20"), ["least", "most"]].to_list() == [9, 10]


def test_a_rule_older_than_its_move_has_no_months(copied):
    rows = copied.cells("answers")
    copied.write("answers", [{**rows[0], "answer": "E03", "move": "E11"}])
    assert evolution.answers()[["least", "most"]].to_numpy().tolist() == [[0, 0]]


# ---- the picture ---------------------------------------------------------------------------


def test_the_explorer_of_events_shows_all_or_one_lane():
    lanes = chapter("evolution")["time-axis"]
    everything = table("events")
    assert len(lanes.evaluate()) == len(everything)
    assert "for its name" in lanes.sentence()
    for lane, name in evolution.LANES.items():
        rows = lanes.evaluate({"lanes": lane})
        assert set(rows["lane"]) == {lane}
        assert len(rows) == (everything["lane"] == lane).sum()
        said = lanes.sentence({"lanes": lane})
        assert said.startswith(f"{len(rows)} of {len(everything)} dated events")
        assert f"“{name}”" in said
        assert rows.sort_values("day")["event"].iloc[0] in said


def test_the_title_counts_the_tied_rules_that_come_before_2024():
    # Of the definition (2020), the first campaign (2022) and the duty to file (2024) two.
    assert "2 of 3 such rules are older" in chapter("evolution")["time-axis"].title


def test_the_title_counts_anew(copied):
    rows = [row for row in copied.cells("answers") if row["answer"] != "E20"]
    copied.write("answers", rows)
    from microdrama.exhibits import evolution as exhibits

    made = exhibits.time_axis(evolution.events(), evolution.answers())
    assert "2 of 2 such rules are older" in made.title
