"""The chart of the page on places where a text stands against itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import TEXT_COLOURS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

#: Pixels of a row: the name of a kind and the dots below it; of the names of the texts on top.
_ROW, _HEAD = 42, 58

#: Pixels between dots at most, and what is left free between two texts.
_STEP, _GAP = 14, 8

#: Pixels beside the dots.
_MARGIN = 12


#: What a reader sees who points at a dot.
_TOOLTIP = [
    alt.Tooltip("text:N", title="Text"),
    alt.Tooltip("label:N", title="Kind"),
    alt.Tooltip("asks:N", title="Question"),
]


def dots(places: pd.DataFrame, width: int, names: Mapping[str, str]) -> alt.LayerChart:
    """Draw places as dots, one row a kind and one column a text.

    Parameters
    ----------
    places : pandas.DataFrame
        One row a place: ``label`` (of its kind; kinds in the order of the rows), ``source``,
        ``both`` (whether both readers found it), ``asks``.
    width : int
        Width in pixels.
    names : mapping of str to str
        How each text is called, by its key, in the order of the columns.
    """
    room = width - _MARGIN
    column = room / len(names)
    groups = places.groupby(["label", "source"])
    step = min(_STEP, (column - _GAP) / groups.size().max())
    labels = list(dict.fromkeys(places["label"]))
    order = {source: number for number, source in enumerate(names)}
    placed = places.assign(
        across=places["source"].map(order) * column + (groups.cumcount() + 0.5) * step,
        down=_HEAD + (places["label"].map(labels.index) + 0.7) * _ROW,
        text=places["source"].map(names),
    )
    heights = {label: _HEAD + (row + 0.3) * _ROW for row, label in enumerate(labels)}
    height = _HEAD + len(labels) * _ROW
    x = alt.X("across:Q", axis=None, scale=alt.Scale(domain=[0, room], nice=False))
    y = alt.Y("down:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    colours = alt.Scale(domain=list(names), range=[TEXT_COLOURS[source] for source in names])
    colour = {"scale": colours, "legend": None}
    marks = (
        alt.Chart(placed)
        .mark_point(size=2.2 * step**2 / 4, strokeWidth=1.5, filled=False)
        .encode(
            x,
            y,
            stroke=alt.Stroke("source:N", **colour),
            fill=alt.Fill("source:N", **colour),
            fillOpacity=alt.FillOpacity(
                "both:N", scale=alt.Scale(domain=[True, False], range=[1, 0]), legend=None
            ),
            tooltip=_TOOLTIP,
        )
    )
    kinds = _words([(0, down, label) for label, down in heights.items()], x, y)
    heads = _words(
        [(order[source] * column, 12, _broken(name)) for source, name in names.items()],
        x,
        y,
        fontWeight=600,
    )
    return alt.layer(marks, kinds, heads).properties(width=room, height=height)


def _words(placed: list[tuple[float, float, str]], x: alt.X, y: alt.Y, **look: int) -> alt.Chart:
    """Write words, each from a place on to the right."""
    rows = [{"across": across, "down": down, "words": words} for across, down, words in placed]
    text = alt.Chart(alt.Data(values=rows)).mark_text(align="left", lineBreak="\n", **look)
    return text.encode(x, y, text="words:N")


def _broken(name: str) -> str:
    """Break the name of a text into lines that fit a fifth of a phone."""
    return name.replace(" & ", "\N{NO-BREAK SPACE}&\n").replace(" ", "\n")
