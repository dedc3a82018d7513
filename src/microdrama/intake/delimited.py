"""Rows of a text with separators.

Which encoding and which separator it has is found by trying: the caller says how many headings it
knows in a row, and the reading in which it knows most is taken.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from microdrama.intake.sheets import FIRST, Known, Sheet

SEPARATORS = (",", ";", "\t", "|")

#: No cell has more lines than this; a quotation mark that opens more was never closed.
MOST_LINES = 50

#: Share of the letters that may be broken in a text whose encoding is right.
_FEW_LOST = 0.2

_BLOCK = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # starts like the next, so it comes first
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF32_BE, "utf-32"),
)


def opened(path: Path, head: bytes, known: Known) -> Sheet:
    """Open a text.

    Parameters
    ----------
    path : Path
        The file.
    head : bytes
        How it begins.
    known : callable
        Counts the cells of a row that are headings.
    """
    encodings = [name for mark, name in _MARKS if head.startswith(mark)][:1]
    if not encodings:
        # Wide characters without a mark have zero bytes; other text has none.
        wide = ["utf-16-le", "utf-16-be"] if b"\0" in head else []
        encodings = [*wide, "utf-8", "gb18030", "cp1252"]
    found = {}
    for encoding in encodings:
        lines = io.StringIO(head.decode(encoding, "replace"), newline="")
        text = list(lines)
        for separator in SEPARATORS:
            rows = list(islice(_rows(iter(text), separator, []), FIRST))
            # Where no heading is known at all, the separator that makes columns is taken.
            widths = Counter(len(row) for row in rows if row)
            width = widths.most_common(1)[0][0] if widths else 0
            most = max(map(known, rows), default=0)
            found[encoding, separator] = (most, 0 if most else width)
    most = max(found.values())
    best = [way for way, count in found.items() if count == most]
    encoding, whole = _likely(path, dict.fromkeys(encoding for encoding, _ in best))
    separator = next(separator for name, separator in best if name == encoding)
    sheet = Sheet(iter(()), can_slip=True)
    sheet.rows = _rows(_lines(path, encoding), separator, sheet.unclosed)
    if not whole:
        sheet.notes.append(
            "Some letters of the file cannot be read; if a text looks broken, save the file again "
            "as “CSV UTF-8”."
        )
    return sheet


def _likely(path: Path, encodings: Iterable[str]) -> tuple[str, bool]:
    """Return the first encoding in which hardly anything of a file is no text.

    A text in UTF-8 stays one when a few of its bytes are broken; read as another encoding it
    would be spoilt from end to end.

    Returns
    -------
    encoding, whole : str, bool
        The last encoding if none fits; whether all of the file is text.
    """
    for encoding in encodings:
        lost, foreign = _losses(path, encoding)
        if lost <= _FEW_LOST * foreign:
            break
    return encoding, not lost


def _losses(path: Path, encoding: str) -> tuple[int, int]:
    """Count the places that are no text in an encoding, and all that are not plain ASCII."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    lost = foreign = 0
    with path.open("rb") as file:
        for block in iter(partial(file.read, _BLOCK), b""):
            text = decoder.decode(block)
            lost += text.count("\ufffd")
            foreign += len(text) - len(text.encode("ascii", "ignore"))
    return lost, foreign


def _lines(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield from file


class _UnclosedError(Exception):
    """A cell goes on for longer than a cell can."""


class _Lines:
    """Lines for a CSV reader, which can be handed back when a row turns out not to end."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self.of_row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self._back.popleft() if self._back else next(self._lines)
        except StopIteration:
            if self.of_row:
                raise _UnclosedError from None
            raise
        self.of_row.append(line)
        if len(self.of_row) > MOST_LINES:
            raise _UnclosedError
        return line

    def hand_back(self) -> str:
        """Return the first line of the row; the others will come again."""
        first, *rest = self.of_row
        self._back.extendleft(reversed(rest))
        self.of_row = []
        return first


def _rows(source: Iterator[str], separator: str, unclosed: list[int]) -> Iterator[list[str]]:
    """Read rows; one that is not quoted as it should be costs no other row its cells."""
    lines, number = _Lines(source), 0
    while True:
        try:
            for row in csv.reader(lines, delimiter=separator, strict=True):
                lines.of_row = []
                number += 1
                yield row
            return
        except (_UnclosedError, csv.Error):
            number += 1
            unclosed.append(number)
            yield [cell.strip().strip('"') for cell in lines.hand_back().split(separator)]
