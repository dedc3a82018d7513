"""The stages that texts tell, and the dated events beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import claim, short
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

LANES = ("platform", "policy", "industry")


#: First and last year of the time axis.
AXIS = (2012, 2027)


def stages() -> pd.DataFrame:
    """Return the stages of the industry as three texts tell them.

    Returns
    -------
    pandas.DataFrame
        One row a stage: ``id``, ``text``, ``order``, ``label``, ``start`` and ``end`` (years,
        missing where none is printed), ``claim``, ``statement``.
    """
    rows = table("stages")
    rows["text"] = rows["source"].map(short)
    rows["statement"] = [claim(claim_id).statement for claim_id in rows["claim"]]
    return rows


def traits() -> pd.DataFrame:
    """Return what wang2026 and zhao2025 say of each stage, by aspect.

    Returns
    -------
    pandas.DataFrame
        Columns ``stage`` (with its text), ``aspect``, ``statement``, ``claim``.
    """
    rows = table("traits").merge(
        stages(), left_on="stage", right_on="id", suffixes=("", "_of_stage")
    )
    rows["statement"] = [claim(claim_id).statement for claim_id in rows["claim"]]
    rows["stage"] = rows["text"] + ": " + rows["label"].str.lower()
    return rows[["stage", "aspect", "statement", "claim"]]


def stage_of(year: int) -> str:
    """Return the label of the wang2026 stage a year falls in; the last one is open."""
    rows = stages()
    rows = rows[rows["source"] == "wang2026"]
    inside = rows[(rows["start"] <= year) & (rows["end"].isna() | (rows["end"] >= year))]
    return str(inside["label"].iloc[0]) if len(inside) else ""


def events() -> pd.DataFrame:
    """Return the dated events, each with a level that keeps marks of a lane apart.

    Returns
    -------
    pandas.DataFrame
        The table of events with ``source`` (who reported it) and ``level``: 0, 1, 2 … for
        events of one lane that lie within four months of each other.
    """
    import pandas as pd

    rows = table("events").sort_values(["start", "id"]).reset_index(drop=True)
    near = pd.DateOffset(months=4)
    for _, lane in rows.groupby("lane"):
        free: list[pd.Timestamp] = []
        for index, start in lane["start"].items():
            level = next((i for i, until in enumerate(free) if until <= start), len(free))
            free[level : level + 1] = [start + near]
            rows.loc[index, "level"] = level
    rows["level"] = rows["level"].astype(int)
    rows["source"] = rows["publisher"] + rows["grade"].map({"A": "", "B": ", read in a repost"})
    return rows


def stage_bars() -> pd.DataFrame:
    """Return the stages as bars on the time axis, with what is not printed marked as such.

    Returns
    -------
    pandas.DataFrame
        ``row`` (order of drawing), ``label``, ``begin``, ``until`` (dates), ``dated`` (yes or
        no) and ``statement``. Undated stages share the axis evenly, in their order.
    """
    import pandas as pd

    rows = stages()
    first, last = AXIS
    bars = []
    for _, text in rows.groupby("source", sort=False):
        share = (last - first) / len(text)
        for position, row in enumerate(text.to_dict("records")):
            dated = not pd.isna(row["start"])
            begin = row["start"] if dated else first + position * share
            open_end = pd.isna(row["end"])
            until = (last if open_end else row["end"] + 1) if dated else begin + share
            years = (
                f"{row['start']}–{'' if open_end else row['end']}" if dated else "no years printed"
            )
            bars.append(
                {
                    "row": len(bars),
                    "label": f"{row['text']}: {row['label'].lower()}, {years}",
                    "begin": _date(begin),
                    "until": _date(until),
                    "dated": "yes" if dated else "no",
                    "statement": row["statement"],
                }
            )
    return pd.DataFrame(bars)


def _date(year: float) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(int(year), 1 + round(12 * (year % 1)), 1)


def when(row: Mapping[str, Any]) -> str:
    """Return the date of an event as exactly as it is known."""
    start, end = row["start"], row["end"]
    match row["precision"]:
        case "day":
            return f"{start.day} {start:%B %Y}"
        case "month":
            return f"{start:%B %Y}"
        case "year":
            return f"{start:%Y}"
        case _:
            return f"{start:%B %Y} to {end:%B %Y}"
