"""How a check ends: a status, and the comparison in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity

Status = Literal[
    "inconsistent",
    "disputed",
    "differs",
    "forecast",
    "recomputed",
    "traced",
    "consistent",
    "other definition",
    "interpretive",
    "not checkable",
    "not checked",
]

#: What each status means; in this order the weightiest finding names a claim's verdict.
STATUSES: Mapping[Status, str] = {
    "inconsistent": "arithmetic, or the text itself, says otherwise",
    "disputed": "another source for the same thing and date says otherwise: a number is more than "
    "5% away and beyond both roundings, or a dated event speaks against it",
    "differs": "another source for the same thing and date is at most 5% away, and yet beyond both "
    "roundings",
    "forecast": "it was a forecast when it was printed; whose, and what became of it, is said",
    "recomputed": "it follows from other printed numbers",
    "traced": "the publisher that the text cites prints the same number",
    "consistent": "the check could have spoken against it and did not",
    "other definition": "what it can be compared with counts something else, or another date",
    "interpretive": "it is a reading of interviews, for which the report is held to the standards "
    "of its kind",
    "not checkable": "what a check would need is not printed, and it is said what that is",
    "not checked": "no check covers it",
}

#: Statuses of a claim that came through a check.
HELD: tuple[Status, ...] = ("recomputed", "traced", "consistent")

#: Statuses of a claim against which a check speaks.
AGAINST: tuple[Status, ...] = ("inconsistent", "disputed")

#: Statuses of a claim that no check of numbers or dates was put to.
NO_CHECK: tuple[Status, ...] = ("interpretive", "not checked")


@dataclass(frozen=True)
class Finding:
    """How one check of one claim ends.

    Parameters
    ----------
    status : Status or None
        One of :data:`STATUSES`; None for a remark, which says something and settles nothing,
        because the comparison could not have failed.
    sentence : str
        The comparison in words.
    result : Interval or None
        The recomputed value, where there is one.
    unit : str
        Its unit.
    needs : str
        What the text would have had to print, where it cannot be checked.
    outside : bool
        Whether something from outside the text was compared, and not only its own numbers.
    """

    status: Status | None
    sentence: str
    result: Interval | None = None
    unit: str = ""
    needs: str = ""
    outside: bool = False


#: What is reported, what it is compared with, and a note that the sentence ends with.
Check = Callable[[Quantity, list[Quantity], str], Finding]
