"""What numbers of a regression allow for each other: tables, statsmodels, and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.outliers_influence import variance_inflation_factor

from microdrama.evidence.regression_bounds import (
    largest_p,
    largest_vif,
    least_partial,
    p_value,
    partial_correlation,
    r_squared_range,
)


@pytest.mark.parametrize(
    ("p", "freedom", "correlation"),
    [
        # Critical values of the correlation coefficient, two-sided; Fisher & Yates, table VII.
        (0.05, 1, 0.997),
        (0.05, 10, 0.576),
        (0.05, 20, 0.423),
        (0.05, 30, 0.349),
        (0.05, 100, 0.195),
        (0.01, 10, 0.708),
        (0.01, 20, 0.537),
        (0.01, 100, 0.254),
        (0.001, 10, 0.823),
        (0.001, 100, 0.321),
    ],
)
@pytest.mark.parametrize("predictors", [1, 4])
def test_the_least_partial_correlation_is_that_of_the_printed_tables(
    p, freedom, correlation, predictors
):
    respondents = freedom + predictors + 1
    assert least_partial(p, respondents, predictors) == pytest.approx(correlation, abs=6e-4)


@pytest.mark.parametrize(
    ("partial", "respondents", "predictors", "p"),
    [
        # One degree of freedom: the t distribution is Cauchy's, so p = 1 − 2·arcsin(r)/π.
        (0.5, 3, 1, 2 / 3),
        (math.sqrt(3) / 2, 3, 1, 1 / 3),
        (-0.5, 3, 1, 2 / 3),
        # Two degrees of freedom: p = 1 − |r|.
        (0.5, 4, 1, 0.5),
        (-0.25, 4, 1, 0.75),
        (0.9, 6, 3, 0.1),
        # A correlation of nothing, and a perfect one.
        (0.0, 428, 10, 1.0),
        (1.0, 428, 10, 0.0),
        (-1.0, 428, 10, 0.0),
        (1.2, 428, 10, 0.0),
    ],
)
def test_a_p_value_is_the_one_by_hand(partial, respondents, predictors, p):
    assert p_value(partial, respondents, predictors) == pytest.approx(p, abs=1e-12)


@given(st.floats(1e-4, 0.999), st.integers(1, 10), st.integers(3, 1000))
def test_the_least_partial_correlation_has_just_this_p_value(p, predictors, freedom):
    # Nearer to a perfect correlation no digits are left to tell p-values apart.
    respondents = predictors + 1 + freedom
    partial = least_partial(p, respondents, predictors)
    assert p_value(partial, respondents, predictors) == pytest.approx(p, rel=1e-6)


@pytest.mark.parametrize("function", [least_partial, p_value])
@pytest.mark.parametrize(("respondents", "predictors"), [(11, 10), (2, 1), (0, 1), (-5, 3)])
def test_a_regression_without_a_degree_of_freedom_is_refused(function, respondents, predictors):
    said = f"{respondents} respondents cannot carry {predictors} predictors"
    with pytest.raises(ValueError, match=said):
        function(0.05, respondents, predictors)


def standardised(columns: np.ndarray) -> np.ndarray:
    return (columns - columns.mean(axis=0)) / columns.std(axis=0)


@pytest.mark.parametrize(("respondents", "predictors"), [(12, 1), (15, 2), (40, 4), (428, 6)])
@pytest.mark.parametrize("seed", range(5))
def test_partial_correlations_and_p_values_are_those_of_a_regression(respondents, predictors, seed):
    # Statsmodels has the data; we have coefficient, VIF and the R² of the other predictors.
    chance = np.random.default_rng([seed, respondents])
    mixing = chance.normal(size=(predictors, predictors)) + np.eye(predictors)
    x = standardised(chance.normal(size=(respondents, predictors)) @ mixing)
    y = x @ chance.normal(0, 0.5, predictors) + chance.normal(size=respondents)
    y = standardised(y[:, None])[:, 0]
    design = sm.add_constant(x)
    fitted = sm.OLS(y, design).fit()
    for j in range(predictors):
        beta, vif = fitted.params[j + 1], variance_inflation_factor(design, j + 1)
        rest = sm.add_constant(np.delete(x, j, axis=1), has_constant="add")
        others = sm.OLS(y, rest).fit().rsquared if predictors > 1 else 0.0
        # A second way to the partial correlation: the t statistic.
        t = fitted.tvalues[j + 1]
        partial = partial_correlation(beta, vif, others)
        assert partial == pytest.approx(t / math.sqrt(t**2 + fitted.df_resid), abs=1e-9)
        p = fitted.pvalues[j + 1]
        assert p_value(partial, respondents, predictors) == pytest.approx(p, rel=1e-7, abs=1e-9)
        # What the other predictors explain can only make p smaller, and so can a smaller VIF.
        assert p <= largest_p(beta, respondents, predictors, vif) * (1 + 1e-9)
        assert p <= largest_p(beta, respondents, predictors, vif * 1.5) * (1 + 1e-9)
        # Up to the largest VIF the p-value must be below 0.05.
        if vif < largest_vif(abs(beta), 0.05, respondents, predictors):
            assert p < 0.05


@pytest.mark.parametrize(
    ("beta", "vif", "others", "partial"),
    [
        # By hand: β / √(VIF · (1 − R² of the others)).
        (0.38, 1.0, 0.0, 0.38),
        (0.38, 4.0, 0.0, 0.19),
        (-0.38, 4.0, 0.0, -0.19),
        (0.3, 1.0, 0.75, 0.6),
        (0.3, 4.0, 0.75, 0.3),
        (0.0, 5.0, 0.5, 0.0),
    ],
)
def test_the_partial_correlation_behind_a_coefficient_is_the_one_by_hand(
    beta, vif, others, partial
):
    assert partial_correlation(beta, vif, others) == pytest.approx(partial)


def test_a_single_predictor_has_its_coefficient_as_correlation():
    assert partial_correlation(0.38) == 0.38


@pytest.mark.parametrize(
    ("beta", "respondents", "vif", "p"),
    [
        # Two degrees of freedom and one predictor: p = 1 − |β| / √VIF.
        (0.5, 4, 1.0, 0.5),
        (-0.5, 4, 1.0, 0.5),
        (0.5, 4, 4.0, 0.75),
        (1.5, 4, 9.0, 0.5),
        # More than ±1 is as good as perfect.
        (1.5, 4, 1.0, 0.0),
    ],
)
def test_the_largest_p_value_of_a_coefficient_is_the_one_by_hand(beta, respondents, vif, p):
    assert largest_p(beta, respondents, 1, vif) == pytest.approx(p)


def test_the_largest_vif_is_where_the_p_value_is_just_reached():
    # Two degrees of freedom: p = 0.2 is a partial correlation of 0.8, and (0.4 / 0.8)² = 0.25.
    assert largest_vif(0.4, 0.2, 4, 1) == pytest.approx(0.25)
    # (1.6 / 0.8)² = 4.
    assert largest_vif(1.6, 0.2, 4, 1) == pytest.approx(4)
    assert largest_p(1.6, 4, 1, vif=4) == pytest.approx(0.2)


def test_the_coefficient_of_policy_has_its_p_value_up_to_a_vif_of_five_and_a_half():
    # Tables of t: 3.315 for p = 0.001 and about 417 degrees of freedom, so the least partial
    # correlation is 3.315 / √(3.315² + 417) = 0.1603; (0.375 / 0.1603)² = 5.47.
    assert largest_vif(0.375, 0.001, 428, 10) == pytest.approx(5.47, abs=0.02)
    # 0.375 / √5 = 0.1677; t = 0.1677 · √(417 / 0.9719) = 3.474, and p lies below 0.001.
    assert 0.0005 < largest_p(0.375, 428, 10, vif=5) < 0.001


@pytest.mark.parametrize(
    ("beta", "vif", "low", "high"),
    [(0.38, 5.0, 0.02888, 1.0), (0.5, 4.0, 0.0625, 1.0), (0, 2.0, 0.0, 1)],
)
def test_the_range_of_explained_variance_is_the_one_by_hand(beta, vif, low, high):
    # β²/VIF; the other predictors may explain the rest.
    found = r_squared_range(beta, vif)
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize("vif", [1.5, 4.0])
def test_the_lower_end_of_explained_variance_is_reached_by_data(vif):
    # An outcome that follows what is left of a predictor once the other is taken out.
    overlap = math.sqrt(1 - 1 / vif)
    noise = np.random.default_rng(2).normal(size=(60, 3))
    first, second, rest = np.linalg.qr(noise - noise.mean(axis=0))[0].T * math.sqrt(60)
    own = math.sqrt(1 - overlap**2)
    other = overlap * first + own * second
    alone = (first - overlap * other) / own
    y = 0.5 * alone + math.sqrt(0.75) * rest
    fitted = sm.OLS(y, sm.add_constant(np.column_stack([first, other]))).fit()
    found = r_squared_range(fitted.params[1], vif)
    assert found.low == pytest.approx(fitted.rsquared) == pytest.approx(0.25)
