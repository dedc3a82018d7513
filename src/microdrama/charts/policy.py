"""Charts of the policy chapter."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.ecosystem import intervals
from microdrama.charts.theme import PALETTE, TEXT_COLOURS, VERDICT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: How well a recommendation is grounded, the firmest first.
GRADE_COLOURS = {
    "well grounded": PALETTE["green"],
    "partly grounded": PALETTE["blue"],
    "thinly grounded": PALETTE["ochre"],
    "rests on nothing printed": PALETTE["vermilion"],
}

#: Bars of the order under a reader's own weights.
SHOWN = 12


def _labels(names: list[str], width: int) -> tuple[int, dict[str, list[str]]]:
    """Return room for long labels, and the lines into which each is set."""
    room, letters = (150, 20) if width <= NARROW else (300, 42)
    return room, {name: textwrap.wrap(name, letters) for name in names}


def _step(width: int) -> int:
    """Return the pixels of a row; on a phone a label takes up to three lines."""
    return 44 if width <= NARROW else 32


def _named(names: list[str], width: int, **more: object) -> tuple[int, alt.Y]:
    room, lines = _labels(names, width)
    # The same room in every font: a chart that grew when it comes alive would be scaled down.
    axis = alt.Axis(
        ticks=False,
        domain=False,
        labelLimit=room,
        minExtent=room + 8,
        labelLineHeight=13,
        labelPadding=8,
        labelExpr=f"({json.dumps(lines, ensure_ascii=False)})[datum.label]",
    )
    return room, alt.Y("label:N", title=None, axis=axis, **more)


def matrix(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw recommendations by actor and lever.

    Parameters
    ----------
    table : pandas.DataFrame
        ``who``, ``how``, ``count``, ``labels``.
    width : int
        Width in pixels.
    """
    who = table.groupby("who")["count"].sum().sort_values(ascending=False).index.to_list()
    how = table.groupby("how")["count"].sum().sort_values(ascending=False).index.to_list()
    phone = width <= NARROW
    room, letters, sizes = (112, 18, [60, 280]) if phone else (210, 40, [120, 620])
    lines = json.dumps({name: textwrap.wrap(name, letters) for name in who}, ensure_ascii=False)
    base = alt.Chart(table).encode(
        alt.X(
            "how:N",
            sort=how,
            title=None,
            axis=alt.Axis(
                orient="top", labelAngle=-90 if phone else -55, ticks=False, domain=False
            ),
        ),
        alt.Y(
            "who:N",
            sort=who,
            title=None,
            axis=alt.Axis(
                ticks=False,
                domain=False,
                labelLimit=room,
                labelLineHeight=13,
                labelExpr=f"({lines})[datum.label]",
            ),
        ),
        tooltip=[
            alt.Tooltip("who:N", title="Who"),
            alt.Tooltip("how:N", title="By what"),
            alt.Tooltip("labels:N", title="Advice"),
        ],
    )
    marks = base.mark_circle(color=PALETTE["blue"], opacity=0.25).encode(
        alt.Size("count:Q", scale=alt.Scale(range=sizes, zero=True), legend=None)
    )
    numbers = base.mark_text(fontWeight=600).encode(text="count:Q")
    return alt.layer(marks, numbers).properties(width=width - room - 12, height=alt.Step(32))


