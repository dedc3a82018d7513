"""Dated events in lanes before the stages of a text; across on a laptop, downwards on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from microdrama.charts.evolution.across import across
from microdrama.charts.evolution.downwards import downwards
from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd


def time_axis(
    stages: pd.DataFrame, undated: pd.DataFrame, lanes: Mapping[str, str], width: int
) -> alt.VConcatChart:
    """Draw the events before the stages of one text; the rows of events come later.

    Parameters
    ----------
    stages : pandas.DataFrame
        ``text`` (whose they are), ``name``, ``years``, ``start``, ``end`` (dates), ``words_y``
        (pixel of its name, downwards), in their order; the first lies before all events.
    undated : pandas.DataFrame
        ``text``, ``first``, ``then``: stages of other texts, which print no years.
    lanes : mapping of str
        Name of each lane, in the order of the lanes.
    width : int
        Width in pixels.
    """
    said = f"Shaded: the stages of {stages['text'].iloc[0]}"
    if width <= NARROW:
        return downwards(stages, undated, lanes, said, width)
    return across(stages, undated, lanes, said)
