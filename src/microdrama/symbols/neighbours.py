"""One concept at a time: what leads to it, and what it leads on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, short
from microdrama.symbols.network import carrying, concepts

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def neighbours(graph: nx.DiGraph) -> pd.DataFrame:
    """Return each concept with what it is related to.

    Returns
    -------
    pandas.DataFrame
        ``concept``, ``name``, ``meaning`` (its definition), ``place`` (from 0, what leads to it
        first), ``side`` (``before`` or ``after``), ``relation``, ``other`` (label),
        ``neighbour`` (id), ``text`` (short name), ``basis``, ``note``, ``quote``, ``related``
        (their number); ``words`` (the quote that brings the concept), and ``leading`` and
        ``following`` (how many concepts ways lead here from, and on to).
    """
    import networkx as nx
    import pandas as pd

    defined, part = concepts().set_index("id"), carrying(graph)
    labels = dict(graph.nodes(data="label"))
    rows = []
    for concept in graph:
        links = [("before", a, link) for a, _, link in graph.in_edges(concept, data=True)]
        links += [("after", b, link) for _, b, link in graph.out_edges(concept, data=True)]
        of_all = {
            "concept": concept,
            "name": labels[concept],
            "meaning": defined.loc[concept, "definition"],
            "words": claim(defined.loc[concept, "claim"]).words,
            "leading": len(nx.ancestors(part, concept)),
            "following": len(nx.descendants(part, concept)),
            "related": len(links),
        }
        for place, (side, other, link) in enumerate(links):
            rows.append(
                {
                    **of_all,
                    "place": place,
                    "side": side,
                    "other": labels[other],
                    "neighbour": other,
                    "relation": link["relation"],
                    "text": short(link["text"]),
                    "basis": link["basis"],
                    "note": link["note"],
                    "quote": claim(link["claim"]).words,
                }
            )
    return pd.DataFrame(rows)
