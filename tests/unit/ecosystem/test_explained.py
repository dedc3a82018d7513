"""The least that a model explains: by hand, and held to regressions on drawn data."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from microdrama.ecosystem import least_explained
from microdrama.exhibits import registry
from microdrama.show.blocks import Glance


def test_the_bound_of_the_printed_coefficient_is_worked_out_by_hand():
    # Table of t, two-sided 0.001: 3.315 with 426 degrees of freedom; 3.315² / (3.315² + 426).
    assert least_explained(0.001, 428) == pytest.approx(3.315**2 / (3.315**2 + 426), rel=1e-3)
    assert least_explained(0.001, 428) == pytest.approx(0.0251, abs=5e-5)
    # With 0.05 instead, t is 1.966: under one per cent.
    assert least_explained(0.05, 428) == pytest.approx(1.966**2 / (1.966**2 + 426), rel=1e-3)
    # More predictors only raise it.
    assert least_explained(0.001, 428, 3) > least_explained(0.001, 428)


@given(st.integers(0, 10_000), st.floats(-0.5, 0.5), st.floats(-0.9, 0.9))
def test_no_regression_explains_less(seed, effect, overlap):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((60, 3))
    x[:, 1] += overlap * x[:, 0]
    y = effect * x[:, 0] + rng.standard_normal(60)
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    for p in fit.pvalues[1:]:
        assert fit.rsquared >= least_explained(p, 60, 3) * (1 - 1e-9)
        assert fit.rsquared >= least_explained(p, 60) * (1 - 1e-9)


def test_the_bound_is_reached_where_the_others_explain_nothing():
    # One cause alone: R² is its squared correlation, whose p-value gives the bound back.
    rng = np.random.default_rng(428)
    x, y = rng.standard_normal((2, 40))
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    assert fit.rsquared == pytest.approx(least_explained(fit.pvalues[1], 40))


def test_the_chapter_leads_with_the_bound_that_needs_no_data():
    [glance] = registry.chapter("ecosystem").of_kind(Glance)
    assert "explains at least 2.5% of the differences" in glance.findings[1][0]
    assert "11%" not in glance.findings[1][0]


def test_the_limit_of_coefficients_moves_the_upper_end_of_what_is_drawn():
    most = registry.chapter("methods").results["most"]
    assert most[0.25] < most[0.5] < most[1.0]
    assert most[0.25] < 70
    assert most[1.0] > 90
