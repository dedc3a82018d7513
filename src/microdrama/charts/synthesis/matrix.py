"""Texts by ideas: how each text stands to each proposition, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.layered import LINE, NO_AXIS, wrapped
from microdrama.charts.synthesis.pairs import STANCE_COLOURS
from microdrama.charts.theme import ink_on
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: The colour of what a text does with a proposition; a silent text has none.
POSITION_COLOURS = {
    "says": STANCE_COLOURS["agree"],
    "qualifies": STANCE_COLOURS["limit each other"],
    "contradicts": STANCE_COLOURS["contradict each other"],
}

#: Pixels of type in a field, of the heads of columns, and of the heading of a group of ideas.
_SMALL, _HEAD, _GROUP = 11, 40, 30

_BOLD = {"fontWeight": 600}


class _Grid:
    """Where columns and rows stand, in pixels; on a phone the words stand above their fields."""

    def __init__(self, width: int, texts: int) -> None:
        self.phone, self.texts = width <= NARROW, texts
        width -= 16
        self.words = width if self.phone else 232
        self.left = 0 if self.phone else self.words + 8
        self.column = (width - self.left) / texts
        self.field = 30 if self.phone else 32
        self.between = 14 if self.phone else 8

    def said(self, proposition: str) -> str:
        """Return a proposition in lines that fit."""
        return wrapped(proposition, self.words - 4)

    def rows(self, ideas: pd.DataFrame) -> tuple[dict[str, float], dict[str, float], float]:
        """Return the top of each idea's fields, of each group's heading, and the height of all."""
        tops, groups, at = {}, {}, float(_HEAD)
        for idea in ideas.itertuples():
            if idea.fate not in groups:
                groups[idea.fate] = at
                at += _GROUP
            if self.phone:
                at += _tall(self.said(idea.proposition)) + 4
            tops[idea.idea] = at
            at += self.field + self.between
        return tops, groups, at


def matrix(
    ideas: pd.DataFrame, names: Mapping[str, str], headings: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw how each text stands to each proposition, a word in each field; data come later.

    Parameters
    ----------
    ideas : pandas.DataFrame
        ``idea``, ``proposition``, ``fate``; one row an idea, in order.
    names : mapping of str to str
        What each text is called, by its key, in the order of the columns.
    headings : mapping of str to str
        What stands over the ideas of a fate.
    width : int
        Width in pixels.

    Notes
    -----
    The data are one row a stance: ``idea``, ``turn`` (of the text), ``stance``, ``place`` and
    ``of``, ``chosen``, ``leading`` (whether it is the first of its idea), ``quote``, ``note``.
    """
    # A chart keeps five pixels free on every side.
    grid = _Grid(width, len(names))
    tops, groups, height = grid.rows(ideas)
    step = f"{grid.field} / datum.of"
    base = alt.Chart().transform_calculate(
        left=f"{grid.left} + datum.turn * {grid.column} + 2",
        right=f"{grid.left} + (datum.turn + 1) * {grid.column} - 1",
        middle=f"{grid.left} + (datum.turn + 0.5) * {grid.column}",
        top=f"({_object(tops)})[datum.idea] + datum.place * {step} + 1",
        bottom=f"({_object(tops)})[datum.idea] + (datum.place + 1) * {step}",
    )
    layers = [*_heads(grid, names), *_words(grid, ideas, tops, groups, headings)]
    return alt.layer(*layers, *_fields(base), _frame(base, grid)).properties(
        width=width - 16, height=height
    )


def _object(values: Mapping[str, float]) -> str:
    """Write a mapping as an expression of Vega."""
    return "{" + ", ".join(f"'{name}': {value}" for name, value in values.items()) + "}"


