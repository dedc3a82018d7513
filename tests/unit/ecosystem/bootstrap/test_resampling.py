"""Resamples: how often each respondent is drawn, and groups of equal ones in their stead."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import ks_2samp

from mediations import columns, likert
from microdrama.ecosystem.bootstrap import indirect, resampling, sums
from microdrama.parallel import Block

pytestmark = pytest.mark.slow


def test_every_respondent_is_drawn_once_on_average_with_the_spread_of_a_binomial():
    n = 50
    times = resampling.times_drawn(20_000, np.ones(n), n, np.random.default_rng(1))
    # Standard errors: √(0.98/20000) = 0.007 for a mean, about 0.014 for a variance.
    assert times.mean(axis=0) == pytest.approx(np.ones(n), abs=0.035)
    assert times.var(axis=0) == pytest.approx(np.full(n, 1 - 1 / n), abs=0.07)
    # Whoever is drawn more leaves less for the others: covariance −1/n.
    shared = np.cov(times.T)[~np.eye(n, dtype=bool)]
    assert shared.mean() == pytest.approx(-1 / n, abs=0.002)


def test_groups_of_equal_respondents_stand_for_all_of_them():
    rows = likert(3000).T
    groups, counts = resampling.equal_rows_grouped(rows)
    assert len(groups) == len(np.unique(rows, axis=0)) < 3000 / resampling.DEARER
    assert counts.sum() == 3000
    again = np.repeat(groups, counts.astype(int), axis=0)
    assert sorted(map(tuple, again)) == sorted(map(tuple, rows))


def test_where_few_are_equal_respondents_stay_as_they_are():
    rows = columns(100).T
    same, ones = resampling.equal_rows_grouped(rows)
    assert same is rows
    assert (ones == 1).all()


@pytest.mark.parametrize("standardised", [False, True])
def test_drawing_groups_is_the_same_distribution_as_drawing_respondents(monkeypatch, standardised):
    data = likert(2000, seed=5)
    groups = indirect(*data, draws=8000, seed=1, standardised=standardised)
    monkeypatch.setattr(resampling, "DEARER", 10**9)
    people = indirect(*data, draws=8000, seed=2, standardised=standardised)
    assert people.estimate == pytest.approx(groups.estimate, abs=1e-12)
    assert ks_2samp(groups.draws, people.draws).pvalue > 0.01
    error = people.draws.std() / math.sqrt(8000)
    assert groups.draws.mean() == pytest.approx(people.draws.mean(), abs=4 * math.sqrt(2) * error)
    assert groups.draws.std() == pytest.approx(people.draws.std(), rel=4 / math.sqrt(8000))


def test_a_block_is_all_that_a_worker_needs():
    block = Block(3, np.random.SeedSequence(1))
    x, m, y = columns(30)
    rows = np.stack([x / x.std(), m / m.std(), y / y.std()], axis=1)
    drawn = resampling.resampled(block, sums.products_of(rows), np.ones(30), 1.0)
    assert drawn.shape == (3,)
