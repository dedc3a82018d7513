"""Charts of the synthesis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE, TEXT_COLOURS
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


#: Places have no meaning but nearness.
_FLAT = {"axis": None, "scale": alt.Scale(nice=False, zero=False)}


def conversation(
    nodes: pd.DataFrame, links: pd.DataFrame, names: Mapping[str, str], width: int
) -> alt.LayerChart:
    """Draw all claims as points, each text in its colour, and the links between texts.

    Parameters
    ----------
    nodes : pandas.DataFrame
        ``x``, ``y``, ``text`` (key), ``statement``.
    links : pandas.DataFrame
        ``x``, ``y``, ``x2``, ``y2``, ``across``, ``relation``, ``note``.
    names : mapping of str to str
        What each text is called, by its key.
    width : int
        Width in pixels.
    """
    named = nodes.assign(name=nodes["text"].map(dict(names)))
    legend = alt.Legend(
        title=None, columns=1 if width <= NARROW else 3, symbolType="circle", labelLimit=300
    )
    colour = alt.Color(
        "name:N",
        scale=alt.Scale(domain=list(names.values()), range=[TEXT_COLOURS[key] for key in names]),
        legend=legend,
    )
    points = (
        alt.Chart(named)
        .mark_point(filled=True, size=28, opacity=1)
        .encode(
            alt.X("x:Q", **_FLAT),
            alt.Y("y:Q", **_FLAT),
            colour,
            tooltip=[
                alt.Tooltip("name:N", title="Text"),
                alt.Tooltip("statement:N", title="Claim"),
            ],
        )
    )
    height = 340 if width <= NARROW else 460
    return alt.layer(*_lines(links), points).properties(width=width - 20, height=height)


def _lines(links: pd.DataFrame) -> list[alt.Chart]:
    """Draw links within texts thin and links across in ink, contradictions broken."""
    lines = alt.Chart(links).encode(
        alt.X("x:Q", **_FLAT), alt.Y("y:Q", **_FLAT), alt.X2("x2:Q"), alt.Y2("y2:Q")
    )
    inside = lines.transform_filter("!datum.across").mark_rule(
        strokeWidth=0.6, opacity=0.5, color=PALETTE["grey"]
    )
    against = "datum.relation === 'contradicts'"
    # In ink, since every other colour of the picture is a text.
    across = (
        lines.transform_filter("datum.across")
        .mark_rule(style="aside")
        .encode(
            strokeDash=alt.condition(against, alt.value([4, 3]), alt.value([1, 0])),
            strokeWidth=alt.condition(against, alt.value(2.2), alt.value(1.2)),
            tooltip=[
                alt.Tooltip("relation:N", title="Link"),
                alt.Tooltip("note:N", title="Why"),
            ],
        )
    )
    return [inside, across]


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
