"""The stages that texts tell, and the dated events beside them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama import evolution
from microdrama.charts import evolution as draw
from microdrama.formulas import where
from microdrama.show.blocks import Table
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import pandas as pd


def time_axis(events: pd.DataFrame) -> Explorer:
    """Return the stages above the dated events, with a choice of lane.

    Parameters
    ----------
    events : pandas.DataFrame
        What :func:`microdrama.evolution.events` returns.
    """
    counts = events["lane"].value_counts()
    base = events.assign(
        in_lane=events["lane"].map(counts),
        total=len(events),
        when=[evolution.when(row) for row in events.to_dict("records")],
        start=events["start"].dt.strftime("%Y-%m-%d"),
    )[["start", "when", "event", "lane", "level", "source", "in_lane", "total"]]
    lanes = (("all", "All lanes"), *((lane, lane.capitalize()) for lane in evolution.LANES))
    return Explorer(
        name="time-axis",
        title=(
            "Only one text dates its stages, and rules came before the stage that is named for them"
        ),
        alt=(
            "Bars for the stages that three texts tell, over points for dated events in three "
            "lanes. Platforms act first, policy follows, industry events come last and crowd in "
            "the final years. Only one text prints years for its stages; the bars of the "
            "others are dashed."
        ),
        controls=(Choice("lanes", "Events to show", lanes),),
        base=base,
        keep=lambda settings, row: (row.lane == settings.lanes) | (settings.lanes == "all"),
        derive=lambda settings, row: {"case": where(settings.lanes == "all", "all", "one")},
        chart=partial(draw.timeline, evolution.stage_bars()),
        sentences={
            "all": "{total:.0f} dated events in three lanes; the first is of {when}: {event}.",
            "one": (
                "{in_lane:.0f} of {total:.0f} dated events are in the lane “{lane}”; "
                "the first is of {when}: {event}."
            ),
        },
        columns={"when": "When", "event": "Event", "lane": "Lane", "source": "Source"},
        sources=["the three texts for the stages; the publications in the table for the events"],
        kinds=("reported",),
        note=(
            "Dashed bars: the text gives an order but prints no years, so their place on the axis "
            "is ours."
        ),
    )


def traits(traits: pd.DataFrame) -> Table:
    """Return what two texts say of each stage, aspect by aspect."""
    return Table(
        traits[["stage", "aspect", "statement"]].rename(columns=str.capitalize),
        label="Traits of the stages in two texts",
    )
