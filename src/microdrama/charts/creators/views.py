"""The same aspects in several texts side by side, each cell with its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.creators.boxes import LINE, PADDING, TYPE, height, lines
from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: The colour of each sense; what is no judgement is grey.
SENSE_COLOURS = {
    "gain": PALETTE["blue"],
    "both": PALETTE["ochre"],
    "cost": PALETTE["vermilion"],
}

_GAP = 8
_OUTSIDE = 12  # pixels that a drawing keeps free around itself
_FLAT: dict[str, Any] = {"scale": None, "axis": None}


def matrix(
    cells: pd.DataFrame, names: Mapping[str, str], senses: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw aspects as rows and texts as columns; the colour of a cell is its sense.

    Parameters
    ----------
    cells : pandas.DataFrame
        ``aspect``, ``source``, ``words``, ``sense``, ``quote``, in the order of the rows.
    names : mapping of str to str
        What each text is called, by its key, from left to right.
    senses : mapping of str to str
        What each coloured sense is called in the legend; cells of other senses are hollow.
    width : int
        Width in pixels; the aspect always stands above its row.
    """
    gap, legends = (4, 2) if width <= NARROW else (_GAP, 0)
    width -= _OUTSIDE
    wide = (width - 2 - gap * (len(names) - 1)) / len(names)
    left = {source: 1 + place * (wide + gap) for place, source in enumerate(names)}
    heads = max(len(lines(name, wide + 10)) for name in names.values())
    boxes, aspects = _placed(cells, left, wide, first=LINE * heads + 8)
    scale = alt.Scale(
        domain=list(senses.values()), range=[SENSE_COLOURS[sense] for sense in senses]
    )
    legend = alt.Legend(title=None, columns=legends, symbolType="square")
    base = alt.Chart(boxes.assign(meaning=boxes["sense"].map(senses).fillna(""))).encode(
        alt.Y("top:Q", **_FLAT),
        tooltip=[alt.Tooltip("words:N", title="Here"), alt.Tooltip("quote:N", title="The text")],
    )
    sides = [alt.X("left:Q", **_FLAT), alt.X2("right:Q"), alt.Y2("bottom:Q")]
    frame = {"strokeWidth": 1.5, "cornerRadius": 3}
    frames = (
        base.transform_filter("datum.meaning !== ''")
        .mark_rect(fillOpacity=0.16, **frame)
        .encode(
            *sides,
            fill=alt.Fill("meaning:N", scale=scale, legend=legend),
            stroke=alt.Stroke("meaning:N", scale=scale, legend=None),
        )
    )
    others = (
        base.transform_filter("datum.meaning === ''")
        .mark_rect(fillOpacity=0, stroke=PALETTE["grey"], **frame)
        .encode(*sides)
    )
    words = base.mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=LINE, fontSize=TYPE,
        dx=PADDING, dy=PADDING,
    ).encode(alt.X("left:Q", **_FLAT), text="wrapped:N")  # fmt: skip
    return alt.layer(frames, others, words, *_headings(aspects, names, left, wide)).properties(
        width=width - 2, height=int(boxes["bottom"].max()) + 2
    )


def _placed(
    cells: pd.DataFrame, left: Mapping[str, float], wide: float, first: float
) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Return the box of each cell, and where the name of each row stands; rows begin at first."""
    top, tops, bottoms, aspects = first, {}, {}, []
    for aspect, row in cells.groupby("aspect", sort=False):
        aspects.append({"x": 1.0, "y": top + 4, "text": aspect})
        tops[aspect] = top + 22
        bottoms[aspect] = tops[aspect] + max(height(words, wide) for words in row["words"])
        top = bottoms[aspect] + 10
    start = cells["source"].map(left)
    boxes = cells.assign(
        top=cells["aspect"].map(tops),
        bottom=cells["aspect"].map(bottoms),
        left=start,
        right=start + wide,
        wrapped=["\n".join(lines(words, wide)) for words in cells["words"]],
    )
    return boxes, aspects


def _headings(
    aspects: list[dict[str, Any]], names: Mapping[str, str], left: Mapping[str, float], wide: float
) -> tuple[alt.Chart, alt.Chart]:
    """Return the names of the rows and those of the columns."""
    columns = [
        {"x": left[source], "y": 2.0, "text": "\n".join(lines(name, wide + 10))}
        for source, name in names.items()
    ]
    rows, heads = (
        alt.Chart(alt.Data(values=values))
        .mark_text(
            align="left",
            baseline="top",
            lineBreak="\n",
            lineHeight=LINE,
            **more,
        )
        .encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), text="text:N")
        for values, more in ((aspects, {"style": "aside"}), (columns, {"fontWeight": 600}))
    )
    return rows, heads
