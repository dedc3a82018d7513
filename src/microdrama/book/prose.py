"""The numbers in a chapter's prose: computed where they stand, kept beside the outputs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from nbformat.v4 import new_code_cell

from microdrama.show import values

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Marks the cells that ask for the numbers in prose; they stand in no chapter.
ASKS = "asks"


class AmbiguousNumberError(ValueError):
    """One role stands in two places and means two numbers."""


def roles(notebook: NotebookNode) -> list[str]:
    """Return what the roles in a chapter's prose hold."""
    prose = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return [content for text in prose for content in values.contents(text)]


def asking(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of a chapter that computes the numbers in its prose where they stand."""
    running = deepcopy(notebook)
    running.cells = []
    for cell in notebook.cells:
        running.cells.append(deepcopy(cell))
        if cell.cell_type == "markdown" and (contents := values.contents(cell.source)):
            ask = f"from microdrama.show.values import Values\nValues({contents!r}, globals())"
            running.cells.append(new_code_cell(ask, metadata={ASKS: True}))
    return running


def answers(running: NotebookNode) -> dict[str, str]:
    """Return the numbers in the prose of a chapter that has run, by what their roles hold.

    Raises
    ------
    AmbiguousNumberError
        If a name has changed its value between two places that say it.
    """
    found: dict[str, str] = {}
    for content, number in _answered(running):
        if found.setdefault(content, number) != number:
            raise AmbiguousNumberError(
                f"`{content}` is {found[content]} in one place of the prose and {number} in "
                "another; give one of the two results another name."
            )
    return found


def _answered(running: NotebookNode) -> Iterator[tuple[str, str]]:
    for cell in running.cells:
        for output in cell.get("outputs", []) if ASKS in cell.metadata else []:
            yield from output.get("data", {}).get(values.MIME, {}).items()


def without_asking(running: NotebookNode) -> NotebookNode:
    """Take the cells that ask for numbers out again."""
    running.cells = [cell for cell in running.cells if ASKS not in cell.metadata]
    return running
