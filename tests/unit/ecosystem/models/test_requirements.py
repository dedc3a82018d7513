"""What answers must have to carry a model, and what is said when they do not."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from microdrama.ecosystem import models
from microdrama.ecosystem.models import ModelError
from surveys import INDUSTRY, noisy

pytestmark = pytest.mark.slow


def refused(scores: pd.DataFrame, *wanted: str) -> str:
    with pytest.raises(ModelError) as error:
        models.regression(scores, "industry_performance", INDUSTRY)
    said = str(error.value)
    for words in wanted:
        assert words in said
    # A sentence for a student, not a name from the code.
    assert "_" not in said
    return said


def test_a_construct_that_nobody_answered_is_named(scored):
    assert refused(scored.drop(columns="policy_support")) == "nobody answered policy support"
    empty = scored.assign(policy_support=math.nan, market_competition=math.nan)
    assert refused(empty) == "nobody answered policy support and market competition"
    three = empty.assign(industry_performance=math.nan)
    assert refused(three).endswith("industry performance, policy support and market competition")


def test_the_same_score_for_everybody_is_named(scored):
    refused(scored.assign(market_competition=4.0), "the same score on market competition")


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_too_few_respondents_are_counted_and_the_least_is_said(scored, n):
    said = refused(scored.head(n).reindex(range(n)) if not n else scored.head(n))
    if n:
        assert f"only {n} respondent" in said
        assert "6 are the least" in said


def test_one_respondent_is_not_spoken_of_as_several(scored):
    assert "1 respondents" not in refused(scored.head(1))


def test_respondents_with_a_gap_count_for_no_model(scored):
    given = scored.head(20).copy()
    given.loc[given.index[5:], "policy_support"] = math.nan
    refused(given, "only 5 respondents")


def test_six_respondents_carry_three_predictors():
    assert models.regression(noisy(6).assign(z=[1, 3, 2, 5, 4, 1]), "y", ["x", "m", "z"]).n == 6


def test_perfectly_collinear_predictors_are_named(scored):
    copy = scored.assign(technological_maturity=6 - scored["policy_support"])
    said = refused(copy, "policy support", "technological maturity", "cannot be told apart")
    # Competition has nothing to do with it.
    assert "market competition" not in said
    total = scored["policy_support"] + scored["technological_maturity"]
    refused(scored.assign(market_competition=total / 2), "market competition", "say the same thing")


def test_nearly_collinear_predictors_are_fitted_and_their_inflation_is_large(scored):
    almost = scored["policy_support"] + 1e-2 * scored["cultural_influence"]
    fit = models.regression(
        scored.assign(technological_maturity=almost), "industry_performance", INDUSTRY
    )
    assert fit.terms["policy_support"].vif > 1000


def test_an_outcome_that_follows_from_the_predictors_is_said_and_not_tested(scored):
    # What is left over is the rounding of the computer; a p-value of it says nothing. Without a
    # word of its own, "technology goes with less, beta −0.00, p = 0.004" is printed.
    refused(
        scored.assign(industry_performance=scored["policy_support"]),
        "industry performance",
        "policy support",
    )
    mixed = (scored["policy_support"] + scored["technological_maturity"]) / 2
    refused(scored.assign(industry_performance=mixed), "industry performance")
