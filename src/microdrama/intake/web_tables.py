"""Rows of a web page, or of an old Excel file in XML: what some tools save under ``.xls``."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from microdrama.intake.sheets import Known, Sheet, SheetError, best

_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|\?xml|meta)", re.I)
_CHARSET = re.compile(rb"""(?:charset|encoding)=["']?([\w-]+)""", re.I)

_TABLES, _ROWS, _CELLS = {"table"}, {"tr", "row"}, {"td", "th", "cell"}


def is_one(head: bytes) -> bool:
    """Tell whether a file begins as a web page or XML does."""
    return bool(_START.match(head))


def opened(path: Path, known: Known) -> Sheet:
    """Open a page; of several tables in it the one with most headings counts.

    Raises
    ------
    SheetError
        If there is no table in it.
    """
    content = path.read_bytes()
    found = _CHARSET.search(content[:2000])
    names = [found[1].decode()] if found else []
    parser = _Tables()
    parser.feed(_decoded(content, [*names, "utf-8", "gb18030"]))
    tables = [table for table in parser.tables if table]
    if not tables:
        raise SheetError("is a web page without a table; save the table as “CSV UTF-8” or .xlsx")
    place, _ = best(tables, known)
    note = "The file is a web page under the name of a table; its table is read."
    return Sheet(iter(tables[place]), can_slip=False, notes=[note])


def _decoded(content: bytes, encodings: list[str]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


class _Tables(HTMLParser):
    """The cells of all tables of a page; tables within a cell count by themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _TABLES:
            self.tables.append([])
        elif tag in _ROWS and self.tables:
            self.tables[-1].append([])
        elif tag in _CELLS and self.tables and self.tables[-1]:
            row = self.tables[-1][-1]
            # Excel's XML leaves out empty cells and says where the next one stands.
            index = dict(attrs).get("ss:index") or ""
            if index.isdecimal() and int(index) <= 10_000:
                row += [""] * (int(index) - 1 - len(row))
            row.append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELLS:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            row = self.tables[-1][-1] if self.tables[-1] else []
            if row:
                row[-1] += data
