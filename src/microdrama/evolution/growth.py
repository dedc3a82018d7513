"""How fast series of figures grow, within and across the stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import figures
from microdrama.evolution.stages import stage_of, stages
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: How the measure and the definition of a printed rate of growth begin; what follows is the
#: measure and the definition of what grows.
_GROWTH_OF = "growth of "
_OVER = ("growth over the year before, ", "growth over the same months of the year before, ")

#: The count of the market as a whole; other measures of its value count a part.
_MARKET = "market value, China"


def growth() -> pd.DataFrame:
    """Return yearly growth of the market and of titles, recomputed and as printed.

    A step leads from one year to a later one within one publisher, one measure and one
    definition. Where both amounts are printed its growth is recomputed; where only a rate of
    growth is printed, the rate stands for it. Nothing is added up or compared across publishers.

    Returns
    -------
    pandas.DataFrame
        One row a step, by ``end``: ``series`` (measure and publisher), ``publisher``,
        ``measure``, ``counts`` (``whole market``, ``part of the market`` or ``titles``),
        ``start``, ``end`` (years), ``span`` (both, as text), ``before``, ``after`` and
        ``printed`` (amounts and rate of growth as printed, empty where they are not), ``times``
        (growth factor a year), ``low``, ``high`` (what rounding allows), ``kind``, ``stage``
        (label of the wang2026 stage in which the step ends), ``forecast``, ``figures`` (ids of
        the rows) and ``quotes`` (their words).
    """
    import pandas as pd

    rows = table("figures")
    rows = rows[rows["topic"].isin(["market", "titles"])]
    is_rate = rows["measure"].str.startswith(_GROWTH_OF)
    found = {_key(step): step for step in _computed(rows[~is_rate])}
    for row in rows[is_rate].to_dict("records"):
        rate = _stated(row)
        step = found.setdefault(_key(rate), rate)
        if step is not rate:
            # The publisher prints both amounts as well: its rate stands beside what they give.
            step["printed"] = rate["printed"]
            step["figures"] += f", {rate['figures']}"
            step["quotes"] = " · ".join(dict.fromkeys([*step["quotes"].split(" · "), row["quote"]]))
    return (
        pd.DataFrame(list(found.values()))
        .drop(columns="definition")
        .sort_values(["end", "times"], ascending=[True, False], kind="stable")
        .reset_index(drop=True)
    )


def _key(step: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what makes two steps the same one."""
    return tuple(step[name] for name in ("publisher", "measure", "definition", "span"))


def _computed(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the steps between amounts of whole years that one publisher prints."""
    whole_year = (rows["start"].dt.strftime("%m-%d") == "01-01") & (
        rows["end"].dt.strftime("%m-%d") == "12-31"
    )
    amounts = (
        rows[whole_year]
        .drop_duplicates(["publisher", "measure", "definition", "end"])
        .sort_values("end", kind="stable")
    )
    for _, series in amounts.groupby(["publisher", "measure", "definition"], sort=False):
        for first, second in pairwise(series.to_dict("records")):
            yield _step(first, second)


def _step(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return the growth from one printed amount to another."""
    before, after = figures()[first["id"]], figures()[second["id"]]
    start, end = first["end"].year, second["end"].year
    ratio = (after.interval / before.interval).root(end - start)
    point = (after.interval.middle / before.interval.middle) ** (1 / (end - start))
    return {
        **_about(second, second["measure"], second["definition"], start, end),
        "span": f"{start}–{end}",
        "before": before.shown,
        "after": after.shown,
        "printed": "",
        "times": point,
        "low": ratio.low,
        "high": ratio.high,
        "kind": "recomputed",
        "forecast": bool(first["forecast"] or second["forecast"]),
        "figures": f"{first['id']}, {second['id']}",
        "quotes": " · ".join(dict.fromkeys([first["quote"], second["quote"]])),
    }


def _stated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rate of growth that a publisher prints itself, as a step."""
    values = figures()[row["id"]].interval / 100 + 1
    end = row["end"].year
    measure = row["measure"].removeprefix(_GROWTH_OF)
    definition = row["definition"]
    for beginning in _OVER:
        definition = definition.removeprefix(beginning)
    months = row["period"].removesuffix(str(end)).strip()
    return {
        **_about(row, measure, definition, end - 1, end),
        "span": f"{end - 1}–{end}" + (f", {months}" if months else ""),
        "before": "",
        "after": "",
        "printed": figures()[row["id"]].shown,
        "times": values.middle,
        "low": values.low,
        "high": values.high,
        "kind": "reported",
        "forecast": bool(row["forecast"]),
        "figures": row["id"],
        "quotes": row["quote"],
    }


def _about(
    row: Mapping[str, Any], measure: str, definition: str, start: int, end: int
) -> dict[str, Any]:
    """Return what a step is about: whose count of what, over which years."""
    part = "whole market" if measure == _MARKET else "part of the market"
    return {
        "series": f"{measure} ({row['publisher']})",
        "publisher": row["publisher"],
        "measure": measure,
        "definition": definition,
        "counts": "titles" if row["topic"] == "titles" else part,
        "start": start,
        "end": end,
        "stage": stage_of(end),
    }


def growth_by_stage() -> pd.DataFrame:
    """Return the range of yearly growth for each stage of wang2026, by what is counted.

    Returns
    -------
    pandas.DataFrame
        One row a stage and count, in order: ``stage``, ``years``, ``counts``, ``steps`` (how
        many), ``least``, ``most`` (growth factors a year). A stage in which no step ends has
        one row, without counts. Forecasts are left out.
    """
    import pandas as pd

    steps = growth()
    steps = steps[~steps["forecast"]]
    found = []
    for row in stages().query("source == 'wang2026'").itertuples():
        years = f"{row.start}–{'' if pd.isna(row.end) else row.end}"
        here = steps[steps["stage"] == row.label]
        for counts in sorted(here["counts"].unique(), key=_ORDER.index) or ["–"]:
            times = here.loc[here["counts"] == counts, "times"]
            found.append(
                {
                    "stage": row.label,
                    "years": years,
                    "counts": counts,
                    "steps": len(times),
                    "least": times.min(),
                    "most": times.max(),
                }
            )
    return pd.DataFrame(found)


#: What is counted, in the order of tables.
_ORDER = ("whole market", "part of the market", "titles")


def needed_growth(start: Interval | float, goal: float, years: int) -> Interval:
    """Return the yearly growth in per cent that leads from a start to a goal.

    Parameters
    ----------
    start : Interval or float
        Starting amount.
    goal : float
        Amount to reach, in the same unit.
    years : int
        Number of years, at least 1.
    """
    start = start if isinstance(start, Interval) else Interval(start, start)
    return ((Interval(goal, goal) / start).root(years) - 1) * 100
