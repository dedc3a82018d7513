"""A printed mean beside all the means that answers in whole numbers can have (GRIM)."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding, Status
from microdrama.evidence.checks.inputs import comparable, runs_upwards, whole_numbers
from microdrama.evidence.checks.wording import at_most, percentage
from microdrama.evidence.grim import ITEMS, largest_deviation, possible_totals, refutable_share
from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Check whether whole-number answers can have a printed mean (the GRIM test).

    The others are the respondents and the two ends of the answer scale.
    """
    respondents, low, high = whole_numbers(others, 3)
    comparable(reported, others[1:], 2, 2)
    runs_upwards(low, high)
    mean = reported.interval
    possible = [k for k in ITEMS if possible_totals(mean, respondents * k, low, high)]
    refutable = {k: refutable_share(mean, respondents * k) for k in ITEMS}
    status: Status = "not checkable"
    if not possible:
        status = "inconsistent"
        sentence = (
            f"No {respondents:,} respondents have this mean on a scale from {low} to {high}, "
            f"with 1 to {ITEMS[-1]} items."
        )
    elif not any(refutable.values()):
        sentence = (
            f"With {respondents:,} respondents every mean with this many decimals can occur, "
            f"whatever the number of items, so the arithmetic cannot refute it."
        )
    else:
        sentence = f"{_excluded(possible)} {_could_have_refuted(refutable)}"
        if all(refutable.values()):
            status = "consistent"
    if possible:
        sentence += f" {_deviation(mean, respondents, low, high)}"
    return Finding(status, f"{sentence} {note}".strip())


def _excluded(possible: list[int]) -> str:
    """Say with which numbers of items no data set has the mean."""
    excluded = [k for k in ITEMS if k not in possible]
    if not excluded:
        return "The mean is possible with any number of items."
    listed = ", ".join(map(str, excluded))
    return f"The mean is impossible with {listed} item{'' if excluded == [1] else 's'}."


def _could_have_refuted(refutable: dict[int, float]) -> str:
    """Say how many of all means the test refutes, for one item and for the most."""
    last = max(k for k in ITEMS if refutable[k])
    rest = (
        f"{percentage(refutable[last])} for {last}"
        if last == ITEMS[-1]
        else f"none for more than {last}"
    )
    return (
        f"The test could have refuted {percentage(refutable[1])} of all means for one item, "
        f"and {rest}."
    )


def _deviation(mean: Interval, respondents: int, low: int, high: int) -> str:
    """Say the largest standard deviation, divided by n - 1 as programs print it."""
    ends = max(mean.low, low), min(mean.high, high)
    # It is largest at the end, or at the middle of the scale, if that is within the rounding.
    middle = min(max((low + high) / 2, ends[0]), ends[1])
    deviation = max(largest_deviation(value, low, high) for value in (*ends, middle))
    if respondents > 1:
        deviation *= (respondents / (respondents - 1)) ** 0.5
    return f"The standard deviation is at most {at_most(deviation)}."
