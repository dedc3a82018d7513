"""One file of coded dramas: its rows, and what is wrong with them.

A fault costs its own cell and nothing else, or its row where the row cannot be understood.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from microdrama.intake import spreadsheets
from microdrama.intake.text import NOTHING, listed, plain, short
from microdrama.package import Fault
from microdrama.symbols import codebook

START = "start from the file that “microdrama cases template” writes"

#: Marks that titles are put into, and that not everybody writes.
_QUOTES = str.maketrans("", "", "《》〈〉「」『』“”„‟\"‘’‚‛'`´«»‹›")

_DASHES = frozenset({"", "-", "--", "–", "—", "."})


@dataclass(frozen=True)
class Row:
    """What one coder says about one drama; None is not coded."""

    number: int
    title: str
    coder: str
    symbol: str | None
    codes: dict[str, str | None]


@dataclass
class File:
    """What was read from a file.

    Parameters
    ----------
    name : str
        As faults name it.
    headings : dict of str to str
        The columns that are read, by what they are; each as the file calls it.
    rows : list of Row
        Rows with a title; ``coder`` is empty where none is named.
    faults : list of Fault
    notes : list of str
    """

    name: str
    headings: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, row: int, column: str, message: str) -> None:
        """Note what is wrong with a cell, or with a row if the column is empty."""
        self.faults.append(Fault(self.name, row, self.headings.get(column, ""), message))


def key(text: str) -> str:
    """Return what makes a title or a name the same however it is typed.

    Width, case, white space and quotation marks do not count.
    """
    return "".join(plain(text).translate(_QUOTES).split())


def one_file(path: Path, name: str) -> File:
    """Read a file.

    Parameters
    ----------
    path : Path
        A text file with separators or an Excel file.
    name : str
        As faults name it.

    Raises
    ------
    microdrama.intake.spreadsheets.SheetError
        If nothing of it can be used; the text does not name the file.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl warns of colours and menus of a sheet that it does not keep.
            warnings.simplefilter("ignore", UserWarning)
            return _read(name, spreadsheets.opened(path, _known))
    except OSError as error:
        message = f"cannot be read to its end ({error.strerror}); copy it and try again"
        raise spreadsheets.SheetError(message) from None


def _known(row: list[str]) -> int:
    """Count the different columns that a row names."""
    return len({column for cell in row if (column := codebook.column_of(cell))})


def _read(name: str, sheet: spreadsheets.Sheet) -> File:
    numbered = enumerate(sheet.rows, start=1)
    first = list(islice(numbered, spreadsheets.FIRST))
    known = [_known(cells) for _, cells in first]
    place = known.index(max(known, default=0)) if any(known) else 0
    number, headings = first[place] if first else (0, [])
    columns: dict[str, int] = {}
    file = File(name, {})
    for at, heading in enumerate(headings):
        if (column := codebook.column_of(heading)) and column not in columns:
            columns[column] = at
            file.headings[column] = short(heading)
        elif column:
            message = f"there is a column for {column} before this one, and that one counts; "
            file.faults.append(
                Fault(name, number, short(heading), f"{message}delete or rename one of the two.")
            )
    if "title" not in columns:
        raise spreadsheets.SheetError(
            f"has no column with the titles of the dramas, named “title” or “剧名”; {START}"
        )
    if not any(variable in columns for variable in codebook.names()):
        raise spreadsheets.SheetError(
            f"has no column for anything that is coded, such as “{codebook.names()[0]}”; {START}"
        )
    file.notes += [*sheet.notes, *_about_columns(headings, columns)]
    if any("".join(cells).strip() for _, cells in first[:place]):
        file.notes.append(f"What stands above the headings in row {number} is left out.")
    _fill(file, chain(first[place + 1 :], numbered), columns, len(headings), sheet.can_slip)
    moved = {fault.row for fault in file.faults if not fault.column}
    for row in (row for row in sheet.unclosed if row not in moved):
        message = "has a quotation mark inside a text or one that is never closed; close it or "
        file.fault(row, "", f"{message}delete it.")
    return file


