"""Where the concepts stand: the spine in columns, the whole network in layers that fit the page."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from microdrama.layered import layered

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from microdrama.layered import Layout, Size

#: Rounds in which surplus concepts move up; the book's network takes three.
_ROUNDS = 12


def in_columns(graph: nx.DiGraph, sizes: Mapping[Hashable, Size], gaps: Size) -> Layout:
    """Lay out a graph from left to right in the columns that its concepts name.

    Parameters
    ----------
    graph : networkx.DiGraph
        Concepts with their ``column``, a whole number.
    sizes : mapping
        Width and height of each box.
    gaps : tuple of float
        Least distance between boxes of a column, and between columns.

    Returns
    -------
    Layout
        A column in which ways run on takes a second layer for every third step.
    """
    import networkx as nx

    place = {}
    columns = nx.get_node_attributes(graph, "column")
    for column in sorted(set(columns.values())):
        part = graph.subgraph(concept for concept in graph if columns[concept] == column)
        for step, concepts in enumerate(nx.topological_generations(part)):
            place.update(dict.fromkeys(concepts, (column, step // 2)))
    ranks = [
        [concept for concept in graph if place[concept] == one]
        for one in sorted(set(place.values()))
    ]
    drawn = nx.DiGraph(graph)
    for a, b in drawn.edges:
        # Within a column a relation should be short: two boxes, one below the other.
        drawn.edges[a, b]["weight"] = 4 if place[a] == place[b] else 1
    for (one, *_), (other, *_) in pairwise(ranks):
        if not drawn.has_edge(one, other):
            drawn.add_edge(one, other, hidden=True)
    node_gap, rank_gap = gaps
    return layered(drawn, sizes, ranks=ranks, node_gap=node_gap, rank_gap=rank_gap)


def in_layers(
    graph: nx.DiGraph, sizes: Mapping[Hashable, Size], gaps: Size, most: int | None = None
) -> Layout:
    """Lay out a graph from top to bottom, with at most so many boxes side by side.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network; every relation decides on layers.
    sizes : mapping
        Width and height of each box.
    gaps : tuple of float
        Least distance between boxes of a layer, and between layers.
    most : int, optional
        Boxes in a layer. Of a layer that has more, concepts to which nothing leads move up,
        those that lead to least first; if there are none, the layer stays as it is.

    Returns
    -------
    Layout
        The layout, the same at every call.
    """
    import networkx as nx

    drawn = nx.DiGraph()
    drawn.add_nodes_from(graph)
    drawn.add_edges_from(graph.edges, minlen=1)
    node_gap, rank_gap = gaps
    for _ in range(_ROUNDS):
        found = layered(drawn, sizes, direction="down", node_gap=node_gap, rank_gap=rank_gap)
        if most is None or not _lift(drawn, _layers(found), most):
            break
    return found


def _layers(layout: Layout) -> pd.Series:
    """Return the layer of each concept, from 1."""
    boxes = layout.boxes.set_index("node")
    return ((boxes["top"] + boxes["bottom"]) / 2).round().rank(method="dense").astype(int)


def _lift(graph: nx.DiGraph, layer: pd.Series, most: int) -> bool:
    """Ask for a longer way down from surplus concepts of full layers; tell whether any is new."""
    asked = False
    for full, count in layer.value_counts().sort_index().items():
        free = [c for c in graph if layer[c] == full and graph.in_degree(c) == 0]
        free.sort(key=graph.out_degree)
        for concept in free[: max(0, count - most)]:
            for other in graph.succ[concept]:
                longer = int(layer[other] - full) + 1
                asked |= longer > graph.edges[concept, other]["minlen"]
                graph.edges[concept, other]["minlen"] = longer
    return asked


def as_paths(layout: Layout) -> pd.DataFrame:
    """Return each line of a layout as one row.

    Parameters
    ----------
    layout : Layout
        The layout.

    Returns
    -------
    pandas.DataFrame
        ``from``, ``to``, ``path`` (the line as a path of SVG, in pixels), and ``head_x``,
        ``head_y`` and ``angle`` of the arrow's tip.
    """
    import pandas as pd

    lines = [
        (*ends, "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points[["x", "y"]].to_numpy()))
        for ends, points in layout.edges.groupby(["from", "to"], sort=False)
    ]
    tips = layout.heads.rename(columns={"x": "head_x", "y": "head_y"}).drop(columns="edge")
    return pd.DataFrame(lines, columns=["from", "to", "path"]).merge(tips, on=["from", "to"])
