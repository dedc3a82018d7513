"""Published amounts of one thing over time: lines of publishers, forecasts from their day on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.evolution.colours import COUNTER_COLOURS
from microdrama.charts.evolution.labels import Label, along, around, beside, unit, words
from microdrama.charts.evolution.plane import Plane
from microdrama.charts.theme import PALETTE, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Pixels beside the plot: for the amounts, and for names at the ends of lines.
_LEFT, _RIGHT = 32, {"wide": 118, "narrow": 12}
_WIDTH_OF_BAND = {"wide": 26, "narrow": 13}

#: First and last day of the time axis, of the explorer too.
FIRST, LAST = date(2020, 9, 1), date(2030, 12, 31)

#: Billions of yuan: the top of the axis.
_TOP = 212


def paths(
    figures: pd.DataFrame,
    forecasts: pd.DataFrame,
    bands: pd.DataFrame,
    names: pd.DataFrame,
    width: int,
) -> alt.LayerChart:
    """Draw what publishers print of the market, year by year.

    Parameters
    ----------
    figures : pandas.DataFrame
        ``series``, ``counter``, ``end`` (date), ``value``, ``forecast``, ``kind``, ``label``,
        ``definition``.
    forecasts : pandas.DataFrame
        What :func:`microdrama.evolution.forecasts` returns.
    bands : pandas.DataFrame
        What :func:`microdrama.evolution.disagreement` returns, with ``said`` (words beside it,
        or nothing).
    names : pandas.DataFrame
        ``name``, ``counter``, ``end``, ``value`` of what is named, the most important first.
    width : int
        Width in pixels.
    """
    size = "narrow" if width <= NARROW else "wide"
    plane = plane_of(width, figures)
    settled = figures[~figures["forecast"]]
    layers = [
        _bands(plane, bands, _WIDTH_OF_BAND[size]),
        *published(plane, settled, forecasts, size),
        _marks(plane, figures),
    ]
    room = (2, -4, plane.width + _RIGHT[size] - 2, plane.height - 2)
    wishes = [
        Label(row.name, plane.across(row.end), plane.down(row.value), row.sides)
        for row in names.itertuples(index=False)
    ]
    wishes += [
        Label(row.said, plane.across(row.end), plane.down(row.least), "brl", 10)
        for row in bands.itertuples()
        if row.said
    ]
    layers.append(unit("billion yuan"))
    layers += words(beside(wishes, room, _in_the_way(plane, figures, forecasts)))
    chart = alt.layer(*layers).properties(width=plane.width, height=plane.height)
    # The names at the ends of lines stand beside the plot and ask for room of their own.
    return chart.properties(padding={"left": 2, "top": 8, "bottom": 2, "right": 2})


def plane_of(width: int, figures: pd.DataFrame) -> Plane:
    """Return the plot of published amounts of the market."""
    size = "narrow" if width <= NARROW else "wide"
    return Plane(
        width - _LEFT - _RIGHT[size],
        360 if size == "wide" else 420,
        FIRST,
        LAST,
        0,
        _TOP,
    )


def _in_the_way(
    plane: Plane, figures: pd.DataFrame, forecasts: pd.DataFrame
) -> list[tuple[float, float, float, float]]:
    """Return what names must not cover: marks, and the lines between them."""
    found = [around(plane.across(r.end), plane.down(r.value), 5) for r in figures.itertuples()]
    lines = [(r.base, r.base_value, r.end, r.value) for r in forecasts.itertuples()]
    for _, one in figures[~figures["forecast"]].groupby("series", sort=False):
        for first, second in pairwise(one.itertuples()):
            lines.append((first.end, first.value, second.end, second.value))
    for start, low, end, high in lines:
        found += along(plane.across(start), plane.down(low), plane.across(end), plane.down(high))
    return found


def _bands(plane: Plane, bands: pd.DataFrame, width: int) -> alt.Chart:
    """Draw between the least and the most that is printed for one year."""
    return (
        alt.Chart(bands)
        .mark_bar(width=width, color=PALETTE["grey"], opacity=0.28)
        .encode(plane.x("end"), plane.y("least"), alt.Y2("most:Q"))
    )


def published(
    plane: Plane, settled: pd.DataFrame, forecasts: pd.DataFrame, size: str
) -> list[alt.Chart]:
    """Draw the lines of settled figures, and each forecast from the day on which it was made."""
    years = plane.ends_of_years(2020, 2030, 2 if size == "narrow" else 1)
    amounts = {"values": [0, 50, 100, 150, 200], "format": "~f"}
    x, y = plane.x("end", **years), plane.y("value", **amounts)
    colour = _colour("stroke")
    lines = alt.Chart(settled).mark_line(strokeWidth=2).encode(x, y, colour, alt.Detail("series:N"))
    before = (
        alt.Chart(forecasts)
        .mark_rule(strokeWidth=1, opacity=0.45)
        .encode(plane.x("base"), plane.y("base_value"), colour, x2="made:T", y2="made_value:Q")
    )
    ahead = (
        alt.Chart(forecasts)
        .mark_rule(strokeWidth=2, strokeDash=[5, 4])
        .encode(plane.x("made"), plane.y("made_value"), colour, x2="end:T", y2="value:Q")
    )
    return [lines, before, ahead]


def _marks(plane: Plane, figures: pd.DataFrame) -> alt.Chart:
    return (
        alt.Chart(figures)
        .mark_point(size=62, strokeWidth=2)
        .encode(
            plane.x("end"),
            plane.y("value"),
            _colour("stroke"),
            _colour("fill"),
            fillOpacity=alt.condition("datum.forecast", alt.value(0), alt.value(1)),
            shape=kind_shape(),
            tooltip=[
                alt.Tooltip("label:N", title="Figure"),
                alt.Tooltip("definition:N", title="Counts"),
            ],
        )
    )


def _colour(channel: str) -> alt.Stroke | alt.Fill:
    scale = alt.Scale(domain=list(COUNTER_COLOURS), range=list(COUNTER_COLOURS.values()))
    kind = alt.Stroke if channel == "stroke" else alt.Fill
    return kind("counter:N", scale=scale, legend=None)
