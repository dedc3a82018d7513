"""What surveys leave open: by linear algebra, by hand, by quantiles of numpy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from covariances import REGRESSIONS, VARIABLES, N, among, derived, kept, regressed, whole
from microdrama.ecosystem import compatible
from microdrama.ecosystem.compatible import (
    PARAMETERS,
    PRIORS,
    QUANTITIES,
    quantities,
    summary,
)

pytestmark = pytest.mark.slow


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


def test_a_summary_has_the_quantiles_of_numpy():
    frame = derived("uniform")
    found = summary(frame)
    assert list(found.index) == list(QUANTITIES)
    assert list(found) == ["2.5%", "50%", "97.5%", "min", "max", "mean"]
    for name in QUANTITIES:
        values = frame[name].dropna()
        quantiles = np.quantile(values, [0.025, 0.5, 0.975, 0, 1])
        assert found.loc[name].to_numpy() == pytest.approx([*quantiles, values.mean()])
