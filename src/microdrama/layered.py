"""A directed graph in layers: boxes of given sizes, and lines that go around them.

Graphviz's *dot* lays out, and its *neato* leads a line anew that *dot* has led behind a box.
The package pygraphviz carries both, so nothing has to be installed beside it. Every size is the
caller's, so no font is ever asked for, and a layout takes milliseconds. Positions are pixels from
the upper left corner, x to the right and y downwards, as in a chart.
"""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

Size = tuple[float, float]
Edge = tuple[Hashable, Hashable]

#: Graphviz measures boxes in inches and everything else in points; a point is a pixel here.
_INCH = 72

#: Length of Graphviz's arrowhead at size one.
_HEAD = 10

#: Pixels that a line which is led anew keeps from boxes.
_CLEARANCE = 3

#: Pixels by which a line that is drawn in straight pieces may leave its curve.
_FLAT = 0.2

#: Pixels that a line may touch of a box without running behind it: Graphviz rounds.
TOUCH = 1.0


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in pixels.

    Parameters
    ----------
    boxes : pandas.DataFrame
        One row a node: ``node``, ``left``, ``top``, ``right``, ``bottom``.
    edges : pandas.DataFrame
        One row a point of a line: ``edge`` (place in the order of ``graph.edges``), ``from``,
        ``to``, ``point`` (order along the line), ``x``, ``y``. Straight pieces between these points
        leave the curve by a fraction of a pixel. The line ends where its arrowhead begins.
    heads : pandas.DataFrame
        One row a line: ``edge``, ``from``, ``to``, ``x`` and ``y`` of the arrow's tip, and
        ``angle``, in degrees clockwise from pointing right.
    groups : pandas.DataFrame
        One row a group: ``group``, ``left``, ``top``, ``right``, ``bottom``.
    labels : pandas.DataFrame
        One row a line with a label: ``edge``, ``from``, ``to``, ``x`` and ``y`` of its middle.
    width, height : float
        Extent of the whole.
    """

    boxes: pd.DataFrame
    edges: pd.DataFrame
    heads: pd.DataFrame
    groups: pd.DataFrame
    labels: pd.DataFrame
    width: float
    height: float


def layered(
    graph: nx.DiGraph,
    sizes: Mapping[Hashable, Size],
    *,
    direction: Literal["right", "down"] = "right",
    groups: Mapping[str, Sequence[Hashable]] | None = None,
    ranks: Sequence[Sequence[Hashable]] | None = None,
    labels: Mapping[Edge, Size] | None = None,
    node_gap: float = 18,
    rank_gap: float = 48,
    group_padding: float = 8,
    group_header: float = 0,
    head: float = 8,
) -> Layout:
    """Lay out a directed graph, circles and all, the same at every call.

    Parameters
    ----------
    graph : networkx.DiGraph
        Of the attributes of its edges, ``weight`` (how short and straight; 1 if missing),
        ``minlen`` (fewest layers to cross; 1), ``constraint`` (``False``: does not decide on
        layers) and ``hidden`` (``True``: decides on layers and is not drawn) are heeded.
    sizes : mapping
        Width and height of the box of each node.
    direction : {"right", "down"}
        Where lines lead.
    groups : mapping of str to sequence of nodes, optional
        Nodes that stand together, in a rectangle that holds no others; an empty group has none.
    ranks : sequence of sequences of nodes, optional
        Nodes that stand in the same layer.
    labels : mapping of edge to size, optional
        Room kept beside a line for words.
    node_gap, rank_gap : float
        Least distance between boxes of a layer, and between layers.
    group_padding, group_header : float
        Room around the boxes of a group, and above them for its name.
    head : float
        Length of an arrowhead.

    Returns
    -------
    Layout
        Positions of boxes, lines, arrowheads, groups and labels.

    Raises
    ------
    ValueError
        If the graph is empty, a node has no size or is in two groups, or a group, a rank or a
        label names what is not in the graph.

    References
    ----------
    E. R. Gansner, E. Koutsofios, S. C. North and K.-P. Vo, "A technique for drawing directed
    graphs", *IEEE Transactions on Software Engineering* 19 (1993) 214-230.
    """
    groups = {group: nodes for group, nodes in (groups or {}).items() if nodes}
    ranks, labels = ranks or [], labels or {}
    _check(graph, sizes, groups, ranks, labels)
    if not len(graph):
        raise ValueError("there is nothing to lay out")
    name = {node: f"n{index}" for index, node in enumerate(graph)}
    drawing = _drawing(name, sizes)
    drawing.graph_attr.update(
        rankdir="LR" if direction == "right" else "TB",
        newrank="true",  # layers go through groups, so that lines lead on through them
        nodesep=node_gap / _INCH,
        ranksep=rank_gap / _INCH,
    )
    _add_edges(drawing, graph, name, labels, head)
    for index, group in enumerate(groups.values()):
        drawing.add_subgraph(
            [name[node] for node in group],
            name=f"cluster_{index}",
            margin=group_padding,
            label=_room((1, group_header) if group_header else None),
        )
    for index, rank in enumerate(ranks):
        drawing.add_subgraph([name[node] for node in rank], name=f"rank_{index}", rank="same")
    drawn = _drawn(drawing, "dot")
    middles, lines = _middles(drawn, name), _lines(drawn, name)
    frames = _frames(drawn, groups)
    layout = _layout(graph, sizes, labels, middles, lines, frames)
    astray = list(dict.fromkeys(edge for edge, _ in _behind(layout)))
    if astray:
        lines |= _led_around(astray, middles, sizes, labels, head)
        layout = _layout(graph, sizes, labels, middles, lines, frames)
    return layout


def _check(
    graph: nx.DiGraph,
    sizes: Mapping[Hashable, Size],
    groups: Mapping[str, Sequence[Hashable]],
    ranks: Sequence[Sequence[Hashable]],
    labels: Mapping[Edge, Size],
) -> None:
    """Raise if something is named that the graph has not, or a node lacks its size."""
    bare = [node for node in graph if node not in sizes]
    if bare:
        raise ValueError(f"no size is given for {', '.join(map(str, bare))}")
    for what, lists in (("a group", groups.values()), ("a rank", ranks)):
        unknown = [node for nodes in lists for node in nodes if node not in graph]
        if unknown:
            raise ValueError(f"{what} names {', '.join(map(str, unknown))}: no node of the graph")
    grouped = [node for nodes in groups.values() for node in nodes]
    twice = [node for node in dict.fromkeys(grouped) if grouped.count(node) > 1]
    if twice:
        raise ValueError(f"more than one group names {', '.join(map(str, twice))}")
    missing = [edge for edge in labels if not graph.has_edge(*edge)]
    if missing:
        raise ValueError(f"a label is for {missing[0]}: no edge of the graph")


def _drawing(name: Mapping[Hashable, str], sizes: Mapping[Hashable, Size]) -> Any:
    """Return boxes for Graphviz to arrange, in which nothing is ever written."""
    import pygraphviz

    drawing = pygraphviz.AGraph(directed=True, strict=False, splines="true")
    drawing.node_attr.update(shape="box", fixedsize="true", label="")
    for node, label in name.items():
        width, height = sizes[node]
        drawing.add_node(label, width=width / _INCH, height=height / _INCH)
    return drawing


def _add_edges(
    drawing: Any,
    graph: nx.DiGraph,
    name: Mapping[Hashable, str],
    labels: Mapping[Edge, Size],
    head: float,
) -> None:
    """Add the edges of a graph with what decides on layers."""
    for start, end, data in graph.edges(data=True):
        drawing.add_edge(
            name[start],
            name[end],
            arrowsize=head / _HEAD,
            style="invis" if data.get("hidden") else "solid",
            weight=data.get("weight", 1),
            minlen=data.get("minlen", 1),
            constraint="true" if data.get("constraint", True) else "false",
            label=_room(labels.get((start, end))),
        )


def _drawn(drawing: Any, program: str) -> dict[str, Any]:
    """Return what one of Graphviz's programs makes of a drawing."""
    return json.loads(drawing.draw(format="json0", prog=program))


