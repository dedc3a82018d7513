"""The argument of Zhang and Lin as a chain: its steps, who speaks at each, and what is inferred.

``data/creators/chain.csv`` has the steps, ``moves.csv`` how the text goes on from one to another,
and ``voices.csv`` whose statement a claim is, by the words with which the text puts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claims
from microdrama.package import table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Whose argument the chain is.
SOURCE = "zhang2025"

#: Who can speak, in the order in which the argument passes from one to the next.
VOICES = ("literature", "participants", "authors", "nobody named")

#: Claims that a reader can agree with or not; numbers, definitions and methods are left out.
ARGUED = ("finding", "mechanism")


def steps() -> pd.DataFrame:
    """Return the steps of the chain in their order.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``order``, ``label``, ``claim``, ``also`` (a list of further claims), ``quote``
        (of the claim), ``voice`` and ``marker`` (whose statement the claim is, and the words that
        say so), ``support``, ``question``.

    Raises
    ------
    ValueError
        If nobody is said to state the claim of a step.
    """
    frame = table("chain").merge(table("voices"), on="claim", how="left", validate="one_to_one")
    for step in frame.loc[frame["voice"].isna(), "id"]:
        raise ValueError(
            f"data/creators/chain.csv: nobody states the claim of “{step}”; add it to voices.csv."
        )
    frame = frame.assign(
        also=frame["also"].str.split(),
        quote=[claims()[claim_id].quote for claim_id in frame["claim"]],
    )
    return frame.sort_values("order", ignore_index=True)


def moves() -> pd.DataFrame:
    """Return how the text goes on: ``start``, ``end`` (steps), ``words`` (verbatim)."""
    return table("moves")


def voices() -> pd.DataFrame:
    """Return whose statement each argued claim of the text is.

    Returns
    -------
    pandas.DataFrame
        ``claim``, ``kind``, ``voice``, ``marker``; findings and mechanisms only, in the order of
        the ledger.
    """
    argued = {one.id: one.kind for one in claims().values() if one.kind in ARGUED}
    frame = table("voices")
    frame = frame[frame["claim"].isin(argued)].assign(kind=frame["claim"].map(argued))
    order = {claim_id: place for place, claim_id in enumerate(argued)}
    frame = frame.sort_values("claim", key=lambda column: column.map(order), ignore_index=True)
    return frame[["claim", "kind", "voice", "marker"]]


def speakers() -> pd.DataFrame:
    """Return whose statement each claim is that the chain draws on: the whole table."""
    return table("voices")


def by_voice(spoken: pd.DataFrame) -> pd.Series:
    """Count claims by who states them, in the order of :data:`VOICES`; nobody is left out."""
    return spoken["voice"].value_counts().reindex(list(VOICES), fill_value=0)


def argument() -> nx.DiGraph:
    """Return the carrying links among the claims of the text, from ground to what it carries."""
    import networkx as nx

    own = [one.id for one in claims().values() if one.source == SOURCE]
    graph = nx.DiGraph()
    graph.add_nodes_from(own)
    graph.add_edges_from(
        (row["from"], row["to"])
        for row in table("links").to_dict("records")
        if row["relation"] in CARRYING and row["from"] in graph and row["to"] in graph
    )
    return graph


def inferences(graph: nx.DiGraph, spoken: pd.DataFrame) -> pd.DataFrame:
    """Return how many links lie between what participants say and every other argued claim.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`argument` returns.
    spoken : pandas.DataFrame
        What :func:`voices` returns.

    Returns
    -------
    pandas.DataFrame
        ``spoken`` with ``links``: the length of the shortest chain of links from a claim that
        participants state; 0 for their own, missing where no chain leads there.
    """
    import networkx as nx

    theirs = set(spoken.loc[spoken["voice"] == "participants", "claim"])
    reached = nx.multi_source_dijkstra_path_length(graph, theirs) if theirs else {}
    return spoken.assign(links=spoken["claim"].map(reached).astype("Int64"))
