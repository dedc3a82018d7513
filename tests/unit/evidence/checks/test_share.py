"""The check of percentages: examples, honest surveys, and shares that no count has."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from helpers import quantity, rounded
from microdrama.evidence.checks import CHECKS
from printings import CASES, chance, check, people


def test_a_share_that_a_count_has_is_consistent_with_its_margin():
    # 14/30 = 46.67%; Wilson by hand in test_proportions: 30.23% to 63.86%.
    found = check("share", quantity("46.7", "%"), [people(30)])
    assert found.status == "consistent"
    assert "It stands for 14 of 30 respondents." in found.sentence
    assert "between 30.2% and 63.9%" in found.sentence
    assert (found.result.low, found.result.high) == pytest.approx((30.23, 63.86), abs=0.01)
    assert found.unit == "%"


@pytest.mark.parametrize(
    ("share", "respondents"),
    # 14/30 = 46.7% and 15/30 = 50%; the others are R scrutiny's examples.
    [("47.0", 30), ("67.4", 150), ("54.2", 150), ("69.8", 150), ("68.1", 150), ("55.4", 150)],
)
def test_a_share_that_no_count_has_is_inconsistent(share, respondents):
    found = check("share", quantity(share, "%"), [people(respondents)])
    assert found.status == "inconsistent"
    assert f"No count of {respondents} is {share} %" in found.sentence


@pytest.mark.parametrize(
    ("share", "comparator", "said"),
    [
        # 45.5% and 46.5% of 428 are 194.7 and 199.02; a whole per cent is four respondents.
        ("46", "=", "195 to 199 of 428"),
        # 90% of 428 is 385.2.
        ("90", ">", "386 to 428 of 428"),
    ],
)
def test_a_share_that_some_count_always_has_cannot_be_checked(share, comparator, said):
    found = check("share", quantity(share, "%", comparator), [people(428)])
    assert found.status == "not checkable"
    assert said in found.sentence


def test_shares_in_ten_thousand_honest_surveys_are_never_inconsistent():
    dice = chance("honest shares")
    for _ in range(CASES):
        respondents = int(dice.integers(1, 3000))
        count = int(dice.integers(0, respondents + 1))
        share, places = Fraction(100 * count, respondents), int(dice.integers(0, 3))
        printed = rounded(share, places, bool(dice.integers(2)))
        found = check("share", quantity(printed, "%"), [people(respondents)])
        # A step of one respondent against a unit of the last digit, in exact arithmetic.
        step = Fraction(100, respondents) * 10**places
        assert found.status == ("consistent" if step > 1 else "not checkable")
        assert found.result.low - 1e-9 <= share <= found.result.high + 1e-9


def test_ten_thousand_shares_that_no_count_has_are_found():
    dice = chance("planted shares")
    places = dice.integers(0, 3, 4 * CASES)
    respondents = dice.integers(2, np.array([60, 900, 900])[places])
    units = dice.integers(0, 100 * 10**places + 1)
    # Whole numbers: a count c has |200·c·10^d − 2·units·n| ≤ n.
    least = -(-(2 * units - 1) * respondents // (200 * 10**places))
    most = (2 * units + 1) * respondents // (200 * 10**places)
    (none,), (some,) = np.nonzero(least > most), np.nonzero(least <= most)
    assert len(none) >= CASES
    for case in map(int, (*none[:CASES], *some[: CASES // 5])):
        printed = rounded(Fraction(int(units[case]), 10 ** int(places[case])), places[case])
        found = check("share", quantity(printed, "%"), [people(int(respondents[case]))])
        impossible = least[case] > most[case]
        assert (found.status == "inconsistent") == impossible, (printed, respondents[case])


def test_a_thousandth_of_a_thousand_respondents_refutes_nothing():
    # 1,000 respondents and one decimal: every share occurs, whatever its digits.
    found = {
        CHECKS["share"](quantity(f"{tenths / 10:.1f}", "%"), [people(1000)], "").status
        for tenths in range(1001)
    }
    assert found == {"not checkable"}