def _room(size: Size | None) -> str:
    """Return a label of a size without a letter, so that no font is looked for."""
    if size is None:
        return ""
    width, height = (max(1, math.ceil(pixels)) for pixels in size)
    return (
        f'<<TABLE FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}" BORDER="0" CELLPADDING="0" '
        'CELLSPACING="0" CELLBORDER="0"><TR><TD></TD></TR></TABLE>>'
    )


def _middles(drawn: Mapping[str, Any], name: Mapping[Hashable, str]) -> dict[Hashable, np.ndarray]:
    """Return the middle of each box, as Graphviz counts: upwards."""
    at = {one["name"]: one["pos"] for one in drawn["objects"] if "pos" in one}
    return {node: _point(at[label]) for node, label in name.items()}


def _frames(
    drawn: Mapping[str, Any], groups: Mapping[str, Sequence[Hashable]]
) -> dict[str, np.ndarray]:
    """Return the lower left and the upper right corner of each group."""
    at = {one["name"]: one["bb"] for one in drawn["objects"] if "bb" in one}
    return {
        group: _point(at[f"cluster_{index}"]).reshape(2, 2) for index, group in enumerate(groups)
    }


def _lines(drawn: Mapping[str, Any], name: Mapping[Hashable, str]) -> dict[Edge, _Line]:
    """Return the line of each edge that is drawn."""
    number = {one["name"]: one["_gvid"] for one in drawn["objects"]}
    node = {number[label]: node for node, label in name.items()}
    return {
        (node[edge["tail"]], node[edge["head"]]): _Line.read(edge)
        for edge in drawn.get("edges", [])
        if edge.get("style") != "invis"
    }


