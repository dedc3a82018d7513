"""The smallest effect that is found, and what a bounded scale does to correlations."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import nct, norm
from scipy.stats import t as t_distribution

from covariances import N
from microdrama.ecosystem.compatible import ceiling, smallest_detectable
from microdrama.evidence.ledger import claim

pytestmark = pytest.mark.slow


def test_the_smallest_detectable_effect_is_found_in_four_of_five_samples():
    # The t-test of one coefficient, with the noncentral t distribution and fixed predictors.
    effect = smallest_detectable()
    assert 0.1 < effect < 0.2
    shift = effect / math.sqrt(1 - effect**2) * math.sqrt(N)
    critical = t_distribution.isf(0.025, N - 2)
    power = nct.sf(critical, N - 2, shift) + nct.cdf(-critical, N - 2, shift)
    assert power == pytest.approx(0.8, abs=1e-4)
    assert smallest_detectable(0.95) > effect


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
