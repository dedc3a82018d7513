"""Published ranges of pay, one row a kind of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from microdrama.charts.theme import PALETTE
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

_ROOM = 290  # pixels of the labels beside the rows


def ranges(table: pd.DataFrame, width: int, title: str) -> alt.LayerChart:
    """Draw each printed range as a bar with its amount behind it, on a logarithmic axis.

    Parameters
    ----------
    table : pandas.DataFrame
        ``work``, ``low``, ``high`` (equal where one number is printed), ``amount``, ``note``, in
        the order of the rows.
    width : int
        Width in pixels; on a phone the label stands above its bar.
    title : str
        What the axis shows, with its unit.
    """
    narrow = width <= NARROW
    order = table["work"].to_list()
    top = table["high"].max()
    scale = alt.Scale(type="log", domain=[table["low"].min() / 1.4, top * (14 if narrow else 5)])
    decades = [10.0**power for power in range(2, 7) if 10.0**power <= top * 2]
    axis = alt.Axis(title=title, format=",~f", values=decades, grid=False)
    beside = alt.Axis(title=None, ticks=False, domain=False, labelLimit=_ROOM, minExtent=_ROOM)
    drop = 8 if narrow else 0
    base = alt.Chart(table).encode(
        alt.Y("work:N", sort=order, axis=None if narrow else beside),
        tooltip=[
            alt.Tooltip("work:N", title="Who"),
            alt.Tooltip("amount:N", title="Yuan a day"),
            alt.Tooltip("note:N", title="Note"),
        ],
    )
    low = alt.X("low:Q", scale=scale, axis=axis)
    high = alt.X("high:Q", scale=scale, axis=axis)
    ink = {"color": PALETTE["blue"]}
    bars = base.mark_rule(strokeWidth=5, opacity=0.5, yOffset=drop, **ink).encode(
        low, alt.X2("high:Q")
    )
    ends = [
        base.mark_point(size=64, filled=True, yOffset=drop, **ink).encode(end)
        for end in (low, high)
    ]
    amounts = base.mark_text(align="left", dx=9, yOffset=drop).encode(high, text="amount:N")
    names = base.mark_text(align="left", baseline="bottom", yOffset=-4).encode(
        alt.XValue(2), text="work:N"
    )
    layers = [bars, *ends, amounts, *([names] if narrow else [])]
    return alt.layer(*layers).properties(
        width=width - 12 - (0 if narrow else _ROOM), height=alt.Step(44 if narrow else 26)
    )
