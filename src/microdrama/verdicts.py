"""Reported against recomputed: what can be checked, and how each check ends.

``data/evidence/checks.csv`` says which check is put to which claim and what it is compared
with. A check is one pure function from quantities to a finding; verdicts are computed, never
stored. A verdict speaks of numbers, not of people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from microdrama.evidence import Claim, claim, claims, short
from microdrama.numbers import Interval, read
from microdrama.paths import DATA, shown
from microdrama.tables import Fault, printed, remembered, table

if TYPE_CHECKING:
    import pandas as pd

Status = Literal[
    "inconsistent", "disputed", "reproduced", "consistent", "not checkable", "not checked"
]

#: What each status means; in this order the strongest finding names a claim's verdict.
STATUSES: Mapping[Status, str] = {
    "inconsistent": "arithmetic, or the text itself, says otherwise",
    "disputed": "another cited source differs beyond both roundings",
    "reproduced": "the same value within its printed rounding",
    "consistent": "the check could have refuted it and did not",
    "not checkable": "what would be needed is not printed",
    "not checked": "no check covers it",
}


@dataclass(frozen=True)
class Quantity:
    """A printed number with its unit, from a claim or a figure.

    Parameters
    ----------
    id : str
        Claim, figure or event it comes from.
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
    """

    id: str
    label: str
    shown: str
    values: Interval | None
    unit: str
    year: int | None = None


@dataclass(frozen=True)
class Finding:
    """How one check of one claim ends.

    Parameters
    ----------
    status : Status
        One of :data:`STATUSES`.
    sentence : str
        The comparison in words.
    result : Interval or None
        The recomputed value, where there is one.
    unit : str
        Its unit.
    """

    status: Status
    sentence: str
    result: Interval | None = None
    unit: str = ""


@dataclass(frozen=True)
class Verdict:
    """The findings on one claim, and the strongest of them."""

    claim: str
    status: Status
    findings: tuple[Finding, ...] = ()

    @property
    def sentence(self) -> str:
        """All findings in words; for an unchecked claim, that there is none."""
        return (
            " ".join(finding.sentence for finding in self.findings)
            or "No check covers this claim yet."
        )


Check = Callable[[Quantity, list[Quantity], str], Finding]

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
        found[row["id"]] = Quantity(
            row["id"],
            row["publisher"],
            f"{sign}{_grouped(row['value'])}{gap}{row['unit']}",
            read(row["value"], row["comparator"]) * factor,
            unit,
            int(row["end"][:4]),
        )
    return found


def _grouped(digits: str) -> str:
    """Set a comma between thousands, keeping every printed digit."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"


def _events() -> Mapping[str, Quantity]:
    rows = table("events").to_dict("records")
    return {
        row["id"]: Quantity(
            row["id"], row["event"], str(row["start"].year), None, "", row["start"].year
        )
        for row in rows
    }


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


def _list(quantities: Iterable[Quantity]) -> str:
    return "; ".join(f"{quantity.label} prints {quantity.shown}" for quantity in quantities)


def _need(reported: Quantity, others: list[Quantity], least: int, most: int | None = None) -> None:
    """Refuse a comparison with too few or too many quantities, or across units."""
    for quantity in (reported, *others):
        _values(quantity)
    if len(others) < least or (most is not None and len(others) > most):
        wanted = f"{least}" if most == least else f"at least {least}"
        raise ValueError(f"it needs {wanted} inputs and has {len(others)}")
    units = {quantity.unit for quantity in (reported, *others)}
    if len(units) > 1:
        raise ValueError(f"{' and '.join(sorted(units))} cannot be compared")


def _values(quantity: Quantity) -> Interval:
    if quantity.values is None:
        raise ValueError(f"{quantity.id} prints no number")
    return quantity.values


