"""Charts of the symbols chapter."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, TEXT_COLOURS, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Colours of the first and the second drama.
ONE, OTHER = PALETTE["vermilion"], PALETTE["blue"]

#: Concepts side by side, pixels of a row, and letters in a line of a box, by layout.
COLUMNS = {"wide": 4, "narrow": 3}
_ROW = {"wide": 46, "narrow": 56}
_LETTERS = {"wide": 22, "narrow": 14}

#: Half a box, in columns and rows.
_WIDE, _HIGH = 0.46, 0.38

#: Room for the names of the stages on the left, and for the edges of the picture.
_STAGES = 34

#: Letters in a line, and pixels of a rung, of the ladder that a phone shows.
_RUNG_LETTERS, _RUNG = 18, 52

_HIDDEN = {"axis": None, "title": None}


def layout(width: int) -> str:
    """Return the name of the layout for a width."""
    return "narrow" if width <= NARROW else "wide"


@dataclass(frozen=True)
class _Plane:
    """Columns and rows of boxes as positions on the page; nothing here is a quantity."""

    columns: int
    rows: int
    width: int
    row: int

    def x(self, field: str, **more: object) -> alt.X:
        scale = alt.Scale(domain=[-0.5, self.columns - 0.5], nice=False, zero=False)
        return alt.X(f"{field}:Q", scale=scale, **_HIDDEN, **more)

    def y(self, field: str, **more: object) -> alt.Y:
        scale = alt.Scale(domain=[self.rows - 0.5, -0.5], nice=False, zero=False)
        return alt.Y(f"{field}:Q", scale=scale, **_HIDDEN, **more)

    def sized(self, chart: alt.LayerChart) -> alt.LayerChart:
        return chart.properties(width=self.width, height=self.row * self.rows)

    def ends(self, x: str, y: str, x2: str, y2: str) -> dict[str, str]:
        """Return the formulas of an arrowhead: where its line meets the box, and its angle."""
        dx = f"(datum.{x2} - datum.{x}) * {self.width / self.columns}"
        dy = f"(datum.{y2} - datum.{y}) * {self.row}"
        near = (
            f"min({_WIDE * self.width / self.columns + 5} / max(abs({dx}), 0.01), "
            f"{_HIGH * self.row + 5} / max(abs({dy}), 0.01), 0.5)"
        )
        return {
            "head_x": f"datum.{x2} - {near} * (datum.{x2} - datum.{x})",
            "head_y": f"datum.{y2} - {near} * (datum.{y2} - datum.{y})",
            "slope": f"atan2({dy}, {dx}) * 180 / PI + 90",
        }


def _plane(spots: pd.DataFrame, width: int) -> _Plane:
    name = layout(width)
    rows = int(spots["row"].max()) + 1
    return _Plane(COLUMNS[name], rows, width - _STAGES, _ROW[name])


def network(
    places: Mapping[str, pd.DataFrame], links: pd.DataFrame, names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw the whole network, its concepts as boxes in layers, coloured by text.

    Parameters
    ----------
    places : mapping of str to pandas.DataFrame
        By layout (``wide`` and ``narrow``): ``concept``, ``label``, ``type``, ``stage``,
        ``text``, ``column``, ``row``.
    links : pandas.DataFrame
        ``from``, ``to``, ``relation``, ``text``, ``basis``, ``note``.
    names : mapping of str to str
        What each text is called in the legend.
    width : int
        Width in pixels.
    """
    spots = places[layout(width)]
    met = [text for text in TEXT_COLOURS if text in set(spots["text"])]
    scale = alt.Scale(domain=met, range=[TEXT_COLOURS[text] for text in met])
    colour = alt.Color(
        "text:N",
        scale=scale,
        legend=alt.Legend(
            title=None,
            columns=1 if width <= NARROW else 0,
            symbolType="stroke",
            labelExpr=f"({json.dumps(dict(names))})[datum.label]",
        ),
    )
    plane = _plane(spots, width)
    lines, boxes, words, *frame = _ground(plane, spots, links, layout(width))
    lines = lines.encode(colour)
    boxes = boxes.encode(stroke=alt.Stroke("text:N", scale=scale, legend=None))
    return plane.sized(alt.layer(lines, boxes, words, *frame))


