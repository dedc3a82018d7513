"""The bound on a p-value that a contradiction states: by hand."""

from __future__ import annotations

import pytest

from helpers import quantity
from printings import check, people


@pytest.mark.parametrize(
    ("beta", "said"),
    [
        # Two degrees of freedom: up to a factor of 5 the p-value is at most 1 − |β| / √5. It is
        # rounded up, because it is a bound.
        ("0.80", "of at most 0.7 up to"),  # 1 − 0.795 / 2.2361 = 0.6445
        ("1.50", "of at most 0.4 up to"),  # 1 − 1.495 / 2.2361 = 0.3314
        ("2.20", "of at most 0.02 up to"),  # 1 − 2.195 / 2.2361 = 0.0184
    ],
)
def test_the_largest_p_value_is_rounded_up(beta, said):
    found = check("significance", quantity("0.9", ""), [quantity(beta, ""), people(13)])
    assert found.status == "inconsistent"
    assert f" {said} a variance inflation factor of 5, and 0.9 is more." in found.sentence


def test_a_p_value_that_the_bound_just_admits_is_no_contradiction():
    # 1 − 0.795 / 2.2361 = 0.6445: 0.60 is less, and 0.655 to 0.665 is more.
    found = check("significance", quantity("0.60", ""), [quantity("0.80", ""), people(13)])
    assert found.status == "not checkable"
    assert (
        check("significance", quantity("0.66", ""), [quantity("0.80", ""), people(13)]).status
        == "inconsistent"
    )
