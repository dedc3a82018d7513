"""Charts of the page on what can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, ink_on
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

#: What a recommendation rests on, from firm ground to nothing.
GROUND_COLOURS = {
    "a number or date confirmed from outside": PALETTE["green"],
    "a printed number, not confirmed": PALETTE["blue"],
    "claims without a number": PALETTE["grey"],
    "nothing printed": PALETTE["vermilion"],
}

#: Pixels that a digit takes; letters that fit into half a phone.
_DIGIT, _HALF = 7.5, 18

#: Pixels beside the bars.
_MARGIN = 24


def stacks(
    counts: pd.DataFrame, width: int, colours: Mapping[str, str], title: str
) -> alt.LayerChart:
    """Draw counts as one stacked bar a group, the group's name above its bar.

    Parameters
    ----------
    counts : pandas.DataFrame
        ``label`` (of the group), ``status``, ``claims``; bars and their segments in order.
    width : int
        Width in pixels.
    colours : mapping of str to str
        Colour by status, in the order of the legend.
    title : str
        What is counted.
    """
    drawn = [status for status in colours if status in set(counts["status"])]
    fills = alt.Scale(domain=drawn, range=[colours[status] for status in drawn])
    inks = alt.Scale(domain=drawn, range=[ink_on(colours[status]) for status in drawn])
    y = alt.Y(
        "label:N",
        sort=list(dict.fromkeys(counts["label"])),
        axis=None,
        scale=alt.Scale(paddingInner=0.5),
    )
    base = alt.Chart(_segments(counts, width - _MARGIN))
    bars = base.mark_bar(height=18, yOffset=8).encode(
        alt.X("start:Q", axis=alt.Axis(title=title, tickMinStep=1, tickCount=6)),
        alt.X2("end:Q"),
        y,
        alt.Color("status:N", scale=fills, legend=alt.Legend(columns=_columns(drawn, width))),
        tooltip=[
            alt.Tooltip("label:N", title="Of"),
            alt.Tooltip("status:N", title="Verdict"),
            alt.Tooltip("claims:Q", title="Claims"),
        ],
    )
    numbers = base.mark_text(yOffset=8, fontWeight=600).encode(
        alt.X("middle:Q"), y, alt.Color("status:N", scale=inks, legend=None), text="number:N"
    )
    names = (
        base.transform_filter("datum.start === 0")
        .mark_text(align="left", dy=-12)
        .encode(y, text="label:N", x=alt.value(0))
    )
    # Two scales of one field: the bar's colour, and the ink that can be read on it.
    chart = alt.layer(bars, numbers, names).resolve_scale(color="independent")
    return chart.properties(width=width - _MARGIN, height=alt.Step(46))


def _segments(counts: pd.DataFrame, room: int) -> pd.DataFrame:
    """Return where each segment starts and ends, and its number where there is room for it."""
    ends = counts.groupby("label", sort=False)["claims"].cumsum()
    scale = room / ends.max()
    return counts.assign(
        end=ends,
        start=ends - counts["claims"],
        middle=ends - counts["claims"] / 2,
        number=[_fitting(claims, claims * scale) for claims in counts["claims"]],
    )


def _fitting(number: int, pixels: float) -> str:
    """Return a number if its segment has room for it."""
    return str(number) if len(str(number)) * _DIGIT <= pixels else ""


#: Pixels of a symbol of the legend with the room around it, and of an average letter; entries of a
#: row where one row has no room for all.
_SYMBOL, _LETTER, _ROW = 26, 6.2, 5


def _columns(names: list[str], width: int) -> int:
    """Return the columns of a legend; 0 for a single row."""
    if width > NARROW:
        return 0 if sum(_SYMBOL + _LETTER * len(name) for name in names) <= width else _ROW
    return 1 if max(map(len, names)) > _HALF else 2


def refutable(width: int) -> alt.LayerChart:
    """Draw the share of means that can be refuted, one bar for each number of items."""
    base = alt.Chart().encode(
        alt.Y(
            "scale_items:O", title="Items in the scale", axis=alt.Axis(ticks=False, domain=False)
        ),
    )
    x = alt.X(
        "refutable:Q",
        title="Printed means that no data set has, in %",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(tickCount=5),
    )
    bars = base.mark_bar(height=14).encode(x)
    numbers = base.mark_text(align="left", dx=4).encode(x, alt.Text("refutable:Q", format=".0f"))
    return alt.layer(bars, numbers).properties(width=width - 72, height=alt.Step(22))
