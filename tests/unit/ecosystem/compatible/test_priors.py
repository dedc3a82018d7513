"""Correlations of each prior: their distributions, by rejection, by eigenvalues."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta as beta_distribution
from scipy.stats import ks_2samp, kstest

from covariances import among
from microdrama.ecosystem import compatible
from microdrama.ecosystem.compatible import CORRELATIONS, PRIORS, correlations, priors

pytestmark = pytest.mark.slow


WIDE = st.floats(-0.99, 0.99)


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
    assert ((smallest > 0) == priors.positive_definite(drawn))[clear].all()


@given(WIDE, WIDE, WIDE)
def test_giving_a_third_variable_and_taking_it_back_changes_nothing(partial, first, second):
    plain = priors.plain_correlation(partial, first, second)
    assert priors.partial_correlation(plain, first, second) == pytest.approx(partial, abs=1e-9)
    matrix = np.array([[1, plain, first], [plain, 1, second], [first, second, 1]])
    assert np.linalg.eigvalsh(matrix).min() > -1e-12
    inverse = np.linalg.inv(matrix) if abs(partial) < 0.98 else None
    if inverse is not None:
        by_inverse = -inverse[0, 1] / math.sqrt(inverse[0, 0] * inverse[1, 1])
        assert partial == pytest.approx(by_inverse, abs=1e-6)
