"""The chain of an argument in lanes: one lane a voice, one row a step, arrows around the boxes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from microdrama.charts.creators.boxes import LINE, PADDING, TYPE, height, lines
from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: The colour of each lane, from left to right.
LANE_COLOURS = {
    "literature": PALETTE["grey"],
    "participants": PALETTE["green"],
    "authors": PALETTE["vermilion"],
}

_HEAD = 40  # pixels of the names of the lanes
_GAP = 20  # pixels between two rows, for an arrow to be seen in
#: Pixels that a drawing keeps free around itself.
_OUTSIDE = 10
_FLAT: dict[str, Any] = {"scale": None, "axis": None}


def lanes(
    steps: pd.DataFrame, moves: pd.DataFrame, names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw the steps of an argument in the lanes of those who state them.

    Parameters
    ----------
    steps : pandas.DataFrame
        ``id``, ``label``, ``voice`` (one of :data:`LANE_COLOURS`), ``quote``, in their order.
    moves : pandas.DataFrame
        ``start``, ``end`` (steps), ``words``.
    names : mapping of str to str
        What stands above each lane.
    width : int
        Width in pixels.
    """
    between, margin = (14, 12) if width <= NARROW else (40, 24)
    width -= _OUTSIDE
    lane = (width - 2 - margin - between * (len(LANE_COLOURS) - 1)) / len(LANE_COLOURS)
    left = {voice: 1 + place * (lane + between) for place, voice in enumerate(LANE_COLOURS)}
    boxes = _placed(steps, left, lane)
    scale = alt.Scale(domain=list(LANE_COLOURS), range=list(LANE_COLOURS.values()))
    colour = alt.Color("voice:N", scale=scale, legend=None)
    base = alt.Chart(boxes).encode(
        alt.Y("top:Q", **_FLAT),
        tooltip=[alt.Tooltip("label:N", title="Step"), alt.Tooltip("quote:N", title="The text")],
    )
    frames = base.mark_rect(fillOpacity=0.14, strokeWidth=1.5, cornerRadius=4).encode(
        alt.X("left:Q", **_FLAT),
        alt.X2("right:Q"),
        alt.Y2("bottom:Q"),
        fill=alt.Fill("voice:N", scale=scale, legend=None),
        stroke=alt.Stroke("voice:N", scale=scale, legend=None),
    )
    words = base.mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=LINE, fontSize=TYPE,
        dx=PADDING, dy=PADDING,
    ).encode(alt.X("left:Q", **_FLAT), text="wrapped:N")  # fmt: skip
    layers = [*_heads(names, left, lane, colour), *_arrows(moves, boxes, width), frames, words]
    return alt.layer(*layers).properties(width=width - 2, height=int(boxes["bottom"].max()) + 2)


def _placed(steps: pd.DataFrame, left: Mapping[str, float], lane: float) -> pd.DataFrame:
    """Return the box of each step: ``left``, ``right``, ``top``, ``bottom``, ``wrapped``."""
    heights = [height(label, lane) for label in steps["label"]]
    tops = [_HEAD + sum(heights[:row]) + _GAP * row for row in range(len(heights))]
    start = steps["voice"].map(left)
    return steps.assign(
        top=tops,
        bottom=[top + tall for top, tall in zip(tops, heights, strict=True)],
        left=start,
        right=start + lane,
        wrapped=["\n".join(lines(label, lane)) for label in steps["label"]],
    )[["id", "label", "voice", "quote", "left", "right", "top", "bottom", "wrapped"]]


def _heads(
    names: Mapping[str, str], left: Mapping[str, float], lane: float, colour: alt.Color
) -> tuple[alt.Chart]:
    """Return the names of the lanes."""
    rows = [
        {"voice": voice, "x": left[voice], "y": 2.0, "name": "\n".join(lines(name, lane + 12))}
        for voice, name in names.items()
    ]
    text = alt.Chart(alt.Data(values=rows)).mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=LINE, fontWeight=600
    )
    return (text.encode(alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), text="name:N"),)


def _arrows(moves: pd.DataFrame, boxes: pd.DataFrame, width: int) -> tuple[alt.Chart, alt.Chart]:
    """Return the moves as lines with corners, and the heads of their arrows."""
    import pandas as pd

    place = boxes.assign(row=range(len(boxes))).set_index("id")
    corners = pd.DataFrame(
        [
            {"move": number, "point": point, "x": x, "y": y, "words": move.words, "turn": turn}
            for number, move in enumerate(moves.itertuples())
            for path, turn in [_path(place, move.start, move.end, width)]
            for point, (x, y) in enumerate(path)
        ]
    )
    last = corners.groupby("move")["point"].transform("max") == corners["point"]
    tooltip = [alt.Tooltip("words:N", title="The text goes on")]
    x, y = alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT)
    paths = (
        alt.Chart(corners)
        .mark_line(strokeWidth=1.5, color=PALETTE["blue"], interpolate="linear")
        .encode(x, y, detail="move:N", order="point:O", tooltip=tooltip)
    )
    heads = (
        alt.Chart(corners[last])
        .mark_point(shape="triangle-up", filled=True, size=60, color=PALETTE["blue"])
        .encode(x, y, angle=alt.Angle("turn:Q", scale=None), tooltip=tooltip)
    )
    return paths, heads


def _path(
    place: pd.DataFrame, start: str, end: str, width: int
) -> tuple[list[tuple[float, float]], int]:
    """Return the corners of an arrow around the boxes, and the way its head points.

    Down where the next box of the lane is meant; along the margin where it is not; from one lane
    to another first down and then across, or first across where a box of the lane stands below.
    """
    one, other = place.loc[start], place.loc[end]
    middle, aim = (one["left"] + one["right"]) / 2, (other["left"] + other["right"]) / 2
    across = (other["top"] + other["bottom"]) / 2
    blocked = (
        (place["left"] == one["left"]) & place["row"].between(one["row"] + 1, other["row"] - 1)
    ).any()
    if one["left"] == other["left"]:
        if not blocked:
            return [(middle, one["bottom"]), (middle, other["top"] - 4)], 180
        # Out and back in along the margin at the right.
        out, margin = one["bottom"] - PADDING, width - 6
        return [
            (one["right"], out), (margin, out), (margin, across), (other["right"] + 4, across),
        ], 270  # fmt: skip
    if blocked:
        out = (one["top"] + one["bottom"]) / 2
        return [(one["right"], out), (aim, out), (aim, other["top"] - 4)], 180
    if other["left"] > one["left"]:
        return [(middle, one["bottom"]), (middle, across), (other["left"] - 4, across)], 90
    return [(middle, one["bottom"]), (middle, across), (other["right"] + 4, across)], 270
