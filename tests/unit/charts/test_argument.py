"""The map of an argument: premises above, joined where they are joined, nothing behind anything."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drawn
from microdrama.charts import argument as draw
from microdrama.charts.argument import EVIDENCE_MARKS, RELATION_COLOURS, RELATION_HEADS, fitted
from microdrama.charts.theme import VERDICT_COLOURS
from microdrama.evidence.arguments import CARRYING, EVIDENCE
from microdrama.exhibits.common import MOST_CLAIMS, argument_map
from microdrama.exhibits.registry import cells
from microdrama.layered import overlaps
from microdrama.package import current
from microdrama.paths import CHAPTERS
from microdrama.show.figure import NARROW, WIDE, Figure

WIDTHS = (WIDE, NARROW)


def pages() -> list[str]:
    """Return the chapters that show the map of an argument."""
    return [
        page.stem
        for page in sorted(CHAPTERS.rglob("*.md"))
        if "argument_map(" in page.read_text("utf-8")
    ]


@lru_cache
def maps(name: str) -> tuple[Figure, ...]:
    """Return the maps of a chapter, without running the rest of it."""
    imports, *others = cells(next(CHAPTERS.rglob(f"{name}.md")))
    (shown,) = (cell for cell in others if "argument_map(" in cell)
    names: dict = {}
    exec(imports, names)
    return tuple(eval(shown, names).parts)


def all_maps() -> list[tuple[str, int]]:
    return [(name, part) for name in pages() for part in range(len(maps(name)))]


@lru_cache
def svg(name: str, part: int, width: int) -> str:
    return drawn.draw(maps(name)[part].draw(width).to_dict(), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "part"), all_maps())
def test_of_every_chart(name, part, width, rule):
    rule(svg(name, part, width), width)


@pytest.mark.parametrize("name", pages())
def test_a_chapters_map_is_one_argument_of_seven_claims_at_most(name):
    for figure in maps(name):
        graph = nx.from_pandas_edgelist(figure.table, "Claim", "Other claim")
        assert nx.is_connected(graph)
        assert len(graph) <= MOST_CLAIMS or figure.folded


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", pages())
def test_no_line_of_a_chapters_map_runs_behind_a_box(name, width):
    graph, claims = maps(name)[0].draw.args
    layout, _ = fitted(graph, claims, width)
    assert overlaps(layout) == 0
    boxes = layout.boxes.set_index("node")
    middles = boxes["top"] + boxes["bottom"]
    assert all(middles[a] <= middles[b] + 0.1 for a, b in graph.edges)


@pytest.mark.parametrize("name", pages())
def test_no_chart_computes_or_loads_anything(name):
    assert drawn.computed_or_loaded(maps(name)[0].draw(WIDE).to_dict()) == []


def test_more_claims_than_one_can_see_at_once_are_refused():
    with pytest.raises(ValueError, match="8 claims cannot be read at a glance"):
        argument_map([f"wang2026-{i}" for i in range(8)], "A title.", "An alternative text.")


def test_what_questions_a_claim_is_told_apart_by_colour_and_shape():
    fields = {f["name"]: f for f in current().description["links"]["schema"]["fields"]}
    relations = set(fields["relation"]["constraints"]["enum"])
    assert set(RELATION_COLOURS) == relations | {""}
    questioning = relations - set(CARRYING)
    assert questioning == {"qualifies", "contradicts"}
    for what in (RELATION_COLOURS, RELATION_HEADS):
        assert len({what[how] for how in questioning}) == 2
        assert not {what[how] for how in questioning} & {what.get(how) for how in CARRYING}


def test_every_kind_of_evidence_has_a_mark_of_its_own():
    assert tuple(EVIDENCE_MARKS) == EVIDENCE
    assert len(set(EVIDENCE_MARKS.values())) == len(EVIDENCE)


@st.composite
def drawings(draw_) -> tuple[nx.DiGraph, pd.DataFrame]:
    """Draw an argument of invented claims, some premises joined."""
    many = draw_(st.integers(1, 7))
    graph = nx.DiGraph()
    graph.add_nodes_from(f"c{i}" for i in range(many))
    pairs = [(f"c{a}", f"c{b}") for a in range(many) for b in range(a + 1, many)]
    relation = st.sampled_from([how for how in RELATION_COLOURS if how])
    for a, b in draw_(st.lists(st.sampled_from(pairs), max_size=8, unique=True)) if pairs else ():
        graph.add_edge(a, b, relation=draw_(relation), note="Why.")
    if many > 2 and draw_(st.booleans()):
        graph.add_node("joint", joint="Only both.")
        graph.add_edges_from([("c0", "joint"), ("c1", "joint")], relation="", note="Why.")
        graph.add_edge("joint", f"c{many - 1}", relation="supports", note="Why.")
    words = st.text("abcdefgh ", min_size=1, max_size=150).filter(str.strip)
    claims = pd.DataFrame(
        {
            "node": [f"c{i}" for i in range(many)],
            "source": "wang2026",
            "text": draw_(st.sampled_from(["", "Wang & Srijinda"])),
            "statement": [draw_(words) for _ in range(many)],
            "evidence": [draw_(st.sampled_from(EVIDENCE)) for _ in range(many)],
            "status": [draw_(st.sampled_from(list(VERDICT_COLOURS))) for _ in range(many)],
        }
    )
    return graph, claims


@given(drawings(), st.sampled_from([WIDE - 16, NARROW - 16]))
@settings(max_examples=12, deadline=None)
def test_an_argument_fits_its_width_and_keeps_its_words(drawing, width):
    graph, claims = drawing
    layout, boxes = fitted(graph, claims, width)
    assert set(layout.boxes["node"]) == set(graph)
    assert overlaps(layout) == 0
    assert sorted(zip(layout.heads["from"], layout.heads["to"], strict=True)) == sorted(graph.edges)
    for statement, words in zip(claims["statement"], boxes["words"], strict=True):
        assert words.split() == statement.split()
    if width > NARROW:
        assert layout.width <= width


def test_joined_premises_meet_in_a_word_and_a_contradiction_says_so():
    graph = nx.DiGraph()
    graph.add_node("j", joint="Only both.")
    graph.add_edges_from([("a", "j"), ("b", "j")], relation="", note="Why.")
    graph.add_edge("j", "c", relation="supports", note="Why.")
    graph.add_edge("d", "c", relation="contradicts", note="Why.")
    claims = pd.DataFrame({"node": list("abcd"), "source": "wang2026", "text": ""})
    claims = claims.assign(statement="Words.", evidence="case", status="not checked")
    picture = drawn.draw(draw.argument_map(graph, claims, WIDE).to_dict(), WIDE)
    said = drawn.said(picture)
    assert said.count("together") == said.count("contradicts") == 1
    heads = [
        attributes["d"]
        for _, attributes in drawn.marks(picture, "point")
        if "rotate" in attributes["transform"]
    ]
    assert len(heads) == len(graph.edges)
    assert len(set(heads)) == 3  # nothing, an arrow, a bar
