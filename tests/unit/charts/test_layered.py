"""Words that fit their boxes, and a laid-out graph as the page draws it."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import drawn
from microdrama.charts import layered as draw
from microdrama.charts.theme import PALETTE
from microdrama.layered import layered

TEXTS = st.text("abc ij mMW。字 ", min_size=1, max_size=80).filter(str.strip)


@pytest.fixture(scope="module")
def spec() -> dict:
    graph = nx.DiGraph([("symbol", "purification"), ("purification", "a tale told to all")])
    graph.add_edge("symbol", "a tale told to all")
    words = {node: draw.wrapped(node, 70) for node in graph}
    layout = layered(
        graph, draw.sized(words), groups={"Deep": ["purification"]}, group_header=draw.LINE
    )
    nodes = pd.DataFrame({"node": list(words), "words": list(words.values())})
    links = pd.DataFrame(list(graph.edges), columns=["from", "to"])
    links = links.assign(dashed=links["from"] == "symbol", colour=PALETTE["green"])
    return draw.picture(layout, nodes.assign(colour=PALETTE["blue"]), links).to_dict()


@pytest.fixture(scope="module")
def svg(spec) -> str:
    return drawn.draw(spec, 680)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
def test_of_every_chart(svg, rule):
    rule(svg, 680)


def test_a_drawn_graph_computes_and_loads_nothing(spec):
    assert drawn.computed_or_loaded(spec) == []


def test_an_arrow_takes_the_colour_and_the_dashes_of_its_link(svg):
    lines = drawn.marks(svg, "line mark")
    assert [attributes["stroke"] for _, attributes in lines] == [PALETTE["green"]] * 3
    assert sum("5,3" in attributes["stroke-dasharray"] for _, attributes in lines) == 2
    heads = drawn.marks(svg, "point")
    assert [attributes["fill"] for _, attributes in heads] == [PALETTE["green"]] * 3


def test_a_text_is_as_long_as_the_metrics_of_the_font_say():
    # "To be" in Helvetica: T 611, o 556, space 278, b 556, e 556 thousandths.
    assert draw.length("To be", 10) == pytest.approx(25.57)
    assert draw.length("短剧", 12) == 24


def test_words_break_where_the_next_would_not_fit():
    # At 10 px "be" takes 11.12, "or" 8.89 and a space 2.78 pixels.
    assert draw.wrapped("be or be", 22.8, 10) == "be or\nbe"
    assert draw.wrapped("be or be", 22.7, 10) == "be\nor\nbe"
    assert draw.wrapped("be\nor", 99, 10) == "be\nor"


@given(TEXTS, st.integers(20, 200))
def test_a_wrapped_text_keeps_its_words_and_its_width(text, width):
    lines = draw.wrapped(text, width).split("\n")
    assert " ".join(lines).split() == text.split()
    for line in lines:
        assert draw.length(line) <= width or " " not in line.strip()


@given(TEXTS, st.integers(20, 200))
def test_a_box_has_room_for_its_words_and_no_less_in_a_width_of_its_own(text, width):
    words = draw.wrapped(text, width)
    ((wide, high),) = draw.sized({"a": words}).values()
    lines = words.split("\n")
    assert all(draw.length(line) + 2 * draw.PADDING[0] <= wide for line in lines)
    assert high == draw.LINE * len(lines) + 2 * draw.PADDING[1]
    assert draw.sized({"a": words}, width=99) == {"a": (99, high)}
