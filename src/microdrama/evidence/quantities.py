"""Printed numbers as quantities: value, unit and year, from claims, figures and events.

What two numbers need before they can be compared is settled here: magnitudes belong to the
number, and money of one currency becomes money of another at the rates that sources print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from microdrama.evidence.intervals import Interval, read
from microdrama.evidence.ledger import Claim, claim, claims, short, texts
from microdrama.package import printed, remembered, table


@dataclass(frozen=True)
class Quantity:
    """A printed number with its unit, from a claim or a figure.

    Parameters
    ----------
    id : str
        Claim, figure, event or text it comes from.
    label : str
        Whose number it is.
    shown : str
        The number as printed, with its unit.
    values : Interval or None
        All the values it can stand for; None where nothing is printed.
    unit : str
        Unit without magnitude: ``RMB``, ``USD``, ``people``, ``%`` …
    year : int or None
        Year the number is about, where stated.
    forecast : bool
        Whether it was printed before what it counts was over.
    """

    id: str
    label: str
    shown: str
    values: Interval | None
    unit: str
    year: int | None = None
    forecast: bool = False

    @property
    def interval(self) -> Interval:
        """All the values the number can stand for.

        Raises
        ------
        ValueError
            If nothing is printed.
        """
        if self.values is None:
            raise ValueError(f"{self.id} prints no number")
        return self.values


_MAGNITUDES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def _unit(unit: str) -> tuple[float, str]:
    """Split ``billion RMB`` into magnitude and unit."""
    first, _, rest = unit.partition(" ")
    return (_MAGNITUDES[first], rest) if first in _MAGNITUDES else (1.0, unit)


def _year(period: str) -> int | None:
    match = re.search(r"\b(19|20)\d\d\b", period)
    return int(match.group()) if match else None


def from_claim(row: Claim) -> Quantity:
    """Read the number of a claim as a quantity."""
    factor, unit = _unit(row.unit)
    values = read(row.value, row.comparator) * factor if row.value else None
    year = _year(row.period) or _year(row.quote)
    return Quantity(row.id, short(row.source), row.number, values, unit, year)


@remembered
def figures() -> Mapping[str, Quantity]:
    """Return every published figure as a quantity, by id."""
    found = {}
    for row in printed("figures").to_dict("records"):
        factor, unit = _unit(row["unit"])
        sign = "" if row["comparator"] == "=" else f"{row['comparator']}\N{NO-BREAK SPACE}"
        gap = "" if row["unit"] == "%" else "\N{NO-BREAK SPACE}"
        digits, values = _grouped(row["value"]), read(row["value"], row["comparator"])
        if row["high"]:
            digits += f"\N{EN DASH}{_grouped(row['high'])}"
            values = Interval(values.low, read(row["high"], row["comparator"]).high)
        found[row["id"]] = Quantity(
            row["id"],
            row["publisher"],
            f"{sign}{digits}{gap}{row['unit']}",
            values * factor,
            unit,
            int(row["end"][:4]),
            row["forecast"] == "true",
        )
    return found


def _grouped(digits: str) -> str:
    """Set a comma between thousands, keeping every printed digit."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"


@remembered
def events() -> Mapping[str, Quantity]:
    """Return every event as a quantity without values: its year counts."""
    rows = table("events").to_dict("records")
    return {
        row["id"]: Quantity(
            row["id"], row["event"], str(row["start"].year), None, "", row["start"].year
        )
        for row in rows
    }


@remembered
def counts() -> Mapping[str, Quantity]:
    """Return how many numbers each text prints, as a quantity by its key.

    Counted are the claims of the ledger that print one.
    """
    found = {}
    for source in texts():
        count = sum(row.source == source and bool(row.value) for row in claims().values())
        found[source] = Quantity(
            source, short(source), f"{count:,} numbers", Interval(count, count), "numbers"
        )
    return found


@remembered
def exchange_rates() -> Mapping[int, Interval]:
    """Return yuan for one dollar, by year, as implied by amounts printed in both.

    Pairs with fewer than three digits say too little about a rate and are left out.

    Returns
    -------
    mapping of int to Interval
        From the smallest to the largest rate that the year's pairs imply within rounding.
    """
    rates: dict[int, Interval] = {}
    for row in printed("conversions").to_dict("records"):
        if min(_digits(row["rmb"]), _digits(row["usd"])) < 3:
            continue
        year = int(row["year"])
        rate = read(row["rmb"]) / read(row["usd"])
        known = rates.get(year, rate)
        rates[year] = Interval(min(known.low, rate.low), max(known.high, rate.high))
    return rates


def _digits(printed_number: str) -> int:
    """Count the digits that say something: leading zeros do not, printed trailing ones do."""
    return len(printed_number.replace(".", "").lstrip("0"))


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """Convert yuan into dollars, or back, at the rates that sources print for that year.

    Raises
    ------
    ValueError
        If the units are not two currencies, or the year is unknown.
    """
    if quantity.unit == unit:
        return quantity
    if {quantity.unit, unit} != {"RMB", "USD"} or quantity.values is None:
        raise ValueError(f"{quantity.shown} cannot be compared with {unit}")
    if quantity.year is None:
        raise ValueError(f"{quantity.shown} states no year, and rates differ by year")
    rate = exchange_rates().get(quantity.year)
    if rate is None:
        raise ValueError(f"no source prints an amount of {quantity.year} in yuan and in dollars")
    values = quantity.values / rate if unit == "USD" else quantity.values * rate
    return replace(quantity, values=values, unit=unit)


def quantity(some_id: str) -> Quantity:
    """Return the quantity with an id: a figure, an event, a claim, or a text's count of numbers.

    Raises
    ------
    microdrama.evidence.ledger.UnknownClaimError
        If there is none.
    """
    for known in (figures(), events(), counts()):
        if some_id in known:
            return known[some_id]
    return from_claim(claim(some_id))
