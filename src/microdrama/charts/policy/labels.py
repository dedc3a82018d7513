"""Rows that are labelled with whole sentences, set in lines of their own."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

import altair as alt

from microdrama.show.figure import NARROW

#: Pixels of a line of a label.
_LINE = 13


def label_axis(names: Sequence[str], width: int, sort: object) -> tuple[int, alt.Y]:
    """Return the pixels that long labels take, and the axis on which they stand.

    Parameters
    ----------
    names : sequence of str
        Every label that may occur.
    width : int
        Width of the chart in pixels.
    sort : list of str or altair.EncodingSortField
        The order of the rows.
    """
    room, letters = 150 if width <= NARROW else 300, letters_of(width)
    # The same room in every font: a chart that grew when it comes alive would be scaled down.
    axis = alt.Axis(
        ticks=False,
        domain=False,
        labelLimit=room,
        minExtent=room + 8,
        labelLineHeight=_LINE,
        labelPadding=8,
        labelExpr=in_lines(names, letters),
    )
    return room, alt.Y("label:N", title=None, axis=axis, sort=sort)


def in_lines(names: Sequence[str], letters: int) -> str:
    """Return the expression that sets each label in lines of so many letters."""
    lines = {name: textwrap.wrap(name, letters) for name in names}
    return f"({json.dumps(lines, ensure_ascii=False)})[datum.label]"


def row_height(names: Sequence[str], width: int) -> int:
    """Return the pixels of a row, which holds the longest label in as many lines as it takes."""
    lines = max(len(textwrap.wrap(name, letters_of(width))) for name in names)
    return max(44 if width <= NARROW else 32, _LINE * lines + 5)


def letters_of(width: int) -> int:
    """Return the letters of a label in one line."""
    return 20 if width <= NARROW else 42
