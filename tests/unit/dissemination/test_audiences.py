"""Shares of audiences: what the tables say, and what can be worked out from them by hand."""

from __future__ import annotations

import csv

import pytest

from microdrama.dissemination import audiences
from microdrama.evidence.ledger import claims
from microdrama.paths import DATA


def read(name: str) -> list[dict[str, str]]:
    with (DATA / "dissemination" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_share_stands_in_its_group_with_what_it_can_stand_for():
    groups = {row["group"] for row in read("shares")}
    for group in groups:
        frame = audiences.shares(group)
        assert frame["number"].to_list() == [
            row["number"] for row in read("shares") if row["group"] == group
        ]
        assert (frame["low"] <= frame["value"]).all()
        assert (frame["value"] <= frame["high"]).all()
        assert frame["high"].max() <= 100
        assert ((frame["grade"] == "") == (frame["source"] != "")).all()


def test_more_than_runs_to_the_whole_and_about_as_far_as_the_rounding():
    printed = audiences.of_text("meng2025").set_index("number")
    assert tuple(printed.loc["meng2025-young-users", ["low", "high"]]) == pytest.approx((60, 100))
    assert tuple(printed.loc["meng2025-women", ["low", "high"]]) == pytest.approx((54.5, 55.5))
    assert tuple(printed.loc["meng2025-willing-to-pay", ["low", "high"]]) == pytest.approx((55, 65))


def test_a_text_has_the_shares_that_its_claims_print():
    numbers = set(audiences.of_text("meng2025")["number"])
    assert numbers <= set(claims())
    assert {row["number"] for row in read("shares") if row["number"] in claims()} == numbers


def test_joint_shares_by_hand():
    # More than 60 and 54.5 to 55.5: 14.5 at least, and no more than there are women.
    both = audiences.young_women()
    assert (both.low, both.high) == pytest.approx((14.5, 55.5))
    # 60 + 54.5 + 55 - 200 is below zero.
    all_three = audiences.young_women_who_would_pay()
    assert (all_three.low, all_three.high) == pytest.approx((0, 55.5))
    # 0.6 x 54.5 young women; besides, at most all of the 40 who are not young.
    women = audiences.women_among_all()
    assert (women.low, women.high) == pytest.approx((32.7, 0.6 * 55.5 + 40))


def test_core_users_are_fewer_the_older_all_users_are():
    # At most 50.45 are below 40, and more than 60 of the core are.
    assert audiences.core_at_most("N066") == pytest.approx(100 * 50.45 / 60)
    # Where 70 of 100 are below 50, all may be core users.
    assert audiences.core_at_most("N065") == 100


def test_those_who_paid_with_money_are_at_least_the_members():
    # 33.75 members; 55 to 65 have paid, of whom 52.85 may have watched advertisements only.
    money = audiences.paid_with_money()
    assert (money.low, money.high) == pytest.approx((33.75, 65))
    # With fewer who watch advertisements, those who do not watch any decide.
    assert audiences.paid_with_money(adverts="N082b").low == pytest.approx(33.75)
    assert audiences.paid_with_money(paid="N071", adverts="N082b").low == pytest.approx(
        81.145 - 31.35
    )


@pytest.mark.parametrize(
    ("name", "column", "wrong", "words"),
    [
        ("shares", "number", "N999", "is no claim and no figure"),
        ("gratifications", "claims", "meng2025-nothing", "is no claim"),
        ("gratifications", "outside", "N999", "is no figure"),
        ("participation", "claims", "meng2025-nothing", "is no claim"),
    ],
)
def test_an_id_that_nothing_has_is_named_with_its_place(copied, name, column, wrong, words):
    assert audiences.faults() == []
    copied.change(name, 2, **{column: wrong})
    (fault,) = audiences.faults()
    assert (fault.row, fault.column) == (2, column)
    assert f"“{wrong}” {words}" in str(fault)
    assert f"{name}.csv" in str(fault)


def test_a_package_without_these_tables_has_no_faults_in_them(little):
    assert audiences.faults() == []
