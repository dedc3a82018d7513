"""Charts of the page on audiences: shares on rails, ages, an overlap, a ladder."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, TEXT_COLOURS, ink_on, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Pixels of a line of words, and letters of a line on a phone and on a laptop.
_LINE, _LETTERS = 14, {True: 46, False: 96}

#: A line with nothing on it.
_BLANK = "\N{NO-BREAK SPACE}"

#: The text's own numbers have its colour, all others this one.
_OTHERS = PALETTE["grey"]


def _lines(texts: pd.Series, width: int) -> tuple[list[str], int]:
    """Set each text in lines, the shorter ones lower, and return how many lines the longest has."""
    wrapped = [textwrap.wrap(text, _LETTERS[width <= NARROW]) for text in texts]
    most = max(map(len, wrapped))
    return ["\n".join([*[_BLANK] * (most - len(text)), *text]) for text in wrapped], most


def _source_colour() -> alt.Color:
    scale = alt.Scale(domain=[*TEXT_COLOURS, ""], range=[*TEXT_COLOURS.values(), _OTHERS])
    return alt.Color("source:N", scale=scale, legend=None)


def rails(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw each share as a mark on a rail from 0 to 100%, its words above it.

    Parameters
    ----------
    table : pandas.DataFrame
        ``value``, ``low``, ``high`` (per cent), ``heading``, ``below`` (words), ``source``.
    width : int
        Width in pixels.
    """
    below, lines = _lines(table["below"], width)
    # Blank lines come first, so that the words stand right above their rail.
    blanks = [text.count(_BLANK) for text in below]
    heads = [
        "\n".join([*[_BLANK] * n, text]) for n, text in zip(blanks, table["heading"], strict=True)
    ]
    data = table.assign(
        order=range(len(table)), words=below, head=heads, start=0, whole=100, kind="reported"
    )
    row = alt.Y("order:O", axis=None)
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title="Per cent of what is named", grid=False)
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    base = alt.Chart(data).encode(row)
    high = _LINE * (lines + 1)
    down = {"yOffset": high / 2}
    rail = base.mark_rule(style="rail", strokeWidth=2, **down).encode(
        alt.X("start:Q"), alt.X2("whole:Q")
    )
    ranges = base.mark_rule(strokeWidth=7, opacity=0.4, **down).encode(
        alt.X("low:Q"), alt.X2("high:Q"), _source_colour()
    )
    marks = base.mark_point(size=90, filled=True, opacity=1, **down).encode(
        x,
        _source_colour(),
        shape=kind_shape(),
        tooltip=[
            alt.Tooltip("heading:N", title="Share"),
            alt.Tooltip("below:N", title="Of what"),
        ],
    )
    layers = [rail, ranges, *_above(base, high), marks]
    return alt.layer(*layers).properties(width=width - 20, height=alt.Step(high + 26))


def _above(base: alt.Chart, high: float) -> list[alt.Chart]:
    """Set heading and words above their rail, which take so many pixels."""
    words = {"align": "left", "baseline": "top", "lineBreak": "\n", "lineHeight": _LINE}
    headings = base.mark_text(dy=-high / 2 - 8, fontWeight=600, **words)
    details = base.mark_text(dy=-high / 2 + _LINE - 8, style="aside", **words)
    return [
        headings.encode(alt.XValue(0), text="head:N"),
        details.encode(alt.XValue(0), text="words:N"),
    ]


