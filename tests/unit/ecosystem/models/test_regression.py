"""Regression: certified values, published examples, statsmodels, formulas."""

from __future__ import annotations

import math
from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.outliers_influence import variance_inflation_factor

from microdrama.ecosystem import models
from microdrama.ecosystem.models import ModelError
from surveys import INDUSTRY, holed, noisy

pytestmark = pytest.mark.slow


# ---- regression: published -----------------------------------------------------------------


def test_longleys_regression_has_the_values_that_nist_certifies():
    # NIST Statistical Reference Datasets, "Longley": certified to 15 digits. It is used to tell
    # good programs from bad because the predictors overlap so much.
    data = sm.datasets.longley.load_pandas().data
    fit = models.regression(data, "TOTEMP", ["GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"])
    certified = {
        "GNPDEFL": (15.0618722713733, 84.9149257747669),
        "GNP": (-0.0358191792925910, 0.0334910077722432),
        "UNEMP": (-2.02022980381683, 0.488399681651699),
        "ARMED": (-1.03322686717359, 0.214274163161675),
        "POP": (-0.0511041056535807, 0.226073200069370),
        "YEAR": (1829.15146461355, 455.478499142212),
    }
    for name, (b, error) in certified.items():
        assert fit.terms[name].b == pytest.approx(b, rel=1e-7)
        assert fit.terms[name].se == pytest.approx(error, rel=1e-7)
    assert fit.r2 == pytest.approx(0.995479004577296, rel=1e-9)
    assert (fit.n, fit.outcome) == (16, "TOTEMP")


def test_brownlees_stack_loss_comes_out_as_in_the_help_of_r():
    # summary(lm(stack.loss ~ stack.x)) as R prints it; Brownlee (1960, 2nd ed. 1965), p. 454.
    data = sm.datasets.stackloss.load_pandas().data
    fit = models.regression(data, "STACKLOSS", ["AIRFLOW", "WATERTEMP", "ACIDCONC"])
    printed = {
        "AIRFLOW": (0.7156, 0.1349, 5.307, 5.8e-05),
        "WATERTEMP": (1.2953, 0.3680, 3.520, 0.00263),
        "ACIDCONC": (-0.1521, 0.1563, -0.973, 0.34405),
    }
    for name, (b, error, t, p) in printed.items():
        term = fit.terms[name]
        assert (round(term.b, 4), round(term.se, 4), round(term.t, 3)) == (b, error, t)
        assert term.p == pytest.approx(p, rel=0.005)
    assert (round(fit.r2, 4), round(fit.r2_adjusted, 4)) == (0.9136, 0.8983)


#: F. J. Anscombe, "Graphs in statistical analysis", The American Statistician 27 (1973) 17-21.
ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE = {
    "I": (ANSCOMBE_X, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
    "II": (ANSCOMBE_X, [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]),
    "III": (ANSCOMBE_X, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]),
    "IV": (
        [8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8],
        [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89],
    ),
}


def anscombe(which: str) -> pd.DataFrame:
    x, y = ANSCOMBE[which]
    return pd.DataFrame({"x": x, "y": y})


@pytest.mark.parametrize("which", ANSCOMBE)
def test_anscombes_four_data_sets_have_one_regression(which):
    # The paper prints y = 3 + 0.5x, a standard error of the slope of 0.118, and R² = 0.667.
    data = anscombe(which)
    fit = models.regression(data, "y", ["x"])
    slope = fit.terms["x"]
    assert round(slope.b, 2) == 0.5
    assert round(data["y"].mean() - slope.b * data["x"].mean(), 1) == 3.0
    assert slope.se == pytest.approx(0.118, abs=5e-4)
    assert round(fit.r2, 2) == 0.67
    # With one predictor beta is the plain correlation.
    assert slope.beta == pytest.approx(data["x"].corr(data["y"]))
    assert slope.vif == pytest.approx(1)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_slope_that_hangs_on_one_respondent_has_no_robust_error():
    # In Anscombe's fourth set one point decides the slope. It leaves no residual, its leverage is
    # 1, and HC3 divides the one by 1 minus the other: zero by zero, or what rounding makes of it.
    slope = models.regression(anscombe("IV"), "y", ["x"]).terms["x"]
    assert math.isfinite(slope.se)
    assert math.isnan(slope.robust_se)
    assert math.isnan(slope.robust_p)


