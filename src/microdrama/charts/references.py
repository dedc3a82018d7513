"""Charts of what the texts cite: works on shelves, shares of claims, one work's passages."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from microdrama.charts.theme import PALETTE, TEXT_COLOURS, ink_on
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What a claim rests on outside its own text.
BACKING_COLOURS = {
    "a listed work": PALETTE["blue"],
    "a source that is not listed": PALETTE["ochre"],
    "no citation": PALETTE["grey"],
}

#: A work that is cited is a full square, one that is not an empty one. Circles, rings, diamonds
#: and triangles are the marks of the kinds of number.
SHAPES = {
    "cited": "M-1,-1h2v2h-2Z",
    "listed and never cited": "M-1,-1h2v2h-2ZM-.55,-.55v1.1h1.1v-1.1Z",
}

#: Pixels from one work to the next, of one line of words, and beside the shelves.
_STEP, _LINE, _MARGIN = 12, 15, 16

#: Works beside each other, at most.
_BESIDE = 10

#: Pixels that a digit takes.
_DIGIT = 7.5


def shelves(
    works: pd.DataFrame, groups: Mapping[str, str], names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw each work as a square, one column a text and one shelf a group of works.

    Parameters
    ----------
    works : pandas.DataFrame
        ``group``, ``source``, ``cited`` (whether the text cites it), ``name``, ``title``.
    groups : mapping of str to str
        What stands above each shelf, by group, from top to bottom.
    names : mapping of str to str
        What stands above each column, by key of the text; lines are broken where they must be.
    width : int
        Width in pixels.
    """
    room = width - _MARGIN
    column = room / len(names)
    squares = _placed(works, list(names), column)
    heads = _heads(names, column)
    top = _LINE * heads["lines"].max() + 14
    boards, tops = [], {}
    for group, label in groups.items():
        boards.append({"y": top, "label": label})
        tops[group] = top + 18
        lines = squares.loc[squares["group"] == group, "line"].max() + 1 if group in tops else 1
        top += 18 + _STEP * (1 if pd.isna(lines) else lines) + 12
    squares["y"] = squares["group"].map(tops) + _STEP * squares["line"] + _STEP / 2
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, room], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[top, 0], nice=False), axis=None)
    layers = [
        alt.Chart(pd.DataFrame(boards).assign(x=0, x2=room))
        .mark_rule(style="rail")
        .encode(x, alt.X2("x2:Q"), y),
        alt.Chart(pd.DataFrame(boards).assign(x=0))
        .mark_text(align="left", dy=10, fontWeight=600)
        .encode(x, y, text="label:N"),
        alt.Chart(heads)
        .mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=_LINE)
        .encode(x, y, text="label:N"),
        alt.Chart(heads.assign(y=_LINE * heads["lines"].max() + 4))
        .mark_rule(strokeWidth=4)
        .encode(x, alt.X2("x2:Q"), y, alt.Color("source:N", scale=_of_texts(names), legend=None)),
        _nothing(squares, list(groups), list(names), tops, column).encode(x, y),
        _squares(squares, names, width).encode(x, y),
    ]
    return alt.layer(*layers).properties(width=room, height=top)