def ages(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the ages that each source counts, a row a source, with the share in each class.

    Parameters
    ----------
    table : pandas.DataFrame
        ``youngest``, ``until`` (years), ``text`` (the share), ``value`` (per cent), ``row`` (words
        above the classes), ``source``.
    width : int
        Width in pixels.
    """
    order = list(dict.fromkeys(table["row"]))
    words, lines = _lines(table["row"], width)
    high = _LINE * lines
    data = table.assign(words=words)
    row = alt.Y("row:N", sort=order, axis=None)
    ticks = alt.Axis(values=[18, 30, 40, 50, 60], title="Age", grid=False)
    x = alt.X("youngest:Q", scale=alt.Scale(domain=[16, 78], nice=False), axis=ticks)
    base = alt.Chart(data).encode(row)
    bars = base.mark_bar(height=22, cornerRadius=2, yOffset=high / 2, strokeWidth=1).encode(
        x,
        alt.X2("until:Q"),
        _source_colour(),
        tooltip=[alt.Tooltip("row:N", title="Of what"), alt.Tooltip("text:N", title="Share")],
    )
    dark = {colour: ink_on(colour) for colour in (TEXT_COLOURS["meng2025"], _OTHERS)}
    names = [
        base.transform_filter(f"datum.source {'!==' if others else '==='} ''")
        .mark_text(yOffset=high / 2, color=dark[colour], fontWeight=600)
        .encode(alt.X("middle:Q"), text="text:N")
        for colour, others in ((TEXT_COLOURS["meng2025"], True), (_OTHERS, False))
    ]
    above = (
        alt.Chart(data.drop_duplicates("row"))
        .mark_text(
            align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, dy=-high / 2 - 14
        )
        .encode(alt.XValue(0), row, text="words:N")
    )
    return alt.layer(bars, *names, above).properties(width=width - 20, height=alt.Step(high + 36))


# ---- how far shares can overlap ------------------------------------------------------------

#: Colours of the bars, and of what all of them share.
OVERLAP_COLOURS = {
    "young": PALETTE["blue"],
    "women": PALETTE["purple"],
    "pay": PALETTE["green"],
    "shared": PALETTE["vermilion"],
}

#: Height of the picture in units of its own, and pixels of one.
_UNITS, _UNIT = 15.2, 22

#: Where each panel has its heading and its first bar, in units from the top.
_PANELS = {"least": (0.4, 0.8), "most": (6.1, 6.5)}
_RANGE = 13.2

#: Where a bar lies below its name, and how far apart bars are.
_BAR, _FOOT, _THREE, _TWO = 0.72, 1.32, 1.6, 2.3


def overlap(width: int) -> alt.LayerChart:
    """Draw bars as far apart and as close as can be, and the range of what they share.

    Data come later: ``start`` and ``end`` of a ``part`` of the bar of ``who`` in a ``panel``, its
    ``place`` from the top, ``name`` and ``size``; ``shares``, ``low``, ``high``, ``independent``.
    """
    first = " : ".join(f"datum.panel === '{key}' ? {at}" for key, (_, at) in _PANELS.items())
    base = (
        alt.Chart()
        .transform_calculate(
            zero="0",
            hundred="100",
            top=f"({first} : 0) + datum.place * (datum.shares === 'three' ? {_THREE} : {_TWO})",
            colour="datum.part === 'shared' ? 'shared' : datum.who",
        )
        .transform_calculate(
            line="datum.top + 0.35", bar=f"datum.top + {_BAR}", foot=f"datum.top + {_FOOT}"
        )
    )
    scale = alt.Scale(domain=list(OVERLAP_COLOURS), range=list(OVERLAP_COLOURS.values()))
    bars = base.mark_rect(opacity=1).encode(
        _across("start"),
        alt.X2("end:Q"),
        _down("bar"),
        alt.Y2("foot:Q"),
        alt.Color("colour:N", scale=scale, legend=None),
    )
    names = (
        base.transform_filter("datum.part === 'first'")
        .transform_calculate(words="datum.name + ': ' + format(datum.size, '.0f') + '%'")
        .mark_text(align="left")
        .encode(_across("zero"), _down("line"), text="words:N")
    )
    once = base.transform_filter(
        "datum.part === 'first' && datum.who === 'young' && datum.panel === 'least'"
    )
    layers = [bars, names, *_headings(), *_range(once)]
    return alt.layer(*layers).properties(width=width - 20, height=_UNITS * _UNIT)


def _across(field: str) -> alt.X:
    axis = alt.Axis(values=[0, 25, 50, 75, 100], title="Core users, lined up, %", grid=False)
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 104], nice=False), axis=axis)


def _down(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[_UNITS, 0], nice=False), axis=None)


def _headings() -> list[alt.Chart]:
    """Name the two panels and the range below them."""
    words = {
        "The same people, as far apart as can be": _PANELS["least"][0],
        "The same people, as close together as can be": _PANELS["most"][0],
        "All of these at once": _RANGE - 1.1,
    }
    rows = [{"words": text, "at": at, "zero": 0} for text, at in words.items()]
    named = alt.Chart(alt.Data(values=rows)).mark_text(align="left", fontWeight=600)
    return [named.encode(_across("zero"), _down("at"), text="words:N")]


def _range(here: alt.Chart) -> list[alt.Chart]:
    """Draw the range of the overlap, its ends in figures, and independence as one point of it."""
    colour = OVERLAP_COLOURS["shared"]
    here = here.transform_calculate(
        at=f"{_RANGE}",
        under=f"{_RANGE + 1.1}",
        kind="'assumed'",
        said="datum.high - datum.low < 0.5 ? format(datum.low, '.0f') + '%' : "
        "(datum.low > 0 ? 'at least ' + format(datum.low, '.0f') + '%' : 'perhaps nobody') "
        "+ ', at most ' + format(datum.high, '.0f') + '%; if independent ' "
        "+ format(datum.independent, '.0f') + '%'",
    )
    rail = here.mark_rule(style="rail", strokeWidth=2)
    line = here.mark_rule(color=colour, strokeWidth=8)
    # A range that is a point still shows.
    ends = [
        here.mark_tick(color=colour, thickness=3, size=20).encode(_across(end), _down("at"))
        for end in ("low", "high")
    ]
    point = here.mark_point(size=110, filled=True, opacity=1, color=PALETTE["blue"])
    said = here.mark_text(align="left")
    return [
        rail.encode(_across("zero"), alt.X2("hundred:Q"), _down("at")),
        line.encode(_across("low"), alt.X2("high:Q"), _down("at")),
        *ends,
        point.encode(_across("independent"), _down("at"), shape=kind_shape()),
        said.encode(_across("zero"), _down("under"), text="said:N"),
    ]


# ---- how far a text goes with a theory -----------------------------------------------------


def ladder(order: Sequence[str], steps: Sequence[str], width: int) -> alt.LayerChart:
    """Draw theories by steps: filled where the text takes the step, hollow where it does not.

    Data come later: ``theory``, ``step`` (words), ``order``, ``taken`` and ``chosen`` (0 or 1).

    Parameters
    ----------
    order : sequence of str
        Theories from top to bottom.
    steps : sequence of str
        Steps from left to right.
    width : int
        Width in pixels.
    """
    wrapped = {step: textwrap.wrap(step, 11 if width <= NARROW else 24) for step in steps}
    heads = alt.Axis(
        orient="top",
        title=None,
        ticks=False,
        domain=False,
        labelAngle=0,
        labelExpr=f"({json.dumps(wrapped)})[datum.label]",
        labelLineHeight=_LINE,
        # Lines of a label run downwards from where it would stand.
        labelPadding=_LINE * max(map(len, wrapped.values())) - 6,
    )
    x = alt.X("step:N", sort=list(steps), axis=heads, scale=alt.Scale(padding=0.5))
    y = alt.Y("theory:N", sort=list(order), axis=None)
    colour = TEXT_COLOURS["meng2025"]
    marks = [
        alt.Chart()
        .transform_filter(f"datum.chosen === {chosen}")
        .mark_point(
            size=size, filled=False, strokeWidth=2, color=colour, fill=colour, opacity=1, yOffset=9
        )
        .encode(x, y, fillOpacity=alt.condition("datum.taken", alt.value(1), alt.value(0)))
        for chosen, size in ((0, 90), (1, 230))
    ]
    names = [
        alt.Chart()
        .transform_filter(f"datum.chosen === {chosen} && datum.order === 0")
        .mark_text(align="left", dy=-11, fontWeight=weight)
        .encode(alt.XValue(0), y, text="theory:N")
        for chosen, weight in ((0, 400), (1, 700))
    ]
    return alt.layer(*marks, *names).properties(width=width - 20, height=alt.Step(44))


# ---- filming and showing -------------------------------------------------------------------

_FILMED, _SHOWN, _OPEN = PALETTE["blue"], PALETTE["grey"], PALETTE["vermilion"]


def filming(width: int) -> alt.LayerChart:
    """Draw episodes filmed and shown by day, and what is open when reactions arrive.

    Data come later: ``day`` and ``count`` of each ``point`` of a ``line``; ``delay``,
    ``episodes``, ``at_delay``, ``open``.
    """
    base = alt.Chart()
    x = alt.X(
        "day:Q",
        scale=alt.Scale(nice=False, zero=True),
        axis=alt.Axis(title="Days since the first episode was shown", tickCount=5, grid=False),
    )
    level = {"titleAngle": 0, "titleAnchor": "end", "titleAlign": "left", "titleY": -22}
    y = alt.Y(
        "count:Q",
        scale=alt.Scale(domainMin=0, nice=False),
        axis=alt.Axis(title="Episodes", tickCount=4, grid=False, **level),
    )
    colours = alt.Scale(domain=["filmed", "shown"], range=[_FILMED, _SHOWN])
    lines = base.mark_line(strokeWidth=3).encode(
        x, y, alt.Color("line:N", scale=colours, legend=None), alt.Order("point:Q")
    )
    once = base.transform_filter("datum.line === 'filmed' && datum.point === 0")
    arrive = once.mark_rule(strokeDash=[4, 3]).encode(alt.X("delay:Q"))
    left = once.mark_rule(strokeWidth=7, color=_OPEN).encode(
        alt.X("delay:Q"), alt.Y("at_delay:Q"), alt.Y2("episodes:Q")
    )
    told = once.transform_calculate(
        said="'first reactions arrive: ' + datum.open + ' of ' + datum.episodes + ' still open'"
    ).mark_text(align="left", dy=-12, fontWeight=600)
    # In one line above the plot, so that the lines never run through them.
    names = [
        alt.Chart(alt.Data(values=[{"words": f"— {words}"}]))
        .mark_text(align="left", color=colour, fontWeight=600, dy=-30)
        .encode(alt.XValue(at), alt.YValue(0), text="words:N")
        for words, colour, at in (("filmed", _FILMED, 90), ("shown", _SHOWN, 160))
    ]
    said = told.encode(alt.XValue(0), alt.YValue(0), text="said:N")
    return alt.layer(lines, arrive, left, said, *names).properties(width=width - 52, height=220)
