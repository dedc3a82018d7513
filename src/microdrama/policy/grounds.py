"""What lies beneath advice: the claims from which a chain of links leads to a recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claim
from microdrama.evidence.verdicts import verdict
from microdrama.package import table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

_COLUMNS = [
    "recommendation",
    "claim",
    "statement",
    "kind",
    "number",
    "status",
    "confirmed",
    "away",
    "direct",
    "note",
]


def argument() -> nx.DiGraph:
    """Return all claims and recommendations, with the links that carry a conclusion.

    Claims bear on claims as ``links.csv`` says, within one text; claims bear on a
    recommendation as ``grounds.csv`` says, and a printed recommendation stands on its claim.

    Returns
    -------
    networkx.DiGraph
        Claims by id and recommendations by id; edges with ``relation``, ``note``, ``basis``.
    """
    import networkx as nx

    graph = nx.DiGraph()
    for link in table("links").to_dict("records"):
        one, other = claim(link["from"]), claim(link["to"])
        if link["relation"] in CARRYING and one.source == other.source:
            graph.add_edge(
                one.id, other.id, relation=link["relation"], note=link["note"], basis="link"
            )
    printed = {""}
    for row in table("recommendations").to_dict("records"):
        graph.add_node(row["id"])
        # A part that has no words of its own rests on its own grounds, not on those of the whole.
        if row["claim"] not in printed:
            printed.add(row["claim"])
            graph.add_edge(
                row["claim"], row["id"], relation="says", note="The advice itself.", basis="printed"
            )
    for row in table("grounds").to_dict("records"):
        graph.add_edge(
            row["claim"],
            row["recommendation"],
            relation="grounds",
            note=row["note"],
            basis=row["basis"],
        )
    return graph


def distances(recommendation: str, graph: nx.DiGraph) -> dict[str, int]:
    """Return the claims beneath a recommendation with their distance, the nearest first.

    Parameters
    ----------
    recommendation : str
        Its id.
    graph : networkx.DiGraph
        What :func:`argument` returns.

    Returns
    -------
    dict of str to int
        Its ancestors in the graph by the number of links between the two
        (:func:`networkx.single_source_shortest_path_length` on the reversed graph); the claim
        that prints it is left out.
    """
    import networkx as nx

    steps = nx.single_source_shortest_path_length(graph.reverse(copy=False), recommendation)
    itself = {
        recommendation,
        *(
            start
            for start, _, relation in graph.in_edges(recommendation, data="relation")
            if relation == "says"
        ),
    }
    return {name: away for name, away in steps.items() if name not in itself}


def beneath(graph: nx.DiGraph) -> pd.DataFrame:
    """Return, for each recommendation, the claims beneath it with their verdicts.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`argument` returns.

    Returns
    -------
    pandas.DataFrame
        ``recommendation``, ``claim``, ``statement``, ``kind``, ``number``, ``status``,
        ``confirmed`` (whether something outside its text bears it out), ``away`` (links between
        the two), ``direct`` (whether it is a direct ground) and
        ``note`` (of the ground). A recommendation with nothing beneath has no row.
    """
    import pandas as pd

    rows = []
    for recommendation in table("recommendations")["id"]:
        for claim_id, away in distances(recommendation, graph).items():
            ground, ended = claim(claim_id), verdict(claim_id)
            link = graph.get_edge_data(claim_id, recommendation) or {}
            rows.append(
                {
                    "recommendation": recommendation,
                    "claim": claim_id,
                    "statement": ground.statement,
                    "kind": ground.kind,
                    "number": ground.number,
                    "status": ended.status,
                    "confirmed": ended.confirmed,
                    "away": away,
                    "direct": link.get("relation") == "grounds",
                    "note": link.get("note", ""),
                }
            )
    return pd.DataFrame(rows, columns=_COLUMNS)
