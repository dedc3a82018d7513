"""Compatible surveys: by linear algebra, by fits to made answers, by drawing them another way."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta as beta_distribution
from scipy.stats import ks_2samp, kstest, nct, norm
from scipy.stats import t as t_distribution
from statsmodels.stats.outliers_influence import variance_inflation_factor

from microdrama import cli
from microdrama.ecosystem import compatible
from microdrama.ecosystem.compatible import (
    CORRELATIONS,
    LARGEST,
    PARAMETERS,
    PRIORS,
    QUANTITIES,
    ceiling,
    correlations,
    finding,
    limits,
    p_values,
    quantities,
    sample,
    smallest_detectable,
    summary,
    surveys,
)
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import claim

pytestmark = pytest.mark.slow

N = 428

#: The variables of a survey; the product of technology and algorithms is the fifth.
PREDICTORS = ("policy", "technology", "competition", "algorithm")
VARIABLES = (*PREDICTORS, "product", "industry", "economy", "narrative", "culture")


@cache
def kept(prior: str, count: int = 30_000) -> pd.DataFrame:
    return surveys(count, prior, seed=4)


@cache
def derived(prior: str) -> pd.DataFrame:
    return quantities(kept(prior), N)


def among(survey) -> np.ndarray:
    """Return the correlations among the four predictors, shape (…, 4, 4)."""
    first = np.asarray(survey[CORRELATIONS[0]], dtype=float)
    matrix = np.broadcast_to(np.eye(4), (*first.shape, 4, 4)).copy()
    for name in CORRELATIONS:
        i, j = (PREDICTORS.index(part) for part in name.split("_"))
        matrix[..., i, j] = matrix[..., j, i] = survey[name]
    return matrix


#: Coefficients by name: outcome and predictor.
ARROWS = {
    "industry_policy": ("industry", "policy"),
    "industry_technology": ("industry", "technology"),
    "industry_competition": ("industry", "competition"),
    "economy_technology": ("economy", "technology"),
    "economy_algorithm": ("economy", "algorithm"),
    "economy_interaction": ("economy", "product"),
    "a": ("narrative", "policy"),
    "b": ("culture", "narrative"),
    "direct": ("culture", "policy"),
}


def whole(survey) -> np.ndarray:
    """Return the covariances of all variables, shape (…, 9, 9), by linear algebra.

    Every variable but the product has variance 1, so what nothing explains is what is left.
    """
    predictors = among(survey)
    shape = predictors.shape[:-2]
    spread = 1 + np.asarray(survey["technology_algorithm"]) ** 2
    matrix = np.zeros((*shape, 9, 9))
    matrix[..., :4, :4] = predictors
    matrix[..., 4, 4] = spread
    for place in range(5, 9):
        arrows = np.zeros((*shape, place))
        for name, (outcome, predictor) in ARROWS.items():
            if VARIABLES.index(outcome) == place:
                arrows[..., VARIABLES.index(predictor)] = survey[name]
        with_others = np.einsum("...ij,...j->...i", matrix[..., :place, :place], arrows)
        matrix[..., place, :place] = matrix[..., :place, place] = with_others
        matrix[..., place, place] = 1
    return matrix


def regressed(matrix: np.ndarray, outcome: str, predictors: list[str], n: int = N):
    """Return coefficients, R², t and p of a regression from covariances."""
    places, own = [VARIABLES.index(predictor) for predictor in predictors], VARIABLES.index(outcome)
    inner = matrix[..., places, :][..., places]
    outer = matrix[..., places, own]
    betas = np.linalg.solve(inner, outer[..., None])[..., 0]
    r2 = np.einsum("...i,...i->...", betas, outer)
    df = n - len(predictors) - 1
    inverse = np.diagonal(np.linalg.inv(inner), axis1=-2, axis2=-1)
    t = betas / np.sqrt(inverse * (1 - r2)[..., None] / df)
    return betas, r2, t, 2 * t_distribution.sf(np.abs(t), df)


REGRESSIONS = {
    "industry": ["policy", "technology", "competition"],
    "economy": ["technology", "algorithm", "product"],
    "narrative": ["policy"],
    "culture": ["narrative", "policy"],
}


def named(outcome: str, predictor: str) -> str:
    return next(name for name, arrow in ARROWS.items() if arrow == (outcome, predictor))


# ---- what is printed -----------------------------------------------------------------------


def test_what_is_printed_is_read_from_the_ledger():
    found = limits()
    assert found.respondents == claim("wang2026-sample-n").interval.middle == N
    assert found.policy == claim("wang2026-policy-beta").interval == Interval(0.375, 0.385)
    assert found.policy_p == claim("wang2026-policy-p").interval.high
    assert found.competition == Interval(-LARGEST, 0)
    assert found.competition_p == claim("wang2026-competition-p").interval.high


@pytest.mark.parametrize("largest", [0, -1, math.nan])
def test_a_largest_coefficient_of_nothing_is_refused(largest):
    with pytest.raises(ValueError, match="the largest coefficient is more than zero"):
        sample(10, "weak", largest=largest)


@pytest.mark.parametrize("largest", [0.5, 2.0])
def test_coefficients_without_a_printed_size_go_as_far_as_wanted(largest):
    found = surveys(3000, "uniform", largest=largest)
    free = found[[name for name in ARROWS if name != "industry_policy"]].abs().max()
    assert (free <= largest).all()
    assert free["industry_technology"] > min(largest, 1.2) * 0.95
    # The printed one stays where it is.
    assert found["industry_policy"].between(0.375, 0.385).all()


@pytest.mark.parametrize("prior", PRIORS)
def test_every_kept_survey_can_exist(prior):
    survey = kept(prior)
    assert np.linalg.eigvalsh(among(survey)).min() > -1e-12
    # Eigenvalues of everything together: what the models leave over is positive too.
    assert np.linalg.eigvalsh(whole(survey)).min() > -1e-12
    for outcome, predictors in REGRESSIONS.items():
        r2 = regressed(whole(survey), outcome, predictors)[1]
        assert (r2 < 1 + 1e-9).all()
    for fit in (model(survey, N) for model in compatible.MODELS):
        assert fit.r2.between(0, 1, inclusive="neither").all()


@pytest.mark.parametrize("prior", PRIORS)
def test_every_kept_survey_agrees_with_everything_printed(prior):
    survey, within = kept(prior), limits()
    found = {}
    for outcome, predictors in REGRESSIONS.items():
        betas, _, _, p = regressed(whole(survey), outcome, predictors)
        for place, predictor in enumerate(predictors):
            found[named(outcome, predictor)] = betas[:, place], p[:, place]
    # To what is lost in inverting nearly collinear matrices.
    near = 1 + 1e-6
    beta, p = found["industry_policy"]
    assert (beta > 0.375 - 1e-6).all() and (beta < 0.385 + 1e-6).all()
    assert (p < within.policy_p * near).all()
    beta, p = found["industry_competition"]
    assert (beta < 0).all() and (p < within.competition_p * near).all()
    for name in ("economy_technology", "economy_interaction", "a", "b"):
        beta, p = found[name]
        assert (beta > 0).all() and (p < 0.05 * near).all(), name
    # What the text does not print comes out either way.
    for name in ("industry_technology", "economy_algorithm", "direct"):
        beta, p = found[name]
        assert (beta < 0).any() and (beta > 0).any() and (p > 0.05).any(), name


@pytest.mark.parametrize("prior", PRIORS)
def test_free_coefficients_fill_their_range(prior):
    survey = kept(prior)
    for name in ARROWS:
        assert survey[name].abs().max() <= LARGEST
    assert survey["industry_policy"].min() == pytest.approx(0.375, abs=1e-4)
    assert survey["industry_policy"].max() == pytest.approx(0.385, abs=1e-4)
    for name in ("industry_technology", "economy_algorithm", "direct"):
        assert survey[name].min() < -0.9 and survey[name].max() > 0.9


def test_a_printed_result_that_nothing_has_is_said_to_be_so(monkeypatch):
    strict = replace(limits(), policy=Interval(0.001, 0.002), policy_p=1e-9)
    monkeypatch.setattr(compatible, "limits", lambda _: strict)
    monkeypatch.setattr(compatible, "HOPELESS", 3)
    monkeypatch.setattr(compatible, "BATCH", 500)
    with pytest.raises(ValueError, match="of 1,500 surveys none agrees with what is printed"):
        surveys(10, "positive")


# ---- closed forms --------------------------------------------------------------------------


@pytest.mark.parametrize("prior", PRIORS)
def test_quantities_are_those_of_linear_algebra(prior):
    # Loose correlations only: the inverse of a nearly singular matrix has no digits left.
    survey = kept(prior)[np.linalg.eigvalsh(whole(kept(prior))).min(axis=1) > 1e-3]
    matrix, found = whole(survey), quantities(survey, N)
    place = {name: index for index, name in enumerate(VARIABLES)}

    def r(one: str, other: str) -> np.ndarray:
        return matrix[:, place[one], place[other]]

    expected = {
        "r2_industry": regressed(matrix, "industry", REGRESSIONS["industry"])[1],
        "r_policy_industry": r("policy", "industry"),
        "beta_competition": regressed(matrix, "industry", REGRESSIONS["industry"])[0][:, 2],
        "r_competition_industry": r("competition", "industry"),
        "r_policy_competition": r("policy", "competition"),
        "vif_policy": np.linalg.inv(among(survey)[:, :3, :3])[:, 0, 0],
        "beta_technology_industry": regressed(matrix, "industry", REGRESSIONS["industry"])[0][:, 1],
        "r2_economic": regressed(matrix, "economy", REGRESSIONS["economy"])[1],
        "interaction": regressed(matrix, "economy", REGRESSIONS["economy"])[0][:, 2],
        "total_effect": regressed(matrix, "culture", ["policy"])[0][:, 0],
        "r_policy_culture": r("policy", "culture"),
    }
    for name, values in expected.items():
        assert found[name].to_numpy() == pytest.approx(values, abs=1e-9), name
    # Partial R²: what R² loses without the product, over what is unexplained then.
    with_it, without = (
        regressed(matrix, "economy", predictors)[1]
        for predictors in (REGRESSIONS["economy"], ["technology", "algorithm"])
    )
    share = (with_it - without) / (1 - without)
    assert found["partial_interaction"].to_numpy() == pytest.approx(share, rel=1e-8)
    # Indirect is what the total effect loses once narrative is held equal.
    direct, p = (regressed(matrix, "culture", REGRESSIONS["culture"])[part] for part in (0, 3))
    assert found["indirect"].to_numpy() == pytest.approx(
        expected["total_effect"] - direct[:, 1], abs=1e-9
    )
    assert (found["full_mediation"] == (p[:, 1] >= 0.05)).all()


@pytest.mark.parametrize("prior", PRIORS)
def test_the_share_mediated_is_a_share_or_missing(prior):
    survey, found = kept(prior), derived(prior)
    same = survey["direct"] >= 0
    assert found["share_mediated"].isna().equals(~same)
    shares = found.loc[same]
    assert shares["share_mediated"].between(0, 1).all()
    assert (shares["indirect"] / shares["total_effect"]).equals(shares["share_mediated"])


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


def test_the_quantities_of_a_survey_are_the_ones_by_hand():
    survey = dict.fromkeys(PARAMETERS, 0.0) | {
        "policy_technology": 0.5,
        "industry_policy": 0.4,
        "industry_technology": 0.2,
        "industry_competition": -0.3,
        "technology_algorithm": 0.5,
        "economy_technology": 0.2,
        "economy_algorithm": 0.1,
        "economy_interaction": 0.4,
        "a": 0.5,
        "b": 0.6,
        "direct": 0.1,
    }
    found = quantities(survey, N).iloc[0]
    # 0.16 + 0.04 + 0.09 + 2 · 0.4 · 0.2 · 0.5, and so on.
    by_hand = {
        "r2_industry": 0.37,
        "r_policy_industry": 0.5,
        "beta_competition": -0.3,
        "r_competition_industry": -0.3,
        "r_policy_competition": 0,
        "vif_policy": 4 / 3,
        "beta_technology_industry": 0.2,
        "r2_economic": 0.04 + 0.01 + 0.02 + 0.16 * 1.25,
        "interaction": 0.4,
        "partial_interaction": 0.2 / 0.93,
        "indirect": 0.3,
        "total_effect": 0.4,
        "share_mediated": 0.75,
        "full_mediation": 0,
        "r_policy_culture": 0.4,
    }
    assert found.to_dict() == pytest.approx(by_hand)
    # t of b: 0.6 · √(425 · 0.75 / (1 − 0.36 − 0.01 − 0.06)).
    assert compatible.culture(survey, N).t["b"] == pytest.approx(0.6 * math.sqrt(425 * 0.75 / 0.57))


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


# ---- priors --------------------------------------------------------------------------------


@pytest.mark.parametrize(("prior", "shape"), [("uniform", 1), ("weak", 4)])
def test_each_correlation_of_lkj_has_its_beta_distribution(prior, shape):
    # Lewandowski, Kurowicka & Joe (2009): Beta(η − 1 + d/2) on (−1, 1), with d = 4.
    drawn = correlations(prior, 20_000, np.random.default_rng(12))
    ends = shape + 1
    for name in CORRELATIONS:
        assert kstest((drawn[name] + 1) / 2, beta_distribution(ends, ends).cdf).pvalue > 0.01, name


def by_rejection(count: int) -> np.ndarray:
    """Draw correlation matrices evenly: any six numbers, kept if they are one."""
    drawn = np.random.default_rng(3).uniform(-1, 1, (6, count))
    matrices = among(dict(zip(CORRELATIONS, drawn, strict=True)))
    return matrices[np.linalg.eigvalsh(matrices).min(axis=1) > 0]


def test_lkj_is_uniform_over_correlation_matrices():
    even = by_rejection(300_000)
    # The share of the cube that is correlation matrices: 32 π² / 27 of 64.
    assert len(even) / 300_000 == pytest.approx(32 * math.pi**2 / 27 / 64, abs=0.003)
    drawn = among(correlations("uniform", 60_000, np.random.default_rng(4)))
    for of in (np.linalg.det, lambda m: np.linalg.eigvalsh(m)[:, 0], lambda m: m.sum(axis=(1, 2))):
        # 2.03 · √(1/55,000 + 1/60,000): two samples of one distribution are farther apart
        # once in two thousand times.
        assert ks_2samp(of(even), of(drawn)).statistic < 0.012


def test_lkj_with_four_weighs_by_the_determinant_cubed():
    even = by_rejection(300_000)
    weights = np.linalg.det(even) ** 3
    drawn = among(correlations("weak", 60_000, np.random.default_rng(4)))
    for of in (np.linalg.det, lambda m: np.linalg.eigvalsh(m)[:, 0], lambda m: m[:, 0, 1] ** 2):
        weighed = np.average(of(even), weights=weights)
        assert of(drawn).mean() == pytest.approx(weighed, abs=0.006)


def test_positive_correlations_are_even_and_moderate():
    # Hardly any such matrix is impossible, so each is all but even between its ends.
    drawn = correlations("positive", 20_000, np.random.default_rng(5))
    assert 0.9 < len(drawn[CORRELATIONS[0]]) / 20_000 < 1
    for name in CORRELATIONS:
        assert drawn[name].min() >= 0 and drawn[name].max() <= compatible.MODERATE
        assert drawn[name].mean() == pytest.approx(0.3, abs=0.01)


@pytest.mark.parametrize("prior", PRIORS)
def test_drawn_correlations_are_positive_definite(prior):
    drawn = correlations(prior, 20_000, np.random.default_rng(6))
    assert set(drawn) == set(CORRELATIONS)
    assert np.linalg.eigvalsh(among(drawn)).min() > 0


def test_what_is_positive_definite_is_told_as_by_eigenvalues():
    values = np.random.default_rng(7).uniform(-1, 1, (6, 20_000))
    drawn = dict(zip(CORRELATIONS, values, strict=True))
    smallest = np.linalg.eigvalsh(among(drawn)).min(axis=1)
    clear = np.abs(smallest) > 1e-9
    assert ((smallest > 0) == compatible._definite(drawn))[clear].all()


@given(WIDE, WIDE, WIDE)
def test_giving_a_third_variable_and_taking_it_back_changes_nothing(partial, first, second):
    plain = compatible._less_given(partial, first, second)
    assert compatible._more_given(plain, first, second) == pytest.approx(partial, abs=1e-9)
    matrix = np.array([[1, plain, first], [plain, 1, second], [first, second, 1]])
    assert np.linalg.eigvalsh(matrix).min() > -1e-12
    inverse = np.linalg.inv(matrix) if abs(partial) < 0.98 else None
    if inverse is not None:
        by_inverse = -inverse[0, 1] / math.sqrt(inverse[0, 0] * inverse[1, 1])
        assert partial == pytest.approx(by_inverse, abs=1e-6)


# ---- the draw as a whole -------------------------------------------------------------------


def plainly(prior: str, count: int) -> pd.DataFrame:
    """Draw everything first, and then keep what agrees, by linear algebra."""
    rng, within = np.random.default_rng(8), limits()
    survey = pd.DataFrame(correlations(prior, count, rng))
    signs = {
        "industry_policy": (0.375, 0.385),
        "industry_technology": (-1, 1),
        "industry_competition": (-1, 0),
        "economy_technology": (0, 1),
        "economy_algorithm": (-1, 1),
        "economy_interaction": (0, 1),
        "a": (0, 1),
        "b": (0, 1),
        "direct": (-1, 1),
    }
    for name, (low, high) in signs.items():
        survey[name] = rng.uniform(low, high, len(survey))
    matrix = whole(survey)
    keep = np.linalg.eigvalsh(matrix).min(axis=1) > 0
    survey, matrix = survey[keep], matrix[keep]
    below = dict.fromkeys(("economy_technology", "economy_interaction", "a", "b"), 0.05)
    below |= {"industry_policy": within.policy_p, "industry_competition": within.competition_p}
    keep = np.ones(len(survey), dtype=bool)
    for outcome, predictors in REGRESSIONS.items():
        p = regressed(matrix, outcome, predictors)[3]
        for place, predictor in enumerate(predictors):
            keep &= p[:, place] < below.get(named(outcome, predictor), 2)
    return survey[keep]


@pytest.mark.parametrize("prior", PRIORS)
def test_drawing_step_by_step_keeps_what_drawing_everything_first_keeps(prior):
    first = plainly(prior, 120_000)
    assert len(first) > 2000
    for name in PARAMETERS:
        assert ks_2samp(first[name], kept(prior)[name]).pvalue > 0.003, name
    there, here = quantities(first, N), derived(prior)
    for name in QUANTITIES:
        assert ks_2samp(there[name].dropna(), here[name].dropna()).pvalue > 0.003, name


@pytest.mark.parametrize("prior", PRIORS)
def test_a_sample_has_as_many_surveys_as_wanted_and_begins_like_a_smaller_one(prior):
    few, more = sample(1000, prior, seed=2), sample(1000 + compatible.BLOCK, prior, seed=2)
    assert list(few) == list(QUANTITIES)
    assert (len(few), len(more)) == (1000, 1000 + compatible.BLOCK)
    assert few.equals(more.iloc[:1000])
    assert not few.equals(sample(1000, prior, seed=3))
    assert not more.duplicated().any()
    assert few.dtypes.eq("float64").all()


def test_a_survey_holds_all_its_parameters():
    assert list(kept("weak")) == list(PARAMETERS)
    assert kept("weak").notna().all(axis=None)


def test_an_unknown_prior_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="no prior “flat”; there are uniform, weak, positive"):
        sample(10, "flat")


@pytest.mark.parametrize("count", [0, -3])
def test_no_surveys_are_refused(count):
    with pytest.raises(ValueError, match=f"{count} draws cannot be cut"):
        sample(count, "weak")


# ---- what is said --------------------------------------------------------------------------


def test_priors_and_quantities_are_said_in_words():
    assert set(compatible._PRIORS) == set(PRIORS)
    assert len(PRIORS) >= 3
    for words in [*PRIORS.values(), *itertools.chain(*QUANTITIES.values()), *PARAMETERS.values()]:
        assert len(words.split()) > 1
        assert "data" not in words.lower()


def test_a_summary_has_the_quantiles_of_numpy():
    frame = derived("uniform")
    found = summary(frame)
    assert list(found.index) == list(QUANTITIES)
    assert list(found) == ["2.5%", "50%", "97.5%", "min", "max", "mean"]
    for name in QUANTITIES:
        values = frame[name].dropna()
        quantiles = np.quantile(values, [0.025, 0.5, 0.975, 0, 1])
        assert found.loc[name].to_numpy() == pytest.approx([*quantiles, values.mean()])


def test_the_finding_holds_under_every_prior():
    frames = {prior: derived(prior) for prior in PRIORS}
    said = finding(frames)
    assert said.endswith(".") and said.count(". ") == 0
    assert "data" not in said
    low = min(frame["r2_industry"].quantile(0.025) for frame in frames.values())
    high = max(frame["r2_industry"].quantile(0.975) for frame in frames.values())
    assert f"between {low:.0%} and {high:.0%} of the differences" in said
    low = min(frame["r_policy_industry"].quantile(0.025) for frame in frames.values())
    high = max(frame["r_policy_industry"].quantile(0.975) for frame in frames.values())
    assert f"between {low:.2f} and {high:.2f}.".replace("-", "−") in said
    assert said.startswith("With each of three ways")
    assert "evenly up to 1, " in said
    assert "evenly up to 0.5, " in finding(frames, largest=0.5)
    for frame in frames.values():
        within = compatible.across(frames.values(), "r2_industry")
        assert frame["r2_industry"].between(within.low, within.high).mean() >= 0.95
    assert finding({"weak": frames["weak"]}).startswith("With the one way")


def test_the_command_prints_what_a_sample_leaves_open_for_machines(capsys):
    arguments = [
        "survey",
        "compatible",
        "--count",
        "400",
        "--seed",
        "7",
        "--prior",
        "weak",
        "--json",
    ]
    assert cli.main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    frame = sample(400, "weak", seed=7)
    assert {name: found[name] for name in ("n", "count", "seed")} == {
        "n": 428,
        "count": 400,
        "seed": 7,
    }
    assert found["finding"] == finding({"weak": frame})
    assert list(found["compatible"]) == ["weak"]
    assert list(found["compatible"]["weak"]) == list(QUANTITIES)
    for name, row in found["compatible"]["weak"].items():
        values = frame[name].dropna()
        low, median, high = np.quantile(values, [0.025, 0.5, 0.975])
        assert row == pytest.approx(
            {
                "low": low,
                "median": median,
                "high": high,
                "min": values.min(),
                "max": values.max(),
                "mean": values.mean(),
            }
        )


def test_the_command_says_of_every_prior_what_is_left_open_and_that_nobody_answered(capsys):
    assert cli.main(["survey", "compatible", "--count", "300"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "Surveys that agree with all that the text prints: 300 for each prior, seed 1",
        "They are drawn, not collected: nobody gave these answers.",
    ]
    frames = {prior: sample(300, prior) for prior in PRIORS}
    assert finding(frames) in lines
    for prior, words in PRIORS.items():
        start = lines.index(f"{prior}: {words}")
        table = lines[start + 2 : start + 2 + len(QUANTITIES)]
        for (name, (title, _)), line in zip(QUANTITIES.items(), table, strict=True):
            values = frames[prior][name].dropna()
            numbers = [*np.quantile(values, [0.025, 0.5, 0.975]), values.mean()]
            assert line.startswith(f"  {title} ")
            assert line.split()[-4:] == [f"{number:.3f}" for number in numbers]


@pytest.mark.parametrize("way", [[], ["--json"]])
def test_a_quantity_that_no_survey_has_is_null_or_a_dash(way, capsys, monkeypatch):
    none = sample(20, "weak").assign(share_mediated=math.nan)
    monkeypatch.setattr(compatible, "sample", lambda *_: none)
    assert cli.main(["survey", "compatible", "--prior", "weak", *way]) == 0
    said = capsys.readouterr().out
    if way:
        assert json.loads(said)["compatible"]["weak"]["share_mediated"] is None
    assert "nan" not in said.lower()


@pytest.mark.parametrize("wrong", [("--count", "0"), ("--count", "-3"), ("--seed", "-1")])
def test_what_cannot_be_drawn_is_one_sentence_of_the_command(wrong, capsys):
    assert cli.main(["survey", "compatible", *wrong]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_the_smallest_detectable_effect_is_found_in_four_of_five_samples():
    # The t-test of one coefficient, with the noncentral t distribution and fixed predictors.
    effect = smallest_detectable()
    assert 0.1 < effect < 0.2
    shift = effect / math.sqrt(1 - effect**2) * math.sqrt(N)
    critical = t_distribution.isf(0.025, N - 2)
    power = nct.sf(critical, N - 2, shift) + nct.cdf(-critical, N - 2, shift)
    assert power == pytest.approx(0.8, abs=1e-4)
    assert smallest_detectable(0.95) > effect


# ---- ceiling -------------------------------------------------------------------------------


def answers(location: float, spread: float, low: int, high: int, size: int = 400_000):
    felt = np.random.default_rng(1).normal(location, spread, size)
    return felt, np.clip(np.rint(felt), low, high)


@pytest.mark.parametrize("spread", [0.3, 0.7, 1.0, 2.0])
def test_a_ceiling_does_what_it_does_to_made_answers(spread):
    mean = claim("wang2026-competition-mean").interval.middle
    found = ceiling(mean, 1, 5, [spread]).iloc[0]
    felt, answered = answers(found["location"], spread, 1, 5)
    assert answered.mean() == pytest.approx(mean, abs=0.01)
    assert np.corrcoef(felt, answered)[0, 1] == pytest.approx(found["attenuation"], abs=0.003)
    assert (answered == 5).mean() == pytest.approx(found["top"], abs=0.004)
    assert answered.std() == pytest.approx(found["deviation"], abs=0.005)
    skewness = ((answered - answered.mean()) ** 3).mean() / answered.std() ** 3
    assert skewness == pytest.approx(found["skewness"], abs=0.03)
    # Anything else that goes with what is felt loses as much: 0.5 becomes 0.5 · attenuation.
    other = 0.5 * (felt - felt.mean()) / felt.std()
    other = other + math.sqrt(0.75) * np.random.default_rng(2).standard_normal(len(felt))
    expected = 0.5 * found["attenuation"]
    assert np.corrcoef(other, answered)[0, 1] == pytest.approx(expected, abs=0.006)


def test_halving_at_the_median_costs_a_fifth():
    # Cohen, “The cost of dichotomization”, Applied Psychological Measurement 7 (1983): 0.798.
    found = ceiling(0.5, 0, 1, [1.0]).iloc[0]
    assert found["attenuation"] == pytest.approx(math.sqrt(2 / math.pi), abs=1e-12)
    assert (found["location"], found["top"]) == pytest.approx((0.5, 0.5))
    assert (found["deviation"], found["skewness"]) == pytest.approx((0.5, 0))


def test_a_fine_scale_costs_what_sheppard_says():
    # Rounding to whole numbers adds a twelfth to the variance.
    found = ceiling(50, 0, 100, [5.0]).iloc[0]
    assert found["deviation"] == pytest.approx(math.sqrt(25 + 1 / 12), rel=1e-9)
    assert found["attenuation"] == pytest.approx(5 / math.sqrt(25 + 1 / 12), rel=1e-9)


@given(st.floats(1.02, 4.98), st.floats(0.3, 8))
def test_a_ceiling_is_an_upside_down_floor(mean, spread):
    found, mirrored = (ceiling(m, 1, 5, [spread]).iloc[0] for m in (mean, 6 - mean))
    assert 0 < found["attenuation"] < 1
    assert 0 <= found["top"] <= 1
    assert found["attenuation"] == pytest.approx(mirrored["attenuation"], rel=1e-6)
    assert found["deviation"] == pytest.approx(mirrored["deviation"], rel=1e-6)
    assert found["skewness"] == pytest.approx(-mirrored["skewness"], abs=1e-6)
    assert found["location"] == pytest.approx(6 - mirrored["location"], abs=1e-6)
    # The mean is the printed one: probability of each answer times the answer.
    edges = np.array([-np.inf, 1.5, 2.5, 3.5, 4.5, np.inf])
    shares = np.diff(norm.cdf(edges, found["location"], spread))
    assert shares @ np.arange(1, 6) == pytest.approx(mean, abs=1e-9)


def test_the_attenuation_is_that_of_integration():
    found = ceiling(4.38, 1, 5, [0.9]).iloc[0]
    location = found["location"]

    def answer(z: float) -> float:
        return min(max(round(location + 0.9 * z), 1), 5)

    cuts = [(cut - location) / 0.9 for cut in (1.5, 2.5, 3.5, 4.5)]
    shared = quad(lambda z: z * answer(z) * norm.pdf(z), -9, 9, points=cuts, limit=200)[0]
    assert found["attenuation"] == pytest.approx(shared / found["deviation"], abs=1e-7)


def test_a_ceiling_has_one_row_a_spread():
    found = ceiling(4.38, 1, 5, [0.5, 1.0, 1.5])
    assert list(found) == ["spread", "location", "attenuation", "top", "deviation", "skewness"]
    assert found["spread"].to_list() == [0.5, 1.0, 1.5]


@pytest.mark.parametrize("mean", [1, 5, 0.5, 6])
def test_a_mean_at_the_end_of_its_scale_or_beyond_is_refused(mean):
    with pytest.raises(ValueError, match=f"a mean of {mean} does not lie inside a scale from 1"):
        ceiling(mean, 1, 5, [1.0])


@pytest.mark.parametrize("spread", [0.0, -1.0, math.nan])
def test_a_spread_that_is_none_is_refused(spread):
    with pytest.raises(ValueError, match="a spread is more than zero"):
        ceiling(4.38, 1, 5, [spread])


@pytest.mark.parametrize(
    ("shares", "often"), [((0.134, 0.131), "In 13% of"), ((0.13, 0.152), "In 13% to 15% of")]
)
def test_how_often_the_mediation_could_be_full_is_a_share_of_surveys(shares, often):
    frames = {
        prior: pd.DataFrame(
            {"full_mediation": [1.0] * round(1000 * share) + [0.0] * round(1000 * (1 - share))}
        )
        for prior, share in zip(("uniform", "weak"), shares, strict=True)
    }
    said = compatible.fullness(frames)
    assert said.startswith(f"Could the mediation be full? {often} the surveys that agree")
