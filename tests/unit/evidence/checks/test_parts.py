"""Shares of one whole: by hand, by honest texts, and by wholes of more than everything."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import numpy as np
import pytest

from helpers import quantity, rounded
from microdrama.evidence.checks import CHECKS
from printings import CASES, chance, check, half_unit, text


@pytest.mark.parametrize(
    ("shares", "status", "left"),
    [
        # Over 40% and about 30%, 25 at the least: 65 of 100.
        ([("40", ">"), ("30", "≈")], None, "leave 35% at most"),
        # 62.45 + 37.45 are 99.9, so nobody may say that nothing is left.
        ([("62.5", "="), ("37.5", "=")], None, "leave 0.1% at most"),
        # Three thirds rounded up: 33.5 is what they are at the least, 100.5 together.
        ([("34", "=")] * 3, "inconsistent", "are more than the whole by 0.5% at least"),
        # 3 × 33.35 = 100.05.
        ([("33.4", "=")] * 3, "inconsistent", "are more than the whole by 0.05% at least"),
        # Halves rounded up: 32.5 + 27.5 + 39.5 is 99.5, and with more than 40 it is 100.
        ([("33", "="), ("28", "="), ("40", "≥")], None, "leave 0.5% at most"),
        ([("33", "="), ("28", "="), ("40", ">")], None, "leave 0% at most"),
        # 33.333 − 0.0005 = 33.3325, three times 99.9975: at most 0.0025, rounded up.
        ([("33.333", "=")] * 3, None, "leave 0.01% at most"),
        # 69.5 + 43.55 = 113.05.
        ([("70", "="), ("43.6", "=")], "inconsistent", "more than the whole by 13.05% at least"),
        # 33.338 − 0.0005 = 33.3375, three times 100.0125: at least 0.0125, rounded down.
        ([("33.338", "=")] * 3, "inconsistent", "more than the whole by 0.01% at least"),
    ],
)
def test_parts_of_a_whole_are_together_at_most_all_of_it(shares, status, left):
    reported, *others = (quantity(value, "%", sign) for value, sign in shares)
    found = check("parts", reported, others)
    assert found.status == status
    assert left in found.sentence


def whole(dice: np.random.Generator) -> list[Fraction]:
    """Cut a whole into two to six parts of counts."""
    counts = [int(count) for count in dice.integers(1, 500, dice.integers(2, 7))]
    return [Fraction(100 * count, sum(counts)) for count in counts]


def test_parts_of_a_whole_in_ten_thousand_honest_texts_are_never_inconsistent():
    dice = chance("honest parts")
    for _ in range(CASES):
        shares = whole(dice)
        printed = [text(dice, share, 2, "%") for share in shares]
        some = int(dice.integers(2, 7))
        found = check("parts", printed[0], printed[1:some])
        assert found.status is None, shares
        # What is truly left is within what is said to be left.
        said = Fraction(re.search(r"leave ([0-9.]+)% at most", found.sentence)[1])
        assert 100 - sum(shares[:some]) <= said, shares


def test_ten_thousand_wholes_of_more_than_everything_are_found():
    dice = chance("planted parts")
    for _ in range(CASES):
        places = int(dice.integers(0, 3))
        shares = [rounded(share, places) for share in whole(dice)]
        # Raise one part until all of them are more than the whole at their least.
        least = sum(Fraction(share) - half_unit(share) for share in shares)
        short = math.floor((100 - least) * 10**places) + 1 + int(dice.integers(0, 50))
        raised = rounded(Fraction(shares[-1]) + Fraction(short, 10**places), places)
        printed = [quantity(share, "%") for share in (*shares[:-1], raised)]
        assert check("parts", printed[0], printed[1:]).status == "inconsistent", shares


def test_halves_that_are_all_rounded_up_are_no_more_than_the_whole():
    dice = chance("halves")
    for _ in range(1000):
        # Hundredths of a per cent that end in 5, together 100.00%.
        cuts = sorted(int(cut) for cut in dice.choice(np.arange(2, 998, 2), 3, replace=False))
        tenths = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
        shifts = (1, -1, 1, -1)
        shares = [Fraction(2 * t + shift, 20) for t, shift in zip(tenths, shifts, strict=True)]
        assert sum(shares) == 100
        printed = [quantity(rounded(share, 1), "%") for share in shares]
        assert CHECKS["parts"](printed[0], printed[1:], "").status is None, shares
