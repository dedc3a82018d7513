"""What the text prints, held to analyses: recomputed by other libraries, and made to fail."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import pingouin as pg
import pytest
import statsmodels.formula.api as smf

from microdrama.ecosystem.analysis import analyse
from microdrama.ecosystem.targets import agreement
from microdrama.evidence.intervals import read as interval
from microdrama.evidence.ledger import claim
from microdrama.package import table
from surveys import (
    answers,
    ids,
    ours,
    ours_analysed,
    plain_scores,
    survey,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scored() -> pd.DataFrame:
    return plain_scores(ours().answers)


# ---- agreement, recomputed -----------------------------------------------------------------

EDUCATED = ("bachelor", "master", "doctorate")


def fitted(scored: pd.DataFrame, outcome: str, *predictors: str):
    """Return statsmodels' regression of standardised scores."""
    z = (scored - scored.mean()) / scored.std()
    return smf.ols(f"{outcome} ~ {' + '.join(predictors)}", z).fit()


def industry(scored: pd.DataFrame):
    return fitted(
        scored,
        "industry_performance",
        "policy_support",
        "technological_maturity",
        "market_competition",
    )


def economy(scored: pd.DataFrame):
    predictors = ("technological_maturity", "algorithmic_adaptability")
    return fitted(scored, "economic_performance", *predictors)


def moderation(scored: pd.DataFrame):
    product = "technological_maturity * algorithmic_adaptability"
    return smf.ols(f"economic_performance ~ {product}", scored).fit()


def lower_end(scored: pd.DataFrame) -> float:
    names = ("policy_support", "symbolic_narrative", "cultural_influence")
    rows = pg.mediation_analysis(scored, *names, n_boot=1000, seed=1).set_index("path")
    return float(rows.loc["Indirect", "CI2.5"])


BOTH = "technological_maturity:algorithmic_adaptability"

#: Every statistic of the targets, by pandas, statsmodels and pingouin; from scores and people.
RECOMPUTED: Mapping[str, Callable[[pd.DataFrame, pd.DataFrame], float]] = {
    "n": lambda scored, people: len(scored),
    "people.bachelor_or_more": lambda scored, people: (
        100 * people["education"].isin(EDUCATED).mean()
    ),
    "people.master_or_more": lambda scored, people: (
        100 * people["education"].isin(EDUCATED[1:]).mean()
    ),
    "people.from_25_to_40": lambda scored, people: 100 * (people["age"] == "25-40").mean(),
    "constructs.policy_support.mean": lambda scored, people: scored["policy_support"].mean(),
    "constructs.market_competition.mean": lambda scored, people: scored[
        "market_competition"
    ].mean(),
    "constructs.symbolic_narrative.mean": lambda scored, people: scored[
        "symbolic_narrative"
    ].mean(),
    "constructs.technological_maturity.mean": lambda scored, people: scored[
        "technological_maturity"
    ].mean(),
    "regression.industry_performance.policy_support.beta": lambda scored, people: industry(
        scored
    ).params["policy_support"],
    "regression.industry_performance.policy_support.p": lambda scored, people: industry(
        scored
    ).pvalues["policy_support"],
    "regression.industry_performance.market_competition.beta": lambda scored, people: industry(
        scored
    ).params["market_competition"],
    "regression.industry_performance.market_competition.p": lambda scored, people: industry(
        scored
    ).pvalues["market_competition"],
    "regression.economic_performance.technological_maturity.beta": lambda scored, people: economy(
        scored
    ).params["technological_maturity"],
    "regression.economic_performance.technological_maturity.p": lambda scored, people: economy(
        scored
    ).pvalues["technological_maturity"],
    "moderation.interaction": lambda scored, people: moderation(scored).params[BOTH],
    "moderation.p": lambda scored, people: moderation(scored).pvalues[BOTH],
    "mediation.ci_low": lambda scored, people: lower_end(scored),
    "regression.innovation_performance.cross_boundary_integration.beta": lambda scored, people: (
        scored["cross_boundary_integration"].corr(scored["innovation_performance"])
    ),
    "regression.innovation_performance.cross_boundary_integration.p": lambda scored, people: (
        (pg.corr(scored["cross_boundary_integration"], scored["innovation_performance"]))
        .iloc[0]
        .filter(regex="^p")
        .iloc[0]
    ),
}

#: What the text prints or says, by hand: at least and at most; ends that count as outside are
#: moved in by nothing, since no statistic here is a round number.
PRINTED = {
    "respondents": (428, 428),
    "bachelor": (90, 100),
    "master": (46, 100),
    "age": (50, 100),
    "policy-mean": (4.115, 4.125),
    "competition-mean": (4.375, 4.385),
    "narrative-mean": (4.015, 4.025),
    "technology-high": (3.5, 5),
    "competition-higher": (1, 4.38),
    "policy-beta": (0.375, 0.385),
    "policy-p": (0, 0.001),
    "competition-beta": (-math.inf, 0),
    "competition-p": (0, 0.01),
    "technology-positive": (0, math.inf),
    "technology-significant": (0, 0.05),
    "interaction-positive": (0, math.inf),
    "interaction-significant": (0, 0.05),
    "indirect-significant": (0, math.inf),
    "innovation-positive": (0, math.inf),
    "innovation-significant": (0, 0.05),
}


