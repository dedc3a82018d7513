"""What paths lead to: outcomes that starting points reach, and what a removal cuts off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from microdrama.symbols.network import carrying, concrete, of_type, outcomes, without

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: One node before all starting points, so that they can be asked about at once; no concept has
#: this name.
ROOT = "∗root"


def rooted(graph: nx.DiGraph, starts: Iterable[str]) -> nx.DiGraph:
    """Return the carrying part of a network with a common root before all starting points."""
    part = carrying(graph)
    part.add_node(ROOT)
    part.add_edges_from((ROOT, start) for start in starts if start in graph)
    return part


def reachable(graph: nx.DiGraph, starts: Iterable[str], ends: Iterable[str]) -> set[str]:
    """Return the ends that a path leads to from any start.

    For several starts what :func:`networkx.descendants` is for one; a start that is an end is
    reached as well.
    """
    import networkx as nx

    return nx.descendants(rooted(graph, starts), ROOT) & set(ends)


def losses(graph: nx.DiGraph) -> pd.DataFrame:
    """Return what each outcome loses with each concept or relation.

    Returns
    -------
    pandas.DataFrame
        One row a removal and outcome: ``removed`` (id), ``kind`` (``nothing``, ``concept`` or
        ``relation``) and ``label`` of what is removed; ``outcome`` (label), ``wanted``;
        ``from_symbol`` and ``from_platform`` (``reached``, ``cut off`` or ``never``);
        ``total`` (outcomes that symbols reach in the whole network) and ``lost`` (labels of those
        that they no longer do). The first rows are of the whole network.
    """
    import pandas as pd

    starts = {"from_symbol": concrete(graph), "from_platform": of_type(graph, "platform")}
    ends = outcomes(graph)
    labels = dict(graph.nodes(data="label"))
    before = {origin: reachable(graph, nodes, ends) for origin, nodes in starts.items()}
    rows = []
    for removed, kind, label, part in _removals(graph, ends):
        after = {origin: reachable(part, nodes, ends) for origin, nodes in starts.items()}
        cut_off = before["from_symbol"] - after["from_symbol"]
        shared = {
            "removed": removed,
            "kind": kind,
            "label": label,
            "total": len(before["from_symbol"]),
            "lost": tuple(labels[end] for end in ends if end in cut_off),
        }
        for end in ends:
            state = {key: _state(end in before[key], end in after[key]) for key in starts}
            outcome = {"outcome": labels[end], "wanted": graph.nodes[end]["wanted"]}
            rows.append({**shared, **outcome, **state})
    return pd.DataFrame(rows)


def _removals(graph: nx.DiGraph, ends: Iterable[str]) -> Iterable[tuple[str, str, str, nx.DiGraph]]:
    """Yield the whole network, then what is left without each concept and each relation."""
    labels = dict(graph.nodes(data="label"))
    yield "none", "nothing", "nothing", graph
    for concept in graph:
        if concept not in ends:
            yield concept, "concept", labels[concept], without(graph, concept)
    for a, b in carrying(graph).edges:
        part = graph.copy()
        part.remove_edge(a, b)
        yield f"{a}>{b}", "relation", f"{labels[a]} → {labels[b]}", part


def _state(before: bool, after: bool) -> str:
    if after:
        return "reached"
    return "cut off" if before else "never"
