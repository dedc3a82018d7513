"""The map of an argument: premises above, conclusion below, and what each claim offers."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts import layered as draw
from microdrama.charts.layered import LINE, NO_AXIS, PADDING, length, wrapped
from microdrama.charts.theme import PALETTE, TEXT_COLOURS, VERDICT_COLOURS
from microdrama.layered import Layout, layered

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from microdrama.layered import Edge, Size

    Words = dict[Edge, str]

#: What carries a conclusion is quiet; what questions it has a colour of its own.
RELATION_COLOURS = {
    "supports": PALETTE["grey"],
    "explains": PALETTE["grey"],
    "operationalises": PALETTE["grey"],
    "recommends": PALETTE["grey"],
    "": PALETTE["grey"],
    "qualifies": PALETTE["ochre"],
    "contradicts": PALETTE["vermilion"],
}

#: What a line ends in; the others end in an arrow, and a premise that is joined in nothing.
RELATION_HEADS = {"qualifies": "diamond", "contradicts": "bar", "": "none"}

#: The word beside a line; a plain arrow supports.
RELATION_WORDS = {
    "supports": "",
    "explains": "explains",
    "operationalises": "spells out",
    "recommends": "speaks for",
    "qualifies": "qualifies",
    "contradicts": "contradicts",
    "": "",
}

#: The same before a premise that stands beneath its conclusion.
_BENEATH = RELATION_WORDS | {"supports": "supports", "joined": "jointly"}

#: The mark of each kind of evidence: a number sign, a speech bubble, a frame of film, a signpost,
#: and lines of words.
EVIDENCE_MARKS = {
    "number": (
        "M-0.5,-1L-0.2,-1L-0.5,1L-0.8,1ZM0.5,-1L0.8,-1L0.5,1L0.2,1Z"
        "M-0.9,-0.55L1,-0.55L1,-0.25L-0.9,-0.25ZM-1,0.25L0.9,0.25L0.9,0.55L-1,0.55Z"
    ),
    "interviews": "M-1,-0.9L1,-0.9L1,0.4L-0.1,0.4L-0.6,1L-0.6,0.4L-1,0.4Z",
    "case": "M-1,-0.8L1,-0.8L1,0.8L-1,0.8ZM-0.6,-0.4L-0.6,0.4L0.6,0.4L0.6,-0.4Z",
    "advice": "M-1,-0.6L0.3,-0.6L1,0L0.3,0.6L-1,0.6Z",
    "assertion": (
        "M-1,-0.8L1,-0.8L1,-0.5L-1,-0.5ZM-1,-0.15L1,-0.15L1,0.15L-1,0.15Z"
        "M-1,0.5L0.3,0.5L0.3,0.8L-1,0.8Z"
    ),
}

#: Pixels of small type, of a line of it, and of the mark before it.
_SMALL, _SMALL_LINE, _MARK = 11, 14, 16

#: Widths of boxes that are tried, the widest that has room is taken; and of the whole, its rim.
_WIDTHS = (320, 290, 260, 230, 210, 190, 172, 158, 146, 136, 124)
_RIM = 8

#: Pixels between two layers of boxes, or between a layer and the words beside the lines from it.
_GAP = 26

#: Pixels between what stands side by side.
_SIDE = 10

#: What joins premises says so.
_JOINED = "together"


def argument_map(graph: nx.DiGraph, claims: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw an argument.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`microdrama.evidence.arguments.with_joints` returns.
    claims : pandas.DataFrame
        One row a claim: ``node``, ``source``, ``text`` (its name, or nothing), ``statement``,
        ``evidence``, ``status`` (of its verdict).
    width : int
        Width in pixels.
    """
    import pandas as pd

    layout, boxes = fitted(graph, claims, width - 2 * _RIM)
    drawn = [(a, b, how) for a, b, how in graph.edges(data=True)]
    links = pd.DataFrame(
        {
            "from": [start for start, _, _ in drawn],
            "to": [end for _, end, _ in drawn],
            "relation": [how["relation"] for _, _, how in drawn],
            "note": [how["note"] for _, _, how in drawn],
        }
    )
    relation = links["relation"]
    links = links.assign(
        colour=relation.map(RELATION_COLOURS),
        dashed=relation.eq("qualifies"),
        head=[RELATION_HEADS.get(how, "arrow") for how in relation],
    )
    leads_on = set(links["from"])
    boxes = boxes.assign(weight=[1.2 if node in leads_on else 2.6 for node in boxes["node"]])
    lines, heads = draw.lines(layout, links, {"relation": "Link", "note": "Why"})
    layers = [
        lines,
        draw.boxes(layout, boxes).encode(strokeWidth=alt.StrokeWidth("weight:Q", scale=None)),
        *_inside(layout, boxes),
        *_joints(layout, graph),
        heads,
        *_beside(layout, links),
    ]
    return alt.layer(*layers).properties(width=width - 2 * _RIM, height=layout.height)


