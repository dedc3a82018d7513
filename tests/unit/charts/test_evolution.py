"""Charts of the history: every rule of drawing, and what each mark and each word stands for."""

from __future__ import annotations

import html
import math
import re
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import drawn
from microdrama import evolution
from microdrama.charts.evolution.colours import COUNTER_COLOURS, LANE_COLOURS
from microdrama.charts.evolution.labels import Label, around, beside
from microdrama.charts.evolution.lanes import apart
from microdrama.charts.evolution.plane import Plane
from microdrama.exhibits.registry import chapter
from microdrama.package import current
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, WIDE

WIDTHS = (WIDE, NARROW)

NAMES = (
    "time-axis",
    "market",
    "users",
    "titles",
    "overseas",
    "hub",
    "growth",
    "passing-100-billion",
)

#: Settings of explorers at which things come close: the ends, and what leaves the picture.
SETTINGS = {
    "time-axis": [{"lanes": lane} for lane in evolution.LANES],
    "passing-100-billion": [
        {"growth": 0},
        {"growth": 100},
        {"start": "zhang2025-industry-value", "rate": 7.3},
        {"start": "M34", "growth": 100},
        {"start": "M29", "growth": 11.5},
    ],
}

CHARTS = [
    (name, setting) for name in NAMES for setting in (None, *range(len(SETTINGS.get(name, []))))
]


def specification(name: str, width: int, setting: int | None = None):
    exhibit = chapter("evolution")[name]
    if setting is None:
        return drawn.specification(exhibit, width)
    assert isinstance(exhibit, Explorer)
    return exhibit.specification(width, SETTINGS[name][setting])


@lru_cache
def svg(name: str, width: int, setting: int | None = None) -> str:
    return drawn.draw(specification(name, width, setting), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "setting"), CHARTS)
def test_of_every_chart(name, setting, width, rule):
    rule(svg(name, width, setting), width)


@pytest.mark.parametrize("name", NAMES)
def test_no_chart_computes_or_loads_anything(name):
    assert drawn.computed_or_loaded(specification(name, WIDE)) == []


def test_every_lane_and_every_kind_of_publisher_has_a_colour_of_its_own():
    for table, column, colours in (
        ("events", "lane", LANE_COLOURS),
        ("counters", "kind", COUNTER_COLOURS),
    ):
        fields = {f["name"]: f for f in current().description[table]["schema"]["fields"]}
        assert list(colours) == fields[column]["constraints"]["enum"]
        assert len(set(colours.values())) == len(colours)


# ---- the time axis -------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_every_turning_point_is_named_and_no_other_event(width):
    said = re.sub(r"\s+", " ", drawn.said(svg("time-axis", width)))
    events = evolution.events()
    for name in events.loc[events["turns"], "turning"]:
        assert name in said
    assert "Drama Star" not in said


@pytest.mark.parametrize("width", WIDTHS)
def test_every_event_is_a_dot_that_says_what_it_is(width):
    said = html.unescape(svg("time-axis", width))
    events = evolution.events()
    for row in events.to_dict("records"):
        assert f"Event: {row['event']}" in said
    # Turning points are large, the others small.
    assert len(drawn.marks(svg("time-axis", width), "point")) >= len(events)


@pytest.mark.parametrize(("width", "axis"), [(WIDE, 0), (NARROW, 1)])
def test_dots_follow_time_across_on_a_laptop_and_downwards_on_a_phone(width, axis):
    events = evolution.events().set_index("event")["at"]
    found = [
        (events[fields["Event"]], drawn.moved(attributes)[axis])
        for fields, attributes in drawn.marks(svg("time-axis", width), "point")
        if "Event" in fields
    ]
    assert len(found) == len(events)
    for (early, before), (late, after) in pairwise(sorted(found)):
        assert before <= after + 1e-6, (early, late)


@pytest.mark.parametrize("width", WIDTHS)
def test_stages_without_years_are_named_but_have_no_band(width):
    said = drawn.said(svg("time-axis", width))
    for name in ("Nascent", "Advanced", "Made by users", "Made by professionals"):
        assert name in said
    # Behind the events lie the three stages of which the axis shows a part, and no other.
    bands = [f for f, _ in drawn.marks(svg("time-axis", width), "rect mark") if "start" in f]
    assert len(bands) == 3


def test_ties_are_drawn_while_all_lanes_are_shown_and_not_for_one():
    def dashed(setting: int | None) -> int:
        return len(re.findall(r'stroke-dasharray="4,3"[^>]*', svg("time-axis", WIDE, setting)))

    boxes = 4  # of the stages without years
    assert dashed(None) == boxes + 3
    assert dashed(1) == boxes


def test_the_axis_is_the_same_in_every_time_zone():
    for name in NAMES:
        for part in drawn.parts(specification(name, WIDE)):
            if part.get("type") == "temporal" and "scale" in part:
                assert part["scale"]["type"] == "utc"


# ---- published figures ---------------------------------------------------------------------


def test_of_every_publisher_of_the_market_the_last_figure_is_named():
    for width in WIDTHS:
        said = drawn.said(svg("market", width))
        for name in ("iiMedia 101", "DataEye 86", "Media Partners 116", "Peking University 200"):
            assert name in said
        assert "5 publishers:" in said and "48.5 to 50.5" in said and "63 to 100" in said


def test_a_forecast_is_hollow_and_dashed_from_the_day_on_which_it_was_made():
    spec = specification("market", WIDE)
    dashed = [
        part
        for part in drawn.parts(spec)
        if isinstance(part.get("mark"), dict) and part["mark"].get("strokeDash") == [5, 4]
    ]
    assert [part["encoding"]["x"]["field"] for part in dashed] == ["made"]
    hollow = next(p["fillOpacity"] for p in drawn.parts(spec) if "fillOpacity" in p)
    assert hollow == {"condition": {"test": "datum.forecast", "value": 0}, "value": 1}


