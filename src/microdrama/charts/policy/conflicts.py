"""Which advice conflicts with which: a piece of advice, and all that it cannot be had with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.layered import HEADS, LINE, NO_AXIS, wrapped
from microdrama.charts.theme import PALETTE, TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Pixels of type of what a conflict is about, of the stripe that names the text, between boxes.
_SMALL, _STRIPE, _GAP = 11, 5, 12


class _Columns:
    """Where boxes stand across, in pixels; on a phone what conflicts stands beneath, indented."""

    def __init__(self, width: int) -> None:
        self.phone, self.width = width <= NARROW, width - 16
        self.one = (0.0, float(self.width)) if self.phone else (0.0, 206.0)
        self.other = (26.0 if self.phone else self.width - 214.0, float(self.width))
        self.trunk = 10.0 if self.phone else 220.0
        self.above = 18 if self.phone else 0

    def box(self, label: str, sides: tuple[float, float]) -> tuple[str, float]:
        """Return a label in lines that fit between two sides, and the height of its box."""
        words = wrapped(label, sides[1] - sides[0] - _STRIPE - 14)
        return words, LINE * (words.count("\n") + 1) + 12


def conflicts(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw each piece of advice with a bracket to all that it cannot be followed with in full.

    Parameters
    ----------
    table : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.opposed` returns.
    width : int
        Width in pixels.
    """
    columns, top = _Columns(width), 0.0
    boxes: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for _, group in table.groupby("group", sort=True):
        top = _bracket(columns, group, top, boxes, lines) + _GAP
    layers = [*_drawn_lines(columns, lines), *_drawn_boxes(boxes)]
    return alt.layer(*layers).properties(width=columns.width, height=top - _GAP)


def _bracket(
    columns: _Columns,
    group: pd.DataFrame,
    top: float,
    boxes: list[dict[str, Any]],
    lines: list[dict[str, Any]],
) -> float:
    """Place a piece of advice and its conflicts from ``top`` on; return where they end."""
    hub, first = group.iloc[0], len(boxes)
    words, tall = columns.box(hub["label_one"], columns.one)
    at, begin = (top + tall + 6 if columns.phone else top), len(lines)
    for row in group.to_dict("records"):
        said, height = columns.box(row["label_other"], columns.other)
        height = max(height, 0 if columns.phone else 34)
        at += columns.above
        boxes.append(_box(columns.other, at, height, said, row, "other"))
        lines.append({"y": at + height / 2, "above": at - 5, "about": row["about"]})
        at += height + 6
    end = at - 6
    middle = top if columns.phone else max(top, (top + end - tall) / 2)
    boxes.insert(first, _box(columns.one, middle, tall, words, hub, "one"))
    start = middle + tall if columns.phone else middle + tall / 2
    ys = [start, *(line["y"] for line in lines[begin:])]
    lines[begin] |= {"from": min(ys), "to": max(ys), "stem": start}
    return max(end, middle + tall)


def _box(
    sides: tuple[float, float],
    top: float,
    height: float,
    words: str,
    row: Mapping[str, Any],
    end: str,
) -> dict[str, Any]:
    """Return one box with what its tooltip says."""
    return {
        "left": sides[0],
        "right": sides[1],
        "top": top,
        "bottom": top + height,
        "middle": top + height / 2,
        "x": sides[0] + _STRIPE + 8,
        "stripe": sides[0] + _STRIPE,
        "words": words,
        **{name: row[f"{name}_{end}"] for name in ("label", "text", "whose")},
        "note": row["note"] if end == "other" else "",
    }


def _drawn_boxes(boxes: list[dict[str, Any]]) -> list[alt.Chart]:
    """Draw boxes, each with a stripe in the colour of its text."""
    base = alt.Chart(alt.Data(values=boxes)).encode(
        tooltip=[
            alt.Tooltip("label:N", title="Advice"),
            alt.Tooltip("whose:N", title="Text"),
            alt.Tooltip("note:N", title="Why not both"),
        ]
    )
    down = {"y": alt.Y("top:Q", **NO_AXIS), "y2": "bottom:Q"}
    sheets = base.mark_rect(style="sheet", strokeWidth=1.3, cornerRadius=3).encode(
        alt.X("left:Q", **NO_AXIS), alt.X2("right:Q"), **down
    )
    shown = {box["text"]: box["whose"] for box in boxes}
    texts = [text for text in TEXT_COLOURS if text in shown]
    colour = alt.Color(
        "whose:N",
        scale=alt.Scale(
            domain=[shown[text] for text in texts], range=[TEXT_COLOURS[text] for text in texts]
        ),
        legend=alt.Legend(title=None, columns=2, symbolType="square", labelLimit=300),
    )
    stripes = base.mark_rect().encode(
        alt.X("left:Q", **NO_AXIS), alt.X2("stripe:Q"), colour, **down
    )
    letters = base.mark_text(
        align="left", baseline="middle", lineBreak="\n", lineHeight=LINE
    ).encode(alt.X("x:Q", **NO_AXIS), alt.Y("start:Q", **NO_AXIS), text="words:N")
    letters = letters.transform_calculate(
        start=f"datum.middle - (length(split(datum.words, '\\n')) - 1) * {LINE / 2}"
    )
    return [sheets, stripes, letters]


def _drawn_lines(columns: _Columns, lines: list[dict[str, Any]]) -> list[alt.Chart]:
    """Draw brackets that end in a bar, and over each arm what the conflict is about."""
    end = columns.other[0]
    base = alt.Chart(alt.Data(values=lines))
    line = {"strokeWidth": 1.6, "color": PALETTE["vermilion"]}
    trunks = base.transform_filter("isValid(datum.from)")
    downs = trunks.mark_rule(**line).encode(
        alt.Y("from:Q", **NO_AXIS), alt.Y2("to:Q"), x=alt.value(columns.trunk)
    )
    arms = base.mark_rule(**line).encode(
        y=alt.Y("y:Q", **NO_AXIS), x=alt.value(columns.trunk), x2=alt.value(end - 4)
    )
    bars = base.mark_point(
        shape=HEADS["bar"], size=64, filled=True, opacity=1, color=PALETTE["vermilion"]
    ).encode(y=alt.Y("y:Q", **NO_AXIS), x=alt.value(end - 3))
    place = {"x": alt.value(end), "y": alt.Y("above:Q", **NO_AXIS)}
    if not columns.phone:
        place = {"x": alt.value(columns.trunk + 8), "y": alt.Y("over:Q", **NO_AXIS)}
    about = (
        base.transform_calculate(over="datum.y - 5")
        .mark_text(align="left", baseline="alphabetic", fontSize=_SMALL, style="aside")
        .encode(text="about:N", **place)
    )
    drawn = [downs, arms, bars, about]
    if not columns.phone:
        stems = trunks.mark_rule(**line).encode(
            y=alt.Y("stem:Q", **NO_AXIS), x=alt.value(columns.one[1]), x2=alt.value(columns.trunk)
        )
        drawn.append(stems)
    return drawn
