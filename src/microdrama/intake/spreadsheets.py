"""Rows of cells from whatever a spreadsheet, a form or a statistics program saves.

What a file is shows in how it begins, whatever its name ends with.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from microdrama.intake import delimited, statistics_files, web_tables, workbooks
from microdrama.intake.layouts import upright
from microdrama.intake.sheets import FIRST, Known, Sheet, SheetError

__all__ = ["FIRST", "Known", "Sheet", "SheetError", "opened"]

_HEAD = 1 << 18

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ARCHIVE = b"PK\x03\x04"

#: How files that are no tables begin, and what they are.
_OTHERS = (
    (b"%PDF", "a PDF; save the table as “CSV UTF-8” or .xlsx"),
    (b"\x89PNG", "a picture; save the table as “CSV UTF-8” or .xlsx"),
    (b"\xff\xd8\xff", "a picture; save the table as “CSV UTF-8” or .xlsx"),
    (b"GIF8", "a picture; save the table as “CSV UTF-8” or .xlsx"),
    (b"{\\rtf", "a text document; save the table as “CSV UTF-8” or .xlsx"),
)


def opened(path: Path, known: Known) -> Sheet:
    """Open a table.

    Parameters
    ----------
    path : Path
        A text file with separators, a workbook of Excel or OpenDocument, a file of SPSS or Stata,
        or a web page with a table, whatever its name ends with.
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
        return upright(_by_kind(path, head, known), known)
    except OSError as error:
        raise SheetError(f"cannot be opened ({error.strerror})") from None


def _by_kind(path: Path, head: bytes, known: Known) -> Sheet:
    if head.startswith(_ARCHIVE):
        return workbooks.opened(path, known)
    if head.startswith(_OLD_OFFICE):
        return workbooks.old(path, known)
    if program := statistics_files.program(path, head):
        return statistics_files.opened(path, program)
    if web_tables.is_one(head):
        return web_tables.opened(path, known)
    return delimited.opened(path, head, known)
