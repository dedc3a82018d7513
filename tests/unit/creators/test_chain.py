"""The argument as a chain: who speaks at each step, and how far a conclusion is from a report."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.creators import chain
from microdrama.evidence.ledger import claims
from microdrama.package import table


def spoken(**voices: str) -> pd.DataFrame:
    return pd.DataFrame({"claim": list(voices), "voice": list(voices.values())})


# ---- by hand -------------------------------------------------------------------------------


def test_links_are_counted_from_the_nearest_report_and_missing_where_none_leads():
    # told → first → second, heard → second; apart hangs on nothing that is told.
    graph = nx.DiGraph([("told", "first"), ("first", "second"), ("heard", "second")])
    graph.add_edge("second", "third")
    graph.add_node("apart")
    found = chain.inferences(
        graph,
        spoken(
            told="participants",
            heard="participants",
            first="authors",
            second="authors",
            third="authors",
            apart="nobody named",
        ),
    )
    assert found["links"].to_list()[:5] == [0, 0, 1, 1, 2]
    assert found["links"].isna().to_list() == [False] * 5 + [True]


def test_where_no_participant_speaks_no_chain_leads_anywhere():
    found = chain.inferences(nx.DiGraph([("a", "b")]), spoken(a="authors", b="literature"))
    assert found["links"].isna().all()


def test_a_voice_that_is_not_heard_counts_as_none():
    counts = chain.by_voice(spoken(a="authors", b="authors", c="literature"))
    assert counts.to_dict() == {"literature": 1, "participants": 0, "authors": 2, "nobody named": 0}


@given(st.lists(st.sampled_from(chain.VOICES)))
def test_every_claim_is_counted_once(voices):
    frame = pd.DataFrame({"claim": [f"c{i}" for i in range(len(voices))], "voice": voices})
    assert chain.by_voice(frame).sum() == len(voices)


# ---- the tables of the book ----------------------------------------------------------------


def test_every_finding_and_mechanism_of_the_text_has_a_voice():
    argued = {
        one.id
        for one in claims().values()
        if one.source == chain.SOURCE and one.kind in chain.ARGUED
    }
    assert len(argued) > 20
    assert set(chain.voices()["claim"]) == argued


def test_every_step_has_a_voice_and_further_claims_of_the_same_text():
    steps = chain.steps()
    assert steps["order"].to_list() == list(range(1, len(steps) + 1))
    assert set(steps["voice"]) == set(chain.VOICES) - {"nobody named"}
    for further in steps["also"]:
        assert all(claims()[one].source == chain.SOURCE for one in further)


def test_the_text_goes_on_from_every_step_but_the_last_and_never_back():
    steps, moves = chain.steps(), chain.moves()
    order = steps.set_index("id")["order"]
    assert (moves["start"].map(order) < moves["end"].map(order)).all()
    graph = nx.from_pandas_edgelist(moves, "start", "end", create_using=nx.DiGraph)
    assert {step for step in graph if not graph.out_degree(step)} == {steps["id"].iloc[-1]}
    assert set(graph) == set(steps["id"])


def test_words_that_carry_the_text_on_are_few():
    for name, column in (("moves", "words"), ("voices", "marker")):
        assert table(name)[column].str.split().str.len().between(1, 15).all()


def test_no_claim_that_participants_report_is_further_than_its_own_words():
    found = chain.inferences(chain.argument(), chain.voices()).set_index("claim")
    theirs = found["voice"] == "participants"
    assert found.loc[theirs, "links"].eq(0).all()
    assert found.loc[~theirs, "links"].dropna().ge(1).all()
    # Measures → regime → shame: two links, by hand.
    assert found.loc["zhang2025-shame-amplified", "links"] == 2


def test_a_step_without_a_voice_says_what_to_do(copied):
    copied.write("voices", [r for r in copied.cells("voices") if "metrics" not in r["claim"]])
    with pytest.raises(ValueError, match=r"chain\.csv: .*“metrics”.*add it to voices\.csv"):
        chain.steps()
