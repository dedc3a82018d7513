"""Rows of a workbook: Excel's, old and new, and OpenDocument's; the sheet with the table."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from microdrama.intake.sheets import FIRST, Known, Sheet, SheetError, as_text, best

_BROKEN = "cannot be read as an Excel file; open it in Excel and save it as .xlsx or “CSV UTF-8”"
_LOCKED = "is an old or locked Office file; save it as .xlsx without a password"
_NO_CELLS = "has no sheet with cells; put the table into the first sheet"

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"

#: Files up to this size are looked at twice, the second time for cells that are merged.
_SMALL = 5_000_000

Rows = list[list[str]]


def opened(path: Path, known: Known) -> Sheet:
    """Open a workbook that is an archive: .xlsx, .xlsm, .xlsb or .ods.

    Raises
    ------
    SheetError
        If it is none, or none of its sheets has cells. A broken file may raise while its rows are
        read.
    """
    names, kind = _inside(path)
    if "xl/workbook.bin" in names or kind.startswith(_OPEN_DOCUMENT):
        return old(path, known, _BROKEN)
    if names and not any(name.startswith("xl/") for name in names):
        what = "an archive"
        if any(name.startswith("word/") for name in names):
            what = "a Word document"
        elif "mimetype" in names:
            what = "an OpenDocument file"
        raise SheetError(f"is {what}; save the table as “CSV UTF-8” or .xlsx")
    return _excel(path, known)


def _inside(path: Path) -> tuple[list[str], bytes]:
    """Return the names in an archive and what it says it is; nothing if it is broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            return names, archive.read("mimetype") if "mimetype" in names else b""
    except Exception:  # a broken file can raise anything
        return [], b""


def old(path: Path, known: Known, broken: str = _LOCKED) -> Sheet:
    """Open an .xls, .xlsb or .ods file.

    Raises
    ------
    SheetError
        With the words of ``broken``, if it cannot be read.
    """
    import python_calamine as calamine

    try:
        with path.open("rb") as file:
            book = calamine.CalamineWorkbook.from_filelike(file)
            seen = [_is_seen(sheet.visible) for sheet in book.sheets_metadata]
            tables = [
                [
                    list(map(as_text, row))
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ]
                for name in book.sheet_names
            ]
    except OSError:
        raise
    except Exception:  # a broken file can raise anything
        raise SheetError(broken) from None
    if not any(map(any, tables)):
        raise SheetError(_NO_CELLS)
    place, notes = _chosen(book.sheet_names, seen, tables, known)
    return Sheet(iter(tables[place]), can_slip=False, notes=notes)


def _is_seen(visible: object) -> bool:
    return str(visible).endswith("Visible")


def _excel(path: Path, known: Known) -> Sheet:
    import openpyxl

    # openpyxl closes only files that it opened, and opens only names that end in .xlsx.
    file = path.open("rb")
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheets = book.worksheets
        for sheet in sheets:
            # Some programs write the size of a sheet wrongly.
            sheet.reset_dimensions()
        heads = [_texts(islice(sheet.iter_rows(values_only=True), FIRST)) for sheet in sheets]
        names = [sheet.title for sheet in sheets]
        seen = [sheet.sheet_state == "visible" for sheet in sheets]
    except Exception:  # a broken file can raise anything
        file.close()
        raise SheetError(_BROKEN) from None
    if not sheets:
        file.close()
        raise SheetError(_NO_CELLS)
    place, notes = _chosen(names, seen, heads, known)
    if _lacks_values(path, names[place], heads[place], known):
        file.close()
        raise SheetError(
            "has formulas whose values were not saved; open it in Excel, let it compute, and save "
            "it again"
        )
    merged = _merged(path, names[place])
    if merged:
        notes.append("What stands in merged cells counts for every row that they cover.")

    def rows() -> Iterator[list[str]]:
        with file:
            try:
                cells = sheets[place].iter_rows(values_only=True)
                yield from _filled(map(_text_row, cells), merged)
            except Exception:
                raise SheetError(_BROKEN) from None

    return Sheet(rows(), can_slip=False, notes=notes)


def _text_row(row: tuple[object, ...]) -> list[str]:
    return ["" if value is None else str(value) for value in row]


def _texts(rows: Iterator[tuple[object, ...]]) -> Rows:
    return [_text_row(row) for row in rows]


def _chosen(
    names: list[str], seen: list[bool], heads: list[Rows], known: Known
) -> tuple[int, list[str]]:
    """Return which sheet is read, and a note if there are others."""
    # Sheets in the order in which a reader meets them: hidden and empty ones last.
    order = sorted(range(len(names)), key=lambda at: (not any(map(any, heads[at])), not seen[at]))
    first, most = best([heads[at] for at in order], known)
    place = order[first]
    if len(names) == 1:
        return place, []
    alike = [
        names[at]
        for at in order
        if at != place and most and max(map(known, heads[at][:FIRST]), default=0) == most
    ]
    which = "the first sheet," if place == 0 else "the sheet"
    comma = "," if place == 0 else ""
    note = f"Only {which} “{names[place]}”{comma} is read."
    if alike:
        others = ", ".join(f"“{name}”" for name in alike)
        note = f"{note[:-1]}; {others} has the same headings: save it as a file of its own."
    return place, [note]


def _lacks_values(path: Path, sheet: str, head: Rows, known: Known) -> bool:
    """Tell whether a table is empty because its cells are formulas that nobody has computed."""
    counts = [known(row) for row in head]
    top = counts.index(max(counts)) if any(counts) else 0
    if not head or any(map(any, head[top + 1 :])):
        return False
    import openpyxl

    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, read_only=True)
        rows = islice(book[sheet].iter_rows(values_only=True), FIRST)
        return any(str(cell).startswith("=") for row in rows for cell in row if cell)


Area = tuple[tuple[int, int], tuple[int, int]]


def _merged(path: Path, sheet: str) -> list[Area]:
    """Return the areas of merged cells that cover several rows, counted from 0."""
    import python_calamine as calamine

    if path.stat().st_size > _SMALL:
        return []
    try:
        with path.open("rb") as file:
            book = calamine.CalamineWorkbook.from_filelike(file)
            areas = book.get_sheet_by_name(sheet).merged_cell_ranges or []
    except Exception:  # what one library reads the other may not
        return []
    return sorted(((a, b) for a, b in areas if b[0] > a[0]), key=lambda area: area[0])


def _filled(rows: Iterator[list[str]], merged: list[Area]) -> Iterator[list[str]]:
    """Repeat the text of merged cells in each row that they cover."""
    if not merged:
        yield from rows
        return
    texts: dict[Area, str] = {}
    for number, row in enumerate(rows):
        for area in merged:
            (top, left), (bottom, _) = area
            if top <= number <= bottom and left < len(row):
                texts.setdefault(area, row[left])
                row[left] = row[left] or texts[area]
        yield row
