"""What is printed, implied or free of each quantity: by hand from the text's few numbers."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy import stats

from microdrama.ecosystem import pinned_down
from microdrama.ecosystem.pinned_down import BASES
from microdrama.package import table


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return pinned_down()


def one(rows: pd.DataFrame, group: str, outcome: str, predictor="", through="") -> pd.Series:
    [found] = rows[
        (rows["group"] == group)
        & (rows["outcome"] == outcome)
        & (rows["predictor"] == predictor)
        & (rows["through"] == through)
    ].itertuples()
    return found


def test_every_construct_has_a_mean_and_every_path_of_the_models_a_coefficient(rows):
    assert rows["group"].value_counts().to_dict() == {
        "coefficient": 11,  # 3 + 2 + 1 of the regressions, an interaction, 4 of the mediation
        "mean": len(table("constructs")),
        "explained": 4,
    }
    assert not rows.duplicated(["group", "outcome", "predictor", "through"]).any()


def test_what_is_printed_are_three_means_and_one_coefficient(rows):
    printed = rows[rows["basis"] == "printed"]
    ends = {row.claim: (row.low, row.high) for row in printed.itertuples()}
    assert {claim: pytest.approx(pair) for claim, pair in ends.items()} == {
        "wang2026-policy-mean": (4.115, 4.125),
        "wang2026-competition-mean": (4.375, 4.385),
        "wang2026-sns-mean": (4.015, 4.025),
        "wang2026-policy-beta": (0.375, 0.385),
    }


def test_a_bound_or_a_word_rules_out_a_part(rows):
    # “Scores highly” is read as above 3.5, and competition's 4.38 is “even higher”.
    technology = one(rows, "mean", "technological_maturity")
    assert (technology.basis, technology.low, technology.high) == ("implied", 3.5, 4.38)
    against = one(rows, "coefficient", "industry_performance", "market_competition")
    assert (against.basis, against.low, against.high) == ("implied", -1, 0)
    by_way = one(rows, "coefficient", "cultural_influence", "policy_support", "symbolic_narrative")
    assert (by_way.basis, by_way.low, by_way.high) == ("implied", 0, 1)


def test_the_parts_of_the_mediation_and_most_means_are_free(rows):
    for outcome, predictor in (
        ("symbolic_narrative", "policy_support"),
        ("cultural_influence", "symbolic_narrative"),
        ("cultural_influence", "policy_support"),
    ):
        row = one(rows, "coefficient", outcome, predictor)
        assert (row.basis, row.low, row.high, row.claim) == ("free", -1, 1, "")
    means = rows[rows["group"] == "mean"]
    assert (means["basis"] == "free").sum() == 6
    assert set(means.loc[means["basis"] == "free", "low"]) == {1}


def test_a_p_value_asks_for_a_least_share_that_is_explained(rows):
    # With t for the p-value and 426 degrees of freedom, r² = t² / (t² + 426).
    for outcome, p in (
        ("industry_performance", 0.001),
        ("economic_performance", 0.05),
        ("innovation_performance", 0.05),
    ):
        t = stats.t.isf(p / 2, 426)
        row = one(rows, "explained", outcome)
        assert row.low == pytest.approx(t**2 / (t**2 + 426))
        assert (row.basis, row.high) == ("implied", 1)
    assert one(rows, "explained", "cultural_influence").basis == "free"


def test_what_is_possible_lies_within_what_could_have_been_and_free_is_all_of_it(rows):
    for row in rows.itertuples():
        assert row.least <= row.low <= row.high <= row.most
        whole = math.isclose(row.low, row.least) and math.isclose(row.high, row.most)
        assert whole == (row.basis == "free")
        assert bool(row.claim) == (row.basis != "free")


def test_in_each_group_the_printed_come_first(rows):
    for _, group in rows.groupby("group"):
        places = group["basis"].map(BASES.index)
        assert places.is_monotonic_increasing
    assert rows["group"].drop_duplicates().to_list() == ["mean", "coefficient", "explained"]
