"""The map of an argument: boxes and arrows where they belong."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drawn
from microdrama.charts import argument as draw_argument
from microdrama.charts.argument import RELATION_COLOURS
from microdrama.evidence.arguments import argument, argument_rows
from microdrama.exhibits.registry import chapter
from microdrama.package import current
from microdrama.show.figure import NARROW, WIDE

WIDTHS = (WIDE, NARROW)

IDS = [
    "wang2026-stage-embryonic-ugc",
    "meng2025-early-spontaneous",
    "zhang2025-registrations-growth",
    "wang2026-stage-explosion",
    "wang2026-stage-adjustment-policy",
    "wang2026-stage-adjustment",
]

CHARTS = {
    "some claims": lambda width: draw_argument.argument_map(
        *argument_rows(argument(IDS)), width
    ).to_dict(),
    "of the chapter": lambda width: drawn.specification(chapter("evolution")["argument"], width),
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
    assert drawn.computed_or_loaded(CHARTS[name](WIDE)) == []


def test_every_relation_has_a_colour_of_its_own():
    fields = {f["name"]: f for f in current().description["links"]["schema"]["fields"]}
    assert set(RELATION_COLOURS) == set(fields["relation"]["constraints"]["enum"])
    assert len(set(RELATION_COLOURS.values())) == len(RELATION_COLOURS)


@given(
    st.lists(
        st.text("abcdefgh ", min_size=1, max_size=200).map(str.strip).filter(bool),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(WIDTHS),
)
@settings(max_examples=30)
def test_boxes_of_an_argument_never_overlap(statements, width):
    nodes = pd.DataFrame(
        {
            "order": range(len(statements)),
            "claim": [f"a2020-{i}" for i in range(len(statements))],
            "text": "A 2020",
            "statement": statements,
        }
    )
    edges = pd.DataFrame(columns=["start", "end", "track", "relation", "note"])
    spec = draw_argument.argument_map(nodes, edges, width).to_dict()
    rows = next(rows for rows in spec["datasets"].values() if rows and "bottom" in rows[0])
    for above, below in pairwise(rows):
        assert above["top"] < above["bottom"] < below["top"]
    for row, statement in zip(rows, statements, strict=True):
        assert "".join(row["words"].split()) == "".join(f"A 2020:{statement}".split())


def test_every_arrow_of_an_argument_starts_and_ends_at_its_boxes():
    nodes, edges = argument_rows(argument(IDS))
    assert len(edges)
    spec = draw_argument.argument_map(nodes, edges, WIDE).to_dict()
    boxes = next(rows for rows in spec["datasets"].values() if rows and "bottom" in rows[0])
    corners = next(rows for rows in spec["datasets"].values() if rows and "edge" in rows[0])
    for index, edge in enumerate(edges.itertuples()):
        path = [row for row in corners if row["edge"] == index]
        start, end = boxes[edge.start], boxes[edge.end]
        assert start["top"] < path[0]["y"] < start["bottom"]
        assert end["top"] < path[-1]["y"] < end["bottom"]
        assert min(row["x"] for row in path) >= 0
