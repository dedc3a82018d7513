"""Reach and money: counts of countries, revenue by the month, what local titles earn, piracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, TEXT_COLOURS, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: One colour a tracker; whoever prints one figure only is grey.
TRACKERS = {
    "Sensor Tower": PALETTE["blue"],
    "Appfigures": PALETTE["green"],
    "DataEye": PALETTE["vermilion"],
    "others": PALETTE["grey"],
}


def countries(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw claimed numbers of countries as what they can be, beside lists of countries.

    Parameters
    ----------
    table : pandas.DataFrame
        ``kind`` (claimed or list), ``label``, ``text`` (key), ``value`` and ``most``.
    width : int
        Width in pixels.
    """
    claimed, lists = (table[table["kind"] == kind] for kind in ("claimed", "list"))
    scale = alt.Scale(domain=[0, 270], nice=False)
    x = alt.X("value:Q", scale=scale, title="Countries and regions", axis=alt.Axis(tickCount=5))
    y = alt.Y("label:N", sort=None, axis=None)
    colour = alt.Color(
        "text:N",
        scale=alt.Scale(domain=list(TEXT_COLOURS), range=list(TEXT_COLOURS.values())),
        legend=None,
    )
    base = alt.Chart(claimed).encode(y=y)
    bars = base.mark_rule(strokeWidth=8, opacity=0.5).encode(x, alt.X2("most:Q"), color=colour)
    marks = base.mark_point(size=110, filled=True)
    marks = marks.encode(x, color=colour, shape=kind_shape("number"))
    names = base.mark_text(align="left", dy=-16).encode(alt.XValue(2), text="label:N")
    lines = alt.Chart(lists).mark_rule(strokeDash=[4, 3]).encode(x)
    # Each list is named on a line of its own, because on a phone the two stand close together.
    heads = [
        alt.Chart(lists.iloc[[place]])
        .mark_text(align="right", baseline="bottom", dx=-3, dy=-4 - 16 * (len(lists) - 1 - place))
        .encode(x, alt.YValue(0), text="label:N")
        for place in range(len(lists))
    ]
    return alt.layer(lines, bars, marks, names, *heads).properties(width=width - 30, height=100)


def by_month(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw revenue abroad as an average month over the period that each figure is of.

    Parameters
    ----------
    table : pandas.DataFrame
        ``start``, ``stop`` (dates), ``monthly`` (million dollars), ``tracker``, ``label``,
        ``kind``.
    width : int
        Width in pixels.
    """
    phone = width <= NARROW
    time = alt.Axis(title=None, format="%b %Y", tickCount=4 if phone else 8, labelOverlap=True)
    money = alt.Axis(
        title="Million dollars a month",
        titleAngle=0,
        titleAnchor="end",
        titleAlign="left",
        titleY=-10,
        tickCount=5,
    )
    base = alt.Chart(table).encode(
        y=alt.Y("monthly:Q", axis=money),
        color=alt.Color(
            "tracker:N",
            scale=alt.Scale(domain=list(TRACKERS), range=list(TRACKERS.values())),
            legend=alt.Legend(
                title=None, columns=2 if phone else 4, symbolType="stroke", offset=26
            ),
        ),
        tooltip=[
            alt.Tooltip("label:N", title="Figure"),
            alt.Tooltip("monthly:Q", title="Million dollars a month", format=",.0f"),
            alt.Tooltip("definition:N", title="Counts"),
        ],
    )
    span = alt.X("start:T", scale=alt.Scale(type="utc"), axis=time)
    lines = base.mark_rule(strokeWidth=3).encode(span, alt.X2("stop:T"))
    middle = alt.X("centre:T", scale=alt.Scale(type="utc"), axis=time)
    marks = base.mark_point(size=60, filled=True).encode(middle, shape=kind_shape())
    return alt.layer(lines, marks).properties(height=300)


def local_titles(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the share of local originals among titles and in revenue, as two whole bars.

    Parameters
    ----------
    table : pandas.DataFrame
        ``of`` (what is shared out), ``part``, ``begin`` and ``end`` (per cent), ``words``.
    width : int
        Width in pixels.
    """
    phone = width <= NARROW
    colours = {
        "made abroad": PALETTE["blue"],
        "one or the other": PALETTE["ochre"],
        "translated": PALETTE["grey"],
    }
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    base = alt.Chart(table).encode(alt.Y("of:N", sort=None, axis=None))
    x = alt.X(
        "begin:Q", title="Per cent", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5)
    )
    legend = alt.Legend(title=None, columns=2 if phone else 3)
    bars = base.mark_bar(height=26).encode(
        x,
        alt.X2("end:Q"),
        color=alt.Color("part:N", scale=scale, legend=legend),
        tooltip=[
            alt.Tooltip("of:N", title="Share of"),
            alt.Tooltip("part:N", title="Part"),
            alt.Tooltip("words:N", title="Per cent"),
        ],
    )
    names = base.transform_filter("datum.begin === 0").mark_text(align="left", dy=-22)
    names = names.encode(alt.XValue(0), text="of:N")
    return alt.layer(bars, names).properties(width=width - 30, height=alt.Step(60))


def copying(table: pd.DataFrame, marked: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the rate of copying at one place that lies behind one share of infringed works.

    Parameters
    ----------
    table : pandas.DataFrame
        ``places`` (number searched) and ``rate`` (0 to 1).
    marked : pandas.DataFrame
        The rows that bear a label, with ``words``.
    width : int
        Width in pixels.
    """
    places = alt.X(
        "places:Q",
        scale=alt.Scale(type="log", domain=[1, 1000], nice=False),
        axis=alt.Axis(title="Places searched for copies (logarithmic)", values=[1, 10, 100, 1000]),
    )
    rate = alt.Y(
        "rate:Q",
        scale=alt.Scale(domain=[0, 0.65], nice=False),
        axis=alt.Axis(
            title="Works copied at one place",
            format=".0%",
            tickCount=4,
            titleAngle=0,
            titleAnchor="end",
            titleAlign="left",
            titleY=-10,
        ),
    )
    line = alt.Chart(table).mark_line(color=PALETTE["grey"]).encode(places, rate)
    base = alt.Chart(marked).encode(places, rate)
    points = base.mark_point(size=80, filled=True, color=PALETTE["blue"]).encode(
        shape=kind_shape("kind")
    )
    # The last name stands over its point, because behind it the picture ends.
    few = base.transform_filter("datum.places < 50").mark_text(align="left", dx=8, dy=-10)
    many = base.transform_filter("datum.places >= 50").mark_text(align="center", dy=-13)
    names = [side.encode(text="words:N") for side in (few, many)]
    return alt.layer(line, points, *names).properties(height=220)
