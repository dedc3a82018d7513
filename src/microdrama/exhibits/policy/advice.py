"""Advice as tables: whose it is, who would have to act, what clashes, tried or left to nobody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import policy as draw
from microdrama.evidence.ledger import claim, short
from microdrama.policy.recommendations import IMPLIED
from microdrama.show.blocks import Links, Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd


def _statement(claim_id: str) -> Links | str:
    """Return a claim in its words, with the way to the ledger."""
    return Links({claim_id: claim(claim_id).statement}) if claim_id else "–"


def advice(recommendations: pd.DataFrame) -> Table:
    """Return every piece of advice with its text, its actor and its problem.

    Parameters
    ----------
    recommendations : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.recommendations` returns.
    """
    reading = recommendations["addressed"].map({True: "", False: " (our reading)"})
    rows = recommendations.assign(
        label=recommendations["label"].str.removesuffix(IMPLIED),
        kind=recommendations["implied"].map({True: "implied, by our reading", False: "printed"}),
        actor=recommendations["who"] + reading,
        printed=[Links({i: "the words"}) if i else "–" for i in recommendations["claim"]],
        answers=recommendations["problem"].map(_statement),
    )
    columns = {
        "label": "Advice",
        "whose": "Text",
        "kind": "How",
        "actor": "Who would act",
        "how": "By what",
        "printed": "Printed as",
        "answers": "The problem it answers",
    }
    return Table(rows[list(columns)].rename(columns=columns), label="All advice of the five texts")


def trials(trials: pd.DataFrame) -> Table:
    """Return the dated events in which advice was already tried."""
    columns = {
        "start": "When",
        "what": "Event",
        "label": "Advice",
        "whose": "Text",
        "note": "How it is a trial",
    }
    rows = trials.assign(start=trials["start"].dt.strftime("%Y-%m"))
    return Table(
        rows[list(columns)].rename(columns=columns), label="Where advice was already tried"
    )


def actors(counts: pd.DataFrame) -> Figure:
    """Return how much advice asks whom to act by what.

    Parameters
    ----------
    counts : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.by_actor_and_lever` returns.
    """
    asked = counts.groupby("who")["count"].sum().sort_values(ascending=False, kind="stable")
    (most, first), (next_most, second), *_, (least, _) = asked.items()
    return Figure(
        "actors",
        partial(draw.actors, counts),
        title=(
            f"Most is asked of {most.lower()} ({first}) and {next_most.lower()} ({second}); "
            f"{least.lower()} are asked least"
        ),
        alt=(
            "A grid of who would have to act by what they would use, with the number of pieces of "
            "advice in each field."
        ),
        table=counts.rename(
            columns={
                "who": "Who",
                "how": "By what",
                "count": "Pieces of advice",
                "labels": "Which",
            }
        ),
        sources=["the table of advice above; actors are our reading where the text names none"],
        kinds=(),
    )


def conflicts(conflicts: pd.DataFrame) -> Table:
    """Return the advice that cannot be followed in full together with other advice."""
    columns = {
        "about": "About",
        "advice_one": "Advice",
        "advice_other": "Other advice",
        "note": "Why not both in full",
        "words": "Claims",
    }
    pairs = zip(conflicts["claim_one"], conflicts["claim_other"], strict=True)
    rows = conflicts.assign(
        **{
            f"advice_{side}": conflicts[f"label_{side}"] + ", " + conflicts[f"whose_{side}"]
            for side in ("one", "other")
        },
        words=[Links({one: "the one", other: "the other"}) for one, other in pairs],
    )
    return Table(
        rows[list(columns)].rename(columns=columns),
        label="Advice that cannot be followed in full together",
    )


def gaps(gaps: pd.DataFrame) -> Table:
    """Return the problems for which a text gives advice to nobody."""
    columns = {"whose": "Text", "statement": "Problem", "note": "What is missing"}
    rows = gaps.assign(whose=gaps["text"].map(short), statement=gaps["problem"].map(_statement))
    return Table(rows[list(columns)].rename(columns=columns), label="Problems without advice")
