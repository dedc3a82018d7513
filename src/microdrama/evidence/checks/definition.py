"""A printed number beside one that counts something else, or belongs to another date."""

from __future__ import annotations

from microdrama.evidence.checks.finding import Finding
from microdrama.evidence.checks.inputs import comparable
from microdrama.evidence.checks.wording import prints
from microdrama.evidence.quantities import Quantity


def check(reported: Quantity, others: list[Quantity], note: str) -> Finding:
    """Set a number beside others that are not for the same thing and date.

    Where they differ, the difference is one of definition and no quarrel; where they do not,
    nothing follows.
    """
    comparable(reported, others, 1)
    differ = any(not reported.interval.meets(other.interval) for other in others)
    sentence = f"Of another definition or date: {prints(others)}. {note}"
    return Finding("other definition" if differ else None, sentence.strip())
