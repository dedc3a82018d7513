"""Which outcomes paths lead to, and which were cut off."""

from __future__ import annotations

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

#: What a path to an outcome can be.
REACH_COLOURS = {
    "reached": PALETTE["green"],
    "cut off": PALETTE["vermilion"],
    "never": PALETTE["grey"],
}


def reach_grid(width: int) -> alt.LayerChart:
    """Draw which outcomes paths lead to, from symbols and from platforms; data come later."""
    base = alt.Chart().transform_fold(["from_symbol", "from_platform"], as_=["start", "reach"])
    base = base.transform_calculate(
        where="datum.start === 'from_symbol' ? 'from a symbol' : 'from a platform'",
        sign="datum.reach === 'reached' ? '✓ reached' : datum.reach === 'cut off' ? "
        "'✗ cut off' : 'never'",
    )
    x, y = _starts(width), _outcomes()
    scale = alt.Scale(domain=list(REACH_COLOURS), range=list(REACH_COLOURS.values()))
    fields = base.mark_rect(cornerRadius=3, strokeWidth=1.5, fillOpacity=0.12, height=24).encode(
        x,
        y,
        alt.Color("reach:N", scale=scale, legend=None),
        stroke=alt.Stroke("reach:N", scale=scale, legend=None),
        opacity=alt.condition("datum.reach === 'never'", alt.value(0.35), alt.value(1)),
    )
    words = base.mark_text(fontSize=12).encode(x, y, text="sign:N")
    return alt.layer(fields, words).properties(width=width - 180, height=alt.Step(32))


def _outcomes() -> alt.Y:
    axis = alt.Axis(ticks=False, domain=False, labelLimit=200, orient="left")
    return alt.Y("outcome:N", sort=None, title=None, axis=axis)


def _starts(width: int) -> alt.X:
    return alt.X(
        "where:N",
        sort=["from a symbol", "from a platform"],
        title=None,
        axis=alt.Axis(
            orient="top",
            labelAngle=0,
            ticks=False,
            domain=False,
            # On a phone a heading takes two lines.
            labelExpr="datum.label" if width > NARROW else "['from a', slice(datum.label, 7)]",
            labelPadding=2 if width > NARROW else 18,
        ),
    )
