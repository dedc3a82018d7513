"""Rows of cells from whatever a spreadsheet or a form saves.

Which encoding and which separator a text file has is found by trying: the caller says how many
headings it knows in a row, and the reading in which it knows most is taken.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

#: The heading stands in one of the first rows; above it there may be a title.
FIRST = 10

SEPARATORS = (",", ";", "\t")

#: No cell has more lines than this; a quotation mark that opens more was never closed.
MOST_LINES = 50

#: Share of the letters that may be broken in a text whose encoding is right.
_FEW_LOST = 0.2

_HEAD = 1 << 18
_BLOCK = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # starts like the next, so it comes first
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF32_BE, "utf-32"),
)

#: How files that are no tables begin, and what they are.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old or locked Office file; save it as .xlsx without a password"),
    (b"%PDF", "a PDF; save the table as “CSV UTF-8” or .xlsx"),
    (b"\x89PNG", "a picture; save the table as “CSV UTF-8” or .xlsx"),
    (b"\xff\xd8\xff", "a picture; save the table as “CSV UTF-8” or .xlsx"),
    (b"GIF8", "a picture; save the table as “CSV UTF-8” or .xlsx"),
    (b"{\\rtf", "a text document; save the table as “CSV UTF-8” or .xlsx"),
)

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
    """

    rows: Iterator[list[str]]
    can_slip: bool
    notes: list[str] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)


def opened(path: Path, known: Known) -> Sheet:
    """Open a table.

    Parameters
    ----------
    path : Path
        A text file with separators, or an Excel file, whatever its name ends with.
    known : callable
        Counts the cells of a row that are headings.

    Raises
    ------
    SheetError
        If there is no such file, or it is no table. An Excel file that turns out to be broken
        raises while its rows are read.
    """
    try:
        if path.is_dir():
            raise SheetError("is a folder; give the file in it")
        if not path.is_file():
            raise SheetError("is not there; check its name and folder")
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if not head.strip(b"\0 \r\n\t" + codecs.BOM_UTF8 + codecs.BOM_UTF16_LE):
            raise SheetError("is empty; save the table with its headings and rows")
        for start, kind in _OTHERS:
            if head.startswith(start):
                raise SheetError(f"is {kind}")
        return _excel(path) if head.startswith(b"PK\x03\x04") else _text(path, head, known)
    except OSError as error:
        raise SheetError(f"cannot be opened ({error.strerror})") from None


# ---- text ------------------------------------------------------------------------------------


def _text(path: Path, head: bytes, known: Known) -> Sheet:
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
            rows = islice(_rows(iter(text), separator, []), FIRST)
            found[encoding, separator] = max(map(known, rows), default=0)
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


# ---- Excel -----------------------------------------------------------------------------------


def _other_archive(path: Path) -> str | None:
    """Tell what an archive is if it is a document of another kind."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return None
    if any(name.startswith("xl/") for name in names):
        return None
    if any(name.startswith("word/") for name in names):
        return "a Word document"
    return "an OpenDocument file" if "mimetype" in names else "an archive"


def _excel(path: Path) -> Sheet:
    import openpyxl

    if other := _other_archive(path):
        raise SheetError(f"is {other}; save the table as “CSV UTF-8” or .xlsx")
    broken = "cannot be read as an Excel file; open it in Excel and save it as .xlsx or “CSV UTF-8”"
    # openpyxl closes only files that it opened, and opens only names that end in .xlsx.
    file = path.open("rb")
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except Exception:  # a broken file can raise anything
        file.close()
        raise SheetError(broken) from None
    sheets = book.worksheets
    if not sheets:
        file.close()
        raise SheetError("has no sheet with cells; put the table into the first sheet")

    def rows() -> Iterator[list[str]]:
        with file:
            try:
                # Some programs write the size of a sheet wrongly.
                sheets[0].reset_dimensions()
                for row in sheets[0].iter_rows(values_only=True):
                    yield ["" if value is None else str(value) for value in row]
            except Exception:
                raise SheetError(broken) from None

    sheet = Sheet(rows(), can_slip=False)
    if len(sheets) > 1:
        sheet.notes.append(f"Only the first sheet, “{sheets[0].title}”, is read.")
    return sheet
