"""Rows of the files of SPSS and Stata, with the labels of their variables and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.intake.sheets import Sheet, SheetError, as_text

if TYPE_CHECKING:
    import pandas as pd

#: Encodings in which labels are tried: what the file says, then what Chinese and western have.
_ENCODINGS = (None, "GB18030", "LATIN1")

#: The first byte of a Stata file before version 13, which begins with no word.
_OLD_STATA = range(0x69, 0x74)


def program(path: Path, head: bytes) -> str | None:
    """Return which program has saved a file, if it is one of these."""
    if head.startswith((b"$FL2", b"$FL3")):
        return "SPSS"
    if head.startswith(b"<stata_dta>"):
        return "Stata"
    return "Stata" if path.suffix.casefold() == ".dta" and head[:1][0] in _OLD_STATA else None


def opened(path: Path, of: str) -> Sheet:
    """Open a file of SPSS or Stata.

    A value with a label reads ``4 = Agree``; a value that the file declares to be missing is an
    empty cell. Rows are cases, counted from 1.

    Parameters
    ----------
    path : Path
        The file.
    of : str
        What :func:`program` returns.

    Raises
    ------
    SheetError
        If it cannot be read.
    """
    import pyreadstat

    reader = pyreadstat.read_sav if of == "SPSS" else pyreadstat.read_dta
    for encoding in _ENCODINGS:
        try:
            frame, about = reader(str(path), encoding=encoding)
            break
        except Exception:  # a broken file can raise anything
            continue
    else:
        raise SheetError(
            f"cannot be read as a file of {of}; open it there and export it as “CSV” or .xlsx"
        )
    names = about.column_names_to_labels
    cells = [_texts(frame[name], about.variable_value_labels.get(name, {})) for name in frame]
    return Sheet(
        _rows(cells),
        can_slip=False,
        headings=[(name, names.get(name) or "") for name in frame],
        program=of,
    )


def _rows(cells: list[list[str]]) -> Iterator[list[str]]:
    yield from map(list, zip(*cells, strict=True))


def _texts(column: pd.Series, labels: Mapping[object, str]) -> list[str]:
    """Return the cells of a variable as text, each different value written once."""
    codes, values = column.astype(object).factorize()
    texts = [f"{as_text(v)} = {labels[v]}" if v in labels else as_text(v) for v in values]
    return [texts[code] if code >= 0 else "" for code in codes]
