"""What the texts recommend, whom it concerns, and the chain of claims beneath each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claim, claims, short
from microdrama.evidence.verdicts import verdict
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def recommendations() -> pd.DataFrame:
    """Return every recommendation of the five texts.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation: ``id``, ``label``, ``text`` (key), ``whose`` (short name),
        ``claim`` (empty where it is implied), ``part_of``, ``actor`` and ``lever`` (ids),
        ``who`` and ``how`` (their labels), ``problem`` (claim, or empty), ``implied``,
        ``note``.
    """
    frame = table("recommendations")
    labels = {name: table(name).set_index("id")["label"] for name in ("actors", "levers")}
    return frame.assign(
        whose=frame["text"].map(short),
        who=frame["actor"].map(labels["actors"]),
        how=frame["lever"].map(labels["levers"]),
    )


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
    taken = {""}
    for row in table("recommendations").to_dict("records"):
        graph.add_node(row["id"])
        # A part that has no words of its own rests on its own grounds, not on those of the whole.
        if row["claim"] not in taken:
            taken.add(row["claim"])
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


def beneath(recommendation: str, graph: nx.DiGraph | None = None) -> dict[str, int]:
    """Return the claims beneath a recommendation with their distance, the nearest first.

    Parameters
    ----------
    recommendation : str
        Its id.
    graph : networkx.DiGraph, optional
        What :func:`argument` returns.

    Returns
    -------
    dict of str to int
        Claims from which a chain of links leads to it
        (:func:`networkx.single_source_shortest_path_length` on the reversed graph); its own
        claim is left out.
    """
    import networkx as nx

    graph = argument() if graph is None else graph
    back = graph.reverse(copy=False)
    steps = nx.single_source_shortest_path_length(back, recommendation)
    own = {
        recommendation,
        *(a for a, _, d in graph.in_edges(recommendation, data=True) if d["relation"] == "says"),
    }
    return {name: away for name, away in steps.items() if name not in own}


def chains() -> pd.DataFrame:
    """Return, for each recommendation, the claims beneath it with their verdicts.

    Returns
    -------
    pandas.DataFrame
        ``recommendation``, ``claim``, ``statement``, ``kind``, ``number``, ``status``,
        ``away`` (links between the two), ``direct`` (whether it is a direct ground) and
        ``note`` (of the ground). A recommendation with nothing beneath has no row.
    """
    import pandas as pd

    graph = argument()
    found = []
    for recommendation in table("recommendations")["id"]:
        for claim_id, away in beneath(recommendation, graph).items():
            some = claim(claim_id)
            link = graph.get_edge_data(claim_id, recommendation) or {}
            found.append(
                {
                    "recommendation": recommendation,
                    "claim": claim_id,
                    "statement": some.statement,
                    "kind": some.kind,
                    "number": some.number,
                    "status": verdict(claim_id).status,
                    "away": away,
                    "direct": link.get("relation") == "grounds",
                    "note": link.get("note", ""),
                }
            )
    columns = [
        "recommendation",
        "claim",
        "statement",
        "kind",
        "number",
        "status",
        "away",
        "direct",
        "note",
    ]
    return pd.DataFrame(found, columns=columns)


def matrix() -> pd.DataFrame:
    """Count recommendations by actor and lever.

    Returns
    -------
    pandas.DataFrame
        ``who``, ``how``, ``count``, ``labels`` (of the recommendations, as text); only pairs
        that occur.
    """
    frame = recommendations()
    return (
        frame.groupby(["who", "how"], sort=False)["label"]
        .agg(count="size", labels="; ".join)
        .reset_index()
    )


def conflicts() -> pd.DataFrame:
    """Return the pairs of recommendations that cannot both be had in full.

    Returns
    -------
    pandas.DataFrame
        ``about``, ``note``, and for each side ``label``, ``whose`` and ``claim``, ending in
        ``_one`` and ``_other``.
    """
    sides = recommendations().set_index("id")[["label", "whose"]]
    frame = table("conflicts")
    for side in ("one", "other"):
        for column in ("label", "whose"):
            frame[f"{column}_{side}"] = frame[side].map(sides[column])
    return frame


def trials() -> pd.DataFrame:
    """Return where recommendations were already tried, by date.

    Returns
    -------
    pandas.DataFrame
        ``recommendation``, ``label``, ``whose``, ``event``, ``what`` (the event in words),
        ``start`` (date), ``note``.
    """
    sides = recommendations().set_index("id")[["label", "whose"]]
    events = table("events").set_index("id")[["event", "start"]]
    frame = table("trials")
    return frame.assign(
        label=frame["recommendation"].map(sides["label"]),
        whose=frame["recommendation"].map(sides["whose"]),
        what=frame["event"].map(events["event"]),
        start=frame["event"].map(events["start"]),
    ).sort_values("start", ignore_index=True)


def faults() -> list[Fault]:
    """Check what the descriptions of the tables cannot say.

    Returns
    -------
    list of Fault
        Recommendations without a claim that are not implied, or implied with one; parts of
        themselves, of an unknown or of another text's recommendation.
    """
    if "recommendations" not in current().description:
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    found = list(rows("recommendations"))
    text_of = {cells["id"]: cells["text"] for _, _, cells in found}
    known = claims()
    for file, row, cells in found:
        if (cells["implied"] == "true") == bool(cells["claim"]):
            yield Fault(
                file, row, "implied", "is true just where no claim prints the advice; correct it."
            )
        if cells["claim"] in known and known[cells["claim"]].source != cells["text"]:
            yield Fault(file, row, "claim", "is a claim of another text; correct one of the two.")
        whole = cells["part_of"]
        if whole and (whole == cells["id"] or text_of.get(whole) != cells["text"]):
            message = f"“{whole}” is no other recommendation of this text; correct it."
            yield Fault(file, row, "part_of", message)
