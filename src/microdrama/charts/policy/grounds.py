"""The claims beneath one recommendation, as an indented tree."""

from __future__ import annotations

import altair as alt

from microdrama.charts.argument import EVIDENCE_MARKS
from microdrama.charts.theme import VERDICT_COLOURS
from microdrama.show.figure import NARROW

#: Pixels by which a reason stands to the right of what it is a reason for, from the marks to the
#: words, and of one line of words.
_INDENT, _STEP, _LINE = 14, 14, 14

#: Where the advice itself stands: above the first claim.
_ADVICE = -0.8


def grounds(most: int, width: int) -> alt.LayerChart:
    """Draw the claims beneath one recommendation as an indented tree; data come later.

    Parameters
    ----------
    most : int
        Claims shown.
    width : int
        Width in pixels.
    """
    # Where a claim stands across follows from how far away it is, and where it hangs likewise.
    base = (
        alt.Chart()
        .transform_filter(f"datum.place < {most}")
        .transform_calculate(
            across=f"8 + {_INDENT} * datum.depth",
            indent=f"8 + {_STEP} + {_INDENT} * datum.depth",
            hangs=f"8 + {_INDENT} * (datum.depth - 1)",
            from_row=f"datum.above < 0 ? {_ADVICE} + 0.3 : datum.above + 0.15",
        )
    )
    # The place of words: after the mark.
    here, y = _across("indent", width), _down("place", most)
    headings = base.mark_text(
        align="left", baseline="middle", fontSize=11, style="aside", dy=-_LINE
    ).encode(y, here, text="heading:N")
    letters, lines = (44, 6) if width <= NARROW else (92, 3)
    words = _words(base, letters).encode(y, here, text="wrapped:N")
    marks = _marks(base).encode(y, _across("across", width))
    layers = (*_lines(base, most, width), marks, headings, words, _advice(base, most, letters))
    height = (_LINE * lines + 4) * (most + 0.6)
    return alt.layer(*layers).properties(width=width - 12, height=height)


def _marks(base: alt.Chart) -> alt.Chart:
    """Return the mark of each claim: its shape what the claim offers, its colour the verdict."""
    colour = alt.Color(
        "status:N",
        scale=alt.Scale(domain=list(VERDICT_COLOURS), range=list(VERDICT_COLOURS.values())),
        legend=None,
    )
    shape = alt.Shape(
        "evidence:N",
        scale=alt.Scale(domain=list(EVIDENCE_MARKS), range=list(EVIDENCE_MARKS.values())),
        legend=None,
    )
    return (
        base.transform_filter("datum.beneath > 0")
        .mark_point(size=90, filled=True)
        .encode(
            colour,
            shape,
            tooltip=[
                alt.Tooltip("statement:N", title="Claim"),
                alt.Tooltip("relation:N", title="Bears by"),
                alt.Tooltip("evidence:N", title="Offers"),
                alt.Tooltip("status:N", title="Verdict"),
                alt.Tooltip("away:Q", title="Links away"),
            ],
        )
    )


def _across(field: str, width: int) -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, width], range=[0, width]), axis=None)


def _down(field: str, most: int) -> alt.Y:
    scale = alt.Scale(domain=[most - 0.5, _ADVICE - 0.3], nice=False, zero=False)
    return alt.Y(f"{field}:Q", scale=scale, axis=None)


def _lines(base: alt.Chart, most: int, width: int) -> tuple[alt.Chart, alt.Chart]:
    """Return lines down from what a claim bears on, and across to it."""
    stem = base.mark_rule(style="rail").encode(
        _down("from_row", most), alt.Y2("place:Q"), _across("hangs", width)
    )
    branch = (
        base.transform_calculate(near="datum.across - 8")
        .mark_rule(style="rail")
        .encode(_down("place", most), _across("hangs", width), alt.X2("near:Q"))
    )
    return stem, branch


def _advice(base: alt.Chart, most: int, letters: int) -> alt.Chart:
    """Return the name of the advice above all."""
    return (
        base.transform_filter("datum.place === 0")
        .transform_calculate(top=f"{_ADVICE}", named=_in_lines("datum.name", f"{letters - 6}"))
        .mark_text(
            align="left",
            baseline="middle",
            fontWeight="bold",
            lineBreak="\n",
            lineHeight=_LINE,
        )
        .encode(_down("top", most), x=alt.value(2), text="named:N")
    )


def _words(base: alt.Chart, letters: int) -> alt.Chart:
    """Set statements in lines of as many whole words as have room, further ones indented."""
    wrapped = _in_lines("datum.statement", f"({letters} - 2 * datum.depth)")
    return base.transform_calculate(wrapped=wrapped).mark_text(
        align="left", baseline="middle", lineBreak="\n", lineHeight=_LINE
    )


def _in_lines(words: str, letters: str) -> str:
    """Return the formula of words in lines of at most so many letters."""
    line = f"'(.{{1,' + {letters} + '}})(\\\\s+|$)'"
    return f"replace({words}, regexp({line}, 'g'), '$1\\n')"
