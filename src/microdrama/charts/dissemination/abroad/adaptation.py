"""What is kept and what is changed: four fields of adaptation, with what texts put into each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

_LINE = 15

#: What a text makes of a way of adapting: shape of the mark.
ROLES = {"advised": "triangle-up", "shown as success": "circle", "warned against": "cross"}


def fields(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw four fields, story by symbols, and in each the ways that texts tell of.

    Parameters
    ----------
    table : pandas.DataFrame
        ``across`` (0 or 1), ``down`` (pixels), ``words`` (a list of lines), ``text`` (key),
        ``whose`` and ``role``; rows with an empty ``role`` are headings.
    width : int
        Width in pixels.
    """
    column = (width - 24) / 2
    data = table.assign(left=table["across"] * column, inset=table["across"] * column + 18)
    height = int(table["down"].max()) + 24
    place = {"axis": None, "scale": alt.Scale(domain=[0, width - 24], nice=False)}
    left = alt.X("left:Q", **place)
    deep = alt.Y("down:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    told, headings = data[data["role"] != ""], data[data["role"] == ""]
    marks = alt.Chart(told).mark_point(size=80, filled=True, strokeWidth=2)
    marks = marks.transform_calculate(left="datum.left + 7")
    tooltip = [
        alt.Tooltip("whose:N", title="Text"),
        alt.Tooltip("note:N", title="What stays and what changes"),
        alt.Tooltip("quote:N", title="Quote"),
    ]
    marks = marks.encode(left, deep, *_legends(told, width), tooltip=tooltip)
    letters = {"align": "left", "baseline": "middle", "lineHeight": _LINE}
    words = alt.Chart(told).mark_text(**letters)
    words = words.encode(alt.X("inset:Q", **place), deep, text="words:N")
    heads = alt.Chart(headings).mark_text(fontWeight=600, **letters)
    heads = heads.encode(left, deep, text="words:N")
    lines = alt.Chart(headings.assign(right=headings["left"] + column - 12))
    lines = lines.mark_rule(yOffset=-16, strokeWidth=1.5, color=PALETTE["grey"])
    lines = lines.encode(left, alt.X2("right:Q"), deep)
    return alt.layer(lines, heads, marks, words).properties(width=width - 24, height=height)


def _legends(told: pd.DataFrame, width: int) -> tuple[alt.Color, alt.Shape]:
    """Return the colour of each text and the shape of what it makes of a way."""
    columns = 1 if width <= NARROW else 3
    names = dict(zip(told["text"], told["whose"], strict=True))
    present = [key for key in TEXT_COLOURS if key in names]
    colours = alt.Scale(
        domain=[names[key] for key in present], range=[TEXT_COLOURS[key] for key in present]
    )
    shapes = alt.Scale(domain=list(ROLES), range=list(ROLES.values()))
    grey = {"symbolFillColor": PALETTE["grey"], "symbolStrokeColor": PALETTE["grey"]}
    return (
        alt.Color(
            "whose:N",
            scale=colours,
            legend=alt.Legend(title=None, columns=columns, symbolType="circle"),
        ),
        alt.Shape("role:N", scale=shapes, legend=alt.Legend(title=None, columns=columns, **grey)),
    )
