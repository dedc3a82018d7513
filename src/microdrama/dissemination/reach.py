"""What printed reach allows one to compute: plays, users and countries, and money by the month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence import claim
from microdrama.evidence.intervals import Interval
from microdrama.evidence.published import published
from microdrama.evidence.quantities import from_claim
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: The claims on reach: plays, people and countries of one year, and those of one company.
PLAYS = "meng2025-overseas-plays"
USERS = "meng2025-overseas-users"
COUNTRIES = "meng2025-overseas-countries"
COMPANY_DOWNLOADS = "zhejiang2025-downloads"
COMPANY_COUNTRIES = "zhejiang2025-countries"

#: Episodes of the one title abroad that a press interview counts.
EPISODES = 60

#: Measures of revenue earned outside China by all apps together.
REVENUE = (
    "in-app revenue outside China",
    "revenue outside China",
    "platform revenue outside China",
    "turnover outside China",
    "consumer spending on short-drama apps",
    "net revenue of short-drama apps",
    "revenue of short-drama apps",
)


def _values(claim_id: str) -> Interval:
    """Return all the values that the number of a claim can stand for, without magnitude."""
    return from_claim(claim(claim_id)).interval


def ratios() -> pd.DataFrame:
    """Return what the printed numbers of reach imply when one divides them.

    Returns
    -------
    pandas.DataFrame
        One row a quotient: ``what``, ``above`` and ``below`` (ids of claims), ``low`` and
        ``high``; infinite where the two numbers give no bound.
    """
    import pandas as pd

    pairs = [
        ("plays for each user in the year", PLAYS, USERS),
        ("users for each country or region", USERS, COUNTRIES),
        ("plays for each country or region", PLAYS, COUNTRIES),
        ("one company's downloads for each country", COMPANY_DOWNLOADS, COMPANY_COUNTRIES),
    ]
    rows = []
    for what, above, below in pairs:
        quotient = _values(above) / _values(below)
        rows.append((what, above, below, quotient.low, quotient.high))
    return pd.DataFrame(rows, columns=["what", "above", "below", "low", "high"])


def titles_watched(plays: float, episodes: int = EPISODES) -> float:
    """Return how many whole titles a number of plays comes to, if a play is an episode."""
    return plays / episodes


def coverage() -> pd.DataFrame:
    """Return the printed counts of countries beside the lists that could be meant.

    Returns
    -------
    pandas.DataFrame
        ``kind`` (claimed, or a list), ``id`` (of a claim or a figure), ``what``, ``value``,
        ``most`` (the longest list) and ``beyond_states`` (more than there are members of the
        United Nations).
    """
    import pandas as pd

    claimed = [claim(claim_id) for claim_id in (COUNTRIES, COMPANY_COUNTRIES)]
    lists = table("figures").query("measure == 'countries in the world'").sort_values("value")
    ends = {"low": float(lists["value"].min()), "high": float(lists["value"].max())}
    rows = [("claimed", c.id, c.population, from_claim(c).interval.low) for c in claimed]
    rows += [("list", row.id, row.definition, row.value) for row in lists.itertuples()]
    found = pd.DataFrame(rows, columns=["kind", "id", "what", "value"])
    return found.assign(most=ends["high"], beyond_states=found["value"] > ends["low"])


def by_month() -> pd.DataFrame:
    """Return published revenue abroad as an average month, by publisher and period.

    Totals to date are left out, as are forecasts and a misprint that the table marks.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`microdrama.evidence.published.published`, in million dollars, and
        ``months`` and ``monthly`` (million dollars a month).
    """
    rows = published(list(REVENUE), unit="million USD")
    start = table("figures").set_index("id")["start"].reindex(rows["id"])
    rows = rows.assign(start=start.to_numpy())
    misprinted = rows["definition"].str.contains("misprint")
    rows = rows[rows["start"].notna() & ~rows["forecast"].astype(bool) & ~misprinted].copy()
    days = (rows["end"] - rows["start"]).dt.days + 1
    rows["months"] = (days / (365.25 / 12)).round().clip(lower=1)
    rows["monthly"] = rows["value"] / rows["months"]
    return rows.sort_values("end", kind="stable", ignore_index=True)


def revenue_shares() -> pd.DataFrame:
    """Return the share of app revenue abroad that single countries pay, where it is published.

    Returns
    -------
    pandas.DataFrame
        ``country``, ``value`` (per cent), ``publisher`` and ``id``.
    """
    rows = table("figures")
    measure = rows["measure"].str.extract(r"^(.+?)(?:'s|')? share of in-app revenue$")[0]
    found = rows.assign(country=measure)[measure.notna() & (rows["unit"] == "%")]
    found = found[~found["country"].str.startswith("local")]
    return found[["country", "value", "publisher", "id"]].reset_index(drop=True)


def infringed_share(rate: float, places: int) -> float:
    """Return the share of works copied at least once, if places copy independently.

    Parameters
    ----------
    rate : float
        Probability that one place copies one work, 0 to 1.
    places : int
        Places that are searched for copies.
    """
    return 1 - (1 - rate) ** places


def rate_behind(share: float, places: int) -> float:
    """Return the rate of copying at one place that leads to a share of infringed works."""
    return 1 - (1 - share) ** (1 / places)