def _ground(
    plane: _Plane, spots: pd.DataFrame, links: pd.DataFrame, name: str
) -> tuple[alt.Chart, ...]:
    """Return the layers of a network: relations, boxes, names, rails and names of the stages."""
    at = spots.set_index("concept")
    ends = links.assign(
        x=links["from"].map(at["column"]),
        y=links["from"].map(at["row"]),
        x2=links["to"].map(at["column"]),
        y2=links["to"].map(at["row"]),
        start=links["from"].map(at["label"]),
        end=links["to"].map(at["label"]),
    )[["x", "y", "x2", "y2", "start", "end", "relation", "text", "basis", "note"]]
    dash = alt.condition("datum.basis === 'stated'", alt.value([1, 0]), alt.value([4, 3]))
    lines = (
        alt.Chart(ends.dropna(subset=["x", "x2"]))
        .mark_rule(strokeWidth=1, opacity=0.6, style="rail")
        .encode(
            plane.x("x"),
            plane.y("y"),
            alt.X2("x2:Q"),
            alt.Y2("y2:Q"),
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("start:N", title="From"),
                alt.Tooltip("relation:N", title="Relation"),
                alt.Tooltip("end:N", title="To"),
                alt.Tooltip("note:N", title="What the text says"),
            ],
        )
    )
    named = _boxes(spots, _LETTERS[name], _ROW[name])
    boxes = (
        alt.Chart(named)
        .mark_rect(cornerRadius=4, strokeWidth=1.3, style="sheet")
        .encode(
            plane.x("left"),
            alt.X2("right:Q"),
            plane.y("top"),
            alt.Y2("bottom:Q"),
            tooltip=[
                alt.Tooltip("label:N", title="Concept"),
                alt.Tooltip("type:N", title="Type"),
                alt.Tooltip("stage:N", title="Stage"),
            ],
        )
    )
    words = (
        alt.Chart(named)
        .mark_text(lineBreak="\n", lineHeight=13, fontSize=11, baseline="middle")
        .encode(plane.x("column"), plane.y("first_line"), text="words:N")
    )
    layers = spots.groupby("stage", sort=False)["row"].agg(["min", "max"]).reset_index()
    layers = layers.assign(
        top=layers["min"] - 0.42,
        bottom=layers["max"] + 0.42,
        middle=(layers["min"] + layers["max"]) / 2,
    )
    rails = (
        alt.Chart(layers)
        .mark_rule(strokeWidth=3, style="rail")
        .encode(plane.y("top"), alt.Y2("bottom:Q"), x=alt.value(-5))
    )
    stages = (
        alt.Chart(layers)
        .mark_text(angle=270, fontSize=11, baseline="middle", style="aside")
        .encode(plane.y("middle"), x=alt.value(-13), text="stage:N")
    )
    return lines, boxes, words, rails, stages


def _boxes(spots: pd.DataFrame, letters: int, row: int) -> pd.DataFrame:
    lines = [textwrap.wrap(label, letters) for label in spots["label"]]
    return spots.assign(
        left=spots["column"] - _WIDE,
        right=spots["column"] + _WIDE,
        top=spots["row"] - _HIGH,
        bottom=spots["row"] + _HIGH,
        words=["\n".join(text) for text in lines],
        # Lines of text run down from their place, so the first is set higher.
        first_line=spots["row"] - [(len(text) - 1) * 6.5 / row for text in lines],
    )


