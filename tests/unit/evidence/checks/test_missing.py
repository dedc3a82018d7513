"""What is missing, said as it is."""

from __future__ import annotations

from helpers import NOTHING
from microdrama.evidence.checks import CHECKS, Finding


def test_the_note_of_what_is_missing_is_the_whole_verdict():
    found = CHECKS["missing"](NOTHING, [], "No year is printed.")
    assert found == Finding("not checkable", "No year is printed.")
    assert CHECKS["missing"](NOTHING, [], "") == Finding("not checkable", "")
