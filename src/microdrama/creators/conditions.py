"""What published figures say of makers' pay and jobs, and what other studies find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.published import published
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: Measures of the table of figures, by what they are about.
PAY = ["daily pay"]
JOBS = ["direct jobs", "indirect jobs", "indirect jobs for each direct job"]
OTHERS = [
    "overtime pay",
    "hourly pay",
    "script fee",
    "writers who earn a million yuan a year",
    "registered writers",
    "shoot without a break",
    "crew of one production",
    "scenes in less than a day",
    "titles of one company in a month",
    "monthly hires of one firm",
    "time to bring out a micro-drama",
    "time to bring out a long series",
]
MACHINES = [
    "cost of an episode",
    "cost of a drama made with AI",
    "plays of a drama made with AI",
    "length of a drama made with AI",
    "time saved by AI",
]


def daily_pay() -> pd.DataFrame:
    """Return daily pay in yuan, the lowest first; columns as of ``published``."""
    return published(PAY).sort_values(["low", "high"], ignore_index=True, kind="stable")


def spread(pay: pd.DataFrame) -> float:
    """Return how many times the lowest daily pay goes into the highest."""
    return float(pay["high"].max() / pay["low"].min())


def jobs() -> pd.DataFrame:
    """Return the counts of jobs; columns as of ``published``."""
    return published(JOBS)


def disagreement() -> tuple[float, float]:
    """Return how far two counts of direct jobs lie apart, and the multiplier of the smaller one.

    Returns
    -------
    tuple of float
        The largest count of direct jobs over the smallest; and indirect jobs over direct ones
        where one publication prints both as counts.
    """
    direct, indirect = published(["direct jobs"]), published(["indirect jobs"])
    pair = direct.merge(indirect, on="reference", suffixes=("", "_indirect")).iloc[0]
    return (
        float(direct["value"].max() / direct["value"].min()),
        float(pair["value_indirect"] / pair["value"]),
    )


def witnesses() -> pd.DataFrame:
    """Return what studies and reports from outside the five texts find, in their order."""
    return table("witnesses").sort_values("order", ignore_index=True)
