"""The claims beneath one piece of advice, as a reader looks at them."""

from __future__ import annotations

import pytest

from advice import invented
from helpers import vega_values
from microdrama.exhibits import policy as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.policy import grading, grounds, recommendations
from microdrama.show.explorer import Explorer


@pytest.fixture
def beneath(little, monkeypatch):
    invented(little, monkeypatch)
    advice, claims = recommendations.recommendations(), grounds.beneath(grounds.argument())
    graded = grading.graded(grading.criteria(advice, claims))
    return exhibits.looking_beneath(advice, claims, graded).base


def explorer() -> Explorer:
    return chapter("policy")["look-beneath"]


def test_claims_stand_beneath_their_advice_each_beneath_what_it_bears_on(beneath):
    # sample and seen bear on why, count on seen.
    act = beneath[beneath["advice"] == "act"]
    assert act["statement"].to_list() == [
        f"What alpha2020-{name} says." for name in ("why", "sample", "seen", "count")
    ]
    assert act["away"].to_list() == [1, 2, 2, 3]
    assert act["depth"].to_list() == [1, 2, 2, 3]
    assert act["place"].to_list() == [0, 1, 2, 3]
    assert act["above"].to_list() == [-1, 0, 0, 2]
    assert act["note"].to_list() == ["For act.", "", "", ""]
    assert act["heading"].iloc[0] == "a ground · assertion · not checked"


def test_claims_and_numbers_beneath_are_counted(beneath):
    counts = beneath.drop_duplicates("advice").set_index("advice")[["beneath", "numbers"]]
    assert counts.T.to_dict("list") == {
        "act": [4, 2],
        "part": [1, 0],
        "alone": [0, 0],
        "tacit": [1, 0],
    }


def test_advice_that_rests_on_nothing_has_one_row_that_says_so(beneath):
    (row,) = beneath[beneath["advice"] == "alone"].to_dict("records")
    assert (row["statement"], row["status"], row["beneath"]) == (
        "nothing printed",
        "not checked",
        0,
    )
    assert row["grade"] == "rests on nothing printed"
    assert set(beneath.loc[beneath["advice"] == "act", "grade"]) == {"is well grounded"}


# ---- the explorer --------------------------------------------------------------------------


def test_every_recommendation_can_be_asked_for_and_the_best_grounded_is_the_default():
    (asked,) = explorer().controls
    graded = chapter("policy").results["graded"]
    assert list(asked.options) == list(zip(graded["id"], graded["label"], strict=True))
    assert explorer().defaults == {"asked": graded["id"].iloc[0]}


def test_the_claims_shown_are_those_beneath_the_advice_that_is_asked_for():
    under = chapter("policy").results["beneath"].groupby("recommendation")["claim"].size()
    (asked,) = explorer().controls
    for name, _ in asked.options:
        found = explorer().evaluate({"asked": name})
        assert set(found["advice"]) == {name}
        assert len(found) == max(1, under.get(name, 0))
        assert found["place"].to_list() == list(range(len(found)))
        assert (found["above"] < found["place"]).all()
        said = explorer().sentence({"asked": name})
        words = {0: "no claim lies", 1: "one claim lies"}
        assert words.get(under.get(name, 0), f"{under.get(name, 0)} claims lie") in said
        assert name not in under or said.endswith(f" {found['statement'].iloc[0]}")


def test_the_page_shows_the_same_rows():
    columns = ["statement", "status", "case"]
    (asked,) = explorer().controls
    for chosen in ({"asked": asked.options[0][0]}, {"asked": "follow-industry"}):
        page = vega_values(
            explorer().base.to_dict("records"), explorer().transforms(), columns, chosen
        )
        assert page == explorer().evaluate(chosen)[columns].to_dict("records")
