"""Charts of the page on platforms: who pays whom, what platforms do, and when a title earns."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, TEXT_COLOURS, kind_shape
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: What flows between the parties of an operating model.
FLOW_COLOURS = {
    "money": PALETTE["vermilion"],
    "attention": PALETTE["blue"],
    "content": PALETTE["grey"],
}

#: The parties from left to right.
PARTIES = ("viewers", "platform", "producer")

#: Rows of room between two operating models.
_GAP = 0.3

#: What a share of traffic is of.
BASE_COLOURS = (
    PALETTE["vermilion"],
    PALETTE["blue"],
    PALETTE["green"],
    PALETTE["purple"],
    PALETTE["ochre"],
)

#: Whether anything outside bounds a step of the funnel.
_KNOWN = ("assumed, and measured nowhere", "assumed, and bounded by a printed share")

#: Pixels of a row with its words above the mark.
_ROW = 40


def flows(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw who gives what to whom, one line a flow, the operating models one below the other.

    Parameters
    ----------
    table : pandas.DataFrame
        ``title`` (of the model), ``from``, ``to``, ``label``, ``what``, ``printed``, in order.
    width : int
        Width in pixels.
    """
    placed = _placed(table)
    rows = 0.5 + placed["row"].max()
    across = alt.Scale(domain=[-0.28, 2.28], nice=False)
    down = alt.Scale(domain=[rows, -0.5], nice=False)
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=list(FLOW_COLOURS), range=list(FLOW_COLOURS.values())),
        legend=alt.Legend(title=None, symbolType="stroke", symbolStrokeWidth=3),
    )
    arrows = alt.Chart(placed).encode(
        alt.Y("row:Q", scale=down, axis=None),
        tooltip=[alt.Tooltip("label:N", title="What"), alt.Tooltip("said:N", title="Basis")],
    )
    lines = arrows.mark_rule(strokeWidth=2.5, yOffset=9).encode(
        alt.X("begin:Q", scale=across, axis=None),
        alt.X2("tip:Q"),
        colour,
        strokeDash=alt.condition("datum.printed", alt.value([1, 0]), alt.value([4, 4])),
    )
    heads = arrows.mark_point(
        shape="triangle-right", size=110, filled=True, opacity=1, yOffset=9
    ).encode(
        alt.X("tip:Q", scale=across, axis=None),
        colour,
        angle=alt.Angle("turn:Q", scale=None),
    )
    middle = alt.X("words:Q", scale=across, axis=None)
    words = arrows.mark_text(dy=-4).encode(middle, text="label:N")
    around = _around(placed, across, down)
    return alt.layer(*around, lines, heads, words).properties(
        width=width - 24, height=int((rows + 0.5) * 34)
    )


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Give each flow its row, below one that is left free for the heading of its model."""
    model = table.groupby("title", sort=False).ngroup()
    begin, end = (table[side].map(PARTIES.index) for side in ("from", "to"))
    sign = (end > begin) * 2 - 1
    return table.assign(
        row=table.index + 1 + (1 + _GAP) * model,
        begin=begin + 0.03 * sign,
        tip=end - 0.06 * sign,
        turn=90 - 90 * sign,
        words=(begin + end) / 2,
        said=table["claim"].where(table["printed"], "our reading"),
    )


def _around(placed: pd.DataFrame, across: alt.Scale, down: alt.Scale) -> list[alt.Chart]:
    """Write the name of each model and the parties above its flows, with a line down from each."""
    spans = placed.groupby("title", sort=False)["row"].agg(["min", "max"]).reset_index()
    y = alt.Y("row:Q", scale=down, axis=None)
    models = alt.Chart(spans.assign(row=spans["min"] - 1))
    titles = models.mark_text(align="left", fontWeight=600, fontSize=13, dy=-8)
    layers = [titles.encode(alt.XValue(0), y, text="title:N")]
    rails = alt.Chart(spans.assign(top=spans["min"] - 0.45, bottom=spans["max"] + 0.42))
    for place, party in enumerate(PARTIES):
        x = alt.X(datum=place, type="quantitative", scale=across, axis=None)
        name = models.mark_text(dy=11, style="aside").encode(x, y, text=alt.value(party))
        rail = rails.mark_rule(strokeWidth=1, opacity=0.5, color=PALETTE["grey"])
        top = alt.Y("top:Q", scale=down, axis=None)
        layers += [rail.encode(x, top, alt.Y2("bottom:Q")), name]
    return layers


def roles(
    table: pd.DataFrame, kinds: Sequence[str], names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw what each kind of platform does, one mark for each text that says so.

    Parameters
    ----------
    table : pandas.DataFrame
        ``role``, ``short`` (kind of platform), ``source`` (key of the text), ``statement``, in
        the order of the roles.
    kinds : sequence of str
        Kinds of platform from left to right.
    names : mapping of str to str
        What each text is called, by its key.
    width : int
        Width in pixels.
    """
    phone = width <= NARROW
    drawn = table.assign(text=table["source"].map(names))
    drawn = drawn.drop_duplicates(["role", "short", "source"])
    cells = drawn.groupby(["role", "short"])["source"]
    # Texts that say the same of one kind stand side by side, around the middle of the column.
    drawn["shift"] = cells.cumcount() - (cells.transform("size") - 1) / 2
    present = [key for key in names if key in set(table["source"])]
    colour = alt.Color(
        "text:N",
        scale=alt.Scale(
            domain=[names[key] for key in present], range=[TEXT_COLOURS[key] for key in present]
        ),
        legend=alt.Legend(title=None, columns=1 if phone else 3),
    )
    room, lean = (116, 60) if phone else (150, 30)
    plain = {"ticks": False, "domain": False}
    above = alt.Axis(orient="top", labelAngle=-60 if phone else 0, **plain)
    x = alt.X("short:N", sort=list(kinds), title=None, scale=alt.Scale(domain=kinds), axis=above)
    beside = alt.Axis(grid=True, minExtent=room, **plain)
    y = alt.Y("role:N", sort=list(dict.fromkeys(table["role"])), title=None, axis=beside)
    tooltip = [alt.Tooltip("text:N", title="Text"), alt.Tooltip("statement:N", title="Claim")]
    layers = [
        alt.Chart(rows)
        .mark_point(
            filled=True, size=70 if phone else 110, opacity=1, xOffset=shift * (11 if phone else 18)
        )
        .encode(x, y, colour, tooltip=tooltip)
        for shift, rows in drawn.groupby("shift")
    ]
    return alt.layer(*layers).properties(width=width - room - lean, height=alt.Step(30))


