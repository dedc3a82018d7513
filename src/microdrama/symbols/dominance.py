"""What every path must pass: dominators, smallest cuts, and the relations that all rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from microdrama.symbols.reachability import ROOT, rooted

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def chain(nearest: Mapping[Any, Any], end: Any) -> list[Any]:
    """Return all dominators of a node, from the start down to the node itself.

    Parameters
    ----------
    nearest : mapping
        The immediate dominator of each node that can be reached, as
        :func:`networkx.immediate_dominators` returns them.
    end : node
        Where paths lead.

    Returns
    -------
    list
        In the order in which a path meets them; empty if no path leads to the end.
    """
    found = [end] if end in nearest else []
    while found and nearest.get(found[-1]) not in (None, found[-1]):
        found.append(nearest[found[-1]])
    return found[::-1]


def dominators(graph: nx.DiGraph, starts: Iterable[str], end: str) -> list[str]:
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
        In the order in which a path meets them, the end left out; empty if no path exists. A
        single start is among them.

    Notes
    -----
    For several starts what :func:`networkx.immediate_dominators` [1]_ is for one.

    References
    ----------
    .. [1] K. D. Cooper, T. J. Harvey and K. Kennedy, "A simple, fast dominance algorithm",
       *Software Practice and Experience* 4 (2001) 1-10.
    """
    import networkx as nx

    return chain(nx.immediate_dominators(rooted(graph, starts), ROOT), end)[1:-1]


def minimum_cut(graph: nx.DiGraph, starts: Iterable[str], end: str) -> set[str]:
    """Return a smallest set of concepts without which no path leads to the end.

    For several starts what :func:`networkx.minimum_node_cut` is for one. Starting points may be
    in it only if they lead to the end directly; empty if there is no path.
    """
    import networkx as nx

    part = rooted(graph, starts)
    if end not in part or not nx.has_path(part, ROOT, end):
        return set()
    if part.has_edge(ROOT, end):
        return {end}
    return set(nx.minimum_node_cut(part, ROOT, end))


def branching(graph: nx.DiGraph, starts: Iterable[str], one: str, other: str) -> list[str]:
    """Return the concepts that all paths to two ends have in common before they branch.

    The common beginning of the two chains of dominators; empty if the paths have nothing
    in common that each must pass.
    """
    import networkx as nx

    nearest = nx.immediate_dominators(rooted(graph, starts), ROOT)
    shared = []
    for here, there in zip(chain(nearest, one)[:-1], chain(nearest, other)[:-1], strict=False):
        if here != there:
            break
        shared.append(here)
    return shared[1:]


def edge_dominators(
    graph: nx.DiGraph, starts: Iterable[str], ends: Collection[str]
) -> pd.DataFrame:
    """Return the relations without which some end cannot be reached.

    Returns
    -------
    pandas.DataFrame
        ``from``, ``to``, ``relation``, ``claim``, ``basis``, ``sentences`` (claims that state
        it), ``ends`` (list of those that rest on it) and ``lost`` (their number), the heaviest
        first.

    Notes
    -----
    Each relation becomes a node of its own, so that dominators find relations as well.
    """
    import networkx as nx
    import pandas as pd

    split = nx.DiGraph()
    split.add_node(ROOT)
    for a, b in rooted(graph, starts).edges:
        split.add_edge(a, (a, b))
        split.add_edge((a, b), b)
    nearest = nx.immediate_dominators(split, ROOT)
    lost: dict[tuple[str, str], list[str]] = {}
    for end in ends:
        for node in chain(nearest, end):
            if isinstance(node, tuple) and node[0] != ROOT:
                lost.setdefault(node, []).append(end)
    columns = ["relation", "claim", "basis", "sentences"]
    found = [
        {"from": a, "to": b, **{key: graph.edges[a, b][key] for key in columns}, "ends": cut_off}
        for (a, b), cut_off in lost.items()
    ]
    frame = pd.DataFrame(found, columns=["from", "to", *columns, "ends"])
    frame["lost"] = frame["ends"].str.len()
    return frame.sort_values(
        ["lost", "sentences"], ascending=[False, True], kind="stable", ignore_index=True
    )
