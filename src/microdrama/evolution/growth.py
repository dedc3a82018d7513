"""How fast series of figures grow, within and across the stages."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, figures
from microdrama.evolution.stages import stage_of, stages
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

_PRINTED_GROWTH = "growth of the market, China"


def growth() -> pd.DataFrame:
    """Return yearly growth of the market and of titles, recomputed and as printed.

    A series is one publisher counting one thing by one definition over whole years; growth
    is taken between its consecutive figures. Printed growth rates stand beside them.

    Returns
    -------
    pandas.DataFrame
        One row a step: ``series``, ``start``, ``end`` (years), ``before``, ``after`` (as
        printed), ``times`` (growth factor a year), ``low``, ``high`` (what rounding allows),
        ``kind``, ``stage`` (label of the wang2026 stage in which the step ends), ``forecast``.
    """
    import pandas as pd

    rows = table("figures")
    whole_year = (rows["start"].dt.strftime("%m-%d") == "01-01") & (
        rows["end"].dt.strftime("%m-%d") == "12-31"
    )
    rows = pd.concat(
        [rows[whole_year & rows["topic"].isin(["market", "titles"])], _filings_of_2023()]
    )
    rates = rows["measure"] == _PRINTED_GROWTH
    steps = [_printed_step(row) for row in rows[rates].to_dict("records")]
    rows = (
        rows[~rates]
        .drop_duplicates(["publisher", "measure", "definition", "end"])
        .sort_values("end")
    )
    for (publisher, measure, _), group in rows.groupby(
        ["publisher", "measure", "definition"], sort=False
    ):
        ids = list(group["id"])
        for first, second in pairwise(ids):
            steps.append(_step(f"{measure} ({publisher})", group.set_index("id"), first, second))
    return pd.DataFrame(steps).sort_values(
        ["end", "times"], ascending=[True, False], ignore_index=True
    )


def _printed_step(row: Mapping[str, Any]) -> dict[str, object]:
    """Return a growth rate that a publisher prints itself, as a step."""
    values = figures()[row["id"]].values / 100 + 1
    end = row["end"].year
    return {
        "series": f"market value, China ({row['publisher']})",
        "start": end - 1,
        "end": end,
        "before": "",
        "after": figures()[row["id"]].shown + " growth",
        "times": values.middle,
        "low": values.low,
        "high": values.high,
        "kind": "reported",
        "stage": stage_of(end),
        "forecast": bool(row["forecast"]),
    }


def _filings_of_2023() -> pd.DataFrame:
    """Return the filings of 2023, which no source prints whole: January–November plus December."""
    import pandas as pd

    rows = table("figures").set_index("id")
    first, last = rows.loc["T03"], rows.loc["T04"]
    whole = {
        **rows.loc["T02"].to_dict(),
        "id": "T03+T04",
        "value": first["value"] + last["value"],
        "start": first["start"],
        "end": last["end"],
    }
    return pd.DataFrame([whole])


def _quantity(figure_id: str) -> Quantity:
    """Return a figure, or a sum of figures such as ``T03+T04``, as a quantity."""
    first, *rest = [figures()[i] for i in figure_id.split("+")]
    values = first.values
    for other in rest:
        values = values + other.values
    shown = " + ".join(figures()[i].shown for i in figure_id.split("+"))
    return Quantity(figure_id, first.label, shown, values, first.unit, first.year)


def _step(series: str, group: pd.DataFrame, first: str, second: str) -> dict[str, object]:
    before, after = _quantity(first), _quantity(second)
    start, end = (group.loc[i, "end"].year for i in (first, second))
    years = end - start
    ratio = (after.values / before.values).root(years)
    point = (after.values.middle / before.values.middle) ** (1 / years)
    return {
        "series": series,
        "start": start,
        "end": end,
        "before": before.shown,
        "after": after.shown,
        "times": point,
        "low": ratio.low,
        "high": ratio.high,
        "kind": "recomputed",
        "stage": stage_of(end),
        "forecast": bool(group.loc[second, "forecast"]),
    }


def growth_by_stage() -> pd.DataFrame:
    """Return the middle and the range of yearly growth for each stage of wang2026.

    Returns
    -------
    pandas.DataFrame
        One row a stage, in order: ``stage``, ``years``, ``steps`` (how many), ``median``,
        ``least``, ``most`` (growth factors a year; missing where there is no step).
        Forecasts are left out.
    """
    import pandas as pd

    steps = growth()
    steps = steps[~steps["forecast"]]
    found = []
    for row in stages().query("source == 'wang2026'").itertuples():
        times = steps.loc[steps["stage"] == row.label, "times"]
        found.append(
            {
                "stage": row.label,
                "years": f"{row.start}–{'' if pd.isna(row.end) else row.end}",
                "steps": len(times),
                "median": times.median(),
                "least": times.min(),
                "most": times.max(),
            }
        )
    return pd.DataFrame(found)


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
