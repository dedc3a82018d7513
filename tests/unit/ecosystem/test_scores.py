"""From answers to scores: every expected value by hand or by plain Python."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama.ecosystem.scores import by_construct, reverse_scored, scores
from surveys import ITEMS, answers, ids, ours, plain_scores, questionnaire

NOBODY = math.nan

#: Answers to some of the items, each from 1 to 5 or missing.
some_answers = st.lists(st.sampled_from(ITEMS), min_size=1, max_size=6, unique=True).flatmap(
    lambda columns: st.lists(
        st.lists(
            st.sampled_from([NOBODY, 1, 2, 3, 4, 5]),
            min_size=len(columns),
            max_size=len(columns),
        ),
        min_size=1,
        max_size=4,
    ).map(lambda rows: pd.DataFrame(rows, columns=columns, dtype="float32"))
)


# ---- reverse-coded items -------------------------------------------------------------------


def test_a_reverse_coded_item_is_turned_round_on_the_scale():
    # PS4 is put the other way round: who fully agrees with it sees the least support.
    given = pd.DataFrame({"PS1": [1, 2, 3, 4, 5, NOBODY], "PS4": [1, 2, 3, 4, 5, NOBODY]})
    found = reverse_scored(given)
    assert found["PS4"].to_list()[:5] == [5, 4, 3, 2, 1]
    assert found["PS1"].to_list()[:5] == [1, 2, 3, 4, 5]
    assert found.iloc[5].isna().all()


def test_the_answers_themselves_stay_as_they_were_given():
    given = answers(20)
    before = given.copy()
    reverse_scored(given)
    scores(given)
    assert given.equals(before)


@given(some_answers)
@settings(max_examples=40)
def test_an_answer_turned_twice_is_the_answer(given):
    assert reverse_scored(reverse_scored(given)).equals(given)


# ---- averages ------------------------------------------------------------------------------


def test_a_score_is_the_mean_of_its_items_the_reversed_ones_turned():
    # (5 + 4 + 4 + (6 − 2)) / 4 = 4.25
    given = pd.DataFrame({"PS1": [5.0], "PS2": [4.0], "PS3": [4.0], "PS4": [2.0]})
    assert scores(given).to_dict("records") == [{"policy_support": 4.25}]


@pytest.mark.parametrize(
    ("cells", "score"),
    [
        ([5, 4, 3, 4], (5 + 4 + 3 + 2) / 4),
        ([5, 4, NOBODY, 1], (5 + 4 + 5) / 3),
        # Half of the items is enough, one of four is not.
        ([5, 4, NOBODY, NOBODY], 4.5),
        ([NOBODY, NOBODY, NOBODY, 2], None),
        ([5, NOBODY, NOBODY, NOBODY], None),
        ([NOBODY] * 4, None),
    ],
)
def test_who_answered_half_of_the_items_has_a_score(cells, score):
    # The second respondent answered everything, so that no item is one that nobody answered.
    given = pd.DataFrame([cells, [1, 1, 1, 1]], columns=ids("policy_support"))
    found = scores(given)["policy_support"]
    assert found[1] == (1 + 1 + 1 + 5) / 4
    assert pd.isna(found[0]) if score is None else found[0] == pytest.approx(score, rel=1e-6)


def test_a_construct_without_a_column_has_no_score_and_the_others_keep_their_order():
    given = answers(5)[ids("cultural_influence", "policy_support", "market_competition")]
    assert list(scores(given)) == ["policy_support", "market_competition", "cultural_influence"]
    assert list(by_construct(given)) == list(scores(given))


def test_one_item_of_a_construct_can_stand_for_it():
    given = pd.DataFrame({"PS1": [1.0, 5.0]})
    assert scores(given)["policy_support"].to_list() == [1, 5]


def test_columns_that_nobody_filled_in_count_no_more_than_columns_that_are_not_there():
    # Otherwise one answered item of four would be too few for every respondent, and the survey
    # would be said to have no answer about policy although everybody gave one.
    lone = pd.DataFrame({"PS1": [1.0, 5.0, 4.0]})
    empty = lone.assign(PS2=NOBODY, PS3=NOBODY, PS4=NOBODY)
    assert scores(empty).equals(scores(lone))
    assert list(by_construct(empty)["policy_support"]) == ["PS1"]


def test_a_construct_that_nobody_answered_keeps_its_place_without_scores():
    given = answers(5).assign(**dict.fromkeys(ids("policy_support"), NOBODY))
    found = scores(given)
    assert list(found) == list(questionnaire())
    assert found["policy_support"].isna().all()
    assert found.drop(columns="policy_support").notna().all(axis=None)
    assert list(by_construct(given)["policy_support"]) == ids("policy_support")


def test_scores_are_labelled_as_the_respondents_and_exact_enough_for_a_million_of_them():
    found = scores(ours().answers)
    assert found.index.equals(ours().answers.index)
    assert (found.dtypes == np.float64).all()


def test_scores_of_the_rebuilt_survey_are_the_plain_means_of_the_turned_items():
    pd.testing.assert_frame_equal(scores(ours().answers), plain_scores(ours().answers))


@given(some_answers)
@settings(max_examples=40)
def test_every_score_is_what_plain_python_averages(given):
    found = scores(given)
    for construct, items in questionnaire().items():
        here = [(item, reverse) for item, reverse in items if item in given]
        answered = [(item, reverse) for item, reverse in here if given[item].notna().any()]
        if not here:
            assert construct not in found
            continue
        for row, cells in given.iterrows():
            said = [
                6 - cells[item] if reverse else cells[item]
                for item, reverse in answered
                if not math.isnan(cells[item])
            ]
            score = found.loc[row, construct]
            if said and len(said) >= len(answered) / 2:
                assert score == pytest.approx(sum(said) / len(said), rel=1e-6)
                assert 1 <= score <= 5
            else:
                assert math.isnan(score)


@given(st.permutations(ITEMS))
@settings(max_examples=10)
def test_the_order_of_the_columns_makes_no_difference(order):
    given = answers(4)
    assert scores(given[list(order)]).equals(scores(given))
