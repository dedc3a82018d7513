"""The exhibits of the evolution chapter."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from microdrama import evolution
from microdrama.charts import evolution as draw
from microdrama.evidence import verdicts
from microdrama.evidence.quantities import exchange_rates
from microdrama.exhibits import common
from microdrama.exhibits.common import GRADES
from microdrama.formulas import where
from microdrama.show.blocks import Glance, Scorecard, Table
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    from microdrama.evidence.intervals import Interval
    from microdrama.evidence.ledger import Claim


def findings(jump: Interval, dollars: Claim, excess: Interval, rules: pd.DataFrame) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    jump : Interval
        Growth of registrations from 2021 to 2022, per cent.
    dollars : Claim
        The dollar amount that one text prints for 2023.
    excess : Interval
        That amount over what other sources print for the year.
    rules : pandas.DataFrame
        Dated policy events before 2024.
    """
    return Glance(
        [
            (
                f"Registrations rise by {jump.middle:,.0f}% from 2021 to 2022, as the text says: "
                f"{jump.middle / 100 + 1:.1f} times as many.",
                verdicts.verdict("zhang2025-registrations-growth").status,
            ),
            (
                f"A value of {dollars.value} billion dollars in 2023 is {excess.low:.0f} to "
                f"{excess.high:.0f} times the amounts that other sources print for that year.",
                verdicts.verdict(dollars.id).status,
            ),
            (
                f"Growth before 2024 was not unrestricted: {len(rules)} dated policy events come "
                "before that year.",
                verdicts.verdict("wang2026-stage-adjustment-compliance").status,
            ),
        ]
    )


def argument_map() -> Figure:
    """Return the argument of three texts on how the industry grew."""
    return common.argument_map(
        [
            "wang2026-stage-embryonic-ugc",
            "meng2025-early-spontaneous",
            "zhang2025-registrations-growth",
            "wang2026-stage-explosion-commercial",
            "meng2025-ugc-to-pgc",
            "wang2026-stage-explosion",
            "meng2025-rapid-expansion",
            "wang2026-stage-adjustment-policy",
            "wang2026-stage-adjustment-compliance",
            "wang2026-stage-adjustment",
            "wang2026-stages-distinct",
        ],
        title="Two stories meet: from users to professionals, and from free growth to rules",
        alt=(
            "Claims from three texts in a list, with arrows. Claims on user-made beginnings "
            "support the move to professional content, which a claim on commerce qualifies; "
            "registrations support the explosion stage; new rules support the adjustment stage "
            "and explain compliance, which the fast growth of the market qualifies; stages and "
            "traits support the claim that the stages are distinct."
        ),
    )


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


#: Long names of publishers, as the labels of the chart of growth shorten them.
_SHORT = {
    "National Radio and Television Administration": "NRTA",
    "China Netcasting Services Association": "CNSA",
}


def growth(steps: pd.DataFrame) -> Figure:
    """Return the growth of each series from one year to the next.

    Parameters
    ----------
    steps : pandas.DataFrame
        What :func:`microdrama.evolution.growth` returns.
    """
    years = steps["start"].astype(str) + "–" + steps["end"].astype(str)
    names = steps["series"].replace(_SHORT, regex=True)
    drawn = steps.assign(label=years + " " + names, value=steps["times"])
    before = steps.loc[steps["end"] < 2024, "times"]
    since = steps.loc[steps["end"] >= 2024, "times"]
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
        title=(
            f"Up to 2023 series grow {before.median():.1f} times a year in the middle and "
            f"{before.max():.0f} times at most; from 2024 on {since.median():.1f} and "
            f"{since.max():.1f}"
        ),
        alt=(
            "One row for each step between two figures of one series, on a logarithmic axis. Steps "
            "that end in the explosion stage are spread widely, filings at both ends. Steps that "
            "end in the adjustment stage lie close together, just right of the line that marks no "
            "growth."
        ),
        table=steps[
            ["series", "start", "end", "before", "after", "times", "kind", "stage"]
        ].set_axis(
            ["Series", "From", "To", "Before", "After", "Times a year", "Kind of number", "Stage"],
            axis="columns",
        ),
        sources=["the publishers named in the labels"],
        kinds=("reported", "recomputed"),
        note="Hollow: rests on a forecast. The dashed line marks no growth.",
    )


