"""The network and its spine laid out: concepts as boxes with words, relations as paths."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from microdrama.charts.symbols.network import BOX, GAPS, MOST
from microdrama.charts.symbols.pixels import box_of, head_of, name_in_lines
from microdrama.evidence.ledger import claim
from microdrama.symbols.layout import as_paths, in_layers
from microdrama.symbols.network import concepts, verb

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from microdrama.layered import Layout, Size


def boxes(graph: nx.DiGraph, width: float) -> tuple[dict[str, str], dict[Hashable, Size]]:
    """Return the names of concepts in lines that fit a box, and the size of each box."""
    words = {name: name_in_lines(label, width - 6) for name, label in graph.nodes(data="label")}
    return words, {name: box_of(text, width) for name, text in words.items()}


def whole(graph: nx.DiGraph) -> Layout:
    """Return the whole network laid out; the same network is laid out once."""
    return _whole(tuple(graph.nodes(data="label")), tuple(graph.edges))


@lru_cache(maxsize=8)
def _whole(nodes: tuple[tuple[str, str], ...], edges: tuple[tuple[str, str], ...]) -> Layout:
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from((name, {"label": label}) for name, label in nodes)
    graph.add_edges_from(edges)
    return in_layers(graph, boxes(graph, BOX)[1], GAPS, MOST)


def as_rows(
    graph: nx.DiGraph, layout: Layout, words: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return concepts and relations as rows to draw.

    Returns
    -------
    tuple of pandas.DataFrame
        Concepts: ``concept``, ``label``, ``definition``, ``quote``, ``text``, ``words`` and the
        sides of the box. Relations: ``source``, ``target``, ``said``, ``basis``, ``note``,
        ``quote``, ``text``, ``head`` and the columns of
        :func:`microdrama.symbols.layout.as_paths`.
    """
    import pandas as pd

    defined = concepts().set_index("id")
    nodes = [
        {
            "concept": name,
            "label": data["label"],
            "definition": defined.loc[name, "definition"],
            "quote": claim(defined.loc[name, "claim"]).words,
            "text": data["text"],
            "words": words[name],
        }
        for name, data in graph.nodes(data=True)
    ]
    labels = dict(graph.nodes(data="label"))
    links = [
        {
            "source": a,
            "target": b,
            "said": f"{labels[a]} {verb(data['relation'])} {labels[b]}",
            "basis": data["basis"],
            "note": data["note"],
            "quote": claim(data["claim"]).words,
            "text": data["text"],
            "head": head_of(data["relation"]),
        }
        for a, b, data in graph.edges(data=True)
    ]
    at = layout.boxes.rename(columns={"node": "concept"})
    lines = as_paths(layout).rename(columns={"from": "source", "to": "target"})
    return (
        pd.DataFrame(nodes).merge(at, on="concept"),
        pd.DataFrame(links).merge(lines, on=["source", "target"]),
    )


def network_rows(graph: nx.DiGraph) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return concepts and relations of the whole network as rows to draw."""
    return as_rows(graph, whole(graph), boxes(graph, BOX)[0])
