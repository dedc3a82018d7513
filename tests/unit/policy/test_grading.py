"""What advice rests on: by hand on invented advice, and in the tables of the book."""

from __future__ import annotations

import pandas as pd
import pytest

from advice import graded, invented
from microdrama.evidence.checks import STATUSES
from microdrama.policy import grading, grounds, recommendations


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


def test_claims_beneath_are_counted_by_what_they_offer(package):
    found = graded().set_index("id")
    kinds = [kind for kind in grading.GRADES if kind != "nothing"]
    # Beneath act lie two numbers that passed, and two assertions, one of which a check faults.
    assert {name: {k: n for k, n in row.items() if n} for name, row in found[kinds].iterrows()} == {
        "act": {"passed": 2, "assertion": 2},
        "part": {"case": 1},
        "tacit": {"assertion": 1},
        "alone": {},
    }
    assert found["claims"].to_dict() == {"act": 4, "part": 1, "tacit": 1, "alone": 0}


def test_advice_stands_in_the_order_of_its_firmest_evidence(package):
    found = graded()
    assert found["id"].to_list() == ["act", "part", "tacit", "alone"]
    assert found["firmest"].to_list() == ["passed", "case", "assertion", "nothing"]
    assert found["grade"].to_list() == [
        "backed by a number that passed a check",
        "backed by cases",
        "backed by assertions alone",
        grading.NOTHING,
    ]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("consistent", "passed"),
        ("traced", "passed"),
        ("recomputed", "passed"),
        ("inconsistent", "odds"),
        ("disputed", "odds"),
        ("forecast", "odds"),
        ("not checkable", "unchecked"),
        ("not checked", "unchecked"),
    ],
)
def test_a_number_is_what_its_check_made_of_it(package, status, kind):
    assert status in STATUSES
    advice = recommendations.recommendations()
    beneath = grounds.beneath(grounds.argument())
    one = beneath[beneath["claim"] == "alpha2020-count"].head(1).assign(status=status)
    found = grading.graded(advice, one).iloc[0]
    assert (found["firmest"], found[kind], found["claims"]) == (kind, 1, 1)


def test_only_what_something_outside_bears_out_is_confirmed(package):
    # Of act's claims two were compared with something outside their text and came through.
    beneath = grounds.beneath(grounds.argument())
    found = graded().set_index("id")["confirmed"]
    for name, count in found.items():
        rows = beneath[beneath["recommendation"] == name]
        assert count == int(rows["confirmed"].sum())
    assert found["act"] > 0 == found["alone"]


def test_every_claim_of_the_book_is_counted_once():
    advice, beneath = recommendations.recommendations(), grounds.beneath(grounds.argument())
    found = grading.graded(advice, beneath)
    assert sorted(found["id"]) == sorted(advice["id"])
    assert found["claims"].sum() == len(beneath)
    sizes = beneath.groupby("recommendation").size()
    assert found.set_index("id")["claims"].to_dict() == {
        name: int(sizes.get(name, 0)) for name in found["id"]
    }
    steps = found["firmest"].map(list(grading.GRADES).index)
    assert steps.is_monotonic_increasing


def test_with_nothing_beneath_anything_all_advice_rests_on_nothing():
    advice = recommendations.recommendations()
    empty = pd.DataFrame(grounds.beneath(grounds.argument())).iloc[:0]
    assert set(grading.graded(advice, empty)["grade"]) == {grading.NOTHING}
