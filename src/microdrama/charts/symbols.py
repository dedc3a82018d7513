"""Charts of the symbols chapter."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import INKS, PALETTE, TEXT_COLOURS, kind_shape
from microdrama.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Colours of the first and the second drama.
ONE, OTHER = PALETTE["vermilion"], PALETTE["blue"]

#: Names of the two layouts: concepts side by side on a laptop and on a phone.
COLUMNS = {"wide": 4, "narrow": 2}

#: Pixels of a row of concepts; half a box, in columns and rows; letters in a line of a box.
_ROW, _HALF_WIDE, _HALF_HIGH, _LETTERS = 46, 0.46, 0.36, 24

#: Room on the left for the names of the stages.
_STAGES = 18


def layout(width: int) -> str:
    """Return the name of the layout for a width."""
    return "narrow" if width <= NARROW else "wide"


def _scales(places: pd.DataFrame, width: int) -> tuple[alt.Scale, alt.Scale]:
    """Return scales in columns and rows; nothing here is a quantity."""
    columns = COLUMNS[layout(width)]
    across = alt.Scale(domain=[-0.5, columns - 0.5], nice=False, zero=False)
    down = alt.Scale(domain=[float(places["row"].max()) + 0.5, -0.5], nice=False, zero=False)
    return across, down


_HIDDEN = {"axis": None, "title": None}


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
        "text:N", scale=scale,
        legend=alt.Legend(
            title=None, columns=1 if width <= NARROW else 0, symbolType="square",
            labelExpr=f"({json.dumps(dict(names))})[datum.label]",
        ),
    )  # fmt: skip
    stroke = alt.Stroke("text:N", scale=scale, legend=None)
    drawn = _ground(spots, links, width, colour, stroke)
    return _sized(alt.layer(*drawn), spots, width)


def _sized(chart: alt.LayerChart, spots: pd.DataFrame, width: int) -> alt.LayerChart:
    return chart.properties(width=width - _STAGES - 6, height=_ROW * (int(spots["row"].max()) + 1))


def _ground(
    spots: pd.DataFrame,
    links: pd.DataFrame,
    width: int,
    colour: alt.Color | alt.Value,
    stroke: alt.Stroke | alt.Value,
) -> list[alt.Chart]:
    """Return the layers of a network: relations, boxes, names, stages."""
    across, down = _scales(spots, width)
    at = spots.set_index("concept")
    ends = links.assign(
        x=links["from"].map(at["column"]), y=links["from"].map(at["row"]),
        x2=links["to"].map(at["column"]), y2=links["to"].map(at["row"]),
        start=links["from"].map(at["label"]), end=links["to"].map(at["label"]),
    ).dropna(subset=["x", "x2"])  # fmt: skip
    inks = INKS["light"]
    lines = (
        alt.Chart(ends)
        .mark_rule(strokeWidth=1, opacity=0.55)
        .encode(
            alt.X("x:Q", scale=across, **_HIDDEN), alt.Y("y:Q", scale=down, **_HIDDEN),
            alt.X2("x2:Q"), alt.Y2("y2:Q"), color=colour,
            strokeDash=alt.condition(
                "datum.basis === 'stated'", alt.value([1, 0]), alt.value([4, 3])
            ),
            tooltip=[
                alt.Tooltip("start:N", title="From"), alt.Tooltip("relation:N", title="Relation"),
                alt.Tooltip("end:N", title="To"), alt.Tooltip("note:N", title="What the text says"),
            ],
        )
    )  # fmt: skip
    boxes = (
        alt.Chart(_boxes(spots))
        .mark_rect(cornerRadius=4, fill=inks["page"], strokeWidth=1.3)
        .encode(
            alt.X("left:Q", scale=across, **_HIDDEN), alt.X2("right:Q"),
            alt.Y("top:Q", scale=down, **_HIDDEN), alt.Y2("bottom:Q"), stroke=stroke,
            tooltip=[
                alt.Tooltip("label:N", title="Concept"), alt.Tooltip("type:N", title="Type"),
                alt.Tooltip("stage:N", title="Stage"),
            ],
        )
    )  # fmt: skip
    words = (
        alt.Chart(_boxes(spots))
        .mark_text(lineBreak="\n", lineHeight=13, fontSize=11, baseline="middle")
        .encode(
            alt.X("column:Q", scale=across, **_HIDDEN),
            alt.Y("first_line:Q", scale=down, **_HIDDEN), text="words:N",
        )
    )  # fmt: skip
    layers = spots.groupby("stage", sort=False)["row"].agg(["min", "max"]).reset_index()
    layers = layers.assign(top=layers["min"] - 0.42, bottom=layers["max"] + 0.42,
                           middle=(layers["min"] + layers["max"]) / 2)  # fmt: skip
    rails = (
        alt.Chart(layers)
        .mark_rule(strokeWidth=3, color=inks["rule"])
        .encode(alt.Y("top:Q", scale=down, **_HIDDEN), alt.Y2("bottom:Q"), x=alt.value(-5))
    )
    stages = (
        alt.Chart(layers)
        .mark_text(angle=270, fontSize=11, color=inks["quiet"], baseline="middle")
        .encode(alt.Y("middle:Q", scale=down, **_HIDDEN), x=alt.value(-13), text="stage:N")
    )
    return [lines, boxes, words, rails, stages]


def _boxes(spots: pd.DataFrame) -> pd.DataFrame:
    lines = [textwrap.wrap(label, _LETTERS) for label in spots["label"]]
    return spots.assign(
        left=spots["column"] - _HALF_WIDE, right=spots["column"] + _HALF_WIDE,
        top=spots["row"] - _HALF_HIGH, bottom=spots["row"] + _HALF_HIGH,
        words=["\n".join(text) for text in lines],
        # Lines of text run down from their place, so the first is set higher.
        first_line=spots["row"] - [(len(text) - 1) * 6.5 / _ROW for text in lines],
    )  # fmt: skip


def walks(places: Mapping[str, pd.DataFrame], links: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the ways of one or two dramas over the whole network; data come later.

    Parameters
    ----------
    places, links
        As for :func:`network`.
    width : int
        Width in pixels.
    """
    name = layout(width)
    spots = places[name]
    across, down = _scales(spots, width)
    grey = alt.value(INKS["light"]["rule"])
    ground = _ground(spots, links, width, grey, grey)
    # The names stand above the coloured frames, everything else below.
    lines, boxes, words, rails, stages = ground
    base = alt.Chart().transform_calculate(
        slope=f"atan2((datum.y2_{name} - datum.y_{name}) * {_ROW}, "
        f"(datum.x2_{name} - datum.x_{name}) * {(width - _STAGES - 6) / COLUMNS[name]})"
        " * 180 / PI + 90",
        shift="datum.role === 'one' ? -3 : 3",
        middle_x=f"(datum.x_{name} + datum.x2_{name}) / 2",
        middle_y=f"(datum.y_{name} + datum.y2_{name}) / 2",
        left=f"datum.x_{name} - {_HALF_WIDE}", right=f"datum.x_{name} + {_HALF_WIDE}",
        top=f"datum.y_{name} - {_HALF_HIGH}", bottom=f"datum.y_{name} + {_HALF_HIGH}",
    )  # fmt: skip
    x, y = (
        alt.X(f"x_{name}:Q", scale=across, **_HIDDEN),
        alt.Y(f"y_{name}:Q", scale=down, **_HIDDEN),
    )
    scale = alt.Scale(domain=["one", "other"], range=[ONE, OTHER])
    colour = alt.Color("role:N", scale=scale, legend=None)
    told = [
        alt.Tooltip("heading:N", title="Drama"), alt.Tooltip("step:N", title="Step"),
        alt.Tooltip("what:N", title="Here"), alt.Tooltip("said:N", title="What the text says"),
    ]  # fmt: skip
    between = base.transform_filter("datum.part === 'link' || datum.part === 'gap'")
    ways = between.mark_rule(strokeWidth=3).encode(
        x, y, alt.X2(f"x2_{name}:Q"), alt.Y2(f"y2_{name}:Q"), color=colour, tooltip=told,
        strokeDash=alt.condition("datum.part === 'gap'", alt.value([3, 5]), alt.value([1, 0])),
    )  # fmt: skip
    heads = between.transform_filter("datum.part === 'link'").mark_point(
        shape="triangle-up", filled=True, size=110
    )
    heads = heads.encode(
        alt.X("middle_x:Q", scale=across, **_HIDDEN), alt.Y("middle_y:Q", scale=down, **_HIDDEN),
        angle=alt.Angle("slope:Q", scale=None), color=colour,
    )  # fmt: skip
    places_met = base.transform_filter("datum.part === 'concept' || datum.part === 'way'")
    frames = places_met.mark_rect(cornerRadius=4, strokeWidth=2.5, fillOpacity=0.14).encode(
        alt.X("left:Q", scale=across, **_HIDDEN), alt.X2("right:Q"),
        alt.Y("top:Q", scale=down, **_HIDDEN), alt.Y2("bottom:Q"),
        color=colour, stroke=alt.Stroke("role:N", scale=scale, legend=None), tooltip=told,
        strokeDash=alt.condition("datum.role === 'one'", alt.value([1, 0]), alt.value([6, 4])),
        strokeOpacity=alt.condition("datum.part === 'concept'", alt.value(1), alt.value(0)),
    )  # fmt: skip
    steps = base.transform_filter("datum.part === 'concept'")
    numbers = [
        steps.transform_filter(f"datum.role === '{role}'")
        .mark_text(fontWeight=700, fontSize=12, dx=dx, align=align)
        .encode(alt.X(f"{side}:Q", scale=across, **_HIDDEN), y, text="order:Q", color=colour)
        for role, side, dx, align in (("one", "left", 5, "left"), ("other", "right", -5, "right"))
    ]
    chart = alt.layer(lines, ways, boxes, frames, heads, words, *numbers, rails, stages)
    return _sized(chart.resolve_scale(stroke="independent"), spots, width)


