"""Intervals of a bootstrap: numpy, pingouin, by hand, and a simulation of their coverage."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pingouin.regression import _bias_corrected_ci

from mediations import columns
from microdrama.ecosystem.bootstrap import indirect, interval

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
@given(
    arrays(float, st.integers(2, 60), elements=st.floats(-5, 5).map(lambda v: round(v, 3))),
    st.floats(-5, 5),
)
def test_intervals_are_those_of_numpy_and_pingouin(level, draws, estimate):
    alpha = 1 - level
    low, high = interval(draws, estimate, level)
    assert (low, high) == pytest.approx(
        tuple(np.percentile(draws, [50 * alpha, 100 - 50 * alpha])), abs=1e-12
    )
    if 0 < np.mean(draws < estimate) < 1:
        theirs = _bias_corrected_ci(draws, estimate, alpha=alpha)
        ours = interval(draws, estimate, level, "bias-corrected")
        assert ours == pytest.approx(tuple(theirs), abs=1e-9)


def test_the_bias_corrected_interval_is_the_one_by_hand():
    # Efron & Tibshirani, (14.10) with a = 0: z0 = Φ⁻¹(0.3) = −0.5244, and Φ(2·z0 ± 1.6449) =
    # 0.00353 and 0.72443; of 0, 1, …, 999 the quantiles are these shares of 999.
    draws = np.arange(1000.0)
    low, high = interval(draws, 300, 0.9, "bias-corrected")
    assert low == pytest.approx(0.00353 * 999, abs=0.01)
    assert high == pytest.approx(0.72443 * 999, abs=0.02)
    # An estimate in the middle is not corrected.
    corrected = interval(draws, 500, 0.9, "bias-corrected")
    assert corrected == pytest.approx(interval(draws, 500, 0.9), abs=1e-9)


@pytest.mark.parametrize("estimate", [-1.0, 2.0])
def test_an_estimate_outside_of_all_draws_still_has_an_interval(estimate):
    low, high = interval(np.linspace(0, 1, 50), estimate, kind="bias-corrected")
    assert 0 <= low <= high <= 1


def test_missing_draws_are_left_out_of_an_interval():
    draws = np.random.default_rng(1).normal(size=100)
    holes = np.insert(draws, [3, 50], math.nan)
    for kind in ("percentile", "bias-corrected"):
        assert interval(holes, 0.1, kind=kind) == interval(draws, 0.1, kind=kind)


@pytest.mark.parametrize("kind", ["percentile", "bias-corrected"])
def test_intervals_agree_with_pingouin_within_monte_carlo_error(kind):
    x, m, y = columns(428, seed=2, a=0.3, b=0.25)
    data = pd.DataFrame({"x": x, "m": m, "y": y})
    table, draws = pg.mediation_analysis(data, "x", "m", "y", n_boot=5000, seed=8, return_dist=True)
    row = table.set_index("path").loc["Indirect"]
    theirs = (row["CI2.5"], row["CI97.5"])
    if kind == "percentile":
        theirs = tuple(np.percentile(draws, [2.5, 97.5]))
    ours = np.array(
        [
            interval(found.draws, found.estimate, 0.95, kind)
            for found in (indirect(x, m, y, seed=seed) for seed in range(30))
        ]
    )
    # The error of theirs, as seen in thirty of ours, and the small error of our mean.
    error = ours.std(axis=0, ddof=1) * math.sqrt(1 + 1 / 30)
    assert (np.abs(theirs - ours.mean(axis=0)) < 3.5 * error).all()


def test_nineteen_of_twenty_intervals_hold_the_true_effect():
    # True effect 0.4 · 0.3; two standard errors of a share of 0.95 in 400 samples are 0.022.
    held = 0
    for seed in range(400):
        found = indirect(*columns(150, seed, a=0.4, b=0.3), draws=1000, seed=seed)
        low, high = interval(found.draws, found.estimate)
        held += low <= 0.12 <= high
    assert held / 400 == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize("level", [0, 1, -0.1, 95])
def test_a_level_is_a_share(level):
    with pytest.raises(ValueError, match=f"a level lies between 0 and 1; {level} does not"):
        interval(np.arange(9.0), 3, level)


def test_other_kinds_of_interval_are_refused():
    with pytest.raises(ValueError, match="“percentile” or “bias-corrected”, not “bca”"):
        interval(np.arange(9.0), 3, kind="bca")


def test_without_a_single_draw_there_is_no_interval():
    with pytest.raises(ValueError, match="no resample has an indirect effect"):
        interval(np.full(3, math.nan), 1.0)
