"""A hidden common cause in the diagram: what a reader draws, and what it does."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controls import all_settings_of
from helpers import vega_values
from microdrama.evidence.ledger import claim
from microdrama.exhibits import policy as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.policy.sensitivity import PRINTED
from microdrama.show.controls import Slider
from microdrama.show.explorer import Explorer


@lru_cache
def explorer() -> Explorer:
    """Return the explorer for t-values of nobody's surveys, and the 428 respondents."""
    return exhibits.hidden_cause(pd.Series({0.5: 8.0, 0.025: 3.5}), df=424)


def effect(**chosen):
    found = explorer().evaluate(chosen).set_index("arrow")
    assert sorted(found.index) == ["cause", "effect", "outcome"]
    return found.loc["effect"]


def test_the_texts_own_case_shows_what_is_printed_with_a_cause_of_no_strength():
    _, (words, own) = explorer().ways_back
    assert words == "The text’s own case"
    found = explorer().evaluate(own).set_index("arrow")
    printed = claim(PRINTED).interval.middle
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
        # It opens where there is something hidden to be seen.
        assert (slider.low, slider.default) == (0, 0.1)
        assert 0.5 < slider.high < 1
        assert slider.step == 0.01


def test_arrows_show_what_the_sliders_say_and_the_coefficient_that_is_left():
    found = explorer().evaluate({"r2_predictor": 0.2, "r2_outcome": 0.3}).set_index("arrow")
    assert found.loc["cause", "strength"] == 0.2
    assert found.loc["outcome", "strength"] == 0.3
    left = claim(PRINTED).interval.middle * (1 - (0.3 * 0.2 / 0.8 * 424) ** 0.5 / 8)
    assert found.loc["effect", "strength"] == pytest.approx(left)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "still above zero"),
        ({"r2_predictor": 0.3, "r2_outcome": 0.3}, "it may be zero"),
        ({"r2_predictor": 0.8, "r2_outcome": 0.8}, "the sign has turned"),
        ({"arrow_end": "way", "r2_predictor": 0.8, "r2_outcome": 0.8}, "needs no correction"),
    ],
)
def test_the_sentence_says_on_which_side_of_zero_the_interval_lies(chosen, words):
    row = effect(**chosen)
    if "needs" not in words:
        side = "above" if row["low"] > 0 else "below" if row["high"] < 0 else "open"
        assert row["case"] == side
    assert words in explorer().sentence(chosen)


@given(st.deferred(lambda: all_settings_of(explorer(), "r2_predictor", "r2_outcome")))
def test_what_lies_on_the_way_changes_nothing(chosen):
    chosen = {**chosen, "arrow_end": "way"}
    found = explorer().evaluate(chosen).set_index("arrow")
    assert found.loc["effect", "strength"] == claim(PRINTED).interval.middle
    assert found["turned"].to_dict() == {"effect": 0, "cause": 1, "outcome": 0}


def test_a_less_precise_survey_is_undone_by_a_weaker_cause():
    chosen = {"r2_predictor": 0.15, "r2_outcome": 0.15}
    assert effect(**chosen)["low"] > 0
    assert effect(**chosen, precision="weak")["low"] < 0


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"r2_predictor": 0.33, "r2_outcome": 0.21},
        {"r2_predictor": 0.9, "r2_outcome": 0.9, "precision": "weak"},
        {"r2_predictor": 0.4, "r2_outcome": 0.5, "arrow_end": "way"},
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


def test_the_chapter_offers_the_middle_survey_first_and_those_at_either_end():
    precision = chapter("policy")["hidden-cause"].controls[-1]
    assert precision.options == (
        ("middle", "the middle one"),
        ("weak", "one of the least precise"),
        ("strong", "one of the most precise"),
    )
    t_values = chapter("policy")["hidden-cause"].base.drop_duplicates("survey")["t"].to_list()
    assert t_values[1] < t_values[0] < t_values[2]
