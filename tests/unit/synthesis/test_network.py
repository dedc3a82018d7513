"""The network across texts: on invented links by hand, and the book's own."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import pandas as pd
import pytest

from advice import invented
from microdrama import synthesis as room
from microdrama.evidence.ledger import claim, short
from microdrama.package import table


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


@lru_cache
def book() -> nx.DiGraph:
    return room.conversation()


def link(package, start: str, relation: str, end: str) -> None:
    package.add("links", **{"from": start, "to": end, "relation": relation, "note": "So it is."})


def bridges(most: int = 10) -> pd.DataFrame:
    """Return the heaviest links across texts of the package that is read."""
    graph = room.conversation()
    betweenness = nx.edge_betweenness_centrality(graph.to_undirected())
    return room.bridges(room.links_across(graph), betweenness, most)


def by_dependents(relation: str) -> pd.DataFrame:
    """Return links across texts of one relation in the order of what hangs on them."""
    graph = room.conversation()
    across = room.links_across(graph)
    links = across[across["relation"] == relation]
    ends = zip(links["start"], links["end"], strict=True)
    carrying = room.carrying(graph)
    return room.by_dependents(
        links, [nx.descendants(carrying, a) | nx.descendants(carrying, b) for a, b in ends]
    )


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
    assert room.links_between_texts(room.conversation()).to_dict("records") == [
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
    found = bridges()
    assert found[["start", "end"]].to_numpy().tolist() == [
        ["beta2021-seen", "alpha2020-seen"],
        ["gamma2022-case", "beta2021-seen"],
    ]
    assert found["betweenness"].to_list() == pytest.approx([0.6, 0.6])
    assert found["texts"].to_list() == ["Beta 2021 and Alpha 2020", "Gamma 2022 and Beta 2021"]
    assert found.loc[0, ["one", "other"]].to_list() == [
        "What beta2021-seen says.",
        "What alpha2020-seen says.",
    ]
    # One link more to one side, and the way over the one bridge is used by 3·3 of 15 pairs.
    link(package, "gamma2022-doubt", "supports", "beta2021-do")
    assert bridges(1)["betweenness"].to_list() == pytest.approx([9 / 15])


def test_tensions_stand_in_the_order_of_the_advice_and_then_the_claims_that_hang_on_them(package):
    # On count hang seen, why and do; the other sides carry nothing. On case hangs nothing.
    link(package, "beta2021-seen", "contradicts", "alpha2020-count")
    link(package, "beta2021-do", "contradicts", "alpha2020-seen")
    found = by_dependents("contradicts")
    assert found[["start", "end", "hangs", "advice"]].to_numpy().tolist() == [
        ["beta2021-seen", "alpha2020-count", 3, 1],
        ["beta2021-do", "alpha2020-seen", 2, 1],
        ["gamma2022-case", "alpha2020-do", 0, 0],
    ]
    assert found.loc[0, "texts"] == "Beta 2021 and Alpha 2020"


def test_agreements_stand_in_the_same_order_and_the_agreement_itself_hangs_on_nothing(package):
    # The invented package has one agreement: seen supports why, on which advice hangs.
    found = by_dependents("supports")
    assert found[["start", "end", "hangs", "advice"]].to_numpy().tolist() == [
        ["beta2021-seen", "alpha2020-why", 1, 1]
    ]


def test_a_contradiction_within_a_text_is_no_tension_between_texts(package):
    package.write("links", [])
    link(package, "alpha2020-count", "contradicts", "alpha2020-seen")
    assert by_dependents("contradicts").empty
    assert {"start", "end", "hangs", "advice"} <= set(by_dependents("contradicts"))


def test_only_links_that_carry_a_conclusion_let_something_hang_on_a_claim(package):
    package.write("links", [])
    link(package, "beta2021-seen", "contradicts", "alpha2020-count")
    link(package, "alpha2020-count", "qualifies", "alpha2020-seen")
    link(package, "alpha2020-count", "explains", "alpha2020-why")
    assert by_dependents("contradicts")[["hangs", "advice"]].to_numpy().tolist() == [[1, 0]]


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
    found = room.links_between_texts(room.conversation())
    assert found["links"].sum() == len(cross) > 0
    assert not found.duplicated(["one", "other", "relation"]).any()
    order = [short(key) for key in table("texts")["key"]]
    places = [(order.index(row.one), order.index(row.other)) for row in found.itertuples()]
    assert places == sorted(places)
    assert all(one < other for one, other in places)


def test_the_heaviest_bridges_come_first_and_join_two_texts():
    found = bridges(1_000)
    assert len(found) == sum(across for *_, across in book().edges(data="across"))
    assert found["betweenness"].is_monotonic_decreasing
    assert found["betweenness"].between(0, 1).all()
    for row in found.to_dict("records"):
        assert claim(row["start"]).source != claim(row["end"]).source
        assert row["texts"] == (
            f"{short(claim(row['start']).source)} and {short(claim(row['end']).source)}"
        )
    assert bridges().equals(found.head(10))


def test_every_contradiction_between_texts_is_a_tension():
    found = by_dependents("contradicts")
    marked = [
        (a, b)
        for a, b, link in book().edges(data=True)
        if link["relation"] == "contradicts" and link["across"]
    ]
    assert sorted(zip(found["start"], found["end"], strict=True)) == sorted(marked)
    order = list(zip(-found["advice"], -found["hangs"], strict=True))
    assert order == sorted(order)
    assert (found["advice"] <= found["hangs"]).all()
