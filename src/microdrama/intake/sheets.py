"""What a table is once its file is open, whatever program has saved it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

#: The heading stands in one of the first rows; above it there may be a title.
FIRST = 40

#: Knows how many of the cells of a row are headings.
Known = Callable[[list[str]], int]


class SheetError(Exception):
    """A file holds no rows; the text says what it is and what to do, without naming it."""


@dataclass
class Sheet:
    """The rows of a table.

    Parameters
    ----------
    rows : iterator of list of str
        Cells of each row as a spreadsheet counts rows, an empty list for a blank one.
    can_slip : bool
        Whether a stray separator can move the cells of a row, as in text.
    notes : list of str
        What a reader of the file should know, one sentence each.
    unclosed : list of int
        Rows, met so far, with a quotation mark that is not closed or stands within a text.
    headings : list of tuple of str, optional
        All that names each column, where the file keeps it apart from the rows, as those of SPSS
        and Stata do; then the first of the rows is row 1.
    program : str
        What has saved the file, where its form tells.
    """

    rows: Iterator[list[str]]
    can_slip: bool
    notes: list[str] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    headings: list[tuple[str, ...]] | None = None
    program: str = ""


def best(tables: list[list[list[str]]], known: Known) -> tuple[int, int]:
    """Return which of several tables has the row with most headings, and how many these are."""
    most = [max(map(known, islice(rows, FIRST)), default=0) for rows in tables]
    return most.index(max(most)), max(most)


def as_text(value: object) -> str:
    """Return a cell as it shows: nothing for an empty one, ``4`` for ``4.0``."""
    if value is None:
        return ""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole and abs(value) < 1e15 else str(value)
