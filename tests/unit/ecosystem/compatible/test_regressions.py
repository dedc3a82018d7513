"""The closed forms: by fits to answers with just these correlations, and to made answers."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.outliers_influence import variance_inflation_factor

from covariances import (
    ARROWS,
    PREDICTORS,
    REGRESSIONS,
    VARIABLES,
    N,
    among,
    derived,
    kept,
    named,
    regressed,
    whole,
)
from microdrama.ecosystem import compatible
from microdrama.ecosystem.compatible import PARAMETERS, PRIORS, p_values, quantities

pytestmark = pytest.mark.slow


def exactly(matrix: np.ndarray, n: int, seed: int = 0) -> np.ndarray:
    """Return n rows with exactly these covariances (division by n)."""
    noise = np.random.default_rng(seed).normal(size=(n, len(matrix)))
    basis = np.linalg.qr(noise - noise.mean(axis=0))[0] * math.sqrt(n)
    return basis @ np.linalg.cholesky(matrix).T


@pytest.mark.parametrize("prior", PRIORS)
def test_p_values_are_those_of_statsmodels_on_answers_with_just_these_correlations(prior):
    frame, smallest = kept(prior), np.linalg.eigvalsh(whole(kept(prior))).min(axis=1)
    chosen = frame[smallest > 1e-3].iloc[:25]
    for number, (_, survey) in enumerate(chosen.iterrows()):
        rows = pd.DataFrame(exactly(whole(survey), N, number), columns=VARIABLES)
        closed, q = p_values(survey, N), quantities(survey, N).iloc[0]
        fits = {
            outcome: sm.OLS(rows[outcome], sm.add_constant(rows[predictors])).fit()
            for outcome, predictors in REGRESSIONS.items()
        }
        assert set(closed) == set(ARROWS)
        for name, (outcome, predictor) in ARROWS.items():
            assert fits[outcome].params[predictor] == pytest.approx(survey[name], abs=1e-8)
            assert closed[name] == pytest.approx(fits[outcome].pvalues[predictor], abs=1e-8)
            assert closed[name] == pytest.approx(
                fits[outcome].pvalues[predictor], rel=1e-6, abs=1e-300
            )
        assert q["r2_industry"] == pytest.approx(fits["industry"].rsquared, abs=1e-8)
        assert q["r2_economic"] == pytest.approx(fits["economy"].rsquared, abs=1e-8)
        design = sm.add_constant(rows[REGRESSIONS["industry"]]).to_numpy()
        assert q["vif_policy"] == pytest.approx(variance_inflation_factor(design, 1), rel=1e-8)


@pytest.mark.parametrize("row", range(3))
@pytest.mark.parametrize("prior", PRIORS)
def test_answers_made_from_a_survey_show_what_it_says(prior, row):
    # Normal answers, with the real product of technology and adaptability.
    survey, q, n = kept(prior).iloc[row], derived(prior).iloc[row], 400_000
    rng = np.random.default_rng([row, 5])
    rows = pd.DataFrame(
        rng.standard_normal((n, 4)) @ np.linalg.cholesky(among(survey)).T, columns=PREDICTORS
    )
    rows["product"] = rows["technology"] * rows["algorithm"]
    for outcome in VARIABLES[5:]:
        predictors = REGRESSIONS[outcome]
        explained = sum(
            survey[named(outcome, predictor)] * rows[predictor] for predictor in predictors
        )
        r2 = regressed(whole(survey), outcome, predictors)[1]
        rows[outcome] = explained + math.sqrt(1 - r2) * rng.standard_normal(n)
    fits = {
        outcome: sm.OLS(rows[outcome], sm.add_constant(rows[predictors])).fit()
        for outcome, predictors in REGRESSIONS.items()
    }
    for name, (outcome, predictor) in ARROWS.items():
        error = fits[outcome].bse[predictor]
        assert fits[outcome].params[predictor] == pytest.approx(survey[name], abs=5 * error), name
    near = 5 * 2 / math.sqrt(n)
    assert fits["industry"].rsquared == pytest.approx(q["r2_industry"], abs=near)
    # The product has long tails, so its R² moves more from sample to sample.
    assert fits["economy"].rsquared == pytest.approx(q["r2_economic"], abs=3 * near)
    r = rows.corr()
    assert r.loc["policy", "industry"] == pytest.approx(q["r_policy_industry"], abs=near)
    assert r.loc["competition", "industry"] == pytest.approx(q["r_competition_industry"], abs=near)
    assert r.loc["policy", "culture"] == pytest.approx(q["r_policy_culture"], abs=near)
    # Unrelated to its parts, with variance 1 + ρ².
    assert r.loc["product", ["technology", "algorithm"]].abs().max() < 3 * near
    spread = 1 + survey["technology_algorithm"] ** 2
    assert rows["product"].var() == pytest.approx(spread, rel=0.05)


WIDE = st.floats(-0.99, 0.99)


@given(WIDE, WIDE, WIDE, st.tuples(WIDE, WIDE, WIDE), st.integers(5, 10**6))
def test_industry_is_a_regression_on_any_three_predictors(pt, pc, tc, betas, n):
    survey = dict.fromkeys(PARAMETERS, 0.0) | {
        "policy_technology": pt,
        "policy_competition": pc,
        "technology_competition": tc,
        "industry_policy": betas[0],
        "industry_technology": betas[1],
        "industry_competition": betas[2],
    }
    inner = among(survey)[:3, :3]
    assume(np.linalg.eigvalsh(inner).min() > 1e-3)
    fit, beta = compatible.industry(survey, n), np.array(betas)
    r2 = beta @ inner @ beta
    assert fit.r2 == pytest.approx(r2, abs=1e-9)
    if r2 < 1 - 1e-6:
        t = beta / np.sqrt(np.diag(np.linalg.inv(inner)) * (1 - r2) / (n - 4))
        assert list(fit.t.values()) == pytest.approx(list(t), rel=1e-6)
    elif r2 > 1 + 1e-6:
        # Such a survey cannot exist, so no coefficient of it passes any test.
        assert np.isnan(list(fit.t.values())).all()
