"""Theories as rows and texts as columns, with a mark for how a text stands to a theory."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.theme import TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: The mark of each standing: a full square is a cited work, as on the page about works. Circles,
#: rings, diamonds and triangles are the marks of the kinds of number.
SHAPES = {
    "cited": "M-1,-1h2v2h-2Z",
    "named": "M-1,-1h2v2h-2ZM-.6,-.6v1.2h1.2v-1.2Z",
    "described": "M-.5,-.5h1v1h-1Z",
    "listed": (
        "M-.9,-.65L-.65,-.9L0,-.25L.65,-.9L.9,-.65L.25,0"
        "L.9,.65L.65,.9L0,.25L-.65,.9L-.9,.65L-.25,0Z"
    ),
}

#: Area of a mark in square pixels.
_SIZE = 150

_LINE, _TYPE, _LETTER = 14, 12, 6.1
_OUTSIDE = 12  # pixels that a drawing keeps free around itself
_FLAT: dict[str, Any] = {"scale": None, "axis": None}


def matrix(
    standings: pd.DataFrame,
    names: Mapping[str, str],
    meanings: Mapping[str, str],
    width: int,
) -> alt.LayerChart:
    """Draw which text stands on which theory; a line joins the texts that share one.

    Parameters
    ----------
    standings : pandas.DataFrame
        ``label``, ``source``, ``text``, ``standing`` and ``quote``, rows in the order of the
        picture.
    names : mapping of str to str
        What each text is called, by its key, from left to right.
    meanings : mapping of str to str
        What each standing means, for the legend, by its name.
    width : int
        Width in pixels.
    """
    labels = standings["label"].drop_duplicates().to_list()
    room, step = (124, 37) if width <= NARROW else (300, 72)
    left = {source: room + step * (place + 0.5) for place, source in enumerate(names)}
    legend, top = _legend(meanings, width)
    head = top + 20
    rows, height = _rows(labels, room, first=head + 16)
    middle = {row["label"]: row["middle"] for row in rows}
    marks = standings.assign(x=standings["source"].map(left), y=standings["label"].map(middle))
    heads = [{"x": left[source], "y": head, "text": name} for source, name in names.items()]
    return alt.layer(
        _lines(marks),
        *_marks(marks),
        _words(rows, align="left", baseline="top"),
        _words(heads, align="center", fontWeight=600),
        _explained(legend),
        _words([{**one, "x": one["x"] + 14} for one in legend], align="left"),
    ).properties(width=width - _OUTSIDE, height=height)


def _legend(meanings: Mapping[str, str], width: int) -> tuple[list[dict[str, Any]], float]:
    """Return the marks with what they mean, one below the other or two beside two."""
    columns = 1 if width <= NARROW else 2
    placed = [
        {
            "x": 8 + (width / 2) * (place % columns),
            "y": 8.0 + 18 * (place // columns),
            "text": meaning,
            "standing": standing,
        }
        for place, (standing, meaning) in enumerate(meanings.items())
    ]
    return placed, placed[-1]["y"] + 18


def _rows(labels: list[str], room: float, first: float) -> tuple[list[dict[str, Any]], float]:
    """Return where each row stands, its name wrapped, and the height of all."""
    y, rows = first, []
    for label in labels:
        lines = textwrap.wrap(label, int(room / _LETTER), break_long_words=False)
        tall = _LINE * len(lines)
        rows.append(
            {"label": label, "text": "\n".join(lines), "x": 0, "y": y + 2, "middle": y + tall / 2}
        )
        y += tall + 7
    return rows, y


def _lines(marks: pd.DataFrame) -> alt.Chart:
    """Join the texts that use the same theory."""
    used = marks[marks["standing"] != "listed"]
    ends = used.groupby("label", sort=False).agg(
        y=("y", "first"), start=("x", "min"), end=("x", "max")
    )
    shared = ends[ends["start"] < ends["end"]].reset_index()
    return (
        alt.Chart(shared)
        .mark_rule(strokeWidth=1, opacity=0.6)
        .encode(alt.X("start:Q", **_FLAT), alt.X2("end:Q"), alt.Y("y:Q", **_FLAT))
    )


def _shape() -> alt.Shape:
    scale = alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))
    return alt.Shape("standing:N", scale=scale, legend=None)


def _marks(marks: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    """Draw how each text stands to each theory, over a sheet that hides the line behind."""
    base = alt.Chart(marks).encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT))
    sheets = base.mark_point(style="sheet", shape="square", size=_SIZE * 2, strokeOpacity=0)
    colours = alt.Scale(domain=list(TEXT_COLOURS), range=list(TEXT_COLOURS.values()))
    tips = {"label": "Theory", "text": "Text", "quote": "Its words"}
    shapes = base.mark_point(size=_SIZE).encode(
        _shape(),
        color=alt.Color("source:N", scale=colours, legend=None),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in tips.items()],
    )
    return sheets, shapes


def _explained(legend: list[dict[str, Any]]) -> alt.Chart:
    """Draw the marks of the legend, which are nobody's."""
    base = alt.Chart(alt.Data(values=legend)).mark_point(size=_SIZE, style="aside")
    return base.encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), shape=_shape())


def _words(values: list[dict[str, Any]], **look: Any) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=values))
        .mark_text(
            lineBreak="\n", lineHeight=_LINE, fontSize=_TYPE, **{"baseline": "middle", **look}
        )
        .encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), text="text:N")
    )
