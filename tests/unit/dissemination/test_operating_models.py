"""Operating models and platforms: every cell has its claim, every share its whole."""

from __future__ import annotations

import pytest

from microdrama.dissemination import landscape, operating_models
from microdrama.evidence.ledger import claims


def test_the_models_are_those_of_the_text_in_its_order():
    rows = operating_models.models()
    assert rows["id"].to_list() == ["platform-produced", "revenue-sharing", "paid-traffic"]
    sources = {claims()[one].source for one in rows["claim"]}
    assert sources == {"meng2025"}


def test_a_flow_without_a_claim_is_money_of_which_nothing_is_printed():
    flows = operating_models.flows()
    ours = flows[~flows["printed"]]
    assert set(ours["what"]) == {"money"}
    assert len(ours) == 3
    # Viewers are said to pay in one model alone.
    pays = flows[flows["printed"] & (flows["what"] == "money") & (flows["from"] == "viewers")]
    assert pays["model"].to_list() == ["paid-traffic"]


def test_flows_come_model_by_model():
    flows = operating_models.flows()
    assert list(dict.fromkeys(flows["title"])) == operating_models.models()["label"].to_list()
    assert all(rows["order"].is_monotonic_increasing for _, rows in flows.groupby("model"))


def test_the_parts_of_the_market_are_shares_of_the_whole():
    # 20.74, 15.8 and 0.8 of 37.39 billion.
    rows = operating_models.market_by_source().set_index("part")
    assert rows["share"].to_list() == pytest.approx([55.47, 42.26, 2.14], abs=0.005)
    assert (rows["low"] < rows["share"]).all()
    assert (rows["share"] < rows["high"]).all()
    # 37.34 of 37.39: the parts leave 0.13% over.
    assert rows["share"].sum() == pytest.approx(99.87, abs=0.01)


def test_the_market_a_company_is_at_most_six_hundred_thousand_yuan():
    # 50.44 billion over more than 83,000 companies: 607,711 with the middle of the market.
    most = operating_models.market_a_company().high
    assert most == pytest.approx(50.445e9 / 83_000)


def test_rates_of_hits():
    rates = operating_models.hit_rates()
    # 96 of 60,946.
    assert rates.to_list() == pytest.approx([5, 10, 0.1575], abs=0.0001)


def test_the_economics_of_titles_are_all_figures_of_that_topic():
    rows = operating_models.economics()
    assert {"N001", "N013", "N038", "N055"} <= set(rows["id"])
    assert not {"M06", "N016a"} & set(rows["id"])


def test_every_role_names_its_platform_and_its_text():
    roles = landscape.roles()
    assert roles[["platform", "short", "source", "statement"]].notna().all(axis=None)
    assert set(roles["kind"]) == set(landscape.kinds()["id"])


def test_breadth_counts_roles_once_however_many_texts_name_them():
    roles = landscape.roles()
    breadth = landscape.breadth(roles)
    assert breadth.is_monotonic_decreasing
    assert breadth["Mini-programs"] == 1
    assert breadth.sum() == len(roles.drop_duplicates(["kind", "role"]))
    assert breadth.sum() < len(roles)
