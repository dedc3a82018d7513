"""What can be checked about a printed number: one check a module, one pure function each.

A check takes the reported quantity, what it is compared with, and a note, and returns a
finding. Numbers are read as everything that rounds to them, so an inconsistency is never an
artefact of rounding. A comparison that could not have failed gives a remark and no verdict. A
finding speaks of numbers, not of people.
"""

from __future__ import annotations

from collections.abc import Mapping

from microdrama.evidence.checks import (
    coefficient,
    data,
    dated,
    definition,
    earlier,
    exceeds,
    forecast,
    growth,
    interviews,
    mean,
    missing,
    parts,
    power,
    published,
    repeated,
    share,
    significance,
    slip,
    texts,
    traced,
)
from microdrama.evidence.checks.finding import (
    AGAINST,
    HELD,
    NO_CHECK,
    STATUSES,
    Check,
    Finding,
    Status,
)

__all__ = ["AGAINST", "CHECKS", "HELD", "NO_CHECK", "STATUSES", "Check", "Finding", "Status"]

#: The checks, by the name they have in ``checks.csv``.
CHECKS: Mapping[str, Check] = {
    "traced": traced.check,
    "published": published.check,
    "definition": definition.check,
    "forecast": forecast.check,
    "slip": slip.check,
    "growth": growth.check,
    "repeated": repeated.check,
    "exceeds": exceeds.check,
    "texts": texts.check,
    "dated": dated.check,
    "earlier": earlier.check,
    "parts": parts.check,
    "mean": mean.check,
    "share": share.check,
    "coefficient": coefficient.check,
    "significance": significance.check,
    "power": power.check,
    "data": data.check,
    "interviews": interviews.check,
    "missing": missing.check,
}
