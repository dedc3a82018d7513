"""Charts of the ecosystem chapter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, ink_on, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

LAYER_COLOURS = {
    "environment": PALETTE["blue"],
    "behaviour": PALETTE["green"],
    "outcome": PALETTE["purple"],
}

#: Room for labels on the left of a chart of rows.
_LABELS = 176


def _zero(vertical: bool = True) -> alt.Chart:
    """Draw the level at which there is no effect."""
    encoding = {"x" if vertical else "y": alt.datum(0)}
    return alt.Chart(alt.Data(values=[{}])).mark_rule(strokeDash=[4, 3]).encode(**encoding)


#: Half the width and height of a box, in columns and rows of the path diagram.
_BOX = (0.42, 0.36)

#: Pixels of a row of boxes and of a line of text in a box.
_ROW, _LINE = 66, 14


def paths(nodes: pd.DataFrame, edges: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the hypotheses as arrows between boxes in three layers.

    Parameters
    ----------
    nodes : pandas.DataFrame
        ``label``, ``layer``, ``column`` (from 0) and ``row`` (from 0, top down).
    edges : pandas.DataFrame
        ``id``, ``x``, ``y``, ``x2``, ``y2`` (columns and rows of both ends), ``sign``, ``note``.
    width : int
        Width in pixels.
    """
    places = _Places(
        alt.Scale(domain=[-0.5, float(nodes["column"].max()) + 0.5], nice=False),
        alt.Scale(domain=[float(nodes["row"].max()) + 0.5, -0.5], nice=False),
    )
    height = _ROW * (int(nodes["row"].max()) + 1)
    layers = [*_arrows(edges, places), *_boxes(nodes, places)]
    return alt.layer(*layers).properties(width=width - 12, height=height)


@dataclass(frozen=True)
class _Places:
    """Columns and rows of the path diagram; they are no quantities, so there is no axis."""

    across: alt.Scale
    down: alt.Scale

    def x(self, field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=self.across, axis=None, title=None)

    def y(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=self.down, axis=None, title=None)


def _arrows(edges: pd.DataFrame, places: _Places) -> list[alt.Chart]:
    """Draw lines with heads from side to side, or straight down within a layer."""
    wide, high = _BOX
    below = edges["x"] == edges["x2"]
    ends = edges.assign(
        x=edges["x"].where(below, edges["x"] + wide),
        x2=edges["x2"].where(below, edges["x2"] - wide),
        y=edges["y"].where(~below, edges["y"] + high),
        y2=edges["y2"].where(~below, edges["y2"] - high),
        points=below.map({True: 180, False: 90}),
    )
    lines = (
        alt.Chart(ends)
        .mark_rule(strokeWidth=1.5, color=PALETTE["grey"])
        .encode(
            places.x("x"),
            places.y("y"),
            alt.X2("x2:Q"),
            alt.Y2("y2:Q"),
            strokeDash=alt.condition("datum.sign === '−'", alt.value([5, 3]), alt.value([1, 0])),
            tooltip=[alt.Tooltip("id:N", title="Hypothesis"), alt.Tooltip("note:N", title="Says")],
        )
    )
    heads = (
        alt.Chart(ends)
        .mark_point(shape="triangle-up", filled=True, size=70, color=PALETTE["grey"])
        .encode(places.x("x2"), places.y("y2"), angle=alt.Angle("points:Q", scale=None))
    )
    return [lines, heads]


