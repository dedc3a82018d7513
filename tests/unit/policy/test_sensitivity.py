"""A hidden common cause: the published example, made data, and the explorer."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from controls import all_settings_of
from helpers import vega_values
from microdrama.charts.policy import diagram
from microdrama.evidence.ledger import claim
from microdrama.policy import hidden as room
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer

TS = {"middle": ("the middle one", 8.0), "weak": ("one of the least precise", 3.5)}

#: Exposure to violence and attitudes towards peace in Darfur, as Cinelli and Hazlett (2020)
#: print it: estimate, standard error, t-value, degrees of freedom.
ESTIMATE, ERROR, T, FREEDOM = 0.09732, 0.02326, 4.18445, 783


@lru_cache
def explorer() -> Explorer:
    return room.hidden_cause(TS, diagram)


def corrected(estimate: float, t: float, freedom: float, with_cause: float, with_outcome: float):
    """Return the coefficient and its standard error with the hidden cause held equal."""
    found = room.with_hidden(
        SimpleNamespace(arrow_end="cause", with_cause=with_cause, with_outcome=with_outcome),
        SimpleNamespace(
            estimate=estimate, t=t, respondents=freedom + room.PREDICTORS + 1, arrow="effect"
        ),
    )
    return float(found["left"]), float(found["high"] - found["left"]) / 1.959963984540054


# ---- the published example -----------------------------------------------------------------


def test_the_robustness_value_of_the_published_example():
    assert room.robustness_value(T, FREEDOM) == pytest.approx(0.13878, abs=5e-6)


def test_the_published_example_with_a_confounder_as_strong_as_the_sex_of_respondents():
    left, error = corrected(ESTIMATE, ESTIMATE / ERROR, FREEDOM, 0.00916, 0.12464)
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
    chance = np.random.default_rng(seed)
    n = 60
    others = chance.normal(size=(n, 2))
    omitted = chance.normal(size=n)
    cause = 0.7 * omitted + others @ [0.5, -0.2] + chance.normal(size=n)
    outcome = 0.9 * cause + 0.6 * omitted + others @ [0.1, 0.3] + chance.normal(size=n)
    short = sm.OLS(outcome, sm.add_constant(np.column_stack([cause, others]))).fit()
    long = sm.OLS(outcome, sm.add_constant(np.column_stack([cause, others, omitted]))).fit()
    with_cause = partial_r2(cause, omitted, others)
    with_outcome = partial_r2(outcome, omitted, np.column_stack([cause, others]))
    share = room.bias(short.tvalues[1], short.df_resid, with_cause, with_outcome)
    assert long.params[1] == pytest.approx(short.params[1] * (1 - share))
    left, error = corrected(
        short.params[1], short.tvalues[1], short.df_resid, with_cause, with_outcome
    )
    assert (left, error) == (pytest.approx(long.params[1]), pytest.approx(long.bse[1]))


T_VALUES, FREEDOMS = st.floats(0.5, 40), st.integers(10, 5000)


@given(T_VALUES, FREEDOMS)
def test_a_cause_as_strong_as_the_robustness_value_leaves_nothing(t, freedom):
    value = room.robustness_value(t, freedom)
    assert 0 < value < 1
    assert room.bias(t, freedom, value, value) == pytest.approx(1)


@given(T_VALUES, FREEDOMS, st.floats(0, 0.8), st.floats(0, 0.8))
def test_a_stronger_cause_takes_away_no_less(t, freedom, with_cause, with_outcome):
    less = room.bias(t, freedom, with_cause, with_outcome)
    assert room.bias(t, freedom, with_cause + 0.1, with_outcome) >= less
    assert room.bias(t, freedom, with_cause, with_outcome + 0.1) >= less
    assert room.bias(t, freedom, 0, with_outcome) == room.bias(t, freedom, with_cause, 0) == 0


def test_the_more_precise_the_survey_the_stronger_the_cause_has_to_be():
    values = [room.robustness_value(t, 424) for t in (2, 4, 8, 16)]
    assert values == sorted(values)


# ---- the explorer --------------------------------------------------------------------------


def effect(**chosen):
    found = explorer().evaluate(chosen).set_index("arrow")
    assert sorted(found.index) == ["cause", "effect", "outcome"]
    return found.loc["effect"]


def test_the_default_shows_what_is_printed_with_a_cause_of_no_strength():
    found = explorer().evaluate().set_index("arrow")
    printed = claim(room.PRINTED).interval.middle
    assert found["strength"].to_dict() == {"effect": printed, "cause": 0, "outcome": 0}
    assert found["left"].eq(printed).all()
    assert found["turned"].eq(0).all()
    # One more predictor costs one degree of freedom of the 424.
    error = printed / 8.0 * (424 / 423) ** 0.5
    assert found.loc["effect", "high"] - printed == pytest.approx(1.959964 * error)


def test_no_slider_reaches_a_cause_that_explains_all():
    sliders = [c for c in explorer().controls if isinstance(c, Slider)]
    assert len(sliders) == 2
    for slider in sliders:
        assert (slider.low, slider.default) == (0, 0)
        assert 0.5 < slider.high < 1
        assert slider.step == 0.01


def test_arrows_show_what_the_sliders_say_and_the_coefficient_that_is_left():
    found = explorer().evaluate({"with_cause": 0.2, "with_outcome": 0.3}).set_index("arrow")
    assert found.loc["cause", "strength"] == 0.2
    assert found.loc["outcome", "strength"] == 0.3
    left = claim(room.PRINTED).interval.middle * (1 - (0.3 * 0.2 / 0.8 * 424) ** 0.5 / 8)
    assert found.loc["effect", "strength"] == pytest.approx(left)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "still above zero"),
        ({"with_cause": 0.3, "with_outcome": 0.3}, "it may be zero"),
        ({"with_cause": 0.8, "with_outcome": 0.8}, "the sign has turned"),
        ({"arrow_end": "way", "with_cause": 0.8, "with_outcome": 0.8}, "needs no correction"),
    ],
)
def test_the_sentence_says_on_which_side_of_zero_the_interval_lies(chosen, words):
    row = effect(**chosen)
    if "needs" not in words:
        side = "above" if row["low"] > 0 else "below" if row["high"] < 0 else "open"
        assert row["case"] == side
    assert words in explorer().sentence(chosen)


@given(st.deferred(lambda: all_settings_of(explorer(), "with_cause", "with_outcome")))
def test_what_lies_on_the_way_changes_nothing(chosen):
    chosen = {**chosen, "arrow_end": "way"}
    found = explorer().evaluate(chosen).set_index("arrow")
    assert found.loc["effect", "strength"] == claim(room.PRINTED).interval.middle
    assert found["turned"].to_dict() == {"effect": 0, "cause": 1, "outcome": 0}


def test_a_less_precise_survey_is_undone_by_a_weaker_cause():
    chosen = {"with_cause": 0.15, "with_outcome": 0.15}
    assert effect(**chosen)["low"] > 0
    assert effect(**chosen, precision="weak")["low"] < 0


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"with_cause": 0.33, "with_outcome": 0.21},
        {"with_cause": 0.9, "with_outcome": 0.9, "precision": "weak"},
        {"with_cause": 0.4, "with_outcome": 0.5, "arrow_end": "way"},
    ],
)
def test_the_page_computes_the_same(chosen):
    columns = ["arrow", "left", "low", "high", "strength", "turned", "case"]
    page = vega_values(
        explorer().base.to_dict("records"),
        explorer().transforms(),
        columns,
        {**explorer().defaults, **chosen},
    )
    live = explorer().evaluate(chosen)[columns].to_dict("records")
    assert len(page) == len(live)
    for here, there in zip(live, page, strict=True):
        assert here == pytest.approx(there)
