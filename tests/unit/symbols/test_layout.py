"""Where concepts stand: every one once, layer by layer, and in the same place at every run."""

from __future__ import annotations

import json
from itertools import pairwise

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import run_python
from microdrama.charts.symbols import COLUMNS
from microdrama.symbols import network
from microdrama.symbols.layout import layered
from microdrama.symbols.network import STAGES


def made(stages: dict[str, str], *edges: tuple[str, str], carries: bool = True) -> nx.DiGraph:
    """Return an invented network from the stage of each concept and relations."""
    graph = nx.DiGraph()
    for name, stage in stages.items():
        graph.add_node(name, label=name.upper(), type="process", stage=stage, text="nobody")
    graph.add_edges_from(edges, carries=carries)
    return graph


def assert_sound(graph: nx.DiGraph, places: pd.DataFrame, columns: int) -> None:
    """Hold a layout to everything that a picture needs."""
    assert sorted(places["concept"]) == sorted(graph)
    for row in places.to_dict("records"):
        data = graph.nodes[row["concept"]]
        assert all(row[key] == data[key] for key in ("label", "type", "stage", "text"))
    # Whole rows from 0, none empty; boxes of a row stand apart, inside the columns.
    assert sorted(set(places["row"])) == list(range(places["row"].max() + 1))
    for _, line in places.groupby("row"):
        assert len(line) <= columns
        assert len(set(line["stage"])) == 1
        across = sorted(line["column"])
        assert all(other - one >= 1 for one, other in pairwise(across))
        assert across[0] >= 0
        assert across[-1] <= columns - 1
        # In the middle: as much room on the left as on the right.
        assert across[0] == columns - 1 - across[-1]
    # Only the last row of a stage may have room left.
    met = [stage for stage in STAGES if stage in set(places["stage"])]
    ends = places.groupby("stage")["row"].agg(["min", "max", "count"]).loc[met]
    assert list(ends["min"][1:]) == [last + 1 for last in ends["max"][:-1]]
    assert list(ends["max"] - ends["min"] + 1) == [-(-n // columns) for n in ends["count"]]
    row, stage = (places.set_index("concept")[key] for key in ("row", "stage"))
    for a, b, carries in graph.edges(data="carries"):
        if carries and stage[a] == stage[b]:
            assert row[a] <= row[b], f"{a} leads to {b} and stands below it"


@pytest.mark.parametrize("columns", [1, *COLUMNS.values(), 9])
def test_the_books_network_is_laid_out_soundly(columns):
    graph = network.network()
    assert_sound(graph, layered(graph, columns), columns)


@pytest.mark.parametrize("text", ["zhao2025", "meng2025"])
def test_so_is_a_part_of_it(text):
    graph = network.network([text])
    assert_sound(graph, layered(graph, 4), 4)


def test_in_a_single_column_everything_stands_below_what_leads_to_it_within_a_stage():
    graph = network.network()
    row = layered(graph, 1).set_index("concept")["row"]
    within = [
        (a, b)
        for a, b in network.carrying(graph).edges
        if graph.nodes[a]["stage"] == graph.nodes[b]["stage"]
    ]
    assert len(within) > 5
    assert all(row[a] < row[b] for a, b in within)


@st.composite
def networks(draw) -> nx.DiGraph:
    """Draw a network without circles, its concepts in any stages."""
    names = [f"n{i}" for i in range(draw(st.integers(1, 14)))]
    stages = {name: draw(st.sampled_from(STAGES)) for name in names}
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    edges = draw(st.lists(st.sampled_from(pairs), max_size=20, unique=True)) if pairs else []
    graph = made(stages)
    for edge in edges:
        graph.add_edge(*edge, carries=draw(st.booleans()))
    return graph


@given(networks(), st.integers(1, 5))
def test_any_network_is_laid_out_soundly(graph, columns):
    assert_sound(graph, layered(graph, columns), columns)


def test_a_layer_is_ordered_by_what_its_concepts_are_related_to():
    # In the order of the table the two lines would cross; “x” belongs below “b”.
    graph = made(
        {"a": "setting", "b": "setting", "x": "outcome", "y": "outcome"}, ("a", "y"), ("b", "x")
    )
    at = layered(graph, 2).set_index("concept")["column"]
    assert (at["a"] < at["b"]) == (at["y"] < at["x"])


def test_brakes_do_not_push_a_concept_down():
    stages = dict.fromkeys("abc", "setting")
    row = layered(made(stages, ("a", "b"), ("b", "c")), 1).set_index("concept")["row"]
    assert list(row[["a", "b", "c"]]) == [0, 1, 2]
    # Explanations may even run in a circle.
    circle = made(stages, ("a", "b"), ("b", "c"), ("c", "a"), carries=False)
    assert_sound(circle, layered(circle, 3), 3)
    assert set(layered(circle, 3)["row"]) == {0}


def test_a_line_that_is_not_full_stands_in_the_middle():
    graph = made(dict.fromkeys("abcde", "setting"))
    places = layered(graph, 3)
    assert sorted(places.loc[places["row"] == 1, "column"]) == [0.5, 1.5]


_LAID = """
from microdrama.symbols import layout, network
graph = network.network()
for columns in (4, 3):
    print(layout.layered(graph, columns).to_json(orient="records"))
"""


def test_the_layout_is_the_same_at_every_run_whatever_the_seed_of_hashes():
    runs = [run_python(_LAID, PYTHONHASHSEED=seed) for seed in ("1", "2")]
    for run in runs:
        assert run.returncode == 0, run.stderr
    assert runs[0].stdout == runs[1].stdout
    here = [layered(network.network(), columns).to_dict("records") for columns in (4, 3)]
    assert [json.loads(line) for line in runs[0].stdout.splitlines()] == here
