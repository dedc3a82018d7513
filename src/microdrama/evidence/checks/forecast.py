"""A printed number that was a forecast: whose, and what became of it."""

from __future__ import annotations

from microdrama.evidence.checks.comparison import listed, worst
from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity, in_unit


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Set a number beside the forecast that it repeats, then beside results and other forecasts.

    The first of the others is the forecast. A number that is not that forecast is compared as
    any other.
    """
    if not others or not others[0].forecast:
        raise ValueError("its first input must be a forecast")
    values = reported.interval
    pairs = [(other, in_unit(other, reported.unit).interval) for other in others]
    (source, expected), *rest = pairs
    results = [pair for pair in rest if not pair[0].forecast]
    rivals = [pair for pair in rest if pair[0].forecast]
    if not values.meets(expected):
        sentence = f"It is not the forecast of its year: {listed(values, pairs)}. {note}"
        return Finding(worst(values, [other for _, other in pairs]), sentence.strip())
    parts = [f"It is what {source.label} expected for {source.year}: {source.shown}."]
    if results:
        parts.append(f"After the year {listed(values, results)}.")
    if rivals:
        parts.append(f"Another forecast for the same year: {listed(values, rivals)}.")
    known = [other for _, other in results]
    became = Interval(min(r.low for r in known), max(r.high for r in known)) if known else None
    return Finding("forecast", " ".join([*parts, note]).strip(), became, reported.unit)
