"""Who would have to act, by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.policy.labels import in_lines
from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd


def actors(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw recommendations by actor and lever.

    Parameters
    ----------
    table : pandas.DataFrame
        ``who``, ``how``, ``count``, ``labels``.
    width : int
        Width in pixels.
    """
    who, how = (_most_first(table, side) for side in ("who", "how"))
    phone = width <= NARROW
    room, letters, sizes = (112, 18, [60, 280]) if phone else (210, 40, [120, 620])
    plain = {"ticks": False, "domain": False}
    above = alt.Axis(orient="top", labelAngle=-90 if phone else -55, **plain)
    beside = alt.Axis(
        labelLimit=room, labelLineHeight=13, labelExpr=in_lines(who, letters), **plain
    )
    base = alt.Chart(table).encode(
        alt.X("how:N", sort=how, title=None, axis=above),
        alt.Y("who:N", sort=who, title=None, axis=beside),
        tooltip=[
            alt.Tooltip("who:N", title="Who"),
            alt.Tooltip("how:N", title="By what"),
            alt.Tooltip("labels:N", title="Advice"),
        ],
    )
    marks = base.mark_circle(color=PALETTE["blue"], opacity=0.25).encode(
        alt.Size("count:Q", scale=alt.Scale(range=sizes, zero=True), legend=None)
    )
    numbers = base.mark_text(fontWeight=600).encode(text="count:Q")
    return alt.layer(marks, numbers).properties(width=width - room - 12, height=alt.Step(32))


def _most_first(table: pd.DataFrame, side: str) -> list[str]:
    """Return actors or levers in the order of how much is asked; equals by name."""
    counts = table.groupby(side)["count"].sum()
    return counts.sort_values(ascending=False, kind="stable").index.to_list()
