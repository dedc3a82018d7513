"""Walks on a phone: ladders with a rung for each concept, two dramas side by side."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable

import altair as alt

from microdrama.charts.symbols.boxes import HALF_LINE, Plane
from microdrama.charts.symbols.ways import ONE, OTHER, framed, ways

#: Letters in a line, and pixels of a rung.
RUNG_LETTERS, RUNG = 18, 52


def walk_ladder(labels: Iterable[str], rungs: int, width: int) -> alt.LayerChart:
    """Draw walks as ladders: one rung a concept, the first drama left, the second right.

    Parameters
    ----------
    labels : iterable of str
        Names of all concepts.
    rungs : int
        Most concepts that one walk meets.
    width : int
        Width in pixels.
    """
    plane = Plane(2, rungs, width - 12, RUNG)
    lines = {label: textwrap.wrap(label, RUNG_LETTERS) for label in labels}
    base = alt.Chart().transform_calculate(
        side="datum.role === 'one' ? 0 : 1",
        lines=f"({json.dumps(lines, ensure_ascii=False)})[datum.element]",
    )
    base = base.transform_calculate(**plane.ends("side", "rung", "side", "next_rung"))
    base = framed(base, "side", "rung").transform_calculate(
        first_line=f"datum.rung - (isValid(datum.lines) ? length(datum.lines) - 1 : 0) * "
        f"{HALF_LINE / RUNG}",
    )
    relations, heads, frames = ways(base, plane, "side", "rung", "side", "next_rung")
    boxed = base.transform_filter("datum.part === 'concept' || datum.part === 'way'")
    sheets = boxed.mark_rect(cornerRadius=4, style="sheet", strokeOpacity=0).encode(
        plane.x("left"), alt.X2("right:Q"), plane.y("top"), alt.Y2("bottom:Q")
    )
    words = boxed.mark_text(lineHeight=13, fontSize=11, baseline="middle").encode(
        plane.x("side"), plane.y("first_line"), text="lines:N"
    )
    numbers = boxed.transform_filter("datum.part === 'concept'").mark_text(
        fontWeight=700, fontSize=12, align="left", dx=5
    )
    numbers = numbers.encode(
        plane.x("left"),
        plane.y("rung"),
        text="order:Q",
        color=alt.condition("datum.role === 'one'", alt.value(ONE), alt.value(OTHER)),
    )
    return plane.sized(alt.layer(relations, sheets, frames, heads, words, numbers))
