"""The order of advice: the ranks that it can have, and the first under a reader's own weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.policy.labels import label_axis, row_height
from microdrama.charts.theme import PALETTE, TEXT_COLOURS
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Bars of the order under a reader's own weights.
SHOWN = 12


def ranks(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the ranks that recommendations can have under reasonable weights.

    Parameters
    ----------
    table : pandas.DataFrame
        ``label``, ``whose``, ``best``, ``worst``, ``low``, ``middle``, ``high``, in order.
    width : int
        Width in pixels.
    """
    labels = table["label"].to_list()
    room, y = label_axis(labels, width, sort=labels)
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
        width=width - room - 20, height=alt.Step(row_height(labels, width))
    )


def reweighted(names: Mapping[str, str], labels: Sequence[str], width: int) -> alt.LayerChart:
    """Draw the first recommendations under a reader's own weights; data come later.

    Parameters
    ----------
    names : mapping of str to str
        What each text is called, by its key.
    labels : sequence of str
        All recommendations, for the lines of their labels.
    width : int
        Width in pixels.
    """
    base = alt.Chart().transform_window(
        row="row_number()", sort=[alt.SortField("score", order="descending")]
    )
    base = base.transform_filter(f"datum.row <= {SHOWN}")
    room, y = label_axis(labels, width, sort=alt.EncodingSortField("row", op="min"))
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
    return alt.layer(bars, numbers).properties(
        width=width - room - 48, height=row_height(labels, width) * SHOWN
    )
