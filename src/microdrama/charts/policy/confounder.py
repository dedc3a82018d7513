"""A hidden cause above the printed coefficient, as a causal diagram."""

from __future__ import annotations

import altair as alt

from microdrama.charts.theme import PALETTE

#: First and last place across, and from top to bottom; height in pixels.
_ACROSS, _DOWN, _HEIGHT = (-0.45, 2.45), (1.4, -0.4), 200

_COLOURS = {
    "effect": PALETTE["blue"],
    "cause": PALETTE["vermilion"],
    "outcome": PALETTE["vermilion"],
}

#: Numbers stand clear of the arrows, however thick these are.
_NUMBERS = {
    "effect": {"dy": -18},
    "cause": {"align": "right", "dx": -16, "dy": -6},
    "outcome": {"align": "left", "dx": 16, "dy": -6},
}


def confounder(width: int) -> alt.LayerChart:
    """Draw a hidden cause above the printed coefficient, arrows by strength; data come later.

    Parameters
    ----------
    width : int
        Width in pixels.
    """
    arrows = _arrows(width - 12)
    lines = arrows.mark_rule().encode(
        *_at("x", "y"),
        alt.X2("x2:Q"),
        alt.Y2("y2:Q"),
        _colour(),
        strokeWidth=alt.StrokeWidth("thick:Q", scale=None),
        strokeDash=alt.condition("datum.strength === 0", alt.value([3, 4]), alt.value([1, 0])),
    )
    heads = arrows.mark_point(shape="triangle-up", filled=True, opacity=1).encode(
        *_at("head_x", "head_y"),
        _colour(),
        angle=alt.Angle("angle:Q", scale=None),
        size=alt.Size("head:Q", scale=None),
    )
    numbers = [
        arrows.transform_filter(f"datum.arrow === '{arrow}'")
        .mark_text(fontWeight=600, **place)
        .encode(*_at("middle_x", "middle_y"), text="label:N")
        for arrow, place in _NUMBERS.items()
    ]
    dots, *words = _variables()
    layers = alt.layer(lines, dots, heads, *numbers, *words)
    return layers.properties(width=width - 12, height=_HEIGHT)


def _at(x: str, y: str) -> tuple[alt.X, alt.Y]:
    """Encode a place of the diagram."""
    no_axis = {"axis": None, "title": None}
    return (
        alt.X(f"{x}:Q", scale=alt.Scale(domain=list(_ACROSS), nice=False), **no_axis),
        alt.Y(f"{y}:Q", scale=alt.Scale(domain=list(_DOWN), nice=False), **no_axis),
    )


def _colour() -> alt.Color:
    scale = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    return alt.Color("arrow:N", scale=scale, legend=None)


def _arrows(width: int) -> alt.Chart:
    """Compute where the middle and the head of an arrow lie, and how thick it is."""
    down = _HEIGHT / (_DOWN[0] - _DOWN[1])
    across = width / (_ACROSS[1] - _ACROSS[0])
    return (
        alt.Chart()
        .transform_calculate(
            middle_x="datum.arrow === 'effect' ? 1 : (datum.x + datum.x2) / 2",
            middle_y="(datum.y + datum.y2) / 2",
            # Towards the end of the arrow, or towards its start where it is turned round.
            along="datum.turned === 1 ? 0.3 : 0.7",
            label="datum.arrow === 'effect' ? 'β = ' + format(datum.strength, '.2f') : "
            "'R² ' + format(datum.strength, '.2f')",
            thick="datum.strength === 0 ? 1 : 1.5 + 8 * min(1, abs(datum.strength))",
        )
        .transform_calculate(
            head_x="datum.x + datum.along * (datum.x2 - datum.x)",
            head_y="datum.y + datum.along * (datum.y2 - datum.y)",
            head="pow(9 + 1.7 * datum.thick, 2)",
            angle=f"atan2((datum.y2 - datum.y) * {down}, (datum.x2 - datum.x) * {across}) "
            "* 180 / PI + 90 + 180 * datum.turned",
        )
    )


def _variables() -> list[alt.Chart]:
    """Draw the three variables as dots, and their names."""
    named = alt.Chart(
        alt.Data(
            values=[
                {"x": 0, "y": 1, "name": "policy support"},
                {"x": 2, "y": 1, "name": "performance"},
                {"x": 1, "y": 0, "name": "hidden cause"},
            ]
        )
    ).encode(*_at("x", "y"))
    dots = named.mark_point(size=120, filled=True, color=PALETTE["grey"], opacity=1)
    # The hidden cause has its name above, so that no arrow runs through it.
    words = [
        named.transform_filter(f"datum.y === {row}").mark_text(dy=dy).encode(text="name:N")
        for row, dy in ((0, -18), (1, 20))
    ]
    return [dots, *words]