def test_every_target_is_known_to_these_tests():
    rows = table("targets")
    assert set(rows["id"]) == set(PRINTED)
    assert set(rows["statistic"]) == set(RECOMPUTED)


@pytest.mark.parametrize("target", PRINTED)
def test_other_libraries_agree_that_it_agrees(scored, target):
    rows = table("targets").set_index("id")
    low, high = PRINTED[target]
    found = RECOMPUTED[rows.loc[target, "statistic"]](scored, ours().people)
    assert low <= found <= high


def test_competition_scores_higher_than_policy_and_technology(scored):
    # "market competition pressure scores even higher", after policy support and technology.
    means = scored.mean()
    assert means["market_competition"] > means["policy_support"]
    assert means["market_competition"] > means["technological_maturity"]


def test_the_book_says_yes_to_every_target_with_the_same_numbers(scored):
    held = agreement(ours_analysed())
    assert held["agrees"].all()
    assert len(held) == len(PRINTED)
    for row in held.to_dict("records"):
        if row["statistic"] != "mediation.ci_low":  # drawn
            theirs = RECOMPUTED[row["statistic"]](scored, ours().people)
            assert row["obtained"] == pytest.approx(theirs, rel=1e-6), row["statistic"]


def test_the_means_are_printed_as_they_are_in_the_text(scored):
    for construct, printed in {
        "policy_support": "4.12",
        "market_competition": "4.38",
        "symbolic_narrative": "4.02",
    }.items():
        assert f"{scored[construct].mean():.2f}" == printed
    assert f"{industry(scored).params['policy_support']:.2f}" == "0.38"


def test_agreement_without_a_report_is_that_of_the_reconstructed_survey():
    alone, given = agreement(), agreement(ours_analysed())
    drawn = given["statistic"] == "mediation.ci_low"  # by fewer draws here
    assert alone[~drawn].equals(given[~drawn])
    assert alone["agrees"].all()


# ---- agreement that fails ------------------------------------------------------------------


def holding(**cells) -> pd.DataFrame:
    """Return the agreement of a report of which some parts are changed."""
    return agreement(replace(ours_analysed(), **cells)).set_index("statistic")


def test_a_mean_outside_its_printed_rounding_does_not_agree():
    described = ours_analysed().constructs.copy()
    described.loc["policy_support", "mean"] = 4.126
    held = holding(constructs=described)
    assert not held.loc["constructs.policy_support.mean", "agrees"]
    assert held["agrees"].sum() == len(held) - 1


@pytest.mark.parametrize(
    ("share", "value"), [("bachelor_or_more", 90), ("master_or_more", 46), ("from_25_to_40", 50)]
)
def test_half_is_not_more_than_half(share, value):
    # Ten of a class's twenty are no majority, and nine of ten are not more than 90%.
    for obtained, agrees in ((value, False), (value + 0.1, True), (value - 0.1, False)):
        held = holding(people={**ours_analysed().people, share: float(obtained)})
        assert held.loc[f"people.{share}", "agrees"] == agrees


def test_what_could_not_be_computed_does_not_agree():
    held = holding(mediation=None, moderation=None, regressions={})
    lost = held["obtained"].isna()
    assert lost.sum() == 11
    assert not held.loc[lost, "agrees"].any()
    assert held.loc[~lost, "agrees"].all()


def test_a_survey_of_one_construct_can_be_held_to_the_text():
    found = analyse(survey(answers(10)[ids("policy_support")]), 10)
    held = agreement(found).set_index("statistic")
    assert not held.loc["n", "agrees"]
    assert held.loc["n", "obtained"] == 10


# ---- targets -------------------------------------------------------------------------------

#: Numbers of the fourth section that no target names, and why they are met all the same.
ELSEWHERE = {
    # The number of questionnaires is that of the sample, printed once more.
    "wang2026-sample-n-valid": "wang2026-sample-n",
    # "between 25 and 40" is one share with two ends.
    "wang2026-age-upper": "wang2026-age",
}


def test_every_number_of_the_results_is_a_target():
    claims = table("claims")
    results = claims[(claims["source"] == "wang2026") & claims["section"].str.match(r"4[ .]")]
    numbers = set(results.loc[results["value"] != "", "id"])
    assert len(numbers) == 12
    assert numbers - set(table("targets")["claim"]) == set(ELSEWHERE)
    for name, target in ELSEWHERE.items():
        assert target in set(table("targets")["claim"])
        assert claim(name).value == ("40" if "age" in name else claim(target).value)


def test_a_printed_target_takes_its_number_from_the_ledger_and_a_read_one_says_how_it_is_read():
    for row in table("targets").to_dict("records"):
        if row["basis"] == "printed":
            assert not row["value"]
            assert claim(row["claim"]).value
        else:
            assert row["statement"].endswith(".")
            assert row["comparator"] in ("<", ">")
            value = row["value"]
            assert interval(value) if value[0].isdigit() else claim(value)


def test_a_positive_and_significant_effect_is_asked_for_wherever_the_text_says_significant():
    wanted = {row["claim"] for row in table("targets").to_dict("records")}
    for finding in (
        "technology-effect",
        "technology-moderation",
        "sns-mediation",
        "integration-innovation",
    ):
        assert f"wang2026-{finding}" in wanted
