"""Which slips of writing would bring an amount near the others."""

from __future__ import annotations

import pytest

from helpers import quantity
from printings import check, refused


def test_both_slips_are_told_with_their_ratios_and_neither_is_asserted():
    # 54 / 5 = 10.8; 5.4 / 5 = 1.08; the rate of 2023 is about 7.04, so 5 are 35.2 and 54 is 1.53.
    found = check(
        "slip",
        quantity("54000000000", "USD", year=2023),
        [quantity("5000000000", "USD", year=2023)],
        "So.",
    )
    assert found.status is None
    assert "it is 11 times what the others print" in found.sentence
    assert "it would be 5.4 billion dollars, 1.08 times what they print" in found.sentence
    assert "in yuan it would be 54 billion yuan, 1.53 times that" in found.sentence
    assert "Nothing in the text shows that either happened. So." in found.sentence


@pytest.mark.parametrize("unit", ["people", "%", ""])
def test_only_money_can_be_taken_for_another_currency(unit):
    refused("slip", quantity("54", unit), [quantity("5", unit)])
