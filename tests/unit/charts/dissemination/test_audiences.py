"""Charts of the page on audiences: they fit, can be read, and show what they are given."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

import drawn
from microdrama.charts.dissemination import audiences as draw
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.dissemination import audiences, theories
from microdrama.exhibits.dissemination import audiences as exhibits
from microdrama.show.figure import NARROW, WIDE

pytestmark = pytest.mark.slow

WIDTHS = (WIDE, NARROW)


@lru_cache
def figures() -> dict:
    return {
        "printed": exhibits.printed(audiences.of_text("meng2025")),
        "paying": exhibits.paying(audiences.shares("paying")),
        "women": exhibits.women(audiences.shares("women")),
        "ages": exhibits.ages(audiences.shares("age"), 84.1),
    }


EXPLAINED = theories.theories()

EXPLORERS = {
    "overlap": exhibits.overlap(),
    "filming": exhibits.filming(),
    "ladder": exhibits.ladder(EXPLAINED, theories.reached(EXPLAINED)),
}

CASES = {
    "overlap": {},
    "overlap of three": {"shares": "three"},
    "overlap among the young": {"reading": "young"},
    "overlap of few": {"shares": "three", "young": 30, "women": 40, "pay": 20},
    "overlap of nobody": {"young": 0, "women": 0, "pay": 0},
    "overlap of all": {"young": 100, "women": 100, "pay": 100, "shares": "three"},
    "ladder": {},
    "ladder of the last": {"asked": "belonging"},
    "filming": {},
    "filming half": {"ready": 50, "delay": 1},
    "filming overtaken": {"ready": 10, "delay": 2, "filmed": 4, "shown": 10},
    "filming late": {"ready": 0, "delay": 20, "filmed": 2, "shown": 2, "episodes": 120},
}

NAMES = ["printed", "paying", "women", "ages", *CASES]


@lru_cache
def specification(name: str, width: int) -> dict:
    if name in CASES:
        explorer = EXPLORERS[name.split()[0]]
        return explorer.specification(width, {**explorer.defaults, **CASES[name]})
    return drawn.specification(figures()[name], width)


@lru_cache
def svg(name: str, width: int) -> str:
    return drawn.draw(specification(name, width), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_of_every_chart(name, width, rule):
    rule(svg(name, width), width)


@pytest.mark.parametrize("name", NAMES)
def test_no_chart_computes_or_loads_anything(name):
    assert not drawn.computed_or_loaded(specification(name, WIDE))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "group"), [("paying", "paying"), ("women", "women")])
def test_marks_stand_where_their_shares_are(name, group, width):
    frame = audiences.shares(group)
    marks = drawn.marks(svg(name, width), "point")
    at = [drawn.moved(attributes) for _, attributes in marks]
    places = [x for x, _ in at]
    unit = (places[0] - places[1]) / (frame["value"][0] - frame["value"][1] or 1)
    if not unit:
        unit = (places[0] - places[2]) / (frame["value"][0] - frame["value"][2])
    for x, value in zip(places, frame["value"], strict=True):
        assert x == pytest.approx(places[0] + unit * (value - frame["value"][0]), abs=0.1)
    # From top to bottom in the order of the table; the text's own has its colour.
    assert [y for _, y in at] == sorted(y for _, y in at)
    for (_, attributes), source in zip(marks, frame["source"], strict=True):
        assert (attributes["fill"] == TEXT_COLOURS["meng2025"]) == (source == "meng2025")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_share_and_its_whole_are_said(width):
    said = " ".join(drawn.said(svg("printed", width)).replace("\N{NO-BREAK SPACE}", " ").split())
    for row in audiences.of_text("meng2025").itertuples():
        shown = row.shown.replace("\N{NO-BREAK SPACE}", " ")
        assert f"{row.asks}: {shown}" in said
        assert f"of {row.whole}" in said


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("overlap")])
def test_bars_are_drawn_from_their_start_to_their_end(name, width):
    rows = EXPLORERS["overlap"].evaluate(CASES[name])
    rects = [a for _, a in drawn.marks(svg(name, width), "rect mark")]
    assert len(rects) == len(rows)
    whole = width - 20
    for row, attributes in zip(rows.itertuples(), rects, strict=True):
        left, long = _extent(attributes["d"])
        assert left == pytest.approx(row.start / 104 * whole, abs=0.1)
        assert long == pytest.approx((row.end - row.start) / 104 * whole, abs=0.1)
        key = "shared" if row.part == "shared" else row.who
        assert attributes["fill"] == draw.OVERLAP_COLOURS[key]


def _extent(path: str) -> tuple[float, float]:
    found = re.match(r"M([\d.]+),[\d.]+h(-?[\d.]+)", path)
    left, long = float(found[1]), float(found[2])
    return (left, long) if long >= 0 else (left + long, -long)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_range_is_said_in_figures(width):
    assert "at least 15%, at most 55%; if independent 33%" in drawn.said(svg("overlap", width))
    assert "perhaps nobody, at most 20%; if independent 2%" in drawn.said(
        svg("overlap of few", width)
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_steps_that_are_taken_are_filled_and_what_is_asked_for_is_large(width):
    drawing = svg("ladder of the last", width)
    found: dict[tuple[str, str], tuple[bool, float]] = {}
    for fields, attributes in drawn.marks(drawing, "point"):
        filled = float(attributes.get("fill-opacity", 1)) == 1
        _, _, size = attributes["d"].partition("A")
        found[fields["theory"], fields["step"]] = (filled, float(size.split(",")[0]))
    steps = theories.reached(EXPLAINED)
    assert {key: filled for key, (filled, _) in found.items()} == {
        (row.theory, row.step): row.taken for row in steps.itertuples()
    }
    last = EXPLAINED["theory"].iloc[-1]
    radii = {theory: radius for (theory, _), (_, radius) in found.items()}
    assert all(radius < radii[last] for theory, radius in radii.items() if theory != last)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_open_is_said_above_the_lines(width):
    said = drawn.said(svg("filming half", width))
    assert "first reactions arrive: 30 of 80 still open" in said
    # From 50 to 80 of 80 episodes: three eighths of the height of the plot.
    (left,) = [
        a
        for _, a in drawn.marks(svg("filming half", width), "rule mark")
        if a.get("stroke-width") == "7"
    ]
    assert abs(float(left["y2"])) == pytest.approx(220 * 30 / 80, abs=0.5)