#: What a path to an outcome can be.
REACH_COLOURS = {
    "reached": PALETTE["green"], "cut off": PALETTE["vermilion"], "never": PALETTE["grey"],
}  # fmt: skip


def reach(width: int) -> alt.LayerChart:
    """Draw which outcomes paths lead to, from symbols and from platforms; data come later."""
    base = alt.Chart().transform_fold(["from_symbol", "from_platform"], as_=["start", "reach"])
    base = base.transform_calculate(
        where="datum.start === 'from_symbol' ? 'from a symbol' : 'from a platform'",
        sign="datum.reach === 'reached' ? '✓ reached' : datum.reach === 'cut off' ? "
        "'✗ cut off' : 'never'",
    )
    y = alt.Y(
        "outcome:N", sort=None, title=None,
        axis=alt.Axis(ticks=False, domain=False, labelLimit=200, orient="left"),
    )  # fmt: skip
    x = alt.X(
        "where:N", sort=["from a symbol", "from a platform"], title=None,
        axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
    )  # fmt: skip
    names = list(REACH_COLOURS)
    scale = alt.Scale(domain=names, range=list(REACH_COLOURS.values()))
    colour = alt.Color("reach:N", scale=scale, legend=None)
    fields = base.mark_rect(cornerRadius=3, strokeWidth=1.5, fillOpacity=0.12, height=24).encode(
        x, y, colour, stroke=alt.Stroke("reach:N", scale=scale, legend=None),
        opacity=alt.condition("datum.reach === 'never'", alt.value(0.35), alt.value(1)),
    )  # fmt: skip
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
        colour = alt.Color(
            "text:N", scale=alt.Scale(domain=domain, range=colours),
            legend=alt.Legend(title=None, columns=2 if width <= NARROW else 0, symbolType="circle"),
        )  # fmt: skip
        marks = base.mark_point(size=70, strokeWidth=2).encode(
            y, colour, x=alt.value(8),
            fillOpacity=alt.condition("datum.basis === 'stated'", alt.value(1), alt.value(0)),
            fill=alt.Fill("text:N", scale=alt.Scale(domain=domain, range=colours), legend=None),
            tooltip=[
                alt.Tooltip("text:N", title="Text"), alt.Tooltip("basis:N", title="Basis"),
                alt.Tooltip("note:N", title="What the text says"),
            ],
        )  # fmt: skip
        lines = base.mark_text(align="left", fontSize=11 if width <= NARROW else 12).encode(
            y, x=alt.value(20), text="line:N"
        )
        chart = alt.layer(marks, lines).resolve_scale(fill="independent")
        return chart.properties(width=width - 12, height=22 * most)

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
    lines = {title: textwrap.wrap(title, 20 if width <= NARROW else 40) for title in order}
    y = alt.Y(
        "title:N", sort=order, title=None,
        axis=alt.Axis(
            ticks=False, domain=False, labelLimit=room, labelLineHeight=13,
            labelExpr=f"({json.dumps(lines)})[datum.label]",
        ),
    )  # fmt: skip
    x = alt.X(
        "order:O", title=None,
        axis=alt.Axis(
            orient="top", labelAngle=0, ticks=False, domain=False, labelFontSize=11,
            # On a phone there is room for the number of a step only.
            labelExpr="datum.label" if width <= NARROW else f"({headings})[datum.value - 1]",
        ),
    )  # fmt: skip
    colour = alt.Color(
        "status:N",
        scale=alt.Scale(domain=met, range=[STATUS_MARKS[status][1] for status in met]),
        legend=None,
    )
    marks = alt.Chart(rows).mark_text(fontSize=17, fontWeight=700).encode(
        x, y, colour, text="sign:N",
        tooltip=[
            alt.Tooltip("title:N", title="Drama"), alt.Tooltip("label:N", title="Step"),
            alt.Tooltip("said:N", title="Concept"), alt.Tooltip("status:N", title="Basis"),
            alt.Tooltip("note:N", title="What the text says"),
        ],
    )  # fmt: skip
    return marks.properties(width=width - room - 12, height=alt.Step(34))


