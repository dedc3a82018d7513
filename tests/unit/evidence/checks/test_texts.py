"""A number that two texts print."""

from __future__ import annotations

import pytest

from helpers import quantity
from printings import check


@pytest.mark.parametrize(
    ("other", "status"),
    [("10", "consistent"), ("10.4", "consistent"), ("11.1", "disputed"), ("15", "disputed")],
)
def test_a_number_that_two_texts_print_is_compared(other, status):
    found = check("texts", quantity("10", label="One"), [quantity(other, label="Two")])
    assert found.status == status
    assert found.sentence == f"One prints 10 titles; Two prints {other} titles."


def test_two_texts_that_print_more_than_something_cannot_contradict():
    one, other = (quantity(value, comparator=">") for value in ("150", "230"))
    assert check("texts", one, [other]).status is None
    # An amount can.
    assert check("texts", one, [quantity("120")]).status == "disputed"
