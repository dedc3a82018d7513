"""How fast each count grows from one year to the next, and in which stage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from microdrama import evolution
from microdrama.charts.evolution.periods import Panel, panels
from microdrama.exhibits.evolution.published import COLOURS
from microdrama.intake.text import listed
from microdrama.show.blocks import Table
from microdrama.show.figure import NARROW, Figure

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
    drawn = _drawn(steps)
    pictures = [_picture(drawn[drawn["counts"] == counts], counts) for counts in _HEADINGS]
    return Figure(
        "growth",
        lambda width: panels(
            pictures,
            1 if width <= NARROW else 3,
            170 if width <= NARROW else 260,
            width,
            shared=True,
            years=2,
            behind=_stages(),
        ),
        title=_pace(steps),
        alt=(
            "Three small pictures of growth from one year to the next, 2020 to 2030, on a "
            "logarithmic axis of factors; the years from 2024 on are shaded. In the whole market, "
            "strokes before 2024 stand at about three to four times, those after near one, but "
            "for one at two. Two parts of the market more than double in 2025. Filings for "
            "shooting rise to seven times in 2022; all other counts of titles stand lower."
        ),
        table=steps[list(columns)].rename(columns=columns),
        sources=["the publishers named in the table, which has the words of each source"],
        kinds=("reported", "recomputed"),
        note=(
            "A stroke leads over the years whose growth it shows. Shaded: the stages called "
            f"explosion and, darker, structural adjustment. Dashed: rests on a forecast. {COLOURS}"
        ),
    )


#: What grows, and how it stands above its picture.
_HEADINGS = {
    "whole market": "The whole market",
    "part of the market": "Parts of the market",
    "titles": "Counts of titles",
}

#: Short names of what grows, where a picture shows more than one thing.
_SERIES = {
    "filings for shooting": "filings",
    "online filing numbers": "filing numbers",
    "distribution licences": "licences",
    "key titles launched": "key titles",
    "market value, free live-action dramas, China": "free dramas",
    "market value, animated dramas, China": "animated dramas",
}


def _drawn(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps as strokes over the years that they lead through."""
    import pandas as pd

    who = [evolution.short(publisher) for publisher in steps["publisher"]]
    what = steps["measure"].map(_SERIES)
    settled = ~steps["forecast"] | (steps["counts"] != "whole market")
    said = what.where(what.notna(), pd.Series(who, index=steps.index))
    return steps.assign(
        # One year's amount stands at its end: growth leads from one end to the next.
        start=[pd.Timestamp(year, 12, 31) for year in steps["start"]],
        end=[pd.Timestamp(year, 12, 31) for year in steps["end"]],
        value=steps["times"],
        counter=[evolution.counter(publisher) for publisher in steps["publisher"]],
        label=steps["span"] + ", " + steps["series"],
        definition=[f"{times:.2f} times a year" for times in steps["times"]],
        said=(said + " " + steps["times"].map("×{:.1f}".format)).where(settled, ""),
        # Each step is a statement of its own: nothing ties one to the next.
        series=[str(number) for number in range(len(steps))],
    ).sort_values("times", ascending=False)


def _picture(rows: pd.DataFrame, counts: str) -> Panel:
    """Return one small picture of growth."""
    by = "a year later, times as much"
    span = (date(2020, 10, 1), date(2030, 12, 31))
    return Panel(_HEADINGS[counts], by, rows, *span, 0.9, 9, (1, 2, 4, 8), log=True, sides="rabl")


def _stages() -> pd.DataFrame:
    """Return the stages of wang2026 behind the growth, the later the darker."""
    import pandas as pd

    rows = evolution.stages().query("source == 'wang2026'").tail(2)
    starts = [pd.Timestamp(int(year), 1, 1) for year in rows["start"]]
    return pd.DataFrame(
        {"start": starts, "end": [starts[1], pd.Timestamp(2030, 12, 31)], "shade": [0.08, 0.2]}
    )


def _pace(steps: pd.DataFrame) -> str:
    """Say how fast the whole market grew before 2024 and in each step since."""
    market = steps[(steps["counts"] == "whole market") & ~steps["forecast"]]
    before = market.loc[market["end"] < BOUNDARY, "times"]
    since = [
        f"{row.times:.1f}-fold in {row.end} ({evolution.short(row.publisher)})"
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
