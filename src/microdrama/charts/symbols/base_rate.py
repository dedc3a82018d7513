"""The chance of a strong effect without localisation, by base rate."""

from __future__ import annotations

import altair as alt

from microdrama.charts.theme import PALETTE, kind_shape

_PERCENT = {"scale": alt.Scale(domain=[0, 100]), "axis": alt.Axis(tickCount=5)}
_X = alt.X("overall:Q", title="Strong effects among all dramas, %", **_PERCENT)
_TITLE = "Chance of a strong effect, %"
_WITHOUT = alt.Y("value:Q", title=_TITLE, **_PERCENT)
_WITH = alt.Y("given:Q", title=_TITLE)


def base_rate_lines(width: int) -> alt.LayerChart:
    """Draw the chance of an effect with and without localisation by base rate; data come later."""
    base = alt.Chart()
    line = base.mark_line(color=PALETTE["ochre"]).encode(_X, _WITHOUT)
    level = base.mark_line(color=PALETTE["blue"]).encode(_X, _WITH)
    # Base rates are whole numbers here: one of them is the first that can be, one the last.
    first = base.transform_filter("datum.overall < datum.least + 1")
    last = base.transform_filter("datum.overall > datum.most - 1")
    layers = (line, level, *_chosen(first), *_names(first, last))
    return alt.layer(*layers).properties(width=width - 64, height=260)


def _chosen(first: alt.Chart) -> tuple[alt.Chart, alt.Chart]:
    """Mark the two chances at the base rate that is chosen."""
    here = first.transform_calculate(kind="'assumed'", known="'reported'")
    given = here.mark_point(size=110, filled=True, color=PALETTE["blue"]).encode(
        alt.X("base_rate:Q"), _WITH, kind_shape("known")
    )
    at = here.transform_filter("datum.at >= 0 && datum.at <= 100").mark_point(
        size=110, filled=True, color=PALETTE["ochre"]
    )
    return given, at.encode(alt.X("base_rate:Q"), alt.Y("at:Q", title=_TITLE), kind_shape())


def _names(first: alt.Chart, last: alt.Chart) -> tuple[alt.Chart, ...]:
    """Name the two lines, in ink, which is easier to read than the line's colour."""
    level = first.mark_text(align="left", dx=4, dy=-8).encode(
        x=alt.value(0), y=_WITH, text=alt.value("with localisation")
    )
    # Where the end of the line leaves room.
    line = [
        last.transform_filter(f"datum.overall {half} 50")
        .mark_text(align=side, dx=dx, dy=8)
        .encode(_X, _WITHOUT, text=alt.value("without localisation"))
        for half, side, dx in ((">", "right", -10), ("<=", "left", 10))
    ]
    return level, *line
