"""Everything that is wrong with the data package: its tables, the evidence, the rooms.

Whatever a build would trip over is found here first, and said with file, row and column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microdrama.package import Fault, current, rows
from microdrama.paths import REFERENCES, shown

if TYPE_CHECKING:
    from collections.abc import Iterator


def all_faults() -> list[Fault]:
    """Return what is wrong with the data package, with the checks on it and with the rooms."""
    from microdrama import trial
    from microdrama.dissemination import audiences, feedback, strategies
    from microdrama.evidence import citations, tensions, validation, verdicts
    from microdrama.policy import recommendations
    from microdrama.symbols import codebook, network
    from microdrama.synthesis import ideas

    # Rules of the rooms need sound tables; verdicts need sound checks.
    for rule in (validation.faults, _empty_tables, _cited_in_vain):
        if faults := list(rule()):
            return faults
    rooms = (network, codebook, recommendations, ideas, audiences, feedback, strategies)
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


_ROLE = re.compile(r"\{(claim|cite(?::\w+)?)\}`([^`]+)`")


def _cited_in_vain() -> Iterator[Fault]:
    """Find claims and works that the prose beside the tables cites and the tables do not have."""
    from microdrama.evidence.validation import references

    works = {key.lower() for key in references().entries}
    for page in sorted((current().folder.parent / "chapters").rglob("*.md")):
        for number, line in enumerate(page.read_text("utf-8").splitlines(), start=1):
            for role, held in _ROLE.findall(line):
                problem = _of_claim(held) if role == "claim" else _of_works(held, works)
                if problem:
                    yield Fault(f"{shown(page)}, line {number}", 0, "", problem)


def _of_claim(held: str) -> str:
    """Say what is wrong with a claim that prose cites, if anything."""
    from microdrama.evidence.ledger import claims

    words, _, rest = held.rpartition("<")
    claim_id = rest.strip().removesuffix(">")
    if claim_id not in claims():
        return f"there is no claim “{claim_id}” in the tables; correct the id."
    if not words and not claims()[claim_id].number:
        return f"the claim “{claim_id}” has no number that the prose could show."
    return ""


def _of_works(held: str, works: set[str]) -> str:
    """Say which work that prose cites is not in the bibliography, if any."""
    missing = [key.strip() for key in held.split(",") if key.strip().lower() not in works]
    return f"cites “{missing[0]}”, which is not in {REFERENCES}; add it there." if missing else ""