def grades(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw recommendations by rules, and the score of each at the end of its row.

    Parameters
    ----------
    table : pandas.DataFrame
        ``label``, ``whose``, ``grade``, ``score``, ``rule``, ``points``, ``why``, in order.
    width : int
        Width in pixels.
    """
    order, rules = (list(dict.fromkeys(table[name])) for name in ("label", "rule"))
    room, y = _named(order, width, sort=order)
    met = [grade for grade in GRADE_COLOURS if grade in set(table["grade"])]
    scale = alt.Scale(domain=met, range=[GRADE_COLOURS[grade] for grade in met])
    x = alt.X(
        "rule:N",
        sort=rules,
        title=None,
        scale=alt.Scale(domain=[*rules, "Score"], padding=0.08),
        axis=alt.Axis(orient="top", labelAngle=-50, ticks=False, domain=False),
    )
    base = alt.Chart(table)
    fields = base.mark_rect(cornerRadius=3, height=24, color=PALETTE["blue"]).encode(
        x,
        y,
        opacity=alt.Opacity(
            "points:Q", scale=alt.Scale(domain=[0, 1], range=[0.04, 0.85]), legend=None
        ),
        tooltip=[
            alt.Tooltip("label:N", title="Advice"),
            alt.Tooltip("whose:N", title="Text"),
            alt.Tooltip("rule:N", title="Rule"),
            alt.Tooltip("points:Q", title="Points"),
            alt.Tooltip("why:N", title="Why"),
        ],
    )
    once = alt.Chart(table.drop_duplicates("label").assign(rule="Score"))
    # The colour of the grade before the score; on a phone above it.
    beside, letters = {"xOffset": -14}, {"align": "left", "dx": -6, "fontWeight": 600}
    if width <= NARROW:
        beside, letters = {"yOffset": -10}, {"align": "left", "dx": -7, "dy": 6}
    marks = once.mark_point(size=80, filled=True, opacity=1, **beside).encode(
        x,
        y,
        alt.Color(
            "grade:N",
            scale=scale,
            legend=alt.Legend(title=None, columns=1 if width <= NARROW else 2),
        ),
        tooltip=[alt.Tooltip("label:N", title="Advice"), alt.Tooltip("grade:N", title="Grade")],
    )
    numbers = once.mark_text(**letters).encode(x, y, alt.Text("score:Q", format=".2f"))
    # The last heading leans over the edge.
    return alt.layer(fields, marks, numbers).properties(
        width=width - room - (54 if width <= NARROW else 20), height=alt.Step(_step(width))
    )


def ranks(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the ranks that recommendations can have under reasonable weights.

    Parameters
    ----------
    table : pandas.DataFrame
        ``label``, ``whose``, ``best``, ``worst``, ``low``, ``middle``, ``high``, in order.
    width : int
        Width in pixels.
    """
    room, y = _named(table["label"].to_list(), width, sort=table["label"].to_list())
    base = alt.Chart(table).encode(
        y,
        tooltip=[
            alt.Tooltip("label:N", title="Advice"),
            alt.Tooltip("whose:N", title="Text"),
            alt.Tooltip("best:Q", title="Never better than rank"),
            alt.Tooltip("worst:Q", title="Never worse than rank"),
            alt.Tooltip("middle:Q", title="In the middle"),
        ],
    )
    title = "Rank (1 is best)"
    axis = alt.Axis(tickMinStep=1, tickCount=5)
    scale = alt.Scale(domainMin=1, nice=False)
    thin = base.mark_rule(strokeWidth=1.5, color=PALETTE["grey"]).encode(
        alt.X("best:Q", title=title, scale=scale, axis=axis), alt.X2("worst:Q")
    )
    thick = base.mark_rule(strokeWidth=6, color=PALETTE["blue"], opacity=0.55).encode(
        alt.X("low:Q", title=title), alt.X2("high:Q")
    )
    marks = base.mark_point(size=70, filled=True, shape="diamond", color=PALETTE["blue"]).encode(
        alt.X("middle:Q", title=title)
    )
    return alt.layer(thin, thick, marks).properties(
        width=width - room - 20, height=alt.Step(_step(width))
    )


def weighed(names: Mapping[str, str], labels: list[str], width: int) -> alt.LayerChart:
    """Draw the first recommendations under a reader's own weights; data come later.

    Parameters
    ----------
    names : mapping of str to str
        What each text is called, by its key.
    labels : list of str
        All recommendations, for the lines of their labels.
    width : int
        Width in pixels.
    """
    base = alt.Chart().transform_window(
        row="row_number()", sort=[alt.SortField("score", order="descending")]
    )
    base = base.transform_filter(f"datum.row <= {SHOWN}")
    room, y = _named(labels, width, sort=alt.EncodingSortField("row", op="min"))
    axis = alt.Axis(tickCount=2 if width <= NARROW else 4)
    x = alt.X("score:Q", title="Score", scale=alt.Scale(domain=[0, 1]), axis=axis)
    colour = alt.Color(
        "whose:N",
        scale=alt.Scale(domain=list(names.values()), range=[TEXT_COLOURS[key] for key in names]),
        legend=alt.Legend(title=None, columns=1 if width <= NARROW else 3, labelLimit=300),
    )
    bars = base.mark_bar(height=14).encode(
        x,
        y,
        colour,
        tooltip=[
            alt.Tooltip("label:N", title="Advice"),
            alt.Tooltip("whose:N", title="Text"),
            alt.Tooltip("reasons:N", title="Reasons"),
        ],
    )
    numbers = base.mark_text(align="left", dx=4).encode(x, y, alt.Text("score:Q", format=".2f"))
    return alt.layer(bars, numbers).properties(width=width - room - 48, height=_step(width) * SHOWN)


def chain(most: int, width: int) -> alt.LayerChart:
    """Draw the claims beneath one recommendation, the nearest first; data come later.

    Parameters
    ----------
    most : int
        Claims shown.
    width : int
        Width in pixels.
    """
    base = alt.Chart().transform_filter(f"datum.place < {most}")
    y = alt.Y("place:Q", scale=alt.Scale(domain=[most - 0.5, -0.5], nice=False), axis=None)
    step = 14
    colour = alt.Color(
        "status:N",
        scale=alt.Scale(domain=list(VERDICT_COLOURS), range=list(VERDICT_COLOURS.values())),
        legend=None,
    )
    marks = base.mark_point(size=70, filled=True).encode(
        y,
        colour,
        x=alt.value(8),
        shape=alt.condition("datum.number === ''", alt.value("square"), alt.value("circle")),
        tooltip=[
            alt.Tooltip("statement:N", title="Claim"),
            alt.Tooltip("status:N", title="Verdict"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("away:Q", title="Links away"),
        ],
    )
    letters, lines = (41, 6) if width <= NARROW else (92, 3)
    words = (
        base.transform_calculate(
            indent=f"{8 + step} + 8 * (datum.away - 1)",
            # As many whole words a line as it has room for.
            line=f"'(.{{1,' + ({letters} - datum.away) + '}})(\\\\s+|$)'",
        )
        .transform_calculate(said="replace(datum.statement, regexp(datum.line, 'g'), '$1\\n')")
        .mark_text(align="left", baseline="middle", lineBreak="\n", lineHeight=14)
    )
    place = alt.X("indent:Q", scale=alt.Scale(domain=[0, width], range=[0, width]), axis=None)
    words = words.encode(y, place, text="said:N")
    return alt.layer(marks, words).properties(width=width - 12, height=(14 * lines + 4) * most)


def changes(order: list[str], width: int) -> alt.LayerChart:
    """Draw changes of outcomes with their intervals, on an axis that shows what zero means.

    Parameters
    ----------
    order : list of str
        Outcomes from top to bottom.
    width : int
        Width in pixels.
    """
    title = "Change, standard deviations"
    rows = intervals(width, label="outcome", order=order, title=title, value="value")
    # Two marks that nobody sees keep the axis from shrinking to a point when nothing moves.
    ends = alt.Chart(alt.Data(values=[{"end": -1}, {"end": 1}])).mark_tick(opacity=0)
    return rows + ends.encode(alt.X("end:Q", title=title))


def diagram(width: int) -> alt.LayerChart:
    """Draw a hidden cause above the printed coefficient, arrows by strength; data come later."""
    across = alt.Scale(domain=[-0.45, 2.45], nice=False)
    down = alt.Scale(domain=[1.4, -0.4], nice=False)
    hidden = {"axis": None, "title": None}
    x, y = alt.X("x:Q", scale=across, **hidden), alt.Y("y:Q", scale=down, **hidden)
    base = (
        alt.Chart()
        .transform_calculate(
            middle_x="datum.arrow === 'effect' ? 1 : (datum.x + datum.x2) / 2",
            middle_y="(datum.y + datum.y2) / 2",
            # Towards the end of the arrow, or towards its start where it is turned round.
            along="datum.turned === 1 ? 0.3 : 0.7",
            said="datum.arrow === 'effect' ? 'β = ' + format(datum.strength, '.2f') : "
            "'R² ' + format(datum.strength, '.2f')",
            thick="datum.strength === 0 ? 1 : 1.5 + 8 * min(1, abs(datum.strength))",
        )
        .transform_calculate(
            head_x="datum.x + datum.along * (datum.x2 - datum.x)",
            head_y="datum.y + datum.along * (datum.y2 - datum.y)",
            head="pow(9 + 1.7 * datum.thick, 2)",
            angle=f"atan2((datum.y2 - datum.y) * {200 / 1.8}, (datum.x2 - datum.x) * "
            f"{(width - 12) / 2.9}) * 180 / PI + 90 + 180 * datum.turned",
        )
    )
    colour = alt.Color(
        "arrow:N",
        scale=alt.Scale(
            domain=["effect", "cause", "outcome"],
            range=[PALETTE["blue"], PALETTE["vermilion"], PALETTE["vermilion"]],
        ),
        legend=None,
    )
    lines = base.mark_rule().encode(
        x,
        y,
        alt.X2("x2:Q"),
        alt.Y2("y2:Q"),
        colour,
        strokeWidth=alt.StrokeWidth("thick:Q", scale=None),
        strokeDash=alt.condition("datum.strength === 0", alt.value([3, 4]), alt.value([1, 0])),
    )
    heads = base.mark_point(shape="triangle-up", filled=True, opacity=1).encode(
        alt.X("head_x:Q", scale=across, **hidden),
        alt.Y("head_y:Q", scale=down, **hidden),
        colour,
        angle=alt.Angle("angle:Q", scale=None),
        size=alt.Size("head:Q", scale=None),
    )
    # Numbers stand clear of the arrows, however thick these are.
    numbers = [
        base.transform_filter(f"datum.arrow === '{arrow}'")
        .mark_text(fontWeight=600, **place)
        .encode(
            alt.X("middle_x:Q", scale=across, **hidden),
            alt.Y("middle_y:Q", scale=down, **hidden),
            text="said:N",
        )
        for arrow, place in {
            "effect": {"dy": -18},
            "cause": {"align": "right", "dx": -16, "dy": -6},
            "outcome": {"align": "left", "dx": 16, "dy": -6},
        }.items()
    ]
    named = alt.Chart(
        alt.Data(
            values=[
                {"x": 0, "y": 1, "name": "policy support"},
                {"x": 2, "y": 1, "name": "performance"},
                {"x": 1, "y": 0, "name": "hidden cause"},
            ]
        )
    ).encode(alt.X("x:Q", scale=across, **hidden), alt.Y("y:Q", scale=down, **hidden))
    dots = named.mark_point(size=120, filled=True, color=PALETTE["grey"], opacity=1)
    # The hidden cause has its name above, so that no arrow runs through it.
    words = [
        named.transform_filter(f"datum.y === {row}").mark_text(dy=dy).encode(text="name:N")
        for row, dy in ((0, -18), (1, 20))
    ]
    return alt.layer(lines, dots, heads, *numbers, *words).properties(width=width - 12, height=200)
