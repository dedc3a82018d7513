"""A number that a text prints twice."""

from __future__ import annotations

import pytest

from helpers import quantity
from printings import check


@pytest.mark.parametrize(
    ("other", "status"),
    [("54", None), ("54.0", None), ("53", "inconsistent"), ("45", "inconsistent")],
)
def test_a_number_that_a_text_prints_twice_is_compared(other, status):
    found = check("repeated", quantity("54"), [quantity(other)], "Twice.")
    assert found.status == status
    assert found.sentence == f"The text prints it again as {other} titles. Twice."
