"""What is said of a p-value: by hand, and in ten thousand regressions."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from scipy.stats import t as t_distribution

from helpers import quantity, rounded
from microdrama.evidence.regression_bounds import VIF_LIMIT
from printings import P, chance, check, people
from regressions import regressions


def test_what_is_said_of_p_values_is_true_in_ten_thousand_regressions():
    """By construction no printed p-value is inconsistent."""
    dice = chance("significance")
    p_printed = quantity("0.05", "", "<")
    for respondents, beta, p, vif, *_ in regressions():
        printed = quantity(rounded(Fraction(beta), int(dice.integers(1, 4))), "")
        found = check("significance", p_printed, [printed, people(respondents)])
        assert found.status == "not checkable"
        if vif <= VIF_LIMIT:
            assert p <= found.result.high * (1 + 1e-9)
            least = re.search(r"and (?:of at most|below) ([0-9.]+) up to", found.sentence)[1]
            assert p <= float(least) * (1 + 1e-9), (respondents, beta, p, found.sentence)


def test_a_p_value_is_said_with_what_the_coefficient_makes_of_it():
    # 0.375 / √5 = 0.1677 with 417 degrees of freedom: t = 3.474, and p = 0.00057 by its tables.
    found = check(
        "significance", quantity("0.001", "", "<"), [quantity("0.38", ""), people(428)], "So."
    )
    assert found.status == "not checkable"
    assert "of at most 0.0006 up to a variance inflation factor of 5" in found.sentence
    assert found.sentence.endswith("So.")
    assert found.result.high == pytest.approx(2 * t_distribution.sf(3.4738, 417), rel=1e-3)
    assert found.result.low < 1e-10


@pytest.mark.parametrize(
    ("p", "said"),
    [
        # Two degrees of freedom: p = 1 − |β| if the predictors are unrelated, and up to a VIF of
        # 5 it is 1 − |β| / √5. Rounded up, because it is a bound.
        ("0.80", "of at most 0.3 if"),  # 1 − 0.795 = 0.205
        ("0.80", "of at most 0.7 up to"),  # 1 − 0.795 / 2.2361 = 0.6445
        ("0.98", "of at most 0.03 if"),  # 1 − 0.975 = 0.025
        ("0.995", "of at most 0.006 if"),  # 1 − 0.9945 = 0.0055
        ("0.0", "of at most 1 if"),
        ("0.99995", "below 0.0001 if"),  # 1 − 0.999945 = 0.000055
        ("0.9995", "of at most 0.0006 if"),  # 1 − 0.99945 = 0.00055
        ("0.35", "of at most 0.7 if"),  # 1 − 0.345 = 0.655
    ],
)
def test_the_largest_p_value_is_rounded_up(p, said):
    found = check("significance", P, [quantity(p, ""), people(13)])
    assert f" {said} " in found.sentence


def test_from_a_sign_alone_no_p_value_follows():
    found = check("significance", quantity("0.01", "", "<"), [quantity("0", "", "<"), people(428)])
    assert found.status == "not checkable"
    assert found.result is None
    assert "no p-value follows" in found.sentence
