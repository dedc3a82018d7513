"""Walks of one or two dramas: on a laptop in the whole network, on a phone as ladders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.symbols.boxes import plane_of
from microdrama.charts.symbols.ladder import walk_ladder
from microdrama.charts.symbols.network import ground
from microdrama.charts.symbols.ways import ONE, OTHER, framed, ways
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd


def walk_diagram(
    places: Mapping[str, pd.DataFrame], links: pd.DataFrame, rungs: int, width: int
) -> alt.LayerChart:
    """Draw the ways of one or two dramas; data come later.

    On a laptop they stand out in the whole network. A phone has no room for that: it shows
    each way as a ladder, two dramas side by side.

    Parameters
    ----------
    places, links
        As for :func:`microdrama.charts.symbols.network.network_diagram`.
    rungs : int
        Most concepts that one walk meets.
    width : int
        Width in pixels.
    """
    laid_out = places["wide"]
    if width <= NARROW:
        return walk_ladder(laid_out["label"], rungs, width)
    plane = plane_of(laid_out, width)
    lines, boxes, words, rails, stages = ground(plane, laid_out, links, "wide")
    base = alt.Chart().transform_calculate(**plane.ends("x", "y", "x2", "y2"))
    base = framed(base, "x", "y")
    relations, heads, frames = ways(base, plane, "x", "y", "x2", "y2")
    steps = base.transform_filter("datum.part === 'concept'")
    numbers = [
        steps.transform_filter(f"datum.role === '{role}'")
        .mark_text(fontWeight=700, fontSize=12, dx=dx, dy=-5, align=side, color=colour)
        .encode(plane.x(side), plane.y("top"), text="order:Q")
        for role, side, dx, colour in (("one", "left", 3, ONE), ("other", "right", -3, OTHER))
    ]
    layers = (lines, relations, boxes, frames, heads, words, *numbers, rails, stages)
    return plane.sized(alt.layer(*layers))
