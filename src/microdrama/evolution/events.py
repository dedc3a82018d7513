"""Dated events in four lanes, the turning points among them, and which rule follows which move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: The lanes in the order of the picture, with their names.
LANES = {
    "platform": "Platforms",
    "policy": "Rules and funds",
    "money": "Money",
    "works": "Works and audiences",
}

#: Events of one lane that are nearer than this many days get levels of their own.
_NEAR = 75


def events() -> pd.DataFrame:
    """Return the dated events, each with a level that keeps marks of a lane apart.

    Returns
    -------
    pandas.DataFrame
        The table of events, by date, with ``source`` (who reported it), ``at`` (the day at which
        it is drawn: its first day, or the middle of a month or year that is all that is known),
        ``level`` (0, 1, 2 … for events of one lane that lie within weeks of each other; turning
        points keep the lowest that is free) and ``turns`` (whether it is a turning point).
    """
    import pandas as pd

    rows = table("events")
    middle = rows["start"] + (rows["end"] - rows["start"]) / 2
    rows["at"] = middle.where(rows["precision"].isin(["month", "year"]), rows["start"])
    rows["at"] = rows["at"].dt.normalize()
    rows["turning"] = rows["turning"].fillna("")
    rows["first"] = rows["first"].fillna("")
    rows["turns"] = rows["turning"] != ""
    rows = rows.sort_values(["at", "id"]).reset_index(drop=True)
    near = pd.Timedelta(days=_NEAR)
    for _, lane in rows.groupby("lane"):
        taken: list[list[pd.Timestamp]] = []
        for index, at in lane.sort_values(["turns", "at"], ascending=[False, True])["at"].items():
            free = (
                level
                for level, others in enumerate(taken)
                if all(abs(at - other) >= near for other in others)
            )
            level = next(free, len(taken))
            if level == len(taken):
                taken.append([])
            taken[level].append(at)
            rows.loc[index, "level"] = level
    rows["level"] = rows["level"].astype(int)
    rows["source"] = rows["publisher"] + rows["grade"].map({"A": "", "B": ", read in a repost"})
    return rows


def answers() -> pd.DataFrame:
    """Return which rule follows which move of a platform, and why we read it so.

    Returns
    -------
    pandas.DataFrame
        One row a tie, in the order of the moves: ``answer`` and ``move`` (ids of events),
        ``rule``, ``platform`` (what happened), ``rule_when``, ``platform_when`` (as exactly as
        known), ``least`` and ``most`` (months between them, as the dates allow), ``basis``
        (stated, or our reading), ``note`` (why).
    """
    known = table("events").set_index("id")
    rows = table("answers")
    for name, column in (("rule", "answer"), ("platform", "move")):
        found = known.loc[rows[column]]
        rows[name] = found["event"].to_numpy()
        rows[f"{name}_when"] = [when(event) for event in found.to_dict("records")]
    rules, moves = (known.loc[rows[column]].reset_index() for column in ("answer", "move"))
    rows["least"] = _months(moves["end"], rules["start"])
    # Of a campaign that lasts, what follows is its beginning.
    begun = rules["end"].where(rules["precision"] != "range", rules["start"])
    rows["most"] = _months(moves["start"], begun)
    order = moves["start"].sort_values(kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def _months(before: pd.Series, after: pd.Series) -> pd.Series:
    """Return whole months from one day to another; none if the first is the later one."""
    months = (after.dt.year - before.dt.year) * 12 + after.dt.month - before.dt.month
    return (months - (after.dt.day < before.dt.day)).clip(lower=0)


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
