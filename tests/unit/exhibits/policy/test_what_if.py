"""Scenarios as a reader moves them: one answer an outcome, the same on both faces."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls import all_settings_of
from helpers import vega_values
from microdrama.exhibits import policy as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.policy import scenarios as room
from microdrama.policy.scenarios import CULTURE, DIRECTIONS, ECONOMY, INDUSTRY, QUANTILES
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer

pytestmark = pytest.mark.slow

COEFFICIENTS = [
    "industry_policy",
    "industry_competition",
    "economy_algorithm",
    "economy_interaction",
    "a",
    "b",
    "direct",
]


@lru_cache
def many() -> dict[str, pd.DataFrame]:
    """Return coefficients of nobody's surveys: of either sign, and mostly of one."""
    rng = np.random.default_rng(428)
    shape = (400, len(COEFFICIENTS))
    return {
        "uniform": pd.DataFrame(rng.normal(0.1, 0.4, shape), columns=COEFFICIENTS),
        "weak": pd.DataFrame(rng.normal(0.3, 0.05, shape), columns=COEFFICIENTS),
    }


@lru_cache
def explorer() -> Explorer:
    return exhibits.what_if(room.changes(many()))


#: Controls beside the two choices, with their ranges.
MOVES = {
    "policy": (0, 2),
    "competition": (0, 2),
    "training": (0, 2),
    "technology": (-1, 1),
    "depth": (0, 2),
}
SCENARIOS = st.deferred(lambda: all_settings_of(explorer(), *MOVES, "correlations"))


def causes_moved(chosen) -> dict[str, tuple[float, float]]:
    training = chosen["training"]
    return {
        INDUSTRY: (chosen["policy"], chosen["competition"]),
        ECONOMY: (training, training * chosen["technology"]),
        CULTURE: (chosen["policy"], chosen["depth"]),
    }


#: Nothing is moved.
STILL = dict.fromkeys(("policy", "competition", "training", "technology", "depth"), 0)


# ---- intervals ---------------------------------------------------------------------------


@given(SCENARIOS)
def test_an_interval_is_that_of_all_surveys_moved_one_by_one(chosen):
    found = explorer().evaluate(chosen).set_index("outcome")
    for outcome, (x, y) in causes_moved(chosen).items():
        p, q = room.effects(many()[chosen["correlations"]])[outcome]
        wanted = np.quantile(x * p + y * q, list(QUANTILES.values()))
        # Half a step off, no survey's change is further off than this, and so no quantile is.
        off = math.hypot(x, y) * 2 * math.sin(math.pi / 8 / DIRECTIONS) * np.hypot(p, q).max()
        row = found.loc[outcome, ["low", "value", "high"]].to_list()
        assert row == pytest.approx(wanted.tolist(), abs=off + 1e-12)


def test_a_typical_scenario_is_within_a_hundredth_of_the_exact_answer():
    chosen = {"policy": 1.0, "competition": 0.7, "training": 0.9, "technology": -0.4, "depth": 0.3}
    found = explorer().evaluate(chosen).set_index("outcome")
    for outcome, (x, y) in causes_moved(chosen).items():
        p, q = room.effects(many()["uniform"])[outcome]
        wanted = np.quantile(x * p + y * q, list(QUANTILES.values()))
        row = found.loc[outcome, ["low", "value", "high"]].to_list()
        assert row == pytest.approx(wanted.tolist(), abs=0.01 * (wanted[2] - wanted[0]))


# ---- one answer an outcome -----------------------------------------------------------------


def outcomes(chosen) -> list[str]:
    return sorted(explorer().evaluate(chosen)["outcome"])


EACH_ONCE = sorted([INDUSTRY, ECONOMY, CULTURE])


@given(SCENARIOS)
def test_exactly_one_row_an_outcome_answers_any_scenario(chosen):
    assert outcomes(chosen) == EACH_ONCE


@pytest.mark.parametrize("length", [0.1, 0.3, 1, 1.7, 2])
def test_exactly_one_row_answers_between_two_directions_too(length):
    for step in range(DIRECTIONS):
        angle = (step + 0.5) / DIRECTIONS * math.pi / 2
        x, y = length * math.cos(angle), length * math.sin(angle)
        chosen = {"policy": x, "competition": y, "depth": y, "training": x}
        assert outcomes(chosen) == EACH_ONCE
        if step < DIRECTIONS / 2:
            for sign in (1, -1):
                assert outcomes({"training": x, "technology": sign * y / x}) == EACH_ONCE


@given(st.integers(0, DIRECTIONS), st.integers(1, 200).map(lambda n: n / 100))
def test_a_scenario_in_one_of_the_directions_is_answered_by_its_row(direction, length):
    angle = direction / DIRECTIONS * math.pi / 2
    x, y = length * math.cos(angle), length * math.sin(angle)
    found = explorer().evaluate({"policy": x, "competition": y, "depth": y}).set_index("outcome")
    assert found.loc[INDUSTRY, "direction"] == found.loc[CULTURE, "direction"] == direction


