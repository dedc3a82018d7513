"""What can be checked about a printed number: one check, one pure function.

A check takes the reported quantity, what it is compared with, and a note, and returns a
finding. Numbers are read as everything that rounds to them, so an inconsistency is never an
artefact of rounding. A finding speaks of numbers, not of people.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from microdrama.evidence.intervals import CONFIDENCE, Interval
from microdrama.evidence.possible import (
    correlation_range,
    detectable,
    explained_range,
    largest_deviation,
    largest_p,
    largest_vif,
    least_partial,
    mean_power,
    possible_counts,
    possible_totals,
    wilson,
)
from microdrama.evidence.quantities import Quantity, in_unit

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
    needs : str
        What the text would have had to print, where it cannot be checked.
    """

    status: Status
    sentence: str
    result: Interval | None = None
    unit: str = ""
    needs: str = ""


Check = Callable[[Quantity, list[Quantity], str], Finding]


def _list(quantities: Iterable[Quantity]) -> str:
    return "; ".join(f"{quantity.label} prints {quantity.shown}" for quantity in quantities)


def _need(reported: Quantity, others: list[Quantity], least: int, most: int | None = None) -> None:
    """Refuse a comparison with too few or too many quantities, or across units."""
    for quantity in (reported, *others):
        _ = quantity.interval
    if len(others) < least or (most is not None and len(others) > most):
        wanted = f"{least}" if most == least else f"at least {least}"
        raise ValueError(
            f"it needs {wanted} input{'' if wanted.endswith('1') else 's'} and has {len(others)}"
        )
    units = {quantity.unit for quantity in (reported, *others)}
    if len(units) > 1:
        raise ValueError(f"{' and '.join(sorted(units))} cannot be compared")


