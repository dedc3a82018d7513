"""The network across texts: on invented links by hand, against scikit-learn, and the book's."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from advice import invented
from microdrama.evidence.ledger import claim, short
from microdrama.package import table
from microdrama.synthesis import conversation as room


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


@lru_cache
def book() -> nx.DiGraph:
    return room.conversation()


@lru_cache
def placed() -> tuple[pd.DataFrame, pd.DataFrame]:
    return room.placed(book())


def link(package, start: str, relation: str, end: str) -> None:
    package.add("links", **{"from": start, "to": end, "relation": relation, "note": "So it is."})


# ---- invented links ------------------------------------------------------------------------


def test_the_conversation_holds_every_linked_claim_and_knows_which_links_join_texts(package):
    graph = room.conversation()
    # Only beta's advice stands alone.
    assert len(graph) == 8 and graph.size() == 8
    assert graph.nodes["alpha2020-why"] == {"text": "alpha2020", "kind": "mechanism"}
    across = {(a, b) for a, b, link in graph.edges(data=True) if link["across"]}
    assert across == {
        ("beta2021-seen", "alpha2020-why"),
        ("gamma2022-doubt", "alpha2020-why"),
        ("gamma2022-case", "alpha2020-do"),
        ("alpha2020-why", "gamma2022-case"),
    }


def test_links_between_texts_are_counted_whichever_way_they_point(package):
    assert room.between().to_dict("records") == [
        {"one": "Alpha 2020", "other": "Beta 2021", "relation": "supports", "links": 1},
        {"one": "Alpha 2020", "other": "Gamma 2022", "relation": "contradicts", "links": 1},
        {"one": "Alpha 2020", "other": "Gamma 2022", "relation": "qualifies", "links": 2},
    ]


def test_bridges_are_links_between_texts_by_the_shortest_ways_over_them(package):
    # A path of five claims, cut by its links into 1·4, 2·3, 3·2 and 4·1 of the ten pairs.
    path = [
        "alpha2020-count",
        "alpha2020-seen",
        "beta2021-seen",
        "gamma2022-case",
        "gamma2022-doubt",
    ]
    package.write("links", [])
    for one, other in zip(path[1:], path, strict=False):
        link(package, one, "supports", other)
    found = room.bridges(room.conversation())
    assert found[["from", "to"]].to_numpy().tolist() == [
        ["beta2021-seen", "alpha2020-seen"],
        ["gamma2022-case", "beta2021-seen"],
    ]
    assert found["weight"].to_list() == pytest.approx([0.6, 0.6])
    assert found["texts"].to_list() == ["Beta 2021 and Alpha 2020", "Gamma 2022 and Beta 2021"]
    assert found.loc[0, ["one", "other"]].to_list() == [
        "What beta2021-seen says.",
        "What alpha2020-seen says.",
    ]
    # One link more to one side, and the way over the one bridge is used by 3·3 of 15 pairs.
    link(package, "gamma2022-doubt", "supports", "beta2021-do")
    assert room.bridges(room.conversation(), 1)["weight"].to_list() == pytest.approx([9 / 15])


def test_tensions_stand_in_the_order_of_the_advice_and_then_the_claims_that_hang_on_them(package):
    # On count hang seen, why and do; the other sides carry nothing. On case hangs nothing.
    link(package, "beta2021-seen", "contradicts", "alpha2020-count")
    link(package, "beta2021-do", "contradicts", "alpha2020-seen")
    found = room.tensions()
    assert found[["from", "to", "hangs", "advice"]].to_numpy().tolist() == [
        ["beta2021-seen", "alpha2020-count", 3, 1],
        ["beta2021-do", "alpha2020-seen", 2, 1],
        ["gamma2022-case", "alpha2020-do", 0, 0],
    ]
    assert found.loc[0, "texts"] == "Beta 2021 and Alpha 2020"


def test_agreements_stand_in_the_same_order_and_the_agreement_itself_hangs_on_nothing(package):
    # The invented package has one agreement: seen supports why, on which advice hangs.
    found = room.agreements()
    assert found[["from", "to", "hangs", "advice"]].to_numpy().tolist() == [
        ["beta2021-seen", "alpha2020-why", 1, 1]
    ]
    assert room.agreements(0).empty


def test_a_contradiction_within_a_text_is_no_tension_between_texts(package):
    package.write("links", [])
    link(package, "alpha2020-count", "contradicts", "alpha2020-seen")
    assert room.tensions().empty
    assert {"from", "to", "hangs", "advice"} <= set(room.tensions())


def test_only_links_that_carry_a_conclusion_let_something_hang_on_a_claim(package):
    package.write("links", [])
    link(package, "beta2021-seen", "contradicts", "alpha2020-count")
    link(package, "alpha2020-count", "qualifies", "alpha2020-seen")
    link(package, "alpha2020-count", "explains", "alpha2020-why")
    assert room.tensions()[["hangs", "advice"]].to_numpy().tolist() == [[1, 0]]


def test_two_dense_parts_with_one_bridge_are_two_groups(package):
    package.write("links", [])
    one = ["alpha2020-count", "alpha2020-sample", "alpha2020-seen", "alpha2020-why"]
    other = ["gamma2022-case", "gamma2022-doubt", "beta2021-seen", "beta2021-do"]
    for part in (one, other):
        for place, start in enumerate(part):
            for end in part[place + 1 :]:
                link(package, start, "supports", end)
    link(package, "gamma2022-case", "explains", "alpha2020-why")
    graph = room.conversation()
    assert room.groups(graph) == [set(one), set(other)]
    # Only the second holds several texts; any two of its claims are linked, two ways of four
    # between the texts at each end. The case has the bridge, which is not in the group.
    assert room.grouped(graph).to_dict("records") == [
        {
            "group": 1,
            "claims": 4,
            "texts": "Beta 2021, Gamma 2022",
            "claim": "beta2021-do",
            "centre": "What beta2021-do says.",
            "links_across": 4,
        }
    ]
    assert room.agreement_of_groups(graph, share=0.0, draws=2) == 1


# ---- the book's own links ------------------------------------------------------------------


def test_every_link_of_the_ledger_is_in_the_conversation():
    links = table("links")
    assert set(book().edges) == set(links[["from", "to"]].itertuples(index=False, name=None))
    # Two links between the same two claims would hide each other.
    assert not links.duplicated(["from", "to"]).any()


def test_counts_between_texts_sum_to_the_links_between_texts():
    cross = [
        row
        for row in table("links").to_dict("records")
        if claim(row["from"]).source != claim(row["to"]).source
    ]
    found = room.between()
    assert found["links"].sum() == len(cross) > 0
    assert not found.duplicated(["one", "other", "relation"]).any()
    order = [short(key) for key in table("texts")["key"]]
    places = [(order.index(row.one), order.index(row.other)) for row in found.itertuples()]
    assert places == sorted(places)
    assert all(one < other for one, other in places)


def test_groups_are_a_partition_and_the_same_at_every_run():
    found = room.groups(book())
    assert found == room.groups(room.conversation())
    assert sum(map(len, found)) == len(book())
    assert set.union(*found) == set(book())
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)


def test_groups_are_better_than_none_and_than_the_texts_themselves_joined():
    plain = book().to_undirected()
    found = nx.community.modularity(plain, room.groups(book()))
    texts = [
        {n for n, text in book().nodes(data="text") if text == key} for key in table("texts")["key"]
    ]
    assert found > nx.community.modularity(plain, [set(plain)])
    assert found > nx.community.modularity(plain, [text for text in texts if text])


def test_a_group_that_is_described_holds_several_texts_and_its_centre():
    found = room.grouped(book())
    large = [
        group
        for group in room.groups(book())
        if len({book().nodes[name]["text"] for name in group}) > 1
    ]
    assert found["claims"].to_list() == list(map(len, large))
    for row, group in zip(found.itertuples(), large, strict=True):
        assert row.claim in group
        part = book().subgraph(group)
        assert part.degree(row.claim) == max(dict(part.degree).values())
        assert row.links_across > 0


def test_groups_change_when_links_are_dropped_and_in_the_same_way_at_every_run():
    one, other = (room.agreement_of_groups(book(), 0.1, 3) for _ in range(2))
    assert one == other
    assert 0 < one < 1
    assert room.agreement_of_groups(book(), 0.6, 3) < one


def test_the_heaviest_bridges_come_first_and_join_two_texts():
    found = room.bridges(book(), 1_000)
    assert len(found) == sum(across for *_, across in book().edges(data="across"))
    assert found["weight"].is_monotonic_decreasing
    assert found["weight"].between(0, 1).all()
    for row in found.to_dict("records"):
        assert claim(row["from"]).source != claim(row["to"]).source
        assert row["texts"] == (
            f"{short(claim(row['from']).source)} and {short(claim(row['to']).source)}"
        )
    assert room.bridges(book()).equals(found.head(10))


def test_every_contradiction_between_texts_is_a_tension():
    found = room.tensions()
    marked = [
        (a, b)
        for a, b, link in book().edges(data=True)
        if link["relation"] == "contradicts" and link["across"]
    ]
    assert sorted(zip(found["from"], found["to"], strict=True)) == sorted(marked)
    order = list(zip(-found["advice"], -found["hangs"], strict=True))
    assert order == sorted(order)
    assert (found["advice"] <= found["hangs"]).all()


def test_places_are_the_same_at_every_run_and_hold_the_largest_connected_part():
    nodes, links = placed()
    again, others = room.placed(room.conversation())
    assert nodes.equals(again) and links.equals(others)
    part = max(nx.weakly_connected_components(book()), key=len)
    assert sorted(nodes["statement"]) == sorted(claim(name).statement for name in part)
    assert len(links) == book().subgraph(part).size()
    assert np.isfinite(nodes[["x", "y"]]).all(axis=None)
    assert np.isfinite(links[["x", "y", "x2", "y2"]]).all(axis=None)
    assert len(nodes[["x", "y"]].drop_duplicates()) == len(nodes)


def test_linked_claims_stand_nearer_than_others_and_every_line_ends_at_two_claims():
    nodes, links = placed()
    spots = set(nodes[["x", "y"]].itertuples(index=False, name=None))
    for ends in (["x", "y"], ["x2", "y2"]):
        assert set(links[ends].itertuples(index=False, name=None)) <= spots
    linked = np.hypot(links["x"] - links["x2"], links["y"] - links["y2"]).mean()
    at = nodes[["x", "y"]].to_numpy()
    assert linked < np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)).mean() / 2
    assert (links["note"] != "").eq(links["across"]).all()
