"""Reported against recomputed: which claims are checked, and how each check ends.

``data/evidence/checks.csv`` says which check of :mod:`microdrama.evidence.checks` is put to which
claim and what it is compared with. Verdicts are computed, never stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from microdrama.evidence.checks import CHECKS, HELD, STATUSES, Finding, Status
from microdrama.evidence.ledger import claim, claims, short
from microdrama.evidence.quantities import Quantity, from_claim, quantity
from microdrama.package import Fault, current, remembered, table
from microdrama.paths import shown

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Verdict:
    """The findings and remarks on one claim, and the weightiest of them."""

    claim: str
    status: Status
    findings: tuple[Finding, ...] = ()

    @property
    def sentence(self) -> str:
        """All findings and remarks in words; for an unchecked claim, that there is none."""
        parts = [part for finding in self.findings for part in (finding.sentence, _asked(finding))]
        if self.status == "not checked":
            parts.insert(0, "No check covers this claim yet.")
        return " ".join(filter(None, parts))

    @property
    def confirmed(self) -> bool:
        """Whether something from outside its text bears the claim out and nothing speaks against.

        Numbers of one text that fit each other show no error; they confirm nothing.
        """
        return self.status in HELD and any(
            finding.outside and finding.status in HELD for finding in self.findings
        )

    @property
    def needs(self) -> tuple[str, ...]:
        """What the text would have had to print; empty where that is settled."""
        return tuple(finding.needs for finding in self.findings if finding.needs)


def _asked(finding: Finding) -> str:
    return f"To check it one would need {finding.needs}." if finding.needs else ""


_ID = re.compile(r"\{([\w-]+)\}")


def _filled(note: str) -> str:
    """Put the printed numbers of claims and figures into a note, so that nobody types them."""
    if set(_ID.sub("", note)) & set("{}"):
        raise ValueError(f"“{note}” has a brace that holds no id")
    for some_id in _ID.findall(note):
        if not quantity(some_id).shown:
            raise ValueError(f"{some_id} prints no number")
    return _ID.sub(lambda match: quantity(match[1]).shown, note)


def _needed(needs: str) -> str:
    if not needs:
        raise ValueError("it ends as not checkable, and the row does not say what is needed")
    return _filled(needs)


@remembered
def _outcomes() -> tuple[tuple[str, str, Finding | Exception], ...]:
    """Make every check, in the order of the table; a check that fails hides no other."""
    outcomes: list[tuple[str, str, Finding | Exception]] = []
    for row in table("checks").to_dict("records"):
        outcome: Finding | Exception
        try:
            reported = from_claim(claim(row["claim"]))
            others = [quantity(some_id) for some_id in row["inputs"].split()]
            outcome = CHECKS[row["check"]](reported, others, _filled(row["note"]))
            outcome = replace(outcome, outside=any(map(_elsewhere(reported), others)))
            if outcome.status == "not checkable":
                outcome = replace(outcome, needs=_needed(row["needs"]))
        except Exception as error:  # whatever a check raises is a fault of its row
            outcome = error
        outcomes.append((row["claim"], row["check"], outcome))
    return tuple(outcomes)


def _elsewhere(reported: Quantity) -> Callable[[Quantity], bool]:
    """Return what tells whether a quantity comes from outside the text of a claim."""
    own = short(claim(reported.id).source)
    return lambda other: other.label != own


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


@remembered
def _findings() -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for claim_id, _, outcome in _outcomes():
        if isinstance(outcome, Exception):
            outcome = Finding("not checkable", f"The check cannot be made: {_reason(outcome)}.")
        found[claim_id] = (*found.get(claim_id, ()), outcome)
    return found


def verdict(claim_id: str) -> Verdict:
    """Return the verdict on one claim.

    Raises
    ------
    microdrama.evidence.ledger.UnknownClaimError
        If there is no such claim.
    """
    claim(claim_id)
    findings = _findings().get(claim_id, ())
    order = list(STATUSES)
    settled = [finding.status for finding in findings if finding.status]
    status = min(settled, key=order.index, default="not checked")
    return Verdict(claim_id, status, findings)


def _with_verdict() -> list[str]:
    """Return the claims with a verdict, in the order of the ledger; a remark alone is none."""
    found = _findings()
    return [i for i in claims() if any(finding.status for finding in found.get(i, ()))]


def needs() -> dict[str, dict[str, list[str]]]:
    """Return what each text would have had to print to be checked.

    Returns
    -------
    dict
        By text, then by what is needed: the claims that it would make checkable.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for one in claims().values():
        for need in verdict(one.id).needs:
            wanting = found.setdefault(one.source, {}).setdefault(need, [])
            if one.id not in wanting:
                wanting.append(one.id)
    return found


def checked_in(chapter: str) -> list[str]:
    """Return the claims that a chapter's scorecard shows, in the order of the ledger."""
    rows = table("checks")
    wanted = set(rows.loc[rows["chapter"] == chapter, "claim"])
    return [claim_id for claim_id in _with_verdict() if claim_id in wanted]


_SCORECARD = ["claim", "text", "statement", "number", "status", "comparison"]


def scorecard(ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the verdicts on some claims as a table.

    Parameters
    ----------
    ids : iterable of str, optional
        Claims to include; all claims with a verdict if left out.

    Returns
    -------
    pandas.DataFrame
        Columns ``claim``, ``text``, ``statement``, ``number``, ``status``, ``comparison``.

    Raises
    ------
    microdrama.evidence.ledger.UnknownClaimError
        If a claim is unknown.
    """
    import pandas as pd

    wanted = _with_verdict() if ids is None else list(ids)
    rows = []
    for claim_id in wanted:
        row, found = claim(claim_id), verdict(claim_id)
        rows.append(
            {
                "claim": claim_id,
                "text": short(row.source),
                "statement": row.statement,
                "number": row.number,
                "status": found.status,
                "comparison": found.sentence,
            }
        )
    return pd.DataFrame(rows, columns=_SCORECARD)


def faults() -> list[Fault]:
    """Return the checks that could not be made at all, one fault each.

    Such a check never hides the other verdicts: its claim reads *not checkable* until the
    row is mended.
    """
    place = shown(current().path("checks"))
    return [
        Fault(place, row, "check", f"“{check}” of {claim_id} cannot be made: {_reason(outcome)}.")
        for row, (claim_id, check, outcome) in enumerate(_outcomes(), start=2)
        if isinstance(outcome, Exception)
    ]
