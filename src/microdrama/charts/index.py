"""The chart of the front page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Whose money: the cinemas' and micro-drama's.
COLOURS = {"cinemas": PALETTE["ochre"], "dramas": PALETTE["blue"]}
NAMES = {"cinemas": "Cinemas", "dramas": "Micro-drama"}

_STEP = 50  # pixels of a row: its words, its bar, what is to be said of it


def against_the_cinemas(rows: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw what each publisher prints for one year, with what it is of written above it.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``what`` (cinemas or dramas), ``who``, ``said``, ``value`` (billion yuan), ``forecast``,
        ``kind``, ``aside`` (what is to be said of it, or empty), in the order of the rows.
    width : int
        Width in pixels.
    """
    rows = rows.assign(
        row=range(len(rows)),
        words=rows["what"].map(NAMES) + ", " + rows["who"] + ": " + rows["said"],
    )
    scale = alt.Scale(domain=[0, float(rows["value"].max()) * 1.04], nice=False)
    axis = alt.Axis(title="Billion yuan, 2024", values=[0, 10, 20, 30, 40, 50], grid=False)
    colour = alt.Color(
        "what:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    )
    row = alt.Y("row:O", axis=None)
    at = alt.X("value:Q", scale=scale, axis=axis)
    base = alt.Chart(rows).encode(
        row,
        colour.legend(None),
        tooltip=[
            alt.Tooltip("words:N", title="Printed"),
            alt.Tooltip("value:Q", title="Billion yuan", format=".2f"),
        ],
    )
    bars = base.mark_bar(height=6, yOffset=6, opacity=0.45).encode(at)
    marks = [
        base.transform_filter(f"datum.forecast === {said}")
        .mark_point(size=80, yOffset=6, filled=filled, strokeWidth=2)
        .encode(at, kind_shape())
        for said, filled in (("false", True), ("true", False))
    ]
    # What the cinemas took, carried down through all rows; on a phone words stand in its way.
    took = (
        alt.Chart(rows[~rows["forecast"] & rows["what"].eq("cinemas")])
        .mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=COLOURS["cinemas"])
        .encode(at)
    )
    layers = [*([took] if width > NARROW else []), bars, *marks, *_words(rows)]
    return alt.layer(*layers).properties(width=width - 24, height=alt.Step(_STEP))


def _words(rows: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    """Return what each row is of, above its bar, and what is to be said of it, below."""
    base = alt.Chart(rows).encode(alt.Y("row:O", axis=None), alt.XValue(2))
    words = base.mark_text(align="left", baseline="bottom").encode(text="words:N")
    asides = base.transform_filter("datum.aside !== ''").mark_text(
        align="left", baseline="top", yOffset=13, fontStyle="italic"
    )
    return words, asides.encode(text="aside:N")
