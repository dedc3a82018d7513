"""What each theory predicts, how far the text goes, and one survey's paths."""

from __future__ import annotations

import networkx as nx
import pytest

from microdrama.dissemination import theories
from microdrama.evidence.ledger import claims
from microdrama.package import table


def test_every_theory_says_what_would_speak_against_it():
    frame = theories.theories()
    assert len(frame) == 8
    for row in frame.itertuples():
        assert row.predicts != row.against
        assert {claims()[claim_id].source for claim_id in row.claims} == {"meng2025"}


def test_a_step_is_taken_with_all_before_it():
    frame = theories.theories()
    steps = theories.reached(frame)
    assert len(steps) == len(frame) * len(theories.STEPS)
    for theory, rows in steps.groupby("theory"):
        taken = rows.sort_values("order")["taken"].to_list()
        assert taken == sorted(taken, reverse=True), theory
    # What is counted has a claim with a number, and where nothing is counted none has.
    for row in frame.itertuples():
        numbers = [claims()[claim_id].value for claim_id in row.claims]
        assert any(numbers) == (row.reaches in ("counted", "compared")), row.theory


def test_ways_to_take_part_name_claims_where_the_text_speaks():
    for row in theories.participation().itertuples():
        assert bool(row.claims) == (row.prints != "Nothing."), row.act


def test_the_product_of_two_paths_by_hand():
    survey = theories.paths()
    product = theories.indirect(survey)
    assert product.low == pytest.approx(0.6275 * 0.3555)
    assert product.high == pytest.approx(0.6285 * 0.3565)
    # It is not what is printed, and lies within the printed interval.
    printed = survey.loc["indirect"]
    assert product.high < printed["within"].low
    assert printed["low"] < product.low < product.high < printed["high"]


def test_every_path_stands_in_its_quote():
    for row in table("viewing_model").itertuples():
        assert f"{row.value:.3f}" in row.quote


def test_chains_are_parts_that_no_link_joins():
    chains = theories.chains(theories.LOOP)
    assert sorted(claim_id for chain in chains for claim_id in chain) == sorted(theories.LOOP)
    where = {claim_id: place for place, chain in enumerate(chains) for claim_id in chain}
    links = [
        (row["from"], row["to"])
        for row in table("links").to_dict("records")
        if row["from"] in where and row["to"] in where
    ]
    assert all(where[one] == where[other] for one, other in links)
    for chain in chains:
        # As many joints as hold a chain together, at least.
        assert len([link for link in links if link[0] in chain]) >= len(chain) - 1
    # A loop would be a circle of links.
    assert not list(nx.simple_cycles(nx.DiGraph(links)))
    assert [len(chain) for chain in chains] == [4, 3]
    # Each chain is told from its premises on.
    place = {claim_id: at for chain in chains for at, claim_id in enumerate(chain)}
    assert all(place[one] < place[other] for one, other in links)
