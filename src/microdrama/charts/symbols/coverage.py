"""Cases by steps: how far a text, or a class, goes at each."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: How far a text, or a class, goes at a step.
STATUS_MARKS = {
    "documented": ("●", PALETTE["green"]),
    "inferred": ("○", PALETTE["blue"]),
    "coded": ("■", PALETTE["purple"]),
    "disputed": ("◇", PALETTE["ochre"]),
    "left out": ("–", PALETTE["grey"]),
}


def coverage_grid(table: pd.DataFrame, width: int) -> alt.Chart:
    """Draw cases by steps: what is documented, inferred, left out, or coded by a class.

    Parameters
    ----------
    table : pandas.DataFrame
        ``title``, ``label`` (of the step), ``order``, ``concept``, ``status``, ``note``.
    width : int
        Width in pixels.
    """
    present = [status for status in STATUS_MARKS if status in set(table["status"])]
    scale = alt.Scale(domain=present, range=[STATUS_MARKS[status][1] for status in present])
    room = 132 if width <= NARROW else 232
    marks = (
        alt.Chart(table.assign(sign=[STATUS_MARKS[status][0] for status in table["status"]]))
        .mark_text(fontSize=17, fontWeight=700)
        .encode(
            _steps(table, width),
            _titles(table, room, width),
            alt.Color("status:N", scale=scale, legend=None),
            text="sign:N",
            tooltip=[
                alt.Tooltip("title:N", title="Drama"),
                alt.Tooltip("label:N", title="Step"),
                alt.Tooltip("concept:N", title="Concept"),
                alt.Tooltip("status:N", title="Basis"),
                alt.Tooltip("note:N", title="What the text says"),
            ],
        )
    )
    return marks.properties(width=width - room - 12, height=alt.Step(34))


def _titles(table: pd.DataFrame, room: int, width: int) -> alt.Y:
    order = list(dict.fromkeys(table["title"]))
    # On a phone a long title takes two lines.
    lines = {title: _two_lines(title, 18 if width <= NARROW else 36) for title in order}
    return alt.Y(
        "title:N",
        sort=order,
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelLimit=room,
            labelLineHeight=13,
            labelExpr=f"({json.dumps(lines)})[datum.label]",
        ),
    )


def _steps(table: pd.DataFrame, width: int) -> alt.X:
    steps = list(dict.fromkeys(table.sort_values("order", kind="stable")["label"]))
    headings = json.dumps([textwrap.wrap(step, 12) for step in steps])
    return alt.X(
        "order:O",
        title=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            ticks=False,
            domain=False,
            labelPadding=18,
            # On a phone there is room for the number of a step only.
            labelExpr="datum.label" if width <= NARROW else f"({headings})[datum.value - 1]",
        ),
    )


def _two_lines(title: str, letters: int) -> list[str]:
    """Break a title into at most two lines; a Chinese character takes the room of two letters."""
    if any(unicodedata.east_asian_width(letter) in "WF" for letter in title):
        letters //= 2
    return textwrap.wrap(title, letters, max_lines=2, placeholder=" …")
