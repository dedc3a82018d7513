"""What the framework's network shows: each hypothesis is true of it, and could be false."""

from __future__ import annotations

import networkx as nx
import pytest

from microdrama.symbols import network
from microdrama.symbols.hypotheses import HYPOTHESES

#: Concepts of an invented network, by type; the names are those that the hypothesiss ask for.
TYPES = {
    "regional-culture": "context",
    "teapot": "symbol",
    "custom": "symbol",
    "heirloom": "symbol",
    "symbol-purification": "process",
    "narrative-translation": "process",
    "active-agent": "narrative function",
    "identity-negotiation": "process",
    "hybrid-identity": "outcome",
    "surface-signifiers": "symbol",
    "dissonant-reception": "outcome",
    "shared-anchor": "process",
    "soft-power": "outcome",
    "some-platform": "platform",
    "platform-reach": "outcome",
    "extracted": "process",
}

#: A network of which every hypothesis is true.
TRUE = {
    ("regional-culture", "symbol-purification"),
    ("regional-culture", "surface-signifiers"),
    ("surface-signifiers", "dissonant-reception"),
    ("teapot", "symbol-purification"),
    ("symbol-purification", "narrative-translation"),
    ("custom", "narrative-translation"),
    ("narrative-translation", "active-agent"),
    ("active-agent", "identity-negotiation"),
    ("identity-negotiation", "hybrid-identity"),
    ("heirloom", "shared-anchor"),
    ("shared-anchor", "soft-power"),
    ("some-platform", "platform-reach"),
}

#: For each hypothesis, in its order, relations that are taken out and put in to make it false.
FALSE = [
    # A symbol drives the story without having been translated into it.
    ((), [("teapot", "active-agent")]),
    ((), [("narrative-translation", "identity-negotiation")]),
    ((), [("active-agent", "hybrid-identity")]),
    # The symbol that was not purified leads nowhere any more.
    ([("custom", "narrative-translation")], ()),
    ([("shared-anchor", "soft-power")], [("narrative-translation", "soft-power")]),
    # A symbol brings reach as well.
    ((), [("heirloom", "platform-reach")]),
    ((), [("some-platform", "identity-negotiation")]),
    # Both paths begin with the same step.
    (
        [("regional-culture", "symbol-purification"), ("regional-culture", "surface-signifiers")],
        [
            ("regional-culture", "extracted"),
            ("extracted", "symbol-purification"),
            ("extracted", "surface-signifiers"),
        ],
    ),
]


def made(edges: set[tuple[str, str]], carries: bool = True) -> nx.DiGraph:
    graph = nx.DiGraph()
    for name, kind in TYPES.items():
        graph.add_node(name, type=kind, wanted=True if kind == "outcome" else None)
    graph.add_edges_from(sorted(edges), carries=carries)
    return graph


@pytest.mark.parametrize("hypothesis", HYPOTHESES)
def test_every_hypothesis_is_true_of_the_framework(hypothesis):
    assert HYPOTHESES[hypothesis](network.network([network.FRAMEWORK]))


@pytest.mark.parametrize("hypothesis", HYPOTHESES)
def test_every_hypothesis_is_true_of_the_small_network(hypothesis):
    assert HYPOTHESES[hypothesis](made(TRUE))


@pytest.mark.parametrize(
    ("hypothesis", "change"), list(zip(HYPOTHESES, FALSE, strict=True)), ids=list(HYPOTHESES)
)
def test_every_hypothesis_is_false_of_another_network_and_no_other_is(hypothesis, change):
    out, into = map(set, change)
    assert out <= TRUE
    graph = made((TRUE - out) | into)
    assert {words for words, asked in HYPOTHESES.items() if not asked(graph)} == {hypothesis}


@pytest.mark.parametrize("hypothesis", HYPOTHESES)
def test_a_hypothesis_is_yes_or_no_of_a_network_that_has_lost_every_relation(hypothesis):
    found = HYPOTHESES[hypothesis](made(TRUE, carries=False))
    assert isinstance(found, bool)
    # Nothing leads anywhere, so only what “never” leads there is still true.
    assert found == (hypothesis == "Platforms never lead to a hybrid identity")
