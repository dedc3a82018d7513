"""Edits that people make in tables without meaning to, for tests of what the check finds."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

Rows = list[list[str]]


def read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: Rows, separator: str = ",") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)


def _cell(change: Callable[[str], str]) -> Callable[[Rows, Random], Rows]:
    def edit(rows: Rows, random: Random) -> Rows:
        row, column = random.randrange(1, len(rows)), random.randrange(len(rows[0]))
        rows[row][column] = change(rows[row][column])
        return rows

    return edit


def _column(change: Callable[[str], str]) -> Callable[[Rows, Random], Rows]:
    def edit(rows: Rows, random: Random) -> Rows:
        column = random.randrange(len(rows[0]))
        for row in rows[1:]:
            row[column] = change(row[column])
        return rows

    return edit


def _without_row(rows: Rows, random: Random) -> Rows:
    del rows[random.randrange(1, len(rows))]
    return rows


def _row_twice(rows: Rows, random: Random) -> Rows:
    rows.append(list(random.choice(rows[1:])))
    return rows


def _cells_swapped(rows: Rows, random: Random) -> Rows:
    one, other = random.randrange(1, len(rows)), random.randrange(1, len(rows))
    column = random.randrange(len(rows[0]))
    rows[one][column], rows[other][column] = rows[other][column], rows[one][column]
    return rows


def _without_column(rows: Rows, random: Random) -> Rows:
    column = random.randrange(len(rows[0]))
    return [row[:column] + row[column + 1 :] for row in rows]


def _other_heading(rows: Rows, random: Random) -> Rows:
    column = random.randrange(len(rows[0]))
    rows[0][column] += "s"
    return rows


def _sorted_by_a_column(rows: Rows, random: Random) -> Rows:
    column = random.randrange(len(rows[0]))
    return [rows[0], *sorted(rows[1:], key=lambda row: row[column])]


def _shorter_row(rows: Rows, random: Random) -> Rows:
    row = random.randrange(1, len(rows))
    rows[row] = rows[row][:-1]
    return rows


_EXCEL = {"true": "TRUE", "false": "FALSE"}

#: Each kind of edit, by what was done.
EDITS: Mapping[str, Callable[[Rows, Random], Rows]] = {
    "a cell emptied": _cell(lambda _: ""),
    "a cell misspelt": _cell(lambda cell: f"{cell}x"),
    "a cell overwritten with a word": _cell(lambda _: "something"),
    "a cell overwritten with a number": _cell(lambda _: "7"),
    "a cell overwritten with zero": _cell(lambda _: "0"),
    "a cell overwritten with a negative number": _cell(lambda _: "-1"),
    "a cell in capitals": _cell(str.upper),
    "spaces around a cell": _cell(lambda cell: f" {cell} "),
    "a word of a cell lost": _cell(lambda cell: " ".join(cell.split()[:-1])),
    "a column in capitals": _column(str.upper),
    "true and false as Excel writes them": _column(lambda cell: _EXCEL.get(cell, cell)),
    "decimal commas": _column(lambda cell: cell.replace(".", ",") if cell[:1].isdigit() else cell),
    "a row deleted": _without_row,
    "a row twice": _row_twice,
    "two cells swapped": _cells_swapped,
    "a column deleted": _without_column,
    "another heading": _other_heading,
    "sorted by a column": _sorted_by_a_column,
    "a row that ends too early": _shorter_row,
    "the lower half deleted": lambda rows, _: rows[: max(2, len(rows) // 2)],
    "nothing but headings": lambda rows, _: rows[:1],
}
