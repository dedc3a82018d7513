"""Grades by stated rules: worked out by hand, against scipy, and against every corner."""

from __future__ import annotations

import itertools
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from advice import TABLES, assessed, criteria_of, invented
from microdrama.evidence.ledger import claims, short, texts
from microdrama.package import table
from microdrama.policy import grading as room
from microdrama.policy.grading import assessment
from microdrama.policy.grading import scores as scoring

RULES = ["evidence", "checked", "agreement", "uncontested", "tried"]


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


@lru_cache
def book() -> pd.DataFrame:
    return assessed()


@lru_cache
def bounds() -> pd.DataFrame:
    return room.rank_intervals(book(), 2_000)


# ---- five rules on invented texts ----------------------------------------------------------


def test_criteria_are_those_worked_out_by_hand(package):
    found = assessed().set_index("id")[RULES]
    # act: a finding lies two links beneath it; the statistic is three away, and the other
    # one only says how many answered. Two of three checks held. One of four other texts
    # agrees, and half of them would be full. One limit and one contradiction. Tried twice.
    assert found.loc["act"].to_list() == pytest.approx([0.8, 2 / 3, 0.5, 1 - 0.25 - 0.5, 1])
    # part: a case; nobody checked it. Its own ground is limited, its words contradicted.
    assert found.loc["part"].to_list() == pytest.approx([0.6, 0, 0, 0.25, 0])
    assert found.loc["alone"].to_list() == [0, 0, 0, 1, 0]
    # tacit: what it rests on limits something else and is not limited; its check is open.
    assert found.loc["tacit"].to_list() == [0.8, 0, 0, 1, 0]


def test_reasons_say_what_was_counted(package):
    found = assessed().set_index("id")
    assert found.loc["act", [f"why_{rule}" for rule in RULES]].to_list() == [
        "the firmest claim near beneath it is a finding",
        "2 of 3 claims put to a check were confirmed from outside",
        "supported by Beta 2021",
        "1 qualification and 1 contradiction",
        "2 dated events tried it",
    ]
    assert found.loc["alone", [f"why_{rule}" for rule in RULES]].to_list() == [
        "no claim lies near beneath it",
        "no claim beneath it was put to a check",
        "no other text supports it",
        "nothing is said against it",
        "never tried",
    ]
    assert (
        found.loc["tacit", "why_checked"]
        == "0 of 1 claim put to a check was confirmed from outside"
    )
    assert found["label"].to_list() == ["Act", "Part", "Alone", "Tacit (implied by us)"]
    assert found["grounded"].to_list() == [True, True, False, True]


@pytest.mark.parametrize(
    ("kind", "status", "why"),
    [
        # What survived is a meaning of a word, or is no matter of numbers.
        ("definition", "traced", "no claim beneath it was put to a check"),
        ("finding", "interpretive", "no claim beneath it was put to a check"),
        ("finding", "traced", "1 of 1 claim put to a check was confirmed from outside"),
        ("finding", "consistent", "0 of 1 claim put to a check was confirmed from outside"),
    ],
)
def test_a_word_and_a_reading_of_interviews_are_not_counted_as_checked(kind, status, why):
    beneath = pd.DataFrame({"kind": [kind], "status": [status], "confirmed": [status == "traced"]})
    assert assessment._checked(beneath)["why_checked"] == why


def test_half_of_the_other_texts_are_full_agreement_and_more_add_nothing(package):
    for n, text in enumerate(("gamma2022", "delta2023", "eta2024"), 2):
        package.add("claims", **{**TABLES["claims"][2], "id": f"{text}-too", "source": text})
        package.add(
            "links",
            **{
                "from": f"{text}-too",
                "to": "alpha2020-do",
                "relation": "supports",
                "note": "It does.",
            },
        )
        act = assessed().iloc[0]
        assert act["agreement"] == 1
        assert act["why_agreement"].count(" and ") == n - 1


def test_more_may_be_said_against_advice_than_takes_it_to_zero(package):
    for name in ("alpha2020-count", "beta2021-seen"):
        package.add(
            "links",
            **{"from": name, "to": "alpha2020-do", "relation": "contradicts", "note": "It does."},
        )
    act = assessed().iloc[0]
    assert act["uncontested"] == 0
    assert act["why_uncontested"] == "1 qualification and 3 contradictions"


