"""Everything that is wrong with the data package: its tables, the evidence, the rooms.

Whatever a build would trip over is found here first, and said with file, row and column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.package import Fault, current, rows
from microdrama.paths import shown

if TYPE_CHECKING:
    from collections.abc import Iterator


def all_faults() -> list[Fault]:
    """Return what is wrong with the data package, with the checks on it and with the rooms."""
    from microdrama import trial
    from microdrama.dissemination import audiences, feedback, strategies
    from microdrama.evidence import citations, tensions, validation, verdicts
    from microdrama.policy import recommendations
    from microdrama.symbols import network
    from microdrama.synthesis import ideas

    # Rules of the rooms need sound tables; verdicts need sound checks.
    if faults := [*validation.faults(), *_empty_tables()]:
        return faults
    rooms = (network, recommendations, ideas, audiences, feedback, strategies)
    rules = (verdicts, citations, tensions, *rooms)
    # What no rule foresees shows where a room computes.
    return [fault for rule in rules for fault in rule.faults()] or trial.faults()


def _empty_tables() -> Iterator[Fault]:
    """Find tables of headings alone: everything that is said from them would be said of nothing."""
    package = current()
    for name in package.description:
        if next(rows(name), None) is None:
            message = "has headings and no row; restore its rows, or take back the last change."
            yield Fault(shown(package.path(name)), 1, "", message)
