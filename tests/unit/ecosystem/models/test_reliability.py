"""Reliability: published examples, exact fractions, pingouin, scikit-learn, closed forms."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import FactorAnalysis

from microdrama.ecosystem import models
from microdrama.ecosystem.models import ModelError
from microdrama.ecosystem.scores import by_construct
from surveys import ours, shaped

pytestmark = pytest.mark.slow


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
