"""Walks of one or two dramas: on a laptop in the whole network, on a phone as ladders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.symbols.ladder import walk_ladder
from microdrama.charts.symbols.network import ground, sized
from microdrama.charts.symbols.pixels import (
    ARROW,
    PLAIN,
    heads,
    paths,
    rectangles,
    with_words,
)
from microdrama.charts.symbols.ways import COLOUR, ONE, OTHER, STROKE, TOOLTIP
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Where a way breaks off: a short dashed line below the box, and a cross at its end.
_STUB = "M0,0L0,14M-4,14L4,22M-4,22L4,14"


def walk_diagram(
    concepts: pd.DataFrame, relations: pd.DataFrame, rungs: int, width: int
) -> alt.LayerChart:
    """Draw the ways of one or two dramas; data come later.

    On a laptop they stand out in the whole network. A phone has no room for that: it shows
    each way as a ladder, two dramas side by side.

    Parameters
    ----------
    concepts, relations
        As for :func:`microdrama.charts.symbols.network.network_diagram`.
    rungs : int
        Most concepts that one walk meets.
    width : int
        Width in pixels.
    """
    if width <= NARROW:
        return walk_ladder(concepts["label"], rungs, width)
    boxed = with_words(concepts)
    base = alt.Chart().encode(tooltip=TOOLTIP)
    links = base.transform_filter("datum.part === 'link'").transform_calculate(head=f"'{ARROW}'")
    boxes = base.transform_filter("datum.part === 'concept' || datum.part === 'way'")
    fill = alt.condition("datum.part === 'concept'", alt.value(0.16), alt.value(0.05))
    frames = [
        rectangles(
            boxes.transform_filter(f"datum.role === '{role}'"), strokeWidth=2.5, strokeDash=dash
        ).encode(COLOUR, STROKE, fillOpacity=fill)
        for role, dash in (("one", [1, 0]), ("other", [6, 4]))
    ]
    lines = paths(links, strokeWidth=3).encode(COLOUR)
    layers = [*ground(boxed, relations), lines, heads(links, size=9).encode(COLOUR)]
    layers += [*frames, *_numbers(base), *_gaps(base)]
    return sized(alt.layer(*layers), boxed)


def _numbers(base: alt.Chart) -> list[alt.Chart]:
    """Return the numbers of steps: of the first drama at the left of a box, else at the right."""
    steps = base.transform_filter("datum.part === 'concept'")
    return [
        steps.transform_filter(f"datum.role === '{role}'")
        .mark_text(fontWeight=700, fontSize=12, dx=dx, dy=-7, align=side, color=colour)
        .encode(alt.X(f"{side}:Q", **PLAIN), alt.Y("top:Q", **PLAIN), text="order:Q")
        for role, side, dx, colour in (("one", "left", 0, ONE), ("other", "right", 0, OTHER))
    ]


def _gaps(base: alt.Chart) -> list[alt.Chart]:
    """Mark the boxes after which a way breaks off."""
    gaps = base.transform_filter("datum.part === 'gap'").transform_calculate(
        x="datum.left + (datum.role === 'one' ? 16 : datum.right - datum.left - 16)"
    )
    stubs = gaps.mark_point(shape=_STUB, size=4, filled=False, strokeWidth=2.5, opacity=1)
    return [stubs.encode(alt.X("x:Q", **PLAIN), alt.Y("bottom:Q", **PLAIN), COLOUR)]
