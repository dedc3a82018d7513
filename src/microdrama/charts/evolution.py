"""Charts of the evolution chapter."""

from __future__ import annotations

import math
import textwrap
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: First and last day of every time axis of the chapter.
SPAN = ("2012-01-01", "2027-01-01")

#: Room for what stands outside the plot in a chart that is put together from several.
_MARGIN = 16

#: Letters of a label in one line on a phone.
_LETTERS = 44
_LINE = 14

LANE_COLOURS = {
    "platform": PALETTE["blue"],
    "policy": PALETTE["vermilion"],
    "industry": PALETTE["green"],
}


def _time(field: str, **axis: object) -> alt.X:
    """Encode a date on the common time axis, the same in every reader's time zone."""
    first, last = (
        datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000 for day in SPAN
    )
    scale = alt.Scale(type="utc", domain=[first, last])
    return alt.X(field, scale=scale, axis=alt.Axis(format="%Y", title=None, **axis))


def timeline(stages: pd.DataFrame, width: int) -> alt.VConcatChart:
    """Draw the stages of three texts above the dated events, on one time axis.

    Parameters
    ----------
    stages : pandas.DataFrame
        ``row``, ``label``, ``begin``, ``until`` (dates), ``dated`` (yes or no).
    width : int
        Width in pixels.
    """
    inner = width - _MARGIN
    ticks = {"tickCount": {"interval": "year", "step": 2 if width > NARROW else 3}, "grid": True}
    order = alt.Y("row:O", axis=None)
    bars = (
        alt.Chart(stages)
        .mark_bar(height=12, yOffset=8, cornerRadius=2, stroke=PALETTE["blue"])
        .encode(
            _time("begin:T", **ticks),
            alt.X2("until:T"),
            order,
            fillOpacity=alt.condition("datum.dated === 'yes'", alt.value(0.85), alt.value(0)),
            strokeDash=alt.condition("datum.dated === 'yes'", alt.value([1, 0]), alt.value([4, 3])),
            tooltip=[
                alt.Tooltip("label:N", title="Stage"),
                alt.Tooltip("statement:N", title="Claim"),
            ],
        )
    )
    names = (
        alt.Chart(stages)
        .mark_text(align="left", dy=-9)
        .encode(alt.XValue(2), order, text="label:N")
    )
    above = alt.layer(bars, names).properties(width=inner, height=alt.Step(36))
    return alt.vconcat(above, _lanes(inner, ticks), spacing=8).resolve_scale(color="independent")


def _lanes(width: int, ticks: dict[str, object]) -> alt.LayerChart:
    lanes = list(LANE_COLOURS)
    lane = alt.Y("lane:N", sort=lanes, axis=None, scale=alt.Scale(domain=lanes, paddingInner=0.3))
    colour = alt.Scale(domain=lanes, range=list(LANE_COLOURS.values()))
    points = (
        alt.Chart()
        .mark_point(size=60, filled=True, opacity=0.9)
        .encode(
            _time("start:T", **ticks),
            lane,
            yOffset=alt.YOffset("level:O", scale=alt.Scale(paddingOuter=0.6)),
            color=alt.Color("lane:N", scale=colour, legend=None),
            tooltip=[
                alt.Tooltip("when:N", title="When"),
                alt.Tooltip("event:N", title="Event"),
                alt.Tooltip("source:N", title="Source"),
            ],
        )
    )
    names = (
        alt.Chart(alt.Data(values=[{"lane": name, "text": f"Events: {name}"} for name in lanes]))
        .mark_text(align="left", baseline="top", fontWeight=600)
        .encode(
            alt.XValue(2), alt.Y("lane:N", sort=lanes, axis=None, bandPosition=0), text="text:N"
        )
    )
    return alt.layer(points, names).properties(
        width=width, height=alt.Step(84, **{"for": "position"})
    )


def rows(
    table: pd.DataFrame,
    width: int,
    title: str,
    *,
    log: bool = False,
    colour: str | None = None,
    unity: bool = False,
) -> alt.LayerChart:
    """Draw one mark a row, each row labelled with the number it shows.

    Parameters
    ----------
    table : pandas.DataFrame
        ``label``, ``value``, ``kind``, ``forecast`` and, if given, the column ``colour``.
    width : int
        Width in pixels; on a phone the label stands above its mark.
    title : str
        What the axis shows, with its unit.
    log : bool
        Use a logarithmic axis, where numbers differ by tens.
    colour : str, optional
        Column to tell groups apart.
    unity : bool
        Draw a line at one, where nothing grows or shrinks.
    """
    narrow = width <= NARROW
    wrapped = [textwrap.wrap(label, _LETTERS) for label in table["label"]]
    lines = max(len(text) for text in wrapped)
    # Empty lines first, so that the last line of each label stands right above its mark.
    wrapped = ["\n".join(["\N{NO-BREAK SPACE}"] * (lines - len(text)) + text) for text in wrapped]
    data = table.assign(order=range(len(table)), wrapped=wrapped)
    labels = alt.Axis(
        title=None, labelLimit=400, labelPadding=8, ticks=False, domain=False, grid=True
    )
    position = alt.Y(
        "label:N", sort=alt.EncodingSortField("order"), axis=None if narrow else labels
    )
    columns = {"label": "Figure", "definition": "Counts", "note": "Note"}
    tooltip = [alt.Tooltip(f"{c}:N", title=name) for c, name in columns.items() if c in data]
    fill = alt.condition("datum.forecast", alt.value(0), alt.value(1))
    marks = (
        alt.Chart(data)
        .mark_point(size=80, filled=False, strokeWidth=2, yOffset=9 if narrow else 0)
        .encode(
            _amount(table["value"], title, log, narrow),
            position,
            shape=kind_shape(),
            fillOpacity=fill,
            tooltip=tooltip,
            **_inks(colour, narrow),
        )
    )
    layers = [marks]
    if unity:
        layers.append(
            alt.Chart(alt.Data(values=[{"one": 1}]))
            .mark_rule(strokeDash=[4, 3])
            .encode(alt.X("one:Q"))
        )
    if narrow:
        names = alt.Chart(data).mark_text(
            align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, dy=2 - _LINE * lines
        )
        layers.append(names.encode(alt.XValue(0), position, text="wrapped:N"))
    return alt.layer(*layers).properties(height=alt.Step(24 + _LINE * lines if narrow else 21))


