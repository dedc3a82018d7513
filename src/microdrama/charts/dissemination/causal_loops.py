"""A causal loop diagram: variables as boxes, influences as arrows with their signs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Width and height of a box, letters in its lines, and room between boxes and between layers.
BOX = {"wide": (132, 36), "narrow": (70, 45)}
LETTERS = {"wide": 19, "narrow": 12}
GAPS = {"wide": (18, 34), "narrow": (4, 26)}

#: Room for a sign beside its arrow.
SIGN = (9, 11)

#: What an influence belongs to, with its colour.
LOOP_COLOURS = {
    "on a reinforcing loop": PALETTE["blue"],
    "on the balancing loop": PALETTE["vermilion"],
    "on no loop": PALETTE["grey"],
}

_LINE = 13  # pixels of one line of text

#: Screen positions: nothing here is a quantity, so there is no scale to read off.
_FLAT: dict[str, Any] = {"scale": None, "axis": None}


def size(width: int) -> str:
    """Return the name of the layout for a width."""
    return "narrow" if width <= NARROW else "wide"


def causal_loops(
    places: Any, variables: pd.DataFrame, influences: pd.DataFrame, width: int
) -> alt.LayerChart:
    """Draw influences as arrows around boxes.

    Parameters
    ----------
    places : mapping of str to microdrama.layered.Layout
        By layout (``wide`` and ``narrow``), where everything stands.
    variables : pandas.DataFrame
        ``id``, ``label``, ``definition``.
    influences : pandas.DataFrame
        ``from``, ``to``, ``sign``, ``basis``, ``words``, ``note``, ``loop`` (a key of
        :data:`LOOP_COLOURS`).
    width : int
        Width in pixels.
    """
    laid_out = places[size(width)]
    left = max(0.0, (width - 4 - laid_out.width) / 2)
    known = influences[["from", "to", "sign", "basis", "words", "note", "loop"]]

    def placed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.merge(known, on=["from", "to"]).assign(x=lambda df: df["x"] + left)

    lines, heads, signs = (
        placed(frame) for frame in (laid_out.edges, laid_out.heads, laid_out.labels)
    )
    boxes = laid_out.boxes.merge(variables, left_on="node", right_on="id")
    layers = [
        _arrows(lines, width),
        _heads(heads),
        _signs(signs),
        *_boxes(boxes.assign(left=boxes["left"] + left, right=boxes["right"] + left), width),
    ]
    return alt.layer(*layers).properties(width=width - 4, height=int(laid_out.height) + 2)


def _colour(legend: alt.Legend | None = None) -> alt.Color:
    scale = alt.Scale(domain=list(LOOP_COLOURS), range=list(LOOP_COLOURS.values()))
    return alt.Color("loop:N", scale=scale, legend=legend)


def _arrows(lines: pd.DataFrame, width: int) -> alt.Chart:
    legend = alt.Legend(
        title=None, symbolType="stroke", columns=1 if width <= NARROW else 0, symbolStrokeWidth=2
    )
    return (
        alt.Chart(lines)
        .mark_line(strokeWidth=1.6)
        .encode(
            alt.X("x:Q", **_FLAT),
            alt.Y("y:Q", **_FLAT),
            _colour(legend),
            detail="edge:N",
            order="point:O",
            strokeDash=alt.condition(
                "datum.basis === 'stated'", alt.value([1, 0]), alt.value([5, 3])
            ),
            tooltip=[
                alt.Tooltip("words:N", title="Influence"),
                alt.Tooltip("sign:N", title="Sign"),
                alt.Tooltip("basis:N", title="Basis"),
                alt.Tooltip("note:N", title="What the text says"),
            ],
        )
    )


def _heads(heads: pd.DataFrame) -> alt.Chart:
    # A triangle turns about its middle, which lies half an arrowhead behind the tip.
    return (
        alt.Chart(heads)
        .transform_calculate(
            hx="datum.x - 4 * cos(datum.angle * PI / 180)",
            hy="datum.y - 4 * sin(datum.angle * PI / 180)",
        )
        .mark_point(shape="triangle-right", filled=True, size=62)
        .encode(
            alt.X("hx:Q", **_FLAT),
            alt.Y("hy:Q", **_FLAT),
            _colour(),
            angle=alt.Angle("angle:Q", scale=None),
        )
    )


def _signs(signs: pd.DataFrame) -> alt.Chart:
    return (
        alt.Chart(signs)
        .mark_text(fontSize=13, fontWeight=700, baseline="middle")
        .encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), text="sign:N")
    )


def _boxes(boxes: pd.DataFrame, width: int) -> tuple[alt.Chart, alt.Chart]:
    """Return the boxes and the names in them."""
    names = [textwrap.wrap(label, LETTERS[size(width)]) for label in boxes["label"]]
    boxes = boxes.assign(
        words=["\n".join(lines) for lines in names],
        middle=(boxes["left"] + boxes["right"]) / 2,
        first=(boxes["top"] + boxes["bottom"]) / 2
        - [(len(lines) - 1) * _LINE / 2 for lines in names],
    )
    base = alt.Chart(boxes).encode(
        tooltip=[
            alt.Tooltip("label:N", title="Variable"),
            alt.Tooltip("definition:N", title="What there is more or less of"),
        ]
    )
    sheets = base.mark_rect(cornerRadius=4, strokeWidth=1.3, style="sheet").encode(
        alt.X("left:Q", **_FLAT), alt.X2("right:Q"), alt.Y("top:Q", **_FLAT), alt.Y2("bottom:Q")
    )
    words = base.mark_text(lineBreak="\n", lineHeight=_LINE, fontSize=11, baseline="middle").encode(
        alt.X("middle:Q", **_FLAT), alt.Y("first:Q", **_FLAT), text="words:N"
    )
    return sheets, words