def _led_around(
    edges: Sequence[Edge],
    middles: Mapping[Hashable, np.ndarray],
    sizes: Mapping[Hashable, Size],
    labels: Mapping[Edge, Size],
    head: float,
) -> dict[Edge, _Line]:
    """Lead some lines anew around boxes that stay where they are.

    Groups at times make *dot* lead a line behind a box. The router of *neato* takes boxes as
    obstacles [1]_; its lines hug corners, so it gets only what *dot* has led astray.

    References
    ----------
    .. [1] D. P. Dobkin, E. R. Gansner, E. Koutsofios and S. C. North, "Implementing a
       general-purpose edge router", *Graph Drawing* (1997) 262-271.
    """
    name = {node: f"n{index}" for index, node in enumerate(middles)}
    drawing = _drawing(name, sizes)
    drawing.graph_attr["esep"] = f"+{_CLEARANCE}"
    for node, (x, y) in middles.items():
        drawing.get_node(name[node]).attr["pos"] = f"{x},{y}"
    for start, end in edges:
        room = _room(labels.get((start, end)))
        drawing.add_edge(name[start], name[end], arrowsize=head / _HEAD, label=room)
    drawn = _drawn(drawing, "nop2")
    first = next(iter(middles))
    shift = middles[first] - _middles(drawn, name)[first]
    return {edge: line.moved(shift) for edge, line in _lines(drawn, name).items()}


def _layout(
    graph: nx.DiGraph,
    sizes: Mapping[Hashable, Size],
    labels: Mapping[Edge, Size],
    middles: Mapping[Hashable, np.ndarray],
    lines: Mapping[Edge, _Line],
    frames: Mapping[str, np.ndarray],
) -> Layout:
    """Return everything as tables, downwards from an upper left corner at (0, 0)."""
    import numpy as np
    import pandas as pd

    corners = {node: _around(at, sizes[node]) for node, at in middles.items()}
    curves = {edge: _sampled(lines[edge].control) for edge in graph.edges if edge in lines}
    rooms = [_around(lines[edge].label, labels[edge]) for edge in labels if edge in lines]
    every = np.vstack([*corners.values(), *frames.values(), *curves.values(), *rooms])
    (left, floor), (right, ceiling) = every.min(axis=0), every.max(axis=0)

    def place(points: np.ndarray) -> list[list[float]]:
        return (np.round((points - [left, ceiling]) * [1, -1], 2) + 0.0).tolist()

    def rectangles(what: str, all_of: Mapping[Hashable, np.ndarray]) -> pd.DataFrame:
        placed = ((one, *place(box)) for one, box in all_of.items())
        rows = [(one, x, y2, x2, y) for one, (x, y), (x2, y2) in placed]
        return pd.DataFrame(rows, columns=[what, "left", "top", "right", "bottom"])

    points, heads, words = [], [], []
    for index, edge in enumerate(graph.edges):
        if edge not in lines:
            continue
        known, line = (index, *edge), place(curves[edge])
        points += [(*known, order, *point) for order, point in enumerate(line)]
        ((x, y),) = place(lines[edge].tip[None])
        angle = math.degrees(math.atan2(y - line[-1][1], x - line[-1][0]))
        heads.append((*known, x, y, round(angle, 1)))
        if lines[edge].label is not None:
            words.append((*known, *place(lines[edge].label[None])[0]))
    known = ["edge", "from", "to"]
    return Layout(
        boxes=rectangles("node", corners),
        edges=pd.DataFrame(points, columns=[*known, "point", "x", "y"]),
        heads=pd.DataFrame(heads, columns=[*known, "x", "y", "angle"]),
        groups=rectangles("group", frames),
        labels=pd.DataFrame(words, columns=[*known, "x", "y"]),
        width=float(right - left),
        height=float(ceiling - floor),
    )


def _around(middle: np.ndarray, size: Size) -> np.ndarray:
    """Return the lower left and the upper right corner of a rectangle."""
    import numpy as np

    half = np.array(size) / 2
    return np.array([middle - half, middle + half])


def _point(text: str) -> np.ndarray:
    """Read a place, or the corners of a rectangle, as Graphviz writes it."""
    import numpy as np

    return np.array([float(number) for number in text.split(",")])


