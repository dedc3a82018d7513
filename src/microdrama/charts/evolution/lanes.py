"""Where dated events and their names stand on the time axis, across and downwards."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.evolution.colours import LANE_COLOURS
from microdrama.charts.evolution.labels import Label, around, beside, pixel
from microdrama.charts.evolution.plane import Plane, milliseconds
from microdrama.charts.theme import PALETTE
from microdrama.show.figure import WIDE

if TYPE_CHECKING:
    import pandas as pd

#: Ends of the part of the axis that has events; nothing dated was found before it.
FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)

#: Across. Pixels of the part before it, of one level of dots, beside and of the whole height.
BEFORE, _LEVEL, MARGIN, HIGH = 150, 11, 16, 414

#: The line of each lane, and where words of the lane may stand: top and bottom, in pixels.
LINES = {
    "platform": (104, (44, 112)),
    "policy": (172, (164, 258)),
    "money": (306, (266, 340)),
    "works": (388, (342, 412)),
}

#: Sides of a dot on which its words may stand, and letters of one line of them.
_SIDES = {"platform": "arl", "policy": "brl", "money": "lar", "works": "arl"}
_LETTERS = 16

#: Downwards. Pixels of a year, of a lane and of its levels, and from one name to the next.
_YEAR, COLUMN, _STEP, _APART = 78, 24, 5, 17

#: Pixels from the left end of the plot to the first lane.
INDENT = 8

#: Opacity of the stages behind the events, one after the other.
SHADES = (0.07, 0.16)


def plane() -> Plane:
    """Return the plot of the part of the axis that has events, across."""
    return Plane(WIDE - BEFORE - MARGIN, HIGH, FIRST, LAST, 0, 1)


def fallen(day: date) -> float:
    """Return the pixel of a day on the axis that runs downwards."""
    days = (milliseconds(day) - milliseconds(FIRST)) / 86_400_000
    return days / 365.25 * _YEAR


def places(events: pd.DataFrame, stages: pd.DataFrame) -> tuple[pd.DataFrame, list[float]]:
    """Return where each event is drawn and named, across and downwards.

    Parameters
    ----------
    events : pandas.DataFrame
        ``at`` (date), ``lane``, ``level``, ``turning`` (name in the picture, or nothing).
    stages : pandas.DataFrame
        ``start`` (date) of the stages, whose names take room of their own downwards.

    Returns
    -------
    pandas.DataFrame
        With the index of ``events``: ``dot_x``, ``wide_y``, and for what is named
        ``wide_words`` (in lines), ``word_x``, ``word_y``, ``word_align``, ``lead_x``, ``lead_y``,
        ``leads``; ``narrow_x`` and ``narrow_words`` (the pixel of the name, downwards).
    list of float
        Pixel of the name of each stage, downwards.
    """
    import pandas as pd

    found = pd.DataFrame(index=events.index)
    line = events["lane"].map({lane: line for lane, (line, _) in LINES.items()})
    found["wide_y"] = line + events["level"] * _LEVEL
    order = events["lane"].map({lane: place for place, lane in enumerate(LANE_COLOURS)})
    found["narrow_x"] = order * COLUMN + INDENT + events["level"] * _STEP
    found["dot_x"] = [plane().across(at) for at in events["at"]]
    named = events["turning"] != ""
    found = found.join(_names_across(events, found["wide_y"]))
    lines = {("event", i): fallen(day) - 8 for i, day in events.loc[named, "at"].items()}
    lines |= {("stage", n): fallen(day) for n, day in enumerate(stages["start"]) if n}
    lines = apart(lines)
    found["narrow_words"] = pd.Series({i: y for (kind, i), y in lines.items() if kind == "event"})
    return found, [lines.get(("stage", n), 0.0) for n in range(len(stages))]


def _names_across(events: pd.DataFrame, down: pd.Series) -> pd.DataFrame:
    """Set the names of the turning points into the room of their lane."""
    import pandas as pd

    plot, rows = plane(), {}
    for lane, (_, (top, bottom)) in LINES.items():
        here = events[events["lane"] == lane]
        marks = [around(plot.across(at), down[i], 6) for i, at in here["at"].items()]
        named = here[here["turning"] != ""]
        wishes = [
            Label(
                "\n".join(textwrap.wrap(row.turning, _LETTERS)),
                plot.across(row.at),
                float(down[row.Index]),
                _SIDES[lane],
                10,
                bold=True,
            )
            for row in named.itertuples()
        ]
        lines = beside(wishes, (-6, top, plot.width + 6, bottom), marks)
        # One row a line of words: the name as a whole stands where its lines have their middle.
        for index, wish in zip(named.index, wishes, strict=True):
            own = lines[(lines["mark_x"] == wish.x) & (lines["from_y"] == wish.y)]
            rows[index] = {
                "wide_words": wish.text,
                "word_x": own["x"].iloc[0],
                "word_y": own["y"].iloc[0],
                "word_align": own["align"].iloc[0],
                "lead_x": own["to_x"].iloc[0],
                "lead_y": own["to_y"].iloc[0],
                "leads": bool(own["leads"].iloc[0]),
            }
    return pd.DataFrame.from_dict(rows, orient="index")


def apart(wanted: Mapping[Hashable, float], gap: float = _APART) -> dict[Hashable, float]:
    """Move lines of words down, until each is a line away from the one above it.

    Parameters
    ----------
    wanted : mapping of float
        Pixel at which each line would stand, by any key.
    gap : float
        Pixels from one line to the next.
    """
    found: dict[Hashable, float] = {}
    last = float("-inf")
    for key, place in sorted(wanted.items(), key=lambda item: item[1]):
        last = found[key] = max(place, last + gap)
    return found


def words(rows: list[dict[str, object]], **style: object) -> alt.Chart:
    """Draw words at pixels: ``x``, ``y``, ``text``."""
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align="left", baseline="middle", **style)
        .encode(pixel(alt.X, "x"), pixel(alt.Y, "y"), text="text:N")
    )


def colour() -> alt.Color:
    """Encode the lane as a colour."""
    scale = alt.Scale(domain=list(LANE_COLOURS), range=list(LANE_COLOURS.values()))
    return alt.Color("lane:N", scale=scale, legend=None)


def dots(base: alt.Chart, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Draw the events as dots that say what they are, the turning points large."""
    tooltip = [
        alt.Tooltip("when:N", title="When"),
        alt.Tooltip("event:N", title="Event"),
        alt.Tooltip("source:N", title="Source"),
    ]
    return [
        base.transform_filter(f"{'' if turns else '!'}datum.turns")
        .mark_point(filled=True, size=size)
        .encode(x, y, colour(), tooltip=tooltip)
        for turns, size in ((False, 48), (True, 150))
    ]


