"""Dramas as lanes: each runs through the same steps, and a gap is a gap."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.symbols.pixels import (
    ARROW,
    DASHES,
    PATH_COLOURS,
    PLAIN,
    TRUE_SIZE,
    TYPE,
    box_of,
    name_in_lines,
    names,
    rectangles,
    shown,
    with_words,
)
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Steps whose box is filled; the frames of the others are dashed.
_FILLED = ("documented", "coded")

#: What stands where a step has no concept.
_NOTHING = {"left out": "not told", "disputed": "coders divided"}

#: Names of the steps on a phone, where there is no room for more.
_SHORT = {
    "symbol": "symbol",
    "purification": "kept",
    "function": "role",
    "tension": "tension",
    "outcome": "outcome",
}

#: Pixels: of a title, of a box and between two boxes; of a lane; above the first lane.
_WIDE = {"title": 134, "box": 96, "gap": 15, "lane": 60, "above": 48}
_NARROW = {"title": 0, "box": 52, "gap": 13, "lane": 76, "above": 24}

_ROW = {"title": "Drama", "label": "Step", "concept": "Concept", "status": "Basis"}
_TOOLTIP = {**_ROW, "note": "What the text says"}


def swimlanes(steps: pd.DataFrame, links: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw one lane a drama through the steps of the framework.

    Parameters
    ----------
    steps : pandas.DataFrame
        Steps in order, dramas one after the other: ``case``, ``title``, ``on`` (its path:
        ``deep``, ``surface`` or ``neither``), ``step``, ``label`` (of the step), ``order`` (from
        1), ``concept`` (its label), ``status``, ``note``.
    links : pandas.DataFrame
        ``case``, ``order`` of the step that is reached from the one before it, ``basis`` (the
        weakest on the way).
    width : int
        Width in pixels.
    """
    wide = width > NARROW
    sizes = _WIDE if wide else _NARROW
    placed = _placed(steps, sizes, wide)
    scale = alt.Scale(domain=list(PATH_COLOURS), range=list(PATH_COLOURS.values()))
    layers = [
        _rules(placed, sizes),
        *_links(placed, links, scale),
        *_steps(placed, scale, wide),
        *_titles(placed, sizes, wide),
        *_headings(placed, wide),
    ]
    high = sizes["above"] + sizes["lane"] * placed["case"].nunique()
    return alt.layer(*layers).properties(width=width - 6, height=high, padding=1)


def _placed(steps: pd.DataFrame, sizes: dict[str, int], wide: bool) -> pd.DataFrame:
    """Return the steps with the pixels of their boxes and the words in them."""
    lane = {case: place for place, case in enumerate(dict.fromkeys(steps["case"]))}
    middle = sizes["above"] + sizes["lane"] * (steps["case"].map(lane) + 0.5)
    left = sizes["title"] + (steps["order"] - 1) * (sizes["box"] + sizes["gap"])
    told = ~steps["status"].isin(list(_NOTHING))
    words = [
        name_in_lines(concept if here else _NOTHING[status], sizes["box"] - 6)
        for concept, here, status in zip(steps["concept"], told, steps["status"], strict=True)
    ]
    high = [max(38, box_of(word, 0, 8)[1]) if wide else 20 for word in words]
    return steps.assign(
        told=told,
        words=words,
        middle=middle,
        left=left,
        right=left + sizes["box"],
        top=[y - h / 2 for y, h in zip(middle, high, strict=True)],
        bottom=[y + h / 2 for y, h in zip(middle, high, strict=True)],
        dashed=~steps["status"].isin(_FILLED),
    )


def _rules(placed: pd.DataFrame, sizes: dict[str, int]) -> alt.Chart:
    """Return a thin rule above each lane."""
    rules = placed.drop_duplicates("case").assign(y=placed["middle"] - sizes["lane"] / 2)
    return alt.Chart(rules).mark_rule(style="rail", strokeWidth=1).encode(alt.Y("y:Q", **PLAIN))


def _steps(placed: pd.DataFrame, scale: alt.Scale, wide: bool) -> list[alt.Chart]:
    """Return a box for each step that is told, and words where none is."""
    boxed = with_words(placed)
    told = alt.Chart(boxed[boxed["told"]]).encode(tooltip=shown(_TOOLTIP))
    boxes = [
        rectangles(told.transform_filter(f"datum.dashed === {test}"), **look).encode(
            alt.Color("on:N", scale=scale, legend=None),
            alt.Stroke("on:N", scale=scale, legend=None),
        )
        for test, look in (
            ("false", {"fillOpacity": 0.16, "strokeWidth": 1.6}),
            ("true", {"fillOpacity": 0, "strokeWidth": 1.4, "strokeDash": DASHES}),
        )
    ]
    nothing = alt.Chart(boxed[~boxed["told"]]).encode(tooltip=shown(_TOOLTIP))
    if wide:
        return [*boxes, names(told), names(nothing, style="aside")]
    return [*boxes, *_ends(boxed)]


