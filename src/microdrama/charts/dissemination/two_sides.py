"""Challenges on the left, strategies on the right, and lines between those that meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.layered import wrapped
from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Screen positions: nothing here is a quantity, so there is no scale to read off.
_FLAT: dict[str, Any] = {"scale": None, "axis": None}

#: Pixels of a heading, of one row on a phone and on a laptop, of a line of text, of the type.
_HEAD, _ROW, _LINE, _TYPE = 26, {True: 54, False: 36}, 13, 11

_BASES = {"stated": PALETTE["blue"], "our reading": PALETTE["grey"]}


def two_sides(
    challenges: pd.DataFrame, strategies: pd.DataFrame, pairs: pd.DataFrame, width: int
) -> alt.LayerChart:
    """Draw which strategy answers which challenge.

    Parameters
    ----------
    challenges, strategies : pandas.DataFrame
        ``id``, ``label``, ``alone`` (whether nothing meets it), in the order of the rows.
    pairs : pandas.DataFrame
        ``challenge``, ``strategy``, ``basis``, ``answers``, ``leaves``.
    width : int
        Width in pixels.
    """
    width -= 16
    phone = width <= NARROW
    box = 124 if phone else 256
    high = _ROW[phone] * max(len(challenges), len(strategies))
    sides = [
        _placed(side, left, box, high)
        for side, left in ((challenges, 1), (strategies, width - box - 1))
    ]
    layers = [_lines(pairs, *sides, phone), *(part for side in sides for part in _boxes(side))]
    for heading, side in zip(("Challenges", "Strategies"), sides, strict=True):
        layers.append(
            alt.Chart(alt.Data(values=[{"x": float(side["left"].iloc[0]), "words": heading}]))
            .mark_text(align="left", baseline="top", fontWeight=600)
            .encode(alt.X("x:Q", **_FLAT), y=alt.value(2), text="words:N")
        )
    return alt.layer(*layers).properties(width=width, height=high + _HEAD)


def _placed(side: pd.DataFrame, left: float, box: float, high: float) -> pd.DataFrame:
    """Return the boxes of one side, spread over the whole height."""
    names = [wrapped(label, box - 10, _TYPE).split("\n") for label in side["label"]]
    step = high / len(side)
    middle = [_HEAD + step * (row + 0.5) for row in range(len(side))]
    half = [(len(lines) * _LINE + 8) / 2 for lines in names]
    return side.assign(
        left=left,
        right=left + box,
        middle=middle,
        top=[m - h for m, h in zip(middle, half, strict=True)],
        bottom=[m + h for m, h in zip(middle, half, strict=True)],
        first=[m - (len(n) - 1) * _LINE / 2 for m, n in zip(middle, names, strict=True)],
        words=["\n".join(lines) for lines in names],
    )


def _lines(
    pairs: pd.DataFrame, challenges: pd.DataFrame, strategies: pd.DataFrame, phone: bool
) -> alt.Chart:
    start, end = challenges.set_index("id"), strategies.set_index("id")
    ends = pairs.assign(
        x=pairs["challenge"].map(start["right"]),
        y=pairs["challenge"].map(start["middle"]),
        x2=pairs["strategy"].map(end["left"]),
        y2=pairs["strategy"].map(end["middle"]),
    )
    legend = alt.Legend(
        title=None,
        symbolType="stroke",
        columns=1 if phone else 0,
        labelExpr="datum.label === 'stated' ? 'joined by the text in words' : 'our reading'",
    )
    scale = alt.Scale(domain=list(_BASES), range=list(_BASES.values()))
    return (
        alt.Chart(ends)
        .mark_rule(strokeWidth=2)
        .encode(
            alt.X("x:Q", **_FLAT),
            alt.Y("y:Q", **_FLAT),
            alt.X2("x2:Q"),
            alt.Y2("y2:Q"),
            alt.Color("basis:N", scale=scale, legend=legend),
            strokeDash=alt.condition(
                "datum.basis === 'stated'", alt.value([1, 0]), alt.value([5, 3])
            ),
            tooltip=[
                alt.Tooltip("answers:N", title="How it answers"),
                alt.Tooltip("leaves:N", title="What it leaves open"),
            ],
        )
    )


def _boxes(side: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    """Return boxes, those that nothing meets in a warm colour, and the names in them."""
    base = alt.Chart(side)
    sheets = base.mark_rect(cornerRadius=4, style="sheet").encode(
        alt.X("left:Q", **_FLAT),
        alt.X2("right:Q"),
        alt.Y("top:Q", **_FLAT),
        alt.Y2("bottom:Q"),
        stroke=alt.condition(
            "datum.alone", alt.value(PALETTE["vermilion"]), alt.value(PALETTE["grey"])
        ),
        strokeWidth=alt.condition("datum.alone", alt.value(2.4), alt.value(1)),
    )
    words = base.mark_text(
        align="left", lineBreak="\n", lineHeight=_LINE, fontSize=_TYPE, baseline="middle", dx=6
    ).encode(alt.X("left:Q", **_FLAT), alt.Y("first:Q", **_FLAT), text="words:N")
    return sheets, words
