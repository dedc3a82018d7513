"""What every path must pass, against small networks worked out by hand and against brute force."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from microdrama.symbols import dominance, reachability
from networks import SMALL, graph


def test_dominators_are_what_every_path_passes_in_its_order():
    assert dominance.dominators(SMALL, ["s1", "s2"], "h") == ["p", "n"]
    assert dominance.dominators(SMALL, ["s1"], "d") == ["s1", "m"]
    assert dominance.dominators(SMALL, ["s1", "plat"], "g") == []


def test_what_cannot_be_reached_has_no_dominators_and_no_cut():
    assert dominance.dominators(SMALL, ["plat"], "h") == []
    assert dominance.minimum_cut(SMALL, ["plat"], "h") == set()
    assert dominance.dominators(SMALL, ["nobody"], "h") == []
    assert dominance.dominators(SMALL, ["s1"], "nowhere") == []


def test_a_cut_is_a_smallest_set_that_every_path_passes():
    # To g there are two ways without anything in common: by n, and from the platform itself.
    two = graph(("a", "x"), ("a", "y"), ("x", "end"), ("y", "end"), ("b", "y"))
    assert dominance.minimum_cut(two, ["a", "b"], "end") == {"x", "y"}
    assert len(dominance.minimum_cut(SMALL, ["s1", "s2"], "h")) == 1


def test_a_chain_runs_from_the_start_to_the_end():
    nearest = nx.immediate_dominators(SMALL, "s1")
    assert dominance.chain(nearest, "h") == ["s1", "p", "n", "h"]
    assert dominance.chain(nearest, "plat") == []


def test_an_end_among_the_starts_can_only_be_cut_itself():
    assert dominance.minimum_cut(SMALL, ["h"], "h") == {"h"}


def test_two_ways_part_at_the_last_concept_that_both_must_pass():
    forked = graph(("s", "a"), ("a", "b"), ("b", "x"), ("b", "y"), ("x", "good"), ("y", "bad"))
    assert dominance.branching(forked, ["s"], "good", "bad") == ["s", "a", "b"]
    assert dominance.branching(SMALL, ["s1", "s2"], "h", "d") == []


def test_a_relation_dominates_what_is_lost_without_it():
    relations = dominance.edge_dominators(SMALL, ["s1", "s2"], ["h", "g", "d"])
    lost = {(row["from"], row["to"]): set(row["ends"]) for row in relations.to_dict("records")}
    assert lost == {
        ("p", "n"): {"h", "g"},
        ("n", "h"): {"h"},
        ("n", "g"): {"g"},
        ("s1", "m"): {"d"},
        ("m", "d"): {"d"},
    }
    assert relations["lost"].to_list() == [2, 1, 1, 1, 1]


@st.composite
def networks(draw) -> tuple[nx.DiGraph, list[str], str]:
    """Draw a network without circles, some starts, an end."""
    size = draw(st.integers(2, 8))
    names = [f"n{i}" for i in range(size)]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    edges = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=16, unique=True))
    made = graph(*edges)
    starts = draw(st.lists(st.sampled_from(sorted(made)), min_size=1, max_size=3, unique=True))
    return made, starts, draw(st.sampled_from(sorted(made)))


def ways(made: nx.DiGraph, starts: list[str], end: str) -> list[list[str]]:
    return [
        path
        for start in starts
        for path in ([[end]] if start == end else nx.all_simple_paths(made, start, end))
    ]


@given(networks())
def test_dominators_of_both_kinds_and_reach_are_those_of_all_paths_written_out(drawn):
    made, starts, end = drawn
    paths = ways(made, starts, end)
    assert (end in reachability.reachable(made, starts, [end])) == bool(paths)
    everywhere = set.intersection(*map(set, paths)) - {end} if paths else set()
    assert set(dominance.dominators(made, starts, end)) == everywhere
    edges = set.intersection(*(set(pairwise(path)) for path in paths)) if paths else set()
    relations = dominance.edge_dominators(made, starts, [end])
    assert set(zip(relations["from"], relations["to"], strict=True)) == edges


@given(networks())
def test_no_smaller_set_than_the_cut_stops_all_paths(drawn):
    made, starts, end = drawn
    paths = ways(made, starts, end)
    found = dominance.minimum_cut(made, starts, end)
    assert all(set(path) & found for path in paths)
    if paths and end not in starts:
        # By Menger's theorem there are as many ways that share nothing but the end.
        rooted = made.copy()
        rooted.add_edges_from(("root", start) for start in starts)
        apart = nx.node_disjoint_paths(rooted, "root", end)
        assert len(found) == len(list(apart))
