"""When the market passes 100 billion yuan, from any start and at any growth."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from microdrama.evidence import claim
from microdrama.evolution.figures import published, rate_of
from microdrama.evolution.growth import needed_growth
from microdrama.explore import Choice, Explorer, Slider, ceil, log, where
from microdrama.quantities import Quantity, exchange_rates, figures, from_claim

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

#: The amount whose crossing the texts speak of, in billions of yuan.
GOAL = 100.0


#: Last year of the explorer.
HORIZON = 2035


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
    amount = quantity.values.middle / 1e9
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
        :data:`GOAL`, or 0 if it never is), ``case`` (which sentence to say) and ``mark`` (kind
        of number).
    """
    factor = 1 + settings.growth / 100
    opening = row.amount * where(row.currency == "USD", settings.rate, 1)
    value = opening * factor ** (row.year - row.first)
    grows = settings.growth > 0
    # Rounding keeps a growth rate that was itself computed to reach the goal from missing it.
    steps = ceil(log(GOAL / opening) / log(where(grows, factor, 2)) - 1e-9)
    passes = row.first + where(opening >= GOAL, 0, steps)
    # No year for a market that stays below: the chart rings the year.
    passes = where(grows | (opening >= GOAL), passes, 0)
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
    """Return the explorer that asks when the market passes 100 billion yuan.

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
    options = tuple(zip(starts["start"], starts["label"], strict=True))
    return Explorer(
        name="passing-100-billion",
        title="When does the market pass 100 billion yuan?",
        alt=(
            "A line of the projected market by year on a logarithmic scale, with a level line "
            "at 100 billion yuan. In the default it starts in 2024 at about half that level and "
            "crosses it in 2027; a ring marks the crossing."
        ),
        controls=(
            Choice("start", "Starting figure", options),
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
        note="The exchange rate acts only on starting figures in dollars; its range is what "
        "sources imply when they print one amount in both currencies.",
    )  # fmt: skip