class _Line(NamedTuple):
    """A curve of cubic Bézier pieces, the tip of its arrow, the middle of its label."""

    control: np.ndarray
    tip: np.ndarray
    label: np.ndarray | None

    @classmethod
    def read(cls, edge: Mapping[str, str]) -> _Line:
        """Read the line of an edge as Graphviz writes it."""
        import numpy as np

        tip, *control = edge["pos"].split()
        label = _point(edge["lp"]) if "lp" in edge else None
        return cls(np.vstack([_point(at) for at in control]), _point(tip.removeprefix("e,")), label)

    def moved(self, shift: np.ndarray) -> _Line:
        """Return the line elsewhere."""
        label = None if self.label is None else self.label + shift
        return _Line(self.control + shift, self.tip + shift, label)


def _sampled(control: np.ndarray) -> np.ndarray:
    """Return points on a curve of cubic Bézier pieces, as many as it needs to look smooth.

    How many a piece needs follows from its second differences (Wang's formula).
    """
    import numpy as np

    points = [control[:1]]
    for start in range(0, len(control) - 1, 3):
        piece = control[start : start + 4]
        bend = np.linalg.norm(np.diff(piece, 2, axis=0), axis=1).max()
        t = np.linspace(0, 1, max(1, math.ceil(math.sqrt(0.75 * bend / _FLAT))) + 1)[1:, None]
        weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
        points.append(weights @ piece)
    return np.vstack(points)


def overlaps(layout: Layout) -> int:
    """Count how often a line runs behind a box at which it neither starts nor ends.

    Parameters
    ----------
    layout : Layout
        The layout.

    Returns
    -------
    int
        Pairs of a line and a box.
    """
    return len(_behind(layout))


def _behind(layout: Layout) -> list[tuple[Edge, Hashable]]:
    """Return the lines that run behind boxes, with these boxes."""
    import numpy as np

    boxes = layout.boxes[["left", "top", "right", "bottom"]].to_numpy(dtype=float)
    inner = boxes + TOUCH * np.array([1, 1, -1, -1])
    nodes = list(layout.boxes["node"])
    return [
        (edge, node)
        for edge, line in _whole(layout)
        for node, behind in zip(nodes, _enters(line, inner), strict=True)
        if behind and node not in edge
    ]


def _whole(layout: Layout) -> Iterator[tuple[Edge, np.ndarray]]:
    """Yield each edge with the points of its line, the tip of its arrow included."""
    import numpy as np

    # Arrays rather than groups of a table: a picture may try many layouts.
    numbers, points = (layout.edges[columns].to_numpy() for columns in ("edge", ["x", "y"]))
    lines = np.split(points, np.flatnonzero(np.diff(numbers)) + 1) if len(points) else []
    heads = layout.heads
    ends = zip(heads["from"], heads["to"], strict=True)
    tips = heads[["x", "y"]].to_numpy()[:, None]
    for edge, line, tip in zip(ends, lines, tips, strict=True):
        yield edge, np.vstack([line, tip])


def _enters(line: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Tell for each box whether a line has a part within it (Liang and Barsky's clipping)."""
    import numpy as np

    start, step = line[:-1, None, :], np.diff(line, axis=0)[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (boxes[None, :, :2] - start) / step, (boxes[None, :, 2:] - start) / step
    # A piece that does not move along an axis is within the box on that axis or never.
    still = np.broadcast_to(step == 0, one.shape)
    within = (start > boxes[None, :, :2]) & (start < boxes[None, :, 2:])
    enter = np.where(still, np.where(within, -np.inf, np.inf), np.minimum(one, other))
    leave = np.where(still, np.where(within, np.inf, -np.inf), np.maximum(one, other))
    first, last = np.maximum(enter.max(axis=2), 0), np.minimum(leave.min(axis=2), 1)
    return (first < last).any(axis=0)


def crossings(layout: Layout) -> int:
    """Count where two lines cross; those that meet at a box do not cross there.

    Parameters
    ----------
    layout : Layout
        The layout.

    Returns
    -------
    int
        Points at which one line crosses another.
    """
    lines = [line for _, line in _whole(layout)]
    return sum(_crossed(one, other) for one, other in combinations(lines, 2))


def _crossed(one: np.ndarray, other: np.ndarray) -> int:
    """Count the pairs of straight pieces of two lines that cross."""
    import numpy as np

    if (one.max(axis=0) < other.min(axis=0)).any() or (other.max(axis=0) < one.min(axis=0)).any():
        return 0
    a, b = one[:-1, None], one[1:, None]
    c, d = other[None, :-1], other[None, 1:]

    def side(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> np.ndarray:
        return (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )

    apart = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
    return int(np.count_nonzero(apart))