def fitted(graph: nx.DiGraph, claims: pd.DataFrame, width: float) -> tuple[Layout, pd.DataFrame]:
    """Lay an argument out in a width, with boxes as wide as there is room for.

    Joined premises stand side by side if they can. Where not even narrow boxes have room, one goes
    below another, the two that leave the whole narrowest; and if that does not do, only lines that
    object keep their words.

    Parameters
    ----------
    graph : networkx.DiGraph
        As for :func:`argument_map`.
    claims : pandas.DataFrame
        As for :func:`argument_map`.
    width : float
        Pixels.

    Returns
    -------
    Layout, pandas.DataFrame
        The layout, and the claims with ``heading`` and ``words`` broken into lines, and ``colour``.
    """
    spoken = {(start, end): RELATION_WORDS[how] for start, end, how in graph.edges(data="relation")}
    objecting = {edge: word for edge, word in spoken.items() if word in RELATION_HEADS}
    side_by_side = _widest(graph, claims, width, spoken, _joined_premises(graph))
    if side_by_side:
        return side_by_side
    for words in (spoken, objecting):
        stacked = _stacked_to_fit(graph, claims, width, words)
        if found := _widest(stacked, claims, width, words):
            return found
    return _laid_out(stacked, claims, _WIDTHS[-1], objecting)


def _widest(
    graph: nx.DiGraph,
    claims: pd.DataFrame,
    width: float,
    words: Words,
    ranks: Sequence[Sequence[Hashable]] = (),
) -> tuple[Layout, pd.DataFrame] | None:
    """Return the layout with the widest boxes that have room, if any have."""
    tried = (_laid_out(graph, claims, box, words, ranks) for box in _WIDTHS)
    return next((one for one in tried if one[0].width <= width), None)


def _stacked_to_fit(
    graph: nx.DiGraph, claims: pd.DataFrame, width: float, words: Words
) -> nx.DiGraph:
    """Return a graph whose narrowest boxes have room, one below another where need be."""
    layout, _ = _laid_out(graph, claims, _WIDTHS[-1], words)
    while layout.width > width:
        graphs = [_stacked(graph, *pair) for pair in _side_by_side(layout, graph)]
        if not graphs:
            break
        tried = [_laid_out(one, claims, _WIDTHS[-1], words)[0] for one in graphs]
        sizes = [(one.width, one.height) for one in tried]
        best = sizes.index(min(sizes))
        graph, layout = graphs[best], tried[best]
    return graph


def _stacked(graph: nx.DiGraph, above: Hashable, below: Hashable) -> nx.DiGraph:
    """Return a graph with one node in a layer below another's, no line between them."""
    stacked = graph.copy()
    stacked.add_edge(above, below, hidden=True)
    return stacked


def _side_by_side(layout: Layout, graph: nx.DiGraph) -> Iterator[tuple[Hashable, Hashable]]:
    """Yield the pairs of claims in the layer that reaches farthest, each both ways round."""
    claims = layout.boxes[["joint" not in graph.nodes[node] for node in layout.boxes["node"]]]
    layers = [
        layer
        for _, layer in claims.groupby(((claims["top"] + claims["bottom"]) / 2).round())
        if len(layer) > 1
    ]
    if layers:
        farthest = max(layers, key=lambda layer: layer["right"].max() - layer["left"].min())
        yield from permutations(farthest["node"], 2)


