"""One concept at a time: what leads to it, and what it leads on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, short
from microdrama.symbols.network import concepts

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def neighbours(graph: nx.DiGraph) -> pd.DataFrame:
    """Return each concept with what it is related to.

    Returns
    -------
    pandas.DataFrame
        ``concept``, ``name``, ``meaning`` (its definition), ``place`` (from 0, what leads to it
        first), ``side`` (``before`` or ``after``), ``relation``, ``other`` (label), ``text``
        (short name), ``basis``, ``note``, ``quote`` and ``related`` (their number).
    """
    import pandas as pd

    meanings = concepts().set_index("id")["definition"]
    labels = dict(graph.nodes(data="label"))
    rows = []
    for concept in graph:
        links = [("before", a, link) for a, _, link in graph.in_edges(concept, data=True)]
        links += [("after", b, link) for _, b, link in graph.out_edges(concept, data=True)]
        for place, (side, other, link) in enumerate(links):
            rows.append(
                {
                    "concept": concept,
                    "name": labels[concept],
                    "meaning": meanings[concept],
                    "place": place,
                    "side": side,
                    "other": labels[other],
                    "relation": link["relation"],
                    "text": short(link["text"]),
                    "basis": link["basis"],
                    "note": link["note"],
                    "quote": claim(link["claim"]).words,
                    "related": len(links),
                }
            )
    return pd.DataFrame(rows)
