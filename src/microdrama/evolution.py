"""How the industry grew: stages, events, published figures, and what follows from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from microdrama.evidence import claim, short
from microdrama.explore import Choice, Explorer, Slider, ceil, log, where
from microdrama.numbers import Interval
from microdrama.tables import table
from microdrama.verdicts import Quantity, exchange_rates, figures, from_claim, in_unit

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

#: The amount whose crossing the texts speak of, in billions of yuan.
GOAL = 100.0

#: Last year of the explorer.
HORIZON = 2035

LANES = ("platform", "policy", "industry")


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


def published(
    measures: list[str], unit: str | None = None, *, say_measure: bool = False
) -> pd.DataFrame:
    """Return published figures, converted to one unit where a currency differs.

    Parameters
    ----------
    measures : list of str
        Measures to include, as in the column ``measure``.
    unit : str, optional
        Unit to show, with magnitude, for instance ``billion RMB``; as printed if left out.
    say_measure : bool
        Let labels name the measure rather than the unit, where several stand together.

    Returns
    -------
    pandas.DataFrame
        One row a figure, by end date: ``id``, ``label`` (for charts), ``publisher``, ``period``, ``end``, ``shown``
        (as printed), ``value`` (in the unit asked for), ``unit``, ``comparator``,
        ``kind`` (reported, or recomputed where converted), ``forecast``, ``definition``,
        ``grade``, ``reference``, ``note``.
    """
    rows = table("figures")
    rows = rows[rows["measure"].isin(measures)].sort_values(["end", "value"], kind="stable").copy()
    quantities = [figures()[i] for i in rows["id"]]
    rows["shown"] = [quantity.shown for quantity in quantities]
    rows["kind"] = "reported"
    if unit is not None:
        factor, _, base = unit.partition(" ")
        size = {"billion": 1e9, "million": 1e6}[factor]
        rows["kind"] = ["reported" if q.unit == base else "recomputed" for q in quantities]
        rows["value"] = [_in(q, base) / size for q in quantities]
        rows["unit"] = unit
    names = table("publishers").set_index("publisher")["short"]
    said = rows["shown"]
    if say_measure:
        said = [
            text.removesuffix(unit) + what
            for text, unit, what in zip(said, rows["unit"], rows["measure"], strict=True)
        ]
    rows["label"] = rows["period"] + ", " + rows["publisher"].replace(names) + ": " + said
    columns = "id label publisher period end shown value unit comparator kind forecast definition grade reference note"
    # One publisher's figure, read in two publications, is one row.
    return rows[columns.split()].drop_duplicates("label", ignore_index=True)


def _in(quantity: Quantity, unit: str) -> float:
    """Return a quantity in a unit; another currency at the year's rate or the nearest one's."""
    if quantity.values is None:
        raise ValueError(f"{quantity.id} prints no number")
    if quantity.unit == unit:
        return (
            quantity.values.middle if math.isfinite(quantity.values.high) else quantity.values.low
        )
    rate = rate_of(quantity.year or 0).middle
    return _in(quantity, quantity.unit) * (rate if unit == "RMB" else 1 / rate)


def rate_of(year: int) -> Interval:
    """Return yuan for one dollar in a year, or in the nearest year with a printed pair."""
    rates = exchange_rates()
    return rates[min(rates, key=lambda known: (abs(known - year), known))]


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
        for first, second in zip(ids, ids[1:], strict=False):
            steps.append(_step(f"{measure} ({publisher})", group.set_index("id"), first, second))
    return pd.DataFrame(steps).sort_values(
        ["end", "times"], ascending=[True, False], ignore_index=True
    )


_PRINTED_GROWTH = "growth of the market, China"


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
    bounds = [before.values.high, after.values.high, before.values.low, after.values.low]
    point = (_point(after) / _point(before)) ** (1 / years)
    known = all(math.isfinite(bound) for bound in bounds)
    return {
        "series": series,
        "start": start,
        "end": end,
        "before": before.shown,
        "after": after.shown,
        "times": point,
        "low": ratio.low if known else point,
        "high": ratio.high if known else math.inf,
        "kind": "recomputed",
        "stage": stage_of(end),
        "forecast": bool(group.loc[second, "forecast"]),
    }


def _point(quantity: Quantity) -> float:
    """Return the printed value itself, also where the text says *more than*."""
    return quantity.values.low if math.isinf(quantity.values.high) else quantity.values.middle


def stage_of(year: int) -> str:
    """Return the label of the wang2026 stage a year falls in; the last one is open."""
    rows = stages()
    rows = rows[rows["source"] == "wang2026"]
    inside = rows[(rows["start"] <= year) & (rows["end"].isna() | (rows["end"] >= year))]
    return str(inside["label"].iloc[0]) if len(inside) else ""


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


def implied_netizens() -> pd.DataFrame:
    """Return the number of netizens that each printed pair of users and share implies.

    Returns
    -------
    pandas.DataFrame
        ``source``, ``period``, ``users``, ``share`` (as printed), and ``low``, ``high``:
        netizens in millions that both roundings allow.
    """
    import pandas as pd

    rows = []
    for users, share, source, period in (
        (figures()["U02"], figures()["U03"], figures()["U02"].label, "June 2024"),
        (from_claim(claim("zhejiang2025-users")), from_claim(claim("zhejiang2025-usage-rate")),
         short("zhejiang2025"), "December 2024"),
    ):  # fmt: skip
        whole = users.values / share.values * 100
        rows.append(
            {
                "source": source,
                "period": period,
                "users": users.shown,
                "share": share.shown,
                "low": whole.low / 1e6,
                "high": whole.high / 1e6,
            }
        )
    return pd.DataFrame(rows)


def doubling_time(measure: str) -> pd.Series:
    """Fit steady growth to a series of monthly users and return the time it takes to double.

    Ordinary least squares of the binary logarithm on time in years.

    Parameters
    ----------
    measure : str
        Measure of the figures to fit; at least three are needed.

    Returns
    -------
    pandas.Series
        ``months``, and ``low``, ``high``: the 95% confidence interval; ``n``: figures used.
    """
    import numpy as np
    import pandas as pd
    import statsmodels.api as sm

    rows = published([measure])
    years = (rows["end"] - rows["end"].min()).dt.days / 365.25
    fit = sm.OLS(np.log2(rows["value"].to_numpy()), sm.add_constant(years.to_numpy())).fit()
    low, high = fit.conf_int()[1]
    return pd.Series(
        {"months": 12 / fit.params[1], "low": 12 / high, "high": 12 / low, "n": len(rows)}
    )


def starting_points() -> pd.DataFrame:
    """Return the amounts from which the market may be projected: two claims and all figures.

    Returns
    -------
    pandas.DataFrame
        ``start`` (id), ``label``, ``publisher``, ``basis``, ``amount`` (billions), ``currency``
        and ``first`` (year); the first row is meng2025's own case.
    """
    import pandas as pd

    rows = []
    for claim_id, year, basis in (
        ("meng2025-market-2024", 2024, "the amount that the text prints"),
        ("zhang2025-industry-value", 2023, "the amount that the text prints"),
    ):
        found = from_claim(claim(claim_id))
        rows.append(_start(claim_id, found.label, basis, found, year))
    market = published(["market value, China"])
    for row in (
        market[market["end"].dt.year <= 2025].sort_values("end", ascending=False).itertuples()
    ):
        basis = row.definition + ("; not yet over when stated" if row.forecast else "")
        rows.append(_start(row.id, row.publisher, basis, figures()[row.id], row.end.year))
    return pd.DataFrame(rows).drop_duplicates(["publisher", "amount", "first"], ignore_index=True)


def _start(
    start: str, publisher: str, basis: str, quantity: Quantity, year: int
) -> dict[str, object]:
    amount = _point(quantity) / 1e9
    return {
        "start": start,
        "label": f"{publisher}: {quantity.shown} ({year})",
        "publisher": publisher,
        "basis": basis,
        "amount": amount,
        "currency": quantity.unit,
        "first": year,
    }


def projection(settings: object, row: object) -> Mapping[str, object]:
    """Return the projected market; the formula behind the explorer.

    Parameters
    ----------
    settings : namespace
        ``start`` (id), ``growth`` (per cent a year), ``rate`` (yuan for one dollar).
    row : namespace
        ``amount``, ``currency``, ``first`` and ``year``; numbers, arrays or symbols.

    Returns
    -------
    mapping
        ``opening`` and ``value`` (billions of yuan), ``passes`` (first year at or above
        :data:`GOAL`), ``case`` (which sentence to say) and ``mark`` (kind of number).
    """
    factor = 1 + settings.growth / 100
    opening = row.amount * where(row.currency == "USD", settings.rate, 1)
    value = opening * factor ** (row.year - row.first)
    grows = settings.growth > 0
    # Rounding keeps a growth rate that was itself computed to reach the goal from missing it.
    steps = ceil(log(GOAL / opening) / log(where(grows, factor, 2)) - 1e-9)
    passes = row.first + where(opening >= GOAL, 0, steps)
    in_time = where(grows, passes <= HORIZON, False)
    case = where(
        opening >= GOAL, "already", where(in_time, "passes", where(grows, "late", "never"))
    )
    return {
        "opening": opening,
        "value": value,
        "passes": passes,
        "case": row.currency + "_" + case,
        "mark": where(
            row.year > row.first, "assumed", where(row.currency == "USD", "recomputed", "reported")
        ),
    }


_FROM = "From {opening:,.2f} billion yuan in {first:.0f} ({publisher}: {basis}{rate_said}), "
_AT = "{growth:.1f}% growth a year "
_ENDINGS = {
    "passes": _FROM + _AT + "takes the market past 100 billion yuan in {passes:.0f}. "
    "The start is {given}; the growth is an assumption.",
    "late": _FROM + _AT + f"does not take the market past 100 billion yuan before {HORIZON + 1}.",
    "never": _FROM + "a market that does not grow never passes 100 billion yuan.",
    "already": _FROM + "the market is past 100 billion yuan in the starting year itself, "
    "so growth plays no part: everything rests on whose figure one believes.",
}
#: What the explorer says, for a start in yuan and for one in dollars.
SENTENCES = {
    f"{currency}_{case}": text.replace("{rate_said}", rate).replace("{given}", given)
    for currency, rate, given in (
        ("RMB", "", "reported"),
        (
            "USD",
            ", at {rate:.2f} yuan a dollar",
            "reported in dollars and converted at a rate you can change",
        ),
    )
    for case, text in _ENDINGS.items()
}


def passing(chart: Callable[[int], alt.TopLevelMixin]) -> Explorer:
    """Return the explorer *When does the market pass 100 billion yuan?*

    The default is meng2025's own case: its figure for 2024, and the growth that its
    forecast for 2027 needs, rounded up to the next tenth of a per cent.

    Parameters
    ----------
    chart : callable
        From a width to a chart of ``year`` and ``value``.
    """
    import pandas as pd

    starts = starting_points()
    years = pd.DataFrame({"year": range(int(starts["first"].min()), HORIZON + 1)})
    base = starts.drop(columns="label").merge(years, how="cross").query("year >= first")
    default = starts.iloc[0]
    own = needed_growth(default["amount"], GOAL, 2027 - default["first"]).high
    rates = [rate for year, rate in exchange_rates().items() if year <= 2025]
    low, high = min(rate.low for rate in rates), max(rate.high for rate in rates)
    return Explorer(
        name="passing-100-billion",
        title="When does the market pass 100 billion yuan?",
        alt=(
            "A line of the projected market by year on a logarithmic scale, with a level line at 100 billion "
            "yuan. In the default, 50.44 billion in 2024 grows to just over 100 billion in 2027."
        ),
        controls=(
            Choice("start", "Starting figure", tuple(zip(starts["start"], starts["label"], strict=True))),
            Slider("growth", "Growth", "% a year", 0, 100, 0.1, math.ceil(own * 10) / 10, ".1f"),
            Slider(
                "rate", "Exchange rate, for figures in dollars", "yuan a dollar",
                math.floor(low * 10) / 10, math.ceil(high * 10) / 10, 0.01,
                round(rate_of(2024).middle, 2), ".2f",
            ),
        ),
        base=base.reset_index(drop=True),
        keep=lambda settings, row: row.start == settings.start,
        derive=projection,
        chart=chart,
        sentences=SENTENCES,
        columns={"year": "Year", "value": "Market, billion yuan", "mark": "Kind of number"},
        sources=["the texts and the figures listed in the table of market values"],
        kinds=("reported", "recomputed", "assumed"),
        note="The exchange rate acts only on starting figures in dollars; its range is what sources imply "
        "when they print one amount in both currencies.",
    )  # fmt: skip


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


#: First and last year of the time axis.
AXIS = (2012, 2027)


def _date(year: float) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(int(year), 1 + round(12 * (year % 1)), 1)


def event_lanes(chart: Callable[[int], alt.TopLevelMixin]) -> Explorer:
    """Return the explorer of dated events, by lane.

    Parameters
    ----------
    chart : callable
        From a width to a chart of ``start``, ``lane``, ``level``.
    """
    rows = events()
    counts = rows["lane"].value_counts()
    base = rows.assign(
        count=rows["lane"].map(counts),
        total=len(rows),
        when=[_when(row) for row in rows.to_dict("records")],
        start=rows["start"].dt.strftime("%Y-%m-%d"),
    )[["start", "when", "event", "lane", "level", "source", "count", "total"]]
    everything = f"All {len(LANES)} lanes"
    return Explorer(
        name="time-axis",
        title="The texts disagree on when the story starts, and rules came before the stage that is named for them",
        alt=(
            "Bars for eight stages told by three texts, from 2012 to today, over points for dated events in three "
            "lanes: platforms from 2019, policy from December 2020, industry from late 2023. Only one text prints years."
        ),
        controls=(Choice("lanes", "Events to show", (("all", everything), *((lane, lane.capitalize()) for lane in LANES))),),
        base=base,
        keep=lambda settings, row: (row.lane == settings.lanes) | (settings.lanes == "all"),
        derive=lambda settings, row: {"case": where(settings.lanes == "all", "all", "one")},
        chart=chart,
        sentences={
            "all": "{total:.0f} dated events in three lanes. The first policy event is of December 2020.",
            "one": "{count:.0f} of {total:.0f} dated events are in the lane “{lane}”; the first is of {when}: {event}.",
        },
        columns={"when": "When", "event": "Event", "lane": "Lane", "source": "Source"},
        sources=["the three texts for the stages; the publications named in the table for the events"],
        kinds=("reported",),
        note="Dashed bars: the text gives an order but prints no years, so their place on the axis is ours.",
    )  # fmt: skip


def _when(row: Mapping[str, Any]) -> str:
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