def _about_columns(headings: list[str], columns: dict[str, int]) -> Iterator[str]:
    left_out = [
        f"“{short(heading)}”"
        for heading in headings
        if heading.strip() and not codebook.column_of(heading)
    ]
    if left_out:
        yield f"Not read, since nothing in the codebook is named so: {listed(left_out)}."
    lacking = [variable for variable in codebook.names() if variable not in columns]
    if lacking:
        yield f"There is no column for {listed(lacking)}, so nothing is said about it."


def _fill(
    file: File,
    rows: Iterator[tuple[int, list[str]]],
    columns: dict[str, int],
    width: int,
    can_slip: bool,
) -> None:
    """Read all rows below the headings.

    Raises
    ------
    SheetError
        If no row has a title.
    """
    codes: dict[tuple[str, str], str | None] = {}
    for number, row in rows:
        if can_slip and any(map(str.strip, row[width:])):
            message = "has more cells than there are headings and is left out; put quotation marks "
            file.fault(number, "", f"{message}around a text with a separator in it.")
            continue
        cells = {column: row[at] if at < len(row) else "" for column, at in columns.items()}
        if not any(map(str.strip, cells.values())):
            continue
        if _repeats_headings(cells):
            continue
        title = " ".join(cells["title"].split())
        if key(title) in _DASHES:
            file.fault(number, "title", "is empty, so the row is left out; write the title.")
            continue
        coded = {v: _code(file, number, v, cells[v], codes) for v in codebook.names() if v in cells}
        coder, symbol = (" ".join(cells.get(name, "").split()) for name in ("coder", "symbol"))
        coder, symbol = ("" if plain(text) in NOTHING else text for text in (coder, symbol))
        file.rows.append(Row(number, title, coder if key(coder) else "", symbol or None, coded))
        _contradiction(file, file.rows[-1])
    if not file.rows:
        what = "has headings and no row with a title that can be used"
        raise spreadsheets.SheetError(f"{what}; add one row for each drama and coder below them")


def _repeats_headings(cells: dict[str, str]) -> bool:
    """Tell whether a row names its columns once more, as the template's second row does."""
    if codebook.column_of(cells["title"]) != "title":
        return False
    named = sum(codebook.column_of(cell) == column for column, cell in cells.items())
    return 2 * named > len(cells)


def _code(
    file: File, row: int, variable: str, cell: str, known: dict[tuple[str, str], str | None]
) -> str | None:
    """Return the code in a cell; None if there is none or it is not known, which is a fault."""
    if (variable, cell) in known:
        return known[variable, cell]
    text = plain(cell)
    code = codebook.code_of(variable, cell)
    if code is None and (code := codebook.code_at(variable, cell)) is not None:
        _note_numbers(file, variable)
    if code is not None or not text or text in NOTHING:
        known[variable, cell] = code
    else:
        allowed = ", ".join(codebook.labels(variable))
        message = f"“{short(cell)}” is none of the codes; write {allowed}, or leave the cell empty."
        file.fault(row, variable, message)
    return code


def _note_numbers(file: File, variable: str) -> None:
    """Say once what the numbers of a variable stand for."""
    meanings = ", ".join(f"{at} = {code}" for at, code in enumerate(codebook.labels(variable), 1))
    note = f"The numbers in the column “{file.headings[variable]}” are read as {meanings}."
    if note not in file.notes:
        file.notes.append(note)


def _contradiction(file: File, row: Row) -> None:
    """Find codes that say that there is no symbol beside others that say what it is like."""
    coded = [v for v in codebook.OF_THE_SYMBOL if row.codes.get(v)]
    none = [v for v in coded if row.codes[v] == codebook.nothing(v)]
    some = [v for v in coded if v not in none]
    if none and some:
        conflict = f"says “{row.codes[none[0]]}”, but {file.headings[some[0]]} says"
        message = (
            f"{conflict} “{row.codes[some[0]]}”; both are kept as they are; correct one of them."
        )
        file.fault(row.number, none[0], message)
