"""The monthly users of one platform, a line over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd


def monthly_users(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the monthly users of one platform over time, each point labelled.

    Parameters
    ----------
    table : pandas.DataFrame
        ``end`` (date), ``value`` (millions), ``period``, ``shown``, ``publisher``, ``kind``.
    width : int
        Width in pixels.
    """
    every = 2 if width <= NARROW else 1
    months = alt.Axis(title=None, format="%b %Y", tickCount=8 // every, labelOverlap=True)
    base = alt.Chart(table.assign(order=range(len(table)))).encode(
        alt.X("end:T", scale=alt.Scale(type="utc"), axis=months),
        alt.Y("value:Q", axis=_upright("Monthly users, millions", tickCount=5)),
    )
    line = base.mark_line(color=PALETTE["blue"])
    points = base.mark_point(color=PALETTE["blue"], filled=True).encode(
        shape=kind_shape(),
        tooltip=[
            alt.Tooltip("period:N", title="Month"),
            alt.Tooltip("shown:N", title="Users"),
            alt.Tooltip("publisher:N", title="Publisher"),
        ],
    )
    names = base.transform_filter(
        f"datum.order % {every} === {(len(table) - 1) % every}"
    ).mark_text(align="right", dx=-7, dy=-7)
    return alt.layer(line, points, names.encode(text=alt.Text("value:Q", format=".0f"))).properties(
        height=260
    )


def _upright(title: str, **axis: object) -> alt.Axis:
    """Set the title of a vertical axis level, above its numbers."""
    level = {"titleAngle": 0, "titleAnchor": "end", "titleAlign": "left", "titleY": -10}
    return alt.Axis(title=title, **level, **axis)
