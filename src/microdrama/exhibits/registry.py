"""Every exhibit of the book, as its chapters make it.

The chapters are the list: whatever a cell of a chapter shows is an exhibit. Tests, slides and later
editions ask here, so that a new exhibit cannot be forgotten and no test repeats what a cell does.
"""

from __future__ import annotations

import ast
import builtins
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from microdrama.paths import CHAPTERS
from microdrama.show.blocks import Group


@dataclass(frozen=True)
class Chapter:
    """What the cells of a chapter leave behind when they have run from top to bottom.

    Parameters
    ----------
    name : str
        Name of the chapter, for instance ``evolution``.
    results : dict
        Every name that a cell defines, with its value.
    exhibits : list
        What the cells show, in the order of the page.
    """

    name: str
    results: dict[str, Any] = field(default_factory=dict, repr=False)
    exhibits: list[Any] = field(default_factory=list, repr=False)

    def __getitem__(self, name: str) -> Any:
        """Return the figure, the explorer or the table with a name or a label.

        Raises
        ------
        KeyError
            If the chapter shows none.
        """
        for exhibit in self.exhibits:
            if name in (getattr(exhibit, "name", None), getattr(exhibit, "label", None)):
                return exhibit
        raise KeyError(f"the chapter {self.name} shows no {name}")

    def of_kind(self, kind: type) -> list[Any]:
        """Return the exhibits of one class, in the order of the page."""
        return [exhibit for exhibit in self.exhibits if isinstance(exhibit, kind)]


def names() -> list[str]:
    """Return the names of all chapters that have code, in the order of the folder."""
    pages = sorted(CHAPTERS.rglob("*.md"))
    return [page.stem for page in pages if "{code-cell}" in page.read_text("utf-8")]


@cache
def chapter(name: str) -> Chapter:
    """Run the cells of a chapter in this process, once.

    Parameters
    ----------
    name : str
        Name of the chapter.

    Raises
    ------
    FileNotFoundError
        If there is no such chapter.
    """
    return run(next(iter(CHAPTERS.rglob(f"{name}.md")), CHAPTERS / f"{name}.md"))


def run(path: Path) -> Chapter:
    """Run the cells of a notebook in this process, anew."""
    found = Chapter(path.stem, {"__name__": "__main__", "__builtins__": builtins})
    with warnings.catch_warnings():
        # As in a kernel: what warns there is shown, and fails the book; here it fails the test.
        warnings.simplefilter("error")
        for source in cells(path):
            found.exhibits.extend(_shown(source, found.results))
    return found


def cells(path: Path) -> list[str]:
    """Return the code cells of a text notebook, as Python."""
    import jupytext

    notebook = jupytext.read(path)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def _shown(source: str, results: dict[str, Any]) -> Iterator[Any]:
    """Run one cell, and yield what its last expression shows."""
    *body, last = ast.parse(source).body or [ast.Pass()]
    shows = isinstance(last, ast.Expr)
    statements = ast.Module(body if shows else [*body, last], [])
    exec(compile(statements, "<cell>", "exec"), results)
    if shows:
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), results)
        yield from value.parts if isinstance(value, Group) else [value]
