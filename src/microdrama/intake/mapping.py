"""A small table in which a reader says what headings and answers mean.

The program writes it with what it has understood, and empty where it has not; the reader corrects
it in a spreadsheet and gives it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from microdrama.intake.downloads import as_csv
from microdrama.intake.sheets import SheetError
from microdrama.intake.text import plain, short

HEADINGS = ("kind", "column", "in the file", "means")
COLUMN, ANSWER = "column", "answer"

#: The apostrophe that keeps a spreadsheet from taking a text for a formula.
_ESCAPED = re.compile(r"^'(?=[=+\-@\t\r])")

#: What says that a column is not read, or that an answer is none.
NOTHING = {"-", "missing", "none", "不读", "缺失"}


@dataclass(frozen=True)
class Mapping:
    """What a reader says about a file.

    Parameters
    ----------
    columns : dict of (str, str) to str
        What a column means, by its letters in a spreadsheet and its plain heading; ``-`` for one
        that is not read, which the table calls ``none``.
    answers : dict of str to str
        What an answer means, by its plain text; ``-`` for one that is none, which the
        table calls ``missing``.
    """

    columns: dict[tuple[str, str], str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def of(self, place: int, heading: str) -> str | None:
        """Return what the column at a place means, None if nothing is said about it."""
        text = plain(heading)
        if (said := self.columns.get((letters(place), text))) is not None:
            return said
        alike = {means for (_, other), means in self.columns.items() if other == text}
        return alike.pop() if len(alike) == 1 else None


def letters(place: int) -> str:
    """Return the letters by which a spreadsheet names a column, ``A`` for 0.

    Examples
    --------
    >>> letters(27)
    'AB'
    """
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def read(path: Path) -> Mapping:
    """Read what a reader says about a file.

    Raises
    ------
    SheetError
        If the table cannot be read, or a row of it does not say what it should.
    """
    from microdrama.intake.spreadsheets import opened

    sheet = opened(path, lambda row: len({plain(cell) for cell in row} & set(HEADINGS)))
    rows = enumerate(sheet.rows, start=1)
    heading = next(([plain(cell) for cell in row] for _, row in rows if any(row)), [])
    if missing := [name for name in HEADINGS if name not in heading]:
        raise SheetError(
            f"has no column “{missing[0]}”; take the table that “survey check” writes with "
            "“--columns” and a new name"
        )
    at = [heading.index(name) for name in HEADINGS]
    mapping = Mapping()
    for number, row in rows:
        cells = [row[place].strip() if place < len(row) else "" for place in at]
        kind, column, name, means = (_ESCAPED.sub("", cell) for cell in cells)
        if not any(cells) or not means:
            continue
        means = "-" if plain(means) in NOTHING else means
        if plain(kind) == COLUMN:
            mapping.columns[column.upper(), plain(name)] = means
        elif plain(kind) == ANSWER:
            mapping.answers[plain(name)] = means
        else:
            raise SheetError(
                f"says “{short(kind)}” in row {number}; its kind is {COLUMN} or {ANSWER}"
            )
    return mapping


def written(rows: Iterable[tuple[str, str, str, str]]) -> str:
    """Return the table as text for a spreadsheet."""
    said = ((*row[:-1], "none" if row[-1] == "-" else row[-1]) for row in rows)
    # The mark at the start tells Excel that the file is UTF-8.
    return "\ufeff" + as_csv([HEADINGS, *said])