# ---- the explorer --------------------------------------------------------------------------


def test_sliders_start_at_nothing_and_go_as_far_as_the_directions_do():
    sliders = {c.name: c for c in explorer().controls if isinstance(c, Slider)}
    assert {name: (s.low, s.high) for name, s in sliders.items()} == MOVES
    assert {s.step for s in sliders.values()} == {0.1}
    assert {name for name, s in sliders.items() if s.default} == {"policy"}


def test_it_opens_with_one_standard_deviation_more_support_where_most_is_open():
    found = explorer().evaluate().set_index("outcome")
    moved = explorer().evaluate({**STILL, "policy": 1}).set_index("outcome")
    assert found["value"].equals(moved["value"])
    assert (found.loc[ECONOMY, ["low", "value", "high"]] == 0).all()
    of_the_book = chapter("policy")["what-if"].evaluate().set_index("outcome")
    spread = of_the_book["high"] - of_the_book["low"]
    assert spread.idxmax() == CULTURE == explorer().defaults["focus"]
    assert explorer().sentence().startswith(f"{CULTURE} goes with a change of ")
    # The text has no scenario of its own.
    assert [words for words, _ in explorer().ways_back] == ["Start again"]


def test_where_nothing_is_moved_nothing_moves():
    found = explorer().evaluate(STILL)
    assert (found[["low", "value", "high"]] == 0).all(axis=None)
    assert set(found["mark"]) == {"assumed"}
    assert sorted(found["outcome"]) == EACH_ONCE
    assert explorer().sentence({**STILL, "focus": INDUSTRY}) == (
        f"{INDUSTRY} does not move: nothing that acts on it in the model is moved."
    )


def test_what_no_moved_cause_acts_on_stays():
    found = explorer().evaluate({**STILL, "depth": 1}).set_index("outcome")
    assert found.loc[[INDUSTRY, ECONOMY], ["low", "high"]].eq(0).all(axis=None)
    assert found.loc[CULTURE, "value"] != 0
    assert found["mark"].to_dict() == {
        INDUSTRY: "assumed",
        ECONOMY: "assumed",
        CULTURE: "reconstructed",
    }
    # Technology by itself is only the level at which training acts.
    assert (explorer().evaluate({**STILL, "technology": 1})["value"] == 0).all()


@given(SCENARIOS.map(lambda chosen: {**chosen, "technology": chosen["technology"] / 2}))
def test_twice_as_much_of_everything_is_twice_the_change(chosen):
    half = {
        name: value if name in ("technology", "correlations") else value / 2
        for name, value in chosen.items()
    }
    one, other = explorer().evaluate(half), explorer().evaluate(chosen)
    assert other["direction"].to_list() == one["direction"].to_list()
    for column in ("low", "value", "high"):
        assert other[column].to_numpy() == pytest.approx(2 * one[column].to_numpy())


def test_where_the_surveys_agree_on_the_sign_it_is_settled():
    for correlations, settled in (("weak", True), ("uniform", False)):
        chosen = {"policy": 1.0, "correlations": correlations}
        assert ("settled" not in explorer().sentence(chosen)) == settled


@given(st.deferred(lambda: all_settings_of(explorer())))
def test_the_sentence_is_of_the_outcome_asked_for_and_says_if_its_sign_is_open(chosen):
    focus = chosen["focus"]
    said = explorer().sentence(chosen)
    row = explorer().evaluate(chosen).set_index("outcome").loc[focus]
    assert said.startswith(focus)
    assert row["low"] <= row["value"] <= row["high"]
    if causes_moved(chosen)[focus] == (0, 0):
        assert "does not move" in said
    else:
        assert ("not even its direction is settled" in said) == (row["low"] <= 0 <= row["high"])


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"policy": 1.0, "focus": CULTURE},
        {"policy": 0.3, "competition": 1.9, "depth": 0.7, "correlations": "weak"},
        {"training": 1.4, "technology": -1.0, "focus": ECONOMY},
    ],
)
def test_the_page_computes_the_same_changes(chosen):
    live = explorer().evaluate(chosen)
    columns = ["outcome", "low", "value", "high", "mark", "speaks", "case"]
    page = vega_values(
        explorer().base.to_dict("records"),
        explorer().transforms(),
        columns,
        {**explorer().defaults, **chosen},
    )
    assert len(page) == len(live) == 3
    for here, there in zip(live.to_dict("records"), page, strict=True):
        assert {name: here[name] for name in columns} == pytest.approx(there)


def test_the_smallest_move_is_one():
    # Its square is zero in floating point.
    tiny = explorer().evaluate({**STILL, "training": 9.85783967050704e-210}).set_index("outcome")
    assert tiny.loc[ECONOMY, "case"] == "open"
    assert tiny.loc[[INDUSTRY, CULTURE], "case"].eq("still").all()
