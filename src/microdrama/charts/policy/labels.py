"""Rows that are labelled with whole sentences, set in lines of their own."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

import altair as alt

from microdrama.show.figure import NARROW


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
    room, letters = (150, 20) if width <= NARROW else (300, 42)
    # The same room in every font: a chart that grew when it comes alive would be scaled down.
    axis = alt.Axis(
        ticks=False,
        domain=False,
        labelLimit=room,
        minExtent=room + 8,
        labelLineHeight=13,
        labelPadding=8,
        labelExpr=in_lines(names, letters),
    )
    return room, alt.Y("label:N", title=None, axis=axis, sort=sort)


def in_lines(names: Sequence[str], letters: int) -> str:
    """Return the expression that sets each label in lines of so many letters."""
    lines = {name: textwrap.wrap(name, letters) for name in names}
    return f"({json.dumps(lines, ensure_ascii=False)})[datum.label]"


def row_height(width: int) -> int:
    """Return the pixels of a row; on a phone a label takes up to three lines."""
    return 44 if width <= NARROW else 32
