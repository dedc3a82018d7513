"""What lies beneath advice: the claims from which a chain of links leads to a recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING, evidence
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
    "evidence",
    "number",
    "status",
    "confirmed",
    "away",
    "under",
    "relation",
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
        ``recommendation``, ``claim``, ``statement``, ``kind``, ``evidence`` (what it offers),
        ``number``, ``status``, ``confirmed`` (whether something outside its text bears it out),
        ``away`` (links between the two), ``under`` (the next claim on a shortest way to the
        recommendation; empty if there is none between), ``relation`` (of the link to it),
        ``direct`` (whether it is a direct ground) and ``note`` (of the ground). A recommendation
        with nothing beneath has no row.
    """
    import pandas as pd

    rows = []
    for recommendation in table("recommendations")["id"]:
        away_from = distances(recommendation, graph)
        for claim_id, away in away_from.items():
            ground, ended = claim(claim_id), verdict(claim_id)
            on = [one for one in graph[claim_id] if away_from.get(one) == away - 1]
            to = min(on, default="") or _end(claim_id, recommendation, graph)
            link = graph.get_edge_data(claim_id, recommendation) or {}
            rows.append(
                {
                    "recommendation": recommendation,
                    "claim": claim_id,
                    "statement": ground.statement,
                    "kind": ground.kind,
                    "evidence": evidence(claim_id),
                    "number": ground.number,
                    "status": ended.status,
                    "confirmed": ended.confirmed,
                    "away": away,
                    "under": min(on, default=""),
                    "relation": graph.edges[claim_id, to]["relation"],
                    "direct": link.get("relation") == "grounds",
                    "note": link.get("note", ""),
                }
            )
    return pd.DataFrame(rows, columns=_COLUMNS)


def _end(claim_id: str, recommendation: str, graph: nx.DiGraph) -> str:
    """Return where a claim reaches a recommendation: it, or the claim that prints it."""
    if graph.has_edge(claim_id, recommendation):
        return recommendation
    return next(
        one
        for one in graph[claim_id]
        if graph.get_edge_data(one, recommendation, {}).get("relation") == "says"
    )


def tree(claims: pd.DataFrame, most: int) -> pd.DataFrame:
    """Order the claims beneath one recommendation as an indented list.

    Each claim stands beneath the claim on which it bears. If there are more than have room, the
    ways to what has a number or a verdict come first, so that a reader sees what is at the end of
    the reasons; then the nearest.

    Parameters
    ----------
    claims : pandas.DataFrame
        Rows of :func:`beneath` for one recommendation.
    most : int
        Claims in the list.

    Returns
    -------
    pandas.DataFrame
        The rows in the order of the list, those without room after them, nearest first, with
        ``place`` (from 0), ``above``: the place of the claim on which it bears, -1 for what
        bears on the recommendation itself, and ``depth``: how many lines stand between, from 1.
    """
    nearest = claims.sort_values(["away", "claim"], kind="stable").set_index("claim", drop=False)
    settling = nearest["number"].ne("") | nearest["status"].ne("not checked")
    under = nearest["under"].to_dict()
    chosen: set[str] = set()
    for name in [*nearest.index[settling], *nearest.index[~settling]]:
        way = set()
        while name:
            way.add(name)
            name = under[name]
        if len(chosen | way) <= most:
            chosen |= way
    order = _downwards(nearest.loc[[name for name in nearest.index if name in chosen], "under"])
    order += [name for name in nearest.index if name not in chosen]
    place = {name: index for index, name in enumerate(order)}
    above = [place.get(under[name], -1) for name in order]
    depth: list[int] = []
    for name in order:
        steps = 1
        while name := under[name]:
            steps += 1
        depth.append(steps)
    listed = nearest.loc[order].reset_index(drop=True)
    return listed.assign(place=range(len(order)), above=above, depth=depth)


def _downwards(under: pd.Series, root: str = "") -> list[str]:
    """Return claims with what bears on each right after it."""
    found = []
    for name in under.index[under == root]:
        found += [name, *_downwards(under, name)]
    return found
