"""What a walk looks like: its colours in every picture, its pieces on a ladder."""

from __future__ import annotations

import altair as alt

from microdrama.charts.symbols.boxes import HALF_HEIGHT, HALF_WIDTH, Plane
from microdrama.charts.theme import PALETTE

#: Colours of the first and the second drama; blue and red would say which path they take.
ONE, OTHER = PALETTE["purple"], PALETTE["ochre"]

SCALE = alt.Scale(domain=["one", "other"], range=[ONE, OTHER])
COLOUR = alt.Color("role:N", scale=SCALE, legend=None)
STROKE = alt.Stroke("role:N", scale=SCALE, legend=None)
TOOLTIP = [
    alt.Tooltip("heading:N", title="Drama"),
    alt.Tooltip("step:N", title="Step"),
    alt.Tooltip("element:N", title="Here"),
    alt.Tooltip("note:N", title="What the text says"),
]


def framed(base: alt.Chart, column: str, row: str) -> alt.Chart:
    """Compute the edges of a frame around a box: left, right, top, bottom."""
    return base.transform_calculate(
        left=f"datum.{column} - {HALF_WIDTH}",
        right=f"datum.{column} + {HALF_WIDTH}",
        top=f"datum.{row} - {HALF_HEIGHT}",
        bottom=f"datum.{row} + {HALF_HEIGHT}",
    )


def ways(
    base: alt.Chart, plane: Plane, x: str, y: str, x2: str, y2: str
) -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """Return lines, arrowheads and frames of the walks.

    Parameters
    ----------
    base : altair.Chart
        With the edges of frames (:func:`framed`) and the arrowheads (:meth:`Plane.ends`).
    plane : Plane
        Where boxes stand on the page.
    x, y, x2, y2 : str
        Columns with the two ends of a line.
    """
    between = base.transform_filter("datum.part === 'link' || datum.part === 'gap'")
    lines = between.mark_rule(strokeWidth=3).encode(
        plane.x(x),
        plane.y(y),
        alt.X2(f"{x2}:Q"),
        alt.Y2(f"{y2}:Q"),
        COLOUR,
        tooltip=TOOLTIP,
        strokeDash=alt.condition("datum.part === 'gap'", alt.value([3, 5]), alt.value([1, 0])),
    )
    heads = between.transform_filter("datum.part === 'link'").mark_point(
        shape="triangle-up", filled=True, size=110, opacity=1
    )
    heads = heads.encode(
        plane.x("head_x"), plane.y("head_y"), COLOUR, angle=alt.Angle("slope:Q", scale=None)
    )
    return lines, heads, _frames(base, plane)


def _frames(base: alt.Chart, plane: Plane) -> alt.Chart:
    return (
        base.transform_filter("datum.part === 'concept' || datum.part === 'way'")
        .mark_rect(cornerRadius=4, strokeWidth=2.5, fillOpacity=0.14)
        .encode(
            plane.x("left"),
            alt.X2("right:Q"),
            plane.y("top"),
            alt.Y2("bottom:Q"),
            COLOUR,
            STROKE,
            tooltip=TOOLTIP,
            strokeOpacity=alt.condition("datum.part === 'concept'", alt.value(1), alt.value(0.25)),
        )
    )
