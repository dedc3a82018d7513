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
    letters = int((width - left - 20) / _LETTER)
    texts = [[f"{row.text}:", *textwrap.wrap(row.statement, letters)] for row in nodes.itertuples()]
    # Screen positions: nothing here is a quantity, so there is no scale to read off.
    heights = [_LINE * len(text) + 12 for text in texts]
    tops = [sum(heights[:i]) + _GAP * i for i in range(len(heights))]
    places = nodes.assign(
        top=tops,
        bottom=[top + height for top, height in zip(tops, heights, strict=True)],
        words=["\n".join(text) for text in texts],
    )
    flat = {"scale": None, "axis": None}
    boxes = (
        alt.Chart(places)
        .mark_rect(fillOpacity=0, stroke=PALETTE["grey"], cornerRadius=4)
        .encode(
            alt.Y("top:Q", **flat), alt.Y2("bottom:Q"), x=alt.value(left), x2=alt.value(width - 2)
        )
    )
    words = (
        alt.Chart(places)
        .mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, dy=7)
        .encode(alt.Y("top:Q", **flat), x=alt.value(left + 10), text="words:N")
    )
    domain = [relation for relation in RELATION_COLOURS if relation in set(edges["relation"])]
    colour = alt.Color(
        "relation:N",
        scale=alt.Scale(domain=domain, range=[RELATION_COLOURS[relation] for relation in domain]),
        legend=alt.Legend(title=None, columns=2 if width <= NARROW else 0, symbolType="stroke"),
    )
    lines = alt.Chart(_elbows(edges, places, left))
    arrows = lines.mark_line(strokeWidth=2).encode(
        alt.X("x:Q", **flat),
        alt.Y("y:Q", **flat),
        color=colour,
        detail="edge:N",
        order="point:O",
        tooltip=[alt.Tooltip("relation:N", title="Link"), alt.Tooltip("note:N", title="Why")],
    )
    heads = lines.transform_filter("datum.point === 3").mark_point(
        shape="triangle-right", filled=True, size=70
    )
    heads = heads.encode(alt.X("x:Q", **flat), alt.Y("y:Q", **flat), color=colour)
    return alt.layer(boxes, words, arrows, heads).properties(
        width=width, height=int(places["bottom"].max())
    )


def _elbows(edges: pd.DataFrame, places: pd.DataFrame, left: int) -> pd.DataFrame:
    """Return four corners for each arrow: out of its box, down its track, into the other."""
    import pandas as pd

    corners = []
    for index, edge in enumerate(edges.itertuples()):
        out, back = _along(places.iloc[edge.start], 0.65), _along(places.iloc[edge.end], 0.35)
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


def _along(place: pd.Series, share: float) -> float:
    return place["top"] + share * (place["bottom"] - place["top"])
