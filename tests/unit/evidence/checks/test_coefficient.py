"""What is said of a coefficient and its p-value: by hand, and in ten thousand regressions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from helpers import quantity, rounded
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.regression_bounds import VIF_LIMIT
from printings import CASES, P, chance, check, people, refused
from regressions import number_after, printed_p, regressions


def test_what_is_said_of_coefficients_is_true_in_ten_thousand_regressions():
    """By construction every p-value is right, so one is inconsistent only beyond the bound."""
    dice = chance("coefficients")
    follows = 0
    for respondents, beta, p, vif, _, partial in regressions():
        p_printed = printed_p(p, dice)
        reported = quantity(rounded(Fraction(beta), int(dice.integers(1, 4))), "")
        found = check("coefficient", reported, [p_printed, people(respondents)])
        said = found.sentence
        if found.status == "inconsistent":
            assert vif > VIF_LIMIT, (respondents, beta, p, said)
        elif found.status == "consistent":
            follows += 1
            assert number_after("inflation factor of", said) >= VIF_LIMIT
            assert vif >= number_after("inflation factor of", said) or p < p_printed.values.high
        else:
            assert found.status == "not checkable"
        if "partial correlation of" in said:
            assert number_after("at least", said) <= partial + 1e-9, said
    assert follows > CASES / 50


@pytest.mark.parametrize(
    ("beta", "p", "status"),
    [
        # 3.316 / √(3.316² + 417) = 0.1603 and (0.375 / 0.1603)² = 5.47: up to 5.4, more than 5.
        ("0.38", ("0.001", "<"), "consistent"),
        ("−0.38", ("0.001", "<"), "consistent"),
        # At a factor of 5 the coefficient divided by √5 is 0.1677: t is 3.47 with 417 degrees of
        # freedom, and p is 0.00057. A printed 0.2 is more.
        ("0.38", ("0.2", "="), "inconsistent"),
        ("0.38", ("0.05", ">"), "inconsistent"),
        # (0.295 / 0.1603)² = 3.39 is less than 5: whether it follows, the overlap decides.
        ("0.3", ("0.001", "<"), "not checkable"),
        # 0.05 / √5 is 0.022, whose p-value is 0.65 at the most, so that 0.2 may be right.
        ("0.05", ("0.2", "="), "not checkable"),
    ],
)
def test_a_p_value_follows_from_its_coefficient_contradicts_it_or_stays_open(beta, p, status):
    inputs = [quantity(p[0], "", p[1]), people(428)]
    found = check("coefficient", quantity(beta, ""), inputs, "One model.")
    assert found.status == status
    assert found.sentence.endswith("One model.")
    # The same pair, put to the p-value.
    turned = check("significance", inputs[0], [quantity(beta, ""), people(428)], "One model.")
    assert (turned.status, turned.sentence) == (found.status, found.sentence)


def test_a_coefficient_is_said_with_the_inflation_up_to_which_its_p_value_follows():
    found = check("coefficient", quantity("0.38", ""), [quantity("0.001", "", "<"), people(428)])
    assert "follows from 0.38 up to a variance inflation factor of 5.4;" in found.sentence
    # What the overlap leaves open about correlations is no part of this claim.
    assert "0.81" not in found.sentence
    assert "0.96" not in found.sentence


@pytest.mark.parametrize(
    ("respondents", "beta", "follows"),
    [
        # One degree of freedom with ten predictors: p = 1 − 2·arcsin(r)/π, so for p = 0.5 (up to
        # 0.55) r is sin(0.45 · π/2) = 0.6494. 0.8 is at least 0.75: (0.75 / 0.6494)² = 1.334.
        (12, "0.8", "alone only up to a variance inflation factor of 1.3;"),
        # 0.68 is at least 0.675: (0.675 / 0.6494)² = 1.08, and no inflation lies below 1.
        (12, "0.68", "alone in no case;"),
        (12, "0.6", "alone in no case;"),
        # Two degrees of freedom: r = 1 − p = 0.45, (0.75 / 0.45)² = 2.78.
        (13, "0.8", "alone only up to a variance inflation factor of 2.7;"),
        (13, "−0.8", "alone only up to a variance inflation factor of 2.7;"),
    ],
)
def test_the_inflation_up_to_which_a_p_value_follows_is_rounded_down(respondents, beta, follows):
    inputs = [quantity("0.5", ""), people(respondents)]
    assert follows in check("coefficient", quantity(beta, ""), inputs).sentence


@pytest.mark.parametrize("name", ["coefficient", "significance"])
def test_a_sign_alone_says_nothing_of_the_size(name):
    pair = [quantity("0", "", "<"), quantity("0.01", "", "<")]
    reported, other = pair if name == "coefficient" else pair[::-1]
    found = check(name, reported, [other, people(428)])
    assert found.status == "not checkable"
    # Tables of t: 2.587 with 426 degrees of freedom; 2.587 / √(2.587² + 426) = 0.124.
    assert "at least 0.12" in found.sentence
    assert found.result is None


@pytest.mark.parametrize("printed", ["0", "0.0", "0.00", "-0.00", "0.0000"])
def test_no_coefficient_of_zero_contradicts_a_p_value(printed):
    # 0.00 stands for anything up to 0.005, and with more respondents that is significant.
    found = check("coefficient", quantity(printed, ""), [quantity("0.001", "", "<"), people(428)])
    assert found.status == "not checkable"
    assert f"follows from {printed} alone in no case" in found.sentence
    # Nor does one of exactly zero, which no text can print: rounding leaves half a unit.
    zero = Quantity("x", "T", printed, quantity("0").values * 0, "")
    exact = check("coefficient", zero, [quantity("0.001", "", "<"), people(428)])
    assert exact.status == "not checkable"


@pytest.mark.parametrize("printed", ["2.25", "2.5", "-2.5", "12.3", "428"])
def test_a_coefficient_beyond_every_inflation_up_to_five_is_refused(printed):
    # Standardised coefficients are at most √5 = 2.2361 then, and 2.25 is 2.245 at the least.
    said = refused("coefficient", quantity(printed, ""), [P, people(428)])
    assert said == f"{printed} is no standardised coefficient"


@pytest.mark.parametrize("printed", ["2.24", "-2.24"])
def test_a_coefficient_that_an_inflation_of_five_just_allows_is_not_refused(printed):
    assert check("coefficient", quantity(printed, ""), [P, people(428)]).status == "consistent"
