"""The reader's path of the market over what publishers print, with the fan of implied growth."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.evolution.plane import Plane
from microdrama.charts.theme import PALETTE, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Billions of yuan: the top of the axis, and the level that the texts speak of.
TOP, GOAL = 410, 100

#: Pixels beside the plot: for the amounts, and for words at the edges of the fan.
_LEFT, _RIGHT = 32, {"wide": 164, "narrow": 16}

#: Last year of the axis.
_LAST = 2030


def projection(
    published: pd.DataFrame, forecasts: pd.DataFrame, edges: tuple[str, str], width: int
) -> alt.LayerChart:
    """Draw the projected market over the published one; the rows of the projection come later.

    Parameters
    ----------
    published : pandas.DataFrame
        ``series``, ``end`` (date), ``value``, ``forecast``, ``label``.
    forecasts : pandas.DataFrame
        What :func:`microdrama.evolution.forecasts` returns.
    edges : tuple of str
        Words at the upper and at the lower edge of the fan.
    width : int
        Width in pixels.
    """
    size = "narrow" if width <= NARROW else "wide"
    plane = Plane(width - _LEFT - _RIGHT[size], 380, date(2020, 9, 1), date(_LAST, 12, 31), 0, TOP)
    # A year's amount stands at its end; what leaves the picture has no mark in it.
    base = (
        alt.Chart()
        .transform_calculate(
            day="utc(datum.year, 11, 31)",
            drawn=f"datum.value <= {TOP} ? datum.value : null",
            upper=f"min(datum.most, {TOP})",
            lower=f"min(datum.least, {TOP})",
        )
        .encode(plane.x("day", **plane.ends_of_years(2020, _LAST, 1 if size == "wide" else 2)))
    )
    layers = [
        *_published(plane, published, forecasts),
        *_goal(plane),
        *_fan(base, plane, edges, size),
        *_path(base, plane),
    ]
    return alt.layer(*layers).properties(width=plane.width, height=plane.height)


def _published(plane: Plane, published: pd.DataFrame, forecasts: pd.DataFrame) -> list[alt.Chart]:
    """Draw what publishers print, quietly."""
    amounts = {"values": [0, 100, 200, 300, 400], "format": "~f", "title": None}
    quiet = {"color": PALETTE["grey"], "opacity": 0.75}
    settled = alt.Chart(published[~published["forecast"]])
    lines = settled.mark_line(strokeWidth=1.5, **quiet).encode(
        plane.x("end"), plane.y("value", **amounts), alt.Detail("series:N")
    )
    ahead = (
        alt.Chart(forecasts)
        .mark_rule(strokeWidth=1.5, strokeDash=[4, 3], **quiet)
        .encode(plane.x("made"), plane.y("made_value"), x2="end:T", y2="value:Q")
    )
    marks = (
        alt.Chart(published)
        .mark_point(size=36, strokeWidth=1.5, stroke=PALETTE["grey"], opacity=0.75)
        .encode(
            plane.x("end"),
            plane.y("value"),
            fill=alt.value(PALETTE["grey"]),
            fillOpacity=alt.condition("datum.forecast", alt.value(0), alt.value(1)),
            tooltip=[alt.Tooltip("label:N", title="Published")],
        )
    )
    return [lines, ahead, marks]


def _goal(plane: Plane) -> list[alt.Chart]:
    goal = alt.Chart(alt.Data(values=[{"goal": GOAL, "text": "100 billion yuan"}]))
    level = goal.mark_rule(strokeDash=[2, 2]).encode(plane.y("goal"))
    name = goal.mark_text(align="left", dx=4, dy=-9).encode(
        plane.y("goal"), x=alt.value(0), text="text:N"
    )
    return [level, name]


def _fan(base: alt.Chart, plane: Plane, edges: tuple[str, str], size: str) -> list[alt.Chart]:
    """Draw the fan, its edges named where they end or leave the picture."""
    area = base.mark_area(color=PALETTE["blue"], opacity=0.18).encode(
        plane.y("lower"), alt.Y2("upper:Q")
    )
    if size == "narrow":
        return [area]
    return [
        area,
        *(
            base.transform_filter(f"datum.year === {_LAST}")
            .transform_calculate(words=repr(words))
            .mark_text(align="left", dx=6, dy=-down)
            .encode(plane.y(edge), text="words:N")
            for words, edge, down in zip(edges, ("upper", "lower"), (6, -8), strict=True)
        ),
    ]


def _path(base: alt.Chart, plane: Plane) -> list[alt.Chart]:
    """Draw the reader's path, and ring and name the year in which it passes the level."""
    line = base.mark_line(color=PALETTE["blue"], strokeWidth=2.5).encode(plane.y("drawn"))
    points = base.mark_point(filled=True, size=70, color=PALETTE["blue"]).encode(
        plane.y("drawn"),
        shape=kind_shape("mark"),
        tooltip=[
            alt.Tooltip("year:Q", title="Year"),
            alt.Tooltip("value:Q", title="Billion yuan", format=",.2f"),
            alt.Tooltip("mark:N", title="Kind of number"),
        ],
    )
    passing = "datum.year === datum.passes"
    ring = base.mark_point(
        size=240, strokeWidth=2, filled=False, color=PALETTE["vermilion"]
    ).encode(plane.y("drawn"), opacity=alt.condition(passing, alt.value(1), alt.value(0)))
    name = (
        base.transform_calculate(named=f"{passing} && datum.drawn !== null ? datum.year : ''")
        .mark_text(fontWeight=600, fontSize=14, align="right", dx=-12, dy=-12)
        .encode(plane.y("drawn"), text="named:N")
    )
    # The points lie on top, so that they can be pointed at.
    return [line, ring, name, points]
