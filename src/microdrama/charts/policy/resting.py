"""What advice rests on: one square a piece of advice, in the row of its firmest evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.layered import NO_AXIS
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Pixels of a square with the gap beside it, and of a row's words above its squares.
_SQUARE, _WORDS = 20, 22


def resting(table: pd.DataFrame, headings: Mapping[str, str], width: int) -> alt.LayerChart:
    """Draw each piece of advice as a square in its text's colour, in rows of kinds of evidence.

    Parameters
    ----------
    table : pandas.DataFrame
        ``firmest``, ``label``, ``text``, ``whose`` and ``counts`` (in words), in order.
    headings : mapping of str to str
        What stands over each row, by ``firmest``, from top to bottom.
    width : int
        Width in pixels.
    """
    across = (width - 12) // _SQUARE
    words, squares, top = [], [], 0
    for kind, heading in headings.items():
        words.append({"y": top + _WORDS - 8, "words": heading})
        top += _WORDS
        rows = table[table["firmest"] == kind].to_dict("records")
        for place, row in enumerate(rows):
            down, right = divmod(place, across)
            squares.append({**row, "x": right * _SQUARE, "y": top + down * _SQUARE})
        top += _SQUARE * -(-len(rows) // across) + 12
    over = (
        alt.Chart(alt.Data(values=words))
        .mark_text(align="left", baseline="alphabetic")
        .encode(x=alt.value(0), y=alt.Y("y:Q", **NO_AXIS), text="words:N")
    )
    return alt.layer(over, _squares(table, squares, width)).properties(width=width - 12, height=top)


def _squares(table: pd.DataFrame, squares: list[dict[str, object]], width: int) -> alt.Chart:
    shown = dict(zip(table["text"], table["whose"], strict=True))
    texts = [text for text in TEXT_COLOURS if text in shown]
    return (
        alt.Chart(alt.Data(values=squares))
        .transform_calculate(right=f"datum.x + {_SQUARE - 3}", bottom=f"datum.y + {_SQUARE - 3}")
        .mark_rect(cornerRadius=2)
        .encode(
            alt.X("x:Q", **NO_AXIS),
            alt.Y("y:Q", **NO_AXIS),
            alt.X2("right:Q"),
            alt.Y2("bottom:Q"),
            alt.Color(
                "whose:N",
                scale=alt.Scale(
                    domain=[shown[text] for text in texts],
                    range=[TEXT_COLOURS[text] for text in texts],
                ),
                legend=alt.Legend(
                    title=None,
                    columns=2 if width <= NARROW else 5,
                    symbolType="square",
                    labelLimit=300,
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title="Advice"),
                alt.Tooltip("whose:N", title="Text"),
                alt.Tooltip("counts:N", title="Beneath it"),
            ],
        )
    )
