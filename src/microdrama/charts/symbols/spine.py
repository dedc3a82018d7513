"""The spine of the framework: its columns, and the two paths through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.layered import LINE
from microdrama.charts.symbols.pixels import (
    DASHES,
    PATH_COLOURS,
    PLAIN,
    heads,
    name_in_lines,
    names,
    paths,
    rectangles,
    shown,
    with_words,
)
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Width of a box, and pixels between boxes of a layer and between layers, by layout.
BOX = {"wide": 88, "narrow": 80}
GAPS = {"wide": (16, 24), "narrow": (5, 24)}

#: Pixels above the boxes for the key, and on a laptop for the names of the columns.
_ABOVE = {"wide": 78, "narrow": 44}


def spine_diagram(
    concepts: pd.DataFrame, relations: pd.DataFrame, columns: Sequence[str], width: int
) -> alt.LayerChart:
    """Draw the spine: from left to right on a laptop, from top to bottom on a phone.

    Parameters
    ----------
    concepts : pandas.DataFrame
        ``label``, ``definition``, ``quote``, ``column`` (from 0), ``path`` (``deep``, ``surface``
        or ``both``), ``words``, ``left``, ``top``, ``right``, ``bottom``.
    relations : pandas.DataFrame
        ``said`` (in words), ``note``, ``quote``, ``basis``, ``on`` (its path), ``path`` (of SVG),
        ``head``, ``head_x``, ``head_y``, ``angle``.
    columns : sequence of str
        Names of the columns.
    width : int
        Width in pixels.
    """
    wide = width > NARROW
    top = _ABOVE["wide" if wide else "narrow"]
    down = {edge: concepts[edge] + top for edge in ("top", "bottom")}
    boxed = with_words(concepts.assign(**down))
    scale = alt.Scale(domain=list(PATH_COLOURS), range=list(PATH_COLOURS.values()))
    base = alt.Chart(boxed).encode(
        tooltip=shown({"label": "Concept", "definition": "What it is", "quote": "In the text"})
    )
    moved = relations.assign(top=top, head_y=relations["head_y"] + top)
    lines = alt.Chart(moved).encode(
        alt.Color("on:N", scale=scale, legend=None),
        tooltip=shown({"said": "Relation", "note": "What the text says", "quote": "Its words"}),
    )
    colours = {"color": alt.Color("path:N", scale=scale, legend=None)}
    colours["stroke"] = alt.Stroke("path:N", scale=scale, legend=None)
    layers = [
        paths(lines, strokeWidth=1.8).encode(alt.Y("top:Q", **PLAIN)),
        heads(lines),
        rectangles(base, style="sheet"),
        rectangles(base, fillOpacity=0.12, strokeWidth=1.6).encode(**colours),
        names(base),
        *_key(wide, scale),
    ]
    if wide:
        layers += _headings(boxed, columns, top)
    high = float(boxed["bottom"].max()) + 2
    return alt.layer(*layers).properties(width=float(boxed["right"].max()), height=high, padding=1)


def _key(wide: bool, scale: alt.Scale) -> tuple[alt.Chart, alt.Chart]:
    """Name the two paths, and what is dashed."""
    import pandas as pd

    rows = pd.DataFrame(
        [
            ("deep", "the deep path", "stated", 0, 0),
            ("surface", "the surface path", "stated", 1, 0),
            ("both", "our reading", "our reading", 2 * wide, 1 - wide),
        ],
        columns=["path", "words", "basis", "across", "down"],
    )
    rows = rows.assign(x=rows["across"] * 150, y=8 + rows["down"] * 18)
    rows = rows.assign(end=rows["x"] + 26, middle=rows["x"] + 34)
    base = alt.Chart(rows)
    strokes = base.mark_rule(strokeWidth=3).encode(
        alt.X("x:Q", **PLAIN),
        alt.X2("end:Q"),
        alt.Y("y:Q", **PLAIN),
        alt.Color("path:N", scale=scale, legend=None),
        strokeDash=alt.condition("datum.basis === 'stated'", alt.value([1, 0]), alt.value(DASHES)),
    )
    words = base.mark_text(align="left", baseline="middle", fontSize=12).encode(
        alt.X("middle:Q", **PLAIN), alt.Y("y:Q", **PLAIN), text="words:N"
    )
    return strokes, words


def _headings(boxed: pd.DataFrame, columns: Sequence[str], top: int) -> list[alt.Chart]:
    """Name each column above its boxes, with a rule as wide as the column."""
    ends = boxed.groupby("column").agg({"left": "min", "right": "max"}).reset_index()
    words = [name_in_lines(columns[column], 84) for column in ends["column"]]
    at = ends.assign(words=words, x=(ends["left"] + ends["right"]) / 2)
    at["y"] = top - 22 - at["words"].str.count("\n") * LINE
    base = alt.Chart(at)
    rules = base.mark_rule(style="rail", strokeWidth=2).encode(
        alt.X("left:Q", **PLAIN), alt.X2("right:Q"), y=alt.value(top - 14)
    )
    return [rules, names(base, baseline="alphabetic", fontWeight="bold", fontSize=12)]
