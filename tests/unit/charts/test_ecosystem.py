"""Charts of the survey's chapter: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest

import drawn
from microdrama.charts import ecosystem as draw
from microdrama.charts.theme import PALETTE
from microdrama.exhibits import registry
from microdrama.exhibits.ecosystem.diagram import diagram
from microdrama.exhibits.ecosystem.explorers import path_labels
from microdrama.exhibits.ecosystem.names import titles
from microdrama.show.figure import NARROW, WIDE
from surveys import ours_analysed

PREDICTORS = ["Policy support", "Technological maturity", "Market competition"]

WIDTHS = (WIDE, NARROW)


def book() -> registry.Chapter:
    """Return both pages of the chapter as one, which gives an explorer by its name."""
    pages = [registry.chapter(name) for name in ("ecosystem", "methods")]
    return registry.Chapter("ecosystem", {}, [e for page in pages for e in page.exhibits])


def moving(name: str, **chosen: Any):
    return lambda width: book()[name].specification(width, chosen)


CHARTS = {
    "paths": lambda width: draw.paths(*diagram(), width).to_dict(),
    "pinned down": lambda width: book()["pinned-down"].draw(width).to_dict(),
    "distributions": lambda width: book()["distributions"].draw(width).to_dict(),
    "regression": moving("regression"),
    "regression of few": moving("regression", respondents=20, overlap=0.9, reliability=0.4),
    "slope": moving("technology-slope"),
    "slope of few": moving("technology-slope", respondents=20, chosen_level=1),
    "mediation": moving("mediation"),
    "mediation of few": moving("mediation", respondents=20, a=-0.9, b=0.9, direct=-0.9),
    "compatible": moving("compatible"),
    "compatible shares": moving("compatible", wanted="share_mediated", belief="positive"),
    "compatible sizes": moving("compatible", wanted="partial_interaction", belief="weak"),
    "compatible yes or no": moving("compatible", wanted="full_mediation", belief="weak"),
}


@lru_cache
def svg(name: str, width: int) -> str:
    return drawn.draw(CHARTS[name](width), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_of_every_chart(name, width, rule):
    rule(svg(name, width), width)


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_computes_or_loads_anything(name):
    banned = {
        "aggregate",
        "regression",
        "loess",
        "density",
        "quantile",
        "joinaggregate",
        "window",
        "impute",
        "stack",
        "url",
    }
    for part in drawn.parts(CHARTS[name](WIDE)):
        assert not [key for key in banned & set(part) if part[key]]
        assert part.get("bin") in (None, "binned", False)


# ---- what is shown -------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_every_construct_stands_in_the_path_diagram(width):
    shown = re.sub(r"\s+", " ", drawn.said(svg("paths", width)))
    for title in titles().values():
        assert title in shown
    for layer in ("environment", "behaviour", "outcome"):
        assert layer in shown


def test_the_negative_hypothesis_is_dashed_and_the_others_are_not():
    lines = re.findall(r"<line [^>]*>", svg("paths", WIDE))
    dashed = {
        re.search(r"Hypothesis: (\w+)", line)[1]
        for line in lines
        if 'stroke-dasharray="5,3"' in line
    }
    assert dashed == {"H2"}
    assert len(lines) >= 7


def test_no_arrow_of_the_diagram_runs_through_a_box():
    # Looked for in small steps between the two boxes that an arrow joins.
    nodes, edges = diagram()
    wide, high = draw._BOX
    for edge in edges.itertuples():
        if edge.x == edge.x2:
            continue  # straight down within a layer, from box to box
        for step in range(1, 200):
            part = step / 200
            x = (edge.x + wide) * (1 - part) + (edge.x2 - wide) * part
            y = edge.y * (1 - part) + edge.y2 * part
            for box in nodes.itertuples():
                inside = abs(x - box.column) < wide and abs(y - box.row) < high
                assert not inside, (edge.id, box.name)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_construct_has_a_row_with_its_mean(width):
    shown = drawn.said(svg("distributions", width))
    for name, row in ours_analysed().constructs.iterrows():
        assert titles()[name] in shown
        assert f"{row['mean']:.2f}" in shown


def test_a_mean_of_the_reconstructed_survey_has_its_mark():
    # The path of its own, not the disc of what is reported.
    found = svg("distributions", WIDE)
    marks = re.findall(r'aria-label="[^"]*kind: reconstructed[^"]*"', found)
    assert len(marks) == 10


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "order"),
    [("regression", PREDICTORS), ("mediation", path_labels(ours_analysed().mediation))],
)
def test_rows_of_an_explorer_stand_in_their_order_each_with_its_number(name, order, width):
    found = list(drawn.words(svg(name, width)))
    tops = {text: top for text, _, top, *_ in found if text in order}
    assert list(tops) == order
    assert list(tops.values()) == sorted(tops.values())
    rows = book()[name].evaluate()
    column = "estimate" if name == "regression" else "value"
    numbers = {text.replace("−", "-") for text, *_ in found}
    assert {f"{value:.2f}" for value in rows[column]} <= numbers


def test_the_histogram_has_a_mark_where_the_survey_sits():
    assert PALETTE["vermilion"].lower() in svg("compatible", WIDE).lower()


def test_a_chart_that_moves_says_nothing_of_one_setting():
    spec = book()["regression"].specification(WIDE)
    assert {param["name"] for param in spec["params"]} >= {"respondents", "overlap", "reliability"}