def _fields(base: alt.Chart) -> list[alt.Chart]:
    """Draw the fields with their words."""
    stances = list(POSITION_COLOURS)
    fill = alt.Color(
        "stance:N",
        legend=None,
        scale=alt.Scale(domain=stances, range=list(POSITION_COLOURS.values())),
    )
    tooltip = [
        alt.Tooltip("proposition:N", title="Idea"),
        alt.Tooltip("whose:N", title="Text"),
        alt.Tooltip("stance:N", title="It"),
        alt.Tooltip("quote:N", title="Its words"),
        alt.Tooltip("note:N", title="Our reading"),
    ]
    spoken = base.transform_filter("datum.stance !== 'silent'")
    fields = spoken.mark_rect(cornerRadius=3).encode(
        alt.X("left:Q", **NO_AXIS),
        alt.Y("top:Q", **NO_AXIS),
        alt.X2("right:Q"),
        alt.Y2("bottom:Q"),
        fill,
        tooltip=tooltip,
    )
    middle = {"x": alt.X("middle:Q", **NO_AXIS), "y": alt.Y("centre:Q", **NO_AXIS)}
    centred = base.transform_calculate(centre="(datum.top + datum.bottom) / 2")
    letters = {"baseline": "middle", "fontSize": _SMALL}
    words = [
        centred.transform_filter(f"datum.stance === '{stance}'")
        .mark_text(color=ink_on(colour), **letters)
        .encode(**middle, text="stance:N", tooltip=tooltip)
        for stance, colour in POSITION_COLOURS.items()
    ]
    silence = (
        centred.transform_filter("datum.stance === 'silent'")
        .mark_text(style="aside", **letters)
        .encode(**middle, text="stance:N")
    )
    return [fields, *words, silence]


def _frame(base: alt.Chart, grid: _Grid) -> alt.Chart:
    """Draw a frame around the row that was chosen."""
    across = {"x": alt.value(grid.left), "x2": alt.value(grid.left + grid.texts * grid.column)}
    return (
        base.transform_filter("datum.chosen && datum.leading")
        .transform_calculate(over="datum.top - 2", under=f"datum.top + {grid.field + 1}")
        .mark_rect(filled=False, strokeWidth=2, cornerRadius=4, style="aside")
        .encode(y=alt.Y("over:Q", **NO_AXIS), y2="under:Q", **across)
    )


def _heads(grid: _Grid, names: Mapping[str, str]) -> list[alt.LayerChart]:
    """Draw the names of the texts over their columns, each with the colour of the text."""
    values = [
        {
            "x": grid.left + (place + 0.5) * grid.column,
            "left": grid.left + place * grid.column + 3,
            "right": grid.left + (place + 1) * grid.column - 3,
            "words": wrapped(name, grid.column - 4, _SMALL),
        }
        for place, name in enumerate(names.values())
    ]
    base = alt.Chart(alt.Data(values=values))
    # No colours of texts here: a field has the colour of its stance.
    letters = base.mark_text(
        baseline="bottom", lineBreak="\n", lineHeight=13, fontSize=_SMALL, **_BOLD
    ).encode(x=alt.X("x:Q", **NO_AXIS), y=alt.value(17), text="words:N")
    rules = base.mark_rule(strokeWidth=2, style="rail").encode(
        alt.X("left:Q", **NO_AXIS), alt.X2("right:Q"), y=alt.value(_HEAD - 4)
    )
    return [letters, rules]


def _words(
    grid: _Grid,
    ideas: pd.DataFrame,
    tops: Mapping[str, float],
    groups: Mapping[str, float],
    headings: Mapping[str, str],
) -> list[alt.Chart]:
    """Draw the propositions beside or above their fields, and headings over groups of them."""
    heads = [{"y": top + _GROUP - 9, "words": headings[fate]} for fate, top in groups.items()]
    over = (
        alt.Chart(alt.Data(values=heads))
        .mark_text(align="left", baseline="alphabetic", **_BOLD)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **NO_AXIS), text="words:N")
    )
    values: Sequence[Mapping[str, Any]] = [
        _said(grid, tops[row.idea], grid.said(row.proposition), row.idea)
        for row in ideas.itertuples()
    ]
    words = (
        alt.Chart(alt.Data(values=values))
        .mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=LINE)
        .encode(x=alt.value(0), y=alt.Y("y:Q", **NO_AXIS), text="words:N")
    )
    return [over, words]


def _tall(words: str) -> int:
    """Return the pixels that some lines take."""
    return LINE * (words.count("\n") + 1)


def _said(grid: _Grid, top: float, words: str, idea: str) -> dict[str, Any]:
    """Place a proposition in the middle of its row, or close above its fields."""
    height = _tall(words)
    y = top - height - 3 if grid.phone else top + (grid.field - height) / 2 + 2
    return {"y": y, "words": words, "pick_asked": idea}
