"""The time axis on a laptop: from left to right, each lane a line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.evolution import lanes as at
from microdrama.charts.evolution.labels import pixel
from microdrama.charts.evolution.plane import milliseconds
from microdrama.charts.theme import PALETTE
from microdrama.show.figure import WIDE

if TYPE_CHECKING:
    import pandas as pd

#: Pixels of a box of an undated stage, and between two.
_BOX, _BOX_HIGH, _GAP = 190, 24, 34


def across(
    stages: pd.DataFrame, undated: pd.DataFrame, lanes: Mapping[str, str], said: str
) -> alt.VConcatChart:
    """Draw the axis from left to right.

    Parameters
    ----------
    stages, undated : pandas.DataFrame
        As for :func:`microdrama.charts.evolution.time_axis.time_axis`.
    lanes : mapping of str
        Name of each lane.
    said : str
        What the bands are.
    """
    whose = at.words([{"x": 0, "y": 6, "text": said}], style="aside")
    above = alt.hconcat(
        _before(stages.iloc[0], lanes), _main(alt.Chart(), stages.iloc[1:]), spacing=0
    )
    whole = WIDE - at.MARGIN - 2
    return alt.vconcat(
        whose.properties(width=whole, height=12),
        above,
        _undated(undated).properties(width=whole),
        spacing=8,
    )


def _before(stage: pd.Series, lanes: Mapping[str, str]) -> alt.LayerChart:
    """Draw the first stage, on a scale of its own, with the names of the lanes."""
    names = [{"x": 16, "y": at.LINES[lane][0], "text": text} for lane, text in lanes.items()]
    heads = [{"x": 9, "y": at.LINES[lane][0], "lane": lane} for lane in lanes]
    shade = alt.Chart(alt.Data(values=[{}])).mark_rect(color=PALETTE["grey"], opacity=at.SHADES[1])
    return alt.layer(
        shade.encode(
            x=alt.value(0), x2=alt.value(at.BEFORE - 3), y=alt.value(0), y2=alt.value(at.HIGH)
        ),
        *_stage_names([(6.0, stage["name"], stage["years"])]),
        at.words([{"x": 6, "y": 40, "text": "no dated event found"}], style="aside"),
        at.words(names, fontWeight=600),
        alt.Chart(alt.Data(values=heads))
        .mark_point(filled=True, size=60)
        .encode(pixel(alt.X, "x"), pixel(alt.Y, "y"), at.colour()),
    ).properties(width=at.BEFORE, height=at.HIGH)


def _stage_names(stages: list[tuple[float, str, str]]) -> tuple[alt.Chart, alt.Chart]:
    return (
        at.words([{"x": x, "y": 10, "text": name} for x, name, _ in stages], fontWeight=600),
        at.words([{"x": x, "y": 25, "text": years} for x, _, years in stages], style="aside"),
    )


def _main(base: alt.Chart, stages: pd.DataFrame) -> alt.LayerChart:
    """Draw the events before the stages."""
    plane, down = at.plane(), pixel(alt.Y, "wide_y")
    ticks = {
        "values": [milliseconds(date(y, 1, 1)) for y in range(at.FIRST.year, at.LAST.year + 1)],
        "format": "%Y",
        "grid": False,
        "labelAlign": "left",
        "labelPadding": 6,
    }
    bands = at.shaded(stages).encode(
        plane.x("start", **ticks), alt.X2("end:T"), y=alt.value(0), y2=alt.value(at.HIGH)
    )
    names = [
        (plane.across(row.start) + 6, row.name, row.years) for row in stages.itertuples(index=False)
    ]
    layers = [
        bands,
        *_stage_names(names),
        *_ties(base),
        at.lasting(base).encode(plane.x("begin"), down, at.colour(), x2="until:T"),
        base.transform_filter("datum.leads")
        .mark_rule(strokeWidth=1, opacity=0.5)
        .encode(pixel(alt.X, "dot_x"), down, x2="lead_x", y2="lead_y"),
        *at.dots(base, plane.x("day"), down),
        *_names(base),
    ]
    return alt.layer(*layers).properties(width=plane.width, height=at.HIGH)


def _ties(base: alt.Chart) -> list[alt.Chart]:
    """Draw the line from a platform's move to the rule that follows, with the months between."""
    plane = at.plane()
    platform, policy = (at.LINES[lane][0] for lane in ("platform", "policy"))
    line = at.tie(base).encode(
        plane.x("tie_at"), x2="day:T", y=alt.value(platform + 7), y2=alt.value(policy - 7)
    )
    months = at.tied(base).mark_text(align="right", dx=-26, baseline="bottom")
    return [
        line,
        months.encode(plane.x("day"), y=alt.value(policy - 8), text="tie_said:N"),
    ]


def _names(base: alt.Chart) -> list[alt.Chart]:
    """Draw the names of the turning points, as they were placed."""
    return [
        base.transform_filter(f"datum.word_align === '{align}'")
        .mark_text(align=align, baseline="middle", lineBreak="\n", lineHeight=14, fontWeight=600)
        .encode(pixel(alt.X, "word_x"), pixel(alt.Y, "word_y"), text="wide_words:N")
        for align in ("left", "center", "right")
    ]


def _undated(undated: pd.DataFrame) -> alt.LayerChart:
    """Draw the stages that have no years in boxes beside the axis."""
    frames, names = [], []
    lines = [{"x": 0, "y": 8, "text": "Stages without years stand beside the axis"}]
    for place, row in enumerate(undated.itertuples()):
        top = 22 + place * (_BOX_HIGH + 8)
        middle = top + _BOX_HIGH / 2
        names.append({"x": 0, "y": middle, "text": row.text})
        for order, text in enumerate((row.first, row.then)):
            left = at.BEFORE + order * (_BOX + _GAP)
            frames.append({"x": left, "x2": left + _BOX, "y": top, "y2": top + _BOX_HIGH})
            lines.append({"x": left + 8, "y": middle, "text": text})
        lines.append({"x": at.BEFORE + _BOX + 10, "y": middle, "text": "→"})
    return alt.layer(at.boxed(frames), at.words(lines), at.words(names, fontWeight=600)).properties(
        height=22 + len(undated) * (_BOX_HIGH + 8)
    )
