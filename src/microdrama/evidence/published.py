"""Published figures, of every chapter: what publishers print, converted where units differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, exchange_rates, figures
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: A name in brackets that has a Chinese character in it.
_IN_CHINESE = r"\s*\([^)]*[\u3400-\u9fff][^)]*\)"


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
        One row a figure, by end date: ``id``, ``measure``, ``label`` (for charts), ``publisher``,
        ``period``, ``end``, ``shown`` (as printed), ``value`` (in the unit asked for; of a
        range, its middle), ``low`` and ``high`` (both ends; the same where one number is
        printed), ``unit``, ``comparator``, ``kind`` (reported, or recomputed where converted),
        ``forecast``, ``definition``, ``grade``, ``reference``, ``note``.
    """
    rows = table("figures")
    rows = rows[rows["measure"].isin(measures)].sort_values(["end", "value"], kind="stable").copy()
    quantities = [figures()[i] for i in rows["id"]]
    rows["shown"] = [quantity.shown for quantity in quantities]
    rows["kind"] = "reported"
    ends = {"low": rows["value"], "high": rows["high"].fillna(rows["value"])}
    rows["value"] = (ends["low"] + ends["high"]) / 2
    printed = rows["value"]
    if unit is not None:
        factor, _, base = unit.partition(" ")
        size = {"billion": 1e9, "million": 1e6}[factor]
        rows["kind"] = ["reported" if q.unit == base else "recomputed" for q in quantities]
        rows["value"] = [_in(q, base) / size for q in quantities]
        rows["unit"] = unit
    for end, values in ends.items():
        rows[end] = values * (rows["value"] / printed).where(printed > 0, 1)
    names = table("publishers").set_index("publisher")["short"]
    amounts = rows["shown"]
    if say_measure:
        amounts = [
            text.removesuffix(unit) + what
            for text, unit, what in zip(amounts, rows["unit"], rows["measure"], strict=True)
        ]
    # Without a Chinese name in brackets, whose width in a picture is that of the reader's fonts.
    who = rows["publisher"].replace(names).str.replace(_IN_CHINESE, "", regex=True)
    rows["label"] = rows["period"] + ", " + who + ": " + amounts
    columns = (
        "id measure label publisher period end shown value low high unit comparator kind forecast "
        "definition grade reference note"
    )
    # One publisher's figure, read in two publications, is one row.
    return rows[columns.split()].drop_duplicates("label", ignore_index=True)


def _in(quantity: Quantity, unit: str) -> float:
    """Return a quantity in a unit; another currency at the year's rate or the nearest one's."""
    if quantity.values is None:
        raise ValueError(f"{quantity.id} prints no number")
    if quantity.unit == unit:
        return quantity.values.middle
    rate = rate_of(quantity.year or 0).middle
    return _in(quantity, quantity.unit) * (rate if unit == "RMB" else 1 / rate)


def rate_of(year: int) -> Interval:
    """Return yuan for one dollar in a year, or in the nearest year with a printed pair."""
    rates = exchange_rates()
    return rates[min(rates, key=lambda known: (abs(known - year), known))]
