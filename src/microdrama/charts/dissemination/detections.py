"""What could be done about a copy: ways to copy by steps, with the measures that would help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: What a measure rests on, with its colour.
SORTS = {"technology": PALETTE["blue"], "people and law": PALETTE["ochre"]}

#: Screen positions: nothing here is a quantity, so there is no scale to read off.
_FLAT: dict[str, Any] = {"scale": None, "axis": None}

_HEAD, _LINE = 26, 16  # pixels of the headings, and of one measure


def detections(
    frame: pd.DataFrame, steps: Mapping[str, str], measures: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw which measure would help with which step against each way to copy.

    Parameters
    ----------
    frame : pandas.DataFrame
        ``label`` (of the way; ways in the order of the rows), ``step``, ``measure``,
        ``technical``, ``note``.
    steps, measures : mapping of str to str
        What each is called, steps in the order of the columns.
    width : int
        Width in pixels.
    """
    width -= 12
    phone = width <= NARROW
    # On a phone the name of a way stands above its row, else beside it.
    room, above = (0, 20) if phone else (220, 0)
    row = above + 2 * _LINE + 12
    ways = {label: place for place, label in enumerate(dict.fromkeys(frame["label"]))}
    step = (width - room) / len(steps)
    columns = {name: room + place * step + 8 for place, name in enumerate(steps)}
    cells = frame.assign(
        x=frame["step"].map(columns),
        y=_HEAD
        + frame["label"].map(ways) * row
        + above
        + (frame.groupby(["label", "step"]).cumcount() + 0.8) * _LINE,
        called=frame["measure"].map(dict(measures)),
        done=frame["step"].map(dict(steps)),
        sort=frame["technical"].map(dict(zip((True, False), SORTS, strict=True))),
    )
    names = [
        {"x": 0, "y": _HEAD + place * row + (12 if phone else 0.8 * _LINE), "words": label}
        for label, place in ways.items()
    ]
    heads = [
        {"x": columns[name] - 6, "y": _HEAD / 2 - 2, "words": words}
        for name, words in steps.items()
    ]
    layers = alt.layer(*_measures(cells), _words(names, 400), _words(heads, 600))
    return layers.properties(width=width, height=_HEAD + row * len(ways))


def _measures(cells: pd.DataFrame) -> tuple[alt.Chart, alt.Chart]:
    """Return a mark for each measure, and its name beside it."""
    base = alt.Chart(cells).encode(
        alt.X("x:Q", **_FLAT),
        alt.Y("y:Q", **_FLAT),
        tooltip=[
            alt.Tooltip("label:N", title="Way"),
            alt.Tooltip("done:N", title="Step"),
            alt.Tooltip("called:N", title="Measure"),
            alt.Tooltip("note:N", title="How far it helps"),
        ],
    )
    scale = alt.Scale(domain=list(SORTS), range=list(SORTS.values()))
    legend = alt.Legend(title=None, symbolType="circle")
    marks = base.mark_circle(size=90, opacity=1).encode(
        alt.Color("sort:N", scale=scale, legend=legend)
    )
    words = base.mark_text(align="left", baseline="middle", dx=9).encode(text="called:N")
    return marks, words


def _words(rows: list[dict[str, Any]], weight: int) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align="left", baseline="middle", fontWeight=weight)
        .encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), text="words:N")
    )
