"""The relations of one concept, as lines of text."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from microdrama.charts.symbols.boxes import HIDDEN
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.show.figure import NARROW


def neighbour_lines(names: Mapping[str, str], most: int, width: int) -> alt.LayerChart:
    """Draw the relations of one concept as lines; data come later.

    Parameters
    ----------
    names : mapping of str to str
        What each text is called, by its key.
    most : int
        Relations of the concept that has the most.
    width : int
        Width in pixels.
    """
    scale = alt.Scale(
        domain=[name for text, name in names.items() if text in TEXT_COLOURS],
        range=[TEXT_COLOURS[text] for text in names if text in TEXT_COLOURS],
    )
    legend = alt.Legend(
        title=None, columns=2 if width <= NARROW else 0, symbolType="circle", orient="top"
    )
    base = alt.Chart()
    y = alt.Y("place:Q", scale=alt.Scale(domain=[most - 0.5, -0.5], nice=False), **HIDDEN)
    marks = base.mark_point(size=70, strokeWidth=2, filled=False).encode(
        y,
        x=alt.value(8),
        color=alt.Color("text:N", scale=scale, legend=legend),
        fill=alt.Fill("text:N", scale=scale, legend=None),
        fillOpacity=alt.condition("datum.basis === 'stated'", alt.value(1), alt.value(0)),
        tooltip=[
            alt.Tooltip("text:N", title="Text"),
            alt.Tooltip("basis:N", title="Basis"),
            alt.Tooltip("note:N", title="What the text says"),
        ],
    )
    lines = base.mark_text(align="left", fontSize=11 if width <= NARROW else 12).encode(
        y, x=alt.value(20), text="line:N"
    )
    return alt.layer(marks, lines).properties(width=width - 12, height=22 * most)
