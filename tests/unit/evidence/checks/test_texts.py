"""A number that two texts print."""

from __future__ import annotations

import pytest

from helpers import quantity
from printings import check


@pytest.mark.parametrize(("other", "status"), [("10", "consistent"), ("15", "disputed")])
def test_a_number_that_two_texts_print_is_compared(other, status):
    found = check("texts", quantity("10", label="One"), [quantity(other, label="Two")])
    assert found.status == status
    assert found.sentence == f"One prints 10 titles; Two prints {other} titles."
