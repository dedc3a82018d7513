"""The chapter on advice: what it says in words follows the tables."""

from __future__ import annotations

import pandas as pd
import pytest

from advice import graded, invented
from microdrama.evidence.ledger import claims
from microdrama.exhibits import policy as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.policy import grounds, recommendations
from microdrama.show import values


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


# ---- invented advice -----------------------------------------------------------------------


def test_findings_count_what_was_checked_and_what_rests_on_nothing(package, monkeypatch):
    monkeypatch.setattr("microdrama.policy.sensitivity.PRINTED", "alpha2020-count")
    robustness = pd.Series({0.5: 0.36, 0.025: 0.184, 0.975: 0.61})
    found = exhibits.findings(graded(), recommendations.conflicts(), robustness).findings
    assert [sentence for sentence, _ in found] == [
        # Of act, part, alone and tacit: act has two checks that held, alone has no claim.
        "Of 4 pieces of advice 1 rests on a claim that something outside its text confirms; 1 "
        "rests on nothing that is printed.",
        "2 pieces of advice cannot be followed in full together with others, “Act” and “Tacit "
        "(implied by us)” with 1 other each.",
        "More policy support goes with better performance in the survey. A hidden common cause "
        "would have to explain 18% to 61% of both to undo that, and no number in the text rules "
        "one out.",
    ]


def test_the_table_says_what_is_implied_and_whose_actor_is_our_reading(package):
    package.change("recommendations", 2, addressed="true")
    frame = exhibits.advice(recommendations.recommendations()).frame.set_index("Advice")
    assert frame["How"].to_dict() == {
        "Act": "printed",
        "Part": "printed",
        "Alone": "printed",
        "Tacit": "implied, by our reading",
    }
    assert frame.loc["Act", "Who would act"] == "Makers"
    assert frame.loc["Tacit", "Who would act"] == "Makers (our reading)"
    assert frame.loc["Act", "The problem it answers"].claims == {
        "alpha2020-why": "What alpha2020-why says."
    }
    assert frame.loc["Tacit", ["Printed as", "The problem it answers"]].to_list() == ["–", "–"]


def test_the_tables_of_trials_conflicts_and_gaps_name_both_sides(package):
    trials = exhibits.trials(recommendations.trials()).frame
    assert trials[["When", "Event", "Advice", "Text"]].to_numpy().tolist() == [
        ["2019-01", "The rule of 2019", "Act", "Alpha 2020"],
        ["2021-01", "The rule of 2021", "Act", "Alpha 2020"],
    ]
    (conflict,) = exhibits.conflicts(recommendations.conflicts()).frame.to_dict("records")
    assert (conflict["Advice"], conflict["Other advice"]) == (
        "Act, Alpha 2020",
        "Tacit (implied by us), Gamma 2022",
    )
    assert conflict["Claims"].claims == {"alpha2020-do": "the one", "gamma2022-doubt": "the other"}
    gap = {"text": "beta2021", "problem": "beta2021-seen", "note": "Nobody is asked."}
    (row,) = exhibits.gaps(pd.DataFrame([gap])).frame.to_dict("records")
    assert (row["Text"], row["What is missing"]) == ("Beta 2021", "Nobody is asked.")
    assert row["Problem"].claims == {"beta2021-seen": "What beta2021-seen says."}


def test_the_picture_of_what_advice_rests_on_counts_what_has_no_evidence(package):
    figure = exhibits.resting(graded())
    # Tacit is backed by an assertion, alone by nothing, act by numbers that passed.
    assert figure.title == (
        "2 of 4 pieces of advice have no number, interview or case beneath them; 1 rest in part on "
        "a number that passed a check"
    )
    table = figure.table.set_index("Advice")
    assert table.loc["Act", "Numbers that passed a check"] == 2
    assert table.loc["Act", "Assertions"] == 2
    assert table.loc["Alone", "At its firmest"] == "rests on nothing printed"


def test_the_picture_of_conflicts_names_whoever_meets_most(package):
    package.add(
        "conflicts",
        one="alone",
        other="tacit",
        about="words",
        note="Nor these.",
        claim_one="beta2021-do",
        claim_other="gamma2022-doubt",
    )
    figure = exhibits.conflicting(recommendations.conflicts())
    assert figure.title == (
        "“Tacit (implied by us)” meet most opposition; 2 of 2 conflicts are between two texts"
    )
    assert figure.table[["Advice", "Other advice"]].to_numpy().tolist() == [
        ["Tacit (implied by us)", "Act"],
        ["Tacit (implied by us)", "Alone"],
    ]


def test_actors_stand_in_the_order_of_what_is_asked_and_equals_by_name():
    counts = pd.DataFrame(
        {
            "who": ["Users", "Makers", "Cities", "Makers"],
            "how": ["Words", "Words", "Rules", "Rules"],
            "count": [2, 3, 2, 1],
            "labels": "Which",
        }
    )
    figure = exhibits.actors(counts)
    assert figure.title == "Most is asked of makers (4) and cities (2); users are asked least"
    spec = figure.draw(680).to_dict()["layer"][0]["encoding"]
    assert spec["y"]["sort"] == ["Makers", "Cities", "Users"]
    assert spec["x"]["sort"] == ["Words", "Rules"]


def test_the_scorecard_has_the_checked_claims_beneath_most_advice_first(package):
    package.add(
        "grounds",
        recommendation="tacit",
        claim="alpha2020-count",
        basis="our reading",
        note="It says so too.",
    )
    shown = exhibits.scorecard(grounds.beneath(grounds.argument())).frame
    # Count lies beneath two pieces of advice, each of the others beneath one.
    assert shown["claim"].iloc[0] == "alpha2020-count"
    assert set(shown["claim"]) == {
        "alpha2020-count",
        "alpha2020-sample",
        "alpha2020-seen",
        "gamma2022-doubt",
    }


# ---- the book ------------------------------------------------------------------------------


def test_numbers_in_prose_count_the_rows_of_the_tables():
    results = chapter("policy").results
    rows = results["advice"].to_dict("records")
    assert values.evaluated("len(advice)", results) == str(len(rows))
    for content, counted in {
        'advice["implied"].sum():d': [row for row in rows if row["claim"] == ""],
        'advice["addressed"].sum():d': [row for row in rows if row["addressed"]],
        '(advice["problem"] == "").sum():d': [row for row in rows if not row["problem"]],
    }.items():
        assert values.evaluated(content, results) == str(len(counted))


def test_the_more_precise_the_survey_the_stronger_the_hidden_cause_has_to_be():
    results = chapter("policy").results
    weak, middle, strong = (results["robustness"][q] for q in (0.025, 0.5, 0.975))
    assert 0 < weak < middle < strong < 1
    assert results["df"] == 428 - 3 - 1


def test_the_scorecard_of_the_book_holds_checked_claims_only():
    card = chapter("policy")["Verdicts of the claims on which most advice rests"]
    assert len(card.frame) == 12
    assert set(card.frame["claim"]) <= set(claims())
    assert "not checked" not in set(card.frame["status"])
