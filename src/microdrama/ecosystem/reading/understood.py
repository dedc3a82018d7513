"""How a file was read, as a short table for the reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from microdrama.ecosystem.reading.survey import Understood
from microdrama.intake.text import short

_WAYS = {
    "id": "by id",
    "wording": "by wording",
    "question": "about the respondent",
    "mapping": "as you say",
}

#: Rows of the table; what is more is counted.
_MOST = 24


def table(understood: Understood) -> list[str]:
    """Return what was understood, one line each: columns and items, then answers and numbers.

    Neighbouring columns that are told in the same way share a line.

    Parameters
    ----------
    understood : Understood
        Of a survey.
    """
    by = f", an export of {understood.saved_by}" if understood.saved_by else ""
    return [f"What was understood{by}:", *_columns(understood), *_answers(understood)]


def _columns(understood: Understood) -> Iterator[str]:
    runs = groupby(
        enumerate(understood.columns), key=lambda one: (one[1][3], _number(one[1][0]) - one[0])
    )
    lines = []
    for (way, _), run in runs:
        columns = [column for _, column in run]
        first, last = columns[0], columns[-1]
        where = f"column {first[0]}" if first == last else f"columns {first[0]} to {last[0]}"
        ids = [column[2] for column in columns]
        of = ids[0] if len(ids) == 1 else f"{ids[0]} … {ids[-1]} ({len(ids)})"
        lines.append(f"  {where} → {of}, {_WAYS[way]}, “{short(first[1], 50)}”")
    yield from _few(lines, "columns")


def _number(letters: str) -> int:
    """Return the number of a column from its letters."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _answers(understood: Understood) -> Iterator[str]:
    order = sorted(understood.answers, key=lambda answer: (answer[1] or "~", -answer[2]))
    lines = [
        f"  “{shown}” → {means or 'not understood'}, {count:,} {'cell' if count == 1 else 'cells'}"
        for shown, means, count in order
    ]
    yield from _few(lines, "answers")


def _few(lines: list[str], what: str) -> Iterator[str]:
    yield from lines[:_MOST]
    if more := len(lines[_MOST:]):
        yield f"  … and {more:,} more {what}"