def test_a_contradiction_counts_from_either_side_and_a_qualification_from_one(package):
    package.add(
        "links",
        **{
            "from": "beta2021-do",
            "to": "alpha2020-seen",
            "relation": "contradicts",
            "note": "It does.",
        },
    )
    package.add(
        "links",
        **{
            "from": "beta2021-do",
            "to": "alpha2020-count",
            "relation": "qualifies",
            "note": "It does.",
        },
    )
    assert assessed().set_index("id").loc["alone", "uncontested"] == 0.5


def test_scores_grades_and_ranks_are_those_worked_out_by_hand(package):
    found = room.graded(assessed())
    # Weights 4, 3, 2, 1 and 0, ten together.
    by_hand = {
        "act": ((4 * 0.8 + 3 * 2 / 3 + 2 * 0.5 + 0.25) / 10, "well grounded", 1),
        "tacit": ((4 * 0.8 + 1) / 10, "partly grounded", 2),
        "part": ((4 * 0.6 + 0.25) / 10, "thinly grounded", 3),
        "alone": (1 / 10, "rests on nothing printed", 4),
    }
    assert found["id"].to_list() == list(by_hand)
    for row in found.itertuples():
        assert (pytest.approx(row.score), row.grade, row.rank) == by_hand[row.id]


def test_equals_are_equal_and_a_border_is_above_itself_whatever_the_last_digit(monkeypatch):
    # In floating point these points come to 0.39999999999999997 of 1, and to 0.4.
    rules = room.rules().assign(weight=[3.0, 5.0, 1.0, 2.0, 1.0])
    monkeypatch.setattr(scoring, "rules", lambda: rules)
    points = [[0.6, 0.5, 0.5, 0, 0], [0.8, 0.2, 0.4, 0.5, 0]]
    assert points[0] @ rules["weight"].to_numpy() / 12 < 0.4
    found = room.graded(criteria_of(points))
    assert set(found["grade"]) == {"partly grounded"}
    assert set(found["rank"]) == {1}


SHARES = st.floats(0, 1)


@given(st.lists(st.lists(SHARES, min_size=5, max_size=5), min_size=1, max_size=9), st.booleans())
def test_nothing_is_well_grounded_without_a_check_that_held(points, grounded):
    found = room.graded(criteria_of(points, grounded))
    least = {words: value for value, words in room.GRADES}
    for row in found.itertuples():
        if not grounded:
            assert row.grade == room.NOTHING
            continue
        assert row.grade != "well grounded" or row.checked > 0
        assert row.score >= least[row.grade]
        better = [words for words, value in least.items() if value > least[row.grade]]
        open_to = [words for words in better if row.checked or words != "well grounded"]
        assert all(row.score < least[words] for words in open_to)


# ---- the book's own tables -----------------------------------------------------------------


def test_every_kind_of_claim_has_its_points_and_every_rule_a_reasonable_weight():
    assert {some.kind for some in claims().values()} <= set(table("strengths")["kind"])
    rules = room.rules()
    assert rules["id"].to_list() == RULES
    assert (rules["low"] <= rules["weight"]).all() and (rules["weight"] <= rules["high"]).all()
    assert rules["weight"].sum() > 0


def test_criteria_of_the_book_lie_between_zero_and_one_each_with_a_reason():
    found = book()
    assert len(found) == len(table("recommendations"))
    assert found[RULES].ge(0).all(axis=None) and found[RULES].le(1).all(axis=None)
    assert (found[[f"why_{rule}" for rule in RULES]] != "").all(axis=None)
    # What has points has a reason that is not “none”.
    none = {"evidence": "no claim", "agreement": "no other", "tried": "never"}
    for rule, words in none.items():
        assert ((found[rule] == 0) == found[f"why_{rule}"].str.startswith(words)).all()


def test_no_text_is_counted_as_agreeing_with_itself():
    for row in book().itertuples():
        assert short(row.text) not in row.why_agreement
        named = [short(key) for key in texts() if short(key) in row.why_agreement]
        assert row.agreement == min(1, len(named) / 2)


