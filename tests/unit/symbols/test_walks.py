"""Dramas as walks: ways through small networks worked out by hand, and the texts' own cases."""

from __future__ import annotations

import csv

import networkx as nx
import pandas as pd
import pytest

from microdrama.evidence.ledger import claim, short
from microdrama.intake import files
from microdrama.paths import DATA
from microdrama.symbols import network, walks
from microdrama.symbols.codings import one, own
from microdrama.symbols.consensus import as_steps


def read(name: str) -> list[dict[str, str]]:
    with (DATA / "symbols" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


#  symbol ─► kept ─► way ─► deed        end stands alone, so that nothing leads to it;
#  kept ─► longer ─► round ─► deed      a brake from deed to it is no way.
SMALL = nx.DiGraph()
SMALL.add_edges_from(
    [
        ("symbol", "kept"),
        ("kept", "longer"),
        ("longer", "round"),
        ("round", "deed"),
        ("kept", "way"),
        ("way", "deed"),
    ],
    carries=True,
)
SMALL.add_edge("deed", "end", carries=False)


def told(*concepts: str) -> pd.DataFrame:
    """Return the steps of an invented drama; an empty concept is a step that is left out."""
    return pd.DataFrame({"order": range(1, len(concepts) + 1), "concept": concepts})


def pieces(*concepts: str) -> list[tuple[int, str, str, str]]:
    found = walks.walk(told(*concepts), SMALL)
    return list(found.itertuples(index=False, name=None))


# ---- one walk --------------------------------------------------------------------------------


def test_two_related_steps_are_joined_by_a_link():
    assert pieces("symbol", "kept") == [
        (1, "concept", "symbol", "symbol"),
        (2, "link", "symbol", "kept"),
        (2, "concept", "kept", "kept"),
    ]


def test_a_way_runs_over_the_fewest_concepts_between():
    # Over “way”, not over “longer” and “round”.
    assert pieces("kept", "deed") == [
        (1, "concept", "kept", "kept"),
        (2, "link", "kept", "way"),
        (2, "link", "way", "deed"),
        (2, "way", "way", "way"),
        (2, "concept", "deed", "deed"),
    ]


def test_a_gap_says_that_there_is_no_way():
    assert pieces("deed", "symbol") == [
        (1, "concept", "deed", "deed"),
        (2, "gap", "deed", "symbol"),
        (2, "concept", "symbol", "symbol"),
    ]
    assert ("gap", "deed", "end") in [piece[1:] for piece in pieces("deed", "end")]


def test_a_step_that_is_left_out_is_passed_over_and_the_next_joins_the_one_before():
    assert pieces("symbol", "", "kept") == [
        (1, "concept", "symbol", "symbol"),
        (3, "link", "symbol", "kept"),
        (3, "concept", "kept", "kept"),
    ]
    assert pieces("", "symbol", "") == [(2, "concept", "symbol", "symbol")]


def test_a_step_that_the_network_does_not_have_is_passed_over_too():
    assert pieces("symbol", "unheard-of", "kept") == pieces("symbol", "", "kept")


def test_a_concept_that_is_two_steps_is_joined_to_itself_by_nothing():
    assert pieces("kept", "kept") == [
        (1, "concept", "kept", "kept"),
        (2, "concept", "kept", "kept"),
    ]


def test_a_drama_without_any_step_is_an_empty_walk():
    found = walks.walk(told("", ""), SMALL)
    assert found.empty
    assert list(found) == ["order", "part", "from", "to"]


# ---- the texts' own cases --------------------------------------------------------------------


def test_the_steps_are_those_of_the_tables_in_the_order_of_cases_and_steps():
    cases = {row["id"]: row for row in read("cases")}
    order = sorted(cases, key=lambda case: int(cases[case]["order"]))
    expected = {(row["case"], row["step"]): row for row in read("steps")}
    found = walks.steps()
    assert len(found) == len(expected) == 5 * len(cases)
    assert list(found["case"]) == [case for case in order for _ in walks.STEPS]
    assert list(found["step"]) == list(walks.STEPS) * len(cases)
    assert list(found["order"]) == [1, 2, 3, 4, 5] * len(cases)
    for row in found.to_dict("records"):
        printed = expected[row["case"], row["step"]]
        assert {k: row[k] for k in ("concept", "status", "claim", "note")} == {
            k: printed[k] for k in ("concept", "status", "claim", "note")
        }
        assert (row["title"], row["text"]) == (
            cases[row["case"]]["title"],
            cases[row["case"]]["text"],
        )
        assert row["quote"] == (claim(row["claim"]).words if row["claim"] else "")


def test_every_step_is_told_by_the_text_of_its_case():
    for row in walks.steps().to_dict("records"):
        if row["claim"]:
            assert claim(row["claim"]).source == row["text"], (row["case"], row["step"])


def test_coverage_has_a_row_for_each_case_and_step_and_says_what_stands_there():
    found = walks.coverage(walks.steps())
    labels = {row["id"]: row["label"] for row in read("concepts")}
    steps = {(row["case"], row["step"]): row for row in read("steps")}
    assert len(found) == len(steps)
    for row in found.to_dict("records"):
        printed = steps[row["case"], row["step"]]
        assert row["concept"] == (labels[printed["concept"]] if printed["concept"] else "–")
        assert row["label"] == walks.STEPS[row["step"]]
        assert row["status"] == printed["status"]
        assert row["status"] in walks.STATUSES


# ---- does the framework account for them? ----------------------------------------------------

CARRY = {"example of", "part of", "enters", "becomes", "enables", "produces"}


def leads(start: str, end: str, texts: set[str] | None = None) -> bool:
    """Search the table of relations for a way from one concept to another."""
    onward: dict[str, list[str]] = {}
    for row in read("relations"):
        if row["relation"] in CARRY and (texts is None or row["claim"].partition("-")[0] in texts):
            onward.setdefault(row["from"], []).append(row["to"])
    seen, waiting = {start}, [start]
    while waiting:
        for there in onward.get(waiting.pop(), []):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return end in seen


def fitted() -> pd.DataFrame:
    return walks.fits(walks.steps()).set_index("case")


def test_the_framework_accounts_for_all_cases_of_its_own_text():
    found = fitted()
    own = found[found["text"] == short(network.FRAMEWORK)]
    assert len(own) == sum(row["text"] == network.FRAMEWORK for row in read("cases"))
    assert set(own["way"]) == {"by the framework"}


def test_it_has_no_way_for_dramas_that_take_on_another_look_or_mix_figures():
    found = fitted()
    for case in ("the-double", "werewolf-vampire-hybrids"):
        row = found.loc[case]
        assert row["way"] == "only with other texts"
        assert not row[["purified", "translated", "identity"]].any()
        assert row["wanted"]


def test_how_an_outcome_is_told_is_read_from_its_step():
    found = fitted()
    # Of The Double the text says that the discount was reduced; of the hybrids only that
    # success abroad in general relies on such innovation. Neither prints a number.
    assert found.loc["the-double", "told"] == "documented"
    assert found.loc["werewolf-vampire-hybrids", "told"] == "inferred"
    # “thereby creating a pathway for value-based resonance”: of an approach, not of a reception.
    assert found.loc["british-museum", "told"] == "inferred"
    assert found.loc["stolen-tradition", "told"] == "documented"
    assert not found["measured"].any()


def test_an_outcome_is_measured_where_the_claim_that_tells_it_prints_a_number():
    steps = walks.steps()
    mine = steps[steps["case"] == "stolen-tradition"].copy()
    mine.loc[mine["step"] == "outcome", "claim"] = "zhao2025-localisation-probability"
    assert walks.fits(mine)["measured"].to_list() == [True]


def test_the_way_of_each_case_is_that_of_a_search_by_hand():
    steps = {(row["case"], row["step"]): row["concept"] for row in read("steps")}
    for case, row in fitted().iterrows():
        start, end = steps[case, "symbol"], steps[case, "outcome"]
        if not (start and end):
            expected = "symbol or outcome not told"
        elif leads(start, end, {"zhao2025"}):
            expected = "by the framework"
        else:
            expected = "only with other texts" if leads(start, end) else "by no path"
        assert row["way"] == expected, case
        at = steps[case, "function"]
        translated = bool(at) and (
            leads(at, "narrative-translation") or leads("narrative-translation", at)
        )
        assert row["translated"] == translated, case
        assert row["purified"] == (steps[case, "purification"] == "symbol-purification")
        assert row["identity"] == bool(steps[case, "tension"])


def test_an_outcome_that_is_not_told_is_neither_welcome_nor_deplored():
    row = fitted().loc["sweet-pets-heritage"]
    assert row["outcome"] == "not told"
    assert pd.isna(row["wanted"])
    assert row["way"] == "symbol or outcome not told"


def test_a_drama_whose_outcome_nothing_leads_to_is_told_by_no_path():
    steps = walks.steps()
    mine = steps[steps["case"] == "dragon-king"].copy()
    mine.loc[mine["step"] == "outcome", "concept"] = "hybrid-identity"
    assert not leads("surface-signifiers", "hybrid-identity")
    assert walks.fits(mine)["way"].to_list() == ["by no path"]


# ---- which steps go with which outcomes ------------------------------------------------------


def test_outcomes_are_counted_by_hand():
    cases = pd.DataFrame(
        [
            ("A", True, True, True, True, "documented"),
            ("B", True, True, True, False, "inferred"),
            ("C", True, True, True, True, "inferred"),
            ("D", False, True, False, pd.NA, "left out"),
            ("E", False, False, False, False, "documented"),
        ],
        columns=["title", "purified", "translated", "identity", "wanted", "told"],
    )
    found = walks.outcomes_by_steps(cases)
    assert len(found) == 8
    rows = {
        (row.purified, row.translated, row.identity): (
            row.welcome,
            row.unwelcome,
            row.untold,
            row.inferred,
            row.titles,
        )
        for row in found.itertuples()
    }
    assert rows.pop((True, True, True)) == (2, 1, 0, 2, "A; B; C")
    assert rows.pop((False, True, False)) == (0, 0, 1, 0, "D")
    assert rows.pop((False, False, False)) == (0, 1, 0, 0, "E")
    assert set(rows.values()) == {(0, 0, 0, 0, "")}


def test_every_case_of_the_texts_is_counted_once():
    found = walks.outcomes_by_steps(walks.fits(walks.steps()))
    counted = found[["welcome", "unwelcome", "untold"]].to_numpy().sum()
    titles = [title for cell in found["titles"] for title in cell.split("; ") if title]
    assert counted == len(titles) == len(read("cases"))
    assert set(titles) == {row["title"] for row in read("cases")}


# ---- a class's own dramas --------------------------------------------------------------------


def class_set(dramas: int) -> pd.DataFrame:
    """Return the steps of some dramas of a class, in their order."""
    codes = {"symbol_kind": "object", "depth": "deep", "function": "acts", "tension": "self-other"}
    mine = as_steps(one("短剧", "jade", codes))
    return pd.concat(
        [mine.assign(case=f"own-{n}", title=f"短剧 {n}") for n in range(1, dramas + 1)],
        ignore_index=True,
    )


def test_without_dramas_of_a_class_there_are_those_of_the_texts(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "OWN", tmp_path)
    assert walks.together(as_steps(own())).equals(walks.steps())
    assert walks.together(class_set(2).iloc[:0]).equals(walks.steps())


def test_dramas_of_a_class_stand_below_those_of_the_texts():
    found = walks.together(class_set(2))
    texts, mine = found.iloc[: len(walks.steps())], found.iloc[len(walks.steps()) :]
    assert texts.equals(walks.steps())
    assert list(mine["title"]) == ["短剧 1"] * 5 + ["短剧 2"] * 5
    assert list(mine["order"]) == [1, 2, 3, 4, 5] * 2
    assert set(mine["text"]) == set(mine["claim"]) == set(mine["quote"]) == {""}
    # The class said nothing of the outcome.
    assert list(mine["status"])[:5] == ["coded"] * 4 + ["left out"]


def test_a_drama_that_a_text_tells_too_keeps_a_title_of_its_own():
    title = "Escape from the British Museum"
    found = walks.together(class_set(2).replace({"短剧 1": title}))
    assert list(found["title"]).count(title) == 5
    assert list(dict.fromkeys(found["title"]))[-2:] == [f"{title} (your class)", "短剧 2"]


@pytest.mark.parametrize("dramas", [walks.MOST, walks.MOST + 1, 3 * walks.MOST])
def test_no_more_dramas_of_a_class_are_drawn_than_there_is_room_for(dramas):
    found = walks.together(class_set(dramas))
    drawn = list(dict.fromkeys(found.loc[found["text"] == "", "title"]))
    assert drawn == [f"短剧 {n}" for n in range(1, walks.MOST + 1)]


def test_dramas_of_a_class_can_be_asked_what_those_of_the_texts_are_asked():
    found = walks.together(class_set(1))
    assert walks.coverage(found)["concept"].iloc[-1] == "–"
    row = walks.fits(found).iloc[-1]
    assert row["text"] == ""
    assert (row["purified"], row["translated"], row["identity"]) == (True, True, True)
    assert row["way"] == "symbol or outcome not told"