def _joined_premises(graph: nx.DiGraph) -> list[list[Hashable]]:
    """Return each set of premises that are joined."""
    return [list(graph.predecessors(node)) for node, joint in graph.nodes(data="joint") if joint]


def _laid_out(
    graph: nx.DiGraph,
    claims: pd.DataFrame,
    box: int,
    words: Words,
    ranks: Sequence[Sequence[Hashable]] = (),
) -> tuple[Layout, pd.DataFrame]:
    """Lay an argument out with boxes of one width, and room for some words beside lines."""
    room = box - 2 * PADDING[0]
    headings = [
        wrapped(f"{row.evidence} · {row.text}" if row.text else row.evidence, room - _MARK, _SMALL)
        for row in claims.itertuples()
    ]
    boxes = claims.assign(
        heading=headings,
        words=[wrapped(statement, room) for statement in claims["statement"]],
        colour=claims["source"].map(TEXT_COLOURS),
    )
    sizes: dict[Hashable, Size] = {
        row.node: (box, _SMALL_LINE * (row.heading.count("\n") + 2) + _lines(row.words) + 22)
        for row in boxes.itertuples()
    }
    joint = (length(_JOINED, _SMALL) + 14, 18)
    sizes |= {node: joint for node in graph if node not in sizes}
    labels = {edge: (length(word, _SMALL) + 8, 15) for edge, word in words.items() if word}
    layout = layered(
        graph,
        sizes,
        direction="down",
        ranks=ranks,
        labels=labels,
        node_gap=_SIDE,
        rank_gap=_GAP,
    )
    return layout, boxes


def _lines(words: str) -> int:
    return LINE * (words.count("\n") + 1)


def _inside(layout: Layout, boxes: pd.DataFrame) -> Iterator[alt.Chart]:
    """Yield what stands in the boxes: kind of evidence and text, statement, verdict."""
    at = layout.boxes.merge(boxes, on="node")
    first = at["top"] + PADDING[1] + _SMALL_LINE / 2
    x = at["left"] + PADDING[0]
    statement = first + _SMALL_LINE * (at["heading"].str.count("\n") + 1) + 4
    verdict = at["bottom"] - PADDING[1] - _SMALL_LINE / 2
    marks = at.assign(x=x + 5, y=first, mark=at["evidence"].map(EVIDENCE_MARKS))
    yield (
        _at(marks[["x", "y", "mark", "evidence"]])
        .mark_point(size=90, filled=True, style="aside", opacity=1)
        .encode(shape=alt.Shape("mark:N", scale=None))
    )
    yield _text(at.assign(x=x + _MARK, y=first), "heading", _SMALL, "aside")
    yield _text(at.assign(x=x, y=statement), "words", draw.TYPE, "text")
    dots = at.assign(x=x + 5, y=verdict, dot=at["status"].map(VERDICT_COLOURS))
    yield (
        _at(dots[["x", "y", "dot", "status"]])
        .mark_point(shape="square", size=70, filled=True, opacity=1)
        .encode(color=alt.Color("dot:N", scale=None, legend=None))
    )
    yield _text(at.assign(x=x + _MARK, y=verdict), "status", _SMALL, "aside")


def _joints(layout: Layout, graph: nx.DiGraph) -> Iterator[alt.Chart]:
    """Yield what joins premises, if anything does: a box and its word."""
    at = layout.boxes[["joint" in graph.nodes[node] for node in layout.boxes["node"]]]
    if at.empty:
        return
    yield draw.boxes(layout, at[["node"]].assign(colour=RELATION_COLOURS[""]))
    middle = at.assign(
        x=(at["left"] + at["right"]) / 2, y=(at["top"] + at["bottom"]) / 2, word=_JOINED
    )
    yield _text(middle, "word", _SMALL, "aside", align="center")


