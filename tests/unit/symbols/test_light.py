"""What lights up with what, and what is cut off by what, against searches by hand."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import pytest

from microdrama.symbols import network
from microdrama.symbols.light import WHOLE, darkened, lights, sections


def made(*edges: tuple[str, str], brakes: tuple[tuple[str, str], ...] = ()) -> nx.DiGraph:
    """Return an invented network of relations that carry, and of some that do not."""
    graph = nx.DiGraph()
    for a, b in (*edges, *brakes):
        graph.add_edge(a, b, carries=(a, b) not in brakes)
    nx.set_node_attributes(graph, "outcome", "stage")
    return graph


def names(text: str) -> set[str]:
    assert text.startswith(" ") and text.endswith(" ")
    return set(text.split())


@lru_cache
def whole() -> nx.DiGraph:
    return network.network()


def test_a_concept_lights_up_with_all_that_leads_to_it_or_from_it_and_with_its_brakes():
    graph = made(("a", "b"), ("b", "c"), ("b", "d"), brakes=(("x", "c"),))
    concepts, relations = lights(graph)
    lit = {row.concept: names(row.lit) - {WHOLE, "stage-outcome"} for row in concepts.itertuples()}
    assert lit["c"] == {"a", "b", "c", "x"}
    assert lit["d"] == {"a", "b", "d"}
    # What only holds it up lights up beside it, and nothing before or behind.
    assert lit["x"] == {"x", "c"}
    lines = {
        (row.source, row.target): names(row.lit) - {WHOLE, "stage-outcome"}
        for row in relations.rename(columns={"from": "source", "to": "target"}).itertuples()
    }
    assert lines["a", "b"] == {"a", "b", "c", "d"}
    assert lines["b", "c"] == {"a", "b", "c"}
    assert lines["x", "c"] == {"x", "c"}


def test_everything_lights_up_with_the_whole_and_each_stage_with_its_own():
    concepts, relations = lights(whole())
    assert len(concepts) == len(whole())
    assert len(relations) == whole().number_of_edges()
    assert all(WHOLE in names(lit) for lit in [*concepts["lit"], *relations["lit"]])
    for row in concepts.itertuples():
        stages = {name for name in names(row.lit) if name.startswith("stage-")}
        assert stages == {f"stage-{whole().nodes[row.concept]['stage']}"}


def test_every_stage_is_a_section_with_its_concepts_in_order_of_the_ways():
    found = sections(whole())
    members = [c for name, s in found.items() if name.startswith("stage-") for c in s.concepts]
    assert sorted(members) == sorted(whole())
    part = network.carrying(whole())
    for section in found.values():
        place = {concept: index for index, concept in enumerate(section.concepts)}
        for a, b in part.edges:
            if a in place and b in place:
                assert place[a] < place[b]


def test_the_two_paths_share_their_beginning_and_no_end():
    found = sections(whole())
    surface, deep = (set(found[f"path-{path}"].concepts) for path in ("surface", "deep"))
    assert surface & deep == {"regional-culture"}
    assert {"mechanical-translation", "dissonant-reception"} <= surface
    assert {"high-concentration-symbol", "narrative-translation", "soft-power"} <= deep


def test_a_network_without_the_paths_has_stages_only():
    assert list(sections(made(("a", "b")))) == ["stage-outcome"]


def test_what_is_cut_off_by_what_in_a_small_network():
    # Two ways lead from the symbol to c, one only to d.
    graph = made(("s", "a"), ("s", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("y", "z"))
    concepts, relations = darkened(graph, ["s"])
    cut = {row.concept: names(row.cut) for row in concepts.itertuples() if row.on_a_way}
    assert cut["c"] == {"s", "c"}
    assert cut["d"] == {"s", "c", "c>d", "d"}
    assert cut["a"] == {"s", "s>a", "a"}
    assert set(concepts.loc[~concepts["on_a_way"], "concept"]) == {"y", "z"}
    lines = {(row[1], row[2]): names(row.cut) for row in relations.itertuples() if row.on_a_way}
    assert lines["a", "c"] == {"s", "s>a", "a", "a>c"}


@pytest.mark.parametrize("gone", ["narrative-translation", "active-agent", "jade-teapot"])
def test_what_is_cut_off_is_what_a_search_no_longer_finds(gone):
    graph = network.network(["zhao2025"])
    symbols = network.concrete(graph)
    concepts, _ = darkened(graph, symbols)

    def met(part: nx.DiGraph) -> set[str]:
        starts = [symbol for symbol in symbols if symbol in part]
        return {*starts}.union(*(nx.descendants(part, start) for start in starts))

    carrying = network.carrying(graph)
    before = met(carrying)
    after = met(network.without(carrying, gone))
    assert set(concepts.loc[concepts["on_a_way"], "concept"]) == before
    lost = {row.concept for row in concepts.itertuples() if gone in names(row.cut)}
    assert lost == before - after
