"""What a printed statistic can be: published examples, every case by count, other libraries."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import f as f_distribution
from scipy.stats import ncf
from statsmodels.stats.outliers_influence import variance_inflation_factor
from statsmodels.stats.proportion import proportion_confint

from helpers import rounded
from microdrama.evidence.intervals import Interval, read
from microdrama.evidence.possible import (
    correlation_range,
    detectable,
    explained_range,
    largest_deviation,
    largest_p,
    largest_vif,
    least_partial,
    mean_power,
    p_value,
    partial_of,
    possible_counts,
    possible_totals,
    wilson,
)

# ---- means (GRIM) --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "answers", "totals"),
    [
        # Brown & Heathers (2017), the example that rsprite2 documents too: 28 answers have no
        # mean of 5.19, since 145/28 = 5.179 and 146/28 = 5.214; their neighbours exist.
        ("5.19", 28, 0),
        ("5.18", 28, 1),
        ("5.21", 28, 1),
        # By hand: 69/20 = 3.45, and with 20 answers every mean ends in a 0 or a 5.
        ("3.45", 20, 1),
        ("3.48", 20, 0),
        # The Economist, 18 June 2016: 49 × 5.93 = 290.57, but 290/49 = 5.92 and 291/49 = 5.94.
        ("5.93", 49, 0),
        # A table of examples in R's scrutiny, on a scale from 0 to 10; 1 where it says TRUE.
        ("7.22", 32, 1),
        ("4.74", 25, 0),
        ("5.23", 29, 0),
        ("2.57", 24, 0),
        ("6.77", 27, 0),
        ("2.68", 28, 1),
        ("7.01", 29, 0),
        ("7.38", 26, 1),
        ("3.14", 27, 0),
        ("6.89", 31, 0),
        ("5.00", 25, 1),
        ("0.24", 28, 0),
        # 428 answers: totals from 4.115 × 428 = 1761.2 to 4.125 × 428 = 1765.5.
        ("4.12", 428, 4),
        # Half a unit is kept on both sides: 25/8 = 3.125 is printed as 3.12 or as 3.13.
        ("3.12", 8, 1),
        ("3.13", 8, 1),
    ],
)
def test_published_and_counted_means_are_possible_or_not(mean, answers, totals):
    assert possible_totals(read(mean), answers, 0, 10) == totals


@pytest.mark.parametrize(
    ("mean", "low", "high", "totals"),
    [
        # Ten answers from 1 to 5: 0.95 to 1.05 is cut to 1.00–1.05, the total 10 only.
        ("1.0", 1, 5, 1),
        ("5.0", 1, 5, 1),
        ("0.9", 1, 5, 0),
        ("5.1", 1, 5, 0),
        ("0.0", -2, 2, 1),
        ("-1.9", -2, 2, 1),
        # Half a unit below 1 touches the scale: 9.5 to 10.5 lies above all means but 1.0.
        ("1", 1, 5, 6),
    ],
)
def test_a_mean_lies_between_the_ends_of_its_scale(mean, low, high, totals):
    assert possible_totals(read(mean), 10, low, high) == totals


def test_more_than_a_mean_leaves_every_larger_total():
    # Four answers from 1 to 5 with a mean of more than 4: totals 16 to 20, the end included.
    assert possible_totals(read("4", ">"), 4, 1, 5) == 5
    assert possible_totals(read("4", "≤"), 4, 1, 5) == 15  # 4 to 18, as 4.5 rounds to 4


@pytest.mark.parametrize("answers", [*range(1, 60), 99, 100, 101, 120, 200])
def test_every_mean_of_a_scale_is_counted_as_by_trying_all_totals(answers):
    # In whole numbers: |total/n − m/100| ≤ 1/200 is |200·total − 2·m·n| ≤ n. With 120 and 200
    # answers many means lie just between two hundredths, where binary fractions go astray.
    for hundredths in range(95, 506):
        by_hand = sum(
            abs(200 * total - 2 * hundredths * answers) <= answers
            for total in range(answers, 5 * answers + 1)
        )
        mean = read(f"{hundredths / 100:.2f}")
        assert possible_totals(mean, answers, 1, 5) == by_hand, (hundredths, answers)


@given(st.integers(1, 4000), st.data(), st.integers(0, 4), st.booleans())
def test_the_mean_of_a_data_set_is_always_possible(answers, data, places, up):
    total = data.draw(st.integers(answers, 5 * answers))
    printed = rounded(Fraction(total, answers), places, up)
    assert possible_totals(read(printed), answers, 1, 5) >= 1


@pytest.mark.parametrize("answers", [0, -1, -428])
def test_a_mean_of_no_answers_is_refused(answers):
    with pytest.raises(ValueError, match="at least one answer"):
        possible_totals(read("4.12"), answers, 1, 5)


@pytest.mark.parametrize(
    ("mean", "answers", "power"),
    [
        # Brown & Heathers: of all means with D decimals a share of (10^D − n) / 10^D is impossible.
        ("5.19", 28, 0.72),
        ("3.45", 20, 0.80),
        ("3.4", 7, 0.30),
        ("3.456", 100, 0.90),
        # The column “ratio” of scrutiny's table.
        ("7.22", 32, 0.68),
        ("6.89", 31, 0.69),
        ("4.12", 428, 0.0),
        ("4.1", 28, 0.0),
    ],
)
def test_the_power_of_a_mean_is_the_published_ratio(mean, answers, power):
    assert mean_power(read(mean), answers) == pytest.approx(power, abs=1e-9)


@pytest.mark.parametrize("answers", [1, 7, 20, 28, 99])
def test_the_power_of_a_mean_is_the_share_of_impossible_means(answers):
    # Between two whole numbers, where no end of a scale is near: 1.995 up to 2.995.
    impossible = sum(
        not any(abs(200 * total - 2 * m * answers) < answers for total in range(5 * answers))
        and not any(200 * total == (2 * m + 1) * answers for total in range(5 * answers))
        for m in range(200, 300)
    )
    assert mean_power(read("2.50"), answers) == pytest.approx(impossible / 100)


def test_means_with_an_open_end_have_no_power():
    assert mean_power(read("4", ">"), 1) == 0
    assert mean_power(read("4", "≤"), 1) == 0


@pytest.mark.parametrize("places", [1, 2, 3])
def test_totals_as_close_as_the_last_digit_have_no_power(places):
    # Ten, a hundred, a thousand answers: every mean with so many decimals occurs, to the digit.
    unit = 10**places
    powers = {mean_power(read(f"{m / unit:.{places}f}"), unit) for m in range(unit, 5 * unit)}
    assert powers == {0.0}


# ---- standard deviations -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "low", "high", "deviation"),
    [
        # By hand: half the answers at either end of 1 to 5 are 2 away from their mean of 3.
        (3, 1, 5, 2.0),
        (1, 1, 5, 0.0),
        (5, 1, 5, 0.0),
        # A quarter at 5: √(1 × 3) = 1.732; the same from the other end.
        (2, 1, 5, math.sqrt(3)),
        (4, 1, 5, math.sqrt(3)),
        # A share p of ones among zeros: √(p(1 − p)).
        (0.1, 0, 1, 0.3),
    ],
)
def test_the_largest_deviation_is_that_of_answers_at_both_ends(mean, low, high, deviation):
    assert largest_deviation(mean, low, high) == pytest.approx(deviation, abs=1e-12)


@pytest.mark.parametrize("answers", [1, 2, 3, 4, 5, 6, 7])
def test_no_set_of_answers_varies_more_than_the_largest_deviation_and_some_reach_it(answers):
    # Every data set there is on a scale from 1 to 5.
    for data in itertools.combinations_with_replacement(range(1, 6), answers):
        bound = largest_deviation(float(np.mean(data)), 1, 5)
        assert np.std(data) <= bound + 1e-12, data
        if set(data) <= {1, 5}:
            assert np.std(data) == pytest.approx(bound, abs=1e-12)


# ---- shares --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "comparator", "respondents", "counts"),
    [
        # By hand: 14/30 = 46.67%; 15/30 = 50%, so 47.0 is jumped over.
        ("46.7", "=", 30, [14]),
        ("47.0", "=", 30, []),
        # 45.5% and 46.5% of 428 are 194.7 and 199.02.
        ("46", "=", 428, [195, 196, 197, 198, 199]),
        # R's scrutiny, six percentages of 150: only 54.0 (81 of 150) is possible.
        ("67.4", "=", 150, []),
        ("54.2", "=", 150, []),
        ("54.0", "=", 150, [81]),
        ("69.8", "=", 150, []),
        ("68.1", "=", 150, []),
        ("55.4", "=", 150, []),
        # 1/8 = 12.5% is printed as 12 or as 13.
        ("12", "=", 8, [1]),
        ("13", "=", 8, [1]),
        ("0", "=", 30, [0]),
        ("100", "=", 30, [30]),
        ("90", ">", 10, [9, 10]),
        ("10", "≤", 10, [0, 1]),
    ],
)
def test_the_counts_behind_a_percentage_are_those_by_hand(share, comparator, respondents, counts):
    assert list(possible_counts(read(share, comparator), respondents)) == counts


def test_more_than_90_per_cent_of_428_are_386_or_more():
    # 90% of 428 is 385.2.
    assert possible_counts(read("90", ">"), 428) == range(386, 429)


@pytest.mark.parametrize("respondents", [1, 2, 3, 7, 30, 150, 428, 1000])
@pytest.mark.parametrize("places", [0, 1])
def test_the_counts_of_every_percentage_are_found_as_by_trying_all(respondents, places):
    # In whole numbers: |100·count/n − s/10^d| ≤ 1/(2·10^d).
    unit = 10**places
    found = {}
    for count in range(respondents + 1):
        nearest = round(100 * count * unit / respondents)
        for s in (nearest - 1, nearest, nearest + 1):
            if abs(200 * count * unit - 2 * s * respondents) <= respondents:
                found.setdefault(s, []).append(count)
    for s in range(100 * unit + 1):
        printed = f"{s // unit}.{s % unit}" if places else str(s)
        assert list(possible_counts(read(printed), respondents)) == found.get(s, []), printed


@pytest.mark.parametrize(
    ("count", "respondents", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
        (81, 263, 25.53, 36.62),
        (15, 148, 6.24, 16.05),
        (0, 20, 0.00, 16.11),
        (1, 29, 0.61, 17.18),
        # By hand with z = 1.96, z² = 3.8416: centre (0.46667 + 0.06403) / 1.12805 = 0.47045,
        # half width 1.96 × √(0.0082963 + 0.0010671) / 1.12805 = 0.16813.
        (14, 30, 30.23, 63.86),
    ],
)
def test_wilson_intervals_are_the_published_ones(count, respondents, low, high):
    found = wilson(range(count, count + 1), respondents)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.006)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_wilson_intervals_are_those_of_another_library_and_span_all_counts(level):
    for first, last in ((0, 0), (0, 3), (5, 9), (20, 20)):
        found = wilson(range(first, last + 1), 20, level)
        ends = [
            proportion_confint(count, 20, alpha=1 - level, method="wilson")
            for count in range(first, last + 1)
        ]
        assert found.low == pytest.approx(100 * min(low for low, _ in ends), abs=1e-9)
        assert found.high == pytest.approx(100 * max(high for _, high in ends), abs=1e-9)


def test_a_wilson_interval_of_no_count_is_refused():
    with pytest.raises(ValueError, match="no count has this share"):
        wilson(range(3, 3), 30)


# ---- p-values and partial correlations -----------------------------------------------------


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
        partial = partial_of(beta, vif, others)
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
    assert partial_of(beta, vif, others) == pytest.approx(partial)


def test_a_single_predictor_has_its_coefficient_as_correlation():
    assert partial_of(0.38) == 0.38


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


# ---- correlations and explained variance ---------------------------------------------------


@pytest.mark.parametrize(
    ("beta", "vif", "low", "high"),
    [
        # Unrelated predictors: the coefficient is the correlation.
        (0.38, 1.0, 0.38, 0.38),
        (-0.5, 1.0, -0.5, -0.5),
        # β = 0: anything that the entanglement allows, √(1 − 1/VIF).
        (0.0, 4.0, -math.sqrt(0.75), math.sqrt(0.75)),
        # By hand: β/VIF ± √0.8 · √(1 − β²/VIF) = 0.076 ± 0.8944 × 0.98545.
        (0.38, 5.0, -0.80542, 0.95742),
        # β = 1 with VIF 4: 0.25 ± √0.75 · √0.75.
        (1.0, 4.0, -0.5, 1.0),
        # The largest coefficient that a VIF allows is its root: no room is left.
        (3.0, 9.0, 1 / 3, 1 / 3),
        (2.0, 4.0, 0.5, 0.5),
        (-math.sqrt(5), 5.0, -1 / math.sqrt(5), -1 / math.sqrt(5)),
    ],
)
def test_the_range_of_correlations_is_the_one_by_hand(beta, vif, low, high):
    found = correlation_range(beta, vif)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-5)


@pytest.mark.parametrize(
    ("beta", "vif", "low", "high"),
    [(0.38, 5.0, 0.02888, 1.0), (0.5, 4.0, 0.0625, 1.0), (0, 2.0, 0.0, 1)],
)
def test_the_range_of_explained_variance_is_the_one_by_hand(beta, vif, low, high):
    # β²/VIF; the other predictors may explain the rest.
    found = explained_range(beta, vif)
    assert (found.low, found.high) == pytest.approx((low, high))


def correlations(seed: int, variables: int, cases: int) -> np.ndarray:
    """Return random positive definite correlation matrices, loose and tight ones."""
    chance = np.random.default_rng([seed, variables])
    loadings = chance.normal(size=(cases, variables, variables + chance.integers(0, 4)))
    common = chance.normal(size=(cases, 1, loadings.shape[2])) * chance.uniform(0, 4, (cases, 1, 1))
    loadings += common * chance.choice([-1, 1], (cases, variables, 1))
    covariance = loadings @ loadings.transpose(0, 2, 1) + 1e-3 * np.eye(variables)
    scale = np.sqrt(np.einsum("cii->ci", covariance))
    return covariance / scale[:, :, None] / scale[:, None, :]


@pytest.mark.parametrize("variables", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("seed", range(3))
def test_no_correlation_matrix_leaves_the_ranges_of_its_coefficients(variables, seed):
    # The first variable is the outcome; all coefficients, VIFs and R² by linear algebra.
    matrices = correlations(seed, variables, 1000)
    inner, outer = matrices[:, 1:, 1:], matrices[:, 1:, :1]
    betas = np.linalg.solve(inner, outer)[:, :, 0]
    vifs = np.einsum("cii->ci", np.linalg.inv(inner))
    explained = np.einsum("cj,cj->c", betas, outer[:, :, 0])
    for case in range(len(matrices)):
        for j in range(variables - 1):
            beta, vif = float(betas[case, j]), max(1.0, float(vifs[case, j]))
            for allowed in (vif, 1.5 * vif):
                within = correlation_range(beta, allowed)
                correlation = outer[case, j, 0]
                assert within.low - 1e-7 <= correlation <= within.high + 1e-7
                among = explained_range(beta, allowed)
                assert among.low - 1e-7 <= explained[case]
                assert explained[case] <= among.high + 1e-7


def by_regression(beta: float, vif: float, sign: int) -> tuple[float, float, float, float]:
    """Return coefficient, VIF, correlation and R² of data made to reach one end of the range.

    The second predictor overlaps with the first as far as the VIF says, and the two explain
    everything.
    """
    overlap = sign * math.sqrt(1 - 1 / vif)
    # β² + g² + 2βg·overlap = 1, solved for what the second predictor adds.
    g = -beta * overlap + math.sqrt(beta**2 * overlap**2 + 1 - beta**2)
    noise = np.random.default_rng(1).normal(size=(60, 2))
    first, second = np.linalg.qr(noise - noise.mean(axis=0))[0].T * math.sqrt(60)
    other = overlap * first + math.sqrt(1 - overlap**2) * second
    design = sm.add_constant(np.column_stack([first, other]))
    y = beta * first + g * other
    fitted = sm.OLS(y, design).fit()
    return (
        fitted.params[1] / y.std(),
        variance_inflation_factor(design, 1),
        np.corrcoef(first, y)[0, 1],
        fitted.rsquared,
    )


@pytest.mark.parametrize("beta", [-0.9, -0.38, 0.0, 0.38, 0.7, 1.0, 1.2])
@pytest.mark.parametrize("vif", [1.5, 2.0, 5.0, 20.0])
@pytest.mark.parametrize("sign", [-1, 1])
def test_the_ends_of_the_range_of_correlations_are_reached_by_data(beta, vif, sign):
    coefficient, inflation, correlation, explained = by_regression(beta, vif, sign)
    assert (coefficient, inflation, explained) == pytest.approx((beta, vif, 1), abs=1e-9)
    found = correlation_range(beta, vif)
    assert correlation == pytest.approx(found.high if sign > 0 else found.low, abs=1e-9)
    # The same data reach the upper end of what can be explained.
    assert explained == pytest.approx(explained_range(beta, vif).high)


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
    found = explained_range(fitted.params[1], vif)
    assert found.low == pytest.approx(fitted.rsquared) == pytest.approx(0.25)


def test_unrelated_predictors_may_explain_more_than_one_of_them():
    # Two predictors at right angles with coefficients 0.6 and 0.7: R² = 0.36 + 0.49.
    matrix = np.array([[1, 0.6, 0.7], [0.6, 1, 0], [0.7, 0, 1]])
    assert np.linalg.eigvalsh(matrix).min() > 0
    assert explained_range(0.6, 1.0).high >= 0.85


# ---- power ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("respondents", "predictors", "power", "explained"),
    [
        # G*Power's first manual: f² = 0.1111, 5 predictors, N = 110 have a power of 0.7518.
        (110, 5, 0.7518, 0.1),
        # The manual of G*Power 3.1: R² = 0.1, 5 predictors, N = 95 have a power of 0.673586.
        (95, 5, 0.673586, 0.1),
    ],
)
def test_the_detectable_variance_is_that_of_gpower(respondents, predictors, power, explained):
    assert detectable(respondents, predictors, power) == pytest.approx(explained, abs=1e-5)


@pytest.mark.parametrize(
    ("predictors", "respondents"), [(2, 67), (3, 76), (4, 84), (5, 91), (6, 97), (7, 102), (8, 107)]
)
def test_the_detectable_variance_is_medium_where_cohen_says_so(predictors, respondents):
    # Cohen, “A power primer”, Psychological Bulletin 112 (1992), table 2: respondents that find
    # f² = 0.15 with a power of 0.80 at the 5% level. His tables are rounded, ours are exact.
    explained = detectable(respondents, predictors)
    assert explained / (1 - explained) == pytest.approx(0.15, rel=0.015)


@pytest.mark.parametrize(("respondents", "predictors"), [(30, 1), (60, 1), (60, 3), (428, 10)])
def test_regressions_find_the_detectable_variance_in_four_of_five_samples(respondents, predictors):
    # Simulated: fixed predictors at right angles, an outcome with just this effect, an F-test.
    explained = detectable(respondents, predictors)
    f2 = explained / (1 - explained)
    chance = np.random.default_rng([respondents, predictors])
    samples = 4000
    basis = np.linalg.qr(
        np.column_stack([np.ones(respondents), chance.normal(size=(respondents, predictors))])
    )[0]
    # One predictor carries it all; its column has length 1, so the effect is √(f²·n).
    noise = chance.normal(size=(samples, respondents))
    noise += math.sqrt(f2 * respondents) * basis[:, 1]
    along = noise @ basis
    model = (along[:, 1:] ** 2).sum(axis=1)
    freedom = respondents - predictors - 1
    rest = (noise**2).sum(axis=1) - (along**2).sum(axis=1)
    found = model / predictors / (rest / freedom) > f_distribution.isf(0.05, predictors, freedom)
    # Four standard errors of a share of 0.8 in 4,000 samples are 0.025.
    assert found.mean() == pytest.approx(0.8, abs=0.025)


@pytest.mark.parametrize(
    ("respondents", "predictors"),
    [
        (3, 1),
        (10, 1),
        (11, 1),
        (100, 1),
        (1000, 1),
        (10_000, 1),
        (10_000_000, 1),
        (12, 10),
        (26, 10),
        (27, 10),
        (428, 10),
        (10_000, 10),
    ],
)
def test_samples_of_every_size_have_a_detectable_variance(respondents, predictors):
    # Scipy's noncentral F distribution, put the other way round.
    explained = detectable(respondents, predictors)
    freedom = respondents - predictors - 1
    critical = f_distribution.isf(0.05, predictors, freedom)
    shift = explained / (1 - explained) * respondents
    assert ncf.sf(critical, predictors, freedom, shift) == pytest.approx(0.8, abs=1e-6)


def test_more_power_or_a_stricter_level_needs_a_larger_effect():
    usual = detectable(100, 3)
    assert detectable(100, 3, power=0.9) > usual > detectable(100, 3, power=0.5)
    assert detectable(100, 3, level=0.01) > usual > detectable(100, 3, level=0.1)
    assert detectable(200, 3) < usual < detectable(100, 6)


def test_the_detectable_variance_of_too_few_respondents_is_refused():
    with pytest.raises(ValueError, match="11 respondents cannot carry 10 predictors"):
        detectable(11, 10)


def test_ranges_are_intervals():
    assert isinstance(correlation_range(0.3, 2), Interval)
    assert isinstance(explained_range(0.3, 2), Interval)
    assert isinstance(wilson(range(1, 2), 3), Interval)