def _beside(layout: Layout, links: pd.DataFrame) -> Iterator[alt.Chart]:
    """Yield the words beside lines, if there are any."""
    if len(layout.labels):
        at = layout.labels.merge(links[["from", "to", "relation"]], on=["from", "to"])
        at = at.assign(word=at["relation"].map(RELATION_WORDS))
        yield _text(at, "word", _SMALL, "aside", align="center")


def _at(places: pd.DataFrame) -> alt.Chart:
    return alt.Chart(places).encode(alt.X("x:Q", **NO_AXIS), alt.Y("y:Q", **NO_AXIS))


def _text(
    places: pd.DataFrame, field: str, size: int, style: str, align: str = "left"
) -> alt.Chart:
    """Return a text at each place, its first line in the middle of it."""
    return (
        _at(places[["x", "y", field]])
        .mark_text(
            align=align,
            baseline="middle",
            lineBreak="\n",
            lineHeight=_SMALL_LINE if size == _SMALL else LINE,
            fontSize=size,
            style=style,
        )
        .encode(text=f"{field}:N")
    )


def outline(rows: pd.DataFrame, claims: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw an argument as an indented list, for a screen that is too narrow for its map.

    Parameters
    ----------
    rows : pandas.DataFrame
        What :func:`microdrama.evidence.arguments.outline` returns.
    claims : pandas.DataFrame
        As for :func:`argument_map`.
    width : int
        Width in pixels.
    """
    inner = width - 2 * _RIM
    at = rows.merge(claims, on="node", how="left")
    at = at.assign(
        x=at["depth"] * _INDENT + _MARK / 2,
        heading=[_heading(row) for row in at.itertuples()],
    )
    room = inner - at["x"] - _MARK - _SLACK
    said = at["statement"].where(~at["again"], at["statement"] + " (above)")
    at["words"] = [wrapped(*line) for line in zip(said, room, strict=True)]
    at["heading"] = [wrapped(*line, _SMALL) for line in zip(at["heading"], room, strict=True)]
    headings = _SMALL_LINE * (at["heading"].str.count("\n") + 1)
    heights = headings + LINE * (at["words"].str.count("\n") + 1) + 12
    at["y"] = heights.cumsum() - heights + 8
    at["mark"], at["dot"] = at["evidence"].map(EVIDENCE_MARKS), at["status"].map(VERDICT_COLOURS)
    words = at.assign(x=at["x"] + _MARK, y=at["y"] + headings + 1)
    layers = [
        _elbows(at),
        _at(at[["x", "y", "mark", "dot", "evidence", "status"]])
        .mark_point(size=90, filled=True, opacity=1)
        .encode(
            shape=alt.Shape("mark:N", scale=None),
            color=alt.Color("dot:N", scale=None, legend=None),
        ),
        _text(at.assign(x=at["x"] + _MARK), "heading", _SMALL, "aside"),
        _text(words, "words", draw.TYPE, "text"),
    ]
    return alt.layer(*layers).properties(width=inner, height=float(heights.sum()))


#: Pixels by which what bears on a claim stands to the right of it, and that lines leave free.
_INDENT, _SLACK = 16, 8


def _heading(row: Any) -> str:
    """Say how a claim bears on the one above, what it offers, whose it is, how its check ended."""
    parts = [_BENEATH[row.relation], row.evidence, row.text, row.status]
    return " · ".join(part for part in parts if part)


def _elbows(at: pd.DataFrame) -> alt.Chart:
    """Return a line from each claim down and across to what bears on it."""
    import pandas as pd

    corners = []
    for line, row in enumerate(at.itertuples()):
        if row.parent >= 0:
            above = at.loc[row.parent]
            path = [(above.x, above.y + 9), (above.x, row.y), (row.x - 8, row.y)]
            corners += [(line, point, *place) for point, place in enumerate(path)]
    frame = pd.DataFrame(corners, columns=["line", "point", "x", "y"])
    return (
        _at(frame).mark_line(strokeWidth=1.2, style="rail").encode(detail="line:N", order="point:O")
    )
