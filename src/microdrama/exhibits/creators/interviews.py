"""What a number of interviews can support, in the terms of the field and by arithmetic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from microdrama.charts.creators import interviews as draw
from microdrama.creators import information_power as room
from microdrama.evidence.ledger import short
from microdrama.evidence.reporting import EXTENTS
from microdrama.show.blocks import Folded, Links, Table
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    from microdrama.evidence.ledger import Claim


def reporting(report: pd.DataFrame, source: str) -> Folded:
    """Return what a text reports of what the standards of its kind ask, folded away.

    Parameters
    ----------
    report : pandas.DataFrame
        What :func:`microdrama.evidence.reporting.report_of` returns.
    source : str
        Key of the text.
    """
    counts = report["extent"].value_counts().reindex(EXTENTS, fill_value=0)
    said = ", ".join(f"{count} {extent}" for extent, count in counts.items())
    frame = pd.DataFrame(
        {
            "What a reader needs to know": report["asks"],
            "Reported": report["extent"],
            "In its words": ["“" + quote + "”" if quote else "–" for quote in report["quote"]],
            "Note": report["note"],
        }
    )
    table = Table(frame, f"What {short(source)} report of their interviews", whole=True)
    return Folded(f"What the standards ask, and what is reported: {said}", table)


def saturation(tests: pd.DataFrame) -> Table:
    """Return after how many interviews tests found nothing new.

    Parameters
    ----------
    tests : pandas.DataFrame
        What :func:`microdrama.creators.information_power.saturation` returns.
    """
    ends = [
        f"{row.low}" if pd.isna(row.high) else f"{row.low}–{row.high}" for row in tests.itertuples()
    ]
    frame = pd.DataFrame(
        {
            "What was tested": tests["study"],
            "Interviews": ends,
            "In its words": ["“" + quote + "”" for quote in tests["quote"]],
            "Note": tests["note"],
        }
    )
    return Table(frame, "After how many interviews nothing new came up", whole=True)


def dimensions(asked: pd.DataFrame) -> Table:
    """Return the five dimensions of information power, and where the study stands on each.

    Parameters
    ----------
    asked : pandas.DataFrame
        What :func:`microdrama.creators.information_power.dimensions` returns.
    """
    frame = pd.DataFrame(
        {
            "Dimension": asked["dimension"].str.capitalize(),
            "What it asks": asked["asks"],
            "Where the study stands": [
                Links({row.claim: row.reading}) for row in asked.itertuples()
            ],
            "Asks for": asked["pull"],
        }
    )
    return Table(frame, "Information power of the interviews", whole=True)


_CHANCE = (
    "A view that {held:.0f}% of all makers hold would be voiced at least once in "
    "{interviews:.0f} interviews with a probability of {at_once:.0%}, and at least twice with "
    "{at_twice:.0%}. "
)
_SURE = (
    "A view that {held:.0f}% of all makers hold would almost certainly be voiced in "
    "{interviews:.0f} interviews, and at least twice with a probability of {at_twice:.0%}. "
)
_ALIKE = (
    "As makers who know each other think alike, the interviews are worth {independent:.1f} with "
    "strangers. "
)
_LEAST = "To be heard with a probability of 95% a view needs {least:.1f}% of all makers."


def heard(sample: Claim) -> Explorer:
    """Return the explorer of how likely a view is to be heard.

    Long because it is one declaration.

    Parameters
    ----------
    sample : Claim
        The interviews of a text, with which the explorer starts.
    """
    return Explorer(
        name="heard",
        tries="Lower the number of interviews, and see how common a view must be to be heard.",
        own_case=None,
        title="How common must a view be to be heard in so many interviews?",
        alt=(
            "Two rising curves over the share of all makers who hold a view: the probability that "
            "it is voiced at least once, and below it at least twice. In the default, with the "
            f"{sample.value} interviews of the text, the upper curve is close to one from about a "
            "tenth of all makers on; a mark on each curve stands there."
        ),
        controls=(
            Slider("interviews", "Interviews", "people", 5, 60, 1, sample.interval.middle, ".0f"),
            Slider("held", "Makers who hold the view", "%", 1, 40, 1, 10, ".0f"),
            Slider("group", "Makers found through each other", "in a group", 1, 9, 1, 1, ".0f"),
            Slider("likeness", "How alike a group thinks", "correlation", 0, 1, 0.05, 0.3, ".2f"),
        ),
        base=room.curves(),
        derive=room.heard,
        chart=partial(draw.heard, (room.ONCE, room.TWICE)),
        sentences={
            "strangers": _CHANCE + _LEAST,
            "alike": _ALIKE + _CHANCE + _LEAST,
            "sure": _SURE + _LEAST,
            "sure-alike": _ALIKE + _SURE + _LEAST,
        },
        columns={
            "share": "Makers who hold the view, %",
            "curve": "How often",
            "chance": "Probability",
        },
        sources=[
            f"{short(sample.source)} for the number of interviews",
            "the binomial distribution, with Kish's design effect for groups",
        ],
        kinds=("reported", "assumed"),
        note=(
            "Assumed: makers drawn at random, and everybody says what they think. Neither holds "
            "of interviews on shame; the curve is an upper bound for what such a study hears."
        ),
    )