def lasting(base: alt.Chart) -> alt.Chart:
    """Return the bars of events of which only the year, or a longer span, is known."""
    bars = base.transform_filter("datum.until !== datum.begin")
    return bars.mark_rule(strokeWidth=3, opacity=0.6)


def tied(base: alt.Chart) -> alt.Chart:
    """Return the rules that follow a move of a platform, while all lanes are shown."""
    return base.transform_filter("datum.tie_at && datum.lanes === 'all'")


def tie(base: alt.Chart) -> alt.Chart:
    """Return the line that leads from a move to the rule that follows: our reading, so dashed."""
    return tied(base).mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=PALETTE["vermilion"])


def shaded(stages: pd.DataFrame) -> alt.Chart:
    """Return the bands of stages, lighter and darker in turn."""
    shades = [SHADES[place % 2] for place in range(len(stages))]
    band = alt.Chart(stages.assign(shade=shades)).mark_rect(color=PALETTE["grey"])
    return band.encode(opacity=alt.Opacity("shade:Q", scale=None))


def boxed(frames: list[dict[str, object]]) -> alt.Chart:
    """Draw dashed boxes at pixels, for stages that have no years."""
    return (
        alt.Chart(alt.Data(values=frames))
        .mark_rect(fillOpacity=0, stroke=PALETTE["grey"], strokeDash=[4, 3], cornerRadius=3)
        .encode(pixel(alt.X, "x"), pixel(alt.Y, "y"), x2="x2", y2="y2")
    )