def _boxes(nodes: pd.DataFrame, places: _Places) -> list[alt.Chart]:
    """Draw a box with its name for each construct, in the colour of its layer."""
    wide, high = _BOX
    sides = nodes.assign(
        left=nodes["column"] - wide,
        right=nodes["column"] + wide,
        top=nodes["row"] - high,
        bottom=nodes["row"] + high,
        # Lines of text run down from their place, so the first is set higher.
        text=nodes["row"] - nodes["label"].str.count("\n") * _LINE / 2 / _ROW,
    )
    scale = alt.Scale(domain=list(LAYER_COLOURS), range=list(LAYER_COLOURS.values()))
    legend = alt.Legend(title=None, symbolType="square")
    frames = (
        alt.Chart(sides)
        .mark_rect(cornerRadius=4, fillOpacity=0.08, strokeWidth=1.5)
        .encode(
            places.x("left"),
            alt.X2("right:Q"),
            places.y("top"),
            alt.Y2("bottom:Q"),
            color=alt.Color("layer:N", scale=scale, legend=legend),
            stroke=alt.Stroke("layer:N", scale=scale, legend=None),
        )
    )
    names = (
        alt.Chart(sides)
        .mark_text(lineBreak="\n", baseline="middle", lineHeight=_LINE, fontSize=11)
        .encode(places.x("column"), places.y("text"), alt.Text("label:N"))
    )
    return [frames, names]