# ---- regression: other libraries -----------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "predictors"),
    [
        ("industry_performance", INDUSTRY),
        ("economic_performance", ["technological_maturity", "algorithmic_adaptability"]),
        ("innovation_performance", ["cross_boundary_integration"]),
    ],
)
@pytest.mark.parametrize("prepare", [lambda scores: scores, holed], ids=["complete", "holed"])
def test_coefficients_errors_and_checks_are_those_of_statsmodels(
    scored, prepare, outcome, predictors
):
    scores = prepare(scored)
    rows = scores[[outcome, *predictors]].dropna()
    theirs = smf.ols(f"{outcome} ~ {' + '.join(predictors)}", rows).fit()
    robust = smf.ols(f"{outcome} ~ {' + '.join(predictors)}", rows).fit(cov_type="HC3", use_t=True)
    scaled = smf.ols(
        f"{outcome} ~ {' + '.join(predictors)}", (rows - rows.mean()) / rows.std()
    ).fit()
    design = sm.add_constant(rows[predictors]).to_numpy()
    fit = models.regression(scores, outcome, predictors)
    assert fit.n == len(rows)
    assert (fit.r2, fit.r2_adjusted) == pytest.approx((theirs.rsquared, theirs.rsquared_adj))
    assert list(fit.terms) == predictors
    for place, predictor in enumerate(predictors, start=1):
        term = fit.terms[predictor]
        assert term.beta == pytest.approx(scaled.params[predictor])
        assert (term.b, term.se, term.t, term.p) == pytest.approx(
            (
                theirs.params[predictor],
                theirs.bse[predictor],
                theirs.tvalues[predictor],
                theirs.pvalues[predictor],
            )
        )
        assert (term.ci_low, term.ci_high) == pytest.approx(tuple(theirs.conf_int().loc[predictor]))
        assert (term.robust_se, term.robust_p) == pytest.approx(
            (robust.bse[predictor], robust.pvalues[predictor])
        )
        assert term.vif == pytest.approx(variance_inflation_factor(design, place))


def test_robust_errors_and_residual_checks_are_those_of_their_formulas(scored):
    rows = scored[["industry_performance", *INDUSTRY]]
    fit = models.regression(scored, "industry_performance", INDUSTRY)
    y, n = rows["industry_performance"].to_numpy(), len(rows)
    design = np.column_stack([np.ones(n), rows[INDUSTRY]])
    inverse = np.linalg.inv(design.T @ design)
    left = y - design @ inverse @ design.T @ y
    # MacKinnon & White (1985), HC3: each squared residual over (1 − leverage)².
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    middle = design.T @ np.diag((left / (1 - leverage)) ** 2) @ design
    errors = np.sqrt(np.diag(inverse @ middle @ inverse))[1:]
    assert [term.robust_se for term in fit.terms.values()] == pytest.approx(list(errors))
    # Koenker (1981): n times the R² of a regression of squared residuals is a chi-square.
    squares = left**2
    fitted = design @ np.linalg.lstsq(design, squares, rcond=None)[0]
    explained = 1 - ((squares - fitted) ** 2).sum() / ((squares - squares.mean()) ** 2).sum()
    assert fit.breusch_pagan_p == pytest.approx(stats.chi2.sf(n * explained, 3))
    # Jarque & Bera (1987): n/6 · (skewness² + (kurtosis − 3)²/4).
    statistic = n / 6 * (stats.skew(left) ** 2 + stats.kurtosis(left) ** 2 / 4)
    assert fit.jarque_bera_p == pytest.approx(stats.chi2.sf(statistic, 2))


units = st.floats(0.01, 100)


@given(units, units, st.floats(-1e3, 1e3), st.integers(8, 40))
@settings(max_examples=25)
def test_units_change_a_plain_coefficient_and_no_standardised_one(times, outcome, shift, n):
    plain = noisy(n, seed=n)
    other = plain.assign(x=plain["x"] * times + shift, y=plain["y"] * outcome - shift)
    one, two = (models.regression(data, "y", ["x", "m"]) for data in (plain, other))
    assert two.terms["x"].b == pytest.approx(one.terms["x"].b * outcome / times, rel=1e-6)
    assert two.terms["x"].beta == pytest.approx(one.terms["x"].beta, rel=1e-6)
    assert two.terms["x"].p == pytest.approx(one.terms["x"].p, rel=1e-5)
    assert two.r2 == pytest.approx(one.r2, rel=1e-6)


def test_inflation_is_one_over_what_the_other_predictors_leave_unexplained(scored):
    found = models.variance_inflation(scored[INDUSTRY])
    for place, name in enumerate(INDUSTRY):
        others = [other for other in INDUSTRY if other != name]
        shared = smf.ols(f"{name} ~ {' + '.join(others)}", scored).fit().rsquared
        assert found[place] == pytest.approx(1 / (1 - shared))


def test_a_regression_is_read_off_a_formula(scored):
    fit = smf.ols(f"industry_performance ~ {' + '.join(INDUSTRY)}", scored).fit()
    found, expected = (
        models.Regression.from_fit(fit),
        models.regression(scored, "industry_performance", INDUSTRY),
    )
    assert list(found.terms) == list(expected.terms)
    for name, term in expected.terms.items():
        assert asdict(found.terms[name]) == pytest.approx(asdict(term))
    assert found.outcome == expected.outcome
    for name in ("n", "r2", "r2_adjusted", "breusch_pagan_p", "jarque_bera_p"):
        assert getattr(found, name) == pytest.approx(getattr(expected, name))


@pytest.mark.filterwarnings("ignore::statsmodels.tools.sm_exceptions.SingularMatrixWarning")
def test_a_formula_whose_predictors_determine_one_another_is_refused(scored):
    rows = scored.assign(twice=2 * scored["policy_support"])
    with pytest.raises(ModelError, match="policy support and twice say the same thing"):
        models.Regression.from_fit(
            smf.ols("industry_performance ~ policy_support + twice", rows).fit()
        )
