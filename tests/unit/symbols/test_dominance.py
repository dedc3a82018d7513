"""Questions put to a network, against small networks worked out by hand and against brute force."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.symbols import questions


def graph(*edges: tuple[str, str], brakes: tuple[tuple[str, str], ...] = ()) -> nx.DiGraph:
    """Return a network of relations that carry, and perhaps some that do not."""
    made = nx.DiGraph()
    for a, b in edges:
        made.add_edge(
            a, b, relation="produces", carries=True, basis="stated", claim="c", sentences=1
        )
    for a, b in brakes:
        made.add_edge(
            a, b, relation="hinders", carries=False, basis="stated", claim="c", sentences=1
        )
    for name in made:
        made.nodes[name]["label"] = name.upper()
    return made


#  s1 ─► p ─► n ─► h          Every way to h passes p and n.
#  s2 ─► p    n ─► g ◄─ plat  g is reached by the platform, too.
#  s1 ─► m ─► d               The way to d parts at once.
SMALL = graph(
    ("s1", "p"),
    ("s2", "p"),
    ("p", "n"),
    ("n", "h"),
    ("n", "g"),
    ("plat", "g"),
    ("s1", "m"),
    ("m", "d"),
)


def test_gates_are_what_every_path_passes_in_its_order():
    assert questions.gates(SMALL, ["s1", "s2"], "h") == ["p", "n"]
    assert questions.gates(SMALL, ["s1"], "d") == ["s1", "m"]
    assert questions.gates(SMALL, ["s1", "plat"], "g") == []


def test_what_cannot_be_reached_has_no_gates_and_no_cut():
    assert questions.gates(SMALL, ["plat"], "h") == []
    assert questions.cut(SMALL, ["plat"], "h") == set()
    assert questions.gates(SMALL, ["nobody"], "h") == []
    assert questions.gates(SMALL, ["s1"], "nowhere") == []


def test_a_cut_is_a_smallest_set_that_every_path_passes():
    # To g there are two ways without anything in common: by n, and from the platform itself.
    two = graph(("a", "x"), ("a", "y"), ("x", "end"), ("y", "end"), ("b", "y"))
    assert questions.cut(two, ["a", "b"], "end") == {"x", "y"}
    assert len(questions.cut(SMALL, ["s1", "s2"], "h")) == 1


def test_an_end_among_the_starts_can_only_be_cut_itself():
    assert questions.cut(SMALL, ["h"], "h") == {"h"}


def test_brakes_and_explanations_carry_nothing():
    braked = graph(("a", "b"), brakes=(("b", "c"),))
    assert questions.reached(braked, ["a"], ["b", "c"]) == {"b"}


def test_reached_and_without():
    assert questions.reached(SMALL, ["s1", "s2"], ["h", "g", "d"]) == {"h", "g", "d"}
    assert questions.reached(questions.without(SMALL, "n"), ["s1", "s2"], ["h", "g", "d"]) == {"d"}
    assert questions.reached(SMALL, ["plat"], ["h", "g", "d"]) == {"g"}


def test_two_ways_part_at_the_last_concept_that_both_must_pass():
    forked = graph(("s", "a"), ("a", "b"), ("b", "x"), ("b", "y"), ("x", "good"), ("y", "bad"))
    assert questions.parting(forked, ["s"], "good", "bad") == ["s", "a", "b"]
    assert questions.parting(SMALL, ["s1", "s2"], "h", "d") == []


def test_the_load_of_a_relation_is_what_is_lost_without_it():
    load = questions.load(SMALL, ["s1", "s2"], ["h", "g", "d"])
    lost = {(row["from"], row["to"]): set(row["ends"]) for row in load.to_dict("records")}
    assert lost == {
        ("p", "n"): {"h", "g"},
        ("n", "h"): {"h"},
        ("n", "g"): {"g"},
        ("s1", "m"): {"d"},
        ("m", "d"): {"d"},
    }
    assert load["lost"].to_list() == [2, 1, 1, 1, 1]


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
def test_gates_load_and_reach_are_those_of_all_paths_written_out(drawn):
    made, starts, end = drawn
    paths = ways(made, starts, end)
    assert (end in questions.reached(made, starts, [end])) == bool(paths)
    everywhere = set.intersection(*map(set, paths)) - {end} if paths else set()
    assert set(questions.gates(made, starts, end)) == everywhere
    edges = set.intersection(*(set(pairwise(path)) for path in paths)) if paths else set()
    load = questions.load(made, starts, [end])
    assert set(zip(load["from"], load["to"], strict=True)) == edges


@given(networks())
def test_no_smaller_set_than_the_cut_stops_all_paths(drawn):
    made, starts, end = drawn
    paths = ways(made, starts, end)
    found = questions.cut(made, starts, end)
    assert all(set(path) & found for path in paths)
    if paths and end not in starts:
        # By Menger's theorem there are as many ways that share nothing but the end.
        rooted = made.copy()
        rooted.add_edges_from(("root", start) for start in starts)
        apart = nx.node_disjoint_paths(rooted, "root", end)
        assert len(found) == len(list(apart))


FINDINGS = {
    "h is reached": lambda part: "h" in questions.reached(part, ["s1", "s2"], ["h"]),
    "n is a gate": lambda part: "n" in questions.gates(part, ["s1", "s2"], "h"),
}


def test_robustness_asks_every_network_without_one_relation():
    found = questions.robustness(SMALL, FINDINGS, draws=20).set_index("finding")
    # Eight relations; without p → n or n → h nothing reaches h, and then nothing is a gate.
    assert found["single"].to_list() == [6 / 8, 6 / 8]
    assert found.loc["h is reached", "needed"] == "P → N; N → H"
    assert found["whole"].all()
    assert found["many"].between(0, 1).all()


def test_robustness_leaves_out_our_reading():
    read = SMALL.copy()
    read.edges["n", "h"]["basis"] = "our reading"
    found = questions.robustness(read, FINDINGS, draws=2).set_index("finding")
    assert not found["stated"].any()
    assert found["whole"].all()


def test_robustness_is_the_same_for_the_same_seed_and_nothing_is_dropped_at_zero():
    one, other = (questions.robustness(SMALL, FINDINGS, 0.3, 30, 7) for _ in range(2))
    assert one.equals(other)
    assert questions.robustness(SMALL, FINDINGS, 0.0, 3)["many"].to_list() == [1, 1]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_with_everything_dropped_no_finding_holds(share):
    found = questions.robustness(SMALL, FINDINGS, share, 3)
    assert set(found["many"]) == {1 - share}