def ranges(
    table: pd.DataFrame,
    width: int,
    title: str,
    groups: Sequence[str],
    domain: tuple[float, float] = (0, 100),
) -> alt.LayerChart:
    """Draw printed ranges, each with its words above it, coloured by what it is a share of.

    Parameters
    ----------
    table : pandas.DataFrame
        ``words``, ``low``, ``high``, ``group``, ``kind``, ``open`` (only a least is printed), in
        order.
    width : int
        Width in pixels.
    title : str
        What the axis shows, with its unit.
    groups : sequence of str
        Values of ``group``, in the order of their colours.
    domain : (float, float)
        Both ends of the axis.
    """
    letters = 48 if width <= NARROW else 100
    data = table.assign(
        row=range(len(table)),
        middle=(table["low"] + table["high"]) / 2,
    )
    wrapped = [textwrap.wrap(words, letters) for words in table["words"]]
    lines = max(len(text) for text in wrapped)
    # Empty lines first, so that the last line of each stands right above its mark.
    data["wrapped"] = [
        "\n".join(["\N{NO-BREAK SPACE}"] * (lines - len(text)) + text) for text in wrapped
    ]
    step = _ROW + 14 * (lines - 1)
    scale = alt.Scale(domain=list(domain), nice=False)
    x = alt.X("low:Q", title=title, scale=scale, axis=alt.Axis(tickCount=5))
    y = alt.Y("row:O", axis=None)
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=list(groups), range=list(BASE_COLOURS[: len(groups)])),
        legend=None,
    )
    base = alt.Chart(data).encode(y)
    dy = step / 2 - 12
    bars = base.mark_rule(strokeWidth=8, opacity=0.55, yOffset=dy).encode(
        x, alt.X2("high:Q"), colour
    )
    more = base.transform_filter("datum.open").mark_rule(
        strokeWidth=2, strokeDash=[3, 3], yOffset=dy
    )
    more = more.transform_calculate(end=f"{domain[1]}").encode(x, alt.X2("end:Q"), colour)
    marks = base.mark_point(filled=True, size=90, opacity=1, yOffset=dy).encode(
        alt.X("middle:Q", title=title, scale=scale), colour, shape=kind_shape()
    )
    words = base.mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=14, dy=-step / 2 + 2
    ).encode(alt.XValue(0), text="wrapped:N")
    return alt.layer(bars, more, marks, words).properties(width=width - 30, height=alt.Step(step))


