"""What the framework's network shows, as sentences that other networks may be asked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from microdrama.symbols.network import concrete, of_type, outcomes
from microdrama.symbols.questions import Finding, gates, parting, reached, without

if TYPE_CHECKING:
    import networkx as nx

#: Where the framework's three steps and its end stand in the network.
PURIFICATION, TRANSLATION, CONSTRUCTION = (
    "symbol-purification",
    "narrative-translation",
    "identity-construction",
)
END, CULTURE, REACH = "hybrid-identity", "regional-culture", "platform-reach"

#: Where the path of surface signs ends.
SURFACE_END = "dissonant-reception"


def _passes(concept: str) -> Finding:
    def finding(graph: nx.DiGraph) -> bool:
        return concept in gates(graph, concrete(graph), END)

    return finding


def _avoids(concept: str) -> Finding:
    def finding(graph: nx.DiGraph) -> bool:
        return END in reached(without(graph, concept), concrete(graph), [END])

    return finding


def _survives(outcome: str) -> Finding:
    def finding(graph: nx.DiGraph) -> bool:
        return outcome in reached(without(graph, TRANSLATION), concrete(graph), [outcome])

    return finding


def _alone(graph: nx.DiGraph) -> bool:
    """Tell whether platforms lead to an outcome that no symbol leads to."""
    ends = outcomes(graph)
    platforms = reached(graph, of_type(graph, "platform"), ends)
    return REACH in platforms - reached(graph, concrete(graph), ends)


def _not_to_identity(graph: nx.DiGraph) -> bool:
    return not reached(graph, of_type(graph, "platform"), [END])


def _part_at_once(graph: nx.DiGraph) -> bool:
    return parting(graph, [CULTURE], END, SURFACE_END) == [CULTURE]


#: Each finding in words, with the function that asks a network for it.
FINDINGS: Mapping[str, Finding] = {
    "Every path from a symbol to a hybrid identity passes narrative translation": _passes(
        TRANSLATION
    ),
    "Every such path passes an active narrative agent": _passes("active-agent"),
    "Every such path passes identity negotiation": _passes("identity-negotiation"),
    "Some path reaches a hybrid identity without symbol purification": _avoids(PURIFICATION),
    "Without narrative translation soft power can still be reached": _survives("soft-power"),
    "Platforms alone lead to an outcome that no symbol leads to: reach": _alone,
    "Platforms never lead to a hybrid identity": _not_to_identity,
    "The surface path and the deep path share only regional culture": _part_at_once,
}
