"""How likely a view is to be heard in a number of interviews; data come later."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW


def heard(curves: Sequence[str], width: int) -> alt.LayerChart:
    """Draw the probability of being voiced against the share of makers who hold a view.

    Parameters
    ----------
    curves : sequence of str
        Names of the two curves, the upper one first.
    width : int
        Width in pixels.
    """
    across = alt.Axis(title="Share of all makers who hold the view, %", tickCount=5)
    up = alt.Axis(title=None, format=".0%", values=[0, 0.25, 0.5, 0.75, 0.95])
    x_scale, y_scale = alt.Scale(domain=[0, 40], nice=False), alt.Scale(domain=[0, 1], nice=False)
    scale = alt.Scale(domain=list(curves), range=[PALETTE["blue"], PALETTE["vermilion"]])
    colour = alt.Color("curve:N", scale=scale, legend=alt.Legend(title="Probability of being"))
    lines = (
        alt.Chart()
        .mark_line()
        .encode(
            alt.X("share:Q", scale=x_scale, axis=across),
            alt.Y("chance:Q", scale=y_scale, axis=up),
            color=colour,
        )
    )
    chosen = (
        alt.Chart()
        .transform_filter("datum.first")
        .encode(alt.X("held:Q"), alt.Y("at_chance:Q"), color=colour)
    )
    points = chosen.mark_point(size=110, filled=True, shape="triangle-up")
    return alt.layer(lines, points).properties(
        width=width - 56, height=240 if width <= NARROW else 300
    )