def published(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a printed number with what outside publishers print for the same thing.

    A publisher who prints only a bound, such as *more than*, can differ from an amount but never
    print the same; the recomputed range holds the amounts.
    """
    if not others:
        raise ValueError("it has nothing to compare with")
    values = reported.interval
    converted = [in_unit(other, reported.unit) for other in others]
    same, bounds, differ = [], [], []
    for one, other in zip(others, converted, strict=True):
        bound = values.finite and not other.interval.finite
        agree = values.meets(other.interval)
        (differ if not agree else bounds if bound else same).append(one)
    ranges = [other.interval for other in converted]
    ranges = [one for one in ranges if one.finite] or ranges
    result = Interval(min(r.low for r in ranges), max(r.high for r in ranges))
    parts = []
    if same:
        parts.append(f"In agreement: {_list(same)}.")
    if differ:
        parts.append(f"Different beyond both roundings: {_list(differ)}.")
    if bounds:
        parts.append(f"Only a bound, and within it: {_list(bounds)}.")
    status: Status = "disputed" if differ else "reproduced" if same else "consistent"
    return Finding(status, " ".join([*parts, note]).strip(), result, reported.unit)


def growth(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Recompute a printed percentage of growth from the two numbers it is about."""
    _need(reported, [], 0)
    if reported.unit != "%":
        raise ValueError(f"{reported.unit} and % of growth cannot be compared")
    _need(others[0] if others else reported, others, 2, 2)
    before, after = others
    if before.interval.low <= 0 <= before.interval.high:
        raise ValueError(f"{before.shown} may be zero, and nothing grows from zero")
    result = (after.interval / before.interval - 1) * 100
    agrees = reported.interval.meets(result)
    verb = "gives" if agrees else "gives instead"
    sentence = (
        f"From {before.shown} to {after.shown} {verb} {round(result.middle):,}% growth, "
        f"{result.middle / 100 + 1:,.1f} times the start. {note}"
    )
    return Finding("reproduced" if agrees else "inconsistent", sentence.strip(), result, "%")


def repeated(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare a number with the same number printed elsewhere in the same text."""
    _need(reported, others, 1)
    agree = all(reported.interval.meets(other.interval) for other in others)
    where = "; ".join(other.shown for other in others)
    sentence = f"The text prints it again as {where}. {note}"
    return Finding("reproduced" if agree else "inconsistent", sentence.strip())


def exceeds(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that the first quantity is larger than each of the others."""
    others = [in_unit(other, others[0].unit) for other in others]
    _need(others[0] if others else reported, others, 2)
    left, *rest = others
    larger = all(left.interval.low > other.interval.printed_top for other in rest)
    smaller = any(left.interval.high < other.interval.low for other in rest)
    compared = "; ".join(f"{other.shown} ({other.label})" for other in rest)
    divisors = [Interval(other.interval.low, other.interval.printed_top) for other in rest]
    result = None
    if all(divisor.low > 0 for divisor in divisors):
        ratios = [left.interval / divisor for divisor in divisors]
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
    agree = all(reported.interval.meets(other.interval) for other in others)
    sentence = f"{_list([reported, *others])}. {note}"
    return Finding("consistent" if agree else "disputed", sentence.strip())


def earlier(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that nothing dated contradicts the year in which a text lets something begin."""
    if reported.year is None:
        raise ValueError(f"{reported.id} states no year")
    if not others:
        raise ValueError("it has no dated events to compare with")
    if any(other.year is None for other in others):
        raise ValueError("not all of its inputs are dated events")
    before = [other for other in others if other.year is not None and other.year < reported.year]
    if not before:
        return Finding(
            "consistent", f"None of {len(others)} dated events is earlier. {note}".strip()
        )
    named = "; ".join(f"{other.year} {other.label}" for other in before)
    sentence = (
        f"{_counted_noun(len(before), 'dated event')} before {reported.year}: {named}. {note}"
    )
    return Finding("disputed", sentence.strip())


def parts(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check that shares of one whole are together at most all of it."""
    _need(reported, others, 1)
    if reported.unit != "%":
        raise ValueError(f"{reported.unit} is no share of a whole")
    least = sum(max(0.0, part.interval.low) for part in (reported, *others))
    listed = " and ".join(part.shown for part in (reported, *others))
    fits = least <= 100 + 1e-9
    said = f"leave {_up(100 - least):g}% at most"
    if not fits:
        said = f"are more than the whole by {_down(least - 100):g}% at least"
    sentence = f"{listed} {said}. {note}"
    return Finding("consistent" if fits else "inconsistent", sentence.strip())


#: Numbers of items that a scale may have where a text does not say.
ITEMS = range(1, 11)


def mean(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check whether whole-number answers can have a printed mean (the GRIM test).

    The others are the respondents and the two ends of the answer scale.
    """
    respondents, low, high = _whole(others, 3)
    _need(reported, others[1:], 2, 2)
    _upwards(low, high)
    printed = reported.interval
    possible = [k for k in ITEMS if possible_totals(printed, respondents * k, low, high)]
    power = {k: mean_power(printed, respondents * k) for k in ITEMS}
    tested = [k for k in ITEMS if power[k] > 0]
    status: Status = "not checkable"
    if not possible:
        status = "inconsistent"
        said = (
            f"No {respondents:,} respondents have this mean on a scale from {low} to {high}, "
            f"with 1 to {ITEMS[-1]} items."
        )
    elif not tested:
        said = (
            f"With {respondents:,} respondents every mean with this many decimals can occur, "
            f"whatever the number of items, so the arithmetic cannot refute it."
        )
    else:
        out = [k for k in ITEMS if k not in possible]
        excluded = (
            f"impossible with {_counted(out, 'item')}"
            if out
            else "possible with any number of items"
        )
        said = (
            f"The mean is {excluded}. The test could have refuted {_part(power[1])} of all means "
            f"for one item, and {_part(power[ITEMS[-1]]) if tested[-1] == ITEMS[-1] else 'none'} "
            f"for {f'{ITEMS[-1]}' if tested[-1] == ITEMS[-1] else f'more than {tested[-1]}'}."
        )
        if len(tested) == len(ITEMS):
            status = "consistent"
    if possible:
        spread = max(largest_deviation(end, low, high) for end in _within(printed, low, high))
        if respondents > 1:
            spread *= (respondents / (respondents - 1)) ** 0.5
        said += f" The standard deviation is at most {_no_more(spread)}."
    return Finding(status, f"{said} {note}".strip())


def _within(values: Interval, low: float, high: float) -> tuple[float, float, float]:
    """Return the ends of an interval inside a scale, and its value nearest the middle."""
    ends = max(values.low, low), min(values.high, high)
    return *ends, min(max((low + high) / 2, ends[0]), ends[1])


def _counted_noun(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _part(share: float) -> str:
    """Say a share in percent, but never some as none or as all."""
    said = f"{share:.0%}"
    if said == "0%" and share > 0:
        return "less than 1%"
    return "more than 99%" if said == "100%" and share < 1 else said


def _down(value: float, places: int = 2) -> float:
    """Round a lower bound down, so that what is said stays true."""
    return math.floor(value * 10**places + 1e-9) / 10**places


def _up(value: float, places: int = 2) -> float:
    """Round an upper bound up."""
    return math.ceil(value * 10**places - 1e-9) / 10**places


def _at_least(value: float) -> str:
    return _signed(_down(value))


def _no_more(value: float) -> str:
    return _signed(_up(value))


def _counted(numbers: list[int], noun: str) -> str:
    listed = ", ".join(map(str, numbers))
    return f"{listed} {noun}" + ("" if numbers == [1] else "s")


def _whole(others: list[Quantity], count: int, after: int = 0) -> list[int]:
    """Read inputs that must be whole numbers: respondents, ends of a scale."""
    if len(others) != after + count:
        raise ValueError(f"it needs {_counted_noun(after + count, 'input')} and has {len(others)}")
    others = others[after:]
    for other in others:
        exact = other.interval.finite and other.interval.high - other.interval.low <= 1
        if not exact or other.interval.middle != round(other.interval.middle):
            raise ValueError("respondents and ends of a scale must be exact whole numbers")
        if other.unit == "%":
            raise ValueError(f"{other.shown} is no number of respondents and no end of a scale")
    if others and others[0].interval.middle < 1:
        raise ValueError(f"there are no {others[0].shown}")
    return [round(other.interval.middle) for other in others]


def _upwards(low: int, high: int) -> None:
    if low >= high:
        raise ValueError(f"a scale runs upwards, not from {low} to {high}")


def share(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check whether some count of the respondents has a printed percentage."""
    [respondents] = _whole(others, 1)
    if reported.unit != "%":
        raise ValueError(f"{reported.unit} is no percentage")
    values = reported.interval
    counts = possible_counts(values, respondents)
    if not counts:
        said = f"No count of {respondents:,} is {reported.shown}; one more or less jumps over it."
        return Finding("inconsistent", f"{said} {note}".strip())
    among = f"{counts[0]:,} to {counts[-1]:,}" if len(counts) > 1 else f"{counts[0]:,}"
    margin = wilson(counts, respondents)
    said = (
        f"It stands for {among} of {respondents:,} respondents. Were they drawn at random, the "
        f"share of all would lie between {margin.low:.1f}% and {margin.high:.1f}% "
        f"(Wilson, {CONFIDENCE:.0%})."
    )
    # With respondents closer together than the last printed digit every percentage occurs.
    refutable = 100 / respondents > (values.high - values.low) * (1 + 1e-9)
    return Finding(
        "consistent" if refutable else "not checkable", f"{said} {note}".strip(), margin, "%"
    )


#: Largest variance inflation factor that the sentences speak of; a common rule of thumb.
VIF = 5.0


def coefficient(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what a printed coefficient and its p-value imply for each other, and leave open.

    The others are the p-value and the respondents. With several predictors the standard error
    can be anything, so neither number can contradict the other.
    """
    [respondents] = _whole(others, 1, after=1)
    beta, p = reported.interval, others[0].interval.high
    if reported.unit:
        raise ValueError(f"{reported.shown} is no standardised coefficient")
    if others[0].interval.low > 1 or p <= 0:
        raise ValueError(f"{others[0].shown} is no p-value")
    if p >= 1:
        return Finding("not checkable", f"From {others[0].shown} nothing follows. {note}".strip())
    few, many = (_at_least(least_partial(p, respondents, k)) for k in (1, ITEMS[-1]))
    said = (
        f"With {respondents:,} respondents {others[0].shown} means a partial correlation of at "
        f"least {few}{'' if few == many else f' with one predictor, {many} with {ITEMS[-1]}'}."
    )
    if not beta.finite:
        said += " Without the coefficient nothing more follows."
        return Finding("not checkable", f"{said} {note}".strip())
    limit = _down(largest_vif(beta.least_size, p, respondents, ITEMS[-1]), 1)
    follows = (
        f"It follows from {reported.shown} as long as the predictor's variance inflation factor "
        f"stays below {limit:.1f}."
        if limit > 1
        else f"It does not follow from {reported.shown} alone."
    )
    if beta.least_size > VIF**0.5:
        raise ValueError(f"{reported.shown} is no standardised coefficient")
    limit = VIF**0.5
    # At a coefficient of 1 the correlation can be 1, and on either side of it only less.
    turns = [one for one in (-1.0, 1.0) if beta.low < one < beta.high]
    ends = [
        correlation_range(min(max(end, -limit), limit), VIF)
        for end in (beta.low, *turns, beta.high)
    ]
    r = Interval(min(end.low for end in ends), max(end.high for end in ends))
    r2 = explained_range(beta.least_size, VIF)
    wide = (
        f"The plain correlation with the outcome may lie anywhere from {_at_least(r.low)} to "
        f"{_no_more(r.high)}, and R² from {_at_least(r2.low)} to {_no_more(r2.high)} "
        f"(inflation up to {VIF:.0f})."
    )
    return Finding("not checkable", f"{said} {follows} {wide} {note}".strip(), r, "correlation")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def significance(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what p-value a printed coefficient must have.

    The others are the coefficient and the respondents.
    """
    [respondents] = _whole(others, 1, after=1)
    _need(reported, [], 0)
    beta = others[0].interval
    if not beta.finite:
        said = f"From {others[0].shown} no p-value follows."
        return Finding("not checkable", f"{said} {note}".strip())
    alone, entangled = (
        largest_p(beta.least_size, respondents, ITEMS[-1], vif) for vif in (1.0, VIF)
    )
    said = (
        f"With {respondents:,} respondents {others[0].shown} has a p-value {_at_most(alone)} if "
        f"the predictors are unrelated, and {_at_most(entangled)} up to a variance inflation "
        f"factor of {VIF:.0f}."
    )
    return Finding("not checkable", f"{said} {note}".strip(), Interval(alone, entangled), "p")


def _at_most(p: float) -> str:
    """Say a bound of a p-value as it is read: nobody needs the fifteenth decimal."""
    return "below 0.0001" if p < 0.0001 else f"of at most {_up(p, -math.floor(math.log10(p))):.1g}"


def power(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say what a sample of a printed size can detect."""
    [respondents] = _whole(others, 1)
    few, many = (detectable(respondents, k) for k in (1, ITEMS[-1]))
    said = (
        f"{respondents:,} respondents find an explained variance of {few:.1%} with one predictor, "
        f"and of {many:.1%} with {ITEMS[-1]}, in four of five samples at the 5% level."
    )
    return Finding("not checkable", f"{said} {note}".strip())


def data(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare the numbers that a data set takes with the numbers that the text prints.

    The others are the respondents, the two ends of the answer scale, the count of numbers in the
    whole text, and the printed scales.
    Answers of one item a scale can be printed one by one, or counted in a table with a cell
    for every combination of answers; the shorter of the two is asked for.
    """
    respondents, low, high, numbers = _whole(others[:4], 4)
    scales = len(others) - 4
    if scales < 1:
        raise ValueError("it needs at least one scale")
    _upwards(low, high)
    answers, cells = respondents * scales, (high - low + 1) ** scales
    least = min(answers, cells)
    status: Status = "inconsistent" if numbers < least else "not checkable"
    said = (
        f"The answers of {respondents:,} respondents on {_counted_noun(scales, 'scale')} take at "
        f"least {least:,} numbers to print, one by one or as a table of counts; the whole text has "
        f"{numbers:,}."
    )
    return Finding(status, f"{said} {note}".strip())


def missing(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Say why nothing can be computed; what would be needed stands beside the check."""
    return Finding("not checkable", note)


#: The checks, by the name they have in ``checks.csv``.
CHECKS: Mapping[str, Check] = {
    "published": published,
    "growth": growth,
    "repeated": repeated,
    "exceeds": exceeds,
    "texts": between_texts,
    "earlier": earlier,
    "parts": parts,
    "mean": mean,
    "share": share,
    "coefficient": coefficient,
    "significance": significance,
    "power": power,
    "data": data,
    "missing": missing,
}
