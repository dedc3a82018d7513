"""What publishers print: the market, viewers, titles, money from abroad, one platform."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import evolution as draw
from microdrama.exhibits.common import GRADES
from microdrama.show.blocks import Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: Columns of published figures, as a reader would name them.
_FIGURES = {
    "period": "Period",
    "shown": "As printed",
    "publisher": "Publisher",
    "definition": "Counts",
    "grade": "Grade",
    "note": "Note",
}


def _as_read(published: pd.DataFrame, **more: str) -> pd.DataFrame:
    columns = _FIGURES | more
    return published[list(columns)].rename(columns=columns)


def market(published: pd.DataFrame) -> Figure:
    """Return the market values that publishers print, in billions of yuan."""
    in_year = published.groupby(published["end"].dt.year)["value"].agg(["min", "max"])
    return Figure(
        "market",
        partial(draw.rows, published, title="Market value, billion yuan (logarithmic)", log=True),
        title=(
            f"For 2024 publishers print {in_year.loc[2024, 'min']:.0f} to "
            f"{in_year.loc[2024, 'max']:.0f} billion yuan, for 2025 anything from "
            f"{in_year.loc[2025, 'min']:.0f} to more than {in_year.loc[2025, 'max']:.0f}"
        ),
        alt=(
            "One row for each published market value, by year, on a logarithmic axis. The marks "
            "move right from year to year, stand close together for 2023 and for 2024, and spread "
            "out for 2025 and later, where most are forecasts."
        ),
        table=_as_read(published, value="Billion yuan", kind="Kind of number"),
        sources=["the publishers in the table", GRADES],
        kinds=("reported", "recomputed"),
        note=(
            "Hollow: published before the period was over. Dollar amounts are converted at the "
            "rate that sources imply for the year."
        ),
    )


def users(published: pd.DataFrame) -> Figure:
    """Return the counts of people who watch, in millions."""
    june = published.loc[published["period"] == "June 2025", "value"]
    half_a_year_before = published.loc[published["period"] == "December 2024", "value"].max()
    return Figure(
        "users",
        partial(draw.rows, published, title="Millions of people"),
        title=(
            f"Counts of “users” for June 2025 lie {june.max() - june.min():.0f} million apart; "
            f"{(june < half_a_year_before).sum()} of {len(june)} is below the count of half a "
            "year before"
        ),
        alt=(
            "One row for each published count of users, June 2024 to the end of 2025. The counts "
            "rise, then split: for the same month of 2025 counts lie below and above the last "
            "count of 2024. A count of viewers lies far to the right."
        ),
        table=_as_read(published),
        sources=["the publishers in the table", GRADES],
    )


def titles(published: pd.DataFrame) -> Figure:
    """Return the counts of what is registered, licensed, launched and paid for."""
    return Figure(
        "titles",
        partial(draw.rows, published, title="Titles (logarithmic)", log=True),
        title=(
            f"“How many dramas?” has answers from {published['value'].min():,.0f} to "
            f"{published['value'].max():,.0f}, because each count counts something else"
        ),
        alt=(
            "One row for each published count of titles from 2021 to 2025 on a logarithmic axis. "
            "Licences and key titles lie in the hundreds, filings for shooting mostly in the "
            "thousands, all titles launched or made in the tens of thousands, titles in paid "
            "promotion furthest to the right."
        ),
        table=_as_read(published),
        sources=["the publishers in the table", GRADES],
    )


def overseas(published: pd.DataFrame) -> Figure:
    """Return revenue outside China, in millions of dollars."""
    of_dataeye = published["publisher"].eq("DataEye")
    quarter = published[of_dataeye & published["period"].eq("first quarter of 2025")]["value"]
    return Figure(
        "overseas",
        partial(draw.rows, published, title="Million dollars (logarithmic)", log=True),
        title=(
            "Abroad, one publisher's figure for one quarter is printed "
            f"{quarter.max() / quarter.min():.0f} times as large in one place as in another: a "
            "decimal point has moved"
        ),
        alt=(
            "One row for each published revenue outside China from 2024 to 2030 on a logarithmic "
            "axis. Yearly totals lie to the right of quarters and months. Rows for one publisher "
            "and the first quarter of 2025 lie far apart."
        ),
        table=_as_read(published, value="Million dollars", kind="Kind of number"),
        sources=["the publishers in the table", GRADES],
        kinds=("reported", "recomputed"),
        note=(
            "Hollow: published before the period was over. Periods differ, from a month to a "
            "year; the labels say which."
        ),
    )


def hub(published: pd.DataFrame) -> Figure:
    """Return the monthly users of one platform, in millions."""
    first, last = published.iloc[0], published.iloc[-1]
    span = f"{first['end']:%B %Y} to {last['end']:%B %Y}"
    return Figure(
        "hub",
        partial(draw.monthly_users, published),
        title=(
            f"Monthly users of the free app Hongguo rise from {first['value']:.0f} million in "
            f"{first['end']:%B %Y} to {last['value']:.0f} million in {last['end']:%B %Y}"
        ),
        alt=f"A rising line of monthly users of Hongguo from {span}, close to straight throughout.",
        table=_as_read(published),
        sources=["QuestMobile, as printed in the publications named in references", GRADES],
    )


def netizens(implied: pd.DataFrame) -> Table:
    """Return the netizens that each printed pair of users and share implies."""
    least, most = "Netizens at least, millions", "Netizens at most, millions"
    columns = {
        "source": "Who prints the pair",
        "period": "Period",
        "users": "Users",
        "share": "Share of netizens",
        "low": least,
        "high": most,
    }
    return Table(
        implied.rename(columns=columns),
        label="Netizens implied by users and share",
        formats={least: ",.1f", most: ",.1f"},
        kinds={least: "recomputed", most: "recomputed"},
    )
