"""People, titles and money from abroad: small pictures, one a definition or a length of period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from microdrama.charts.evolution.periods import Panel, panels
from microdrama.exhibits.common import GRADES
from microdrama.exhibits.evolution.published import COLOURS, SIGNS, as_read
from microdrama.intake.text import listed
from microdrama.show.figure import NARROW, Figure

if TYPE_CHECKING:
    import pandas as pd


def users(published: pd.DataFrame) -> Figure:
    """Return the counts of people who watch, in millions, in a small picture a definition.

    Long because it is one declaration.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evolution.series` returns.
    """
    june = published.loc[published["period"] == "June 2025", "value"]
    before = published.loc[published["period"] == "December 2024", "value"].max()
    counted = {
        "users": "users, China",
        "adult viewers": "adult viewers, China",
        "viewers": "viewers, China",
    }
    pictures = [
        _picture(
            published[published["measure"] == measure],
            heading=f"People counted as {name}",
            span=(date(2024, 3, 1), date(2026, 3, 1)),
            amounts=(520, 880, (600, 700, 800)),
            named=True,
            unit="million people",
        )
        for name, measure in counted.items()
    ]
    return Figure(
        "users",
        lambda width: panels(
            pictures,
            1 if width <= NARROW else 3,
            150 if width <= NARROW else 220,
            width,
            shared=True,
        ),
        title=(
            f"Two counts of the users of June 2025 lie {june.max() - june.min():.0f} million "
            f"apart, and one of them is {before - june.min():.0f} million below the count of half "
            "a year before"
        ),
        alt=(
            "Three small pictures of millions of people, June 2024 to the end of 2025. Of users, "
            "one line of the association rises from 576 to 662 and 696; a mark of another office "
            "stands far below its end, at 626. Adult viewers are more than 664. Viewers, not "
            "defined, stand far above all others at 830."
        ),
        table=as_read(published),
        sources=["the publishers in the table", GRADES],
        note="Points: a count on one day. Strokes: a count for a whole year. The axis begins at "
        "520 million. " + COLOURS,
    )


def titles(published: pd.DataFrame) -> Figure:
    """Return the counts of what is registered, licensed, launched and paid for, by definition.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evolution.series` returns.
    """
    within_a_year = published[(published["end"] - published["start"]).dt.days < _A_YEAR]
    pictures = [
        _picture(
            within_a_year[within_a_year["measure"].isin(measures)],
            heading=heading,
            span=(date(2021, 1, 1), date(2025, 12, 31)),
            amounts=(60, 900_000, (100, 1000, 10_000, 100_000)),
            log=True,
        )
        for heading, measures in _COUNTED.items()
    ]
    pictures.sort(key=lambda picture: picture.rows["value"].median())
    return Figure(
        "titles",
        lambda width: panels(
            pictures, 2 if width <= NARROW else 4, 150, width, shared=True, years=2
        ),
        title=(
            f"“How many dramas?” has answers from {within_a_year['value'].min():,.0f} to "
            f"{within_a_year['value'].max():,.0f} a year, because each count counts something else"
        ),
        alt=(
            "Small pictures of counts of titles, one for each thing that is counted, 2021 to 2025, "
            "on one logarithmic axis. Licences, filing numbers and key titles lie in the hundreds; "
            "filings for shooting jump from hundreds to thousands in 2022; all titles made or "
            "launched lie in the tens of thousands, titles in paid promotion highest. No picture "
            "has one publisher's count for more than two years."
        ),
        table=as_read(published),
        sources=["the publishers in the table", GRADES],
        note=(
            "A stroke is as long as the period that it counts; dashed: published before the "
            "period was over. A count of several years together stands in the table only. "
            + COLOURS
        ),
    )


#: What titles are counted as, and the measures that count so.
_COUNTED = {
    "Key titles online": ["key titles launched"],
    "On five platforms": ["releases on five platforms"],
    "Filing numbers": ["online filing numbers"],
    "Licensed": ["distribution licences"],
    "Filed for shooting": ["filings for shooting"],
    "Made": ["titles made"],
    "Put online": ["titles launched", "vertical titles launched"],
    "In paid promotion": ["titles in paid promotion"],
}

#: Days of the longest year.
_A_YEAR = 366


def _picture(
    rows: pd.DataFrame,
    heading: str,
    span: tuple[date, date],
    amounts: tuple[float, float, Sequence[float]],
    *,
    log: bool = False,
    named: bool = False,
    unit: str = "",
    sides: str = "abrl",
) -> Panel:
    """Return one small picture of published figures.

    Parameters
    ----------
    rows : pandas.DataFrame
        Figures of one definition, with their series.
    heading : str
        What is counted.
    span : tuple of date
        First and last day.
    amounts : tuple
        Lowest and highest amount, and those named on the axis.
    log : bool
        Whether equal factors take equal room.
    named : bool
        Whether the words beside a stroke name its publisher.
    unit : str
        What amounts are counted in, to be said above the picture.
    sides : str
        On which sides of a stroke its words may stand, in order.
    """
    last = ~rows.sort_values("end").duplicated("series", keep="last").reindex(rows.index)
    short = (rows["end"] - rows["start"]).dt.days.between(1, _A_MONTH) & (not named)
    said = [
        "" if hidden else f"{row.short} {_number(row)}" if named and name else _number(row)
        for row, name, hidden in zip(rows.itertuples(), last, short, strict=True)
    ]
    low, high, ticks = amounts
    who = list(dict.fromkeys(rows["short"]))
    by = f"{len(who)} publishers" if len(who) > _FEW else listed(who)
    by += f", {unit}" if unit else ""
    drawn = rows.assign(said=said).sort_values("value", ascending=False)
    return Panel(heading, by, drawn, *span, low, high, ticks, log, sides)


#: So many publishers are named above a picture.
_FEW = 2


def _number(row: Any) -> str:
    """Return a figure as it stands beside its stroke: no more digits than one can compare."""
    digits = f"{row.value:,.0f}" if row.value >= _WHOLE else f"{row.value:.2g}"
    return f"{SIGNS[row.comparator]}{digits}{', a misprint' if _MISPRINT in row.definition else ''}"


#: What the definition of a figure says that cannot have been meant as it is printed.
_MISPRINT = "(misprint)"

#: From here on numbers have no digits behind the point.
_WHOLE = 10


def overseas(published: pd.DataFrame) -> Figure:
    """Return revenue outside China, in billions of dollars, by periods of one length.

    Long because it is one declaration.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evolution.series` returns.
    """
    of_dataeye = published["publisher"].eq("DataEye")
    quarter = published[of_dataeye & published["period"].eq("first quarter of 2025")]["value"]
    days = (published["end"] - published["start"]).dt.days
    states = published["measure"].str.contains("United States")
    year, month = days > _HALF_A_YEAR, days < _A_MONTH
    near = published["end"].dt.year <= _NEAR
    span = date(2024, 1, 1), date(2026, 12, 31)
    pictures = [
        _picture(
            published[rows & near],
            heading,
            span,
            amounts,
            named=True,
            unit="billion dollars",
            sides="rlab",
        )
        for rows, heading, amounts in (
            (year & ~states, "A year, outside China", (0, 4.8, (0, 1, 2, 3, 4))),
            (year & states, "A year, United States", (0, 1.9, (0, 0.5, 1, 1.5))),
            (~year & ~month, "A quarter or half a year", (0, 4, (0, 1, 2, 3))),
            (month, "A month", (0, 0.19, (0, 0.05, 0.1, 0.15))),
        )
    ]
    later = [
        f"a forecast of {row.value:.1f} billion for {row.end.year} ({row.short})"
        for row in published[~near].itertuples()
    ]
    in_2025 = published[year & ~states & (published["end"].dt.year == 2025)]["value"]
    return Figure(
        "overseas",
        lambda width: panels(pictures, 1 if width <= NARROW else 2, 150, width, shared=False),
        title=(
            f"Abroad, counts of 2025 run from {in_2025.min():.1f} to {in_2025.max():.0f} billion "
            "dollars, and one publisher's figure for one quarter is printed "
            f"{quarter.max() / quarter.min():.0f} times as large in one place as in another: a "
            "decimal point has moved"
        ),
        alt=(
            "Four small pictures of revenue in billions of dollars, each for periods of one "
            "length. In a year, outside China: about one in 2024, between two and four in 2025. "
            "In a year, in the United States: about one. In a quarter or half a year: all near or "
            "below one, but for one mark above three. In a month: near a tenth."
        ),
        table=as_read(published, value="Billion dollars", kind="Kind of number"),
        sources=["the publishers in the table", GRADES],
        kinds=("reported", "recomputed"),
        note=(
            "Each picture has an axis of its own, in billions of dollars. A stroke is as long as "
            "the period that it counts; dashed: published before the period was over. What each "
            "publisher counts, all revenue or payments in apps only, is in the table, which also "
            f"has {listed(later)}. " + COLOURS
        ),
    )


#: The last year that small pictures of revenue show.
_NEAR = 2026

#: Days that tell a year from what is shorter, and a month from what is longer.
_HALF_A_YEAR, _A_MONTH = 200, 32