def growth_by_stage(by_stage: pd.DataFrame) -> Table:
    """Return the middle, the least and the most yearly growth in each stage."""
    columns = {
        "stage": "Stage",
        "years": "Years",
        "steps": "Steps",
        "median": "Median, times a year",
        "least": "Least",
        "most": "Most",
    }
    computed = ("Median, times a year", "Least", "Most")
    return Table(
        by_stage.rename(columns=columns),
        label="Yearly growth by stage, without forecasts",
        formats={"Steps": "d", **dict.fromkeys(computed, ".2f")},
        kinds=dict.fromkeys(computed, "recomputed"),
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


_FROM = "From {opening:,.2f} billion yuan in {first:.0f} ({publisher}: {basis}{rate_said}), "
_AT = "{growth:.1f}% growth a year "
_ENDINGS = {
    "passes": _FROM + _AT + "takes the market past 100 billion yuan in {passes:.0f}. "
    "The start is {given}; the growth is an assumption.",
    "late": _FROM
    + _AT
    + f"does not take the market past 100 billion yuan before {evolution.HORIZON + 1}.",
    "never": _FROM + "a market that does not grow never passes 100 billion yuan.",
    "already": _FROM + "the market is past 100 billion yuan in the starting year itself, "
    "so growth plays no part: everything rests on whose figure one believes.",
}

#: What is said of a start in yuan and of one in dollars: where its rate and how it was given.
_CURRENCIES = {
    "RMB": ("", "reported"),
    "USD": (
        ", at {rate:.2f} yuan a dollar",
        "reported in dollars and converted at a rate you can change",
    ),
}


def passing(starts: pd.DataFrame) -> Explorer:
    """Return the explorer that asks when the market passes 100 billion yuan.

    The default is meng2025's own case: its figure for 2024, and the growth that its
    forecast for 2027 needs, rounded up to the next tenth of a per cent.

    Parameters
    ----------
    starts : pandas.DataFrame
        What :func:`microdrama.evolution.starting_points` returns.
    """
    years = pd.DataFrame({"year": range(int(starts["first"].min()), evolution.HORIZON + 1)})
    base = starts.drop(columns="label").merge(years, how="cross").query("year >= first")
    return Explorer(
        name="passing-100-billion",
        title="When does the market pass 100 billion yuan?",
        alt=(
            "A line of the projected market by year on a logarithmic scale, with a level line "
            "at 100 billion yuan. In the default it starts in 2024 at about half that level and "
            "crosses it in 2027; a ring marks the crossing."
        ),
        controls=_passing_controls(starts),
        base=base.reset_index(drop=True),
        keep=lambda settings, row: row.start == settings.start,
        derive=evolution.projection,
        chart=draw.projection,
        sentences={
            f"{currency}_{case}": text.replace("{rate_said}", rate).replace("{given}", given)
            for currency, (rate, given) in _CURRENCIES.items()
            for case, text in _ENDINGS.items()
        },
        columns={"year": "Year", "value": "Market, billion yuan", "mark": "Kind of number"},
        sources=["the texts and the figures listed in the table of market values"],
        kinds=("reported", "recomputed", "assumed"),
        note="The exchange rate acts only on starting figures in dollars; its range is what "
        "sources imply when they print one amount in both currencies.",
    )


def _passing_controls(starts: pd.DataFrame) -> tuple[Choice, Slider, Slider]:
    own = starts.iloc[0]
    needed = evolution.needed_growth(own["amount"], evolution.GOAL, 2027 - own["first"]).high
    rates = [rate for year, rate in exchange_rates().items() if year <= 2025]
    low, high = min(rate.low for rate in rates), max(rate.high for rate in rates)
    return (
        Choice(
            "start", "Starting figure", tuple(zip(starts["start"], starts["label"], strict=True))
        ),
        Slider("growth", "Growth", "% a year", 0, 100, 0.1, math.ceil(needed * 10) / 10, ".1f"),
        Slider(
            "rate",
            "Exchange rate, for figures in dollars",
            "yuan a dollar",
            math.floor(low * 10) / 10,
            math.ceil(high * 10) / 10,
            0.01,
            round(evolution.rate_of(2024).middle, 2),
            ".2f",
        ),
    )


def scorecard() -> Scorecard:
    """Return the verdicts on every claim that the chapter checks."""
    return common.scorecard(verdicts.checked_in("evolution"))
