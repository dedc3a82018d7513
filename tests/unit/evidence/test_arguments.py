"""How claims bear on each other: one argument, its evidence, its joined premises, its outline."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama.evidence.arguments import (
    CARRYING,
    EVIDENCE,
    argument,
    argument_table,
    connected,
    contradictions,
    evidence,
    outline,
    with_joints,
)
from microdrama.evidence.ledger import UnknownClaimError, claim, claims
from microdrama.evidence.verdicts import verdict
from microdrama.package import table

#: A chain of the invented ledger: growth → boom → young → advice.
CHAIN = ["alpha2020-growth", "alpha2020-boom", "alpha2020-young", "alpha2020-advise-settled"]


def test_an_argument_has_its_claims_and_the_links_between_them_only():
    asked = ["meng2025-market-2024", "wang2026-stage-adjustment", "meng2025-ugc-to-pgc"]
    graph = argument(asked)
    assert list(graph) == asked
    assert all(a in asked and b in asked for a, b in graph.edges)
    assert all(set(link) == {"relation", "note"} for *_, link in graph.edges(data=True))


def test_an_argument_with_an_unknown_claim_is_refused():
    with pytest.raises(UnknownClaimError, match="nobody2020-nothing"):
        argument(["meng2025-market-2024", "nobody2020-nothing"])


def test_a_connected_argument_is_the_argument(own):
    assert list(connected(CHAIN).edges) == [*pairwise(CHAIN)]


def test_an_argument_in_pieces_says_which_claims_stand_apart(own):
    with pytest.raises(ValueError, match=r"2 pieces; no link connects alpha2020-share with"):
        connected([*CHAIN, "alpha2020-share"])


def test_an_argument_in_a_circle_is_refused(own):
    with pytest.raises(ValueError, match="circle, beta2021-one → beta2021-other"):
        connected(["beta2021-one", "beta2021-other"])


@pytest.mark.parametrize(
    ("claim_id", "kind"),
    [
        ("wang2026-policy-beta", "number"),  # prints 0.38
        ("zhang2025-metrics-central", "interviews"),  # checked by the standards of interviews
        ("zhao2025-case-british-museum", "case"),
        ("meng2025-rec-avoid-sameness", "advice"),
        ("wang2026-policy-effect", "assertion"),  # the number is another claim's
    ],
)
def test_what_a_claim_offers_follows_from_its_row_and_its_checks(claim_id, kind):
    assert evidence(claim_id) == kind


def test_every_claim_offers_one_kind_of_evidence_and_every_kind_is_offered():
    assert {evidence(claim_id) for claim_id in claims()} == set(EVIDENCE)


def test_premises_that_carry_only_together_meet_before_their_conclusion(own):
    package = own
    package.add("links", **{"from": "alpha2020-share", "to": "alpha2020-boom"}, relation="explains")
    premises = "alpha2020-growth alpha2020-share"
    package.write("joined", [{"to": "alpha2020-boom", "premises": premises, "note": "Both."}])
    drawn = with_joints(connected([*CHAIN, "alpha2020-share"]))
    (joint,) = set(drawn) - {*CHAIN, "alpha2020-share"}
    assert drawn.nodes[joint]["joint"] == "Both."
    assert set(drawn.predecessors(joint)) == set(premises.split())
    assert {drawn.edges[one, joint]["relation"] for one in premises.split()} == {""}
    assert drawn.edges[joint, "alpha2020-boom"]["relation"] == "explains"
    assert set(drawn.predecessors("alpha2020-boom")) == {joint}
    # One of the two alone is no joint.
    assert set(with_joints(connected(CHAIN))) == set(CHAIN)


def test_a_contradiction_leads_to_the_claim_on_which_more_hangs(own):
    # theory → advise-words; one contradicts theory, and after contradicts advise-bare → share.
    ids = ["alpha2020-theory", "alpha2020-advise-words", "beta2021-one"]
    assert with_joints(argument(ids)).has_edge("beta2021-one", "alpha2020-theory")
    own.add("links", **{"from": "alpha2020-theory", "to": "beta2021-other"}, relation="contradicts")
    turned = with_joints(argument(["alpha2020-theory", "alpha2020-advise-words", "beta2021-other"]))
    assert turned.has_edge("beta2021-other", "alpha2020-theory")
    assert not turned.has_edge("alpha2020-theory", "beta2021-other")


def test_an_outline_has_beneath_each_claim_what_bears_on_it(own):
    own.add("links", **{"from": "alpha2020-growth", "to": "alpha2020-young"}, relation="explains")
    rows = outline(with_joints(connected(CHAIN)))
    advice, young, boom, growth = CHAIN[::-1]
    # growth bears on boom and on young: beneath the second it stands again.
    assert list(rows.itertuples(index=False, name=None)) == [
        (advice, 0, -1, "", False),
        (young, 1, 0, "recommends", False),
        (growth, 2, 1, "explains", False),
        (boom, 2, 1, "supports", False),
        (growth, 3, 3, "explains", True),
    ]


@st.composite
def arguments(draw) -> nx.DiGraph:
    """Draw an argument without circles among some claims of the book, in any order."""
    ids = draw(st.permutations(list(claims())[:12]))[: draw(st.integers(1, 12))]
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(ids))
    for start, end in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else ():
        relation = draw(st.sampled_from([*CARRYING, "qualifies"]))
        graph.add_edge(start, end, relation=relation, note=f"{start} to {end}")
    return graph


@given(arguments())
@settings(max_examples=40)
def test_an_outline_has_every_claim_once_and_every_link(graph):
    rows = outline(graph)
    assert sorted(rows.loc[~rows["again"], "node"]) == sorted(graph)
    beneath = rows[rows["parent"] >= 0]
    links = zip(beneath["node"], rows["node"].loc[beneath["parent"]], strict=True)
    assert sorted(links) == sorted(graph.edges)
    assert (beneath["depth"].to_numpy() == rows["depth"].loc[beneath["parent"]] + 1).all()
    assert (beneath["parent"] < beneath.index).all()


@given(arguments())
@settings(max_examples=40)
def test_the_table_has_a_row_for_every_link_premises_first(graph):
    rows = argument_table(graph)
    expected = {
        (claim(a).statement, evidence(a), verdict(a).status, how["relation"], claim(b).statement)
        for a, b, how in graph.edges(data=True)
    }
    assert set(rows.drop(columns="Why").itertuples(index=False, name=None)) == expected
    assert len(rows) == len(graph.edges)
    first = {statement: place for place, statement in reversed(list(enumerate(rows["Claim"])))}
    for place, other in enumerate(rows["Other claim"]):
        assert first.get(other, len(rows)) > place


def test_joined_premises_of_the_book_are_linked_to_their_conclusion():
    rows = table("joined")
    assert len(rows)
    for row in rows.itertuples():
        graph = argument([*row.premises.split(), row.to])
        assert set(row.premises.split()) <= set(graph.predecessors(row.to))


def test_contradictions_are_pairs_with_a_reason_in_the_order_of_the_links(own):
    found = [(one.id, other.id, why) for one, other, why in contradictions()]
    assert found == [
        (
            "alpha2020-after",
            "alpha2020-advise-bare",
            "alpha2020-after contradicts alpha2020-advise-bare.",
        ),
        ("beta2021-one", "alpha2020-theory", "beta2021-one contradicts alpha2020-theory."),
    ]


def test_every_contradiction_of_the_book_is_between_two_claims_and_says_why():
    found = contradictions()
    assert found
    for one, other, why in found:
        assert one.id != other.id
        assert why.strip()
