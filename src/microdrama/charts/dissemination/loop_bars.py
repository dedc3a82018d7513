"""Which loops are closed, and which are cut: one bar a loop, as long as it has influences."""

from __future__ import annotations

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

#: Kinds of loop.
KIND_COLOURS = {"reinforcing": PALETTE["blue"], "balancing": PALETTE["vermilion"]}


def loop_bars(longest: int, width: int) -> alt.LayerChart:
    """Draw the loops of an account, those that are cut as outlines; data come later.

    Parameters
    ----------
    longest : int
        Influences of the longest loop.
    width : int
        Width in pixels.
    """
    room = 158
    scale = alt.Scale(domain=list(KIND_COLOURS), range=list(KIND_COLOURS.values()))
    legend = alt.Legend(title=None, symbolType="square")
    base = alt.Chart().encode(
        alt.X(
            "length:Q",
            title="influences in the loop",
            scale=alt.Scale(domain=[0, longest + (1.4 if width <= NARROW else 0.8)], nice=False),
            axis=alt.Axis(values=list(range(longest + 1)), format=".0f", grid=False),
        ),
        alt.Y(
            "loop:N",
            sort=None,
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelLimit=room, labelPadding=6),
        ),
    )
    bars = base.mark_bar(strokeWidth=1.3, height=13).encode(
        alt.Color("sort:N", scale=scale, legend=legend),
        stroke=alt.Stroke("sort:N", scale=scale, legend=None),
        fillOpacity=alt.condition("datum.lost === 1", alt.value(0), alt.value(0.85)),
        strokeDash=alt.condition("datum.lost === 1", alt.value([3, 3]), alt.value([1, 0])),
        tooltip=[alt.Tooltip("path:N", title="Loop"), alt.Tooltip("fate:N", title="It is")],
    )
    cut = (
        base.transform_filter("datum.lost === 1")
        .mark_text(align="left", dx=6, fontSize=11)
        .encode(text="fate:N")
    )
    return alt.layer(bars, cut).properties(width=width - room - 12, height=alt.Step(22))
