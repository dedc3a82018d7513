"""Charts of the page on dissemination: they fit the page, can be read, and show their rows."""

from __future__ import annotations

from functools import lru_cache

import pytest

import drawn
from microdrama.charts.theme import PALETTE
from microdrama.exhibits.registry import chapter
from microdrama.layered import overlaps
from microdrama.show.figure import NARROW, WIDE

pytestmark = pytest.mark.slow

WIDTHS = (WIDE, NARROW)


def still(name: str):
    return lambda width: chapter("dissemination")[name].draw(width).to_dict()


def moving(name: str, **chosen):
    return lambda width: chapter("dissemination")[name].specification(width, chosen)


CHARTS = {
    **{name: still(name) for name in ("causal-loops", "two-sides", "detections", "argument")},
    "without": moving("without"),
    "without demand": moving("without", gone="cause-only", whose="every"),
    "without sign": moving("without", gone="effect-only", whose="firm"),
}


@lru_cache
def svg(name: str, width: int) -> str:
    return drawn.draw(CHARTS[name](width), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_of_every_chart(name, width, rule):
    rule(svg(name, width), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_influence_has_a_line_a_head_and_a_sign(width):
    results = chapter("dissemination").results
    picture = svg("causal-loops", width)
    influences = results["influences"]
    assert len(drawn.marks(picture, "point")) == len(influences)
    signs = [text for text, *_ in drawn.words(picture) if text in "+−"]
    assert len(signs) == len(influences)
    assert signs.count("−") == (influences["sign"] == "−").sum() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_the_diagram_runs_behind_a_box(width):
    figure = chapter("dissemination")["causal-loops"]
    layouts = figure.draw.args[0]
    assert overlaps(layouts[width]) == 0


def test_what_nothing_meets_has_a_frame_of_its_own():
    frames = [tag for _, tag in drawn.marks(svg("two-sides", WIDE), "rect mark")]
    warm = [tag for tag in frames if tag.get("stroke") == PALETTE["vermilion"]]
    assert len(warm) == 5  # two challenges and three strategies


def test_a_loop_that_is_cut_is_an_outline():
    picture = svg("without demand", WIDE)
    bars = drawn.marks(picture, "bar")
    assert len(bars) == 18
    assert sum(tag.get("fill-opacity") == "0" for _, tag in bars) == 8
    assert drawn.said(picture).count("cut") == 8
