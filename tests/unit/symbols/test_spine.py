"""The spine: what ways cannot do without, against taking out each concept in turn."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import pytest

from microdrama.symbols import network
from microdrama.symbols.spine import COLUMNS, necessary, spine

STEPS = {"symbol-purification", "narrative-translation", "identity-construction"}


@lru_cache
def framework() -> nx.DiGraph:
    return network.network(["zhao2025"])


@lru_cache
def met_by_all(start: str, end: str) -> set[str]:
    """Return what every path meets: without it there is none."""
    part = network.carrying(framework())
    if not nx.has_path(part, start, end):
        return set()
    between = set(part) - {start, end}
    met = {one for one in between if not nx.has_path(network.without(part, one), start, end)}
    return {start, end} | met


def test_necessary_is_what_every_path_meets_and_the_steps_themselves():
    ends = [end for end in network.outcomes(framework()) if met_by_all("regional-culture", end)]
    expected = STEPS | set(ends)
    for end in ends:
        expected |= met_by_all("regional-culture", end)
    symbols = network.concrete(framework())
    for concept in framework():
        times = sum(
            any(concept in met_by_all(symbol, end) for end in ends)
            for symbol in symbols
            if symbol != concept
        )
        if times >= len(symbols) / 2:
            expected.add(concept)
    assert set(necessary(framework())) == expected


def test_what_can_be_gone_around_is_not_on_the_spine():
    # The text leads over the emotional interface, but never over it alone.
    assert "emotional-interface" not in spine(framework())
    assert "active-agent" in spine(framework())


def test_every_relation_among_them_that_carries_is_kept():
    found, part = spine(framework()), network.carrying(framework())
    assert set(found.edges) == {(a, b) for a, b in part.edges if a in found and b in found}
    assert all(found.edges[edge]["basis"] == part.edges[edge]["basis"] for edge in found.edges)


def test_two_paths_begin_in_regional_culture_and_never_meet_again():
    found = spine(framework())
    path = nx.get_node_attributes(found, "path")
    assert path["regional-culture"] == "both"
    assert set(path.values()) == {"both", "surface", "deep"}
    for a, b in found.edges:
        assert path[a] in (path[b], "both")
        assert found.edges[a, b]["path"] == path[b]
    assert path["dissonant-reception"] == path["mechanical-translation"] == "surface"
    assert path["genuine-identification"] == "deep"


@pytest.mark.parametrize(
    ("concept", "column"),
    [
        ("regional-culture", "Regional symbol"),
        ("surface-signifiers", "Regional symbol"),
        ("symbol-purification", "Purification"),
        ("active-agent", "Narrative translation"),
        ("hybrid-identity", "Identity construction"),
        ("active-understanding", "Outcomes"),
        ("soft-power", "Outcomes"),
    ],
)
def test_a_concept_stands_in_the_column_of_its_step(concept, column):
    assert COLUMNS[spine(framework()).nodes[concept]["column"]] == column


def test_no_relation_leads_back_to_an_earlier_column():
    column = nx.get_node_attributes(spine(framework()), "column")
    assert all(column[a] <= column[b] for a, b in spine(framework()).edges)


def test_another_network_has_its_own_spine():
    # Without the only way into the story nothing of the deep path but its beginning is left.
    part = network.without(framework(), "narrative-translation")
    part = nx.DiGraph(part)
    part.add_node("narrative-translation", **framework().nodes["narrative-translation"])
    found = spine(part)
    assert "hybrid-identity" not in found
    assert "dissonant-reception" in found
