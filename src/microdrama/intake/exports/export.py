"""What one module says about the export of a tool, and what is read off its first rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from microdrama.intake.text import fold


@dataclass(frozen=True)
class Header:
    """What heads the columns of a table.

    Parameters
    ----------
    export : Export or None
        Whose export it is, if that is known.
    top, below : int
        Places, from 0, of the first row of headings and of the first row of answers.
    names : list of tuple of str
        All that names each column, first what stands in the first row.
    own : frozenset of int
        Columns that the tool adds, which hold no answers.
    """

    export: Export | None
    top: int
    below: int
    names: list[tuple[str, ...]]
    own: frozenset[int] = frozenset()


def _whole(heading: str) -> str:
    return heading


def _never(cells: list[str], own: frozenset[int]) -> bool:
    return False


@dataclass(frozen=True)
class Export:
    """How the export of a tool is told, and what is special about it.

    Parameters
    ----------
    name : str
        The tool.
    own : frozenset of str
        Headings of the columns that it adds, folded by :func:`microdrama.intake.text.fold`.
    least : int
        How many of them tell the tool.
    sign : re.Pattern, optional
        What at least one folded heading must be, besides.
    ends : tuple of str
        Folded endings of further columns that the tool adds.
    goes_on : callable
        Whether a row below the headings, with the places of the tool's own columns, is one more
        row of headings.
    inner : callable
        The part of a heading that names what is asked, without the question around it.
    left_out : mapping of str to mapping of str to str
        By folded heading of a column, then by folded cell, why a row is no respondent.
    missing : frozenset of str
        What the tool writes for a question that was not answered.
    """

    name: str
    own: frozenset[str]
    least: int = 2
    sign: re.Pattern[str] | None = None
    ends: tuple[str, ...] = ()
    goes_on: Callable[[list[str], frozenset[int]], bool] = _never
    inner: Callable[[str], str] = _whole
    left_out: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    def heads(self, folded: list[str]) -> bool:
        """Tell whether a row of folded cells are headings of this tool."""
        if len(self.own.intersection(folded)) < self.least:
            return False
        return self.sign is None or any(map(self.sign.fullmatch, folded))

    def header(self, first: list[list[str]], top: int) -> Header:
        """Return what heads the columns of a table, from the row at a place on."""
        own = frozenset(
            at
            for at, name in enumerate(map(fold, first[top]))
            if name in self.own or (self.ends and name.endswith(self.ends))
        )
        below = top + 1
        while below < len(first) and self.goes_on(first[below], own):
            below += 1
        rows = first[top:below]
        names = []
        for at in range(max(map(len, rows))):
            cells = [row[at] for row in rows if at < len(row)]
            both = [name for cell in cells for name in (cell, self.inner(cell))]
            names.append(tuple(dict.fromkeys(name for name in both if name.strip())))
        return Header(self, top, below, names, own)


def folded(*names: str) -> frozenset[str]:
    """Return headings as they are compared."""
    return frozenset(map(fold, names))
