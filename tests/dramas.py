"""What the tests of coded dramas share: files of a class, and codings made of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from microdrama.paths import DATA
from microdrama.symbols.codings import Codings


def _codes() -> dict[str, list[str]]:
    """Return the codes of each variable in order, read from the file."""
    found: dict[str, list[str]] = {}
    with (DATA / "symbols" / "codes.csv").open(encoding="utf-8", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: int(row["order"])):
            found.setdefault(row["variable"], []).append(row["code"])
    return found


#: The codes of each variable in order.
CODES = _codes()
VARIABLES = ("symbol_kind", "depth", "function", "tension", "outcome")
HEADINGS = ("title", "coder", "symbol", *VARIABLES)

#: A drama as one coder codes it.
TEAPOT = {
    "title": "逃出大英博物馆",
    "coder": "Ann",
    "symbol": "jade teapot",
    "symbol_kind": "object",
    "depth": "deep",
    "function": "acts",
    "tension": "self-other",
    "outcome": "resonance",
}


def row(**cells: str) -> dict[str, str]:
    """Return the drama of :data:`TEAPOT` with some cells changed."""
    return TEAPOT | cells


def written(
    rows: Iterable[Mapping[str, str]], headings: Sequence[str] = HEADINGS, separator: str = ","
) -> str:
    """Return rows as a text file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return text.getvalue()


def coded(table: Sequence[Sequence[str | None]], variable: str = "function") -> Codings:
    """Return what coders (rows) say about dramas (columns) on one variable; None is missing."""
    rows = [
        {"title": f"drama {drama}", "coder": f"coder {coder}", variable: code}
        for drama in range(len(table[0]))
        for coder, codes in enumerate(table)
        for code in (codes[drama],)
    ]
    frame = pd.DataFrame(rows).assign(file="class.csv", row=range(2, len(rows) + 2), symbol=None)
    for name in VARIABLES:
        values = frame[name] if name == variable else [None] * len(frame)
        frame[name] = pd.Categorical(values, categories=CODES[name])
    return Codings(("class.csv",), frame)