def distributions(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw how scores are spread, one row a construct, its mean as a mark.

    Parameters
    ----------
    table : pandas.DataFrame
        ``construct``, ``low``, ``high`` (of a bar), ``share`` (in percent), ``mean``, ``kind``.
    width : int
        Width in pixels.
    """
    order = list(dict.fromkeys(table["construct"]))
    base = alt.Chart(table)
    y = alt.Y(
        "construct:N",
        sort=order,
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelLimit=_LABELS),
    )
    x = alt.X(
        "low:Q",
        title="Points of the scale",
        scale=alt.Scale(domain=[float(table["low"].min()), float(table["high"].max())], nice=False),
        axis=alt.Axis(values=[1, 2, 3, 4, 5]),
    )
    bars = base.mark_bar(cornerRadius=1).encode(
        x,
        alt.X2("high:Q"),
        y,
        opacity=alt.Opacity("share:Q", scale=alt.Scale(range=[0.06, 0.9]), legend=None),
        tooltip=[
            alt.Tooltip("construct:N", title="Construct"),
            alt.Tooltip("low:Q", title="From", format=".1f"),
            alt.Tooltip("high:Q", title="To", format=".1f"),
            alt.Tooltip("share:Q", title="Respondents, %", format=".1f"),
        ],
    )
    firsts = base.transform_filter("datum.first")
    marks = firsts.mark_point(size=80, filled=True, color=PALETTE["vermilion"]).encode(
        alt.X("mean:Q"), y, kind_shape()
    )
    numbers = firsts.mark_text(dy=-14, fontWeight=600).encode(
        alt.X("mean:Q"), y, alt.Text("mean:Q", format=".2f")
    )
    return alt.layer(bars, marks, numbers).properties(width=width - _LABELS, height=alt.Step(34))


def intervals(
    width: int, label: str, order: list[str], title: str, *, value: str = "estimate"
) -> alt.LayerChart:
    """Draw estimates with their intervals, one row each; data come later.

    Parameters
    ----------
    width : int
        Width in pixels.
    label : str
        Column that names the rows.
    order : list of str
        Names from top to bottom.
    title : str
        What the axis shows.
    value : str
        Column with the estimate; ``low`` and ``high`` have the ends, ``mark`` the kind of number.
    """
    base = alt.Chart()
    y = alt.Y(
        f"{label}:N",
        sort=order,
        title=None,
        axis=alt.Axis(ticks=False, domain=False, orient="left", labelLimit=_LABELS),
    )
    x = alt.X(
        f"{value}:Q",
        title=title,
        scale=alt.Scale(nice=True),
        axis=alt.Axis(tickCount=(width - _LABELS) // 60),
    )
    lines = base.mark_rule(strokeWidth=2, color=PALETTE["blue"]).encode(
        alt.X("low:Q", title=title), alt.X2("high:Q"), y
    )
    marks = base.mark_point(size=90, filled=True, color=PALETTE["blue"]).encode(
        x,
        y,
        kind_shape("mark"),
        tooltip=[
            alt.Tooltip(f"{label}:N", title="Of"),
            alt.Tooltip(f"{value}:Q", title="Estimate", format=".3f"),
            alt.Tooltip("low:Q", title="At least", format=".3f"),
            alt.Tooltip("high:Q", title="At most", format=".3f"),
        ],
    )
    numbers = base.mark_text(dy=-12).encode(x, y, alt.Text(f"{value}:Q", format=".2f"))
    return alt.layer(_zero(), lines, marks, numbers).properties(
        width=width - _LABELS, height=alt.Step(40)
    )


def slope(width: int, level: str, slope: str) -> alt.LayerChart:
    """Draw a slope by level of the moderator in its band; data come later.

    Parameters
    ----------
    width : int
        Width in pixels.
    level, slope : str
        What the two axes show.
    """
    base = alt.Chart()
    x = alt.X(
        "level:Q",
        title=level,
        scale=alt.Scale(domain=[1, 5]),
        axis=alt.Axis(values=[1, 2, 3, 4, 5]),
    )
    band = base.mark_area(opacity=0.25, color=PALETTE["blue"]).encode(
        x, alt.Y("low:Q", title=slope), alt.Y2("high:Q")
    )
    line = base.mark_line(color=PALETTE["blue"]).encode(x, alt.Y("value:Q", title=slope))
    apart = (
        base.mark_point(size=18, filled=True, color=PALETTE["blue"])
        # Hidden rather than left out: a layer without any row has no extent, and Vega warns.
        .encode(
            x,
            alt.Y("value:Q", title=slope),
            opacity=alt.condition("datum.apart === 'may be zero'", alt.value(0), alt.value(1)),
            tooltip=[
                alt.Tooltip("level:Q", title="Level", format=".1f"),
                alt.Tooltip("value:Q", title="Slope", format=".2f"),
                alt.Tooltip("apart:N", title="Compared with zero"),
            ],
        )
    )
    return alt.layer(_zero(vertical=False), band, line, apart).properties(
        width=width - 64, height=240
    )


def histogram(width: int) -> alt.LayerChart:
    """Draw the surveys that agree with the text, by one quantity; data come later."""
    base = alt.Chart()
    bars = base.mark_bar(color=PALETTE["grey"]).encode(
        alt.X(
            "start:Q",
            bin="binned",
            title="Size of the quantity",
            axis=alt.Axis(tickCount=width // 80),
        ),
        alt.X2("end:Q"),
        alt.Y("share:Q", title="Surveys, in %"),
        tooltip=[
            alt.Tooltip("start:Q", title="At least", format=".2f"),
            alt.Tooltip("end:Q", title="Below", format=".2f"),
            alt.Tooltip("share:Q", title="Surveys, %", format=".1f"),
        ],
    )
    ours = base.mark_rule(strokeWidth=3, color=PALETTE["vermilion"]).encode(alt.X("ours:Q"))
    ends = base.mark_rule(strokeDash=[4, 3], strokeWidth=1.5)
    return alt.layer(
        bars, ends.encode(alt.X("low:Q")), ends.encode(alt.X("high:Q")), ours
    ).properties(width=width - 60, height=220)


#: One colour for each way in which a quantity is pinned down.
_PINNED = {"printed": PALETTE["blue"], "implied": PALETTE["ochre"], "free": PALETTE["grey"]}

#: How words stand beside a mark: alignment, and pixels away from it.
_BESIDE = {"left": ("right", -9), "right": ("left", 6), "within": ("center", 0)}


def pinned_down(
    rows: pd.DataFrame, groups: Mapping[str, tuple[str, str, list[float]]], width: int
) -> alt.VConcatChart:
    """Draw where each quantity can lie: a dot, or a bar over all that is possible.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``group``; ``name``, which may break where it says so; ``quantity``, the same in full;
        ``low``, ``high``, ``middle``, ``least``, ``most``, ``basis``; and ``says``, the words, with
        ``at``, where they stand, and ``beside``, on which side of it.
    groups : mapping of str to (str, str, list of float)
        Title, format and ticks of each panel's axis, from top to bottom.
    width : int
        Width in pixels.
    """
    names = 216 if width > NARROW else 142
    panels = [
        _panel(rows[rows["group"] == group], of_axis, names, width)
        for group, of_axis in groups.items()
    ]
    return alt.vconcat(*panels, spacing=14)


def _panel(
    rows: pd.DataFrame, of_axis: tuple[str, str, list[float]], names: int, width: int
) -> alt.LayerChart:
    """Draw the quantities of one group below each other on one axis."""
    title, spec, ticks = of_axis
    narrow = width <= NARROW
    x = partial(
        alt.X,
        scale=alt.Scale(domain=[float(rows["least"].min()), float(rows["most"].max())], nice=False),
        axis=alt.Axis(values=ticks, format=spec, title=None),
    )
    y = alt.Y(
        "name:N",
        sort=rows["name"].to_list(),
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelLimit=names,
            minExtent=names,
            maxExtent=names,
            # Where there is little room, a long name has two lines.
            labelExpr=(
                "split(datum.value, '\\n')" if narrow else "replace(datum.value, '\\n', ' ')"
            ),
            labelLineHeight=12,
            # Lines run down from their place, so the first of two is set higher.
            labelOffset=(
                alt.condition("indexof(datum.value, '\\n') > 0", alt.value(-6), alt.value(0))
                if narrow
                else 0
            ),
        ),
    )
    layers = [*_possible(alt.Chart(rows), x, y), *_words(alt.Chart(rows), x, y)]
    return alt.layer(*layers).properties(
        width=width - names - 22,
        height=alt.Step(28 if narrow else 22),
        title=alt.Title(title, anchor="start", frame="bounds", fontSize=12, offset=6),
    )


def _possible(base: alt.Chart, x: Callable[..., alt.X], y: alt.Y) -> list[alt.Chart]:
    """Draw a dot for what is printed, a bar for what remains possible."""
    colour = alt.Color(
        "basis:N", scale=alt.Scale(domain=list(_PINNED), range=list(_PINNED.values())), legend=None
    )
    tips = [
        alt.Tooltip("quantity:N", title="Quantity"),
        alt.Tooltip("says:N", title="The text prints"),
        alt.Tooltip("low:Q", title="At least", format=".3f"),
        alt.Tooltip("high:Q", title="At most", format=".3f"),
    ]
    bars = (
        base.transform_filter("datum.basis !== 'printed'")
        .mark_bar(height=16, cornerRadius=2)
        .encode(
            x("low:Q"),
            alt.X2("high:Q"),
            y,
            colour,
            opacity=alt.condition("datum.basis === 'free'", alt.value(0.3), alt.value(0.85)),
            tooltip=tips,
        )
    )
    dots = (
        base.transform_filter("datum.basis === 'printed'")
        .mark_point(size=120, filled=True)
        .encode(x("middle:Q"), y, colour, tooltip=tips)
    )
    return [bars, dots]


def _words(base: alt.Chart, x: Callable[..., alt.X], y: alt.Y) -> list[alt.Chart]:
    """Set what the text prints beside its mark, or within a bar that leaves no room."""
    layers = [
        base.transform_filter(f"datum.beside === '{side}'")
        .mark_text(align=align, dx=away, baseline="middle")
        .encode(x("at:Q"), y, alt.Text("says:N"))
        for side, (align, away) in _BESIDE.items()
    ]
    within = base.transform_filter("datum.beside === 'within, dark'").mark_text(
        baseline="middle", color=ink_on(_PINNED["implied"])
    )
    return [*layers, within.encode(x("at:Q"), y, alt.Text("says:N"))]
