"""What is said of a coefficient: by hand, and in ten thousand regressions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from helpers import quantity, rounded
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.regression_bounds import VIF_LIMIT
from printings import CASES, P, chance, check, people, refused
from regressions import number_after, printed_p, regressions


def test_what_is_said_of_coefficients_is_true_in_ten_thousand_regressions():
    """By construction none is ever inconsistent: zero is printed with a rounding."""
    dice = chance("coefficients")
    follows = 0
    for respondents, beta, p, vif, correlation, partial in regressions():
        p_printed = printed_p(p, dice)
        reported = quantity(rounded(Fraction(beta), int(dice.integers(1, 4))), "")
        found = check("coefficient", reported, [p_printed, people(respondents)])
        said = found.sentence
        assert found.status == "not checkable"
        if p_printed.values.high >= 1:
            assert "nothing follows" in said
            continue
        assert number_after("at least", said) <= partial + 1e-9, said
        if "stays below" in said:
            follows += 1
            assert vif >= number_after("stays below", said) or p < p_printed.values.high, said
        if vif <= VIF_LIMIT:
            assert found.result.low - 1e-9 <= correlation <= found.result.high + 1e-9, said
            assert number_after("anywhere from", said) <= correlation + 1e-9, said
            assert correlation <= number_after("[0-9] to", said) + 1e-9, said
    assert follows > CASES / 10


def test_a_coefficient_is_said_with_all_that_follows_from_it():
    # 3.315 / √(3.315² + 426) = 0.1586 with one predictor, and 3.316 / √(3.316² + 417) = 0.1603
    # with ten: both rounded down. (0.375 / 0.1603)² = 5.47, rounded down.
    # The correlation: 0.375 / 5 − √0.8 · √(1 − 0.375²/5) = −0.8068 and 0.385 / 5 + √0.8 ·
    # √(1 − 0.385²/5) = 0.9581; 0.375² / 5 = 0.0281. All of them rounded outwards.
    found = check(
        "coefficient",
        quantity("0.38", ""),
        [quantity("0.001", "", "<"), people(428)],
        "One model.",
    )
    assert found.status == "not checkable"
    assert "at least 0.15 with one predictor, 0.16 with 10." in found.sentence
    assert "stays below 5.4." in found.sentence
    assert "from −0.81 to 0.96, and R² from 0.02 to 1.00" in found.sentence
    assert found.sentence.endswith("One model.")
    assert (found.result.low, found.result.high) == pytest.approx((-0.8068, 0.9581), abs=1e-4)


def test_the_least_partial_correlation_is_said_once_where_it_is_the_same():
    # 2.587 / √(2.587² + 426) = 0.1244 and 2.588 / √(2.588² + 417) = 0.1257: 0.12 both.
    found = check("coefficient", quantity("0.38", ""), [quantity("0.01", "", "<"), people(428)])
    assert "a partial correlation of at least 0.12. It follows" in found.sentence


@pytest.mark.parametrize(
    ("respondents", "beta", "follows"),
    [
        # One degree of freedom with ten predictors: p = 1 − 2·arcsin(r)/π, so for p = 0.5 (up to
        # 0.55) r is sin(0.45 · π/2) = 0.6494. 0.8 is at least 0.75: (0.75 / 0.6494)² = 1.334.
        (12, "0.8", "stays below 1.3."),
        # 0.68 is at least 0.675: (0.675 / 0.6494)² = 1.08, and no inflation lies below 1.
        (12, "0.68", "It does not follow from 0.68 alone."),
        (12, "0.6", "It does not follow from 0.6 alone."),
        # Two degrees of freedom: r = 1 − p = 0.45, (0.75 / 0.45)² = 2.78.
        (13, "0.8", "stays below 2.7."),
        (13, "−0.8", "stays below 2.7."),
    ],
)
def test_the_inflation_up_to_which_a_p_value_follows_is_rounded_down(respondents, beta, follows):
    inputs = [quantity("0.5", ""), people(respondents)]
    assert follows in check("coefficient", quantity(beta, ""), inputs).sentence


def test_more_predictors_need_a_larger_partial_correlation():
    # 20 respondents and p < 0.05: t is 2.101 with 18 and 2.262 with 9 degrees of freedom, so
    # 2.101 / √(2.101² + 18) = 0.444 and 2.262 / √(2.262² + 9) = 0.602.
    found = check("coefficient", quantity("0.3", ""), [quantity("0.05", "", "<"), people(20)])
    assert "at least 0.44 with one predictor, 0.60 with 10." in found.sentence
    # (0.25 / 0.602)² is less than 1.
    assert "It does not follow from 0.3 alone." in found.sentence


def test_a_sign_alone_says_nothing_of_the_size():
    found = check("coefficient", quantity("0", "", "<"), [quantity("0.01", "", "<"), people(428)])
    assert found.status == "not checkable"
    # Tables of t: 2.587 with 426 degrees of freedom; 2.587 / √(2.587² + 426) = 0.124.
    assert "at least 0.12" in found.sentence
    assert found.result is None


@pytest.mark.parametrize("printed", ["0", "0.0", "0.00", "-0.00", "0.0000"])
def test_no_coefficient_of_zero_contradicts_a_p_value(printed):
    # 0.00 stands for anything up to 0.005, and with more respondents that is significant.
    found = check("coefficient", quantity(printed, ""), [quantity("0.001", "", "<"), people(428)])
    assert found.status == "not checkable"
    assert f"It does not follow from {printed} alone." in found.sentence
    # Nor does one of exactly zero, which no text can print: rounding leaves half a unit.
    zero = Quantity("x", "T", printed, quantity("0").values * 0, "")
    exact = check("coefficient", zero, [quantity("0.001", "", "<"), people(428)])
    assert exact.status == "not checkable"


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        # β = 0.449 is printed as 0.4; with VIF 5 and everything explained its correlation is
        # 0.45/5 + √0.8 · √(1 − 0.45²/5) = 0.9661, and 0.4 alone would allow 0.960. The lower
        # end is that of 0.35: 0.07 − √0.8 · √(1 − 0.35²/5) = −0.8134.
        ("0.4", (-0.81339, 0.96611)),
        # At β = 1 the largest correlation is reached, 0.2 + √0.8 · √0.8 = 1; 0.5 and 1.5 have
        # 0.972 and 0.963. The lower ends: 0.1 − √0.8 · √0.95 = −0.7718, 0.3 − 0.6633.
        ("1", (-0.77178, 1.0)),
        ("-1", (-1.0, 0.77178)),
        # From 0.95 to 1.05, the lower end of 0.95: 0.19 − √0.8 · √0.8195 = −0.6197.
        ("1.0", (-0.6197, 1.0)),
    ],
)
def test_the_range_of_correlations_holds_for_all_that_a_coefficient_can_stand_for(printed, ends):
    found = check("coefficient", quantity(printed, ""), [P, people(428)])
    assert (found.result.low, found.result.high) == pytest.approx(ends, abs=1e-4)
    low, high = ends
    # Said with two decimals, rounded outwards.
    assert low - 0.01 < number_after("anywhere from", found.sentence) <= low + 1e-9
    assert high - 1e-9 <= number_after("[0-9] to", found.sentence) < high + 0.01


@pytest.mark.parametrize("printed", ["2.25", "2.5", "-2.5", "12.3", "428"])
def test_a_coefficient_beyond_every_inflation_up_to_five_is_refused(printed):
    # Standardised coefficients are at most √5 = 2.2361 then, and 2.25 is 2.245 at the least.
    said = refused("coefficient", quantity(printed, ""), [P, people(428)])
    assert said == f"{printed} is no standardised coefficient"


@pytest.mark.parametrize("printed", ["2.24", "-2.24"])
def test_a_coefficient_that_an_inflation_of_five_just_allows_is_not_refused(printed):
    # 2.235²/5 = 0.999045 is the least R², and the correlation is 0.447 ± √0.8 · √(1 − 0.999045),
    # so 0.4194 to 0.4746.
    found = check("coefficient", quantity(printed, ""), [P, people(428)])
    ends = sorted(end if printed[0] == "2" else -end for end in (0.4194, 0.4746))
    assert (found.result.low, found.result.high) == pytest.approx(ends, abs=1e-4)
    assert "R² from 0.99 to 1.00" in found.sentence
