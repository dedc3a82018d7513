"""Dramas that a class has coded: all files together, as one table and a list of faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.intake import files
from microdrama.intake.spreadsheets import SheetError
from microdrama.intake.text import short
from microdrama.package import Fault
from microdrama.paths import shown
from microdrama.symbols import codebook
from microdrama.symbols.reading import File, Row, key, one_file

if TYPE_CHECKING:
    import pandas as pd

#: Faults of one column of a file that are kept; the others are counted.
KEPT = 20


class CodingsError(Exception):
    """Nothing can be used; the text names the file and says what to do."""


@dataclass(frozen=True)
class Codings:
    """What coders say about dramas, and what is wrong with it.

    Parameters
    ----------
    names : tuple of str
        Names of the files.
    frame : pandas.DataFrame
        One row a drama and coder. Columns ``file``; ``row``, as a spreadsheet counts it;
        ``title`` and ``coder``, each in its first spelling; ``symbol``, its name or missing; and
        one categorical column a variable, with all its codes as categories.
    faults : tuple of Fault
        What is wrong, file by file.
    notes : tuple of str
        What was left out or is missing, one sentence each.
    """

    names: tuple[str, ...]
    frame: pd.DataFrame
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether anything is coded at all."""
        return bool(self.frame[list(codebook.names())].notna().any(axis=None))

    @property
    def titles(self) -> list[str]:
        """The dramas, in the order in which they are met."""
        return self.frame["title"].unique().tolist()

    @property
    def coders(self) -> list[str]:
        """The coders, in the order in which they are met."""
        return self.frame["coder"].unique().tolist()

    def tally(self, variable: str) -> pd.DataFrame:
        """Count the coders by drama and code.

        Returns
        -------
        pandas.DataFrame
            One row a drama in the order of :attr:`titles`, one column a code.
        """
        import numpy as np
        import pandas as pd

        drama, titles = pd.factorize(self.frame["title"])
        code = self.frame[variable].cat.codes.to_numpy()
        columns = list(codebook.labels(variable))
        counts = np.zeros((len(titles), len(columns)), int)
        np.add.at(counts, (drama[code >= 0], code[code >= 0]), 1)
        return pd.DataFrame(counts, index=pd.Index(titles, name="title"), columns=columns)


def read(*paths: Path | str) -> Codings:
    """Read the coded dramas of one or more files.

    Parameters
    ----------
    *paths : Path or str
        Text files with commas, semicolons or tabs, in UTF-8, UTF-16 or GB 18030, or Excel files,
        of which the first sheet is read. A file without a column for the coder is one coder's,
        who is called as the file is.

    Returns
    -------
    Codings
        A file of which nothing can be used is a fault as long as there is another.

    Raises
    ------
    CodingsError
        If nothing can be used.
    """
    opened: dict[Path, File] = {}
    faults: list[Fault] = []
    for path in map(Path, paths):
        try:
            opened[path] = one_file(path, shown(path))
        except SheetError as error:
            faults.append(Fault(shown(path), 0, "", f"{error}."))
    if not opened:
        raise CodingsError(" ".join(f"{fault.file} {fault.message}" for fault in faults))
    alike = Counter(path.stem for path in opened)
    for path, file in opened.items():
        _name_coders(file, path.stem if alike[path.stem] == 1 else shown(path), path.name)
    rows = list(_once(opened.values()))
    notes = [
        f"{file.name}: {note}" if len(opened) > 1 else note
        for file in opened.values()
        for note in file.notes
    ]
    faults += [fault for file in opened.values() for fault in _few(file)]
    names = tuple(path.name for path in opened)
    return Codings(names, _frame(rows), tuple(faults), tuple(notes))


def own() -> Codings:
    """Return the dramas that the reader has coded; without any there are no rows.

    Raises
    ------
    CodingsError
        If nothing in the reader's file can be used.
    """
    path = files.kept("cases")
    if path is None:
        return Codings((), _frame([]))
    return read(path, **files.settings("cases"))


def one(title: str, symbol: str, codes: Mapping[str, str | None]) -> Codings:
    """Return what one person says about one drama.

    Parameters
    ----------
    title, symbol : str
        The drama and its symbol.
    codes : mapping of str to str
        The code of each variable, None where it is not coded.
    """
    return Codings((), _frame([("", Row(1, title, "you", symbol or None, dict(codes)))]))


def _name_coders(file: File, called: str, name: str) -> None:
    """Give every row a coder: the file where it names none, nobody in particular otherwise."""
    if not any(row.coder for row in file.rows):
        file.rows = [replace(row, coder=called) for row in file.rows]
        file.notes.append(f"No row names its coder, so all count as coded by “{called}”.")
        return
    for place, row in enumerate(file.rows):
        if not row.coder:
            file.rows[place] = replace(row, coder=f"unnamed ({name}, row {row.number})")
            message = "is empty, so the row counts as a coder of its own; write who coded it."
            file.fault(row.number, "coder", message)


def _once(files: Iterable[File]) -> Iterator[tuple[str, Row]]:
    """Yield each drama once a coder, titles and names in their first spelling."""
    spellings: dict[str, dict[str, str]] = {"title": {}, "coder": {}}
    places: dict[tuple[str, str], tuple[File, int]] = {}
    for file in files:
        for row in file.rows:
            title, coder = (
                first.setdefault(key(name), name)
                for first, name in zip(spellings.values(), (row.title, row.coder), strict=True)
            )
            before, number = places.setdefault((title, coder), (file, row.number))
            if before is file and number == row.number:
                yield Path(file.name).name, replace(row, title=title, coder=coder)
                continue
            where = f"row {number}" if before is file else f"row {number} of {before.name}"
            repeated = f"{coder} has coded “{short(title)}” in {where} already, and that one counts"
            file.fault(row.number, "title", f"{repeated}; delete this row or correct its coder.")


def _few(file: File) -> Iterator[Fault]:
    """Yield the faults of a file by row, but of each column only the first."""
    counts: Counter[str] = Counter()
    for fault in sorted(file.faults, key=lambda fault: fault.row):
        counts[fault.column] += 1
        if counts[fault.column] <= KEPT:
            yield fault
    for column, count in counts.items():
        if count > KEPT:
            what = "cells of this column" if column else "rows"
            more = f"{count - KEPT:,} more {what} are wrong"
            yield Fault(file.name, 0, column, f"{more}; correct these first and check again.")


def _frame(rows: Sequence[tuple[str, Row]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(
        {
            "file": [file for file, _ in rows],
            "row": [row.number for _, row in rows],
            "title": [row.title for _, row in rows],
            "coder": [row.coder for _, row in rows],
            "symbol": pd.array([row.symbol for _, row in rows], "str"),
        }
    )
    for variable in codebook.names():
        codes = [row.codes.get(variable) for _, row in rows]
        frame[variable] = pd.Categorical(codes, categories=list(codebook.labels(variable)))
    return frame