def funnel(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw how many are left at each step of the funnel, on a logarithmic axis.

    Parameters
    ----------
    table : pandas.DataFrame
        ``words``, ``people``, ``bounded`` (whether anything outside bounds the step), in order.
    width : int
        Width in pixels.
    """
    known = table["bounded"].map({True: _KNOWN[1], False: _KNOWN[0]})
    before = table["people"].shift(fill_value=table["people"].iloc[0])
    data = table.assign(row=range(len(table)), known=known, before=before)
    low = 10 ** (len(str(int(table["people"].min()))) - 1)
    scale = alt.Scale(type="log", domain=[low, float(table["people"].max())], nice=False)
    axis = alt.Axis(
        title="How many are left (logarithmic)", format="~s", tickCount=4, labelOverlap=True
    )
    base = alt.Chart(data).encode(
        alt.X("people:Q", scale=scale, axis=axis), alt.Y("row:O", axis=None)
    )
    lost = base.mark_rule(strokeWidth=2, strokeDash=[4, 4], yOffset=11).encode(alt.X2("before:Q"))
    colour = alt.Color(
        "known:N",
        scale=alt.Scale(domain=list(_KNOWN), range=[PALETTE["vermilion"], PALETTE["blue"]]),
        legend=alt.Legend(title=None, columns=1 if width <= NARROW else 0),
    )
    marks = base.mark_point(filled=True, size=170, opacity=1, yOffset=11).encode(
        colour, shape=alt.value("triangle-up")
    )
    words = base.mark_text(align="left", dy=-11).encode(alt.XValue(0), text="words:N")
    return alt.layer(lost, marks, words).properties(width=width - 48, height=alt.Step(48))


def same_share(
    table: pd.DataFrame, band: tuple[float, float], names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw shares of cost and of budget as shares of what viewers pay.

    Parameters
    ----------
    table : pandas.DataFrame
        ``id``, ``cover``, ``share``.
    band : (float, float)
        The printed range of shares of what viewers pay.
    names : mapping of str to str
        What the line of each ``id`` is called, the upper one first; and by ``band`` and ``even``
        the band, and the place where a title neither earns nor loses.
    width : int
        Width in pixels.
    """
    first, last = float(table["cover"].min()), float(table["cover"].max())
    across = alt.Scale(domain=[first, last], nice=False)
    down = alt.Scale(domain=[40, 10 * (table["share"].max() // 10 + 1)], nice=False)
    axis = alt.Axis(tickCount=5, format=".1f", grid=False)
    x = alt.X("x:Q", title="What viewers pay, for each yuan of cost", scale=across, axis=axis)
    y = alt.Y("y:Q", scale=down, axis=_upright("Traffic, % of what viewers pay"))
    upper, lower = dict.fromkeys(table["id"])
    lines = (
        alt.Chart(table.rename(columns={"cover": "x", "share": "y"}))
        .mark_line()
        .encode(x, y, color=_lines_apart(upper, lower))
    )
    band_rows = [{"x": first, "x2": last, "y": band[0], "y2": band[1]}]
    sheet = (
        alt.Chart(alt.Data(values=band_rows))
        .mark_rect(opacity=0.22, color=PALETTE["vermilion"])
        .encode(x, alt.X2("x2:Q"), y, alt.Y2("y2:Q"))
    )
    even = alt.Chart(alt.Data(values=[{"x": 1}])).mark_rule(strokeDash=[4, 3]).encode(x)
    high, low = (table[table["id"] == identity] for identity in (upper, lower))
    above, below = high.iloc[len(high) // 8], low.iloc[-1]
    words = [
        _note(names[upper], above["cover"], above["share"], x, y, dx=8, dy=-6),
        _note(names[lower], last, below["share"], x, y, align="right", dy=16),
        _note(names["band"], first, band[0], x, y, dx=5, dy=14),
        _note(names["even"], 1, down.domain[1], x, y, dx=5, dy=8),
    ]
    return alt.layer(sheet, even, lines, *words).properties(width=width - 60, height=260)


def _note(text: str, x: float, y: float, across: alt.X, down: alt.Y, **place: object) -> alt.Chart:
    """Write words at a place of a plot."""
    mark = {"align": "left", **place}
    rows = alt.Data(values=[{"x": x, "y": y, "text": text}])
    return alt.Chart(rows).mark_text(**mark).encode(across, down, text="text:N")


def _lines_apart(upper: str, lower: str, field: str = "id") -> alt.Color:
    """Colour two lines that have their names beside them."""
    scale = alt.Scale(domain=[upper, lower], range=[PALETTE["blue"], PALETTE["green"]])
    return alt.Color(f"{field}:N", scale=scale, legend=None)


def _upright(title: str, **axis: object) -> alt.Axis:
    """Set the title of a vertical axis level, above its numbers."""
    level = {"titleAngle": 0, "titleAnchor": "end", "titleAlign": "left", "titleY": -12}
    return alt.Axis(title=title, tickCount=5, grid=False, **level, **axis)


def share_and_return(
    table: pd.DataFrame, band: tuple[float, float], names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw the return on traffic that a title needs over the share that its producer keeps.

    Parameters
    ----------
    table : pandas.DataFrame
        ``line``, ``share``, ``returned``; the lower line first.
    band : (float, float)
        The returns that are called usual.
    names : mapping of str to str
        What each ``line`` is called; and by ``band`` the band.
    width : int
        Width in pixels.
    """
    first, last = float(table["share"].min()), float(table["share"].max())
    across = alt.Scale(domain=[first, last], nice=False)
    down = alt.Scale(domain=[0.9, 2], nice=False)
    axis = alt.Axis(tickCount=5, grid=False)
    x = alt.X(
        "x:Q", title="What the producer keeps, % of what viewers pay", scale=across, axis=axis
    )
    y = alt.Y("y:Q", scale=down, axis=_upright("What viewers pay, for each yuan of traffic"))
    lower, upper = dict.fromkeys(table["line"])
    lines = (
        alt.Chart(table.rename(columns={"share": "x", "returned": "y"}))
        .mark_line()
        .encode(x, y, color=_lines_apart(upper, lower, "line"))
    )
    band_rows = [{"x": first, "x2": last, "y": band[0], "y2": band[1]}]
    sheet = (
        alt.Chart(alt.Data(values=band_rows))
        .mark_rect(opacity=0.22, color=PALETTE["vermilion"])
        .encode(x, alt.X2("x2:Q"), y, alt.Y2("y2:Q"))
    )
    high = table[table["line"] == upper]
    above = high.iloc[len(high) // 6]
    words = [
        _note(names[upper], above["share"], above["returned"], x, y, dx=6, dy=-10),
        _note(names[lower], first, band[1], x, y, dx=5, dy=-14),
        _note(names["band"], first, sum(band) / 2, x, y, dx=4),
    ]
    return alt.layer(sheet, lines, *words).properties(width=width - 60, height=280)


def break_even(names: Mapping[str, str], width: int) -> alt.VConcatChart:
    """Draw profit over reach, and below it how far each setting is from breaking even.

    The data come later.

    Parameters
    ----------
    names : mapping of str to str
        By ``usual``, ``set``, ``none``: words for the usual returns, for the title as set, and for
        a setting of which no value would do.
    width : int
        Width in pixels.
    """
    # Of one width, and with all words inside it: a page fits charts that are put together from
    # several by the width of their plots.
    inner = width - 24
    return alt.vconcat(
        _profit_over_reach(names, inner), _settings_to_move(names, inner), spacing=26
    ).resolve_scale(color="independent", shape="independent", x="independent", y="independent")


def _profit_over_reach(names: Mapping[str, str], width: int) -> alt.LayerChart:
    """Draw the line of profit, the wedge of usual returns, the title as set and its ring."""
    x = alt.X(
        "shown:Q",
        title="Times the advertisement is shown, millions",
        axis=alt.Axis(tickCount=4, format="~s", grid=False),
        scale=alt.Scale(nice=False, zero=True),
    )
    scale = alt.Scale(nice=True, zero=True, padding=14)
    inside = {"labelAlign": "left", "labelPadding": -2, "labelBaseline": "bottom"}
    axis = alt.Axis(title=None, tickCount=5, format=",~f", ticks=False, domain=False, **inside)
    y = alt.Y("line:Q", scale=scale, axis=axis)
    two = alt.Chart().transform_filter("datum.place < 2")
    wedge = two.mark_area(opacity=0.25, color=PALETTE["vermilion"]).encode(
        x, alt.Y("line_low:Q", scale=scale), alt.Y2("line_high:Q")
    )
    line = two.mark_line(color=PALETTE["blue"]).encode(x, y)
    zero = alt.Chart(alt.Data(values=[{"none": 0}])).mark_rule(strokeDash=[4, 3])
    zero = zero.encode(alt.Y("none:Q", scale=scale))
    one = alt.Chart().transform_filter("datum.place === 0")
    point = one.mark_point(filled=True, size=120, color=PALETTE["blue"], opacity=1).encode(
        alt.X("reach:Q"), alt.Y("profit:Q", scale=scale), shape=alt.value("triangle-up")
    )
    # Always there, and seen where the line crosses zero: an axis needs an end to reach to.
    ring = one.mark_point(filled=False, size=260, strokeWidth=2.5, color=PALETTE["green"])
    ring = ring.encode(
        alt.X("ring:Q"),
        alt.Y(datum=0, type="quantitative", scale=scale),
        opacity=alt.condition("datum.ring > 0", alt.value(1), alt.value(0)),
    )
    layers = [wedge, zero, line, ring, point, *_said_above(one, names)]
    return alt.layer(*layers).properties(width=width, height=210)


def _said_above(one: alt.Chart, names: Mapping[str, str]) -> list[alt.Chart]:
    """Write above the plot what is shaded, what the ring is, and what the axis shows."""
    even = (
        "datum.even > 0 ? 'Ring: breaks even at ' + format(datum.even, ',.0f') + ' million' : "
        "'Breaks even at no reach'"
    )
    left = {"align": "left"}
    usual = one.mark_text(**left).encode(text=alt.value(names["usual"]))
    ring = one.transform_calculate(said=even).mark_text(fontWeight=600, **left)
    axis = one.mark_text(style="aside", **left).encode(text=alt.value("Profit, million yuan"))
    lines = (usual, ring.encode(text="said:N"), axis)
    return [
        words.encode(alt.XValue(0), alt.YValue(-55 + 17 * place))
        for place, words in enumerate(lines)
    ]


def _settings_to_move(names: Mapping[str, str], width: int) -> alt.LayerChart:
    """Draw for each setting how many times its value it would have to be, on a logarithmic axis."""
    phone = width <= NARROW
    scale = alt.Scale(type="log", nice=False, padding=10)
    x = alt.X(
        "shift:Q",
        title="Times its value (logarithmic)",
        scale=scale,
        axis=alt.Axis(tickCount=4, format="~g", labelOverlap=True, grid=False),
    )
    base = alt.Chart().encode(alt.Y("place:O", axis=None))
    down = 14 if phone else 7
    now = base.transform_calculate(shift="1").mark_point(
        filled=True, size=90, yOffset=down, opacity=1, color=PALETTE["blue"]
    )
    now = now.encode(x, shape=alt.value("triangle-up"))
    # Two marks that nobody sees keep the axis from shrinking to a point.
    ends = alt.Chart(alt.Data(values=[{"end": 0.5}, {"end": 2}])).mark_tick(opacity=0)
    ends = ends.encode(alt.X("end:Q", scale=scale))
    layers = [
        *_bounds(base, scale, down),
        *_moves(base, scale, down),
        now,
        *_said_of_settings(base, names, phone),
        ends,
    ]
    return alt.layer(*layers).properties(width=width, height=alt.Step(54 if phone else 38))


def _bounds(base: alt.Chart, scale: alt.Scale, down: int) -> list[alt.Chart]:
    """Draw what is printed outside, as a bar with its ends, however close these are."""
    bounded = base.transform_filter("datum.most > 0")
    first, last = alt.X("from_times:Q", scale=scale), alt.X("to_times:Q", scale=scale)
    bar = bounded.mark_rule(strokeWidth=9, opacity=0.4, yOffset=down, color=PALETTE["ochre"])
    tick = bounded.mark_tick(
        orient="vertical", height=16, thickness=3, yOffset=down, color=PALETTE["ochre"]
    )
    return [bar.encode(first, alt.X2("to_times:Q")), tick.encode(first), tick.encode(last)]


def _moves(base: alt.Chart, scale: alt.Scale, down: int) -> list[alt.Chart]:
    """Draw the way from the value that is set to the one that breaks even, where there is one."""
    moved = base.transform_filter("datum.times > 0").transform_calculate(
        reachable="datum.within ? 'can be reached' : 'cannot be reached'"
    )
    colour = alt.Color(
        "reachable:N",
        scale=alt.Scale(
            domain=["can be reached", "cannot be reached"],
            range=[PALETTE["green"], PALETTE["vermilion"]],
        ),
        legend=alt.Legend(title=None),
    )
    way = moved.transform_calculate(set="1").mark_rule(strokeWidth=2, yOffset=down)
    there = moved.mark_point(filled=False, size=150, strokeWidth=2.5, yOffset=down)
    return [
        way.encode(alt.X("set:Q", scale=scale), alt.X2("times:Q"), colour),
        there.encode(alt.X("times:Q", scale=scale), colour),
    ]


def _said_of_settings(base: alt.Chart, names: Mapping[str, str], phone: bool) -> list[alt.Chart]:
    """Write each setting with both values, and what one per cent more of it does to profit."""
    said = base.transform_calculate(
        said="datum.label + ': ' + format(datum.value, ',~r') + ' → ' + "
        f"(datum.times === 0 ? '{names['none']}' : format(datum.wanted, ',.3~r') + "
        "(substring(datum.unit, 0, 1) === '%' ? '' : ' ') + datum.unit)",
        worth="'1% more: ' + format(datum.a_per_cent, '+,.1f') + ' thousand yuan'",
    )
    words = said.mark_text(align="left", dy=-17 if phone else -12)
    worth = (
        said.mark_text(align="left", style="aside", dy=-2)
        if phone
        else said.mark_text(align="right", style="aside", dy=-12)
    )
    right = alt.XValue(0) if phone else alt.X(value="width")
    return [words.encode(alt.XValue(0), text="said:N"), worth.encode(right, text="worth:N")]
