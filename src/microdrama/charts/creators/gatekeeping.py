"""Variety and originality over rounds, simulated and expected, and over a grid of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Room for the numbers of a vertical axis and for labels at the right of a plot.
_AXIS, _LABELS = 44, 12

#: Colours of the two curves of the explorer.
_VARIETY, _ORIGINALITY = PALETTE["blue"], PALETTE["green"]

#: Metrics that are compared, and their colours.
METRIC_COLOURS = {"one-sided": PALETTE["vermilion"], "balanced": PALETTE["blue"]}


def _level(title: str, **axis: object) -> alt.Axis:
    """Set the title of a vertical axis level, above its numbers."""
    level = {"titleAngle": 0, "titleAnchor": "end", "titleAlign": "left", "titleY": -12}
    return alt.Axis(title=title, titleX=-28, minExtent=28, maxExtent=28, **level, **axis)


def course(width: int) -> alt.VConcatChart:
    """Draw variety above and originality below over the same rounds; data come later.

    Parameters
    ----------
    width : int
        Width in pixels.
    """
    inner = width - _AXIS - _LABELS
    base = alt.Chart()
    rounds = alt.X(
        "elapsed:Q", scale=alt.Scale(nice=False), axis=alt.Axis(title="Round", tickCount=5)
    )
    bare = alt.X(
        "elapsed:Q",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(title=None, labels=False, tickCount=5),
    )
    kinds = alt.Y(
        "variety:Q", scale=alt.Scale(zero=True), axis=_level("Kinds of script", tickCount=4)
    )
    tooltip = [
        alt.Tooltip("elapsed:Q", title="Round"),
        alt.Tooltip("variety:Q", title="Effective number of kinds", format=".2f"),
        alt.Tooltip("originality:Q", title="Mean originality", format=".2f"),
    ]
    line = base.mark_line(color=_VARIETY, strokeWidth=2.5).encode(bare, kinds)
    points = base.mark_point(opacity=0, size=90).encode(bare, kinds, tooltip=tooltip)
    above = alt.layer(*_halving(base, bare, width), line, points).properties(
        width=inner, height=200
    )
    mean = alt.Y(
        "originality:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=_level("Mean originality", values=[0, 0.5, 1]),
    )
    below = (
        base.mark_line(color=_ORIGINALITY, strokeWidth=2.5)
        .encode(rounds, mean, tooltip=tooltip)
        .properties(width=inner, height=90)
    )
    return alt.vconcat(above, below, spacing=26)


def _halving(base: alt.Chart, x: alt.X, width: int) -> list[alt.Chart]:
    """Draw the level of half of the variety, and name the round that reaches it.

    Every round has a ring and a name, and only the one that reaches the level shows them: a layer
    without rows would have no extent.
    """
    level = base.mark_line(strokeDash=[5, 4], strokeWidth=1.5, color=PALETTE["grey"]).encode(
        x, alt.Y("half:Q")
    )
    reached = alt.condition("datum.turns", alt.value(1), alt.value(0))
    ring = base.mark_point(
        size=200, filled=False, strokeWidth=2, color=PALETTE["vermilion"]
    ).encode(x, alt.Y("variety:Q"), opacity=reached)
    said = "half is gone in round " if width > NARROW else "half in round "
    names = [
        base.transform_calculate(
            named=f"datum.turns && datum.elapsed {side} 55 ? '{said}' + datum.elapsed : ''"
        )
        .mark_text(fontWeight=600, **place)
        .encode(x, alt.Y("variety:Q"), text="named:N")
        # Away from the falling curve: before it on its right, after it on its left.
        for side, place in (
            ("<=", {"align": "left", "dx": 10, "dy": -14}),
            (">", {"align": "right", "dx": -4, "dy": 20}),
        )
    ]
    return [level, ring, *names]


def runs(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw simulated courses as bands around the expected ones, one colour a metric.

    Parameters
    ----------
    table : pandas.DataFrame
        ``metric`` (of :data:`METRIC_COLOURS`), ``elapsed``, ``low``, ``high`` (of the simulated)
        and ``expected``.
    width : int
        Width in pixels.
    """
    colour = alt.Color(
        "metric:N",
        scale=alt.Scale(domain=list(METRIC_COLOURS), range=list(METRIC_COLOURS.values())),
        legend=None,
    )
    base = alt.Chart(table).encode(
        alt.X(
            "elapsed:Q",
            scale=alt.Scale(nice=False),
            axis=alt.Axis(title="Round", tickCount=5),
        ),
        colour,
    )
    title = _level("Kinds of script", tickCount=4)
    bands = base.mark_area(opacity=0.3).encode(alt.Y("low:Q", axis=title), alt.Y2("high:Q"))
    lines = base.mark_line(strokeWidth=2).encode(
        alt.Y("expected:Q", axis=title),
        tooltip=[
            alt.Tooltip("metric:N", title="Metric"),
            alt.Tooltip("elapsed:Q", title="Round"),
            alt.Tooltip("expected:Q", title="Expected", format=".2f"),
            alt.Tooltip("low:Q", title="Simulated, from", format=".2f"),
            alt.Tooltip("high:Q", title="to", format=".2f"),
        ],
    )
    last = int(table["elapsed"].max())
    names = (
        alt.Chart(table[table["elapsed"] == last])
        .mark_text(align="right", dy=-14, fontWeight=600)
        .encode(alt.X("elapsed:Q"), alt.Y("high:Q", axis=title), colour, text="label:N")
    )
    return alt.layer(bands, lines, names).properties(width=width - _AXIS - _LABELS, height=240)


def half_times(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the round in which half of the variety is gone, by weight and imitation.

    Parameters
    ----------
    table : pandas.DataFrame
        ``weight``, ``imitation`` and ``half_time`` (NaN if never).
    width : int
        Width in pixels; a narrow picture has every other weight.
    """
    shown = table.assign(tenth=(table["weight"] * 10).round().astype(int))
    if width <= NARROW:
        shown = shown[shown["tenth"] % 2 == shown["tenth"].max() // 2 % 2]
    x = alt.X(
        "weight:O", title="Weight on quick engagement", axis=alt.Axis(labelAngle=0, format=".1f")
    )
    y = alt.Y(
        "imitation:O",
        title="Strength of imitation",
        sort="descending",
        axis=alt.Axis(format=".1f", titleAngle=-90),
    )
    base = alt.Chart(shown)
    cells = base.mark_rect(color=PALETTE["vermilion"]).encode(
        x,
        y,
        # The faster variety falls, the more colour; in logarithms, because times multiply.
        opacity=alt.Opacity(
            "half_time:Q",
            scale=alt.Scale(type="log", range=[0.75, 0.03], nice=False),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("weight:Q", title="Weight on quick engagement", format=".1f"),
            alt.Tooltip("imitation:Q", title="Strength of imitation", format=".1f"),
            alt.Tooltip("half_time:Q", title="Half is gone in round", format=".0f"),
        ],
    )
    numbers = base.mark_text().encode(x, y, alt.Text("half_time:Q", format=".0f"))
    return alt.layer(cells, numbers).properties(width=width - 60, height=alt.Step(26))
