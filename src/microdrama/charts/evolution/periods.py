"""Amounts as strokes as long as the period that they count, in a small picture a definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.evolution.colours import COUNTER_COLOURS
from microdrama.charts.evolution.labels import Label, along, around, beside, words
from microdrama.charts.evolution.plane import Plane, milliseconds
from microdrama.charts.theme import PALETTE, kind_shape

if TYPE_CHECKING:
    import pandas as pd

#: What is settled is drawn through, what is a forecast dashed.
_DASHES = ((False, [1, 0]), (True, [5, 3]))

#: Pixels of the amounts beside the first picture of a row, between pictures, and of a heading.
AXIS, _BETWEEN, _HEAD = 40, 16, 34


@dataclass(frozen=True)
class Panel:
    """One small picture.

    Parameters
    ----------
    heading, by : str
        What is counted, and who counts it: two lines above the picture.
    rows : pandas.DataFrame
        ``series``, ``counter``, ``start``, ``end``, ``value``, ``forecast``, ``kind``, ``label``,
        ``definition``, and ``said``: the words beside the stroke, if any, the most important
        first.
    first, last : datetime.date
        Ends of its time axis.
    low, high : float
        Ends of its axis of amounts.
    ticks : sequence of float
        Amounts on that axis.
    log : bool
        Whether that axis is logarithmic.
    sides : str
        Sides of a stroke on which its words may stand, in order (see :class:`Label`).
    """

    heading: str
    by: str
    rows: pd.DataFrame
    first: date
    last: date
    low: float
    high: float
    ticks: Sequence[float]
    log: bool = False
    sides: str = "abrl"


def panels(
    pictures: Sequence[Panel],
    columns: int,
    height: int,
    width: int,
    *,
    shared: bool,
    years: int = 1,
    behind: pd.DataFrame | None = None,
) -> alt.VConcatChart:
    """Draw small pictures beside and below each other.

    Parameters
    ----------
    pictures : sequence of Panel
        In the order of reading.
    columns : int
        How many stand in one row.
    height : int
        Of the plot of each, in pixels.
    width : int
        Width of all in pixels.
    shared : bool
        Whether all have one axis of amounts, which then stands at the first of a row only.
    years : int
        Every so many years one is named on the axis.
    behind : pandas.DataFrame, optional
        Spans of time behind the strokes: ``start``, ``end``, ``shade`` (0 to 1).
    """
    axes = 1 if shared else columns
    inner = (width - 16 - axes * AXIS - (columns - 1) * _BETWEEN) // columns
    drawn = []
    for place, picture in enumerate(pictures):
        named = not shared or place % columns == 0
        drawn.append(_panel(picture, inner, height, years, named=named, behind=behind))
    # Plots, not what reaches beyond them, stand at equal distances, so that columns are straight.
    apart = _BETWEEN if shared else _BETWEEN + AXIS
    lines = [
        alt.hconcat(*drawn[start : start + columns], spacing=apart, bounds="flush")
        for start in range(0, len(drawn), columns)
    ]
    return alt.vconcat(*lines, spacing=14).resolve_scale(x="independent", y="independent")


def _panel(
    picture: Panel,
    width: int,
    height: int,
    years: int,
    *,
    named: bool,
    behind: pd.DataFrame | None,
) -> alt.LayerChart:
    plane = Plane(
        width, height, picture.first, picture.last, picture.low, picture.high, picture.log
    )
    layers = [] if behind is None else [_spans(plane, behind)]
    layers += [*_heading(picture), *_strokes(plane, picture, years, named=named)]
    return alt.layer(*layers).properties(width=width, height=height)


def _heading(picture: Panel) -> list[alt.Chart]:
    lines = []
    for text, down, style in (
        (picture.heading, -_HEAD + 8, {"fontWeight": 600}),
        (picture.by, -_HEAD + 23, {"style": "aside"}),
    ):
        line = alt.Chart(alt.Data(values=[{"text": text}])).mark_text(
            align="left", baseline="middle", **style
        )
        lines.append(line.encode(x=alt.value(0), y=alt.value(down), text="text:N"))
    return lines


def _spans(plane: Plane, spans: pd.DataFrame) -> alt.Chart:
    return (
        alt.Chart(spans)
        .mark_rect(color=PALETTE["grey"])
        .encode(
            plane.x("start"),
            alt.X2("end:T"),
            y=alt.value(0),
            y2=alt.value(plane.height),
            opacity=alt.Opacity("shade:Q", scale=None),
        )
    )


def _strokes(plane: Plane, picture: Panel, years: int, *, named: bool) -> list[alt.Chart]:
    """Draw the strokes, what ties those of one series, and their words."""
    rows, ties = picture.rows, _ties(picture.rows)
    tooltip = [alt.Tooltip("label:N", title="Figure"), alt.Tooltip("definition:N", title="Counts")]
    x, y = _axes(plane, picture, years, named=named)
    layers = []
    for forecast, dash in _DASHES:
        if len(ties) and len(here := ties[ties["forecast"] == forecast]):
            tied = alt.Chart(here).mark_rule(strokeWidth=1.5, strokeDash=dash)
            layers.append(
                tied.encode(plane.x("start"), plane.y("value"), _colour(), x2="end:T", y2="to:Q")
            )
    lasting = rows["end"] > rows["start"]
    for forecast, dash in _DASHES:
        here = rows[lasting & (rows["forecast"] == forecast)]
        if len(here):
            stroke = alt.Chart(here).mark_rule(strokeWidth=5, strokeDash=dash)
            layers.append(stroke.encode(x, y, _colour(), x2="end:T", tooltip=tooltip))
    if len(days := rows[~lasting]):
        point = alt.Chart(days).mark_point(size=62, filled=True)
        layers.append(point.encode(x, y, _colour(), shape=kind_shape(), tooltip=tooltip))
    return layers + words(_said(plane, picture, ties))


def _axes(plane: Plane, picture: Panel, years: int, *, named: bool) -> tuple[alt.X, alt.Y]:
    """Return the axes: years at their middle, and the amounts that are named."""
    middles = [date(y, 7, 1) for y in range(plane.first.year, plane.last.year + 1, years)]
    x = plane.x(
        "start",
        values=[milliseconds(day) for day in middles if plane.first <= day <= plane.last],
        format="%Y",
        grid=False,
        ticks=False,
        labelPadding=6,
    )
    y = plane.y(
        "value",
        values=list(picture.ticks),
        format="~s" if picture.log else ",~f",
        labels=named,
        ticks=False,
        domain=False,
    )
    return x, y


def _colour() -> alt.Color:
    scale = alt.Scale(domain=list(COUNTER_COLOURS), range=list(COUNTER_COLOURS.values()))
    return alt.Color("counter:N", scale=scale, legend=None)


def _ties(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what leads from each stroke to the next one of its series."""
    import pandas as pd

    found = []
    for _, series in rows.sort_values("start").groupby("series", sort=False):
        for first, second in pairwise(series.itertuples()):
            found.append(
                {
                    "start": first.end,
                    "value": first.value,
                    "end": second.start,
                    "to": second.value,
                    "counter": first.counter,
                    "forecast": second.forecast,
                }
            )
    return pd.DataFrame(found)


def _said(plane: Plane, picture: Panel, ties: pd.DataFrame) -> pd.DataFrame:
    """Set the words beside the strokes."""
    rows = picture.rows
    marks = [around(plane.across(r.start), plane.down(r.value), 5) for r in rows.itertuples()]
    lines = [(r.start, r.value, r.end, r.value) for r in rows.itertuples()]
    lines += [(r.start, r.value, r.end, r.to) for r in ties.itertuples()]
    for start, low, end, high in lines:
        marks += along(plane.across(start), plane.down(low), plane.across(end), plane.down(high))
    wishes = [
        Label(
            row.said,
            (plane.across(row.start) + plane.across(row.end)) / 2,
            plane.down(row.value),
            picture.sides,
            5 if row.end > row.start else 7,
            (plane.across(row.end) - plane.across(row.start)) / 2 + 5,
        )
        for row in rows.itertuples()
        if row.said
    ]
    return beside(wishes, (-4, -2, plane.width + 12, plane.height - 1), marks)
