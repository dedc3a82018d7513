"""Where a survey sits among the compatible ones, against regressions of standardised scores."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from microdrama.ecosystem import compatible, fit, mediation, position, scores
from surveys import answers, ids, ours, plain_scores

INDUSTRY = "industry_performance ~ policy_support + technological_maturity + market_competition"
ECONOMY = "economic_performance ~ technological_maturity * algorithmic_adaptability"
NARRATIVE = "symbolic_narrative ~ policy_support"
CULTURE = "cultural_influence ~ symbolic_narrative + policy_support"


def place(given: pd.DataFrame, industry: str = INDUSTRY) -> dict[str, float]:
    scored = scores(given)
    first, second = (fit(smf.ols, formula, scored) for formula in (NARRATIVE, CULTURE))
    return position(
        scored,
        fit(smf.ols, industry, scored),
        fit(smf.ols, ECONOMY, scored),
        mediation(first, second, draws=10),
    )


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return plain_scores(ours().answers)


@pytest.fixture(scope="module")
def seen() -> dict[str, float]:
    return place(ours().answers)


def test_the_place_of_the_survey_is_that_of_regressions_of_standardised_scores(seen, scored):
    z = (scored - scored.mean()) / scored.std()
    industry = smf.ols(
        "industry_performance ~ policy_support + technological_maturity + market_competition", z
    ).fit()
    assert seen["r2_industry"] == pytest.approx(industry.rsquared)
    assert seen["beta_competition"] == pytest.approx(industry.params["market_competition"])
    assert seen["beta_technology_industry"] == pytest.approx(
        industry.params["technological_maturity"]
    )
    plain = z.corr()
    for name, (one, other) in {
        "r_policy_industry": ("policy_support", "industry_performance"),
        "r_competition_industry": ("market_competition", "industry_performance"),
        "r_policy_competition": ("policy_support", "market_competition"),
        "r_policy_culture": ("policy_support", "cultural_influence"),
    }.items():
        assert seen[name] == pytest.approx(plain.loc[one, other])
    others = smf.ols("policy_support ~ technological_maturity + market_competition", z).fit()
    assert seen["vif_policy"] == pytest.approx(1 / (1 - others.rsquared))
    x, m = "technological_maturity", "algorithmic_adaptability"
    with_product = smf.ols(f"economic_performance ~ {x} * {m}", z).fit()
    without = smf.ols(f"economic_performance ~ {x} + {m}", z).fit()
    assert seen["interaction"] == pytest.approx(with_product.params[f"{x}:{m}"])
    assert seen["r2_economic"] == pytest.approx(with_product.rsquared)
    # Cohen and others (2003), 3.5: what the product adds, over what the others leave.
    added = (with_product.rsquared - without.rsquared) / (1 - without.rsquared)
    assert seen["partial_interaction"] == pytest.approx(added)
    first = smf.ols("symbolic_narrative ~ policy_support", z).fit().params["policy_support"]
    second = smf.ols("cultural_influence ~ symbolic_narrative + policy_support", z).fit().params
    indirect = first * second["symbolic_narrative"]
    assert seen["indirect"] == pytest.approx(indirect)
    assert seen["total_effect"] == pytest.approx(indirect + second["policy_support"])
    assert seen["share_mediated"] == pytest.approx(indirect / seen["total_effect"])
    p = smf.ols("cultural_influence ~ symbolic_narrative + policy_support", z).fit().pvalues
    assert p["policy_support"] == pytest.approx(0.110, abs=5e-4)
    assert seen["full_mediation"] == 1


def test_the_place_of_a_survey_with_gaps_is_that_of_the_respondents_without():
    # With one mediator the total effect in standard deviations is the plain correlation, of the
    # same respondents; with the spread of others it is neither.
    given = answers(60)
    given.iloc[:20, [given.columns.get_loc(item) for item in ids("symbolic_narrative")]] = math.nan
    given.iloc[:20, [given.columns.get_loc(item) for item in ids("policy_support")[:3]]] = 1
    seen = place(given)
    rows = plain_scores(given.iloc[20:])
    expected = rows["policy_support"].corr(rows["cultural_influence"])
    assert seen["total_effect"] == pytest.approx(expected)


def test_every_place_is_a_quantity_of_the_compatible_surveys(seen):
    assert set(seen) <= set(compatible.QUANTITIES)


def test_the_place_of_the_survey_lies_among_the_compatible_ones(seen):
    drawn = compatible.sample(20_000, "positive")
    for name in ("r2_industry", "r_policy_industry", "vif_policy", "indirect", "r2_economic"):
        low, high = np.quantile(drawn[name].dropna(), (0.0005, 0.9995))
        assert low <= seen[name] <= high, name


def test_what_answers_cannot_carry_has_no_place():
    given = answers(40).drop(columns=ids("policy_support"))
    seen = place(given)
    assert "indirect" not in seen
    assert "r2_industry" not in seen
    assert "interaction" in seen
    few = answers(3)
    assert place(few) == {}


def test_another_model_has_the_places_that_it_can_have():
    other = place(ours().answers, "industry_performance ~ policy_support + technological_maturity")
    assert "beta_technology_industry" in other
    assert "beta_competition" not in other
    culture = place(ours().answers, "cultural_influence ~ policy_support")
    assert "r2_industry" not in culture
