"""What a measure against piracy would show: ways to copy by measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

#: How far a measure shows a copy to be one: its colour, and how full its mark is.
TELLS = {
    "yes": (PALETTE["green"], 1.0),
    "in part": (PALETTE["ochre"], 0.4),
    "no": (PALETTE["grey"], 0.0),
}

#: Screen positions: nothing here is a quantity, so there is no scale to read off.
_FLAT: dict[str, Any] = {"scale": None, "axis": None}

_HEAD = 26  # pixels of the headings


def detections(frame: pd.DataFrame, measures: Mapping[str, str], width: int) -> alt.LayerChart:
    """Draw what each measure would show of each way to copy.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``label`` (of the way; ways in the order of the rows), ``measure``, ``tells``, ``note``.
    measures : mapping of str to str
        What each measure is called, in the order of the columns.
    width : int
        Width in pixels.
    """
    width -= 4
    phone = width <= NARROW
    # On a phone the name of a way stands above its row, else beside it.
    room, row = (0, 46) if phone else (230, 32)
    ways = {label: place for place, label in enumerate(dict.fromkeys(frame["label"]))}
    columns = {measure: place for place, measure in enumerate(measures)}
    step = (width - room) / len(columns)
    cells = frame.assign(
        x=room + (frame["measure"].map(columns) + 0.5) * step,
        y=_HEAD + (frame["label"].map(ways) + (0.72 if phone else 0.5)) * row,
        full=[TELLS[tells][1] for tells in frame["tells"]],
        called=frame["measure"].map(dict(measures)),
    )
    base = alt.Chart(cells).encode(
        alt.X("x:Q", **_FLAT),
        alt.Y("y:Q", **_FLAT),
        tooltip=[
            alt.Tooltip("called:N", title="Measure"),
            alt.Tooltip("label:N", title="Way"),
            alt.Tooltip("note:N", title="Why"),
        ],
    )
    scale = alt.Scale(domain=list(TELLS), range=[colour for colour, _ in TELLS.values()])
    marks = base.mark_circle(size=130, strokeWidth=2, xOffset=-22).encode(
        alt.Color("tells:N", scale=scale, legend=None),
        alt.Stroke("tells:N", scale=scale, legend=None),
        alt.FillOpacity("full:Q", scale=None, legend=None),
    )
    words = base.mark_text(align="left", baseline="middle", dx=-11).encode(text="tells:N")
    names = [
        {"x": 0, "y": _HEAD + (place + (0.28 if phone else 0.5)) * row, "words": label}
        for label, place in ways.items()
    ]
    heads = [
        {"x": room + (place + 0.5) * step, "y": _HEAD / 2, "words": measures[measure]}
        for measure, place in columns.items()
    ]
    layers = alt.layer(marks, words, _words(names, "left", 400), _words(heads, "center", 600))
    return layers.properties(width=width, height=_HEAD + row * len(ways))


def _words(rows: list[dict[str, Any]], align: str, weight: int) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align=align, baseline="middle", fontSize=12, fontWeight=weight)
        .encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), text="words:N")
    )
