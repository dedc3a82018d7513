"""The chapter on advice: what it says in words follows the tables."""

from __future__ import annotations

import pandas as pd
import pytest

from advice import assessed, criteria_of, invented
from microdrama.evidence.ledger import claims
from microdrama.exhibits import policy as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.policy import grading, grounds, recommendations
from microdrama.show import values


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


def ranks(*worst: int, first: tuple[float, ...] = ()) -> pd.DataFrame:
    """Return rank intervals of nobody's advice."""
    names = [f"n{place}" for place in range(len(worst))]
    shares = [*first, *[0.0] * (len(worst) - len(first))]
    frame = pd.DataFrame({"label": names, "whose": "Alpha", "worst": worst, "first": shares})
    return frame.assign(best=1, low=1, middle=range(1, len(worst) + 1), high=worst)


# ---- invented advice -----------------------------------------------------------------------


def test_findings_count_what_was_checked_and_what_rests_on_nothing(package, monkeypatch):
    monkeypatch.setattr("microdrama.policy.sensitivity.PRINTED", "alpha2020-count")
    robustness = pd.Series({0.5: 0.36, 0.025: 0.184, 0.975: 0.61})
    found = exhibits.findings(assessed(), ranks(7, 2, 3), robustness).findings
    assert [sentence for sentence, _ in found] == [
        # Of act, part, alone and tacit: act has two checks that held, alone has no claim.
        "Of 4 pieces of advice 1 rests on a claim that something outside its text confirms; 1 rest "
        "on nothing that is printed.",
        "Under every reasonable weighting of the rules “n1” stays among the first 2.",
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


@pytest.mark.parametrize(
    ("points", "title"),
    [
        (
            [[1.0, 1, 1, 1, 1], [0.0, 0, 0, 0, 0]],
            "1 of 2 pieces of advice is well grounded; 0 rest on nothing printed",
        ),
        ([[1.0, 1, 1, 1, 1]] * 2, "2 of 2 pieces of advice are well grounded; 0 rest on nothing"),
        ([[1.0, 0, 1, 1, 1]], "None of 1 pieces of advice is well grounded; 0 rest on nothing"),
    ],
)
def test_the_title_of_the_grades_counts_one_none_and_many(package, points, title):
    graded = grading.graded(criteria_of(points))
    assert exhibits.grades(graded).title.startswith(title)


@pytest.mark.parametrize(
    ("worst", "first", "title"),
    [
        ((3, 10, 11), (0.9, 0.1), "2 pieces of advice come first under some weighting; 2 stay"),
        ((4, 11, 12), (1.0,), "1 pieces of advice come first under some weighting; 1 stays"),
    ],
)
def test_the_title_of_the_ranks_counts_who_comes_first_and_who_stays(worst, first, title):
    figure = exhibits.ranks(ranks(*worst, first=first))
    assert figure.title == f"{title} among the first ten under all"


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
