"""How each recommendation does by each rule, and its grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.policy.labels import label_axis, row_height
from microdrama.charts.theme import PALETTE
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
    room, y = label_axis(order, width, sort=order)
    x = alt.X(
        "rule:N",
        sort=rules,
        title=None,
        scale=alt.Scale(domain=[*rules, "Score"], padding=0.08),
        axis=alt.Axis(orient="top", labelAngle=-50, ticks=False, domain=False),
    )
    fields = (
        alt.Chart(table)
        .mark_rect(cornerRadius=3, height=24, color=PALETTE["blue"])
        .encode(
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
    )
    # The last heading leans over the edge.
    return alt.layer(fields, *_scores(table, x, y, width)).properties(
        width=width - room - (54 if width <= NARROW else 20),
        height=alt.Step(row_height(order, width)),
    )


def _scores(table: pd.DataFrame, x: alt.X, y: alt.Y, width: int) -> list[alt.Chart]:
    """Draw the score at the end of a row, the colour of the grade before it."""
    once = alt.Chart(table.drop_duplicates("label").assign(rule="Score"))
    present = [grade for grade in GRADE_COLOURS if grade in set(table["grade"])]
    scale = alt.Scale(domain=present, range=[GRADE_COLOURS[grade] for grade in present])
    legend = alt.Legend(title=None, columns=1 if width <= NARROW else 2)
    # On a phone the colour stands above the score.
    dot, letters = {"xOffset": -14}, {"align": "left", "dx": -6, "fontWeight": 600}
    if width <= NARROW:
        dot, letters = {"yOffset": -10}, {"align": "left", "dx": -7, "dy": 6}
    marks = once.mark_point(size=80, filled=True, opacity=1, **dot).encode(
        x,
        y,
        alt.Color("grade:N", scale=scale, legend=legend),
        tooltip=[alt.Tooltip("label:N", title="Advice"), alt.Tooltip("grade:N", title="Grade")],
    )
    numbers = once.mark_text(**letters).encode(x, y, alt.Text("score:Q", format=".2f"))
    return [marks, numbers]
