"""The time axis on a phone: from top to bottom, each lane a column, names in lines beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.evolution import lanes as at
from microdrama.charts.evolution.labels import pixel
from microdrama.charts.evolution.plane import milliseconds
from microdrama.charts.theme import PALETTE

if TYPE_CHECKING:
    import pandas as pd

#: Pixels from the left end of the plot to the names, and of the years beside the plot.
_WORDS, _YEARS = 108, 46

#: Pixels of the first stage, of a box of an undated one, and between two.
_FIRST, _BOX, _GAP = 40, 24, 14


def downwards(
    stages: pd.DataFrame,
    undated: pd.DataFrame,
    lanes: Mapping[str, str],
    said: str,
    width: int,
) -> alt.VConcatChart:
    """Draw the axis from top to bottom.

    Parameters
    ----------
    stages, undated : pandas.DataFrame
        As for :func:`microdrama.charts.evolution.time_axis.time_axis`.
    lanes : mapping of str
        Name of each lane.
    said : str
        What the bands are.
    width : int
        Width in pixels.
    """
    inner = width - _YEARS
    parts = [
        _heads(lanes),
        _before(stages.iloc[0], said, inner),
        _main(alt.Chart(), stages.iloc[1:], inner),
        _undated(undated, inner),
    ]
    return alt.vconcat(*(part.properties(width=inner) for part in parts), spacing=4)


def _heads(lanes: Mapping[str, str]) -> alt.LayerChart:
    """Name the lanes, one line a lane, each with a stem down to its column."""
    high = 16 * len(lanes) + 6
    rows = [
        {"x": x, "x2": x + 9, "y": y, "y2": high, "words": x + 12, "lane": lane, "text": text}
        for place, (lane, text) in enumerate(lanes.items())
        for x, y in [(place * at.COLUMN + at.INDENT, 8 + place * 16)]
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(pixel(alt.X, "x"), pixel(alt.Y, "y"))
    line = base.mark_rule(strokeWidth=2).encode(at.colour())
    names = [{"x": row["words"], "y": row["y"], "text": row["text"]} for row in rows]
    return alt.layer(
        line.encode(y2="y2"), line.encode(x2="x2"), at.words(names, fontWeight=600)
    ).properties(height=high)


def _before(stage: pd.Series, said: str, inner: int) -> alt.LayerChart:
    shade = alt.Chart(alt.Data(values=[{}])).mark_rect(color=PALETTE["grey"], opacity=at.SHADES[1])
    lines = [
        {"x": 6, "y": 28, "text": stage["years"]},
        {"x": 84, "y": 28, "text": "no dated event found"},
        {"x": 0, "y": -8, "text": said},
    ]
    return alt.layer(
        shade.encode(x=alt.value(0), x2=alt.value(inner), y=alt.value(0), y2=alt.value(_FIRST)),
        at.words([{"x": 6, "y": 12, "text": stage["name"]}], fontWeight=600),
        at.words(lines, style="aside"),
    ).properties(height=_FIRST)


def _down(field: str) -> alt.Y:
    """Encode a field of days downwards."""
    first, last = milliseconds(at.FIRST), milliseconds(at.LAST)
    ticks = [milliseconds(date(year, 1, 1)) for year in range(at.FIRST.year, at.LAST.year + 1)]
    return alt.Y(
        f"{field}:T",
        scale=alt.Scale(type="utc", domain=[first, last], nice=False, reverse=True),
        axis=alt.Axis(title=None, values=ticks, format="%Y", grid=False, labelBaseline="top"),
    )


def _main(base: alt.Chart, stages: pd.DataFrame, inner: int) -> alt.LayerChart:
    """Draw the events before the stages, their names in lines at the right."""
    across = pixel(alt.X, "narrow_x")
    bands = at.shaded(stages).encode(
        _down("start"), alt.Y2("end:T"), x=alt.value(0), x2=alt.value(inner)
    )
    names = [
        {"x": _WORDS, "y": row.words_y + 9, "text": f"{row.name}, {row.years}"}
        for row in stages.itertuples(index=False)
    ]
    left, right = at.INDENT, at.INDENT + at.COLUMN
    layers = [
        bands,
        at.words(names, style="aside"),
        at.tie(base).encode(_down("tie_at"), y2="day:T", x=alt.value(left), x2=alt.value(right)),
        at.lasting(base).encode(_down("begin"), across, at.colour(), y2="until:T"),
        *_names(base, across),
        *at.dots(base, across, _down("day")),
    ]
    return alt.layer(*layers).properties(height=round(at.fallen(at.LAST)))


def _names(base: alt.Chart, across: alt.X) -> tuple[alt.Chart, alt.Chart]:
    """Draw the names of the turning points, and the lines that lead to them."""
    named = base.transform_filter("datum.turns").transform_calculate(
        words_x=str(_WORDS), words_y="datum.narrow_words + 9"
    )
    line = named.transform_calculate(line_x=str(_WORDS - 4)).mark_rule(strokeWidth=1, opacity=0.4)
    words = named.mark_text(align="left", baseline="middle", fontWeight=600)
    return (
        line.encode(_down("day"), across, x2="line_x:Q"),
        words.encode(pixel(alt.X, "words_x"), pixel(alt.Y, "words_y"), text="turning:N"),
    )


def _undated(undated: pd.DataFrame, inner: int) -> alt.LayerChart:
    """Draw the stages that have no years below the axis, one box under the other."""
    frames, lines, top = [], [], 26
    for row in undated.itertuples():
        lines.append({"x": 0, "y": top + 8, "text": row.text})
        for order, text in enumerate((row.first, row.then)):
            up = top + 20 + order * (_BOX + _GAP)
            frames.append({"x": 0, "x2": inner, "y": up, "y2": up + _BOX})
            lines.append({"x": 8, "y": up + _BOX / 2, "text": text})
        lines.append({"x": 12, "y": top + 20 + _BOX + 7, "text": "↓"})
        top += 20 + 2 * _BOX + 2 * _GAP
    heading = at.words([{"x": 0, "y": 10, "text": "Stages without years"}], fontWeight=600)
    return alt.layer(at.boxed(frames), at.words(lines), heading).properties(height=top)
