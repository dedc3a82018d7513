"""Moderation: an experiment by hand, a published example, statsmodels, a search."""

from __future__ import annotations

import math
from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from microdrama.ecosystem import models
from microdrama.ecosystem.models import ModelError
from surveys import holed, noisy

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize("formula", ["y ~ x * m", "y ~ x + m + x:m"])
def test_a_moderation_is_read_off_a_formula(formula):
    rows = noisy(80)
    found = models.Moderation.from_fit(smf.ols(formula, rows).fit())
    assert asdict(found) == pytest.approx(asdict(models.moderation(rows, "y", "x", "m")))


@pytest.mark.parametrize(("formula", "products"), [("y ~ x + m", 0), ("y ~ x * m + x:z", 2)])
def test_a_fit_without_one_product_is_no_moderation(formula, products):
    rows = noisy(80).assign(z=np.arange(80))
    with pytest.raises(ModelError, match=f"one product of predictors, and this {products}"):
        models.Moderation.from_fit(smf.ols(formula, rows).fit())
