"""The map of an argument: claims as a list, links as arrows beside it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

RELATION_COLOURS = {
    "supports": PALETTE["blue"],
    "explains": PALETTE["green"],
    "operationalises": PALETTE["purple"],
    "qualifies": PALETTE["ochre"],
    "contradicts": PALETTE["vermilion"],
    "recommends": PALETTE["grey"],
}

_TRACK = 13  # pixels between two arrows that run side by side
_LINE = 16  # pixels of one line of text
_LETTER = 6.3  # pixels of an average letter
_PADDING = 6  # pixels around the whole map
_GAP = 16  # pixels between two boxes


#: Screen positions: nothing here is a quantity, so there is no scale to read off.
_FLAT = {"scale": None, "axis": None}


def argument_map(nodes: pd.DataFrame, edges: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw an argument as :func:`microdrama.evidence.arguments.argument_rows` lays it out.

    Parameters
    ----------
    nodes, edges : pandas.DataFrame
        The layout.
    width : int
        Width in pixels.
    """
    width -= 2 * _PADDING
    left = _TRACK * (int(edges["track"].max()) + 2 if len(edges) else 1)
    boxes = _boxes(nodes, letters=int((width - left - 20) / _LETTER))
    frames = (
        alt.Chart(boxes)
        .mark_rect(fillOpacity=0, stroke=PALETTE["grey"], cornerRadius=4)
        .encode(
            alt.Y("top:Q", **_FLAT), alt.Y2("bottom:Q"), x=alt.value(left), x2=alt.value(width - 2)
        )
    )
    words = (
        alt.Chart(boxes)
        .mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, dy=7)
        .encode(alt.Y("top:Q", **_FLAT), x=alt.value(left + 10), text="words:N")
    )
    return alt.layer(frames, words, *_arrows(edges, boxes, left, width)).properties(
        width=width, height=int(boxes["bottom"].max())
    )


def _boxes(nodes: pd.DataFrame, letters: int) -> pd.DataFrame:
    """Return the box of each claim, one below the other, its words folded into its lines."""
    lines = [[f"{row.text}:", *textwrap.wrap(row.statement, letters)] for row in nodes.itertuples()]
    heights = [_LINE * len(of_box) + 12 for of_box in lines]
    tops = [sum(heights[:i]) + _GAP * i for i in range(len(heights))]
    return nodes.assign(
        top=tops,
        bottom=[top + height for top, height in zip(tops, heights, strict=True)],
        words=["\n".join(of_box) for of_box in lines],
    )


def _arrows(
    edges: pd.DataFrame, boxes: pd.DataFrame, left: int, width: int
) -> tuple[alt.Chart, alt.Chart]:
    """Return the links as lines beside the boxes, and the heads of their arrows."""
    relations = [relation for relation in RELATION_COLOURS if relation in set(edges["relation"])]
    colour = alt.Color(
        "relation:N",
        scale=alt.Scale(
            domain=relations, range=[RELATION_COLOURS[relation] for relation in relations]
        ),
        legend=alt.Legend(title=None, columns=2 if width <= NARROW else 0, symbolType="stroke"),
    )
    base = alt.Chart(_elbows(edges, boxes, left))
    lines = base.mark_line(strokeWidth=2).encode(
        alt.X("x:Q", **_FLAT),
        alt.Y("y:Q", **_FLAT),
        color=colour,
        detail="edge:N",
        order="point:O",
        tooltip=[alt.Tooltip("relation:N", title="Link"), alt.Tooltip("note:N", title="Why")],
    )
    heads = base.transform_filter("datum.point === 3").mark_point(
        shape="triangle-right", filled=True, size=70
    )
    return lines, heads.encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), color=colour)


def _elbows(edges: pd.DataFrame, boxes: pd.DataFrame, left: int) -> pd.DataFrame:
    """Return four corners for each arrow: out of its box, down its track, into the other."""
    import pandas as pd

    corners = []
    for index, edge in enumerate(edges.itertuples()):
        out, back = _along(boxes.iloc[edge.start], 0.65), _along(boxes.iloc[edge.end], 0.35)
        track = left - _TRACK * (edge.track + 1.3)
        path = ((left, out), (track, out), (track, back), (left - 4, back))
        for point, (x, y) in enumerate(path):
            corners.append(
                {
                    "edge": index,
                    "point": point,
                    "x": x,
                    "y": y,
                    "relation": edge.relation,
                    "note": edge.note,
                }
            )
    return pd.DataFrame(corners, columns=["edge", "point", "x", "y", "relation", "note"])


def _along(box: pd.Series, share: float) -> float:
    return box["top"] + share * (box["bottom"] - box["top"])