def walks(
    places: Mapping[str, pd.DataFrame], links: pd.DataFrame, rungs: int, width: int
) -> alt.LayerChart:
    """Draw the ways of one or two dramas; data come later.

    On a laptop they stand out in the whole network. A phone has no room for that: it shows
    each way as a ladder, two dramas side by side.

    Parameters
    ----------
    places, links
        As for :func:`network`.
    rungs : int
        Most concepts that one walk meets.
    width : int
        Width in pixels.
    """
    spots = places["wide"]
    if width <= NARROW:
        return _ladder(spots, rungs, width)
    plane = _plane(spots, width)
    lines, boxes, words, rails, stages = _ground(plane, spots, links, "wide")
    base = (
        alt.Chart()
        .transform_calculate(**plane.ends("x", "y", "x2", "y2"))
        .transform_calculate(
            left=f"datum.x - {_WIDE}",
            right=f"datum.x + {_WIDE}",
            top=f"datum.y - {_HIGH}",
            bottom=f"datum.y + {_HIGH}",
        )
    )
    ways, heads, frames = _way(base, plane, "x", "y", "x2", "y2")
    steps = base.transform_filter("datum.part === 'concept'")
    numbers = [
        steps.transform_filter(f"datum.role === '{role}'")
        .mark_text(fontWeight=700, fontSize=12, dx=dx, dy=-5, align=side, color=colour)
        .encode(plane.x(side), plane.y("top"), text="order:Q")
        for role, side, dx, colour in (("one", "left", 3, ONE), ("other", "right", -3, OTHER))
    ]
    return plane.sized(alt.layer(lines, ways, boxes, frames, heads, words, *numbers, rails, stages))


_TOLD = [("heading", "Drama"), ("step", "Step"), ("what", "Here"), ("said", "What the text says")]


def _way(
    base: alt.Chart, plane: _Plane, x: str, y: str, x2: str, y2: str
) -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """Return lines, arrowheads and frames of the ways; frames need left, right, top, bottom."""
    scale = alt.Scale(domain=["one", "other"], range=[ONE, OTHER])
    colour = alt.Color("role:N", scale=scale, legend=None)
    told = [alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD]
    between = base.transform_filter("datum.part === 'link' || datum.part === 'gap'")
    ways = between.mark_rule(strokeWidth=3).encode(
        plane.x(x),
        plane.y(y),
        alt.X2(f"{x2}:Q"),
        alt.Y2(f"{y2}:Q"),
        colour,
        tooltip=told,
        strokeDash=alt.condition("datum.part === 'gap'", alt.value([3, 5]), alt.value([1, 0])),
    )
    heads = between.transform_filter("datum.part === 'link'").mark_point(
        shape="triangle-up", filled=True, size=110, opacity=1
    )
    heads = heads.encode(
        plane.x("head_x"), plane.y("head_y"), colour, angle=alt.Angle("slope:Q", scale=None)
    )
    frames = (
        base.transform_filter("datum.part === 'concept' || datum.part === 'way'")
        .mark_rect(cornerRadius=4, strokeWidth=2.5, fillOpacity=0.14)
        .encode(
            plane.x("left"),
            alt.X2("right:Q"),
            plane.y("top"),
            alt.Y2("bottom:Q"),
            colour,
            stroke=alt.Stroke("role:N", scale=scale, legend=None),
            tooltip=told,
            strokeDash=alt.condition("datum.role === 'one'", alt.value([1, 0]), alt.value([6, 4])),
            strokeOpacity=alt.condition("datum.part === 'concept'", alt.value(1), alt.value(0.25)),
        )
    )
    return ways, heads, frames


def _ladder(spots: pd.DataFrame, rungs: int, width: int) -> alt.LayerChart:
    """Draw walks as ladders: one rung a concept, the first drama left, the second right."""
    plane = _Plane(2, rungs, width - 12, _RUNG)
    lines = {label: textwrap.wrap(label, _RUNG_LETTERS) for label in spots["label"]}
    base = alt.Chart().transform_calculate(
        side="datum.role === 'one' ? 0 : 1",
        lines=f"({json.dumps(lines, ensure_ascii=False)})[datum.what]",
    )
    base = base.transform_calculate(
        **plane.ends("side", "rung", "side", "next_rung")
    ).transform_calculate(
        left=f"datum.side - {_WIDE}",
        right=f"datum.side + {_WIDE}",
        top=f"datum.rung - {_HIGH}",
        bottom=f"datum.rung + {_HIGH}",
        first_line=f"datum.rung - (isValid(datum.lines) ? length(datum.lines) - 1 : 0) * "
        f"{6.5 / _RUNG}",
    )
    ways, heads, frames = _way(base, plane, "side", "rung", "side", "next_rung")
    boxed = base.transform_filter("datum.part === 'concept' || datum.part === 'way'")
    sheets = boxed.mark_rect(cornerRadius=4, style="sheet", strokeOpacity=0).encode(
        plane.x("left"), alt.X2("right:Q"), plane.y("top"), alt.Y2("bottom:Q")
    )
    words = boxed.mark_text(lineHeight=13, fontSize=11, baseline="middle").encode(
        plane.x("side"), plane.y("first_line"), text="lines:N"
    )
    numbers = boxed.transform_filter("datum.part === 'concept'").mark_text(
        fontWeight=700, fontSize=12, align="left", dx=5
    )
    numbers = numbers.encode(
        plane.x("left"),
        plane.y("rung"),
        text="order:Q",
        color=alt.condition("datum.role === 'one'", alt.value(ONE), alt.value(OTHER)),
    )
    return plane.sized(alt.layer(ways, sheets, frames, heads, words, numbers))


