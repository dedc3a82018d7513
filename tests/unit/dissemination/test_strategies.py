"""Challenges and strategies: what meets what, counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from microdrama.dissemination import strategies as room
from microdrama.evidence.ledger import claims
from microdrama.package import table
from microdrama.paths import shown


def side(**counts: tuple[int, int]) -> pd.DataFrame:
    rows = [(name, stated, read) for name, (stated, read) in counts.items()]
    return pd.DataFrame(rows, columns=["id", "stated", "read"])


def test_what_nothing_meets_stands_alone():
    found = room.unmatched(side(met=(1, 0), read=(0, 2), alone=(0, 0)))
    assert found["id"].to_list() == ["alone"]


def test_a_strategy_that_sums_up_others_never_stands_alone():
    frame = side(whole=(0, 0), alone=(0, 0)).assign(sums_up=[True, False])
    assert room.unmatched(frame)["id"].to_list() == ["alone"]


def test_pairs_are_counted_from_both_sides():
    pairs = table("remedies")
    for frame, column in ((room.challenges(), "challenge"), (room.strategies(), "strategy")):
        assert frame["stated"].sum() + frame["read"].sum() == len(pairs)
        for row in frame.itertuples():
            of_it = pairs[pairs[column] == row.id]["basis"]
            assert (of_it == "stated").sum() == row.stated


def test_what_the_page_says_of_the_two_sides():
    challenges, strategies = room.challenges(), room.strategies()
    assert set(room.unmatched(challenges)["id"]) == {"critical-voices", "scrutiny-home"}
    assert set(room.unmatched(strategies)["id"]) == {
        "balance-universal-regional",
        "platform-cooperation",
        "local-social-media",
    }
    stated = room.pairs().query("basis == 'stated'")
    fields = stated["challenge"].map(challenges.set_index("id")["field"])
    assert fields.value_counts().to_dict() == {"copyright": 3, "culture": 1}


def test_a_challenge_without_advice_is_one_in_the_policy_chapter_too():
    # The two chapters speak of the same text, so that they may not contradict each other.
    nobody = set(table("gaps").query("text == 'meng2025'")["problem"])
    assert nobody <= set(room.unmatched(room.challenges())["claim"])


def test_every_challenge_of_the_text_is_in_the_table_unless_it_only_sums_up():
    printed = {c.id for c in claims().values() if c.source == "meng2025" and c.kind == "challenge"}
    summing = {"meng2025-structural-challenges", "meng2025-opportunity-and-challenge"}
    assert printed - summing <= set(table("challenges")["claim"])


def test_pairs_follow_the_challenges_and_name_both_sides():
    pairs = room.pairs()
    order = table("challenges")["id"].to_list()
    places = [order.index(one) for one in pairs["challenge"]]
    assert places == sorted(places)
    assert not pairs.isna().any(axis=None)


# ---- copyright -----------------------------------------------------------------------------


def test_technology_is_counted_once_a_way():
    rows = [
        ("copy", "find", "watermark"),
        ("copy", "find", "blockchain"),
        ("clips", "find", "alliance"),
        ("clips", "stop", "courts"),
    ]
    frame = pd.DataFrame(rows, columns=["infringement", "step", "measure"])
    frame["technical"] = frame["measure"].isin(room.TECHNOLOGY)
    found = room.reach_of_technology(frame)
    assert dict(zip(found["step"], found["helped"], strict=True)) == {
        "find": 1,
        "prove": 0,
        "stop": 0,
    }


def test_what_the_page_says_of_copyright():
    found = room.detections()
    last = found[found["step"] == "stop"]
    assert not last["technical"].any()
    assert set(last["infringement"]) == set(table("infringements")["id"])
    chain = found[found["measure"] == "blockchain"]
    assert set(zip(chain["infringement"], chain["step"], strict=True)) == {
        ("copy", "prove"),
        ("remake", "prove"),
    }
    marked = set(found[found["measure"] == "watermark"]["infringement"])
    assert set(table("infringements")["id"]) - marked == {"remake"}


# ---- faults --------------------------------------------------------------------------------


def test_the_tables_of_the_book_have_no_fault(copied):
    assert room.faults() == []


@pytest.mark.parametrize(
    ("name", "column", "cell", "message"),
    [
        ("challenges", "claim", "zhao2025-viewer-fatigue", "is no claim of meng2025; name one"),
        ("remedies", "strategy", "three-lines", "“three-lines” is no advice that meng2025 prints"),
    ],
)
def test_what_is_of_another_text_is_a_fault(copied, name, column, cell, message):
    copied.change(name, 2, **{column: cell})
    (fault,) = room.faults()
    assert (fault.file, fault.row, fault.column) == (shown(copied.path(name)), 2, column)
    assert fault.message.startswith(message)


def test_a_package_without_these_tables_has_no_fault(little):
    assert room.faults() == []
