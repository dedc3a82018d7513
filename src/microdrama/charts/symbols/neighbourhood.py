"""One concept on a phone: what leads to it above, what it leads on to below, each a box to tap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.layered import wrapped
from microdrama.charts.symbols.pixels import (
    DASHES,
    PLAIN,
    TRUE_SIZE,
    TYPE,
    head_of,
    name_in_lines,
    rectangles,
)
from microdrama.charts.theme import PALETTE, TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Pixels of a row, of a box in it, and of the box in the middle.
_ROW, _HIGH, _OWN = 42, 34, 52

#: Pixels across: the boxes beside, and the two rails that join them to the box in the middle.
_ALL, _BOX = NARROW - 6, 186
_BEFORE = (0, _BOX, _ALL - 16)
_AFTER = (_ALL - _BOX, _ALL, 16)
_WITHIN = (28, _ALL, 16)


def stacked(rows: pd.DataFrame) -> pd.DataFrame:
    """Return neighbours with the pixels at which a phone shows them.

    Parameters
    ----------
    rows : pandas.DataFrame
        Neighbours, as the explorer has them: ``shown`` (what is chosen), ``name``, ``verb``,
        ``side`` (``before``, ``after``, ``within``, or something else that is not drawn),
        ``other``.

    Returns
    -------
    pandas.DataFrame
        The rows with ``others`` and ``own_words`` (names with line breaks), ``left``, ``top``,
        ``right``, ``bottom``, ``y``, ``rail``, ``edge`` (where a box meets its line), ``ending``
        (of the line), ``verb_x``, ``own_y`` and ``narrow_height``.
    """
    drawn = rows["side"].isin(["before", "after", "within"])
    before = (rows["side"] == "before").groupby(rows["shown"]).transform("sum")
    number = drawn.astype(int).groupby(rows["shown"]).cumsum() - 1
    below = rows["side"] != "before"
    own = before * _ROW + _OWN / 2 + 2
    across = rows["side"].map(lambda side: {"before": _BEFORE, "after": _AFTER}.get(side, _WITHIN))
    left, right, rail = (across.str[place] for place in range(3))
    y = number * _ROW + _HIGH / 2 + below * (_OWN + 8)
    return rows.assign(
        others=[name_in_lines(name, _BOX - 12) for name in rows["other"]],
        own_words=[wrapped(name, _ALL - 24, 13) for name in rows["name"]],
        left=left,
        right=right,
        rail=rail,
        ending=[head_of(verb) for verb in rows["verb"]],
        edge=left.where(below, right),
        verb_x=(left.where(below, right) + rail) / 2,
        y=y,
        top=y - _HIGH / 2,
        bottom=y + _HIGH / 2,
        own_y=own,
        narrow_height=drawn.groupby(rows["shown"]).transform("sum") * _ROW + _OWN + 4,
    )


def neighbourhood(texts: Mapping[str, str], height: int) -> alt.LayerChart:
    """Draw the neighbourhood of what is chosen; data come later.

    Parameters
    ----------
    texts : mapping of str to str
        Short names of the texts, by key.
    height : int
        Pixels, by default.
    """
    scale = alt.Scale(domain=list(texts.values()), range=[TEXT_COLOURS[text] for text in texts])
    colour = alt.Color("text:N", scale=scale, legend=None)
    base = alt.Chart().transform_filter("datum.side !== 'all'")
    tied = base.transform_filter("datum.side !== 'within'")
    y = alt.Y("y:Q", **PLAIN)
    dash = alt.condition("datum.basis === 'stated'", alt.value([1, 0]), alt.value(DASHES))
    rails = tied.mark_rule(strokeWidth=1.6, style="aside").encode(
        alt.X("rail:Q", **PLAIN), y, alt.Y2("own_y:Q")
    )
    lines = tied.mark_rule(strokeWidth=1.8).encode(
        alt.X("edge:Q", **PLAIN), alt.X2("rail:Q"), y, colour, strokeDash=dash
    )
    after = tied.transform_filter("datum.side === 'after'")
    tips = after.mark_point(size=TRUE_SIZE, filled=True, opacity=1).encode(
        alt.X("edge:Q", **PLAIN), y, alt.Shape("ending:N", scale=None, legend=None), colour
    )
    before = tied.transform_filter("datum.side === 'before' && datum.place === 0")
    into = (
        before.transform_calculate(tip=f"datum.own_y - {_OWN / 2}")
        .mark_point(
            shape="M0,0L-3.5,-8L3.5,-8Z", size=TRUE_SIZE, filled=True, opacity=1, style="aside"
        )
        .encode(alt.X("rail:Q", **PLAIN), alt.Y("tip:Q", **PLAIN))
    )
    verbs = tied.mark_text(dy=-7, fontSize=TYPE, style="aside").encode(
        alt.X("verb_x:Q", **PLAIN), y, text="verb:N"
    )
    layers = [rails, lines, tips, into, verbs, *_boxes(base, colour), *_own(base)]
    return alt.layer(*layers).properties(width=_ALL, height=height, padding=1)


def _boxes(base: alt.Chart, colour: alt.Color) -> list[alt.Chart]:
    """Return the boxes of the neighbours, and their names."""
    framed = rectangles(base, style="sheet", strokeWidth=1.6, cursor="pointer").encode(
        # A part of the network is of no single text.
        stroke=alt.condition(
            "datum.text === ''",
            alt.value(PALETTE["grey"]),
            alt.Stroke("text:N", scale=colour["scale"], legend=None),
        )
    )
    middle = base.transform_calculate(
        x="(datum.left + datum.right) / 2",
        first="datum.y - 7 * (length(split(datum.others, '\\n')) - 1)",
    )
    words = middle.mark_text(
        baseline="middle", lineBreak="\n", lineHeight=14, fontSize=12, cursor="pointer"
    ).encode(alt.X("x:Q", **PLAIN), alt.Y("first:Q", **PLAIN), text="others:N")
    return [framed, words]


def _own(base: alt.Chart) -> list[alt.Chart]:
    """Return the box of what is chosen, and its name."""
    own = base.transform_filter("datum.place === 0").transform_calculate(
        left="0",
        right=str(_ALL),
        top=f"datum.own_y - {_OWN / 2}",
        bottom=f"datum.own_y + {_OWN / 2}",
        first="datum.own_y - 8 * (length(split(datum.own_words, '\\n')) - 1)",
    )
    framed = rectangles(own, style="sheet", strokeWidth=2.5, strokeOpacity=0)
    tinted = rectangles(own, strokeWidth=2, fillOpacity=0.08, style="aside").encode(
        stroke=alt.value(PALETTE["grey"])
    )
    words = own.mark_text(
        baseline="middle", lineBreak="\n", lineHeight=16, fontSize=13, fontWeight="bold"
    ).encode(x=alt.value(_ALL / 2), y=alt.Y("first:Q", **PLAIN), text="own_words:N")
    return [framed, tinted, words]
