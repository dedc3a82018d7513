"""Sentences beside the tables of the survey: they say what was found, and no more."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from microdrama.ecosystem import describe, scores
from microdrama.ecosystem.histograms import score_histograms
from microdrama.ecosystem.models import Mediation, Moderation, Paths, Regression, Term
from microdrama.exhibits.ecosystem.questions import questions
from microdrama.exhibits.ecosystem.sentences import (
    agreed,
    as_described,
    checks,
    correlated,
    effects,
    fitted,
    marked,
    mediated,
    moderated,
    one_component,
    region,
    reliable,
    spread,
)
from microdrama.package import table
from surveys import ITEMS, answers, ids, ours


def test_every_part_that_can_fail_has_a_question_for_the_reader():
    assert set(table("models")["name"]) | {"paths", "one-factor"} == set(questions())
    assert questions()["economy"] == "What goes with economic performance"
    assert questions()["technology-algorithm"] == (
        "Does technology pay more where adaptability is high"
    )
    assert questions()["policy-culture"] == "Does policy reach culture by way of symbols"


def leaning(low: float | None, high: float | None, slope: float = 0.2) -> Moderation:
    """Return a slope of 0.2·(level − 2) with a standard error of 0.1, for very many respondents.

    It differs from zero where it is 1.96 standard errors away: below 1.02 and above 2.98.
    """
    return Moderation(
        n=10**6,
        focal="technological_maturity",
        moderator="algorithmic_adaptability",
        outcome="economic_performance",
        interaction=0.2,
        interaction_se=0.0,
        interaction_p=0.0004,
        beta=0.1,
        slope=slope,
        slope_se=0.1,
        other=0.0,
        other_se=0.1,
        covariance=0.0,
        mean=3.0,
        sd=1.0,
        r2=0.1,
        df=10**6,
        jn_low=low,
        jn_high=high,
    )


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (
            1.02,
            2.98,
            "Up to the Johnson–Neyman level of 1.02 points the slope is below zero, up to that "
            "of 2.98 it may be zero; from there on it is above zero.",
        ),
        # Nobody can have 0.97 or 6.10 on a scale from 1 to 5.
        (
            0.97,
            2.98,
            "Up to the Johnson–Neyman level of 2.98 points the slope may be zero; from there on "
            "it is above zero.",
        ),
        (
            2.98,
            6.1,
            "Up to the Johnson–Neyman level of 2.98 points the slope may be zero; from there on "
            "it is above zero.",
        ),
    ],
)
def test_the_levels_where_a_slope_differs_from_zero_are_said_with_what_it_is_beyond(
    low, high, said
):
    assert region(leaning(low, high)) == said


@pytest.mark.parametrize(
    ("slope", "state"), [(1.5, "is above zero"), (-1.5, "is below zero"), (0.0, "may be zero")]
)
def test_a_slope_without_a_level_on_the_scale_is_the_same_on_all_of_it(slope, state):
    found = leaning(None, None, slope)
    assert region(found) == (
        f"On the whole scale the slope {state}; it has no Johnson–Neyman level between 1 and 5."
    )
    assert "is above zero" in region(leaning(-3.0, 9.0, 1.5))


def test_a_moderation_is_said_in_words():
    assert moderated(leaning(1.02, 2.98)) == (
        "The slope grows by 0.20 for each point of algorithmic adaptability (p < 0.001). "
        + region(leaning(1.02, 2.98))
    )
    assert as_described(leaning(1.02, 2.98)) == "This is the shape that the text describes."
    falling = replace(leaning(1.02, 2.98), interaction=-0.2)
    chance = replace(leaning(1.02, 2.98), interaction_p=0.2)
    for other in (falling, chance):
        assert as_described(other) == "The text describes a slope that grows."


def regression(*ways: tuple[str, float, float], scatter: float = 0.5, bell: float = 0.5):
    """Return a regression of industry performance with a beta and a p-value for each cause."""
    blank = Term(beta=0, b=0, se=0, t=0, p=0, ci_low=0, ci_high=0, robust_se=0, robust_p=0, vif=1)
    terms = {name: replace(blank, beta=beta, p=p) for name, beta, p in ways}
    return Regression("industry_performance", 100, 0.184, 0.17, terms, scatter, bell)


P, T, C = "policy_support", "technological_maturity", "market_competition"


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        (
            [(P, 0.4, 0.001), (T, 0.1, 0.04), (C, -0.2, 0.01)],
            "Together these explain 18% of the differences in industry performance. Others held "
            "equal, policy support and technological maturity go with more of it and market "
            "competition goes with less of it.",
        ),
        (
            [(P, 0.4, 0.001), (T, 0.1, 0.06), (C, -0.2, 0.01)],
            "Together these explain 18% of the differences in industry performance. Others held "
            "equal, policy support goes with more of it, market competition goes with less of it "
            "and no effect of technological maturity can be told from none.",
        ),
        (
            [(P, 0.4, 0.05), (C, -0.2, 0.9)],
            "Together these explain 18% of the differences in industry performance. Others held "
            "equal, no effect of policy support and market competition can be told from none.",
        ),
        (
            [(P, -0.4, 0.01)],
            "Policy support explains 18% of the differences in industry performance; it goes "
            "with less of it.",
        ),
        (
            [(P, 0.4, 0.3)],
            "Policy support explains 18% of the differences in industry performance; its effect "
            "cannot be told from none.",
        ),
    ],
)
def test_the_effects_of_a_regression_are_said_in_words(ways, said):
    assert effects(regression(*ways)) == said


@pytest.mark.parametrize(
    ("scatter", "bell", "said"),
    [
        (
            0.079,
            0.5,
            "Nothing speaks against errors that scatter evenly (Breusch–Pagan, p = 0.079) and "
            "follow the bell curve (Jarque–Bera, p = 0.500).",
        ),
        (
            0.0004,
            0.5,
            "Errors scatter unevenly (Breusch–Pagan, p < 0.001), so the robust ones are to be "
            "read; nothing speaks against a bell curve of errors (Jarque–Bera, p = 0.500).",
        ),
        (
            0.079,
            0.009,
            "Nothing speaks against errors that scatter evenly (Breusch–Pagan, p = 0.079); "
            "errors do not follow the bell curve (Jarque–Bera, p = 0.009), which matters more "
            "the fewer the respondents.",
        ),
        (
            math.nan,
            0.5,
            "Nothing speaks against errors that scatter evenly (Breusch–Pagan, no p-value) and "
            "follow the bell curve (Jarque–Bera, p = 0.500).",
        ),
    ],
)
def test_both_checks_of_the_errors_are_said(scatter, bell, said):
    assert checks(regression((P, 0.4, 0.01), scatter=scatter, bell=bell)) == said


def mediation(low: float, high: float, direct: float, direct_p: float) -> Mediation:
    return Mediation(
        n=100,
        predictor="policy_support",
        mediator="symbolic_narrative",
        outcome="cultural_influence",
        a=0.4,
        b=0.5,
        direct=direct,
        total=0.2 + direct,
        indirect=0.2,
        a_se=0.1,
        a_p=0.01,
        b_se=0.1,
        b_p=0.01,
        direct_se=0.1,
        direct_p=direct_p,
        total_se=0.1,
        total_p=0.01,
        ci_low=low,
        ci_high=high,
        corrected_low=low,
        corrected_high=high,
        draws=5000,
        seed=1,
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            mediation(0.1, 0.3, 0.1, 0.05),
            "that is not zero. What goes directly cannot be told from zero (p = 0.050).",
        ),
        (
            mediation(0.1, 0.3, 0.1, 0.0001),
            "that is not zero. What goes directly is not zero either (p < 0.001).",
        ),
        (
            mediation(0.1, 0.3, -0.1, 0.02),
            "that is not zero. What goes directly has the other "
            "sign (p = 0.020): the two ways work against each other.",
        ),
        (mediation(-0.1, 0.3, 0.1, 0.02), "that may be zero."),
        (mediation(0.1, 0.3, 0.1, math.nan), "that is not zero."),
    ],
)
def test_of_the_direct_part_is_said_what_can_be_told(found, said):
    start = f"By way of symbols: 0.200, between {found.ci_low:.3f} and 0.300 in 5,000 draws; "
    assert mediated(found) == start + said


def paths(*ps: float, fit_p: float = 0.4) -> Paths:
    causes = [
        "policy_support",
        "technological_maturity",
        "market_competition",
        "symbolic_narrative",
        "cross_boundary_integration",
    ]
    rows = pd.DataFrame(
        {
            "outcome": "industry_performance",
            "predictor": causes[: len(ps)],
            "estimate": 0.1,
            "beta": 0.1,
            "se": 0.1,
            "z": 1.0,
            "p": ps,
        }
    )
    fit = {"chi2": 35.26, "dof": 30.0, "p": fit_p, "cfi": 0.985, "tli": 0.98, "rmsea": 0.02}
    return Paths(100, rows, fit)


def test_paths_that_may_be_zero_are_named_and_the_fit_is_said():
    fit = "CFI 0.985, TLI 0.980, RMSEA 0.020."
    assert fitted(paths(0.01, 0.2)) == (
        "1 of 2 paths differ from zero; technological maturity to industry performance may be "
        "zero. Nothing speaks against leaving other paths out (chi-square 35.3 with 30 degrees of "
        f"freedom, p = 0.400). {fit}"
    )
    assert fitted(paths(0.01, 0.04, fit_p=0.0002)) == (
        "2 of 2 paths differ from zero. The paths that were left out are missed (chi-square 35.3 "
        f"with 30 degrees of freedom, p < 0.001). {fit}"
    )
    assert "1 of 5 paths differ from zero; the others may be zero. " in fitted(
        paths(0.01, 0.2, 0.2, 0.2, 0.2)
    )


def test_more_than_half_in_one_component_is_a_warning():
    assert one_component(0.15) == "One component explains 15% of all answers, less than half."
    assert one_component(0.58) == (
        "One component explains 58% of all answers, more than half: how the questions were asked "
        "may explain the answers as well as what was asked."
    )


def test_a_readers_survey_gets_no_verdict_on_the_text():
    held = pd.DataFrame({"agrees": [True] * 13 + [False] * 7})
    assert agreed(held, "class.csv", reconstructed=False) == (
        "class.csv agrees with 13 of 20 things the text says of its own. Other people were asked, "
        "so this is no verdict on the text.",
        "",
    )
    sentence, status = agreed(held.assign(agrees=True), "the survey", reconstructed=True)
    assert sentence.startswith("A survey can be made that agrees with 20 of 20 things")
    assert status == "consistent"
    assert agreed(held, "the survey", reconstructed=True)[1] == "inconsistent"


def distribution(given: pd.DataFrame) -> tuple[str, str]:
    return spread(score_histograms(scores(given)))


def test_the_chart_of_scores_says_what_it_shows():
    title, alt = distribution(answers())
    # Of 428, by hand: those who answer 5 to all four items on competition.
    top = (ours().answers[ids(C)] == 5).all(axis="columns").mean()
    assert title == (
        f"Market competition has the highest mean; {top:.0%} of its scores stand at the very top "
        "of the scale"
    )
    assert alt.endswith(
        "Means run from 3.60, that of cross-boundary integration, to 4.38, that of market "
        "competition."
    )


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_answers_that_are_all_three_crowd_nowhere():
    title, alt = distribution(answers(20).assign(**dict.fromkeys(ITEMS, 3.0)))
    assert title == "The mean of every construct that was answered is 3.00"
    assert "right of" not in alt
    assert alt.endswith("The mean of every construct that was answered is 3.00.")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_constructs_that_share_the_highest_mean_are_all_named():
    same = dict.fromkeys(ids("policy_support", "market_competition"), 5.0) | {"PS4": 1.0}
    title, alt = distribution(answers(20).assign(**same))
    assert title == "Policy support and market competition share the highest mean"
    assert alt.endswith("to 5.00, that of policy support and market competition.")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_without_an_answer_there_is_a_title_too():
    given = answers(5).assign(**dict.fromkeys(ITEMS, math.nan))
    title, alt = distribution(given)
    assert title == "Nobody has a score"
    assert alt.endswith("There is no mean, because nobody answered.")
    assert reliable(describe(given)) == "Neither can be computed from these answers."


def test_reliability_is_said_with_its_range():
    described = pd.DataFrame({"alpha": [0.812, math.nan, 0.874], "omega": [0.8, 0.9, math.nan]})
    assert reliable(described) == (
        "Here alpha runs from 0.81 to 0.87 and omega runs from 0.80 to 0.90."
    )


def test_the_closest_pair_is_named_and_what_chance_could_make():
    rows = pd.DataFrame(
        {
            "Construct": ["1 Policy support", "2 Symbolic narrative strategy", "3 Competition"],
            "1": [None, 0.4, 0.1],
            "2": [None, None, -0.45],
        }
    )
    # Any table of critical values of r: 0.632 for 10 respondents, two-sided at 5%.
    assert correlated(rows, 10) == (
        "Symbolic narrative strategy and competition go together most closely (-0.45). With 10 "
        "respondents a correlation must be 0.63 or more away from zero to be told from chance."
    )
    assert correlated(rows, 2) == (
        "Symbolic narrative strategy and competition go together most closely (-0.45)."
    )
    nothing = rows.assign(**{"1": None, "2": None})
    assert correlated(nothing, 10).startswith("No two constructs were answered")


def test_a_number_in_the_chapter_bears_the_mark_of_its_kind():
    said = one_component(0.154, marked("reconstructed", "Made up."))
    assert re.sub("<[^>]+>", "", said) == (
        "One component explains 15%◌ (reconstructed) of all answers, less than half."
    )
    negative = correlated(
        pd.DataFrame({"Construct": ["1 A", "2 B"], "1": [None, -0.4]}), 2, marked("assumed")
    )
    assert ">\N{MINUS SIGN}0.40<" in negative
