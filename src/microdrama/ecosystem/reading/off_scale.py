"""Numbers that are on no scale of the questionnaire: another scale, or codes for missing answers.

Either is said once, with the option that says which it is; nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import LOOKS_MISSING, MOST_POINTS, Item, whole
from microdrama.ecosystem.reading.columns import Column
from microdrama.ecosystem.reading.rows import Grid
from microdrama.intake.text import listed, plain
from microdrama.package import Fault

#: A slip of the finger is a cell or two; so many off the scale are another scale: cells, their
#: share of all numbers, and the share of the items in which they stand.
CELLS, SHARE, ITEMS = 5, 0.02, 0.25

_WHOLE = re.compile(r"-?[0-9]{1,2}")


def other_scale(grid: Grid) -> str | None:
    """Say on which scale the answers of a file seem to be, if not on the one they are read on.

    It is another scale if the numbers beyond the ends follow on from them: a code for missing
    answers, such as 9 beside 1 to 5, stands apart.
    """
    columns = list(grid.items.values())
    low, high = columns[0].of.ends
    off = [_off_scale(column) for column in columns]
    beyond = sum(off, Counter())
    count = beyond.total()
    on = _points(columns) if count >= CELLS else Counter()
    if count < max(CELLS, SHARE * (count + on.total())):
        return None
    if sum(map(bool, off)) < ITEMS * len(columns):
        return None
    met = {low + place for place in on} | set(beyond)
    lowest, highest = min(met), max(met)
    known = {*range(low, high + 1), *beyond}
    if len(known) != max(known) - min(known) + 1 or highest - lowest >= MOST_POINTS:
        return None
    option = f"--scale={lowest}..{highest}"
    return (
        f"has answers from {lowest} to {highest}, which looks like another scale than that from "
        f"{low} to {high}; if these are its lowest and its highest point, say {option} "
        f'(with make: SURVEY_OPTIONS="{option}"), and if one of these numbers stands for a '
        "missing answer, name it with --missing"
    )


def _points(columns: list[Column]) -> Counter[int]:
    """Count the places on the scale that plain numbers name."""
    import numpy as np

    tally = np.zeros(256, int)
    for column in columns:
        for part in column.parts:
            tally += np.bincount(part.view(np.uint8), minlength=256)
    return Counter({place: int(tally[place]) for place in range(MOST_POINTS) if tally[place]})


def _off_scale(column: Column) -> Counter[int]:
    """Count the small whole numbers of a column that are no answers."""
    low, high = column.of.ends
    found: Counter[int] = Counter()
    for cell, count in column.refused.items():
        text = whole(plain(cell))
        if (
            _WHOLE.fullmatch(text)
            and not low <= int(text) <= high
            and abs(int(text)) <= MOST_POINTS
        ):
            found[int(text)] += count
    return found


def code_faults(grid: Grid) -> Iterator[Fault]:
    """Name each number once that looks like a code for missing answers."""
    counts: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for column in grid.columns:
        for cell, count in column.refused.items():
            text = whole(plain(cell))
            if text in LOOKS_MISSING:
                counts[text] += count
                named = places.setdefault(text, [])
                if column.of.id not in named:
                    named.append(column.of.id)
    for code, count in counts.most_common():
        cells = f"{count:,} {'cell' if count == 1 else 'cells'}"
        yield Fault(
            grid.file,
            0,
            "",
            f"“{code}” stands in {cells} of {listed(places[code], 4)} and is no answer; if it "
            f"stands for a missing one, say --missing={code} (with make: "
            f'SURVEY_OPTIONS="--missing={code}"), else correct the cells.',
        )


def rescaled_notes(grid: Grid) -> Iterator[str]:
    """Say how answers on another scale are put on the questionnaire's."""
    scales = {column.of.scale for column in grid.columns if isinstance(column.of, Item)}
    (low, high), (first, last) = next(iter(scales)) or instrument.scale(), instrument.scale()
    if (low, high) == (first, last):
        return
    evenly = "" if high - low == last - first else ", evenly; means are on that scale, and "
    evenly += "correlations are as they were" if evenly else ""
    yield f"Answers from {low} to {high} are read as {first} to {last}{evenly}."
