"""The claims beneath one recommendation."""

from __future__ import annotations

import altair as alt

from microdrama.charts.theme import VERDICT_COLOURS
from microdrama.show.figure import NARROW

#: Pixels from the marks to the words, and of one line of words.
_STEP, _LINE = 14, 14


def grounds(most: int, width: int) -> alt.LayerChart:
    """Draw the claims beneath one recommendation, the nearest first; data come later.

    Parameters
    ----------
    most : int
        Claims shown.
    width : int
        Width in pixels.
    """
    base = alt.Chart().transform_filter(f"datum.place < {most}")
    y = alt.Y("place:Q", scale=alt.Scale(domain=[most - 0.5, -0.5], nice=False), axis=None)
    colour = alt.Color(
        "status:N",
        scale=alt.Scale(domain=list(VERDICT_COLOURS), range=list(VERDICT_COLOURS.values())),
        legend=None,
    )
    marks = base.mark_point(size=70, filled=True).encode(
        y,
        colour,
        x=alt.value(8),
        shape=alt.condition("datum.number === ''", alt.value("square"), alt.value("circle")),
        tooltip=[
            alt.Tooltip("statement:N", title="Claim"),
            alt.Tooltip("status:N", title="Verdict"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("away:Q", title="Links away"),
        ],
    )
    letters, lines = (41, 6) if width <= NARROW else (92, 3)
    place = alt.X("indent:Q", scale=alt.Scale(domain=[0, width], range=[0, width]), axis=None)
    words = _words(base, letters).encode(y, place, text="wrapped:N")
    height = (_LINE * lines + 4) * most
    return alt.layer(marks, words).properties(width=width - 12, height=height)


def _words(base: alt.Chart, letters: int) -> alt.Chart:
    """Set statements in lines of as many whole words as have room, further ones indented."""
    return (
        base.transform_calculate(
            indent=f"{8 + _STEP} + 8 * (datum.away - 1)",
            line=f"'(.{{1,' + ({letters} - datum.away) + '}})(\\\\s+|$)'",
        )
        .transform_calculate(wrapped="replace(datum.statement, regexp(datum.line, 'g'), '$1\\n')")
        .mark_text(align="left", baseline="middle", lineBreak="\n", lineHeight=_LINE)
    )