def _placed(works: pd.DataFrame, texts: list[str], column: float) -> pd.DataFrame:
    """Return works with their place: cited ones first, so many beside each other as have room."""
    beside = min(_BESIDE, int((column - 6) // _STEP))
    rows = works.sort_values("cited", ascending=False, kind="stable")
    place = rows.groupby(["group", "source"]).cumcount()
    return rows.assign(
        line=place // beside,
        x=rows["source"].map(texts.index) * column + place % beside * _STEP + _STEP / 2,
        use=rows["cited"].map(dict(zip((True, False), SHAPES, strict=True))),
    )


def _heads(names: Mapping[str, str], column: float) -> pd.DataFrame:
    """Return the names of the columns, broken into lines."""
    letters = int((column - 4) // 6.4)
    broken = [
        [line for part in name.split("\n") for line in textwrap.wrap(part, letters)]
        for name in names.values()
    ]
    return pd.DataFrame(
        {
            "source": list(names),
            "label": ["\n".join(lines) for lines in broken],
            "lines": [len(lines) for lines in broken],
            "x": [place * column for place in range(len(names))],
            "x2": [(place + 1) * column - 8 for place in range(len(names))],
            "y": 0,
        }
    )


def _of_texts(names: Mapping[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(names), range=[TEXT_COLOURS[key] for key in names])


def _nothing(
    squares: pd.DataFrame,
    groups: list[str],
    texts: list[str],
    tops: Mapping[str, float],
    column: float,
) -> alt.Chart:
    """Draw a dash where a text lists no work of a group."""
    there = set(zip(squares["group"], squares["source"], strict=True))
    empty = [
        {"x": place * column + 2, "y": tops[group] + _STEP / 2, "label": "–"}
        for group in groups
        for place, source in enumerate(texts)
        if (group, source) not in there
    ]
    rows = pd.DataFrame(empty, columns=["x", "y", "label"])
    return alt.Chart(rows).mark_text(align="left", style="aside").encode(text="label:N")


def _squares(squares: pd.DataFrame, names: Mapping[str, str], width: int) -> alt.Chart:
    """Draw works in the colours of their texts; the legend says what full and empty mean."""
    legend = alt.Legend(
        columns=1 if width <= NARROW else 0, symbolFillColor=PALETTE["grey"], symbolStrokeWidth=0
    )
    return (
        alt.Chart(squares)
        .mark_point(filled=True, size=64, opacity=1)
        .encode(
            alt.Color("source:N", scale=_of_texts(names), legend=None),
            alt.Shape(
                "use:N",
                scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())),
                legend=legend,
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Work"),
                alt.Tooltip("title:N", title="Title"),
                alt.Tooltip("use:N", title="In its text"),
            ],
        )
    )


def shares(counts: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw what part of a group of claims rests on a cited work, one bar a group.

    Parameters
    ----------
    counts : pandas.DataFrame
        ``label`` (of the group), ``backing``, ``claims``, ``start`` and ``end`` (in per cent of
        the group); bars and their parts in order.
    width : int
        Width in pixels.
    """
    room = width - 24
    drawn = [backing for backing in BACKING_COLOURS if backing in set(counts["backing"])]
    fills = alt.Scale(domain=drawn, range=[BACKING_COLOURS[backing] for backing in drawn])
    inks = alt.Scale(domain=drawn, range=[ink_on(BACKING_COLOURS[backing]) for backing in drawn])
    y = alt.Y(
        "label:N",
        sort=list(dict.fromkeys(counts["label"])),
        axis=None,
        scale=alt.Scale(paddingInner=0.5),
    )
    legend = alt.Legend(columns=1 if width <= NARROW else 0)
    axis = alt.Axis(title="Claims, in % of their row", tickCount=5, grid=False)
    base = alt.Chart(_numbered(counts, room))
    bars = base.mark_bar(height=14, yOffset=8).encode(
        alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[0, 100])),
        alt.X2("end:Q"),
        y,
        alt.Color("backing:N", scale=fills, legend=legend),
        tooltip=[
            alt.Tooltip("label:N", title="Of"),
            alt.Tooltip("backing:N", title="Rest on"),
            alt.Tooltip("claims:Q", title="Claims"),
        ],
    )
    numbers = base.mark_text(yOffset=8, fontWeight=600).encode(
        alt.X("middle:Q"), y, alt.Color("backing:N", scale=inks, legend=None), text="number:N"
    )
    names = (
        base.transform_filter("datum.start === 0")
        .mark_text(align="left", dy=-10)
        .encode(y, text="label:N", x=alt.value(0))
    )
    # Two scales of one field: the bar's colour, and the ink that can be read on it.
    chart = alt.layer(bars, numbers, names).resolve_scale(color="independent")
    return chart.properties(width=room, height=alt.Step(42))


def _numbered(counts: pd.DataFrame, room: int) -> pd.DataFrame:
    """Return parts of bars with their middle, and their number where there is room for it."""
    pixels = (counts["end"] - counts["start"]) * room / 100
    fits = counts["claims"].astype(str).str.len() * _DIGIT + 2 <= pixels
    return counts.assign(
        middle=(counts["start"] + counts["end"]) / 2,
        number=counts["claims"].astype(str).where(fits, ""),
    )


#: Letters of a line, and lines that the picture of one work has room for, by width.
LETTERS = {"wide": 104, "narrow": 45}
ROOM = {"wide": 10, "narrow": 15}


def laid(lines: Sequence[tuple[str, str, int]]) -> pd.DataFrame:
    """Return where the lines of each work's picture stand, at both widths.

    Parameters
    ----------
    lines : sequence of (str, str, int)
        Work, words, and how far they are indented, in order.

    Returns
    -------
    pandas.DataFrame
        One row each: ``wide`` and ``narrow``: the words in lines of their own; ``wide_at`` and
        ``narrow_at``: the first of these lines, counted from 0; ``wide_end`` and ``narrow_end``:
        the line behind them.
    """
    found: dict[str, list[str | int]] = {}
    for size, letters in LETTERS.items():
        below: dict[str, int] = {}
        for work, words, indent in lines:
            broken = textwrap.wrap(words, letters - 3 * indent)
            start = below.get(work, 0)
            below[work] = start + len(broken)
            found.setdefault(size, []).append("\n".join(broken))
            found.setdefault(f"{size}_at", []).append(start)
            found.setdefault(f"{size}_end", []).append(below[work])
    return pd.DataFrame(found)


def one_work(names: Mapping[str, str], width: int) -> alt.LayerChart:
    """Draw where one work is cited, and the claims below; data come later.

    Parameters
    ----------
    names : mapping of str to str
        What each text is called, by its key.
    width : int
        Width in pixels.
    """
    size = "narrow" if width <= NARROW else "wide"
    base = alt.Chart().transform_filter(f"datum.{size}_end <= {ROOM[size]}")
    y = alt.Y(f"{size}_at:Q", scale=alt.Scale(domain=[ROOM[size], 0], nice=False), axis=None)
    x = alt.X("indent:Q", scale=alt.Scale(domain=[0, (width - 12) / 14], nice=False), axis=None)
    marks = base.mark_point(filled=True, size=50, opacity=1, yOffset=8, xOffset=6).encode(
        x,
        y,
        alt.Color("source:N", scale=_of_texts(names), legend=None),
        alt.Shape(
            "use:N",
            scale=alt.Scale(
                domain=[*SHAPES, "claim"], range=[*SHAPES.values(), "M-1,-.3h2v.6h-2Z"]
            ),
            legend=None,
        ),
    )
    words = base.mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, dx=16, dy=2
    ).encode(x, y, text=f"{size}:N")
    return alt.layer(marks, words).properties(width=width - 12, height=_LINE * ROOM[size])
