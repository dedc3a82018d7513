"""What is wrong with a reader's file and what was left out: one list for every place.

Terminal, report, JSON, page and notebook show the same faults and notes in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from microdrama.package import Fault


def one_a_line(faults: Sequence[Fault], notes: Sequence[str]) -> list[str]:
    """Return a line for each fault and each note, as a terminal shows them."""
    return [*map(str, faults), *(f"Note: {note}" for note in notes)]


def lines_about(faults: Sequence[Fault], notes: Sequence[str]) -> Iterator[str]:
    """Yield the closing lines of a report in text: a heading, then a line each; or nothing."""
    if faults or notes:
        yield ""
        yield "What was read"
        yield from (f"  {line}" for line in one_a_line(faults, notes))


def said(faults: Sequence[Fault], notes: Sequence[str]) -> dict[str, Any]:
    """Return faults and notes as plain data.

    Returns
    -------
    dict
        ``faults``, each with ``file``, ``row`` (0 for the whole file), ``column`` (empty for the
        whole row) and ``message``; ``notes``, one sentence each.
    """
    return {"faults": [asdict(fault) for fault in faults], "notes": list(notes)}
