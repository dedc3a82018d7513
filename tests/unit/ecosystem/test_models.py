"""The survey's models: certified values, published examples, other libraries, and by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
import semopy
import statsmodels.api as sm
import statsmodels.formula.api as smf
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.decomposition import FactorAnalysis
from statsmodels.stats.outliers_influence import variance_inflation_factor

from microdrama.ecosystem import models
from microdrama.ecosystem.analysis import predictors_by_outcome
from microdrama.ecosystem.models import ModelError
from microdrama.ecosystem.scores import by_construct
from surveys import ours, plain_scores, shaped

pytestmark = pytest.mark.slow

INDUSTRY = ["policy_support", "technological_maturity", "market_competition"]


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return plain_scores(ours().answers)


def holed(scores: pd.DataFrame, seed: int = 5) -> pd.DataFrame:
    """Return scores of which one in ten is missing, so that every model has its own rows."""
    return scores.mask(np.random.default_rng(seed).random(scores.shape) < 0.1)


def noisy(n: int, seed: int = 0) -> pd.DataFrame:
    x, m, e = np.random.default_rng(seed).normal(size=(3, n))
    m = 0.4 * x + m
    return pd.DataFrame({"x": 3 + x, "m": 2 + m, "y": 0.3 * x + 0.2 * m + 0.25 * x * m + e})


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
    found = models.inflation(scored[INDUSTRY])
    for place, name in enumerate(INDUSTRY):
        others = [other for other in INDUSTRY if other != name]
        shared = smf.ols(f"{name} ~ {' + '.join(others)}", scored).fit().rsquared
        assert found[place] == pytest.approx(1 / (1 - shared))


# ---- what answers cannot carry -------------------------------------------------------------


def refused(scores: pd.DataFrame, *wanted: str) -> str:
    with pytest.raises(ModelError) as error:
        models.regression(scores, "industry_performance", INDUSTRY)
    said = str(error.value)
    for words in wanted:
        assert words in said
    # A sentence for a student, not a name from the code.
    assert "_" not in said
    return said


def test_a_construct_that_nobody_answered_is_named(scored):
    assert refused(scored.drop(columns="policy_support")) == "nobody answered policy support"
    empty = scored.assign(policy_support=math.nan, market_competition=math.nan)
    assert refused(empty) == "nobody answered policy support and market competition"
    three = empty.assign(industry_performance=math.nan)
    assert refused(three).endswith("industry performance, policy support and market competition")


def test_the_same_score_for_everybody_is_named(scored):
    refused(scored.assign(market_competition=4.0), "the same score on market competition")


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_too_few_respondents_are_counted_and_the_least_is_said(scored, n):
    said = refused(scored.head(n).reindex(range(n)) if not n else scored.head(n))
    if n:
        assert f"only {n} respondent" in said
        assert "6 are the least" in said


def test_one_respondent_is_not_spoken_of_as_several(scored):
    assert "1 respondents" not in refused(scored.head(1))


def test_respondents_with_a_gap_count_for_no_model(scored):
    given = scored.head(20).copy()
    given.loc[given.index[5:], "policy_support"] = math.nan
    refused(given, "only 5 respondents")


def test_six_respondents_carry_three_predictors():
    assert models.regression(noisy(6).assign(z=[1, 3, 2, 5, 4, 1]), "y", ["x", "m", "z"]).n == 6


def test_perfectly_collinear_predictors_are_named(scored):
    copy = scored.assign(technological_maturity=6 - scored["policy_support"])
    said = refused(copy, "policy support", "technological maturity", "cannot be told apart")
    # Competition has nothing to do with it.
    assert "market competition" not in said
    total = scored["policy_support"] + scored["technological_maturity"]
    refused(scored.assign(market_competition=total / 2), "market competition", "say the same thing")


def test_nearly_collinear_predictors_are_fitted_and_their_inflation_is_large(scored):
    almost = scored["policy_support"] + 1e-2 * scored["cultural_influence"]
    fit = models.regression(
        scored.assign(technological_maturity=almost), "industry_performance", INDUSTRY
    )
    assert fit.terms["policy_support"].vif > 1000


def test_an_outcome_that_follows_from_the_predictors_is_said_and_not_tested(scored):
    # What is left over is the rounding of the computer; a p-value of it says nothing. Without a
    # word of its own, "technology goes with less, beta −0.00, p = 0.004" is printed.
    refused(
        scored.assign(industry_performance=scored["policy_support"]),
        "industry performance",
        "policy support",
    )
    mixed = (scored["policy_support"] + scored["technological_maturity"]) / 2
    refused(scored.assign(industry_performance=mixed), "industry performance")


# ---- moderation ----------------------------------------------------------------------------


def factorial() -> pd.DataFrame:
    """Return an experiment with two levels each and twice the same: y = 10 + 2x + 3m + 4xm ± 1."""
    rows = [
        {"x": x, "m": m, "y": 10 + 2 * x + 3 * m + 4 * x * m + rest}
        for x in (-1, 1)
        for m in (-1, 1)
        for rest in (-1, 1)
    ]
    return pd.DataFrame(rows, dtype=float)


def test_a_balanced_experiment_comes_out_as_by_hand():
    # Eight residuals of ±1 leave 8 / 4 degrees of freedom = 2; each coefficient has the variance
    # 2 / 8, and none is related to another.
    found = models.moderation(factorial(), "y", "x", "m")
    assert (found.n, found.df) == (8, 4)
    assert (found.slope, found.interaction) == pytest.approx((2, 4))
    assert (found.slope_se, found.interaction_se) == pytest.approx((0.5, 0.5))
    assert found.covariance == pytest.approx(0, abs=1e-12)
    assert found.interaction_p == pytest.approx(2 * stats.t.sf(8, 4))
    # All sums of squares: 8 · (4 + 9 + 16) explained, 8 left.
    assert found.r2 == pytest.approx(29 / 30)
    assert found.slope_at(0.5) == pytest.approx((4, math.sqrt(0.25 + 0.25 * 0.25)))


def test_johnson_neyman_levels_of_a_balanced_experiment_solve_the_quadratic_by_hand():
    # (2 + 4w)² = t²/4 · (1 + w²), with t = 2.7764 from any table for 4 degrees of freedom.
    found = models.moderation(factorial(), "y", "x", "m")
    quarter = 2.7764451**2 / 4
    roots = np.roots([16 - quarter, 16, 4 - quarter])
    assert (found.jn_low, found.jn_high) == pytest.approx(sorted(roots), rel=1e-6)


#: Motor Trend 1974, by way of H. V. Henderson and P. F. Velleman, "Building multiple regression
#: models interactively", Biometrics 37 (1981) 391-411; R knows them as mtcars.
MOTOR_TREND = {
    "mpg": [
        21,
        21,
        22.8,
        21.4,
        18.7,
        18.1,
        14.3,
        24.4,
        22.8,
        19.2,
        17.8,
        16.4,
        17.3,
        15.2,
        10.4,
        10.4,
        14.7,
        32.4,
        30.4,
        33.9,
        21.5,
        15.5,
        15.2,
        13.3,
        19.2,
        27.3,
        26,
        30.4,
        15.8,
        19.7,
        15,
        21.4,
    ],
    "hp": [
        110,
        110,
        93,
        110,
        175,
        105,
        245,
        62,
        95,
        123,
        123,
        180,
        180,
        180,
        205,
        215,
        230,
        66,
        52,
        65,
        97,
        150,
        150,
        245,
        175,
        66,
        91,
        113,
        264,
        175,
        335,
        109,
    ],
    "wt": [
        2.62,
        2.875,
        2.32,
        3.215,
        3.44,
        3.46,
        3.57,
        3.19,
        3.15,
        3.44,
        3.44,
        4.07,
        3.73,
        3.78,
        5.25,
        5.424,
        5.345,
        2.2,
        1.615,
        1.835,
        2.465,
        3.52,
        3.435,
        3.84,
        3.845,
        1.935,
        2.14,
        1.513,
        3.17,
        2.77,
        3.57,
        2.78,
    ],
}


def test_the_published_johnson_neyman_interval_comes_out_as_printed():
    # The first example of R's package interactions (J. A. Long), of fuel on horse power by
    # weight: "When wt is OUTSIDE the interval [3.69, 5.90], the slope of hp is p < .05", and
    # slopes of -0.06, -0.03 and -0.00 with t of -5.66, -4.07 and -0.31 at three weights.
    found = models.moderation(pd.DataFrame(MOTOR_TREND), "mpg", "hp", "wt")
    assert (round(found.jn_low, 2), round(found.jn_high, 2)) == (3.69, 5.90)
    printed = {2.238793: (-0.06, -5.66), 3.217250: (-0.03, -4.07), 4.195707: (-0.00, -0.31)}
    for away, (level, (slope, t)) in zip((-1, 0, 1), printed.items(), strict=True):
        assert round(found.mean + away * found.sd, 6) == level
        b, error = found.slope_at(level)
        assert (round(b, 2), round(b / error, 2)) == (slope, t)
    # R prints p = 0.000811 for the product in summary(lm(mpg ~ hp * wt, mtcars)).
    assert found.interaction_p == pytest.approx(0.000811, abs=5e-7)
    assert region_of(found) == [True, False, True]


def region_of(found: models.Moderation) -> list[bool]:
    """Tell below, between and above both levels whether the slope differs from zero."""
    middle = (found.jn_low + found.jn_high) / 2
    slopes = map(found.slope_at, (found.jn_low - 1, middle, found.jn_high + 1))
    return [abs(slope) > found.critical * error for slope, error in slopes]


def test_the_moderators_own_slope_is_that_of_statsmodels(scored):
    y, x, m = "economic_performance", "technological_maturity", "algorithmic_adaptability"
    centred = scored.assign(**{name: scored[name] - scored[name].mean() for name in (x, m)})
    theirs = smf.ols(f"{y} ~ {x} * {m}", centred).fit()
    found = models.moderation(scored, y, x, m)
    assert (found.other, found.other_se) == pytest.approx((theirs.params[m], theirs.bse[m]))
    assert found.critical == pytest.approx(stats.t.ppf(0.975, 424))


@pytest.mark.parametrize("prepare", [lambda scores: scores, holed], ids=["complete", "holed"])
def test_the_moderation_is_that_of_an_uncentred_regression(scored, prepare):
    scores = prepare(scored)
    names = ["economic_performance", "technological_maturity", "algorithmic_adaptability"]
    found = models.moderation(scores, *names)
    rows = scores[names].dropna()
    y, x, m = names
    theirs = smf.ols(f"{y} ~ {x} * {m}", rows).fit()
    both = f"{x}:{m}"
    assert (found.n, found.df, found.r2) == pytest.approx(
        (len(rows), theirs.df_resid, theirs.rsquared)
    )
    assert found.interaction == pytest.approx(theirs.params[both])
    assert found.interaction_se == pytest.approx(theirs.bse[both])
    assert found.interaction_p == pytest.approx(theirs.pvalues[both])
    assert (found.mean, found.sd) == pytest.approx((rows[m].mean(), rows[m].std()))
    assert found.slope == pytest.approx(theirs.params[x] + theirs.params[both] * rows[m].mean())
    scaled = smf.ols(f"{y} ~ {x} * {m}", (rows - rows.mean()) / rows.std()).fit()
    assert found.beta == pytest.approx(scaled.params[both])


@pytest.mark.parametrize("level", [1, 2.5, 3.8, 5, -10])
def test_a_slope_at_a_level_is_that_of_a_regression_on_the_distance_from_it(scored, level):
    names = ["economic_performance", "technological_maturity", "algorithmic_adaptability"]
    y, x, m = names
    theirs = smf.ols(f"{y} ~ {x} * {m}", scored.assign(**{m: scored[m] - level})).fit()
    found = models.moderation(scored, *names)
    assert found.slope_at(level) == pytest.approx((theirs.params[x], theirs.bse[x]))


def crossings(found: models.Moderation, low: float, high: float) -> list[float]:
    """Look for the levels where the slope starts or stops to differ from zero, step by step."""
    t = stats.t.ppf(0.975, found.df)
    levels = np.linspace(low, high, 20_001)
    over = []
    for level in levels:
        slope, error = found.slope_at(level)
        over.append(abs(slope) > t * error)
    changes = np.flatnonzero(np.diff(over))
    return [(levels[place] + levels[place + 1]) / 2 for place in changes]


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 7])
@pytest.mark.parametrize("strength", [0.0, 0.25])
def test_johnson_neyman_levels_are_those_that_a_search_finds(seed, strength):
    data = noisy(60, seed)
    data["y"] += (strength - 0.25) * (data["x"] - 3) * (data["m"] - 2)
    found = models.moderation(data, "y", "x", "m")
    ends = [end for end in (found.jn_low, found.jn_high) if end is not None]
    assert len(ends) in (0, 2)
    low, high = found.mean - 60, found.mean + 60
    inside = [end for end in ends if low < end < high]
    assert crossings(found, low, high) == pytest.approx(inside, abs=0.01)


def test_a_slope_that_is_apart_from_zero_nowhere_has_no_johnson_neyman_levels():
    # By hand: residuals so large that neither slope nor interaction can be told from zero.
    data = factorial()
    noise = data["y"] - (10 + 2 * data["x"] + 3 * data["m"] + 4 * data["x"] * data["m"])
    found = models.moderation(data.assign(y=data["y"] + 99 * noise), "y", "x", "m")
    assert (found.jn_low, found.jn_high) == (None, None)


def test_a_moderator_that_is_a_copy_of_the_cause_is_said(scored):
    copy = scored.assign(algorithmic_adaptability=scored["technological_maturity"])
    with pytest.raises(ModelError, match="say the same thing"):
        models.moderation(
            copy, "economic_performance", "technological_maturity", "algorithmic_adaptability"
        )


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_copy_with_two_answers_only_is_said_too():
    # Then the product of the centred scores is the same for everybody.
    x = np.tile([2.0, 4.0], 6)
    data = pd.DataFrame({"x": x, "m": x, "y": np.arange(12.0)})
    with pytest.raises(ModelError, match="say the same thing"):
        models.moderation(data, "y", "x", "m")


# ---- mediation -----------------------------------------------------------------------------


def test_the_published_mediation_comes_out_as_printed():
    # University of Virginia Library, "Introduction to Mediation Analysis".
    data = pg.read_dataset("mediation")
    found = models.mediation(data, "X", "M", "Y", draws=500)
    assert round(found.a, 5) == 0.56102
    assert round(found.total, 4) == 0.3961
    assert round(found.direct, 4) == 0.0396
    assert round(found.indirect, 4) == 0.3565
    assert found.n == 100


@pytest.mark.parametrize("prepare", [lambda scores: scores, holed], ids=["complete", "holed"])
def test_the_mediation_is_that_of_pingouin(scored, prepare):
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    scores = prepare(scored)
    found = models.mediation(scores, *names, draws=4000, seed=3)
    rows = scores[names].dropna()
    x, m, y = names
    table = pg.mediation_analysis(rows, x, m, y, n_boot=4000, seed=1).set_index("path")
    second = smf.ols(f"{y} ~ {x} + {m}", rows).fit()
    assert found.n == len(rows)
    assert found.a == pytest.approx(table.loc[f"{m} ~ X", "coef"])
    assert found.b == pytest.approx(second.params[m])
    assert found.direct == pytest.approx(table.loc["Direct", "coef"])
    assert found.total == pytest.approx(table.loc["Total", "coef"])
    assert found.indirect == pytest.approx(table.loc["Indirect", "coef"])
    assert found.total == pytest.approx(found.direct + found.indirect)
    # Pingouin's interval is the bias-corrected one; an end of 4,000 draws has a Monte-Carlo error
    # of about √(0.025 · 0.975 / 4000) / density ≈ 0.0013 each.
    low, high = table.loc["Indirect", ["CI2.5", "CI97.5"]]
    assert (found.corrected_low, found.corrected_high) == pytest.approx((low, high), abs=0.007)
    assert found.ci_low < found.indirect < found.ci_high
    assert (found.draws, found.seed) == (4000, 3)


def test_errors_of_the_paths_are_pingouins(scored):
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    found = models.mediation(scored, *names, draws=10)
    x, m, y = names
    table = pg.mediation_analysis(scored, x, m, y, n_boot=10, seed=1).set_index("path")
    for path, (se, p) in {
        f"{m} ~ X": (found.a_se, found.a_p),
        "Total": (found.total_se, found.total_p),
        "Direct": (found.direct_se, found.direct_p),
    }.items():
        assert (se, p) == pytest.approx(tuple(table.loc[path, ["se", "pval"]]))
    second = pg.linear_regression(scored[[x, m]], scored[y]).set_index("names")
    assert (found.b_se, found.b_p) == pytest.approx(tuple(second.loc[m, ["se", "pval"]]))


def test_errors_of_the_paths_by_hand():
    # The mediator is the predictor and ±1, unrelated to it: eight squared errors of 1 and six
    # degrees of freedom. The predictor has a sum of squares of 10: the variance of a is 8 / 6 / 10.
    x = np.array([-1.5, -0.5, 0.5, 1.5, -1.5, -0.5, 0.5, 1.5])
    m = x + np.array([1, -1, -1, 1, 1, -1, -1, 1])
    y = np.array([0, 1.0, 0, 2, 1, 0, 3, 1])
    found = models.mediation(pd.DataFrame({"x": x, "m": m, "y": y}), "x", "m", "y", draws=50)
    assert found.a == pytest.approx(1)
    assert found.a_se == pytest.approx(math.sqrt(8 / 6 / 10))
    assert found.a_p == pytest.approx(2 * stats.t.sf(1 / math.sqrt(8 / 60), 6))


def test_a_mediator_that_settles_the_outcome_leaves_no_error_of_its_path(scored):
    copy = scored.assign(cultural_influence=scored["symbolic_narrative"])
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    found = models.mediation(copy, *names, draws=10)
    assert all(map(math.isnan, (found.b_se, found.b_p, found.direct_se, found.direct_p)))
    assert math.isfinite(found.a_se)


def test_the_same_seed_gives_the_same_interval_and_another_one_nearly(scored):
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    one, two, other = (models.mediation(scored, *names, 1000, seed) for seed in (7, 7, 8))
    assert one == two
    assert one.ci_low != other.ci_low
    assert one.ci_low == pytest.approx(other.ci_low, abs=0.02)


def test_a_mediator_that_says_the_same_as_the_cause_is_said(scored):
    copy = scored.assign(symbolic_narrative=scored["policy_support"] / 2)
    with pytest.raises(ModelError, match="policy support and symbolic narrative say the same"):
        models.mediation(copy, "policy_support", "symbolic_narrative", "cultural_influence", 10)


# ---- all paths at once ---------------------------------------------------------------------


def standard(scores: pd.DataFrame) -> pd.DataFrame:
    """Return standardised scores with the product of technology and adaptability."""
    rows = (scores - scores.mean()) / scores.std()
    return rows.assign(product=rows["technological_maturity"] * rows["algorithmic_adaptability"])


@pytest.fixture(scope="module")
def paths(scored) -> models.Paths:
    return models.path_model(scored, predictors_by_outcome())


def test_paths_are_the_least_squares_coefficients_of_standardised_scores(scored, paths):
    # In a model without loops and with independent errors maximum likelihood is least squares.
    rows = standard(scored)
    for outcome, predictors in predictors_by_outcome().items():
        columns = ["product" if ":" in predictor else predictor for predictor in predictors]
        theirs = smf.ols(f"{outcome} ~ {' + '.join(columns)}", rows).fit()
        found = paths.paths[paths.paths["outcome"] == outcome].set_index("predictor")
        assert set(found.index) == set(predictors)
        for predictor, column in zip(predictors, columns, strict=True):
            row = found.loc[predictor]
            assert row["estimate"] == pytest.approx(theirs.params[column], abs=2e-4)
            # The product is not standardised itself; beta is as if it were. What the model
            # leaves out moves the implied variance of an outcome by a hundredth at most.
            beta = theirs.params[column] * rows[column].std()
            assert row["beta"] == pytest.approx(beta, abs=0.02)
            # Maximum likelihood divides by n where least squares divides by n − p.
            ratio = math.sqrt(theirs.df_resid / theirs.nobs)
            assert row["se"] == pytest.approx(theirs.bse[column] * ratio, rel=0.01)
            assert row["z"] == pytest.approx(row["estimate"] / row["se"])
            assert row["p"] == pytest.approx(2 * stats.norm.sf(abs(row["z"])), abs=1e-9)


def test_the_chi_square_is_semopys_and_that_of_the_closed_form(scored, paths):
    rows = standard(scored)
    lines = [
        f"{outcome} ~ {' + '.join('product' if ':' in name else name for name in predictors)}"
        for outcome, predictors in predictors_by_outcome().items()
    ]
    model = semopy.Model("\n".join(lines))
    model.fit(rows)
    assert paths.fit["chi2"] == pytest.approx(semopy.calc_stats(model).iloc[0]["chi2"], rel=1e-4)
    # n · (log |Σ| − log |S|), where |Σ| of a recursive model is that of the given variables times
    # what each equation leaves over.
    chi_square, _ = closed_form(rows, predictors_by_outcome())
    assert paths.fit["chi2"] == pytest.approx(chi_square, rel=1e-3)


def closed_form(rows: pd.DataFrame, equations: dict[str, list[str]]) -> tuple[float, float]:
    """Return chi-square of a recursive model, and of one without any path, by determinants."""
    rows = rows[[name for name in rows if name in equations or name in given_of(equations)]]
    sizes = {True: 0.0, False: 0.0}
    for outcome, predictors in equations.items():
        columns = ["product" if ":" in predictor else predictor for predictor in predictors]
        design = np.column_stack([np.ones(len(rows)), rows[columns]])
        left = rows[outcome] - design @ np.linalg.lstsq(design, rows[outcome], rcond=None)[0]
        sizes[True] += math.log(left.var(ddof=0))
        sizes[False] += math.log(rows[outcome].var(ddof=0))
    given = np.linalg.slogdet(np.atleast_2d(rows[given_of(equations)].cov(ddof=0)))[1]
    seen = np.linalg.slogdet(rows.cov(ddof=0))[1]
    return tuple(len(rows) * (size + given - seen) for size in sizes.values())


def given_of(equations: dict[str, list[str]]) -> list[str]:
    named = {predictor for predictors in equations.values() for predictor in predictors} - set(
        equations
    )
    return sorted("product" if ":" in predictor else predictor for predictor in named)


def test_the_published_path_model_of_illness_comes_out_as_printed():
    # D. L. Roth, D. J. Wiebe, R. B. Fillingim and K. A. Shay, "Life events, fitness, hardiness,
    # and health", Journal of Personality and Social Psychology 57 (1989) 136-142: correlations
    # and deviations of 373 students, and the model that R. B. Kline, Principles and Practice of
    # Structural Equation Modeling, reports with a chi-square of 11.078 and 5 degrees of freedom,
    # p = .050, CFI .961, RMSEA .057. The other numbers are lavaan's for the same model.
    names = ["exercise", "hardiness", "fitness", "stress", "illness"]
    correlations = np.array(
        [
            [1, -0.03, 0.39, -0.05, -0.08],
            [-0.03, 1, 0.07, -0.23, -0.16],
            [0.39, 0.07, 1, -0.13, -0.29],
            [-0.05, -0.23, -0.13, 1, 0.34],
            [-0.08, -0.16, -0.29, 0.34, 1],
        ]
    )
    deviations = [66.5, 38, 18.4, 33.5, 62.48]
    students = pd.DataFrame(shaped(correlations, 373) * deviations, columns=names)
    found = models.path_model(
        students,
        {"illness": ["fitness", "stress"], "stress": ["hardiness"], "fitness": ["exercise"]},
    )
    fit = found.fit
    # The book divides by n − 1 where semopy divides by n.
    assert fit["chi2"] * 372 / 373 == pytest.approx(11.078, abs=5e-4)
    assert (fit["dof"], round(fit["p"], 2)) == (5, 0.05)
    assert (round(fit["cfi"], 3), round(fit["tli"], 3)) == (0.961, 0.930)
    assert round(fit["rmsea"], 3) == 0.057
    rows = found.paths.set_index(["outcome", "predictor"])
    for path, (beta, z) in {
        ("illness", "fitness"): (-0.253, -5.316),
        ("illness", "stress"): (0.311, 6.538),
        ("stress", "hardiness"): (-0.230, -4.558),
        ("fitness", "exercise"): (0.390, 8.169),
    }.items():
        assert rows.loc[path, "beta"] == pytest.approx(beta, abs=6e-4)
        assert rows.loc[path, "z"] * math.sqrt(372 / 373) == pytest.approx(z, abs=5e-3)


def test_degrees_of_freedom_are_what_the_paths_leave_untested(scored, paths):
    # Eleven variables, of which six are explained by nothing: 5 · 6 relations of an outcome with
    # one of the six and 10 among the outcomes, less 10 paths. What nothing explains is taken as
    # it is and tests nothing (Bollen 1989, chapter 4; lavaan's fixed.x); semopy counts 21 more.
    assert paths.fit["dof"] == 5 * 6 + 10 - 10
    assert paths.fit["p"] == pytest.approx(stats.chi2.sf(paths.fit["chi2"], 30))


def test_the_chi_square_of_surveys_made_by_the_model_is_that_of_its_degrees_of_freedom():
    # A chi-square has its degrees of freedom as mean and twice them as variance. 200 samples
    # give the mean with a standard error of √(2·30/200) = 0.55; 51 degrees would be far off.
    rng, equations, found = np.random.default_rng(3), predictors_by_outcome(), []
    names = [
        "policy_support",
        "technological_maturity",
        "market_competition",
        "algorithmic_adaptability",
        "cross_boundary_integration",
    ]
    for _ in range(200):
        rows = pd.DataFrame(
            rng.multivariate_normal(np.zeros(5), 0.3 + 0.7 * np.eye(5), 400), columns=names
        )
        rows["product"] = rows["technological_maturity"] * rows["algorithmic_adaptability"]
        for outcome in ("symbolic_narrative", *equations):
            if outcome not in rows:
                columns = [
                    "product" if ":" in predictor else predictor for predictor in equations[outcome]
                ]
                rows[outcome] = rows[columns].sum(axis=1) * 0.3 + rng.normal(size=400)
        found.append(closed_form(rows, equations)[0])
    assert np.mean(found) == pytest.approx(30, abs=2)


def test_measures_of_fit_are_those_of_their_formulas(scored, paths):
    fit = paths.fit
    _, base = closed_form(standard(scored), predictors_by_outcome())
    # Bentler (1990), Tucker & Lewis (1973), Steiger (1990); 40 relations and no path.
    over = max(fit["chi2"] - 30, 0)
    assert fit["cfi"] == pytest.approx(1 - over / max(base - 40, over), abs=1e-3)
    assert fit["tli"] == pytest.approx((base / 40 - fit["chi2"] / 30) / (base / 40 - 1), abs=1e-3)
    assert fit["rmsea"] == pytest.approx(math.sqrt(over / (30 * (paths.n - 1))), abs=1e-3)


def test_a_model_that_leaves_nothing_out_fits_and_has_no_degree_of_freedom():
    found = models.path_model(noisy(80), {"m": ["x"], "y": ["x", "m"]})
    assert found.fit["dof"] == 0
    assert found.fit["chi2"] == pytest.approx(0, abs=0.01)
    assert found.fit["cfi"] == pytest.approx(1)
    assert found.fit["rmsea"] == 0


def test_the_order_of_the_columns_and_units_make_no_difference_to_paths(scored, paths):
    other = models.path_model(scored[scored.columns[::-1]] * 20 - 7, predictors_by_outcome())
    keys = ["outcome", "predictor"]
    one, two = (found.paths.set_index(keys)["beta"].sort_index() for found in (paths, other))
    assert one.to_list() == pytest.approx(two.to_list(), abs=1e-3)
    assert other.fit["chi2"] == pytest.approx(paths.fit["chi2"], abs=0.05)


@pytest.mark.parametrize("n", [1, 11])
def test_too_few_respondents_for_all_paths_are_said(scored, n):
    with pytest.raises(ModelError, match="12 are the least"):
        models.path_model(scored.head(n), predictors_by_outcome())


@pytest.mark.parametrize("n", [12, 15, 30])
def test_few_respondents_get_the_least_squares_paths_too(scored, n):
    rows = standard(scored.head(n))
    found = models.path_model(scored.head(n), predictors_by_outcome()).paths.set_index(
        ["outcome", "predictor"]
    )
    theirs = smf.ols("cultural_influence ~ symbolic_narrative + policy_support", rows).fit()
    for predictor in ("symbolic_narrative", "policy_support"):
        assert found.loc[("cultural_influence", predictor), "estimate"] == pytest.approx(
            theirs.params[predictor], abs=2e-3
        )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policy_support", "market_competition"),
        ("policy_support", "symbolic_narrative"),
        ("policy_support", "industry_performance"),
        ("symbolic_narrative", "cultural_influence"),
    ],
)
def test_two_constructs_that_say_the_same_are_named_instead_of_fitted(scored, one, other):
    # semopy would add something to the covariances and print paths that nobody's answers have.
    with pytest.raises(ModelError, match="say the same thing") as error:
        models.path_model(scored.assign(**{other: scored[one]}), predictors_by_outcome())
    for name in (one, other):
        assert name.replace("_", " ") in str(error.value)


# ---- reliability ---------------------------------------------------------------------------


def test_a_published_alpha_comes_out_as_printed():
    # The first example of pingouin's manual: ten questions, fifteen people.
    long = pg.read_dataset("cronbach_alpha")
    wide = long.pivot_table(index="Subj", columns="Items", values="Scores")
    assert models.alpha(wide) == pytest.approx(0.59172, abs=1e-5)


def test_alpha_leaves_out_respondents_with_a_gap():
    # The example of pingouin's manual for missing answers, left out by respondent: 0.802.
    data = pg.read_dataset("cronbach_wide_missing")
    assert models.alpha(data) == pytest.approx(0.8016949, abs=1e-6)


def test_alpha_by_hand():
    # Variances 1, 1 and 1; sums 3, 6, 6 … : 3/2 · (1 − 3 / variance of the sums).
    items = pd.DataFrame({"a": [1, 2, 3.0], "b": [1, 2, 3], "c": [1, 3, 2]})
    # Sums 3, 7, 8 with mean 6: (9 + 1 + 4) / 2 = 7.
    assert models.alpha(items) == pytest.approx(1.5 * (1 - 3 / 7))


@given(
    st.integers(2, 6).flatmap(
        lambda items: st.lists(
            st.lists(st.integers(1, 5), min_size=items, max_size=items), min_size=3, max_size=15
        )
    )
)
@settings(max_examples=60)
def test_alpha_is_what_exact_fractions_give(rows):
    varying = [column for column in zip(*rows, strict=True) if len(set(column)) > 1]
    sums = [sum(row) for row in zip(*varying, strict=True)]
    found = models.alpha(pd.DataFrame(rows, dtype="float32"))
    # Where everybody has the same sum, there is no variance to share out.
    if len(varying) < 2 or len(set(sums)) == 1:
        assert found is None
        return

    def variance(values):
        mean = Fraction(sum(values), len(values))
        return sum((value - mean) ** 2 for value in values) / (len(values) - 1)

    k = len(varying)
    exact = Fraction(k, k - 1) * (1 - sum(map(variance, varying)) / variance(sums))
    assert found == pytest.approx(float(exact), rel=1e-5, abs=1e-5)


def test_alpha_of_every_construct_is_pingouins(scored):
    for items in by_construct(ours().answers).values():
        assert models.alpha(items) == pytest.approx(pg.cronbach_alpha(items)[0])


def test_too_little_for_alpha_is_no_alpha():
    assert models.alpha(pd.DataFrame({"a": [1.0, 2, 3]})) is None
    assert models.alpha(pd.DataFrame({"a": [1.0, 2], "b": [1, 2]})) is None


@pytest.mark.parametrize("reliability", [models.alpha, models.omega])
@pytest.mark.parametrize("cell", [3.0, math.nan])
def test_an_item_that_everybody_or_nobody_answers_alike_leaves_the_others_their_reliability(
    reliability, cell
):
    # As SPSS does: an item without variance is removed from the scale.
    items = by_construct(ours().answers)["policy_support"]
    assert reliability(items.assign(PS4=cell)) == pytest.approx(
        reliability(items.drop(columns="PS4"))
    )


def one_factor(loadings: list[float]) -> np.ndarray:
    """Return the correlations of items that share one factor and nothing else."""
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1)
    return matrix


@pytest.mark.parametrize(
    "loadings", [[0.8, 0.7, 0.6, 0.5], [0.7, 0.7, 0.7], [0.9, 0.8, 0.5, 0.4, 0.3]]
)
def test_omega_of_exactly_one_factor_is_its_closed_form(loadings):
    # McDonald (1999): (Σλ)² / ((Σλ)² + Σ(1 − λ²)).
    items = pd.DataFrame(shaped(one_factor(loadings)))
    common = sum(loadings) ** 2
    expected = common / (common + sum(1 - loading**2 for loading in loadings))
    assert models.omega(items) == pytest.approx(expected, abs=1e-5)


def test_omega_of_items_with_equal_loadings_is_alpha():
    items = pd.DataFrame(shaped(one_factor([0.7] * 5)))
    by_hand = 5 * 0.49 / (1 + 4 * 0.49)
    assert models.omega(items) == pytest.approx(by_hand, abs=1e-5)
    assert models.alpha(items) == pytest.approx(by_hand)


def test_omega_weighs_items_by_their_spread():
    # Loadings in units of the answers: λ·s, and what is left over (1 − λ²)·s².
    loadings, spread = np.array([0.8, 0.7, 0.6]), np.array([1.0, 2.0, 0.5])
    items = pd.DataFrame(shaped(one_factor(list(loadings))) * spread)
    common = (loadings * spread).sum() ** 2
    expected = common / (common + ((1 - loadings**2) * spread**2).sum())
    assert models.omega(items) == pytest.approx(expected, abs=1e-5)


def test_omega_of_every_construct_is_that_of_scikit_learns_factor():
    for items in by_construct(ours().answers).values():
        scaled = ((items - items.mean()) / items.std(ddof=0)).to_numpy(dtype=float)
        factor = FactorAnalysis(1, tol=1e-10, max_iter=10_000, svd_method="lapack").fit(scaled)
        spread = items.std().to_numpy(dtype=float)
        common = (factor.components_[0] * spread).sum() ** 2
        expected = common / (common + (factor.noise_variance_ * spread**2).sum())
        assert models.omega(items) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("n", [10, 15, 20])
def test_omega_is_the_same_each_time(n):
    # statsmodels starts its search at random unless it is told where.
    for draw in range(4):
        sample = ours().answers.sample(n, random_state=100 + draw, replace=True)
        for items in by_construct(sample).values():
            assert len({models.omega(items) for _ in range(4)}) == 1


def test_two_items_or_one_respondent_for_each_item_determine_no_omega():
    items = pd.DataFrame(shaped(one_factor([0.8, 0.7, 0.6]), respondents=20))
    assert models.omega(items[[0, 1]]) is None
    assert models.omega(items.head(3)) is None


def test_items_that_no_single_factor_can_explain_have_no_omega():
    # With r12 = r13 = 0.8 and r23 = 0.3 the first loading would be √(0.64 / 0.3) = 1.46.
    matrix = np.array([[1, 0.8, 0.8], [0.8, 1, 0.3], [0.8, 0.3, 1]])
    assert models.omega(pd.DataFrame(shaped(matrix))) is None


@given(
    st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=1, max_size=12),
    st.sampled_from([models.alpha, models.omega, models.one_factor_share]),
)
@settings(max_examples=60)
def test_no_answers_break_what_is_said_of_items(rows, measure):
    try:
        found = measure(pd.DataFrame(rows, dtype="float32"))
    except ModelError:
        assert measure is models.one_factor_share
        return
    assert found is None or math.isfinite(found)
    if measure is not models.alpha and found is not None:
        assert 0 <= found <= 1 + 1e-9


# ---- common method -------------------------------------------------------------------------


@pytest.mark.parametrize("k", [2, 4, 10])
@pytest.mark.parametrize("rho", [0.0, 0.2, 0.5, 0.9])
def test_the_share_of_one_component_of_equal_correlations_is_its_closed_form(k, rho):
    # The largest eigenvalue is 1 + (k − 1)·ρ, the others 1 − ρ.
    matrix = np.full((k, k), rho) + (1 - rho) * np.eye(k)
    found = models.one_factor_share(pd.DataFrame(shaped(matrix)))
    assert found == pytest.approx((1 + (k - 1) * rho) / k)


def test_the_share_of_one_component_is_that_of_a_principal_component():
    answers = ours().answers
    scaled = ((answers - answers.mean()) / answers.std()).to_numpy(dtype=float)
    singular = np.linalg.svd(scaled, compute_uv=False) ** 2
    assert models.one_factor_share(answers) == pytest.approx(singular[0] / singular.sum(), rel=1e-5)


def test_an_item_that_nobody_answered_leaves_the_others_their_share():
    answers = ours().answers
    gap = answers.assign(PS1=math.nan, PS2=math.nan)
    expected = models.one_factor_share(answers.drop(columns=["PS1", "PS2"]))
    assert models.one_factor_share(gap) == pytest.approx(expected)


GAP = math.nan


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[GAP, GAP]] * 5, "nobody answered an item"),
        ([], "nobody answered an item"),
        (
            [[1, 2], [2, GAP], [3, 4]],
            "only 2 respondents answered every item that anybody "
            "answered; 3 are the least that can carry this",
        ),
        (
            [[1, 2], [2, GAP]],
            "only 1 respondent answered every item that anybody answered; 3 are "
            "the least that can carry this",
        ),
        ([[3, 3]] * 12, "all 12 respondents who answered every item answered each alike"),
        # The item that nobody answered is left out; of the others one varies.
        (
            [[1, 3, GAP], [2, 3, GAP], [5, 3, GAP]],
            "all 3 respondents who answered every item answered each but PS1 alike",
        ),
    ],
)
def test_what_leaves_no_share_of_one_component_is_said(rows, reason):
    names = ["PS1", "PS2", "PS3"][: len(rows[0]) if rows else 3]
    with pytest.raises(ModelError) as error:
        models.one_factor_share(pd.DataFrame(rows, columns=names, dtype="float32"))
    assert str(error.value) == reason


@given(st.integers(0, 10**6))
@settings(max_examples=10)
def test_turning_an_item_round_changes_no_share(seed):
    items = pd.DataFrame(np.random.default_rng(seed).integers(1, 6, size=(12, 4)).astype(float))
    assume((items.max() > items.min()).all())
    reverse_scored = items.assign(**{"0": 6 - items[0]}).drop(columns=0)
    assert models.one_factor_share(reverse_scored) == pytest.approx(models.one_factor_share(items))
