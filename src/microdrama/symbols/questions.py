"""Questions put to the network: what every path must pass, what a loss cuts off, what holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from microdrama.symbols.network import carrying

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Stands for all starting points at once; no concept has this name.
_START = "∗start"


def _rooted(graph: nx.DiGraph, starts: Iterable[str]) -> nx.DiGraph:
    """Return the carrying part of a network with one node before all starting points."""
    part = carrying(graph)
    part.add_node(_START)
    part.add_edges_from((_START, start) for start in starts if start in graph)
    return part


def gates(graph: nx.DiGraph, starts: Iterable[str], end: str) -> list[str]:
    """Return the concepts that every path from any start to the end must pass.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    starts : iterable of str
        Where paths may begin; those that are not in the network are passed over.
    end : str
        Where they lead.

    Returns
    -------
    list of str
        In the order in which a path meets them, both ends left out; empty if no path exists.

    Notes
    -----
    These are the dominators of the end [1]_, as
    :func:`networkx.algorithms.dominance.immediate_dominators` finds them.

    References
    ----------
    .. [1] K. D. Cooper, T. J. Harvey and K. Kennedy, "A simple, fast dominance algorithm",
       *Software Practice and Experience* 4 (2001) 1-10.
    """
    import networkx as nx

    above = nx.immediate_dominators(_rooted(graph, starts), _START)
    return _chain(above, end)[1:-1]


def _chain(above: Mapping[str, str | None], end: str) -> list[str]:
    """Return the dominators of a node from the top down, the node itself last."""
    chain = [end] if end in above else []
    while chain and above.get(chain[-1]) not in (None, chain[-1]):
        chain.append(above[chain[-1]])
    return chain[::-1]


def cut(graph: nx.DiGraph, starts: Iterable[str], end: str) -> set[str]:
    """Return a smallest set of concepts without which no path leads to the end.

    Starting points may be in it only if they lead to the end directly. Found by
    :func:`networkx.minimum_node_cut`; empty if there is no path.
    """
    import networkx as nx

    part = _rooted(graph, starts)
    if end not in part or not nx.has_path(part, _START, end):
        return set()
    if part.has_edge(_START, end):
        return {end}
    return set(nx.minimum_node_cut(part, _START, end))


def reached(graph: nx.DiGraph, starts: Iterable[str], ends: Iterable[str]) -> set[str]:
    """Return the ends that a path leads to from any start (:func:`networkx.descendants`)."""
    import networkx as nx

    return nx.descendants(_rooted(graph, starts), _START) & set(ends)


def without(graph: nx.DiGraph, concept: str) -> nx.DiGraph:
    """Return a network with one concept taken out."""
    return graph.subgraph(set(graph) - {concept})


def parting(graph: nx.DiGraph, starts: Iterable[str], one: str, other: str) -> list[str]:
    """Return the concepts that all paths to two ends have in common before they part.

    The common beginning of the two chains of dominators; empty if the paths have nothing
    in common that each must pass.
    """
    import networkx as nx

    above = nx.immediate_dominators(_rooted(graph, starts), _START)
    shared = []
    for here, there in zip(_chain(above, one)[:-1], _chain(above, other)[:-1], strict=False):
        if here != there:
            break
        shared.append(here)
    return shared[1:]


def load(graph: nx.DiGraph, starts: Iterable[str], ends: Collection[str]) -> pd.DataFrame:
    """Count, for each relation, the ends that cannot be reached without it.

    Returns
    -------
    pandas.DataFrame
        ``from``, ``to``, ``relation``, ``claim``, ``basis``, ``sentences`` (claims that state
        it), ``ends`` (list) and ``lost`` (their number); only relations that some end rests
        on, the heaviest first.

    Notes
    -----
    Each relation becomes a node of its own, so that dominators find relations as well.
    """
    import networkx as nx
    import pandas as pd

    split = nx.DiGraph()
    split.add_node(_START)
    for a, b in _rooted(graph, starts).edges:
        split.add_edge(a, (a, b))
        split.add_edge((a, b), b)
    above = nx.immediate_dominators(split, _START)
    lost: dict[tuple[str, str], list[str]] = {}
    for end in ends:
        for place in _chain(above, end):
            if isinstance(place, tuple) and place[0] != _START:
                lost.setdefault(place, []).append(end)
    found = [
        {
            "from": a,
            "to": b,
            **{key: graph.edges[a, b][key] for key in ("relation", "claim", "basis", "sentences")},
            "ends": cut_off,
            "lost": len(cut_off),
        }
        for (a, b), cut_off in lost.items()
    ]
    columns = ["from", "to", "relation", "claim", "basis", "sentences", "ends", "lost"]
    frame = pd.DataFrame(found, columns=columns)
    return frame.sort_values(["lost", "sentences"], ascending=[False, True], ignore_index=True)


Finding = Callable[["nx.DiGraph"], bool]


def robustness(
    graph: nx.DiGraph,
    findings: Mapping[str, Finding],
    share: float = 0.1,
    draws: int = 300,
    seed: int = 428,
) -> pd.DataFrame:
    """Ask each finding again of networks that lack some relations.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    findings : mapping of str to callable
        A finding in words, and a function that tells whether a network has it.
    share : float
        Share of the relations that is dropped at random at once.
    draws : int
        Networks drawn so.
    seed : int
        Of the generator.

    Returns
    -------
    pandas.DataFrame
        One row a finding: ``finding``, ``whole`` (all relations), ``stated`` (without our
        reading), ``single`` (share of the networks without one relation that have it),
        ``needed`` (relations whose loss alone overturns it, as text) and ``many`` (share of
        the networks without several).
    """
    import numpy as np
    import pandas as pd

    def holds(kept: Iterable[tuple[str, str]]) -> list[bool]:
        part = graph.edge_subgraph(kept).copy()
        part.add_nodes_from(graph.nodes(data=True))
        return [finding(part) for finding in findings.values()]

    edges = list(graph.edges)
    stated = [(a, b) for a, b, basis in graph.edges(data="basis") if basis == "stated"]
    single = np.array([holds(edge for edge in edges if edge != out) for out in edges])
    rng = np.random.default_rng(seed)
    keep = rng.random((draws, len(edges))) >= share
    many = np.array([holds(e for e, kept in zip(edges, row, strict=True) if kept) for row in keep])
    whole, plain = holds(edges), holds(stated)
    names = dict(graph.nodes(data="label"))
    return pd.DataFrame(
        {
            "finding": list(findings),
            "whole": whole,
            "stated": plain,
            "single": single.mean(axis=0),
            "needed": [
                "; ".join(
                    f"{names[a]} → {names[b]}"
                    for (a, b), same in zip(edges, single[:, place] == whole[place], strict=True)
                    if not same
                )
                for place in range(len(findings))
            ],
            "many": many.mean(axis=0),
        }
    )
