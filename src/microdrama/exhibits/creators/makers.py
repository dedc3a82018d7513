"""What makers are paid, how many they are, and what other studies find of them."""

from __future__ import annotations

from functools import partial

import pandas as pd

from microdrama.charts.creators import pay as draw
from microdrama.creators import conditions as room
from microdrama.evidence.ledger import claim
from microdrama.evidence.published import published
from microdrama.exhibits.common import GRADES
from microdrama.show.blocks import Folded, Links, Table
from microdrama.show.figure import Figure

#: Columns of published figures, as a reader would name them.
_COLUMNS = {
    "definition": "Counts",
    "shown": "As printed",
    "period": "Period",
    "publisher": "Publisher",
    "grade": "Grade",
    "note": "Note",
}


def daily_pay(pay: pd.DataFrame) -> Figure:
    """Return what is printed on daily pay, the lowest first.

    Parameters
    ----------
    pay : pandas.DataFrame
        What :func:`microdrama.creators.conditions.daily_pay` returns.
    """
    rows = pay.assign(
        work=pay["definition"].str[:1].str.upper() + pay["definition"].str[1:],
        amount=pay["shown"].str.replace("\N{NO-BREAK SPACE}RMB a day", ""),
    )
    return Figure(
        "daily-pay",
        partial(draw.ranges, rows, title="Yuan a day (logarithmic)"),
        title=(
            "From extras to the best-paid leads, printed daily pay spans "
            f"{room.spread(pay):,.0f} to one"
        ),
        alt=(
            f"{len(rows)} rows on a logarithmic axis of yuan a day, the lowest pay on top: extras "
            "at the left, supporting roles and leads in small productions in the middle, leads on "
            "the largest platform and the highest-paid leads far to the right."
        ),
        table=pay[list(_COLUMNS)].rename(columns=_COLUMNS),
        sources=["the publishers in the table", GRADES],
        note="Actors only: of writers, directors and crews no daily pay was found.",
    )


def figures(measures: list[str], words: str) -> Folded:
    """Return published figures as a table, folded away.

    Parameters
    ----------
    measures : list of str
        Measures to include.
    words : str
        What unfolds the table, and what it shows.
    """
    frame = published(measures)[list(_COLUMNS)].rename(columns=_COLUMNS)
    return Folded(words, Table(frame, words, whole=True))


def others() -> Folded:
    """Return the other figures on makers' work, folded away."""
    return figures(room.OTHERS, "Other figures on hours, fees, crews and pace")


def jobs() -> Folded:
    """Return the counts of jobs, folded away."""
    return figures(room.JOBS, "Who counts how many jobs")


def machines() -> Folded:
    """Return the figures on production with AI, those that were refuted too, folded away."""
    return figures(room.MACHINES, "What is printed on production with AI")


def witnesses(found: pd.DataFrame) -> Table:
    """Return what others find, and on which claim it bears.

    Parameters
    ----------
    found : pandas.DataFrame
        What :func:`microdrama.creators.conditions.witnesses` returns.
    """
    frame = pd.DataFrame(
        {
            "Who was asked": found["who"],
            "What is found": found["finds"],
            "In its words": ["“" + quote + "”" for quote in found["quote"]],
            "Bears on": [
                Links({row.claim: f"{row.bears}: {claim(row.claim).statement}"})
                for row in found.itertuples()
            ],
            "Grade": found["grade"],
        }
    )
    return Table(frame, "What others find", whole=True)
