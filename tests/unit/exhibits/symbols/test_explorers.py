"""The explorers of the symbols chapter: against searches by hand, and both faces alike."""

from __future__ import annotations

import csv
import math
from functools import lru_cache, partial

import networkx as nx
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from controls import settings_of
from helpers import vega_values
from microdrama.charts import symbols as draw
from microdrama.evidence.ledger import claim, short
from microdrama.paths import DATA
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer
from microdrama.show.figure import cell
from microdrama.show.sentences import fill
from microdrama.symbols import explorers, findings, layout, localisation, network, walks
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
CARRY = {"example of", "part of", "enters", "becomes", "enables", "produces"}
LABELS = {concept: row["label"] for concept, row in CONCEPTS.items()}


@lru_cache
def coded() -> pd.DataFrame:
    """Return a drama as a class has coded it: nothing of the symbol, nothing of the outcome."""
    return as_steps(one("短剧", "", {"function": "acts", "tension": "self-other"}))


@lru_cache
def book() -> dict[str, Explorer]:
    """Return the explorers as the chapter makes them, with a class's own drama."""
    whole = network.network()
    places = {name: layout.layered(whole, columns) for name, columns in draw.COLUMNS.items()}
    names = {key: short(key) for key in dict.fromkeys(row["text"] for row in CONCEPTS.values())}
    links = network.relations()
    cases = walks.together(coded())
    return {
        "walk-a-case": explorers.walking(
            cases, whole, places["wide"], "british-museum", partial(draw.walks, places, links, 12)
        ),
        "break-a-link": explorers.breaking(whole, draw.reach),
        "one-concept": explorers.looking(whole, findings.TRANSLATION, draw.related(names, 20)),
        "base-rate": localisation.base_rates(draw.base_rate),
    }


BOOK = ("walk-a-case", "break-a-link", "one-concept", "base-rate")


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


def routes() -> pd.DataFrame:
    whole = network.network()
    return explorers.routes(walks.together(coded()), whole, layout.layered(whole, 4))


def test_every_drama_is_there_once_as_the_first_and_once_as_the_second():
    found = routes()
    assert set(found["role"]) == {"one", "other"}
    first, second = (
        found[found["role"] == role].drop(columns="role").reset_index(drop=True)
        for role in ("one", "other")
    )
    assert first.equals(second)
    assert list(dict.fromkeys(first["drama"])) == [*CASES, "own-1"]
    steps = first[first["part"].isin(["concept", "nothing"])]
    assert (steps.groupby("drama")["order"].apply(list).map(list) == [[1, 2, 3, 4, 5]] * 12).all()


def test_places_are_those_of_the_layout():
    places = layout.layered(network.network(), 4).set_index("label")[["column", "row"]]
    seen = 0
    for row in routes().to_dict("records"):
        if row["part"] in ("concept", "way"):
            assert (row["x"], row["y"]) == tuple(places.loc[row["what"]])
            assert (row["x2"], row["y2"]) == (row["x"], row["y"])
        elif row["part"] == "nothing":
            assert all(math.isnan(row[key]) for key in ("x", "y", "x2", "y2", "rung", "next_rung"))
        else:
            ends = [
                label
                for label in places.index
                if tuple(places.loc[label]) in ((row["x"], row["y"]), (row["x2"], row["y2"]))
            ]
            assert len(ends) == 2
            assert all(label in row["what"] for label in ends)
            seen += 1
    assert seen > 2 * 5 * len(CASES)


def test_a_ladder_has_one_rung_a_concept_and_every_link_leads_to_the_next():
    found = routes()
    for _, walk in found[found["role"] == "one"].groupby("drama"):
        stand = walk[walk["part"].isin(["concept", "way"])]
        rungs = stand.drop_duplicates("what")["rung"]
        assert sorted(rungs) == list(range(len(rungs)))
        # A concept of a later step never stands above one of an earlier step.
        steps = walk[walk["part"] == "concept"].sort_values("order")["rung"]
        assert list(steps) == sorted(steps)
        assert (stand["rung"] == stand["next_rung"]).all()
        between = walk[walk["part"].isin(["link", "gap"])]
        assert (between["next_rung"] == between["rung"] + 1).all()


def test_a_link_has_the_words_and_the_basis_of_its_relation():
    known = {}
    for (a, b), row in RELATIONS.items():
        verb = {"example of": "is an example of", "part of": "is part of"}.get(
            row["relation"], row["relation"]
        )
        known[f"{LABELS[a]} {verb} {LABELS[b]}"] = row
    found = routes()
    links = found[found["part"] == "link"]
    assert len(links)
    for link in links.to_dict("records"):
        row = known[link["what"]]
        assert row["relation"] in CARRY
        assert (link["status"], link["said"]) == (row["basis"], row["note"])
        assert link["quote"] == claim(row["claim"]).words


def test_a_gap_is_said_to_be_one():
    whole, steps = network.network(), walks.steps()
    mine = steps[steps["case"] == "dragon-king"].copy()
    mine.loc[mine["step"] == "outcome", "concept"] = "hybrid-identity"
    found = explorers.routes(mine, whole, layout.layered(whole, 4))
    [gap] = found[(found["part"] == "gap") & (found["role"] == "one")].to_dict("records")
    assert gap["what"] == "Ornament … Hybrid identity"
    assert gap["status"] == "no path in the network"


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
    whole = network.network()
    explorer = explorers.walking(
        walks.together(steps), whole, layout.layered(whole, 4), "own-1", lambda width: None
    )
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


