"""A graph in layers: boxes apart, lines around them, and what is asked for is kept."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from microdrama.layered import Layout, crossings, layered, overlaps

DIRECTIONS = ("right", "down")


def flat(graph: nx.DiGraph, **wanted) -> Layout:
    return layered(graph, dict.fromkeys(graph, (60, 20)), **wanted)


@st.composite
def graphs(draw, circles: bool = False) -> tuple[nx.DiGraph, dict[int, tuple[float, float]]]:
    """Return a graph and the sizes of its boxes."""
    many = draw(st.integers(1, 14))
    pairs = [(a, b) for a in range(many) for b in range(many) if a < b or circles]
    graph = nx.DiGraph()
    graph.add_nodes_from(range(many))
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs), max_size=24)) if pairs else [])
    size = st.tuples(st.integers(8, 200), st.integers(8, 90))
    return graph, {node: draw(size) for node in graph}


def boxes(layout: Layout) -> dict[object, tuple[float, float, float, float]]:
    return {row.node: row[2:] for row in layout.boxes.itertuples()}


def apart(one, other) -> bool:
    return (
        one[2] < other[0] + 0.05
        or other[2] < one[0] + 0.05
        or one[3] < other[1] + 0.05
        or other[3] < one[1] + 0.05
    )


@given(graphs(), st.sampled_from(DIRECTIONS))
@settings(max_examples=40, deadline=None)
def test_layers_follow_the_lines_and_nothing_lies_on_anything(drawn, direction):
    graph, sizes = drawn
    layout = layered(graph, sizes, direction=direction)
    places = boxes(layout)
    assert set(places) == set(graph)
    for node, (left, top, right, bottom) in places.items():
        assert (right - left, bottom - top) == pytest.approx(sizes[node], abs=0.03)
        assert min(left, top) >= 0
        assert right <= layout.width + 0.01 and bottom <= layout.height + 0.01
    assert all(apart(one, other) for one, other in combinations(places.values(), 2))
    first, last = (0, 2) if direction == "right" else (1, 3)
    for start, end in graph.edges:
        assert places[start][last] < places[end][first]
    assert overlaps(layout) == 0


@given(graphs(circles=True), st.sampled_from(DIRECTIONS), st.integers(2, 4))
@settings(max_examples=40, deadline=None)
def test_circles_and_groups_are_laid_out_with_no_line_behind_a_box(drawn, direction, many):
    graph, sizes = drawn
    groups = {str(k): [node for node in graph if node % many == k] for k in range(many)}
    layout = layered(graph, sizes, direction=direction, groups=groups, group_header=16)
    assert overlaps(layout) == 0
    places = boxes(layout)
    frames = {row.group: row[2:] for row in layout.groups.itertuples()}
    assert set(frames) == {name for name, nodes in groups.items() if nodes}
    for name, (left, top, right, bottom) in frames.items():
        for node, (x, y, x2, y2) in places.items():
            if node in groups[name]:
                assert left <= x and top + 16 <= y and x2 <= right and y2 <= bottom
            else:
                assert apart((left, top, right, bottom), (x, y, x2, y2))


@given(graphs(circles=True), st.sampled_from(DIRECTIONS))
@settings(max_examples=30, deadline=None)
def test_every_line_runs_from_its_box_to_its_box_and_its_arrow_points_into_it(drawn, direction):
    graph, sizes = drawn
    layout = layered(graph, sizes, direction=direction)
    places = boxes(layout)
    assert list(zip(layout.heads["from"], layout.heads["to"], strict=True)) == list(graph.edges)
    tips = layout.heads.set_index("edge")
    for edge, line in layout.edges.groupby("edge"):
        assert list(line["point"]) == list(range(len(line))) and len(line) >= 2
        start, end, tip = line.iloc[0], line.iloc[-1], tips.loc[edge]
        assert edge_of(places[start["from"]], start["x"], start["y"]) < 1.5
        assert edge_of(places[start["to"]], tip["x"], tip["y"]) < 1.5
        # The head begins where the line ends, and points on from there.
        angle = np.radians(tip["angle"])
        long = np.hypot(tip["x"] - end["x"], tip["y"] - end["y"])
        assert tip["x"] == pytest.approx(end["x"] + long * np.cos(angle), abs=0.05)
        assert tip["y"] == pytest.approx(end["y"] + long * np.sin(angle), abs=0.05)
        assert long < 12


def edge_of(box, x: float, y: float) -> float:
    """Return how far a point lies from the rim of a box."""
    left, top, right, bottom = box
    outside = np.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom))
    return outside or min(x - left, right - x, y - top, bottom - y)


def test_a_chain_is_a_straight_row_with_the_gap_that_was_asked_for():
    layout = flat(nx.DiGraph([("a", "b"), ("b", "c")]), rank_gap=40)
    assert list(layout.boxes["left"]) == pytest.approx([0, 100, 200], abs=0.5)
    assert set(layout.boxes["top"].round(1)) == {0.0}
    assert (layout.width, layout.height) == pytest.approx((260, 20), abs=0.5)
    assert layout.heads["angle"].tolist() == [0, 0]
    assert layout.heads["x"].tolist() == pytest.approx([100, 200], abs=1)
    assert layout.edges["y"].tolist() == pytest.approx([10] * len(layout.edges), abs=0.1)


def test_the_same_graph_is_laid_out_the_same_every_time():
    graph = nx.gn_graph(30, seed=1)
    one, other = flat(graph), flat(graph)
    for name in ("boxes", "edges", "heads", "groups", "labels"):
        assert_frame_equal(getattr(one, name), getattr(other, name))


def test_nodes_of_a_rank_stand_in_one_layer_across_groups_too():
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "d")])
    top = flat(graph, direction="down").boxes.set_index("node")["top"]
    assert top["c"] != top["d"]
    for groups in (None, {"one": ["a", "c"], "two": ["b", "d"]}):
        top = flat(graph, direction="down", ranks=[["c", "d"]], groups=groups).boxes
        top = top.set_index("node")["top"]
        assert top["c"] == pytest.approx(top["d"], abs=0.05)


def test_a_hidden_edge_decides_on_layers_and_is_not_drawn():
    graph = nx.DiGraph()
    graph.add_edge("a", "b", hidden=True)
    graph.add_edge("a", "c", constraint=False)
    layout = flat(graph)
    left = layout.boxes.set_index("node")["left"]
    assert left["b"] > left["a"] == left["c"]
    assert layout.heads["to"].tolist() == ["c"] and layout.heads["edge"].tolist() == [1]


def test_a_line_has_room_for_its_label_clear_of_all_boxes():
    graph = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
    layout = flat(graph, direction="down", labels={("a", "b"): (70, 14)})
    ((edge, start, end, x, y),) = layout.labels.itertuples(index=False)
    assert (edge, start, end) == (0, "a", "b")
    room = (x - 35, y - 7, x + 35, y + 7)
    assert all(apart(room, box) for box in boxes(layout).values())


def crossed(points: dict[str, list[tuple[float, float]]], middle=(3, 3, 7, 7)) -> Layout:
    """Return lines by hand, with one box in the middle."""
    rows = [
        (index, name, name.upper(), order, *point)
        for index, (name, line) in enumerate(points.items())
        for order, point in enumerate(line)
    ]
    edges = pd.DataFrame(rows, columns=["edge", "from", "to", "point", "x", "y"])
    heads = edges.groupby("edge").last().reset_index().drop(columns="point").assign(angle=0)
    box = pd.DataFrame([("middle", *middle)], columns=["node", "left", "top", "right", "bottom"])
    return Layout(box, edges, heads, box[:0], heads[:0], 10, 10)


def test_crossings_and_overlaps_are_counted_as_by_hand():
    down, across = [(5, 0), (5, 10)], [(0, 5), (10, 5)]
    layout = crossed({"a": down, "b": across, "c": [(0, 1), (4, 1)], "d": [(0, 0), (10, 0.5)]})
    assert crossings(layout) == 2  # a with b and with d; c ends before a and lies below d
    assert overlaps(layout) == 2  # a and b run behind the middle
    zigzag = [(0, 4), (4, 8), (8, 4), (9.9, 8)]
    assert crossings(crossed({"a": across, "b": zigzag})) == 3
    assert overlaps(crossed({"a": [(0, 3), (10, 3)], "b": [(7, 0), (7, 10)]})) == 0  # along rims
    assert overlaps(crossed({"middle": down})) == 0  # its own end


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"groups": {"one": ["a", "x"]}}, "a group names x"),
        ({"groups": {"one": ["a"], "two": ["a"]}}, "more than one group names a"),
        ({"ranks": [["a", "y"]]}, "a rank names y"),
        ({"labels": {("b", "a"): (9, 9)}}, "no edge of the graph"),
    ],
)
def test_what_is_not_in_the_graph_is_said(wanted, said):
    with pytest.raises(ValueError, match=said):
        flat(nx.DiGraph([("a", "b")]), **wanted)


def test_a_node_without_a_size_and_an_empty_graph_are_said():
    with pytest.raises(ValueError, match="no size is given for b"):
        layered(nx.DiGraph([("a", "b")]), {"a": (1, 1)})
    with pytest.raises(ValueError, match="nothing to lay out"):
        flat(nx.DiGraph())
