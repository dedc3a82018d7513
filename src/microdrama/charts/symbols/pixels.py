"""Pictures in pixels: names in boxes, lines as paths, and heads that say what a line does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.layered import LINE, wrapped
from microdrama.charts.theme import PALETTE

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.layered import Size

#: Pixels of type.
TYPE = 11.2

#: Colours of the two paths of the framework, and of what lies on both or on neither.
PATH_COLOURS = {
    "deep": PALETTE["blue"],
    "surface": PALETTE["vermilion"],
    "both": PALETTE["grey"],
    "neither": PALETTE["grey"],
}

#: Dashes of what is our reading.
DASHES = [5, 3]

#: Pixels are no quantities, so they have neither scale nor axis.
PLAIN = {"scale": None, "axis": None}

#: A symbol of this size is drawn in pixels, its shape being a path of SVG.
TRUE_SIZE = 4

#: Heads with their tip at the origin, pointing right: an arrow, and a bar for what holds up.
ARROW = "M0,0L-8,-3.2L-8,3.2Z"
BAR = "M0,-5L0,5L-2,5L-2,0.5L-8,0.5L-8,-0.5L-2,-0.5L-2,-5Z"

#: Relations that hold something up; their lines end in a bar.
_BRAKES = ("hinders", "lessens")


def name_in_lines(label: str, width: float) -> str:
    """Return a name in lines that fit a width; it may also break after a hyphen."""
    return wrapped(label.replace("-", "- "), width, TYPE).replace("- ", "-")


def box_of(words: str, width: float, room: float = 8) -> Size:
    """Return width and height of a box around words; ``room`` is kept above and below together."""
    return width, LINE * (words.count("\n") + 1) + room


def head_of(relation: str) -> str:
    """Return the head of a relation's line."""
    return BAR if relation in _BRAKES else ARROW


def with_words(boxes: pd.DataFrame) -> pd.DataFrame:
    """Return boxes with the place of their words: middle across, first line down.

    Parameters
    ----------
    boxes : pandas.DataFrame
        ``left``, ``top``, ``right``, ``bottom``, and ``words`` with their line breaks.
    """
    more = boxes["words"].str.count("\n") * LINE / 2
    return boxes.assign(
        x=(boxes["left"] + boxes["right"]) / 2, y=(boxes["top"] + boxes["bottom"]) / 2 - more
    )


def rectangles(base: alt.Chart, **mark: object) -> alt.Chart:
    """Return boxes: ``left``, ``top``, ``right``, ``bottom``.

    In Vega-Lite the dashes of a box belong to the mark and cannot be encoded.
    """
    return base.mark_rect(**{"cornerRadius": 4, "strokeWidth": 1.3, **mark}).encode(
        alt.X("left:Q", **PLAIN), alt.Y("top:Q", **PLAIN), alt.X2("right:Q"), alt.Y2("bottom:Q")
    )


def names(base: alt.Chart, **mark: object) -> alt.Chart:
    """Return words in boxes, as :func:`with_words` has placed them."""
    return base.mark_text(
        **{"baseline": "middle", "lineBreak": "\n", "lineHeight": LINE, "fontSize": TYPE, **mark}
    ).encode(alt.X("x:Q", **PLAIN), alt.Y("y:Q", **PLAIN), text="words:N")


def paths(base: alt.Chart, **mark: object) -> alt.Chart:
    """Return lines: ``path``, dashed where ``basis`` is our reading."""
    dash = alt.condition("datum.basis === 'our reading'", alt.value(DASHES), alt.value([1, 0]))
    look = {"filled": False, "size": TRUE_SIZE, "strokeWidth": 1.2, "opacity": 1, **mark}
    # What a line says is in its tooltip and in the table; its path would be read out otherwise.
    return base.mark_point(aria=False, **look).encode(
        alt.Shape("path:N", scale=None, legend=None),
        x=alt.value(0),
        y=alt.value(0),
        strokeDash=dash,
    )


def heads(base: alt.Chart, **mark: object) -> alt.Chart:
    """Return the heads of lines: ``head`` (a shape), ``head_x``, ``head_y``, ``angle``."""
    return base.mark_point(**{"filled": True, "size": TRUE_SIZE, "opacity": 1, **mark}).encode(
        alt.X("head_x:Q", **PLAIN),
        alt.Y("head_y:Q", **PLAIN),
        alt.Shape("head:N", scale=None, legend=None),
        angle=alt.Angle("angle:Q", scale=None),
    )


def shown(columns: Mapping[str, str]) -> list[alt.Tooltip]:
    """Return what shows under the pointer: columns with their headings."""
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in columns.items()]