def reach(starts: set[str], gone: set[str], cut: set[tuple[str, str]]) -> set[str]:
    """Return all concepts that a search by hand finds from some starts, the starts included."""
    seen = starts - gone
    waiting = list(seen)
    while waiting:
        here = waiting.pop()
        for (a, b), row in RELATIONS.items():
            if (
                a == here
                and row["relation"] in CARRY
                and (a, b) not in cut
                and b not in gone | seen
            ):
                seen.add(b)
                waiting.append(b)
    return seen


LED_TO = {b for (_, b), row in RELATIONS.items() if row["relation"] in CARRY}
STARTS = {
    "from_symbol": {c for c, r in CONCEPTS.items() if r["type"] == "symbol" and c not in LED_TO},
    "from_platform": {c for c, r in CONCEPTS.items() if r["type"] == "platform"},
}
OUTCOMES = [concept for concept, row in CONCEPTS.items() if row["type"] == "outcome"]


def test_losses_are_those_of_a_search_by_hand():
    found = dict(iter(explorers.losses(network.network()).groupby("taken", sort=False)))
    links = [pair for pair, row in RELATIONS.items() if row["relation"] in CARRY]
    taken = {
        "none": (set(), set()),
        **{c: ({c}, set()) for c in CONCEPTS if c not in OUTCOMES},
        **{f"{a}>{b}": (set(), {(a, b)}) for a, b in links},
    }
    assert set(found) == set(taken)
    whole = {key: reach(starts, set(), set()) for key, starts in STARTS.items()}
    for name, (gone, cut) in taken.items():
        after = {key: reach(starts, gone, cut) for key, starts in STARTS.items()}
        rows = found[name].set_index("outcome")
        lost = [e for e in OUTCOMES if e in whole["from_symbol"] - after["from_symbol"]]
        assert list(rows.index) == [LABELS[end] for end in OUTCOMES]
        for end in OUTCOMES:
            row = rows.loc[LABELS[end]]
            for key in STARTS:
                state = (
                    "reached"
                    if end in after[key]
                    else ("cut off" if end in whole[key] else "never")
                )
                assert row[key] == state, (name, end, key)
            assert row["welcome"] == (
                "welcome" if CONCEPTS[end]["wanted"] == "true" else "not welcome"
            )
        assert set(rows["lost"]) == {len(lost)}
        assert set(rows["total"]) == {len(whole["from_symbol"] & set(OUTCOMES))}
        assert set(rows["names"]) == {", ".join(LABELS[end] for end in lost).lower()}


def test_a_relation_that_is_taken_out_of_a_small_network_is_said_with_its_loss():
    graph = nx.DiGraph()
    for name, kind in {"s": "symbol", "p": "process", "e": "outcome", "f": "outcome"}.items():
        graph.add_node(name, type=kind, label=name.upper(), wanted=name == "e")
    graph.add_edge("s", "p", carries=True)
    graph.add_edge("p", "e", carries=True)
    graph.add_edge("s", "f", carries=True)
    explorer = explorers.breaking(graph, lambda width: None)
    said = {
        name: explorer.sentence({"taken_out": name}) for name, _ in explorer.controls[0].options
    }
    assert said == {
        "none": "In the whole network paths from a symbol lead to 2 outcomes.",
        "s": "Without the concept “S” no path from a symbol leads to 2 of 2 outcomes any more: e, "
        "f.",
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
    said = explorer.sentence({"taken_out": findings.TRANSLATION})
    assert said.startswith("Without the concept “Narrative translation” no path")
    assert "hybrid identity" in said
    kept = explorer.sentence({"taken_out": "cultural-semiotics"})
    assert kept.startswith("Without the concept “Cultural semiotics” paths from a symbol still")


# ---- one concept at a time -------------------------------------------------------------------


def test_every_relation_appears_exactly_twice_once_from_each_end():
    found = explorers.neighbours(network.network())
    seen = []
    for row in found.to_dict("records"):
        other = next(c for c, label in LABELS.items() if label == row["other"])
        here = row["concept"]
        pair = (other, here) if row["side"] == "before" else (here, other)
        link = RELATIONS[pair]
        assert row["relation"] == link["relation"]
        assert (row["basis"], row["note"]) == (link["basis"], link["note"])
        assert row["quote"] == claim(link["claim"]).words
        assert row["text"] == short(claim(link["claim"]).source)
        assert row["meaning"] == CONCEPTS[here]["definition"]
        seen.append((pair, row["side"]))
    assert sorted(seen) == sorted(
        (pair, side) for pair in RELATIONS for side in ("before", "after")
    )


def test_relations_of_a_concept_are_lines_in_order_and_counted():
    found = explorers.neighbours(network.network())
    for concept, rows in found.groupby("concept"):
        assert list(rows["place"]) == list(range(len(rows)))
        assert set(rows["related"]) == {sum(concept in pair for pair in RELATIONS)}
        # What leads to it stands above what it leads to.
        assert list(rows["side"]) == sorted(rows["side"], reverse=True)


def test_a_line_is_a_sentence_about_the_chosen_concept():
    rows = explorers.neighbours(network.network())
    lines = set(rows.loc[rows["concept"] == "high-concentration-symbol", "line"])
    assert {"is an example of it: Jade teapot", "it enters Symbol purification"} <= lines


def test_every_concept_can_be_looked_at_and_is_said_with_its_meaning():
    explorer = book()["one-concept"]
    options = explorer.controls[0].options
    assert dict(options) == LABELS
    assert options[0][0] == explorer.defaults["chosen"] == findings.TRANSLATION
    assert [name for _, name in options[1:]] == sorted(name for _, name in options[1:])
    related = sum(findings.TRANSLATION in pair for pair in RELATIONS)
    assert explorer.sentence() == (
        f"Narrative translation: {CONCEPTS[findings.TRANSLATION]['definition']} It has {related} "
        "relations."
    )
