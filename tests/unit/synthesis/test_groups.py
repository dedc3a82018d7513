"""Groups of claims: on invented links, in the book, and their likeness against scikit-learn."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from advice import invented
from microdrama import synthesis as room
from microdrama.package import table


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


@lru_cache
def book() -> nx.DiGraph:
    return room.conversation()


def groups() -> list[set[str]]:
    """Return the groups of the book's claims, the largest first."""
    found = nx.community.louvain_communities(book().to_undirected(), seed=room.SEED)
    return sorted(found, key=lambda group: (-len(group), min(group)))


def link(package, start: str, relation: str, end: str) -> None:
    package.add("links", **{"from": start, "to": end, "relation": relation, "note": "So it is."})


# ---- invented links ------------------------------------------------------------------------


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
    communities = nx.community.louvain_communities(graph.to_undirected(), seed=room.SEED)
    assert sorted(communities, key=min) == [set(one), set(other)]
    # Only the second holds several texts; any two of its claims are linked, two ways of four
    # between the texts at each end. The case has the bridge, which is not in the group.
    assert room.spanning_texts(graph, communities).to_dict("records") == [
        {
            "group": 1,
            "claims": 4,
            "texts": "Beta 2021, Gamma 2022",
            "claim": "beta2021-do",
            "centre": "What beta2021-do says.",
            "links_across": 4,
        }
    ]
    assert room.stability(graph, communities, share=0.0, draws=2) == 1


# ---- the likeness of two groupings ---------------------------------------------------------


def test_the_index_of_a_small_example_is_that_worked_out_by_hand():
    # Of ten pairs four are together in each, two of them in both; chance would have 1.6.
    one, other = ["a", "a", "a", "b", "b"], [1, 1, 2, 2, 2]
    assert room.adjusted_rand_index(one, other) == pytest.approx((2 - 1.6) / (4 - 1.6))


GROUPINGS = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        *[st.lists(st.integers(0, 4), min_size=size, max_size=size) for _ in range(2)]
    )
)


@given(GROUPINGS)
def test_the_index_is_that_of_scikit_learn(groupings):
    one, other = groupings
    found = room.adjusted_rand_index(one, other)
    assert found == pytest.approx(adjusted_rand_score(one, other))
    assert found == pytest.approx(room.adjusted_rand_index(other, one))


def test_groupings_of_each_thing_by_itself_or_of_all_together_are_alike():
    for labels in ([0], [0, 1, 2], [0, 0, 0]):
        assert room.adjusted_rand_index(labels, labels) == 1
    assert room.adjusted_rand_index([0, 0, 0], [0, 1, 2]) == 0


# ---- the book's own links ------------------------------------------------------------------


def test_groups_are_a_partition_and_the_same_at_every_run():
    found = groups()
    again = nx.community.louvain_communities(room.conversation().to_undirected(), seed=room.SEED)
    assert found == sorted(again, key=lambda group: (-len(group), min(group)))
    assert sum(map(len, found)) == len(book())
    assert set.union(*found) == set(book())
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)


def test_groups_are_better_than_none_and_than_the_texts_themselves_joined():
    plain = book().to_undirected()
    found = nx.community.modularity(plain, groups())
    texts = [
        {n for n, text in book().nodes(data="text") if text == key} for key in table("texts")["key"]
    ]
    assert found > nx.community.modularity(plain, [set(plain)])
    assert found > nx.community.modularity(plain, [text for text in texts if text])


def test_a_group_that_is_described_holds_several_texts_and_its_centre():
    found = room.spanning_texts(book(), groups())
    large = [group for group in groups() if len({book().nodes[name]["text"] for name in group}) > 1]
    assert found["claims"].to_list() == list(map(len, large))
    for row, group in zip(found.itertuples(), large, strict=True):
        assert row.claim in group
        part = book().subgraph(group)
        assert part.degree(row.claim) == max(dict(part.degree).values())
        assert row.links_across > 0


def test_groups_change_when_links_are_dropped_and_in_the_same_way_at_every_run():
    one, other = (room.stability(book(), groups(), 0.1, 3) for _ in range(2))
    assert one == other
    assert 0 < one < 1
    assert room.stability(book(), groups(), 0.6, 3) < one