def published(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a printed number with what outside publishers print for the same thing."""
    if not others:
        raise ValueError("it has nothing to compare with")
    values = _values(reported)
    converted = [in_unit(other, reported.unit) for other in others]
    same = [
        one for one, other in zip(others, converted, strict=True) if values.meets(_values(other))
    ]
    differ = [one for one in others if one not in same]
    ranges = [_values(other) for other in converted]
    result = Interval(min(r.low for r in ranges), max(r.high for r in ranges))
    parts = []
    if same:
        parts.append(f"In agreement: {_list(same)}.")
    if differ:
        parts.append(f"Different beyond both roundings: {_list(differ)}.")
    status: Status = "disputed" if differ else "reproduced"
    return Finding(status, " ".join([*parts, note]).strip(), result, reported.unit)


def growth(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Recompute a printed percentage of growth from the two numbers it is about."""
    _values(reported)
    if reported.unit != "%":
        raise ValueError(f"{reported.unit} and % of growth cannot be compared")
    _need(others[0] if others else reported, others, 2, 2)
    before, after = others
    result = (_values(after) / _values(before) - 1) * 100
    agrees = _values(reported).meets(result)
    verb = "gives" if agrees else "gives instead"
    sentence = (
        f"From {before.shown} to {after.shown} {verb} {result.middle:,.0f}% growth, "
        f"{result.middle / 100 + 1:,.1f} times the start. {note}"
    )
    return Finding("reproduced" if agrees else "inconsistent", sentence.strip(), result, "%")


def repeated(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a number with the same number printed elsewhere in the same text."""
    _need(reported, others, 1)
    agree = all(_values(reported).meets(_values(other)) for other in others)
    where = "; ".join(other.shown for other in others)
    sentence = f"The text prints it again as {where}. {note}"
    return Finding("reproduced" if agree else "inconsistent", sentence.strip())


def exceeds(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that the first quantity is larger than each of the others."""
    for other in others:
        _values(other)
    others = [in_unit(other, others[0].unit) for other in others]
    _need(others[0] if others else reported, others, 2)
    left, *rest = others
    larger = all(_values(left).low > _values(other).printed_top for other in rest)
    smaller = any(_values(left).high < _values(other).low for other in rest)
    compared = "; ".join(f"{other.shown} ({other.label})" for other in rest)
    ratios = [
        _values(left) / Interval(_values(other).low, _values(other).printed_top) for other in rest
    ]
    result = Interval(min(r.low for r in ratios), max(r.high for r in ratios))
    status: Status = "reproduced" if larger else "inconsistent" if smaller else "not checkable"
    verb = {
        "reproduced": "is more than",
        "inconsistent": "is less than one of",
        "not checkable": "may or may not be more, within rounding, than",
    }[status]
    sentence = f"{left.shown} ({left.label}) {verb} {compared}. {note}"
    return Finding(status, sentence.strip(), result, "times")


def between_texts(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a number with what the other texts print for the same thing."""
    _need(reported, others, 1)
    agree = all(_values(reported).meets(_values(other)) for other in others)
    sentence = f"{_list([reported, *others])}. {note}"
    return Finding("consistent" if agree else "disputed", sentence.strip())


def earlier(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that nothing dated contradicts the year in which a text lets something begin."""
    if reported.year is None:
        raise ValueError(f"{reported.id} states no year")
    if not others:
        raise ValueError("it has no dated events to compare with")
    before = [other for other in others if other.year is not None and other.year < reported.year]
    if not before:
        return Finding(
            "consistent", f"None of {len(others)} dated events is earlier. {note}".strip()
        )
    named = "; ".join(f"{other.year} {other.label}" for other in before)
    sentence = f"{len(before)} dated events come before {reported.year}: {named}. {note}"
    return Finding("disputed", sentence.strip())


def missing(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what the text would have had to print."""
    return Finding("not checkable", note)


#: The checks, by the name they have in ``checks.csv``.
CHECKS: Mapping[str, Check] = {
    "published": published,
    "growth": growth,
    "repeated": repeated,
    "exceeds": exceeds,
    "texts": between_texts,
    "earlier": earlier,
    "missing": missing,
}


def _inputs(ids: str) -> list[Quantity]:
    known = {**figures(), **_events()}
    return [known[i] if i in known else from_claim(claim(i)) for i in ids.split()]


@remembered
def _outcomes() -> tuple[tuple[str, str, Finding | Exception], ...]:
    """Make every check, in the order of the table; a check that fails hides no other."""
    outcomes: list[tuple[str, str, Finding | Exception]] = []
    for row in table("checks").to_dict("records"):
        outcome: Finding | Exception
        try:
            reported, others = from_claim(claim(row["claim"])), _inputs(row["inputs"])
            outcome = CHECKS[row["check"]](reported, others, row["note"])
        except Exception as error:  # whatever a check raises is a fault of its row
            outcome = error
        outcomes.append((row["claim"], row["check"], outcome))
    return tuple(outcomes)


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


@remembered
def _findings() -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for claim_id, _, outcome in _outcomes():
        if isinstance(outcome, Exception):
            outcome = Finding("not checkable", f"The check cannot be made: {_reason(outcome)}.")
        found[claim_id] = (*found.get(claim_id, ()), outcome)
    return found


def verdict(claim_id: str) -> Verdict:
    """Return the verdict on one claim.

    Raises
    ------
    microdrama.evidence.UnknownClaimError
        If there is no such claim.
    """
    claim(claim_id)
    findings = _findings().get(claim_id, ())
    order = list(STATUSES)
    status = min((finding.status for finding in findings), key=order.index, default="not checked")
    return Verdict(claim_id, status, findings)


_SCORECARD = ["claim", "text", "statement", "number", "status", "comparison"]


def scorecard(ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the verdicts on some claims as a table.

    Parameters
    ----------
    ids : iterable of str, optional
        Claims to include; all claims that a check covers if left out.

    Returns
    -------
    pandas.DataFrame
        Columns ``claim``, ``text``, ``statement``, ``number``, ``status``, ``comparison``.

    Raises
    ------
    microdrama.evidence.UnknownClaimError
        If a claim is unknown.
    """
    import pandas as pd

    wanted = [i for i in claims() if i in _findings()] if ids is None else list(ids)
    rows = []
    for claim_id in wanted:
        row, found = claim(claim_id), verdict(claim_id)
        rows.append(
            {
                "claim": claim_id,
                "text": short(row.source),
                "statement": row.statement,
                "number": row.number,
                "status": found.status,
                "comparison": found.sentence,
            }
        )
    return pd.DataFrame(rows, columns=_SCORECARD)


def faults() -> list[Fault]:
    """Return the checks that could not be made at all, one fault each.

    Such a check never hides the other verdicts: its claim reads *not checkable* until the
    row is mended.
    """
    place = shown(DATA / "evidence" / "checks.csv")
    return [
        Fault(place, row, "check", f"“{check}” of {claim_id} cannot be made: {_reason(outcome)}.")
        for row, (claim_id, check, outcome) in enumerate(_outcomes(), start=2)
        if isinstance(outcome, Exception)
    ]
