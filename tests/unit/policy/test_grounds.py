"""The claims beneath advice: on invented texts by hand, and what the tables must hold."""

from __future__ import annotations

import pandas as pd
import pytest

from advice import STATUSES, invented
from microdrama.evidence.ledger import claim
from microdrama.package import table
from microdrama.policy import grounds as room
from microdrama.policy.recommendations import recommendations


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


def beneath_of(recommendation: str) -> dict[str, int]:
    return room.distances(recommendation, room.argument())


# ---- invented texts ------------------------------------------------------------------------


def test_beneath_lie_all_claims_from_which_links_of_the_text_lead_there_by_distance(package):
    # The ground is one link away, what supports it two, and so on; the advice itself is left
    # out, and so are other texts and whatever only limits or contradicts.
    assert beneath_of("act") == {
        "alpha2020-why": 1,
        "alpha2020-seen": 2,
        "alpha2020-sample": 2,
        "alpha2020-count": 3,
    }


def test_the_nearest_claim_comes_first(package):
    steps = list(beneath_of("act").values())
    assert steps == sorted(steps)


def test_the_words_of_the_advice_lead_to_their_own_reasons(package):
    # Without a ground the way leads by the claim that prints the advice, one link longer.
    package.write("grounds", [])
    assert beneath_of("act") == {
        "alpha2020-why": 2,
        "alpha2020-seen": 3,
        "alpha2020-sample": 3,
        "alpha2020-count": 4,
    }
    assert beneath_of("part") == {}


def test_a_part_without_words_of_its_own_rests_on_its_own_grounds_only(package):
    assert beneath_of("part") == {"gamma2022-case": 1}


def test_advice_without_grounds_or_links_has_nothing_beneath(package):
    assert beneath_of("alone") == {}
    assert "alone" not in set(room.beneath(room.argument())["recommendation"])


def test_implied_advice_rests_on_its_grounds(package):
    assert beneath_of("tacit") == {"gamma2022-doubt": 1}


def test_a_link_between_two_texts_carries_no_conclusion(package):
    assert ("beta2021-seen", "alpha2020-why") not in room.argument().edges
    assert room.argument().edges["alpha2020-seen", "alpha2020-why"]["basis"] == "link"


def test_a_ground_may_be_of_another_text(package):
    package.add(
        "grounds",
        recommendation="act",
        claim="beta2021-seen",
        basis="our reading",
        note="It says so too.",
    )
    assert beneath_of("act")["beta2021-seen"] == 1


def test_grounds_carry_statements_verdicts_and_the_note_of_a_ground(package):
    found = room.beneath(room.argument()).set_index(["recommendation", "claim"])
    assert len(found) == 6
    ground = found.loc[("act", "alpha2020-why")]
    assert (ground["direct"], ground["note"], ground["away"]) == (True, "For act.", 1)
    further = found.loc[("act", "alpha2020-count")]
    assert (further["direct"], further["note"], further["away"]) == (False, "", 3)
    assert further["number"] == "12\N{NO-BREAK SPACE}titles"
    for (_, claim_id), row in found.iterrows():
        assert row["status"] == STATUSES.get(claim_id, "not checked")
        assert row["statement"] == f"What {claim_id} says."


def test_grounds_of_a_package_without_advice_are_a_table_without_rows(package):
    for name in ("recommendations", "grounds"):
        package.write(name, [])
    assert room.beneath(room.argument()).empty
    assert {"recommendation", "claim", "away", "direct"} <= set(room.beneath(room.argument()))


def test_a_claim_says_on_what_it_bears_on_its_shortest_way(package):
    found = room.beneath(room.argument()).set_index(["recommendation", "claim"])
    under = found.loc["act", "under"]
    assert under.to_dict() == {
        "alpha2020-why": "",
        "alpha2020-sample": "alpha2020-why",
        "alpha2020-seen": "alpha2020-why",
        "alpha2020-count": "alpha2020-seen",
    }
    assert found.loc[("act", "alpha2020-why"), "relation"] == "grounds"


def claims_beneath(*rows: tuple[str, int, str, str, str]) -> pd.DataFrame:
    """Return claims with their distance, what they bear on, number and verdict."""
    return pd.DataFrame(rows, columns=["claim", "away", "under", "number", "status"])


def test_a_tree_without_room_for_all_leads_to_what_settles_something_first():
    beneath = claims_beneath(
        ("a", 1, "", "", "not checked"),
        ("b", 1, "", "", "not checked"),
        ("c", 2, "b", "", "not checked"),
        ("d", 3, "c", "12", "not checked"),
        ("e", 3, "c", "", "consistent"),
    )
    listed = room.tree(beneath, 5)
    assert listed["claim"].to_list() == ["a", "b", "c", "d", "e"]
    assert listed["above"].to_list() == [-1, -1, 1, 2, 2]
    assert listed["depth"].to_list() == [1, 1, 2, 3, 3]
    # With room for three the way to the number is shown; what has no room follows, nearest first.
    assert room.tree(beneath, 3)["claim"].to_list() == ["b", "c", "d", "a", "e"]
    assert room.tree(beneath, 3)["above"].to_list() == [-1, 0, 1, -1, 1]


@pytest.mark.parametrize("recommendation", ["rebuild-ecosystem", "study-light-model", "exchange"])
@pytest.mark.parametrize("most", [1, 4, 10, 100])
def test_a_tree_has_every_claim_once_and_each_below_what_it_bears_on(recommendation, most):
    beneath = room.beneath(room.argument())
    beneath = beneath[beneath["recommendation"] == recommendation]
    listed = room.tree(beneath, most)
    assert sorted(listed["claim"]) == sorted(beneath["claim"])
    shown = listed[listed["place"] < most]
    assert (shown["above"] < shown["place"]).all()
    names = dict(zip(listed["place"], listed["claim"], strict=True))
    assert [names.get(place, "") for place in listed["above"]] == listed["under"].to_list()


# ---- the book's own tables -----------------------------------------------------------------


def test_every_recommendation_with_nothing_beneath_is_printed():
    # What is implied has to be implied by something.
    found = recommendations()
    bare = found[~found["id"].isin(room.beneath(room.argument())["recommendation"])]
    assert not bare.empty
    assert not bare["implied"].any()


def test_no_advice_is_a_ground_of_itself():
    of = recommendations().set_index("id")["claim"]
    grounds = table("grounds")
    assert not (grounds["claim"] == grounds["recommendation"].map(of)).any()


def test_what_is_called_stated_stands_in_the_text_of_the_advice():
    text = recommendations().set_index("id")["text"]
    for row in table("grounds").itertuples():
        if row.basis == "stated":
            assert claim(row.claim).source == text[row.recommendation], row
