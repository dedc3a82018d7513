"""The claims of five texts as one network: its links, its bridges, what depends on a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claim, short
from microdrama.package import table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: How two texts stand to each other, by the relation of a link between them.
STANCES = {
    "supports": "agree",
    "explains": "agree",
    "operationalises": "agree",
    "recommends": "agree",
    "qualifies": "limit each other",
    "contradicts": "contradict each other",
}


def conversation() -> nx.DiGraph:
    """Return every linked claim and every link, within and across texts.

    Returns
    -------
    networkx.DiGraph
        Claims with ``text`` (key) and ``kind``; links with ``relation``, ``note`` and
        ``across`` (whether they join two texts).
    """
    import networkx as nx

    graph = nx.DiGraph()
    for link in table("links").to_dict("records"):
        start, end = claim(link["from"]), claim(link["to"])
        for node in (start, end):
            graph.add_node(node.id, text=node.source, kind=node.kind)
        graph.add_edge(
            start.id,
            end.id,
            relation=link["relation"],
            note=link["note"],
            across=start.source != end.source,
        )
    return graph


def carrying(graph: nx.DiGraph) -> nx.DiGraph:
    """Return the same claims with only the links that carry a conclusion from one to the other.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`conversation` returns.
    """
    import networkx as nx

    found = nx.DiGraph()
    found.add_nodes_from(graph)
    found.add_edges_from((a, b) for a, b, r in graph.edges(data="relation") if r in CARRYING)
    return found


def links_across(graph: nx.DiGraph) -> pd.DataFrame:
    """Return the links that join two texts.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`conversation` returns.

    Returns
    -------
    pandas.DataFrame
        ``start``, ``end`` (ids), ``one``, ``other`` (statements), ``texts``, ``relation``,
        ``note``.
    """
    import pandas as pd

    rows = []
    for start, end, link in graph.edges(data=True):
        if link["across"]:
            one, other = claim(start), claim(end)
            rows.append(
                {
                    "start": start,
                    "end": end,
                    "one": one.statement,
                    "other": other.statement,
                    "texts": f"{short(one.source)} and {short(other.source)}",
                    "relation": link["relation"],
                    "note": link["note"],
                }
            )
    columns = ["start", "end", "one", "other", "texts", "relation", "note"]
    return pd.DataFrame(rows, columns=columns)


def links_between_texts(graph: nx.DiGraph) -> pd.DataFrame:
    """Count links between texts by relation, whichever way they point.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`conversation` returns.

    Returns
    -------
    pandas.DataFrame
        ``one``, ``other`` (short names, in the order of the texts), ``relation``, ``links``.
    """
    import pandas as pd

    order = {key: place for place, key in enumerate(table("texts")["key"])}
    text = graph.nodes(data="text")
    rows = [
        (*sorted((order[text[start]], order[text[end]])), link["relation"])
        for start, end, link in graph.edges(data=True)
        if link["across"]
    ]
    ends = ["one", "other"]
    counts = pd.DataFrame(rows, columns=[*ends, "relation"]).value_counts([*ends, "relation"])
    counts = counts.sort_index().reset_index(name="links")
    names = {place: short(key) for key, place in order.items()}
    return counts.assign(**{end: counts[end].map(names) for end in ends})


def bridges(
    links: pd.DataFrame, betweenness: Mapping[tuple[str, str], float], most: int = 10
) -> pd.DataFrame:
    """Return the links across texts on which the most shortest ways between claims run.

    Parameters
    ----------
    links : pandas.DataFrame
        What :func:`links_across` returns.
    betweenness : mapping
        What :func:`networkx.edge_betweenness_centrality` returns for the conversation without
        directions.
    most : int
        How many are returned.

    Returns
    -------
    pandas.DataFrame
        The heaviest links first, with ``betweenness`` (share of all shortest ways).
    """
    ends = zip(links["start"], links["end"], strict=True)
    shares = [betweenness.get((a, b), betweenness.get((b, a), 0.0)) for a, b in ends]
    ordered = links.assign(betweenness=shares).sort_values(
        ["betweenness", "start"], ascending=[False, True], kind="stable"
    )
    return ordered.head(most).reset_index(drop=True)


def by_dependents(links: pd.DataFrame, dependents: Sequence[AbstractSet[str]]) -> pd.DataFrame:
    """Return links in the order of what hangs on them, the most advice first.

    Parameters
    ----------
    links : pandas.DataFrame
        Rows of :func:`links_across`.
    dependents : sequence of set of str
        For each link, the claims to which a chain of links leads from either side
        (:func:`networkx.descendants` in :func:`carrying`).

    Returns
    -------
    pandas.DataFrame
        The links with ``hangs`` (how many claims depend on them) and ``advice`` (recommendations
        among those).
    """
    # One of the two may lead to the other; that is the link itself, and nothing hangs on it.
    ends = zip(links["start"], links["end"], strict=True)
    hanging = [names - {*sides} for names, sides in zip(dependents, ends, strict=True)]
    counted = links.assign(
        hangs=list(map(len, hanging)),
        advice=[sum(claim(i).kind == "recommendation" for i in names) for names in hanging],
    )
    return counted.sort_values(
        ["advice", "hangs"], ascending=False, ignore_index=True, kind="stable"
    )
