"""What a sample can detect: G*Power, Cohen's tables, simulation, and scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import f as f_distribution
from scipy.stats import ncf

from microdrama.evidence.power import detectable


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
