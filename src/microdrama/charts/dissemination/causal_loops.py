"""A causal loop diagram: variables as boxes, influences as arrows with their signs."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts import layered as draw
from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW, WIDE

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.layered import Layout, Size

#: What an influence belongs to, with its colour.
LOOP_COLOURS = {
    "on a reinforcing loop": PALETTE["blue"],
    "on the balancing loop": PALETTE["vermilion"],
    "on no loop": PALETTE["grey"],
}

#: Width of a box and size of its type, and room between boxes and between layers, by width.
BOX = {WIDE: 118, NARROW: 62}
TYPE = {WIDE: 12, NARROW: 11}
GAPS = {WIDE: (24, 34), NARROW: (7, 26)}

#: How far a sign stands behind the tip of its arrow, and beside it, in pixels.
_BEHIND, _BESIDE = 15, 7

#: Pixels that names keep from the sides of their box.
_AIR = 4

_NO_AXIS = {"scale": None, "axis": None}


def names(labels: Mapping[Hashable, str], width: int) -> dict[Hashable, str]:
    """Return the name of each variable in lines that fit its box.

    Parameters
    ----------
    labels : mapping of node to str
        Names.
    width : int
        Width of the picture in pixels.
    """
    room = BOX[width] - _AIR
    return {node: draw.wrapped(label, room, TYPE[width]) for node, label in labels.items()}


def sizes(labels: Mapping[Hashable, str], width: int) -> dict[Hashable, Size]:
    """Return the size of each box; parameters as for :func:`names`."""
    return draw.sized(names(labels, width), width=BOX[width], size=TYPE[width])


def causal_loops(
    layouts: Mapping[int, Layout], variables: pd.DataFrame, influences: pd.DataFrame, width: int
) -> alt.LayerChart:
    """Draw influences as arrows around boxes.

    Parameters
    ----------
    layouts : mapping of int to microdrama.layered.Layout
        By width, where everything stands.
    variables : pandas.DataFrame
        ``node``, ``label``, ``definition``.
    influences : pandas.DataFrame
        ``from``, ``to``, ``sign``, ``basis``, ``words``, ``note``, ``loop`` (a key of
        :data:`LOOP_COLOURS`).
    width : int
        Width in pixels.
    """
    layout = layouts[width]
    links = influences.assign(dashed=influences["basis"] != "stated")
    lines, heads = draw.lines(
        layout,
        links,
        {
            "words": "Influence",
            "sign": "Sign",
            "basis": "Basis",
            "note": "What the text says",
        },
    )
    nodes = variables.assign(
        words=variables["node"].map(names(variables.set_index("node")["label"], width))
    )
    boxes = draw.boxes(
        layout, nodes, {"label": "Variable", "definition": "What there is more or less of"}
    )
    return alt.layer(
        lines.encode(_colour(_legend(width))),
        heads.encode(_colour()),
        _signs(layout, links),
        boxes,
        draw.words(layout, nodes, size=TYPE[width]),
    ).properties(width=layout.width, height=layout.height)


def _signs(layout: Layout, links: pd.DataFrame) -> alt.Chart:
    """Return the sign of each influence, beside the end of its arrow."""
    return (
        alt.Chart(layout.heads.merge(links, on=["from", "to"]))
        .transform_calculate(turn="datum.angle * PI / 180")
        # To the right of a steep arrow, as it goes, so that two that meet have theirs outside;
        # of a flat one on the side that is away from the box to which it leads.
        .transform_calculate(
            side=f"abs(cos(datum.turn)) > 0.5 && sin(2 * datum.turn) > 0 ? -{_BESIDE} : {_BESIDE}"
        )
        .transform_calculate(
            at_x=f"datum.x - {_BEHIND} * cos(datum.turn) - datum.side * sin(datum.turn)",
            at_y=f"datum.y - {_BEHIND} * sin(datum.turn) + datum.side * cos(datum.turn)",
        )
        .mark_text(fontSize=14, fontWeight=700, baseline="middle")
        .encode(alt.X("at_x:Q", **_NO_AXIS), alt.Y("at_y:Q", **_NO_AXIS), text="sign:N")
    )


def _colour(legend: alt.Legend | None = None) -> alt.Color:
    scale = alt.Scale(domain=list(LOOP_COLOURS), range=list(LOOP_COLOURS.values()))
    return alt.Color("loop:N", scale=scale, legend=legend)


def _legend(width: int) -> alt.Legend:
    return alt.Legend(title=None, symbolType="stroke", columns=1 if width <= NARROW else 0)
