"""Tables that a reader may open in a spreadsheet, whatever stands in them.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula and runs it.
A title that a reader typed, or a sentence of a text, is none. So such a text gets an apostrophe in
front, which spreadsheets take for *this is text* (as OWASP recommends for CSV injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

#: How a formula begins; spreadsheets skip a tab or a line break before it, and take a sign by
#: itself for text.
_FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠]\s*\S")

#: What begins so and is a number, which stays one.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?\s?%?")


def neutral(cell: Any) -> Any:
    """Return a cell as a spreadsheet may have it: a text that would be a formula is marked.

    Parameters
    ----------
    cell : object
        A text, a number or whatever else a table holds. Numbers stay numbers, typed ones too.
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell.strip()):
        return f"'{cell}"
    return cell


def as_csv(
    rows: Iterable[Iterable[Any]], line_end: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL
) -> str:
    """Return rows as a table with commas in which no text is a formula.

    Parameters
    ----------
    rows : iterable of iterables
        The headings are the first.
    line_end : str
        As spreadsheets write it.
    quoting : int
        One of the constants of :mod:`csv`.
    """
    text = io.StringIO()
    # What stands within the quotation marks does not matter: spreadsheets look at the text alone.
    csv.writer(text, lineterminator=line_end, quoting=quoting).writerows(  # type: ignore[arg-type]
        map(neutral, row) for row in rows
    )
    return text.getvalue()