def test_every_rule_is_one_row_of_the_points_by_rule():
    graded = room.graded(book())
    found = room.points_by_rule(graded).set_index(["rule", "label"])
    assert len(found) == len(graded) * len(RULES)
    names = dict(zip(room.rules()["id"], room.rules()["label"], strict=True))
    for row in graded.itertuples():
        for rule, name in names.items():
            cell = found.loc[(name, row.label)]
            assert (cell["points"], cell["why"]) == (
                getattr(row, rule),
                getattr(row, f"why_{rule}"),
            )
            assert (cell["grade"], cell["score"]) == (row.grade, row.score)


# ---- ranks ---------------------------------------------------------------------------------


def test_equals_share_the_best_rank():
    points = np.array([[0.5, 0], [1, 0], [0.5, 0], [0, 1]])
    weights = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.5]])
    # Scores 0.5, 1, 0.5, 0; then 0, 0, 0, 1; then 0.5, 1, 0.5, 0.5.
    by_hand = [[2, 1, 2, 4], [2, 2, 2, 1], [2, 1, 2, 2]]
    assert room.ranks(points, weights).T.tolist() == by_hand


POINTS = arrays(
    float,
    st.tuples(st.integers(1, 9), st.just(3)),
    elements=st.sampled_from([0, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75, 0.8, 1]),
)


@given(POINTS, arrays(float, (3, 4), elements=st.integers(0, 5)))
def test_ranks_are_those_of_scipy(points, weights):
    # Exact: twentieths times whole weights.
    exact = np.rint(points * 20).astype(int) @ weights.astype(int)
    for found, scores in zip(room.ranks(points, weights).T, exact.T, strict=True):
        assert found.tolist() == rankdata(-scores, method="min").tolist()


@given(POINTS, arrays(float, (3, 2), elements=st.sampled_from([0, 0.5, 1, 2, 5])))
def test_what_is_always_above_is_above_at_every_corner(points, ends):
    low, high = ends.min(axis=1), ends.max(axis=1)
    corners = np.array(list(itertools.product(*zip(low, high, strict=True)))).T
    scores = points @ corners
    apart = (scores[:, None, :] - scores[None, :, :]).min(axis=2)
    assert (room.always_above(points, low, high) == (apart > 1e-9)).all()


def test_drawn_weights_lie_within_their_limits_and_are_the_same_for_the_same_seed():
    rules, drawn = room.rules(), room.weightings(5_000)
    assert drawn.shape == (len(rules), 5_000)
    assert (drawn >= rules["low"].to_numpy()[:, None]).all()
    assert (drawn <= rules["high"].to_numpy()[:, None]).all()
    middle = (rules["low"] + rules["high"]) / 2
    assert drawn.mean(axis=1) == pytest.approx(middle.to_numpy(), rel=0.03)
    assert (room.weightings(10, 3) == room.weightings(10, 3)).all()
    assert (room.weightings(10, 3) != room.weightings(10, 4)).any()


def test_the_ends_of_an_interval_enclose_each_other():
    found = bounds()
    order = ["best", "low", "middle", "high", "worst"]
    assert found["id"].to_list() == book()["id"].to_list()
    for one, other in itertools.pairwise(order):
        assert (found[one] <= found[other]).all()
    assert found["best"].min() == 1 and found["worst"].max() <= len(found)
    assert found["first"].between(0, 1).all()
    assert found["first"].sum() >= 1  # equals may both be first


def test_no_drawn_rank_leaves_the_bounds():
    found = bounds()
    drawn = room.ranks(book()[RULES].to_numpy(), room.weightings(3_000, seed=7))
    assert (drawn >= found["best"].to_numpy()[:, None]).all()
    assert (drawn <= found["worst"].to_numpy()[:, None]).all()


def test_quantiles_and_first_places_are_those_of_the_drawn_ranks():
    drawn = room.ranks(book()[RULES].to_numpy(), room.weightings(2_000))
    for row, ranks in zip(bounds().itertuples(), np.sort(drawn, axis=1), strict=True):
        # The smallest rank that at least so many of the draws do not pass.
        assert (row.low, row.middle, row.high) == (ranks[49], ranks[999], ranks[1949])
        assert row.first == (ranks == 1).mean()
