"""How claims bear on each other: the argument within a text, the conversation between texts.

``data/evidence/links.csv`` keeps one link a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import Claim, claim, tabulate
from microdrama.package import table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Links that carry a conclusion; the others question it.
CARRYING = ("supports", "explains", "operationalises", "recommends")


def argument(ids: list[str]) -> nx.DiGraph:
    """Return the argument among some claims as a directed graph.

    Parameters
    ----------
    ids : list of str
        Claims to include.

    Returns
    -------
    networkx.DiGraph
        One node a claim, one edge a link between two of them with ``relation`` and ``note``.

    Raises
    ------
    UnknownClaimError
        If a claim is unknown.
    """
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from((claim_id, {"claim": claim(claim_id)}) for claim_id in ids)
    for row in table("links").to_dict("records"):
        if row["from"] in graph and row["to"] in graph:
            graph.add_edge(row["from"], row["to"], relation=row["relation"], note=row["note"])
    return graph


def argument_rows(graph: nx.DiGraph) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lay an argument out as a list with arrows that all point down.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`argument` returns; it must not run in circles.

    Returns
    -------
    nodes, edges : pandas.DataFrame
        ``order``, ``claim``, ``text``, ``statement``; and ``start``, ``end`` (orders),
        ``relation``, ``note``, ``track``: arrows on one track do not overlap.

    Raises
    ------
    ValueError
        If the argument runs in a circle.
    """
    import networkx as nx
    import pandas as pd

    place = {claim_id: index for index, claim_id in enumerate(graph)}
    try:
        ids = list(nx.lexicographical_topological_sort(graph, key=place.__getitem__))
    except nx.NetworkXUnfeasible:
        raise ValueError("the argument runs in a circle; take one of its links out") from None
    order = {claim_id: index for index, claim_id in enumerate(ids)}
    nodes = tabulate(ids).rename(columns={"id": "claim"}).assign(order=range(len(ids)))
    edges, ends = [], []
    for start, end, link in sorted(
        ((order[a], order[b], data) for a, b, data in graph.edges(data=True)),
        key=lambda e: (e[1] - e[0], e[0]),
    ):
        track = next(
            (t for t, taken in enumerate(ends) if all(b <= start or end <= a for a, b in taken)),
            len(ends),
        )
        ends[track : track + 1] = [[*(ends[track] if track < len(ends) else []), (start, end)]]
        edges.append({"start": start, "end": end, "track": track, **link})
    return nodes, pd.DataFrame(edges, columns=["start", "end", "track", "relation", "note"])


def argument_table(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Return a laid-out argument in words: one row a link, with both statements."""
    import pandas as pd

    statement = nodes.set_index("order")["statement"]
    return pd.DataFrame(
        {
            "Claim": [statement[start] for start in edges["start"]],
            "Link": edges["relation"].to_list(),
            "Other claim": [statement[end] for end in edges["end"]],
            "Why": edges["note"].to_list(),
        }
    )


def contradictions() -> list[tuple[Claim, Claim, str]]:
    """Return the pairs of claims that cannot both hold, or pull in opposite directions.

    Returns
    -------
    list of (Claim, Claim, str)
        Both claims and why, in the order of the table of links.
    """
    links = table("links")
    rows = links[links["relation"] == "contradicts"].to_dict("records")
    return [(claim(row["from"]), claim(row["to"]), row["note"]) for row in rows]
