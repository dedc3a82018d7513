"""Hypotheses on the structure of the framework, as sentences that any network can be tested on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from microdrama.symbols.dominance import branching, dominators
from microdrama.symbols.network import (
    CULTURE,
    IDENTITY,
    PURIFICATION,
    REACH,
    SURFACE_END,
    TRANSLATION,
    concrete,
    of_type,
    outcomes,
    without,
)
from microdrama.symbols.reachability import reachable
from microdrama.symbols.robustness import Hypothesis

if TYPE_CHECKING:
    import networkx as nx


def _passes(concept: str) -> Hypothesis:
    def hypothesis(graph: nx.DiGraph) -> bool:
        return concept in dominators(graph, concrete(graph), IDENTITY)

    return hypothesis


def _avoids(concept: str) -> Hypothesis:
    def hypothesis(graph: nx.DiGraph) -> bool:
        return IDENTITY in reachable(without(graph, concept), concrete(graph), [IDENTITY])

    return hypothesis


def _survives(outcome: str) -> Hypothesis:
    def hypothesis(graph: nx.DiGraph) -> bool:
        return outcome in reachable(without(graph, TRANSLATION), concrete(graph), [outcome])

    return hypothesis


def _platforms_lead_further(graph: nx.DiGraph) -> bool:
    """Tell whether platforms lead to an outcome that no symbol leads to."""
    ends = outcomes(graph)
    platforms = reachable(graph, of_type(graph, "platform"), ends)
    return REACH in platforms - reachable(graph, concrete(graph), ends)


def _platforms_miss_identity(graph: nx.DiGraph) -> bool:
    return not reachable(graph, of_type(graph, "platform"), [IDENTITY])


def _branches_at_once(graph: nx.DiGraph) -> bool:
    return branching(graph, [CULTURE], IDENTITY, SURFACE_END) == [CULTURE]


#: Each hypothesis in words, with the function that tests a network.
HYPOTHESES: Mapping[str, Hypothesis] = {
    "Every path from a symbol to a hybrid identity passes narrative translation": _passes(
        TRANSLATION
    ),
    "Every such path passes an active narrative agent": _passes("active-agent"),
    "Every such path passes identity negotiation": _passes("identity-negotiation"),
    "Some path reaches a hybrid identity without symbol purification": _avoids(PURIFICATION),
    "Without narrative translation soft power can still be reached": _survives("soft-power"),
    "Platforms alone lead to an outcome that no symbol leads to: reach": _platforms_lead_further,
    "Platforms never lead to a hybrid identity": _platforms_miss_identity,
    "The surface path and the deep path share only regional culture": _branches_at_once,
}
