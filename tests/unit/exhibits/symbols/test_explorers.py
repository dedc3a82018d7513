"""The explorers of the symbols chapter: against searches by hand, and both faces alike."""

from __future__ import annotations

import csv
from functools import lru_cache, partial

import networkx as nx
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from controls import settings_of
from helpers import vega_values
from microdrama.evidence.ledger import claim
from microdrama.exhibits import registry
from microdrama.exhibits import symbols as exhibits
from microdrama.paths import DATA
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer
from microdrama.show.figure import BROAD, NARROW, cell
from microdrama.show.sentences import fill
from microdrama.symbols import network, reachability, walks
from microdrama.symbols.codings import one
from microdrama.symbols.consensus import as_steps

pytestmark = pytest.mark.slow

#: Vega takes too long to be asked for the smallest example that fails.
few = partial(settings, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def read(name: str) -> list[dict[str, str]]:
    with (DATA / "symbols" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CONCEPTS = {row["id"]: row for row in read("concepts")}
RELATIONS = {(row["from"], row["to"]): row for row in read("relations")}
CASES = {row["id"]: row["title"] for row in sorted(read("cases"), key=lambda r: int(r["order"]))}
STEPS = {(row["case"], row["step"]): row for row in read("steps")}
LABELS = {concept: row["label"] for concept, row in CONCEPTS.items()}


@lru_cache
def coded() -> pd.DataFrame:
    """Return a drama as a class has coded it: nothing of the symbol, nothing of the outcome."""
    return as_steps(one("短剧", "", {"function": "acts", "tension": "self-other"}))


@lru_cache
def book() -> dict[str, Explorer]:
    """Return the explorers of the chapter, the walks with a class's own drama."""
    pages = {name: registry.chapter(page) for name, page in BOOK.items()}
    cases = walks.together(coded())
    return {
        "walk-a-case": exhibits.walk_a_case(cases, network.network(), "british-museum"),
        **{name: page[name] for name, page in pages.items() if name != "walk-a-case"},
    }


#: The explorers, and the page of each.
BOOK = {
    "walk-a-case": "coding",
    "break-a-link": "questions",
    "network": "questions",
    "base-rate": "questions",
}


# ---- both faces ------------------------------------------------------------------------------


def same(one: object, other: object) -> bool:
    one, other = cell(one), cell(other)
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return one == other
    return one == pytest.approx(other, rel=1e-9, abs=1e-12)


def assert_same_faces(explorer: Explorer, chosen: dict | None = None) -> None:
    """Hold the rows and the sentence that Vega works out to those of Python."""
    live = explorer.evaluate(chosen)
    rows = [
        {name: cell(value) for name, value in row.items()}
        for row in explorer.base.to_dict("records")
    ]
    page = vega_values(
        rows, explorer.transforms(), list(live), {**explorer.defaults, **(chosen or {})}
    )
    assert len(page) == len(live)
    for here, there in zip(live.to_dict("records"), page, strict=True):
        for name in here:
            assert same(here[name], there[name]), (name, here[name], there[name])
    speaking = next((row for row in page if row.get("speaks")), page[0])
    assert fill(explorer.sentences[speaking["case"]], speaking) == explorer.sentence(chosen)


@pytest.mark.parametrize("name", BOOK)
@given(st.data())
@few(max_examples=6)
def test_both_faces_give_the_same_numbers_and_words(name, data):
    assert_same_faces(book()[name], data.draw(settings_of(book()[name])))


@pytest.mark.parametrize("name", BOOK)
def test_both_faces_agree_on_the_default_and_at_the_ends_of_every_control(name):
    explorer = book()[name]
    assert_same_faces(explorer)
    for control in explorer.controls:
        ends = (
            (control.options[1][0], control.options[-1][0])
            if isinstance(control, Choice)
            else (control.low, control.high)
        )
        for value in ends:
            assert_same_faces(explorer, {control.name: value})


@pytest.mark.parametrize("name", BOOK)
def test_every_option_says_something_of_its_own(name):
    explorer = book()[name]
    for control in explorer.controls:
        if isinstance(control, Choice):
            said = [explorer.sentence({control.name: value}) for value, _ in control.options]
            assert len(set(said)) == len(said), control.label


# ---- walk a case -----------------------------------------------------------------------------


IN_WORDS = {
    "symbol": "symbol",
    "purification": "what is kept of it",
    "function": "what it does in the story",
    "tension": "identity tension",
    "outcome": "outcome",
}


def expected(case: str, order: int) -> str:
    """Return the sentence of a step, put together from the tables."""
    step = list(IN_WORDS)[order - 1]
    row = STEPS[case, step]
    start = f"{CASES[case]}, step {order} of 5, {IN_WORDS[step]}: "
    if row["status"] == "left out":
        return start + row["note"]
    words = claim(row["claim"]).words
    return f"{start}{LABELS[row['concept']]}. {row['note']} In the text’s words: “{words}”."


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("order", range(1, 6))
def test_every_step_of_every_case_is_said_with_its_note_and_its_quote(case, order):
    explorer = book()["walk-a-case"]
    said = explorer.sentence({"first": case, "steps": order})
    assert said == expected(case, order)
    other = next(other for other in CASES if other != case)
    beside = explorer.sentence({"first": case, "steps": order, "second": other})
    assert beside == f"{said} Beside it: {CASES[other]}."


def test_a_step_that_a_class_has_coded_is_said_without_a_quote():
    explorer = book()["walk-a-case"]

    def said(order: int, **more: str) -> str:
        return explorer.sentence({"first": "own-1", "steps": order, **more})

    label = LABELS[coded().set_index("step").loc["function", "concept"]]
    note = coded().set_index("step")["note"]
    assert said(3) == (f"短剧, step 3 of 5, what it does in the story: {label}. {note['function']}")
    assert said(5) == f"短剧, step 5 of 5, outcome: {note['outcome']}"
    assert said(3, second="sawasdee") == f"{said(3)} Beside it: Sawasdee: A Thai Romance."
    assert said(5, second="sawasdee") == f"{said(5)} Beside it: Sawasdee: A Thai Romance."


def test_what_divides_the_coders_is_said_without_a_concept():
    steps = coded().copy()
    place = steps["step"] == "function"
    steps.loc[place, ["concept", "status", "note"]] = ["", "disputed", "Coders are divided."]
    explorer = exhibits.walk_a_case(walks.together(steps), network.network(), "own-1")
    assert explorer.sentence({"steps": 3}) == (
        "短剧, step 3 of 5, what it does in the story: Coders are divided."
    )


def test_only_the_steps_asked_for_are_shown_of_one_drama_or_of_two():
    explorer = book()["walk-a-case"]
    alone = explorer.evaluate({"steps": 2})
    assert set(alone["drama"]) == {"british-museum"}
    assert set(alone["order"]) == {1, 2}
    both = explorer.evaluate({"steps": 2, "second": "sawasdee"})
    assert set(zip(both["role"], both["drama"], strict=True)) == {
        ("one", "british-museum"),
        ("other", "sawasdee"),
    }
    assert set(explorer.evaluate({"second": "british-museum"})["role"]) == {"one", "other"}


def test_the_default_is_the_whole_way_of_one_drama():
    explorer = book()["walk-a-case"]
    assert explorer.defaults == {"first": "british-museum", "second": "none", "steps": 5}
    titles = dict(explorer.controls[0].options)
    assert titles == {**CASES, "own-1": "短剧"}
    assert dict(explorer.controls[1].options) == {"none": "no other drama", **titles}


# ---- take something out ----------------------------------------------------------------------


def test_a_relation_that_is_taken_out_of_a_small_network_is_said_with_its_loss():
    graph = nx.DiGraph()
    for name, kind in {"s": "symbol", "p": "process", "e": "outcome", "f": "outcome"}.items():
        graph.add_node(name, type=kind, label=name.upper(), wanted=name == "e")
    graph.add_edge("s", "p", carries=True)
    graph.add_edge("p", "e", carries=True)
    graph.add_edge("s", "f", carries=True)
    explorer = exhibits.break_a_link(reachability.losses(graph), network.network())
    said = {
        name: explorer.sentence({"taken_out": name}) for name, _ in explorer.controls[0].options
    }
    assert said == {
        "none": "As long as nothing is taken out, paths from a symbol lead to 2 outcomes in the "
        "whole network.",
        "s": "Without the concept “S” no path from a symbol leads to 2 of 2 outcomes any more: e "
        "and f.",
        "p": "Without the concept “P” no path from a symbol leads to 1 of 2 outcomes any more: e.",
        "s>p": "Without the relation S → P no path from a symbol leads to 1 of 2 outcomes any "
        "more: e.",
        "p>e": "Without the relation P → E no path from a symbol leads to 1 of 2 outcomes any "
        "more: e.",
        "s>f": "Without the relation S → F no path from a symbol leads to 1 of 2 outcomes any "
        "more: f.",
    }


def test_narrative_translation_is_a_heavy_loss_and_a_theory_is_none():
    explorer = book()["break-a-link"]
    said = explorer.sentence({"taken_out": network.TRANSLATION})
    assert said.startswith("Without the concept “Narrative translation” no path")
    assert "hybrid identity" in said
    kept = explorer.sentence({"taken_out": "cultural-semiotics"})
    assert kept.startswith("Without the concept “Cultural semiotics” paths from a symbol still")


# ---- the network, one concept at a time ------------------------------------------------------


def test_a_line_is_a_sentence_about_the_chosen_concept():
    rows = book()["network"].base
    lines = set(rows.loc[rows["chosen"] == "high-concentration-symbol", "line"])
    assert {"is an example of it: Jade teapot", "it enters Symbol purification"} <= lines


def test_every_concept_can_be_lit_and_so_can_the_whole_each_path_and_each_stage():
    explorer = book()["network"]
    options = dict(explorer.controls[0].options)
    parts = {name for name in options if name not in LABELS}
    stages = {f"stage-{stage}" for stage in network.STAGES}
    assert parts == {"whole", "path-surface", "path-deep"} | stages
    assert {name: options[name] for name in LABELS} == LABELS
    first, *_ = explorer.controls[0].options
    assert first[0] == explorer.defaults["shown"] == network.TRANSLATION
    listed = [label for name, label in explorer.controls[0].options[1:] if name in LABELS]
    assert listed == sorted(listed)


def test_a_concept_is_said_with_its_meaning_its_words_and_what_leads_to_it_and_from_it():
    explorer = book()["network"]
    graph = nx.DiGraph(
        edge for edge, row in RELATIONS.items() if row["relation"] in network.CARRYING
    )
    for concept in (network.TRANSLATION, "jade-teapot", "cultural-semiotics"):
        leading = len(nx.ancestors(graph, concept)) if concept in graph else 0
        following = len(nx.descendants(graph, concept)) if concept in graph else 0
        words = claim(CONCEPTS[concept]["claim"]).words
        to_it = f"{leading} concepts lead" if leading else "no concept leads"
        assert explorer.sentence({"shown": concept}) == (
            f"{LABELS[concept]}: {CONCEPTS[concept]['definition']} Counting every path, {to_it} to "
            f"it, and it leads on to {following or 'none'}. In the text’s words: “{words}”."
        )


def test_the_title_counts_what_leads_to_the_first_concept_and_from_it():
    said = book()["network"].sentence()
    leading, following = (said.split(" concepts lead to it")[0].split()[-1], 24)
    assert f"leads on to {following}." in said
    assert f": {leading} of its {len(LABELS)} concepts lead into " in book()["network"].title


def test_a_part_has_a_row_for_each_of_its_concepts_and_the_whole_for_each_relation():
    explorer = book()["network"]
    for stage in network.STAGES:
        members = {row["label"] for row in CONCEPTS.values() if row["stage"] == stage}
        assert set(explorer.evaluate({"shown": f"stage-{stage}"})["line"]) == members
    whole = explorer.evaluate({"shown": "whole"})
    assert (whole["side"] == "all").sum() == len(RELATIONS)
    # A phone shows the parts, to be opened by a tap.
    parts = whole[whole["side"] == "within"]
    options = dict(explorer.controls[0].options)
    assert all(options[row.pick_shown] == row.other for row in parts.itertuples())


def test_what_can_be_tapped_is_an_option():
    for name in ("network", "break-a-link"):
        explorer = book()[name]
        [control] = explorer.controls
        options = dict(control.options)
        field = f"pick_{control.name}"
        drawn = [
            row[field]
            for width in (BROAD, NARROW)
            for rows in explorer.specification(width).get("datasets", {}).values()
            for row in rows
            if row.get(field)
        ]
        assert len(drawn) > 40
        assert set(drawn) <= set(options)


# ---- the base rate ---------------------------------------------------------------------------


def test_in_the_texts_own_case_localisation_changes_nothing():
    explorer = book()["base-rate"]
    assert explorer.evaluate()["at"].iloc[0] == pytest.approx(38.7)
    assert explorer.sentence().endswith("localisation changes nothing.")


def test_a_base_rate_that_cannot_be_is_said_with_those_that_can():
    # 40% localised of which 38.7% are strong make 15.48%; the others add from 0 to 60 points.
    explorer = book()["base-rate"]
    said = explorer.sentence({"base_rate": 10.0, "localised": 40})
    assert said.endswith("the base rate must lie between 15.5% and 75.5%.")
    assert explorer.sentence({"base_rate": 60.0}).endswith("points less.")


def test_more_and_fewer_points_are_said_as_they_were_counted():
    # 15.866…% without localisation, 22.833… points below 38.7%.
    said = book()["base-rate"].sentence({"base_rate": 25.0, "localised": 40})
    assert said.endswith("have a chance of 15.9%: localisation goes with 22.8 points more.")
