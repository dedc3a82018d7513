"""The data package in ``data/``: its tables, and what is wrong with them.

``data/datapackage.json`` describes every table (Frictionless). Reading trusts that description;
:meth:`DataPackage.faults` checks the tables against it and says each fault as file, row, column,
what is wrong and what to do.

Every part of the house reads the *current* package, which is the book's own unless somebody hands
in another with :func:`using`: a test, or a reader with tables of their own.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from microdrama.paths import DATA, DATAPACKAGE, shown

if TYPE_CHECKING:
    import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")

#: Frictionless field types and the pandas types that keep missing values.
_DTYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean"}

#: How true and false are written, by spreadsheets too; Frictionless takes the same words. Whoever
#: reads the cells as text meets the first spelling of each.
_TRUTHS = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), "true"),
    **dict.fromkeys(("false", "False", "FALSE", "0"), "false"),
}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in one place.

    Parameters
    ----------
    file : str
        The file, from the root of the book.
    row : int
        The row as a spreadsheet counts it (the header is row 1); 0 for the whole file.
    column : str
        The column; empty for the whole row.
    message : str
        What is wrong and what to do, one sentence.
    """

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [self.file]
        if self.row:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.message}"


class DataPackage:
    """The tables of one folder, with what was computed from them.

    Parameters
    ----------
    folder : Path
        Folder with ``datapackage.json``.
    """

    def __init__(self, folder: Path = DATA) -> None:
        self.folder = folder
        self._recalled: dict[Any, Any] = {}

    def recall(self, function: Callable[..., R], *arguments: Any) -> R:
        """Return what a function made of these tables before, or have it made now."""
        key = (function, arguments)
        if key not in self._recalled:
            self._recalled[key] = function(*arguments)
        return self._recalled[key]

    def forget(self) -> None:
        """Drop what was read and computed, after a table has changed on disk."""
        self._recalled.clear()

    @property
    def description(self) -> dict[str, dict[str, Any]]:
        """The description of every table, by name."""
        return self.recall(self._described)

    def _described(self) -> dict[str, dict[str, Any]]:
        package = json.loads((self.folder / DATAPACKAGE).read_text("utf-8"))
        return {resource["name"]: resource for resource in package["resources"]}

    def path(self, name: str) -> Path:
        """Return the file of a table."""
        return self.folder / self.description[name]["path"]

    def table(self, name: str) -> pd.DataFrame:
        """Return one table.

        Parameters
        ----------
        name : str
            Name of the resource, for instance ``claims``.

        Returns
        -------
        pandas.DataFrame
            A fresh copy, one row a record, typed as described; empty cells of text stay ``""``.
        """
        return self.recall(self._typed, name).copy()

    def printed(self, name: str) -> pd.DataFrame:
        """Return one table with every cell as text, digits exactly as printed (``7.0``)."""
        return self.recall(self._read, name).copy()

    def _read(self, name: str) -> pd.DataFrame:
        import pandas as pd

        df = pd.read_csv(self.path(name), dtype=str, keep_default_na=False, encoding="utf-8")
        for column in self._booleans(name):
            df[column] = df[column].replace(_TRUTHS)
        return df

    def _booleans(self, name: str) -> list[str]:
        fields = self.description[name]["schema"]["fields"]
        return [field["name"] for field in fields if field["type"] == "boolean"]

    def _typed(self, name: str) -> pd.DataFrame:
        import pandas as pd

        df = self.printed(name)
        for field in self.description[name]["schema"]["fields"]:
            column, kind = field["name"], field["type"]
            if kind == "string":
                continue
            cells = df[column].mask(df[column] == "")
            if kind == "date":
                df[column] = pd.to_datetime(cells)
            elif kind == "boolean":
                df[column] = cells.map({"true": True, "false": False}).astype("boolean")
            else:
                df[column] = pd.to_numeric(cells).astype(_DTYPES[kind])
        return df

    def rows(self, name: str) -> Iterator[tuple[str, int, dict[str, str]]]:
        """Read a table cell by cell, however broken its rows are.

        Yields
        ------
        file, row, cells
            The file, the row as a spreadsheet counts it, and the cells as text by column.
        """
        path = self.path(name)
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            booleans = self._booleans(name)
            for number, cells in enumerate(reader, start=2):
                if cells:
                    padded = [*cells, *[""] * (len(header) - len(cells))]
                    found = dict(zip(header, padded, strict=False))
                    found |= {c: _TRUTHS.get(found[c], found[c]) for c in booleans if c in found}
                    yield shown(path), number, found

    def faults(self) -> list[Fault]:
        """Check every table against its description.

        Returns
        -------
        list of Fault
            Sorted by file and row; empty when all is well.
        """
        place = shown(self.folder / DATAPACKAGE)
        try:
            paths = [self.path(name) for name in self.description]
        except (OSError, ValueError) as error:
            return [Fault(place, 0, "", f"cannot be read as JSON ({error}).")]
        except (KeyError, TypeError, AttributeError):
            message = "does not list tables with name and path; see the Frictionless data package."
            return [Fault(place, 0, "", message)]
        # One broken file makes every table that refers to it look broken too; mend it first.
        if broken := [fault for path in paths for fault in _undecodable(path)]:
            return sorted(broken)
        if other := [fault for path in paths for fault in _other_separator(path)]:
            return sorted(other)
        return sorted(set(_frictionless(self.folder)))


