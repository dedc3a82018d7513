"""The stages that texts tell, and the dated events beside them."""

from __future__ import annotations

from functools import partial

import pandas as pd

from microdrama import evolution
from microdrama.charts.evolution.lanes import LAST, places
from microdrama.charts.evolution.time_axis import time_axis as draw
from microdrama.formulas import where
from microdrama.show.blocks import Table
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer


def time_axis(events: pd.DataFrame, answers: pd.DataFrame) -> Explorer:
    """Return the dated events before the stages of one text, with a choice of lane.

    Long because it is one declaration.

    Parameters
    ----------
    events : pandas.DataFrame
        What :func:`microdrama.evolution.events` returns.
    answers : pandas.DataFrame
        What :func:`microdrama.evolution.answers` returns.
    """
    stages = _dated_stages()
    placed, stages["words_y"] = places(events, stages)
    tied = _ties(events, answers)
    late = stages["start"].iloc[-1]
    before = events.loc[tied.dropna(subset="tie_at").index, "at"] < late
    lanes = (("all", "All lanes"), *evolution.LANES.items())
    return Explorer(
        name="time-axis",
        tries="Show one lane alone, then the next, and see who moves first.",
        title=(
            f"Platforms move first and rules follow within two years; {before.sum()} of "
            f"{len(before)} such rules are older than the stage that is named for rules"
        ),
        alt=(
            "Dots for dated events in four lanes, 2019 to 2026, before shaded bands for the four "
            "stages of one text. Ten turning points are named: a platform's section in 2019, the "
            "definition in 2020, payment in 2021, a campaign in 2022, a free app and an app at "
            "the top of a chart abroad in 2023, a film director and the rule on filing in 2024, "
            "then two on the size of the market. Dashed lines lead from three moves of platforms "
            "to the three rules that follow. The first stage, 2012 to 2017, has no dot. Stages "
            "of two other texts stand beside the axis, without years."
        ),
        controls=(Choice("lanes", "Events to show", lanes),),
        base=_rows(events, placed, tied),
        keep=lambda settings, row: (row.lane == settings.lanes) | (settings.lanes == "all"),
        derive=lambda settings, row: {"case": where(settings.lanes == "all", "all", "one")},
        chart=partial(draw, stages, _undated_stages(), evolution.LANES),
        sentences={
            "all": (
                "{total:.0f} dated events in four lanes; the first is of {when}: {event}. Point "
                "at a dot, or tap it, for its name; choose a lane to see it alone."
            ),
            "one": (
                "{in_lane:.0f} of {total:.0f} dated events are in the lane “{lane_name}”; "
                "the first is of {when}: {event}."
            ),
        },
        columns={
            "when": "When",
            "event": "Event",
            "lane_name": "Lane",
            "first": "Turning point, because it is the",
            "source": "Source",
        },
        sources=["Wang and Srijinda for the bands; the publications in the table for the events"],
        kinds=("reported",),
        own_case=None,
        note=(
            f"Named are the {events['turns'].sum()} events that are the first of their kind among "
            "those that we found; the table says of which kind. A dashed line leads from a "
            "platform’s move to the rule that follows it: our reading, with its reasons below. "
            "What comes after need not come because. A bar through a dot: only the year, or a "
            "longer span, is known."
        ),
    )


def _dated_stages() -> pd.DataFrame:
    """Return the stages of wang2026 as spans of the axis."""
    rows = evolution.stages().query("source == 'wang2026'")
    ends = rows["end"].fillna(LAST.year).astype(int)
    years = [
        f"{row.start:.0f}–{'' if pd.isna(row.end) else int(row.end)}" for row in rows.itertuples()
    ]
    return pd.DataFrame(
        {
            "text": rows["text"],
            "name": rows["label"],
            "years": years,
            "start": [pd.Timestamp(int(year), 1, 1) for year in rows["start"]],
            "end": [pd.Timestamp(min(year + 1, LAST.year), 1, 1) for year in ends[:-1]]
            + [pd.Timestamp(LAST)],
        }
    ).reset_index(drop=True)


def _undated_stages() -> pd.DataFrame:
    """Return the two stages of each text that prints no years."""
    rows = evolution.stages()
    found = [
        {"text": text, "first": here["label"].iloc[0], "then": here["label"].iloc[1]}
        for text, here in rows[rows["start"].isna()].groupby("text", sort=False)
    ]
    return pd.DataFrame(found)


def _ties(events: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Return for each rule among the turning points the move of a platform that it follows."""
    at = events.set_index("id")["at"]
    turning = set(events.loc[events["turns"], "id"])
    drawn = answers[answers["answer"].isin(turning) & answers["move"].isin(turning)]
    months = [
        f"{row.least} to {row.most} months" if row.most - row.least > 1 else f"{row.most} months"
        for row in drawn.itertuples()
    ]
    ties = pd.DataFrame(
        {"tie_at": drawn["move"].map(at).to_numpy(), "tie_said": months}, index=drawn["answer"]
    )
    return ties.reindex(events["id"]).set_axis(events.index)


def _rows(events: pd.DataFrame, placed: pd.DataFrame, tied: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the explorer: each event with its words and its places."""
    days = {
        name: events[column].dt.strftime("%Y-%m-%d")
        for name, column in (("day", "at"), ("begin", "start"), ("until", "end"))
    }
    long = events["precision"].isin(["year", "range"])
    base = events.assign(
        **days,
        in_lane=events["lane"].map(events["lane"].value_counts()),
        lane_name=events["lane"].map(evolution.LANES),
        total=len(events),
        when=[evolution.when(row) for row in events.to_dict("records")],
    )
    base["until"] = base["until"].where(long, base["begin"])
    columns = "day begin until when event lane lane_name turning turns source in_lane total"
    base = base[columns.split()].assign(**{"first": events["first"]})
    tied = tied.assign(tie_at=tied["tie_at"].dt.strftime("%Y-%m-%d"))
    return base.join(placed).join(tied)


def answers(ties: pd.DataFrame) -> Table:
    """Return which rule follows which move of a platform, and why we read it so."""
    columns = {
        "platform": "A platform moves",
        "platform_when": "When",
        "rule": "A rule follows",
        "rule_when": "From",
        "least": "Months, at least",
        "most": "at most",
        "basis": "Who says that they belong together",
        "note": "Why",
    }
    return Table(
        ties[list(columns)].rename(columns=columns),
        label="Which rule follows which move of a platform",
        formats={"Months, at least": "d", "at most": "d"},
        kinds={"Months, at least": "recomputed", "at most": "recomputed"},
        whole=True,
    )


def traits(traits: pd.DataFrame) -> Table:
    """Return what two texts say of each stage, aspect by aspect."""
    return Table(
        traits[["stage", "aspect", "statement"]].rename(columns=str.capitalize),
        label="Traits of the stages in two texts",
    )
