"""The spine of the framework: the few concepts that its ways have to pass, and its two paths."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from microdrama.symbols.dominance import dominators
from microdrama.symbols.network import (
    CONSTRUCTION,
    CULTURE,
    PURIFICATION,
    SURFACE,
    TRANSLATION,
    carrying,
    concrete,
    outcomes,
)

if TYPE_CHECKING:
    import networkx as nx

#: The columns of the spine: the framework's three steps, what they begin from and lead to.
COLUMNS = (
    "Regional symbol",
    "Purification",
    "Narrative translation",
    "Identity construction",
    "Outcomes",
)

#: The column of each stage of the network.
_COLUMN = {
    "setting": 0,
    "purification": 1,
    "translation": 2,
    "construction": 3,
    "circulation": 4,
    "outcome": 4,
}

#: Share of the dramas' symbols from which all ways must pass a concept.
_SHARE = 0.5


def necessary(graph: nx.DiGraph) -> list[str]:
    """Return the concepts that a way through the framework cannot do without.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.

    Returns
    -------
    list of str
        In the order of the network: where the framework begins; its three steps; every outcome
        to which a way from there leads; and every concept that *all* ways to one of these
        outcomes pass (its dominators), from there or from half of the symbols that dramas use.
    """
    ends = [end for end in outcomes(graph) if dominators(graph, [CULTURE], end)]
    found = {CULTURE, PURIFICATION, TRANSLATION, CONSTRUCTION, *ends}
    for end in ends:
        found.update(dominators(graph, [CULTURE], end))
    symbols = concrete(graph)
    times = Counter(
        concept
        for symbol in symbols
        for concept in {one for end in ends for one in dominators(graph, [symbol], end)[1:]}
    )
    found.update(one for one, count in times.items() if count >= _SHARE * len(symbols))
    return [concept for concept in graph if concept in found]


def spine(graph: nx.DiGraph) -> nx.DiGraph:
    """Return the necessary concepts with the relations that carry a way among them.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.

    Returns
    -------
    networkx.DiGraph
        As :func:`microdrama.symbols.network.network`; concepts have their ``column`` as well,
        concepts and relations their ``path``: ``surface``, ``deep``, or ``both`` where the two
        have not yet parted.
    """
    import networkx as nx

    part = carrying(graph)
    kept = nx.DiGraph()
    kept.add_nodes_from((concept, dict(graph.nodes[concept])) for concept in necessary(graph))
    kept.add_edges_from(
        (a, b, dict(data)) for a, b, data in part.edges(data=True) if a in kept and b in kept
    )
    surface = {SURFACE} | nx.descendants(part, SURFACE) if SURFACE in part else set()
    for concept, data in kept.nodes(data=True):
        symbol = data["type"] == "symbol"
        data["column"] = 0 if symbol else _COLUMN[data["stage"]]
        data["path"] = "surface" if concept in surface else "deep"
        if concept == CULTURE:
            data["path"] = "both"
    for _, end, data in kept.edges(data=True):
        data["path"] = kept.nodes[end]["path"]
    return kept
