"""What would go with a scenario."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from microdrama.charts.ecosystem import intervals


def changes(order: Sequence[str], width: int) -> alt.LayerChart:
    """Draw changes of outcomes with their intervals, on an axis that shows what zero means.

    Parameters
    ----------
    order : sequence of str
        Outcomes from top to bottom.
    width : int
        Width in pixels.
    """
    title = "Change, standard deviations"
    rows = intervals(width, label="outcome", order=list(order), title=title, value="value")
    # Two marks that nobody sees keep the axis from shrinking to a point when nothing moves.
    ends = alt.Chart(alt.Data(values=[{"end": -1}, {"end": 1}])).mark_tick(opacity=0)
    return rows + ends.encode(alt.X("end:Q", title=title))
