"""Published figures as series over time: one a publisher and definition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microdrama.evidence.validation import references
from microdrama.package import remembered, table

if TYPE_CHECKING:
    import pandas as pd

#: What a name can do without in a picture: brackets, and what kind of house it is.
_TAIL = r"\s*\(.*\)|(?<=iMedia) Research| (?:Asia|Securities|Data)$"

#: What a forecast adds to the definition of the figures that it continues.
_FORECAST = r"[,;] (?:cautious )?forecast of .*| as quoted in the press$"


def series(published: pd.DataFrame) -> pd.DataFrame:
    """Return published figures with the series that each belongs to.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evidence.published.published` returns.

    Returns
    -------
    pandas.DataFrame
        The figures with ``series`` (publisher and definition; the same for a forecast and what
        it continues), ``short`` (name of the publisher in charts), ``counter`` (what kind of
        publisher it is), ``start`` (first day of the period), ``measure``, ``made`` (day on
        which a forecast was published; missing for others).
    """
    import pandas as pd

    figures = table("figures").set_index("id")
    rows = published.copy()
    definition = rows["definition"].str.replace(_FORECAST, "", regex=True)
    rows["series"] = rows["publisher"] + ": " + definition
    rows["short"] = [short(publisher) for publisher in rows["publisher"]]
    rows["counter"] = [counter(publisher) for publisher in rows["publisher"]]
    for column in ("start", "measure"):
        rows[column] = figures.loc[rows["id"], column].to_numpy()
    made = pd.Series([stated_on(reference) for reference in rows["reference"]], index=rows.index)
    # A year is all that is known of some publications: a forecast was made before its period ended.
    rows["made"] = made.clip(upper=rows["end"]).where(rows["forecast"])
    return rows


def short(publisher: str) -> str:
    """Return the name of a publisher in pictures."""
    return re.sub(_TAIL, "", _names().get(publisher, publisher))


def counter(publisher: str) -> str:
    """Return what kind of publisher one is; ``others`` where no table says so."""
    return _kinds().get(publisher, "others")


@remembered
def _names() -> dict[str, str]:
    return dict(table("publishers")[["publisher", "short"]].to_numpy().tolist())


@remembered
def _kinds() -> dict[str, str]:
    return dict(table("counters")[["publisher", "kind"]].to_numpy().tolist())


def forecasts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each forecast with the figure of its series that was the last one when it was made.

    Parameters
    ----------
    rows : pandas.DataFrame
        What :func:`series` returns.

    Returns
    -------
    pandas.DataFrame
        One row a forecast: ``id``, ``series``, ``counter``, ``made``, ``end``, ``value``, and
        ``base``, ``base_value``: day and value of the figure that it starts from. A forecast that
        continues no figure starts from its own day and value. ``made_value`` is the value of
        steady growth on the day on which it was made.
    """
    import numpy as np
    import pandas as pd

    found = []
    for row in rows[rows["forecast"]].itertuples():
        before = rows[
            (rows["series"] == row.series) & ~rows["forecast"] & (rows["end"] < row.end)
        ].sort_values("end")
        # What was known when it was made; a year that is not over yet is forecast as well.
        known = (
            before[before["end"] <= max(row.made, before["end"].min())] if len(before) else before
        )
        base, value = (
            (known["end"].iloc[-1], known["value"].iloc[-1])
            if len(known)
            else (row.made, row.value)
        )
        made = max(row.made, base)
        share = (made - base) / (row.end - base) if row.end > base else 0.0
        found.append(
            {
                "id": row.id,
                "series": row.series,
                "counter": row.counter,
                "made": made,
                "end": row.end,
                "value": row.value,
                "base": base,
                "base_value": value,
                "made_value": float(
                    np.exp(np.log(value) * (1 - share) + np.log(row.value) * share)
                ),
            }
        )
    return pd.DataFrame(found)


def disagreement(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the least and the most that publishers print for the same day.

    Parameters
    ----------
    rows : pandas.DataFrame
        What :func:`series` returns.

    Returns
    -------
    pandas.DataFrame
        ``end``, ``least``, ``most``, ``publishers`` (how many) and ``apart`` (the most as a
        multiple of the least), for days that two publishers or more have figures for.
    """
    found = (
        rows.groupby("end")
        .agg(least=("value", "min"), most=("value", "max"), publishers=("publisher", "nunique"))
        .query("publishers > 1")
        .reset_index()
    )
    return found.assign(apart=found["most"] / found["least"])


@remembered
def _days() -> dict[str, pd.Timestamp]:
    """Return the day of each publication, the middle of what is all that is known of it."""
    import pandas as pd

    days = {}
    for key, entry in references().entries.items():
        year = entry.fields.get("year", "")
        if not year.isdigit():
            continue
        day, _, month = entry.fields.get("month", "").rpartition(" ")
        if not month:
            days[key] = pd.Timestamp(int(year), 7, 1)
        else:
            days[key] = pd.to_datetime(f"{day or 15} {month} {year}", format="%d %B %Y")
    return days


def stated_on(reference: str) -> pd.Timestamp:
    """Return the day on which a publication came out.

    Parameters
    ----------
    reference : str
        Key in ``references.bib``. Of a publication that has only a month or a year, the day is
        the middle of it.

    Raises
    ------
    KeyError
        If the bibliography has no such publication, or no year of it.
    """
    return _days()[reference]