#: What a path to an outcome can be.
REACH_COLOURS = {
    "reached": PALETTE["green"],
    "cut off": PALETTE["vermilion"],
    "never": PALETTE["grey"],
}


def reach(width: int) -> alt.LayerChart:
    """Draw which outcomes paths lead to, from symbols and from platforms; data come later."""
    base = alt.Chart().transform_fold(["from_symbol", "from_platform"], as_=["start", "reach"])
    base = base.transform_calculate(
        where="datum.start === 'from_symbol' ? 'from a symbol' : 'from a platform'",
        sign="datum.reach === 'reached' ? '✓ reached' : datum.reach === 'cut off' ? "
        "'✗ cut off' : 'never'",
    )
    y = alt.Y(
        "outcome:N",
        sort=None,
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelLimit=200, orient="left"),
    )
    x = alt.X(
        "where:N",
        sort=["from a symbol", "from a platform"],
        title=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            ticks=False,
            domain=False,
            # On a phone a heading takes two lines.
            labelExpr="datum.label" if width > NARROW else "['from a', slice(datum.label, 7)]",
            labelPadding=2 if width > NARROW else 18,
        ),
    )
    names = list(REACH_COLOURS)
    scale = alt.Scale(domain=names, range=list(REACH_COLOURS.values()))
    colour = alt.Color("reach:N", scale=scale, legend=None)
    fields = base.mark_rect(cornerRadius=3, strokeWidth=1.5, fillOpacity=0.12, height=24).encode(
        x,
        y,
        colour,
        stroke=alt.Stroke("reach:N", scale=scale, legend=None),
        opacity=alt.condition("datum.reach === 'never'", alt.value(0.35), alt.value(1)),
    )
    words = base.mark_text(fontSize=12).encode(x, y, text="sign:N")
    return alt.layer(fields, words).properties(width=width - 180, height=alt.Step(32))


def related(names: Mapping[str, str], most: int) -> Callable[[int], alt.LayerChart]:
    """Return a drawing of the relations of one concept as lines; data come later.

    Parameters
    ----------
    names : mapping of str to str
        What each text is called, by its key.
    most : int
        Relations of the concept that has the most.
    """
    domain = [name for key, name in names.items() if key in TEXT_COLOURS]
    colours = [TEXT_COLOURS[key] for key in names if key in TEXT_COLOURS]

    def draw(width: int) -> alt.LayerChart:
        base = alt.Chart()
        y = alt.Y("place:Q", scale=alt.Scale(domain=[most - 0.5, -0.5], nice=False), **_HIDDEN)
        scale = alt.Scale(domain=domain, range=colours)
        legend = alt.Legend(
            title=None, columns=2 if width <= NARROW else 0, symbolType="circle", orient="top"
        )
        marks = base.mark_point(size=70, strokeWidth=2, filled=False).encode(
            y,
            x=alt.value(8),
            color=alt.Color("text:N", scale=scale, legend=legend),
            fill=alt.Fill("text:N", scale=scale, legend=None),
            fillOpacity=alt.condition("datum.basis === 'stated'", alt.value(1), alt.value(0)),
            tooltip=[
                alt.Tooltip("text:N", title="Text"),
                alt.Tooltip("basis:N", title="Basis"),
                alt.Tooltip("note:N", title="What the text says"),
            ],
        )
        lines = base.mark_text(align="left", fontSize=11 if width <= NARROW else 12).encode(
            y, x=alt.value(20), text="line:N"
        )
        return alt.layer(marks, lines).properties(width=width - 12, height=22 * most)

    return draw


