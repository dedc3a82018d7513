"""How a check ends: a status, and the comparison in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from microdrama.evidence.intervals import Interval
from microdrama.evidence.quantities import Quantity

Status = Literal[
    "inconsistent", "disputed", "reproduced", "consistent", "not checkable", "not checked"
]

#: What each status means; in this order the strongest finding names a claim's verdict.
STATUSES: Mapping[Status, str] = {
    "inconsistent": "arithmetic, or the text itself, says otherwise",
    "disputed": "another cited source differs beyond both roundings",
    "reproduced": "the same value within its printed rounding",
    "consistent": "the check could have refuted it and did not",
    "not checkable": "what would be needed is not printed",
    "not checked": "no check covers it",
}


@dataclass(frozen=True)
class Finding:
    """How one check of one claim ends.

    Parameters
    ----------
    status : Status
        One of :data:`STATUSES`.
    sentence : str
        The comparison in words.
    result : Interval or None
        The recomputed value, where there is one.
    unit : str
        Its unit.
    needs : str
        What the text would have had to print, where it cannot be checked.
    """

    status: Status
    sentence: str
    result: Interval | None = None
    unit: str = ""
    needs: str = ""


#: What is reported, what it is compared with, and a note that the sentence ends with.
Check = Callable[[Quantity, list[Quantity], str], Finding]
