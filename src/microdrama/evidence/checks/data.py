"""The numbers that a data set takes beside the numbers that the text prints."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding, Status
from microdrama.evidence.checks.inputs import runs_upwards, whole_numbers
from microdrama.evidence.checks.wording import counted
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Compare the numbers that a data set takes with the numbers that the text prints.

    The others are the respondents, the two ends of the answer scale, the count of numbers in the
    whole text, and the printed scales.
    Answers of one item a scale can be printed one by one, or counted in a table with a cell
    for every combination of answers; the shorter of the two is asked for.
    """
    respondents, low, high, numbers = whole_numbers(others[:4], 4)
    scales = len(others) - 4
    if scales < 1:
        raise ValueError("it needs at least one scale")
    runs_upwards(low, high)
    answers, cells = respondents * scales, (high - low + 1) ** scales
    least = min(answers, cells)
    status: Status = "inconsistent" if numbers < least else "not checkable"
    sentence = (
        f"The answers of {respondents:,} respondents on {counted(scales, 'scale')} take at "
        f"least {least:,} numbers to print, one by one or as a table of counts; the whole text has "
        f"{numbers:,}."
    )
    return Finding(status, f"{sentence} {note}".strip())