def _ends(boxed: pd.DataFrame) -> list[alt.Chart]:
    """On a phone, say below a lane with which symbol it begins and where it ends."""
    said = []
    for step, align, edge in (("symbol", "left", "left"), ("outcome", "right", "right")):
        rows = boxed[boxed["step"] == step]
        rows = rows.assign(x=rows[edge], y=rows["middle"] + 22, words=rows["words"])
        rows["words"] = [
            concept if here else _NOTHING[status]
            for concept, here, status in zip(
                rows["concept"], rows["told"], rows["status"], strict=True
            )
        ]
        said.append(names(alt.Chart(rows), align=align))
    return said


def _links(placed: pd.DataFrame, links: pd.DataFrame, scale: alt.Scale) -> list[alt.Chart]:
    """Return an arrow from each step to the next one, if both are told and a way leads on."""
    keys = ["case", "order"]
    at = placed.loc[placed["told"], [*keys, "left", "right", "middle", "on"]]
    before = at.assign(order=at["order"] + 1)[[*keys, "right"]]
    ends = at.drop(columns="right").merge(before, on=keys).merge(links, on=keys)
    ends = ends.assign(tip=ends["left"] - 2, stop=ends["left"] - 9)
    base = alt.Chart(ends).encode(alt.Y("middle:Q", **PLAIN))
    colour = alt.Color("on:N", scale=scale, legend=None)
    dash = alt.condition("datum.basis === 'stated'", alt.value([1, 0]), alt.value([3, 2]))
    rules = base.mark_rule(strokeWidth=1.6).encode(
        alt.X("right:Q", **PLAIN), alt.X2("stop:Q"), colour, strokeDash=dash
    )
    tips = base.mark_point(shape=ARROW, size=TRUE_SIZE, filled=True, opacity=1).encode(
        alt.X("tip:Q", **PLAIN), colour
    )
    return [rules, tips]


def _titles(placed: pd.DataFrame, sizes: dict[str, int], wide: bool) -> list[alt.Chart]:
    """Name each drama, and say below which path it takes."""
    rows = placed.drop_duplicates("case")
    lines = [_in_lines(title, *((21, 2) if wide else (40, 1))) for title in rows["title"]]
    paths = [f"{path} path" if path != "neither" else "neither path" for path in rows["on"]]
    rows = rows.assign(words=["\n".join(line) for line in lines], way=paths, x=0)
    if wide:
        rows["y"] = rows["middle"] - [(len(line)) * 7.5 for line in lines]
        rows["below"] = rows["middle"] + [(len(line)) * 7.5 for line in lines]
    else:
        rows["y"] = rows["below"] = rows["middle"] - 24
    base = alt.Chart(rows)
    way = base.mark_text(
        align="left" if wide else "right", baseline="middle", fontSize=TYPE, style="aside"
    ).encode(x=alt.value(0 if wide else NARROW - 8), y=alt.Y("below:Q", **PLAIN), text="way:N")
    return [names(base, align="left", fontWeight="bold"), way]


def _headings(placed: pd.DataFrame, wide: bool) -> list[alt.Chart]:
    rows = placed.drop_duplicates("order")
    rows = rows.assign(
        words=[
            name_in_lines(label, 96) if wide else _SHORT[step]
            for step, label in zip(rows["step"], rows["label"], strict=True)
        ],
        x=(rows["left"] + rows["right"]) / 2,
    )
    rows["y"] = 34 - rows["words"].str.count("\n") * 15 if wide else 14
    return [names(alt.Chart(rows), baseline="alphabetic", style="aside", fontWeight="bold")]


def _in_lines(title: str, letters: int, most: int) -> list[str]:
    """Break a title into so many lines; a Chinese character takes the room of two letters."""
    if any(unicodedata.east_asian_width(letter) in "WF" for letter in title):
        letters //= 2
    if most == 1:
        return [title if len(title) <= letters else f"{title[: letters - 1]}…"]
    return textwrap.wrap(title, letters, max_lines=most, placeholder=" …")
