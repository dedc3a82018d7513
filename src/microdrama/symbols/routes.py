"""Walks as rows to draw: where each piece of a walk stands, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import claim
from microdrama.symbols.layout import as_paths
from microdrama.symbols.network import verb
from microdrama.symbols.walks import STEPS, walk

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from microdrama.layered import Layout

#: Sides of a box, and what is drawn of a relation.
_BOX = ("left", "top", "right", "bottom")
_LINE = ("path", "head_x", "head_y", "angle")


def routes(cases: pd.DataFrame, graph: nx.DiGraph, layout: Layout) -> pd.DataFrame:
    """Return the walks of all cases as rows to draw, once as a first and once as a second drama.

    Parameters
    ----------
    cases : pandas.DataFrame
        Steps of cases, as :func:`microdrama.symbols.walks.steps` returns them.
    graph : networkx.DiGraph
        The network.
    layout : Layout
        Where the concepts of the network stand.

    Returns
    -------
    pandas.DataFrame
        ``role`` (``one`` or ``other``), ``drama``, ``heading`` (its title), ``order``,
        ``part``, ``step``, ``element`` (concept or relation in words), ``note``, ``status``,
        ``quote``; ``left``, ``top``, ``right``, ``bottom`` (the box of a concept, and of a gap
        the box after which the way breaks off), ``path``, ``head_x``, ``head_y``, ``angle`` (of a
        relation) and ``rung``, ``next_rung`` (places in a ladder of the concepts that the walk
        meets).
    """
    import pandas as pd

    boxes = layout.boxes.set_index("node")[list(_BOX)].to_dict("index")
    lines = as_paths(layout).set_index(["from", "to"])[list(_LINE)].to_dict("index")
    nowhere, undrawn = dict.fromkeys(_BOX), dict.fromkeys(_LINE)
    rows = []
    for case, of_case in cases.groupby("case", sort=False):
        steps = {row.order: row for row in of_case.itertuples()}
        pieces = _pieces(of_case, graph)
        rungs = _rungs(pieces)
        for piece in pieces:
            start, end = piece["from"], piece["to"]
            rows.append(
                {
                    "drama": case,
                    **_described(piece, steps[piece["order"]], graph),
                    **(nowhere if piece["part"] == "link" else boxes.get(start, nowhere)),
                    **lines.get((start, end), undrawn),
                    "rung": rungs.get(start),
                    "next_rung": rungs.get(end),
                }
            )
    frame = pd.DataFrame(rows)
    return pd.concat([frame.assign(role="one"), frame.assign(role="other")], ignore_index=True)


def _pieces(of_case: pd.DataFrame, graph: nx.DiGraph) -> list[dict[str, Any]]:
    """Return the pieces of a walk by step, and ``nothing`` for each step that has none.

    A step that is left out has no place in the picture, but it has a row in the table.
    """
    pieces = walk(of_case, graph).to_dict("records")
    present = {piece["order"] for piece in pieces}
    pieces += [
        {"order": order, "part": "nothing", "from": "", "to": ""}
        for order in of_case["order"]
        if order not in present
    ]
    return sorted(pieces, key=lambda piece: piece["order"])


def _rungs(pieces: list[dict[str, Any]]) -> dict[str, int]:
    """Return the place of each concept in the order in which a walk meets them."""
    concepts = dict.fromkeys(
        end
        for piece in pieces
        if piece["part"] != "nothing"
        for end in (piece["from"], piece["to"])
    )
    return {concept: place for place, concept in enumerate(concepts)}


def _described(piece: dict[str, Any], step: Any, graph: nx.DiGraph) -> dict[str, Any]:
    """Return what a table and the sentence say of one piece of a walk."""
    labels = dict(graph.nodes(data="label"))
    start, end, part = piece["from"], piece["to"], piece["part"]
    described = {
        "heading": step.title,
        "order": step.order,
        "part": part,
        "step": STEPS[step.step],
        "element": labels.get(end, "–"),
        "note": "",
        "status": "",
        "quote": "",
    }
    if part in ("concept", "nothing"):
        about = {"note": step.note, "status": step.status, "quote": step.quote}
    elif part == "way":
        about = {"status": "on the way"}
    elif part == "gap":
        between = f"{labels[start]} … {labels[end]}"
        about = {"element": between, "status": "no path in the network"}
    else:
        link = graph.edges[start, end]
        about = {
            "element": f"{labels[start]} {verb(link['relation'])} {labels[end]}",
            "note": link["note"],
            "status": link["basis"],
            "quote": claim(link["claim"]).words,
        }
    return described | about