def base_rate(width: int) -> alt.LayerChart:
    """Draw the chance of an effect with and without localisation by base rate; data come later."""
    base = alt.Chart()
    x = alt.X(
        "overall:Q", title="Strong effects among all dramas, %",
        scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5),
    )  # fmt: skip
    title = "Chance of a strong effect, %"
    y = alt.Y("value:Q", title=title, scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5))
    line = base.mark_line(color=PALETTE["ochre"]).encode(x, y)
    level = base.mark_line(color=PALETTE["blue"]).encode(x, alt.Y("given:Q", title=title))
    first = base.transform_window(number="row_number()").transform_filter("datum.number === 1")
    here = first.transform_calculate(kind="'assumed'", known="'reported'")
    at = here.transform_filter("datum.at >= 0 && datum.at <= 100").mark_point(
        size=110, filled=True, color=PALETTE["ochre"]
    )
    at = at.encode(alt.X("base_rate:Q"), alt.Y("at:Q", title=title), kind_shape())
    given = here.mark_point(size=110, filled=True, color=PALETTE["blue"]).encode(
        alt.X("base_rate:Q"), alt.Y("given:Q", title=title), kind_shape("known")
    )
    names = [
        here.mark_text(align=align, dy=dy, dx=dx, color=PALETTE[colour]).encode(
            x=alt.value(place), y=alt.Y(f"{field}:Q", title=title), text=alt.value(words)
        )
        for align, dy, dx, colour, place, field, words in (
            ("left", -8, 4, "blue", 0, "given", "with localisation"),
        )
    ]
    ends = base.transform_joinaggregate(last="max(overall)").transform_filter(
        "datum.overall === datum.last"
    )
    names.append(
        ends.mark_text(align="right", dx=-6, dy=-6, color=PALETTE["ochre"]).encode(
            x, y, text=alt.value("without localisation")
        )
    )
    return alt.layer(line, level, given, at, *names).properties(width=width - 60, height=260)