def _amount(values: pd.Series, title: str, log: bool, narrow: bool) -> alt.X:
    """Return the axis of the amounts of rows."""
    scale = (
        alt.Scale(type="log", nice=False, padding=12) if log else alt.Scale(zero=True, padding=8)
    )
    ticks = {"values": _decades(values)} if log else {"tickCount": 4 if narrow else 6}
    axis = alt.Axis(title=title, format=",~f", labelOverlap=True, **ticks)
    return alt.X("value:Q", scale=scale, axis=axis)


def _inks(colour: str | None, narrow: bool) -> dict[str, object]:
    """Return how marks are coloured: by a column, or all alike."""
    if colour is None:
        return {"stroke": alt.value(PALETTE["blue"]), "fill": alt.value(PALETTE["blue"])}
    legend = alt.Legend(title=None, columns=1 if narrow else 0)
    return {
        "stroke": alt.Stroke(f"{colour}:N", sort=None, legend=legend),
        "fill": alt.Fill(f"{colour}:N", sort=None),
    }


def _decades(values: pd.Series) -> list[float]:
    """Return the ticks 1, 2, 5, 10 … of a logarithmic axis; only powers of ten if it is long."""
    low, high = values.min(), values.max()
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1,) if len(powers) > 4 else (1, 2, 5)
    return [
        step * 10.0**power
        for power in powers
        for step in steps
        if low / 2 <= step * 10.0**power <= high * 2
    ]


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


def projection(width: int) -> alt.LayerChart:
    """Draw the projected market against the level of 100 billion yuan; data come later.

    Parameters
    ----------
    width : int
        Width in pixels.
    """
    years = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[2020, 2035], nice=False),
        axis=alt.Axis(format="d", title=None, tickCount=4 if width <= NARROW else 8, grid=False),
    )
    # As far as the amounts reach: at the fastest growth they end a thousand times as high.
    amount = alt.Y(
        "value:Q",
        scale=alt.Scale(type="log"),
        axis=_upright("Billion yuan", tickCount=6, grid=False),
    )
    base = alt.Chart().encode(years, amount)
    goal = alt.Chart(alt.Data(values=[{"goal": 100, "text": "100 billion"}]))
    level = goal.mark_rule(strokeDash=[5, 4]).encode(alt.Y("goal:Q"))
    name = goal.mark_text(align="left", dx=4, dy=-8).encode(
        alt.XValue(0), alt.Y("goal:Q"), text="text:N"
    )
    line = base.mark_line(color=PALETTE["grey"], strokeWidth=1.5)
    points = base.mark_point(filled=True, size=70, color=PALETTE["blue"]).encode(
        shape=kind_shape("mark"),
        tooltip=[
            alt.Tooltip("year:Q", title="Year"),
            alt.Tooltip("value:Q", title="Billion yuan", format=",.2f"),
            alt.Tooltip("mark:N", title="Kind of number"),
        ],
    )
    # The points lie on top, so that they can be pointed at.
    layers = [level, name, line, *_passing(base), points]
    return alt.layer(*layers).properties(height=300)


def _passing(base: alt.Chart) -> list[alt.Chart]:
    """Ring and name the year in which the projected market passes the level.

    Every year has a ring and a name, and only the year of passing shows them: rows that are left
    out would leave the axis without an end to reach to.
    """
    passing = "datum.year === datum.passes"
    ring = base.mark_point(
        size=240, strokeWidth=2, filled=False, color=PALETTE["vermilion"]
    ).encode(opacity=alt.condition(passing, alt.value(1), alt.value(0)))
    # Under the rising line, but above it where there is no room: at the bottom of the axis,
    # which is where a start of 100 billion stands, and near its end.
    places = {
        "datum.year === datum.first": {"align": "center", "dy": -20},
        "datum.year > datum.first && datum.year < 2032": {"align": "left", "dx": 11, "dy": 15},
        "datum.year > datum.first && datum.year >= 2032": {"align": "right", "dx": -12, "dy": -12},
    }
    names = [
        base.transform_calculate(named=f"{passing} && {where} ? datum.year : ''")
        .mark_text(fontWeight=600, fontSize=14, **place)
        .encode(text="named:N")
        for where, place in places.items()
    ]
    return [ring, *names]
