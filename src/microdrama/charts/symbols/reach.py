"""What can still be reached when something is taken out: in the network, on a phone as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.symbols.network import CONCEPT_TIP, RELATION_TIP, ground, sized
from microdrama.charts.symbols.pixels import (
    PLAIN,
    heads,
    names,
    paths,
    rectangles,
    shown,
    with_words,
)
from microdrama.charts.theme import PALETTE, ink_on
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: What a path to an outcome can be.
REACH_COLOURS = {
    "reached": PALETTE["green"],
    "cut off": PALETTE["vermilion"],
    "never": PALETTE["grey"],
}

#: Whether a concept or relation is cut off by what is taken out.
_CUT = "indexof(datum.cut, ' ' + taken_out + ' ') >= 0"


def reach_diagram(concepts: pd.DataFrame, relations: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw what paths from symbols still reach; data come later.

    Parameters
    ----------
    concepts, relations : pandas.DataFrame
        As for :func:`microdrama.charts.symbols.network.network_diagram`, with ``cut`` (ids of
        concepts and relations without which no path from a symbol comes here, with a space
        around each), ``on_a_way`` (whether any does), ``outcome`` (whether it is one; of
        concepts) and ``id`` (of relations, as ``cut`` names them).
    width : int
        Width in pixels.
    """
    if width <= NARROW:
        return reach_grid(width)
    boxed = with_words(concepts)
    scale = alt.Scale(domain=list(REACH_COLOURS), range=list(REACH_COLOURS.values()))
    state = f"{_CUT} ? 'cut off' : 'reached'"
    met = {"state": alt.Color("state:N", scale=scale, legend=None)}
    stroke = alt.Stroke("state:N", scale=scale, legend=None)
    ways = alt.Chart(relations).transform_filter("datum.on_a_way").transform_calculate(state=state)
    boxes = alt.Chart(boxed).transform_filter("datum.on_a_way").transform_calculate(state=state)
    ends = boxes.transform_filter("datum.outcome").encode(tooltip=shown(CONCEPT_TIP))
    layers = [
        *ground(boxed, relations, "datum.on_a_way"),
        paths(ways, strokeWidth=1.5).encode(met["state"], tooltip=shown(RELATION_TIP)),
        heads(ways).encode(met["state"]),
        rectangles(boxes, style="sheet", strokeWidth=1.5, cursor="pointer").encode(
            stroke, tooltip=shown(CONCEPT_TIP)
        ),
        rectangles(ends, strokeWidth=2.5, fillOpacity=0.16, cursor="pointer").encode(
            met["state"], stroke
        ),
        names(boxes, cursor="pointer"),
        *_signs(ends),
        *_taken_out(boxed, relations),
    ]
    return sized(alt.layer(*layers), boxed)


def _signs(ends: alt.Chart) -> list[alt.Chart]:
    """Mark each outcome at its corner: reached, or cut off."""
    signs = ends.transform_calculate(sign="datum.state === 'reached' ? '✓' : '✗'")
    at = [alt.X("right:Q", **PLAIN), alt.Y("top:Q", **PLAIN)]
    discs = ends.mark_point(shape="circle", size=150, filled=True, opacity=1).encode(
        *at, alt.Color("state:N", legend=None, scale=_scale())
    )
    ink = alt.condition(
        "datum.state === 'reached'",
        *(alt.value(ink_on(REACH_COLOURS[state])) for state in ("reached", "cut off")),
    )
    words = signs.mark_text(fontSize=11, fontWeight="bold", baseline="middle")
    return [discs, words.encode(*at, text="sign:N", color=ink)]


def _scale() -> alt.Scale:
    return alt.Scale(domain=list(REACH_COLOURS), range=list(REACH_COLOURS.values()))


def _taken_out(boxed: pd.DataFrame, relations: pd.DataFrame) -> list[alt.Chart]:
    """Cross out what is taken out."""
    gone = PALETTE["vermilion"]
    concept = alt.Chart(boxed).transform_filter("datum.concept === taken_out")
    relation = alt.Chart(relations).transform_filter("datum.id === taken_out")
    frame = rectangles(concept, strokeWidth=3, fillOpacity=0.16, color=gone, stroke=gone)
    cross = [
        concept.mark_rule(strokeWidth=2.5, color=gone).encode(
            alt.X("left:Q", **PLAIN),
            alt.X2("right:Q"),
            alt.Y(f"{start}:Q", **PLAIN),
            alt.Y2(f"{end}:Q"),
        )
        for start, end in (("top", "bottom"), ("bottom", "top"))
    ]
    return [frame, *cross, paths(relation, strokeWidth=5, color=gone)]


def reach_grid(width: int) -> alt.LayerChart:
    """Draw which outcomes paths lead to, from symbols and from platforms; data come later."""
    base = alt.Chart().transform_fold(["from_symbol", "from_platform"], as_=["start", "reach"])
    base = base.transform_calculate(
        where="datum.start === 'from_symbol' ? 'from a symbol' : 'from a platform'",
        sign="datum.reach === 'reached' ? '✓ reached' : datum.reach === 'cut off' ? "
        "'✗ cut off' : 'never'",
    )
    x, y = _starts(width), _outcomes()
    scale = alt.Scale(domain=list(REACH_COLOURS), range=list(REACH_COLOURS.values()))
    fields = base.mark_rect(cornerRadius=3, strokeWidth=1.5, fillOpacity=0.12, height=24).encode(
        x,
        y,
        alt.Color("reach:N", scale=scale, legend=None),
        stroke=alt.Stroke("reach:N", scale=scale, legend=None),
        opacity=alt.condition("datum.reach === 'never'", alt.value(0.35), alt.value(1)),
    )
    words = base.mark_text(fontSize=12).encode(x, y, text="sign:N")
    return alt.layer(fields, words).properties(width=width - 180, height=alt.Step(32))


def _outcomes() -> alt.Y:
    axis = alt.Axis(ticks=False, domain=False, labelLimit=200, orient="left")
    return alt.Y("outcome:N", sort=None, title=None, axis=axis)


def _starts(width: int) -> alt.X:
    return alt.X(
        "where:N",
        sort=["from a symbol", "from a platform"],
        title=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            ticks=False,
            domain=False,
            # On a phone a heading takes two lines.
            labelExpr="datum.label" if width > NARROW else "['from a', slice(datum.label, 7)]",
            labelPadding=2 if width > NARROW else 18,
        ),
    )
