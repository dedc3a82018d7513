"""Everything that is wrong with the data package: its tables, the evidence, the rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from microdrama.package import Fault


def all_faults() -> list[Fault]:
    """Return what is wrong with the data package, with the checks on it and with the rooms."""
    from microdrama.dissemination import audiences, feedback, strategies
    from microdrama.evidence import citations, tensions, validation, verdicts
    from microdrama.policy import recommendations
    from microdrama.symbols import network
    from microdrama.synthesis import ideas

    # Rules of the rooms need sound tables; verdicts need sound checks.
    if faults := validation.faults():
        return faults
    rooms = (network, recommendations, ideas, audiences, feedback, strategies)
    rules = (verdicts, citations, tensions, *rooms)
    return [fault for rule in rules for fault in rule.faults()]
