"""The whole network: boxes in layers, lines around them, and what lights up of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.symbols.neighbourhood import neighbourhood
from microdrama.charts.symbols.pixels import (
    heads,
    names,
    paths,
    rectangles,
    shown,
    with_words,
)
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Width of a box, pixels between boxes of a layer and between layers, and boxes in a layer: of
#: those that fit the width, with the fewest crossings (``python -m benchmarks symbols``).
BOX, GAPS, MOST = 78, (4, 22), 5

CONCEPT_TIP = {"label": "Concept", "definition": "What it is", "quote": "In the text"}
RELATION_TIP = {
    "said": "Relation",
    "basis": "Basis",
    "note": "What the text says",
    "quote": "Its words",
}


def network_diagram(
    concepts: pd.DataFrame,
    relations: pd.DataFrame,
    texts: Mapping[str, str],
    height: int,
    width: int,
) -> alt.LayerChart:
    """Draw the network with one concept, stage or path lit; data come later.

    On a phone it is the neighbourhood of what is chosen.

    Parameters
    ----------
    concepts : pandas.DataFrame
        ``concept``, ``label``, ``definition``, ``quote``, ``text`` (key), ``lit`` (ids with a
        space around each), ``words``, ``left``, ``top``, ``right``, ``bottom``.
    relations : pandas.DataFrame
        ``source``, ``target``, ``said``, ``basis``, ``note``, ``quote``, ``text``, ``lit``,
        ``path``, ``head``, ``head_x``, ``head_y``, ``angle``.
    texts : mapping of str to str
        What each text is called in the legend, by key.
    height : int
        Height of the phone's picture, by default.
    width : int
        Width in pixels.
    """
    if width <= NARROW:
        return neighbourhood(texts, height)
    lit = "indexof(datum.lit, ' ' + shown + ' ') >= 0"
    colour = partial(_colour, texts)
    boxed = with_words(concepts)
    of_light = alt.Chart(relations).transform_filter(lit)
    near = "datum.source === shown || datum.target === shown"
    thick = alt.condition(near, alt.value(2.4), alt.value(1.3))
    lines = paths(of_light).encode(
        colour(alt.Color, columns=0), strokeWidth=thick, tooltip=shown(RELATION_TIP)
    )
    bright = alt.Chart(boxed).transform_filter(lit).encode(tooltip=shown(CONCEPT_TIP))
    chosen = alt.Chart(boxed).transform_filter("datum.concept === shown")
    layers = [
        *ground(boxed, relations, lit),
        lines,
        heads(of_light).encode(colour(alt.Color)),
        rectangles(bright, style="sheet", strokeWidth=1.6, cursor="pointer").encode(
            colour(alt.Stroke)
        ),
        rectangles(chosen, fillOpacity=0.2, strokeWidth=3, cursor="pointer").encode(
            colour(alt.Color), colour(alt.Stroke), tooltip=shown(CONCEPT_TIP)
        ),
        names(bright, cursor="pointer"),
    ]
    return sized(alt.layer(*layers), boxed)


def ground(boxed: pd.DataFrame, relations: pd.DataFrame, lit: str = "false") -> list[alt.Chart]:
    """Return the network in grey, on which something can be lit.

    Parameters
    ----------
    boxed, relations : pandas.DataFrame
        Concepts with the places of their words, and relations, as :func:`network_diagram` has them.
    lit : str
        Vega expression of the concepts whose names are drawn elsewhere.
    """
    links = alt.Chart(relations)
    base = alt.Chart(boxed).encode(tooltip=shown(CONCEPT_TIP))
    return [
        paths(links, style="rail", strokeWidth=1),
        heads(links, style="rail"),
        rectangles(base, style="sheet", strokeWidth=1, cursor="pointer"),
        names(base.transform_filter(f"!({lit})"), style="aside", cursor="pointer"),
    ]


def sized(chart: alt.LayerChart, boxed: pd.DataFrame) -> alt.LayerChart:
    """Return a chart with the size of the network."""
    return chart.properties(
        width=float(boxed["right"].max()), height=float(boxed["bottom"].max()) + 2, padding=1
    )


def _colour(texts: Mapping[str, str], channel: type, columns: int | None = None) -> object:
    """Return a text's colour as a channel, with a legend if its columns are given."""
    scale = alt.Scale(domain=list(texts), range=[TEXT_COLOURS[text] for text in texts])
    legend = None
    if columns is not None:
        words = f"({json.dumps(dict(texts))})[datum.label]"
        legend = alt.Legend(title=None, columns=columns, symbolType="stroke", labelExpr=words)
    return channel("text:N", scale=scale, legend=legend)