#: How far a text, or a class, goes at a step.
STATUS_MARKS = {
    "documented": ("●", PALETTE["green"]),
    "inferred": ("○", PALETTE["blue"]),
    "coded": ("■", PALETTE["purple"]),
    "disputed": ("◇", PALETTE["ochre"]),
    "left out": ("–", PALETTE["grey"]),
}


def coverage(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw cases by steps: what is documented, inferred, left out, or coded by a class.

    Parameters
    ----------
    table : pandas.DataFrame
        ``title``, ``label`` (of the step), ``order``, ``said``, ``status``, ``note``.
    width : int
        Width in pixels.
    """
    met = [status for status in STATUS_MARKS if status in set(table["status"])]
    order = list(dict.fromkeys(table["title"]))
    steps = list(dict.fromkeys(table.sort_values("order")["label"]))
    headings = json.dumps([textwrap.wrap(step, 12) for step in steps])
    rows = table.assign(sign=[STATUS_MARKS[status][0] for status in table["status"]])
    room = 132 if width <= NARROW else 232
    # On a phone a long title takes two lines.
    lines = {title: _two_lines(title, 18 if width <= NARROW else 36) for title in order}
    y = alt.Y(
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
    x = alt.X(
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
    colour = alt.Color(
        "status:N",
        scale=alt.Scale(domain=met, range=[STATUS_MARKS[status][1] for status in met]),
        legend=None,
    )
    marks = (
        alt.Chart(rows)
        .mark_text(fontSize=17, fontWeight=700)
        .encode(
            x,
            y,
            colour,
            text="sign:N",
            tooltip=[
                alt.Tooltip("title:N", title="Drama"),
                alt.Tooltip("label:N", title="Step"),
                alt.Tooltip("said:N", title="Concept"),
                alt.Tooltip("status:N", title="Basis"),
                alt.Tooltip("note:N", title="What the text says"),
            ],
        )
    )
    return marks.properties(width=width - room - 12, height=alt.Step(34))


def _two_lines(title: str, letters: int) -> list[str]:
    """Break a title into at most two lines; a Chinese character takes the room of two letters."""
    if any(unicodedata.east_asian_width(letter) in "WF" for letter in title):
        letters //= 2
    return textwrap.wrap(title, letters, max_lines=2, placeholder=" …")


def base_rate(width: int) -> alt.LayerChart:
    """Draw the chance of an effect with and without localisation by base rate; data come later."""
    base = alt.Chart()
    x = alt.X(
        "overall:Q",
        title="Strong effects among all dramas, %",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(tickCount=5),
    )
    title = "Chance of a strong effect, %"
    y = alt.Y("value:Q", title=title, scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5))
    line = base.mark_line(color=PALETTE["ochre"]).encode(x, y)
    level = base.mark_line(color=PALETTE["blue"]).encode(x, alt.Y("given:Q", title=title))
    # Base rates are whole numbers here: one of them is the first that can be, one the last.
    first = base.transform_filter("datum.overall < datum.least + 1")
    last = base.transform_filter("datum.overall > datum.most - 1")
    here = first.transform_calculate(kind="'assumed'", known="'reported'")
    at = here.transform_filter("datum.at >= 0 && datum.at <= 100").mark_point(
        size=110, filled=True, color=PALETTE["ochre"]
    )
    at = at.encode(alt.X("base_rate:Q"), alt.Y("at:Q", title=title), kind_shape())
    given = here.mark_point(size=110, filled=True, color=PALETTE["blue"]).encode(
        alt.X("base_rate:Q"), alt.Y("given:Q", title=title), kind_shape("known")
    )
    level_name = first.mark_text(align="left", dx=4, dy=-8).encode(
        x=alt.value(0), y=alt.Y("given:Q", title=title), text=alt.value("with localisation")
    )
    # In ink, which is easier to read than the line's colour; where its end leaves room.
    line_names = [
        last.transform_filter(f"datum.overall {half} 50")
        .mark_text(align=side, dx=dx, dy=8)
        .encode(x, y, text=alt.value("without localisation"))
        for half, side, dx in ((">", "right", -10), ("<=", "left", 10))
    ]
    return alt.layer(line, level, given, at, level_name, *line_names).properties(
        width=width - 64, height=260
    )
