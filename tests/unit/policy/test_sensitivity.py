"""Sensitivity to an unobserved confounder: the published example, and made data."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from microdrama.policy import sensitivity as room

#: Exposure to violence and attitudes towards peace in Darfur, as Cinelli and Hazlett (2020)
#: print it: estimate, standard error, t-value, degrees of freedom.
ESTIMATE, ERROR, T, DF = 0.09732, 0.02326, 4.18445, 783


def corrected(estimate: float, t: float, df: float, r2_predictor: float, r2_outcome: float):
    """Return the coefficient and its standard error with the hidden cause held equal."""
    found = room.with_confounder(
        SimpleNamespace(arrow_end="cause", r2_predictor=r2_predictor, r2_outcome=r2_outcome),
        SimpleNamespace(estimate=estimate, t=t, df=df, arrow="effect"),
    )
    return float(found["left"]), float(found["high"] - found["left"]) / 1.959963984540054


# ---- the published example -----------------------------------------------------------------


def test_the_robustness_value_of_the_published_example():
    assert room.robustness_value(T, DF) == pytest.approx(0.13878, abs=5e-6)


def test_the_published_example_with_a_confounder_as_strong_as_the_sex_of_respondents():
    left, error = corrected(ESTIMATE, ESTIMATE / ERROR, DF, 0.00916, 0.12464)
    assert left == pytest.approx(0.07522, abs=2e-5)
    assert error == pytest.approx(0.02187, abs=1e-5)


# ---- the identity, on made data ------------------------------------------------------------


def partial_r2(y: np.ndarray, x: np.ndarray, others: np.ndarray) -> float:
    """Return the share of what the others leave of y that x explains."""
    without = sm.OLS(y, sm.add_constant(others)).fit()
    both = sm.OLS(y, sm.add_constant(np.column_stack([others, x]))).fit()
    return 1 - both.ssr / without.ssr


@pytest.mark.parametrize("seed", range(5))
def test_with_the_omitted_variable_known_the_corrected_coefficient_is_the_fitted_one(seed):
    rng = np.random.default_rng(seed)
    n = 60
    others = rng.normal(size=(n, 2))
    omitted = rng.normal(size=n)
    cause = 0.7 * omitted + others @ [0.5, -0.2] + rng.normal(size=n)
    outcome = 0.9 * cause + 0.6 * omitted + others @ [0.1, 0.3] + rng.normal(size=n)
    short = sm.OLS(outcome, sm.add_constant(np.column_stack([cause, others]))).fit()
    long = sm.OLS(outcome, sm.add_constant(np.column_stack([cause, others, omitted]))).fit()
    r2_predictor = partial_r2(cause, omitted, others)
    r2_outcome = partial_r2(outcome, omitted, np.column_stack([cause, others]))
    share = room.relative_bias(short.tvalues[1], short.df_resid, r2_predictor, r2_outcome)
    assert long.params[1] == pytest.approx(short.params[1] * (1 - share))
    left, error = corrected(
        short.params[1], short.tvalues[1], short.df_resid, r2_predictor, r2_outcome
    )
    assert (left, error) == (pytest.approx(long.params[1]), pytest.approx(long.bse[1]))


T_VALUES, DFS = st.floats(0.5, 40), st.integers(10, 5000)


@given(T_VALUES, DFS)
def test_a_cause_as_strong_as_the_robustness_value_leaves_nothing(t, df):
    value = room.robustness_value(t, df)
    assert 0 < value < 1
    assert room.relative_bias(t, df, value, value) == pytest.approx(1)


@given(T_VALUES, DFS, st.floats(0, 0.8), st.floats(0, 0.8))
def test_a_stronger_cause_takes_away_no_less(t, df, r2_predictor, r2_outcome):
    less = room.relative_bias(t, df, r2_predictor, r2_outcome)
    assert room.relative_bias(t, df, r2_predictor + 0.1, r2_outcome) >= less
    assert room.relative_bias(t, df, r2_predictor, r2_outcome + 0.1) >= less
    assert (
        room.relative_bias(t, df, 0, r2_outcome) == room.relative_bias(t, df, r2_predictor, 0) == 0
    )


def test_the_more_precise_the_survey_the_stronger_the_cause_has_to_be():
    values = [room.robustness_value(t, 424) for t in (2, 4, 8, 16)]
    assert values == sorted(values)
