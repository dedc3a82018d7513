"""Distance from China: every choice at once, one reader's choice, and distance beside money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: One colour a group of countries, here and in the explorer.
GROUPS = {
    "South-eastern Asia": PALETTE["blue"],
    "Northern America": PALETTE["vermilion"],
    "others": PALETTE["grey"],
}


def _colour(field: str = "group", legend: alt.Legend | None = None) -> alt.Color:
    scale = alt.Scale(domain=list(GROUPS), range=list(GROUPS.values()))
    return alt.Color(f"{field}:N", scale=scale, legend=legend)


def spread(cells: pd.DataFrame, middles: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw where all choices put each country: the darker a cell, the more choices.

    Parameters
    ----------
    cells : pandas.DataFrame
        ``country``, ``group``, ``begin``, ``end`` (share of countries that lie nearer), ``share``
        (of all choices, 0 to 1), in the order of rows.
    middles : pandas.DataFrame
        ``country``, ``middle`` (median over choices), ``kind``.
    width : int
        Width in pixels.
    """
    phone = width <= NARROW
    order = list(dict.fromkeys(middles["country"]))
    axis = alt.Axis(ticks=False, domain=False, labelPadding=8, minExtent=96)
    y = alt.Y("country:N", sort=order, title=None, axis=axis)
    percent = alt.Axis(
        title="Other countries nearer to China", format=".0%", tickCount=3 if phone else 5
    )
    x = alt.X("begin:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=percent)
    fields = (
        alt.Chart(cells)
        .mark_rect(height=20)
        .encode(
            x,
            alt.X2("end:Q"),
            y,
            color=_colour(legend=alt.Legend(title=None, columns=1 if phone else 3)),
            opacity=alt.Opacity(
                "share:Q",
                scale=alt.Scale(domain=[0, 0.35], range=[0.08, 1], clamp=True),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("country:N", title="Country"),
                alt.Tooltip("begin:Q", title="Nearer, from", format=".0%"),
                alt.Tooltip("end:Q", title="to", format=".0%"),
                alt.Tooltip("share:Q", title="Share of choices", format=".0%"),
            ],
        )
    )
    base = alt.Chart(middles).encode(alt.X("middle:Q", axis=percent), y)
    marks = base.mark_point(size=90, filled=True, opacity=1, style="aside")
    marks = marks.encode(shape=kind_shape())
    return alt.layer(fields, marks).properties(width=width - 124, height=alt.Step(26))


def weighted(rows: Sequence[str], width: int) -> alt.LayerChart:
    """Draw distances from China under a reader's choices; data come later.

    Parameters
    ----------
    rows : sequence of str
        Rows from the top: countries that stand alone, then groups of countries.
    width : int
        Width in pixels.
    """
    axis = alt.Axis(ticks=False, domain=False, labelPadding=8, minExtent=118, grid=True)
    base = alt.Chart().encode(
        alt.X(
            "distance:Q",
            title="Distance from China",
            scale=alt.Scale(zero=True),
            axis=alt.Axis(tickCount=3 if width <= NARROW else 6),
        ),
        alt.Y("row:N", sort=list(rows), title=None, scale=alt.Scale(domain=list(rows)), axis=axis),
        color=_colour(),
        tooltip=[
            alt.Tooltip("country:N", title="Country"),
            alt.Tooltip("distance:Q", title="Distance", format=".2f"),
            alt.Tooltip("ratio:Q", title="Against the United States", format=".0%"),
        ],
    )
    ticks = base.transform_filter("!datum.alone").mark_tick(thickness=2, height=16, opacity=0.6)
    marks = base.transform_filter("datum.alone").mark_point(size=90, filled=True)
    marks = marks.encode(shape=kind_shape("mark"))
    return alt.layer(ticks, marks).properties(width=width - 148, height=alt.Step(24))


def money(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the share of revenue that a country pays beside how far it lies from China.

    Parameters
    ----------
    table : pandas.DataFrame
        ``country``, ``group``, ``middle`` (share of countries that lie nearer), ``share`` (per
        cent of revenue), ``kind``.
    width : int
        Width in pixels.
    """
    x = alt.X(
        "middle:Q",
        title="Other countries nearer to China",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format=".0%", tickCount=4),
    )
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, 70], nice=False),
        axis=alt.Axis(
            title="Per cent of app revenue abroad, 2024",
            tickCount=4,
            titleAngle=0,
            titleAnchor="end",
            titleAlign="left",
            titleY=-10,
        ),
    )
    base = alt.Chart(table).encode(x, y)
    marks = base.mark_point(size=110, filled=True).encode(color=_colour(), shape=kind_shape())
    right = base.transform_filter("datum.middle > 0.6").mark_text(align="right", dx=-10)
    left = base.transform_filter("datum.middle <= 0.6").mark_text(align="left", dx=10)
    names = [side.encode(text="words:N") for side in (left, right)]
    return alt.layer(marks, *names).properties(height=220)
