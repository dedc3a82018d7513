"""Drawn surveys agree with the text, as when all is drawn first and judged by linear algebra."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ks_2samp

from covariances import ARROWS, REGRESSIONS, N, among, derived, kept, named, regressed, whole
from microdrama.ecosystem import compatible
from microdrama.ecosystem.compatible import (
    LARGEST,
    PARAMETERS,
    PRIORS,
    QUANTITIES,
    correlations,
    drawing,
    limits,
    quantities,
    sample,
    surveys,
)
from microdrama.evidence.intervals import Interval

pytestmark = pytest.mark.slow


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
    monkeypatch.setattr(drawing, "limits", lambda _: strict)
    monkeypatch.setattr(drawing, "HOPELESS", 3)
    monkeypatch.setattr(drawing, "BATCH", 500)
    with pytest.raises(ValueError, match="of 1,500 surveys none agrees with what is printed"):
        surveys(10, "positive")


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
