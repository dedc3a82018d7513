"""Scenarios: what one standard deviation does, by hand for one survey and for many."""

from __future__ import annotations

import math
from functools import lru_cache

import altair as alt
import numpy as np
import pandas as pd
import pytest

from microdrama.formulas import atan2
from microdrama.policy import scenarios as room
from microdrama.policy.scenarios import CULTURE, DIRECTIONS, ECONOMY, INDUSTRY, QUANTILES

ONE = pd.DataFrame(
    [
        {
            "industry_policy": 0.4,
            "industry_competition": -0.3,
            "economy_algorithm": 0.2,
            "economy_interaction": 0.1,
            "a": 0.5,
            "b": 0.6,
            "direct": 0.25,
            "policy_technology": 9,
        }
    ]
)


@lru_cache
def many() -> dict[str, pd.DataFrame]:
    """Return coefficients of nobody's surveys: of either sign, and mostly of one."""
    rng = np.random.default_rng(428)
    shape = (400, len(ONE.columns))
    return {
        "any": pd.DataFrame(rng.normal(0.1, 0.4, shape), columns=ONE.columns),
        "weak": pd.DataFrame(rng.normal(0.3, 0.05, shape), columns=ONE.columns),
    }


# ---- what one standard deviation does ------------------------------------------------------


def test_effects_of_one_survey_are_those_worked_out_by_hand():
    found = {name: [float(c[0]) for c in pair] for name, pair in room.effects(ONE).items()}
    assert found == {
        # Less competition: the sign turns.
        INDUSTRY: [0.4, 0.3],
        ECONOMY: [0.2, 0.1],
        # Directly and by way of symbols: 0.25 + 0.5 · 0.6.
        CULTURE: [pytest.approx(0.55), 0.6],
    }


def test_the_model_itself_gives_the_same_changes():
    # The equations of the text, before and after: the difference is what one unit does.
    s = ONE.iloc[0]

    def culture(policy, more_depth):
        return s["direct"] * policy + s["b"] * (s["a"] * policy + more_depth)

    def economy(algorithm, technology):
        return s["economy_algorithm"] * algorithm + s["economy_interaction"] * (
            algorithm * technology
        )

    found = {name: [c[0] for c in pair] for name, pair in room.effects(ONE).items()}
    assert culture(1, 0) - culture(0, 0) == pytest.approx(found[CULTURE][0])
    assert culture(0, 1) - culture(0, 0) == pytest.approx(found[CULTURE][1])
    for technology in (-1, 0, 1):
        direct, more = found[ECONOMY]
        gain = economy(1, technology) - economy(0, technology)
        assert gain == pytest.approx(direct + more * technology)


def test_directions_cover_what_the_sliders_can_reach():
    found = room.changes({"any": ONE}).groupby("outcome")["direction"]
    assert found.min().to_dict() == {INDUSTRY: 0, ECONOMY: -DIRECTIONS, CULTURE: 0}
    assert set(found.max()) == {DIRECTIONS}
    assert found.nunique().to_dict() == {
        INDUSTRY: DIRECTIONS + 1,
        ECONOMY: 2 * DIRECTIONS + 1,
        CULTURE: DIRECTIONS + 1,
    }


def test_along_an_axis_the_quantiles_are_those_of_the_coefficients():
    found = room.changes(many()).set_index(["outcome", "prior", "direction"])
    for prior, frame in many().items():
        wanted = frame["industry_policy"].quantile(list(QUANTILES.values()))
        assert found.loc[(INDUSTRY, prior, 0), list(QUANTILES)].to_list() == pytest.approx(
            wanted.to_list()
        )
        wanted = frame["b"].quantile(list(QUANTILES.values()))
        row = found.loc[(CULTURE, prior, DIRECTIONS), list(QUANTILES)]
        assert row.to_list() == pytest.approx(wanted.to_list())


def test_the_angle_of_a_point_is_that_of_mathematics_on_numbers_and_on_symbols():
    assert atan2(1, 1) == pytest.approx(math.pi / 4)
    assert atan2(np.array([0.0, -0.0, -2]), np.array([0.0, 0.0, 0])) == pytest.approx(
        [0, 0, -math.pi / 2]
    )
    assert repr(atan2(alt.datum.y, 2)) == "atan2(datum.y,2)"
