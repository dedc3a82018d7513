"""How fast each count grows from one year to the next, and in which stage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import evolution as draw
from microdrama.intake.text import listed
from microdrama.package import table
from microdrama.show.blocks import Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd


def growth(steps: pd.DataFrame) -> Figure:
    """Return the growth of each series from one year to the next, with its sources.

    Long because it is one declaration.

    Parameters
    ----------
    steps : pandas.DataFrame
        What :func:`microdrama.evolution.growth` returns.
    """
    short = table("publishers").set_index("publisher")["short"]
    names = steps["measure"] + " (" + steps["publisher"].replace(short) + ")"
    drawn = steps.assign(label=steps["span"] + " " + names, value=steps["times"])
    columns = {
        "series": "Series",
        "counts": "Counts",
        "span": "Years",
        "before": "Before",
        "after": "After",
        "printed": "Growth as printed",
        "times": "Times a year",
        "low": "At least",
        "high": "At most",
        "kind": "Kind of number",
        "stage": "Stage",
        "figures": "Rows of figures.csv",
        "quotes": "In the words of the sources",
    }
    return Figure(
        "growth",
        partial(
            draw.rows,
            drawn,
            title="Times as much a year later (logarithmic)",
            log=True,
            colour="stage",
            unity=True,
        ),
        title=_pace(steps, short),
        alt=(
            "One row for each step between two years of one publisher and one definition, on a "
            "logarithmic axis. Of the steps that end in the explosion stage, filings stand at both "
            "ends and those of the whole market lie close together, at about threefold. Steps "
            "that end in the adjustment stage lie further left, except for two parts of the "
            "market; many of them are hollow."
        ),
        table=steps[list(columns)].rename(columns=columns),
        sources=["the publishers named in the labels; the table has the words of each source"],
        kinds=("reported", "recomputed"),
        note=(
            "Hollow: rests on a forecast. The dashed line marks no growth. Reported: only the "
            "growth is printed, not both amounts."
        ),
    )


def _pace(steps: pd.DataFrame, short: pd.Series) -> str:
    """Say how fast the whole market grew before 2024 and in each step since."""
    market = steps[(steps["counts"] == "whole market") & ~steps["forecast"]]
    before = market.loc[market["end"] < BOUNDARY, "times"]
    since = [
        f"{row.times:.1f}-fold in {row.end} ({short.get(row.publisher, row.publisher)})"
        for row in market[market["end"] >= BOUNDARY].itertuples()
    ]
    return (
        f"Until {BOUNDARY - 1} the market grew {before.min():.1f}- to {before.max():.1f}-fold a "
        f"year in every count of it; since then {listed(since) if since else 'nobody has counted'}"
    )


#: First year of the stage called structural adjustment.
BOUNDARY = 2024


def growth_by_stage(by_stage: pd.DataFrame) -> Table:
    """Return the least and the most yearly growth in each stage, by what is counted.

    Parameters
    ----------
    by_stage : pandas.DataFrame
        What :func:`microdrama.evolution.growth_by_stage` returns.
    """
    columns = {
        "stage": "Stage",
        "years": "Years",
        "counts": "What grows",
        "steps": "Steps",
        "least": "Least, times a year",
        "most": "Most, times a year",
    }
    computed = ("Least, times a year", "Most, times a year")
    return Table(
        by_stage[list(columns)].rename(columns=columns),
        label="Yearly growth by stage and by what is counted, without forecasts",
        formats={"Steps": "d", **dict.fromkeys(computed, ".2f")},
        kinds=dict.fromkeys(computed, "recomputed"),
        whole=True,
    )