@pytest.mark.parametrize("name", ["titles", "overseas"])
def test_a_stroke_is_as_long_as_its_period(name):
    found: dict[int, set[float]] = {}
    spans = published_spans(name)
    for fields, attributes in drawn.marks(svg(name, WIDE), "rule mark"):
        if fields.get("Figure") in spans:
            x2 = float(attributes.get("x2", 0))
            found.setdefault(spans[fields["Figure"]], set()).add(round(x2, 1))
    lengths = {days: max(lengths) for days, lengths in found.items()}
    assert len(lengths) >= 2
    for (short, less), (long, more) in combinations(sorted(lengths.items()), 2):
        assert less <= more + 1, (short, long)


def published_spans(name: str) -> dict[str, int]:
    """Return the days that each figure of a picture counts over, by its label."""
    measures = {
        "titles": (["filings for shooting", "distribution licences"], {"say_measure": True}),
        "overseas": (
            ["revenue outside China", "in-app revenue outside China"],
            {"unit": "billion USD"},
        ),
    }
    what, how = measures[name]
    rows = evolution.series(evolution.published(what, **how))
    return dict(zip(rows["label"], (rows["end"] - rows["start"]).dt.days, strict=True))


def test_the_last_month_of_a_series_is_labelled_on_a_phone_too():
    for width in WIDTHS:
        assert ">275</text>" in svg("hub", width)


def test_a_number_that_cannot_have_been_meant_is_said_to_be_a_misprint():
    said = drawn.said(svg("overseas", NARROW))
    assert "DataEye 3.4, a misprint" in said
    assert said.count("misprint") == 1


# ---- the projection ------------------------------------------------------------------------


def test_a_path_that_leaves_the_picture_has_no_mark_outside_it():
    # 0.94 billion of 2020 doubled every year: 240.6 in 2028 and 481.3 in 2029.
    points = drawn.marks(svg("passing-100-billion", WIDE, 3), "point")
    years = {fields["Year"] for fields, _ in points if "Year" in fields}
    assert "2028" in years and "2029" not in years


def test_the_year_of_passing_is_ringed_and_named():
    assert ">2027</text>" in svg("passing-100-billion", WIDE)
    # Without growth no year is named beside the path; the axis still names it.
    named = re.findall(r'font-size="14px"[^>]*>(\d{4})<', svg("passing-100-billion", WIDE, 0))
    assert named == []


# ---- places --------------------------------------------------------------------------------


PLANE = Plane(100, 200, date(2020, 1, 1), date(2030, 1, 1), 1, 100, log=True)


def test_a_plane_knows_the_pixels_of_its_ends_and_of_equal_factors():
    assert PLANE.across(date(2020, 1, 1)) == 0
    assert PLANE.across(date(2030, 1, 1)) == 100
    assert (PLANE.down(1), PLANE.down(10), PLANE.down(100)) == pytest.approx((200, 100, 0))
    linear = Plane(100, 200, PLANE.first, PLANE.last, 0, 50)
    assert (linear.down(0), linear.down(25), linear.down(50)) == (200, 100, 0)


PIXELS = st.floats(0, 600)


@given(st.lists(st.tuples(PIXELS, PIXELS), min_size=1, max_size=6, unique=True))
def test_words_that_have_room_lie_over_no_others_and_over_no_mark(points):
    labels = [Label(f"name {n}", x, y) for n, (x, y) in enumerate(points)]
    marks = [around(x, y, 5) for x, y in points]
    placed = beside(labels, (-200, -200, 800, 800), marks)
    boxes = [box(row) for row in placed.itertuples()]
    assert len(boxes) == len(points)
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    for words in boxes:
        assert not any(overlap(words, mark) for mark in marks)


def box(row) -> tuple[float, float, float, float]:
    wide = drawn.length_of(row.text, 12)
    left = {"left": row.x, "center": row.x - wide / 2, "right": row.x - wide}[row.align]
    return left, row.y - 6, left + wide, row.y + 6


def overlap(one, other) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0.5
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
    )


def test_the_first_side_is_taken_where_it_is_free_and_the_next_where_not():
    label = Label("name", 100, 100, "rl")
    assert beside([label], (0, 0, 300, 300))["align"].to_list() == ["left"]
    taken = [(104.0, 90.0, 200.0, 110.0)]
    assert beside([label], (0, 0, 300, 300), taken)["align"].to_list() == ["right"]


def test_words_without_any_room_are_set_all_the_same():
    assert len(beside([Label("name", 5, 5)], (0, 0, 10, 10))) == 1


def test_no_words_are_no_rows():
    assert beside([], (0, 0, 10, 10)).empty


@given(st.lists(PIXELS, max_size=12))
def test_lines_of_words_move_down_and_apart_and_keep_their_order(wanted):
    found = apart(dict(enumerate(wanted)), 17)
    assert all(found[n] >= place for n, place in enumerate(wanted))
    places = sorted(found.values())
    assert all(later - earlier >= 17 - 1e-6 for earlier, later in pairwise(places))
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    assert [found[n] for n in order] == places


def test_lines_that_stand_apart_stay_where_they_are():
    assert apart({"a": 0.0, "b": 40.0}, 17) == {"a": 0.0, "b": 40.0}
    assert math.isclose(apart({"a": 0.0, "b": 10.0}, 17)["b"], 17)


def test_time_zones_do_not_move_a_day():
    assert PLANE.across(pd.Timestamp("2025-01-01")) == PLANE.across(date(2025, 1, 1))
