"""Words set beside marks so that none lies over another, in the first free place around its mark.

The places around a mark and their order are those of Imhof ("Positioning names on maps", 1975);
that each label takes the first that is free is the greedy method of Christensen, Marks and Shieber
("An empirical study of algorithms for point-feature label placement", 1995).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

#: Size of the type, and pixels from one line to the next.
TYPE, LINE = 12, 14

#: Left, top, right and bottom end in pixels.
Box = tuple[float, float, float, float]

#: How much wider bold type is.
_BOLD = 1.1

_SHARES = {**dict.fromkeys("iljtfrI.,:()-− ’'", 0.32), **dict.fromkeys("mwMW→%", 0.86)}


def length(text: str, size: float = TYPE) -> float:
    """Return about how many pixels a line of text takes in a system font."""
    return size * sum(_SHARES.get(letter, 0.56) for letter in text)


@dataclass(frozen=True)
class Label:
    """Words that want to stand beside a mark.

    Parameters
    ----------
    text : str
        The words, in one line or several.
    x, y : float
        Middle of the mark, in pixels of the plot.
    sides : str
        Sides to try, in order: ``r`` right, ``l`` left, ``a`` above, ``b`` below.
    reach : float
        Pixels from the middle of the mark to words above or below it.
    wide : float
        Pixels from there to its left and right end, if these lie further off.
    bold : bool
        Whether the words are set in bold type, which is wider.
    """

    text: str
    x: float
    y: float
    sides: str = "rlab"
    reach: float = 8
    wide: float = 0
    bold: bool = False


def _places(label: Label, far: float) -> Iterator[tuple[str, float, float]]:
    """Yield alignment, x and middle y of each place around a mark, the best first."""
    lines = label.text.count("\n") + 1
    half = lines * LINE / 2
    for side in label.sides:
        for slide in (0, -0.5, 0.5, -1, 1):
            if side in "rl":
                sign = 1 if side == "r" else -1
                align = "left" if side == "r" else "right"
                yield (
                    align,
                    label.x + sign * (max(label.wide, label.reach) + far / 2),
                    label.y + slide * far,
                )
            else:
                sign = -1 if side == "a" else 1
                for lift in (0, far) if far and slide else (far,):
                    middle = label.y + sign * (label.reach + half + lift)
                    yield "center", label.x + slide * far, middle


def _box(label: Label, align: str, x: float, y: float) -> Box:
    lines = label.text.split("\n")
    wide = max(length(line) for line in lines) * (_BOLD if label.bold else 1)
    half = len(lines) * LINE / 2
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[align]
    return left, y - half, left + wide, y + half


def around(x: float, y: float, reach: float) -> Box:
    """Return the box of a mark that reaches so far from its middle."""
    return x - reach, y - reach, x + reach, y + reach


def along(x: float, y: float, x2: float, y2: float) -> list[Box]:
    """Return boxes that cover a line."""
    count = max(1, round(math.hypot(x2 - x, y2 - y) / 6))
    shares = [step / count for step in range(count + 1)]
    return [around(x + (x2 - x) * share, y + (y2 - y) * share, 2) for share in shares]


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def _outside(box: Box, room: Box) -> float:
    return sum(
        max(0.0, over)
        for over in (room[0] - box[0], room[1] - box[1], box[2] - room[2], box[3] - room[3])
    )


def beside(labels: Sequence[Label], room: Box, marks: Iterable[Box] = ()) -> pd.DataFrame:
    """Set each label into the first free place around its mark.

    Parameters
    ----------
    labels : sequence of Label
        The most important first.
    room : Box
        Where words may stand; it may reach beyond the plot.
    marks : iterable of Box
        What words must not cover.

    Returns
    -------
    pandas.DataFrame
        One row a line of words: ``text``, ``mark_x`` (middle of its mark), ``align``, ``x``,
        ``y`` (of its middle), ``from_x``, ``from_y`` (the edge of the mark), ``to_x``, ``to_y``
        (the edge of the words nearest to it) and ``leads`` (whether words stand off so far that a
        line has to lead to them). Where no place is free, the one that covers least is taken.
    """
    taken, rows = list(marks), []
    for label in labels:
        best: tuple[float, str, float, float, float] | None = None
        for far in (0, 7, 14, 21, 30, 42, 56):
            for align, x, y in _places(label, far):
                box = _box(label, align, x, y)
                bad = sum(_overlap(box, other) for other in taken) + 50 * _outside(box, room)
                if best is None or bad < best[0]:
                    best = (bad, align, x, y, far)
            if best and best[0] == 0:
                break
        assert best is not None
        _, align, x, y, far = best
        taken.append(_box(label, align, x, y))
        rows += _lines(label, align, x, y, far)
    columns = ["text", "mark_x", "align", "x", "y", "from_x", "from_y", "to_x", "to_y", "leads"]
    return pd.DataFrame(rows, columns=columns)


def _lines(label: Label, align: str, x: float, y: float, far: float) -> list[dict[str, object]]:
    """Return one row for each line of a label, the leading line with the first."""
    left, top, right, bottom = _box(label, align, x, y)
    lines = label.text.split("\n")
    edge = min(max(label.x, left), right)
    return [
        {
            "text": line,
            "mark_x": label.x,
            "align": align,
            "x": x,
            "y": top + LINE * (number + 0.5),
            "from_x": label.x + min(max(edge - label.x, -label.wide), label.wide),
            "from_y": label.y,
            "to_x": edge,
            "to_y": min(max(label.y, top), bottom),
            "leads": bool(number == 0 and far > 10),
        }
        for number, line in enumerate(lines)
    ]


def pixel(channel: type[alt.X] | type[alt.Y], name: str) -> alt.X | alt.Y:
    """Encode a column that is a place in pixels already."""
    return channel(f"{name}:Q", scale=None, axis=None)


def words(placed: pd.DataFrame, **style: object) -> list[alt.Chart]:
    """Draw placed labels, and the lines that lead to those that stand off.

    Parameters
    ----------
    placed : pandas.DataFrame
        What :func:`beside` returns.
    **style
        Properties of the text, such as ``fontWeight``.
    """
    layers = []
    led = placed[placed["leads"]]
    if len(led):
        layers.append(
            alt.Chart(led)
            .mark_rule(strokeWidth=1, opacity=0.6)
            .encode(
                pixel(alt.X, "from_x"),
                pixel(alt.Y, "from_y"),
                x2="to_x",
                y2="to_y",
            )
        )
    for align, rows in placed.groupby("align", sort=True):
        layers.append(
            alt.Chart(rows)
            .mark_text(align=align, baseline="middle", fontSize=TYPE, **style)
            .encode(pixel(alt.X, "x"), pixel(alt.Y, "y"), text="text:N")
        )
    return layers


def unit(words: str) -> alt.Chart:
    """Say at the top of a plot what its amounts are counted in."""
    return (
        alt.Chart(alt.Data(values=[{"unit": words}]))
        .mark_text(align="left", baseline="top", style="aside")
        .encode(x=alt.value(6), y=alt.value(0), text="unit:N")
    )
