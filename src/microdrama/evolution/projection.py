"""When the market passes 100 billion yuan, from any start and at any growth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim
from microdrama.evidence.published import published
from microdrama.evidence.quantities import Quantity, figures, from_claim
from microdrama.evolution.growth import growth
from microdrama.formulas import ceil, log, where

if TYPE_CHECKING:
    import pandas as pd

#: The amount whose crossing the texts speak of, in billions of yuan.
GOAL = 100.0


#: The last year for which there is more than forecasts.
SETTLED = 2024

#: Last year of the explorer.
HORIZON = 2030


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
    market = market[market["end"].dt.year <= 2025]
    for row in market.sort_values("end", ascending=False, kind="stable").itertuples():
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


def implied_rates() -> pd.DataFrame:
    """Return the yearly growth that forecasts of the market imply, the slowest first.

    Returns
    -------
    pandas.DataFrame
        One row a step of :func:`microdrama.evolution.growth` that rests on a forecast and ends
        after the last year of :data:`SETTLED`: ``publisher``, ``span``, ``rate`` (per cent a
        year), ``printed`` (as the publisher prints it, if it does).
    """
    steps = growth()
    whole = steps[steps["forecast"] & (steps["counts"] == "whole market")]
    ahead = whole[whole["end"] > SETTLED].assign(rate=(whole["times"] - 1) * 100)
    columns = ["publisher", "span", "rate", "printed"]
    return ahead.sort_values("rate", kind="stable")[columns].reset_index(drop=True)


def projection(settings: object, row: object) -> Mapping[str, object]:
    """Return the projected market; the formula behind the explorer.

    Parameters
    ----------
    settings : namespace
        ``start`` (id), ``growth`` (per cent a year), ``rate`` (yuan for one dollar).
    row : namespace
        ``amount``, ``currency``, ``first``, ``year``, ``slow`` and ``fast`` (per cent a year at
        the edges of the fan); numbers, arrays or symbols.

    Returns
    -------
    mapping
        ``opening`` and ``value`` (billions of yuan), ``least`` and ``most`` (the same at the
        edges of the fan), ``passes`` (first year at or above
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
        "least": opening * (1 + row.slow / 100) ** (row.year - row.first),
        "most": opening * (1 + row.fast / 100) ** (row.year - row.first),
        "passes": passes,
        "case": row.currency + "_" + case,
        "mark": where(
            row.year > row.first, "assumed", where(row.currency == "USD", "recomputed", "reported")
        ),
    }