_OWN = DataPackage()
_CURRENT: ContextVar[DataPackage] = ContextVar("package")


def current() -> DataPackage:
    """Return the package that everything reads now."""
    return _CURRENT.get(_OWN)


@contextmanager
def using(package: DataPackage) -> Iterator[DataPackage]:
    """Have everything read another package, for as long as the context lasts."""
    token = _CURRENT.set(package)
    try:
        yield package
    finally:
        _CURRENT.reset(token)


def table(name: str) -> pd.DataFrame:
    """Return one table of the current package; see :meth:`DataPackage.table`."""
    return current().table(name)


def printed(name: str) -> pd.DataFrame:
    """Return one table of the current package as text; see :meth:`DataPackage.printed`."""
    return current().printed(name)


def rows(name: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Read a table of the current package cell by cell; see :meth:`DataPackage.rows`."""
    return current().rows(name)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function makes of the current package, for as long as its tables are kept."""

    @wraps(function)
    def recalled(*arguments: P.args) -> R:
        return current().recall(function, *arguments)

    return recalled


def _undecodable(path: Path) -> Iterator[Fault]:
    """Find the row in which a file stops being UTF-8."""
    if not path.is_file():
        yield Fault(
            shown(path), 0, "", "is missing; restore it or take it out of datapackage.json."
        )
        return
    raw = path.read_bytes()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # A row may hold line breaks in quotes, so rows are counted as a spreadsheet does.
        before = raw[: error.start].decode("utf-8") + "?"
        row = sum(1 for _ in csv.reader(io.StringIO(before, newline="")))
        yield Fault(shown(path), row, "", "is not UTF-8 text; save the file again as “CSV UTF-8”.")


def _other_separator(path: Path) -> Iterator[Fault]:
    """Find a table without commas: Frictionless would guess what else parts its cells."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = file.readline()
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if separator in header and "," not in header:
            message = (
                f"has {name} between its cells; save it again as “CSV UTF-8 (comma delimited)”, "
                "or put it into a spreadsheet and save it with commas."
            )
            yield Fault(shown(path), 1, "", message)


def _frictionless(folder: Path) -> Iterator[Fault]:
    from frictionless import Dialect, FrictionlessException, Package
    from frictionless.formats import CsvControl

    try:
        package = Package(str(folder / DATAPACKAGE))
        for resource in package.resources:
            # Left to itself it guesses what parts the cells; everybody else reads commas.
            resource.dialect = Dialect(controls=[CsvControl(delimiter=",")])
        report = package.validate()
    except FrictionlessException as error:
        yield Fault(shown(folder / DATAPACKAGE), 0, "", f"{error.error.message}.")
        return
    for error in report.errors:
        yield Fault(shown(folder / DATAPACKAGE), 0, "", f"{error.message}.")
    for task in report.tasks:
        explained: set[int] = set()
        for error in task.errors:
            row = getattr(error, "row_number", 0) or 0
            # A duplicate or empty key is one fault; Frictionless also reports it for the row.
            if error.type == "primary-key" and row in explained:
                continue
            explained.add(row)
            column = getattr(error, "field_name", "") or ""
            if error.type == "foreign-key":
                column = ", ".join(error.field_names)
            yield Fault(shown(folder / task.place), row, column, _in_words(error))


def _in_words(error: Any) -> str:
    """Say a Frictionless error in one sentence that ends with what to do."""
    cell = getattr(error, "cell", "")
    match error.type:
        case "type-error":
            wanted = error.note.split('"')[1].split("/")[0]
            example = {"date": " such as 2024-12-31", "boolean": " (true or false)"}.get(wanted, "")
            return f"“{cell}” is not a {wanted}{example}; correct the cell."
        case "constraint-error" if "required" in error.note:
            return "is empty; fill it in."
        case "constraint-error" if "enum" in error.note:
            allowed = error.note.partition(" is ")[2].strip('"[]').replace("'", "")
            return f"“{cell}” is not one of: {allowed}."
        case "constraint-error" if "pattern" in error.note:
            return f"“{cell}” is malformed; it must match {error.note.partition(' is ')[2]}."
        case "constraint-error":
            return f"“{cell}” breaks a rule of the table ({error.note}); correct the cell."
        case "unique-error":
            row = error.note.rpartition(" ")[2]
            return f"“{cell}” stands in row {row} already; give this row its own."
        case "primary-key":
            return "the same row stands in the table already; remove one of the two."
        case "foreign-key":
            missing = ", ".join(str(value) for value in error.field_cells)
            there = error.reference_name
            return f"“{missing}” is not in the table {there}; correct it or add it there."
        case "missing-cell":
            return "the row ends before this column; add the missing cells."
        case "extra-cell":
            return "the row has more cells than the table has columns; is a comma not in quotes?"
        case "blank-row":
            return "the row is empty; delete it."
        case _:
            return f"{error.message}."
