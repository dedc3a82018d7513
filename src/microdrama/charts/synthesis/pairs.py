"""How pairs of texts meet: agreeing, limiting, contradicting, sharing ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: How two texts stand to each other.
STANCE_COLOURS = {
    "agree": PALETTE["blue"],
    "limit each other": PALETTE["ochre"],
    "contradict each other": PALETTE["vermilion"],
    "share an idea": PALETTE["green"],
}


def between(table: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw the links between pairs of texts as stacked bars, the pair's name above its bar.

    Parameters
    ----------
    table : pandas.DataFrame
        ``pair``, ``stance``, ``links``, ``place`` (of a part within its bar), ``first`` (place of
        the bar's first part); one row a part.
    width : int
        Width in pixels.
    """
    order = list(dict.fromkeys(table["pair"]))
    present = [stance for stance in STANCE_COLOURS if stance in set(table["stance"])]
    y = alt.Y("pair:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.5))
    base = alt.Chart(table)
    bars = base.mark_bar(height=16, yOffset=8).encode(
        alt.X("links:Q", title="Links", axis=alt.Axis(tickMinStep=1, tickCount=6)),
        y,
        alt.Color(
            "stance:N",
            sort=present,
            scale=alt.Scale(domain=present, range=[STANCE_COLOURS[stance] for stance in present]),
            legend=alt.Legend(title=None, columns=1 if width <= NARROW else 0),
        ),
        order=alt.Order("place:Q"),
        tooltip=[
            alt.Tooltip("pair:N", title="Texts"),
            alt.Tooltip("stance:N", title="How they meet"),
            alt.Tooltip("links:Q", title="Links"),
        ],
    )
    words = (
        base.transform_filter("datum.place === datum.first")
        .mark_text(align="left", dy=-11)
        .encode(y, text="pair:N", x=alt.value(0))
    )
    return alt.layer(bars, words).properties(width=width - 24, height=alt.Step(44))


def stances(width: int) -> alt.LayerChart:
    """Draw how two texts stand to each other, one bar for each stance; data come later.

    Parameters
    ----------
    width : int
        Width in pixels.
    """
    base = alt.Chart()
    order = list(STANCE_COLOURS)
    y = alt.Y(
        "stance:N",
        sort=order,
        title=None,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(ticks=False, domain=False),
    )
    x = alt.X(
        "count():Q",
        title="Links and shared ideas",
        scale=alt.Scale(domain=[0, 40]),
        axis=alt.Axis(tickCount=5, tickMinStep=1),
    )
    bars = base.mark_bar(height=16).encode(
        x,
        y,
        alt.Color(
            "stance:N",
            legend=None,
            scale=alt.Scale(domain=order, range=list(STANCE_COLOURS.values())),
        ),
    )
    numbers = base.mark_text(align="left", dx=4).encode(x, y, text="count():Q")
    return alt.layer(bars, numbers).properties(width=width - 150, height=alt.Step(30))
