"""Formulas on the page: what statsmodels gives, or one sentence why the answers cannot carry it."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.formula.api as smf

from microdrama.ecosystem import (
    NotComputable,
    fit,
    mediation,
    one_component,
    path_model,
    predictors_by_outcome,
    scores,
)
from microdrama.ecosystem.fitting import as_moderation, as_regression, constructs_in, equations
from surveys import answers, copied, ids, plain_scores

CULTURE = "cultural_influence ~ symbolic_narrative + policy_support"
NARRATIVE = "symbolic_narrative ~ policy_support"


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        (CULTURE, ["cultural_influence", "symbolic_narrative", "policy_support"]),
        ("policy_support~market_competition", ["policy_support", "market_competition"]),
        ("policy_support ~ np.log(market_competition)", ["policy_support", "market_competition"]),
        ("policy_support ~ 1", ["policy_support"]),
    ],
)
def test_the_constructs_of_a_formula_are_found_the_outcome_first(formula, names):
    assert constructs_in(formula) == names


def test_a_fit_is_that_of_the_estimator():
    scored = scores(answers())
    for estimator in (smf.ols, smf.rlm):
        expected = estimator(CULTURE, scored).fit()
        assert fit(estimator, CULTURE, scored).params.to_dict() == expected.params.to_dict()


def test_a_formula_may_use_what_the_cell_has():
    def squared(column):
        return column**2

    scored = scores(answers())
    found = fit(smf.ols, "policy_support ~ squared(market_competition)", scored)
    expected = smf.ols(
        "policy_support ~ square", scored.assign(square=scored["market_competition"] ** 2)
    ).fit()
    assert found.params.iloc[1] == pytest.approx(expected.params["square"])
    logged = fit(smf.ols, "policy_support ~ np.log(market_competition)", scored)
    assert logged.model.exog[:, 1] == pytest.approx(np.log(scored["market_competition"]))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (
            lambda: answers(40).drop(columns=ids("policy_support")),
            "nobody answered policy support.",
        ),
        (
            lambda: answers(3),
            "only 3 respondents answered symbolic narrative and policy support; 4",
        ),
        (
            lambda: answers(20).assign(**dict.fromkeys(ids("policy_support"), 3.0)),
            "every respondent has the same score on policy support.",
        ),
    ],
)
def test_what_answers_cannot_carry_comes_back_with_the_reason(given, reason):
    found = fit(smf.ols, NARRATIVE, scores(given()))
    assert isinstance(found, NotComputable)
    assert found.reason.startswith(reason)
    assert found.outcome == "symbolic_narrative"


def test_a_reason_may_show_only_once_a_fit_is_read():
    scored = scores(copied(answers(60), "technological_maturity", "algorithmic_adaptability"))
    model = fit(
        smf.ols, "economic_performance ~ technological_maturity + algorithmic_adaptability", scored
    )
    found = as_regression(model)
    assert isinstance(found, NotComputable)
    assert "say the same thing" in found.reason
    assert found.outcome == "economic_performance"
    assert as_regression(found) is found


def test_a_moderation_needs_one_product():
    scored = scores(answers())
    found = as_moderation(fit(smf.ols, CULTURE, scored))
    assert isinstance(found, NotComputable)
    assert found.reason == "a moderation has one product of predictors, and this 0."


def test_a_mediation_is_that_of_two_fits():
    scored = plain_scores(answers())
    first, second = fit(smf.ols, NARRATIVE, scored), fit(smf.ols, CULTURE, scored)
    found = mediation(first, second, draws=200)
    assert found.a == pytest.approx(first.params["policy_support"])
    assert found.b == pytest.approx(second.params["symbolic_narrative"])
    assert found.direct == pytest.approx(second.params["policy_support"])
    assert found.draws == 200


def test_a_mediation_without_a_construct_has_the_reason_of_the_whole():
    scored = scores(answers(40).drop(columns=ids("policy_support", "symbolic_narrative")))
    found = mediation(fit(smf.ols, NARRATIVE, scored), fit(smf.ols, CULTURE, scored))
    assert isinstance(found, NotComputable)
    assert found.reason == "nobody answered policy support and symbolic narrative."


def test_two_models_that_make_no_mediation_are_refused():
    scored = scores(answers())
    other = fit(smf.ols, "cultural_influence ~ market_competition", scored)
    with pytest.raises(ValueError, match="do not make a mediation"):
        mediation(fit(smf.ols, NARRATIVE, scored), other)


def test_a_path_model_is_written_one_line_an_outcome():
    written = """
        industry_performance ~ policy_support + technological_maturity
        economic_performance ~ technological_maturity * algorithmic_adaptability

        """
    assert equations(written) == {
        "industry_performance": ["policy_support", "technological_maturity"],
        "economic_performance": [
            "technological_maturity",
            "algorithmic_adaptability",
            "technological_maturity:algorithmic_adaptability",
        ],
    }
    with pytest.raises(ValueError, match="is no equation"):
        equations("industry_performance = policy_support")


def test_the_table_of_models_can_be_written_as_a_path_model():
    lines = [f"{y} ~ {' + '.join(xs)}" for y, xs in predictors_by_outcome().items()]
    assert equations("\n".join(lines)) == predictors_by_outcome()


def test_paths_that_cannot_be_fitted_come_back_with_the_reason():
    scored = scores(answers(40).drop(columns=ids("policy_support")))
    found = path_model(NARRATIVE, scored)
    assert isinstance(found, NotComputable)
    assert found.reason == "nobody answered policy support."
    circular = path_model(f"{NARRATIVE}\npolicy_support ~ symbolic_narrative", scores(answers()))
    assert circular.reason == "its outcomes explain one another."


def test_one_component_needs_three_respondents():
    found = one_component(answers(2))
    assert isinstance(found, NotComputable)
    assert found.reason.startswith("only 2 respondents answered every item")
    assert one_component(answers()) == pytest.approx(0.15, abs=0.005)
