"""The network is what the tables say, in every form in which a reader can take it away."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pandas as pd
import pytest

from microdrama import package
from microdrama.evidence.ledger import claim, short
from microdrama.paths import DATA
from microdrama.symbols import network


def read(name: str) -> list[dict[str, str]]:
    """Return a table as it stands in its file, without the book's own reader."""
    with (DATA / "symbols" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CONCEPTS = {row["id"]: row for row in read("concepts")}
RELATIONS = {(row["from"], row["to"]): row for row in read("relations")}
CARRY = {"example of", "part of", "enters", "becomes", "enables", "produces"}
TEXTS = sorted({row["claim"].partition("-")[0] for row in RELATIONS.values()})


def ends(relations) -> set[str]:
    return {end for pair in relations for end in pair}


def made(*edges: tuple[str, str, bool], **types: str) -> nx.DiGraph:
    """Return an invented network of ``(from, to, carries)``; concepts are symbols by default."""
    graph = nx.DiGraph()
    for a, b, carries in edges:
        graph.add_edge(a, b, carries=carries)
    for name in graph:
        graph.nodes[name]["type"] = types.get(name, "symbol")
    return graph


# ---- the network is what the tables say ------------------------------------------------------


def test_the_network_has_every_row_of_the_tables_and_nothing_else():
    graph = network.network()
    assert set(graph) == set(CONCEPTS)
    assert set(graph.edges) == set(RELATIONS)
    for concept, data in graph.nodes(data=True):
        row = CONCEPTS[concept]
        assert {key: data[key] for key in ("label", "type", "stage", "text")} == {
            key: row[key] for key in ("label", "type", "stage", "text")
        }
        wanted = {"true": True, "false": False}.get(row["wanted"])
        assert (None if pd.isna(data["wanted"]) else bool(data["wanted"])) == wanted
    for *pair, data in graph.edges(data=True):
        row = RELATIONS[tuple(pair)]
        for key in ("relation", "claim", "basis"):
            assert data[key] == row[key]
        assert data["sentences"] == 1 + len(row["also"].split())
        assert data["carries"] == (row["relation"] in CARRY)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("stated", [False, True])
def test_a_network_of_one_text_has_its_relations_and_the_concepts_they_join(text, stated):
    expected = {
        pair
        for pair, row in RELATIONS.items()
        if row["claim"].startswith(f"{text}-") and (not stated or row["basis"] == "stated")
    }
    graph = network.network([text], stated)
    assert expected
    assert set(graph.edges) == expected
    assert set(graph) == ends(expected)


def test_the_networks_of_the_texts_make_the_whole_and_the_framework_is_most_of_it():
    parts = {text: set(network.network([text]).edges) for text in TEXTS}
    assert sum(map(len, parts.values())) == len(RELATIONS)
    assert set(network.network(TEXTS).edges) == set(RELATIONS)
    assert max(parts, key=lambda text: len(parts[text])) == network.FRAMEWORK


def test_no_text_is_no_network():
    assert len(network.network([])) == 0


def test_a_concept_without_any_relation_is_left_out(copied, monkeypatch):
    copied.add("concepts", **{**CONCEPTS["jade-teapot"], "id": "alone", "label": "Alone"})
    monkeypatch.setattr(network, "table", lambda name: package.table(name))
    assert "alone" in set(network.concepts()["id"])
    assert set(network.network()) == set(CONCEPTS)


def test_every_relation_has_the_colour_of_the_text_whose_claim_states_it():
    for row in network.relations().to_dict("records"):
        some = claim(row["claim"])
        assert row["text"] == some.source
        assert some.words.strip(), f"{some.id} has no quote"
        assert row["note"].strip()
        # That two texts mean the same can only be our reading.
        if {claim(more).source for more in row["also"].split()} - {some.source}:
            assert row["basis"] == "our reading"


def test_every_concept_is_named_by_a_claim_of_its_text():
    for row in network.concepts().to_dict("records"):
        assert claim(row["claim"]).source == row["text"]


# ---- parts of it -----------------------------------------------------------------------------


def test_what_carries_keeps_all_concepts_and_only_relations_that_lead_on():
    whole = network.network()
    part = network.carrying(whole)
    assert set(part) == set(CONCEPTS)
    assert set(part.edges) == {pair for pair, row in RELATIONS.items() if row["relation"] in CARRY}
    assert part.nodes["jade-teapot"] == whole.nodes["jade-teapot"]
    assert set(whole.edges) == set(RELATIONS), "the network itself was changed"


def test_what_carries_never_runs_in_a_circle():
    assert nx.is_directed_acyclic_graph(network.carrying(network.network()))


def test_concrete_symbols_are_those_that_nothing_leads_to():
    graph = made(
        ("thing", "kind", True),
        ("theory", "seen", False),
        ("seen", "kind", True),
        ("context", "thing", False),
        kind="symbol",
        theory="theory",
        context="context",
    )
    # An explanation leads nowhere; what only begins a path but is no symbol does not count.
    assert network.concrete(graph) == ["thing", "seen"]


def test_the_concrete_symbols_of_the_framework_are_things_and_customs_of_its_cases():
    graph = network.network([network.FRAMEWORK])
    led_to = {
        b
        for (_, b), row in RELATIONS.items()
        if row["relation"] in CARRY and row["claim"].startswith("zhao2025-")
    }
    expected = {c for c in graph if CONCEPTS[c]["type"] == "symbol" and c not in led_to}
    assert set(network.concrete(graph)) == expected
    assert {"jade-teapot", "feitian", "dumplings"} <= expected
    assert "surface-signifiers" not in expected


def test_outcomes_are_all_or_those_welcomed_or_those_deplored():
    graph = network.network()
    every = {c for c, row in CONCEPTS.items() if row["type"] == "outcome"}
    welcome, deplored = network.outcomes(graph, True), network.outcomes(graph, False)
    assert set(network.outcomes(graph)) == every
    assert {*welcome, *deplored} == every
    assert "hybrid-identity" in welcome
    assert "dissonant-reception" in deplored
    assert not set(welcome) & set(deplored)


def test_a_relation_is_said_as_a_verb():
    assert network.verb("example of") == "is an example of"
    assert network.verb("part of") == "is part of"
    assert network.verb("enters") == "enters"
    assert network.labels()["jade-teapot"] == CONCEPTS["jade-teapot"]["label"]


# ---- the forms in which it leaves the book ---------------------------------------------------


def test_the_list_names_every_concept_once_and_every_relation_once():
    listed = network.as_list(network.network())
    assert list(listed) == list(network.STAGES)
    expected: dict[str, dict[str, list[str]]] = {stage: {} for stage in network.STAGES}
    for concept, row in CONCEPTS.items():
        lines = []
        for (a, b), link in RELATIONS.items():
            if a == concept:
                read_so = ", our reading" if link["basis"] == "our reading" else ""
                verb = {"example of": "is an example of", "part of": "is part of"}.get(
                    link["relation"], link["relation"]
                )
                text = short(link["claim"].partition("-")[0])
                lines.append(f"{verb} {CONCEPTS[b]['label']} ({text}{read_so})")
        expected[row["stage"]][f"{row['label']}: {row['definition']}"] = sorted(lines)
    found = {s: {c: sorted(lines) for c, lines in part.items()} for s, part in listed.items()}
    assert found == expected
    assert sum(len(lines) for part in found.values() for lines in part.values()) == len(RELATIONS)


def plain(data: dict) -> dict:
    """Return attributes without those that are missing."""
    return {key: value for key, value in data.items() if not pd.isna(value)}


def assert_same(one: nx.DiGraph, other: nx.DiGraph) -> None:
    assert other.is_directed()
    assert not other.is_multigraph()
    assert {c: plain(d) for c, d in one.nodes(data=True)} == dict(other.nodes(data=True))
    assert {(a, b): plain(d) for a, b, d in one.edges(data=True)} == {
        (a, b): d for a, b, d in other.edges(data=True)
    }


NETWORKS = {
    "whole": network.network,
    "framework": lambda: network.network([network.FRAMEWORK]),
    "stated": lambda: network.network(stated=True),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_networkx_reads_the_graphml_back(name):
    graph = NETWORKS[name]()
    assert_same(graph, nx.read_graphml(io.BytesIO(network.as_graphml(graph).encode())))


@pytest.mark.parametrize("name", NETWORKS)
def test_networkx_reads_the_json_back(name):
    graph = NETWORKS[name]()
    assert_same(graph, nx.node_link_graph(json.loads(network.as_json(graph)), edges="links"))


def test_the_json_has_what_d3_asks_for():
    data = json.loads(network.as_json(network.network()))
    ids = {node["id"] for node in data["nodes"]}
    assert ids == set(CONCEPTS)
    assert all({link["source"], link["target"]} <= ids for link in data["links"])


# ---- what is wrong with the tables -----------------------------------------------------------


def faults(package) -> list[package.Fault]:
    package.forget()
    return network.faults()


def only(package) -> package.Fault:
    found = faults(package)
    assert len(found) == 1, "\n".join(map(str, found)) or "no fault was found"
    return found[0]


def place(fault: package.Fault) -> tuple[str, int, str]:
    return fault.file.rpartition("/")[2], fault.row, fault.column


def row_of(package, name: str, **cells: str) -> int:
    """Return the row of a table that has these cells, as a spreadsheet counts."""
    [row] = [
        number
        for number, row in enumerate(package.cells(name), start=2)
        if cells.items() <= row.items()
    ]
    return row


def relation(**cells: str) -> dict[str, str]:
    """Return a sound relation between two concepts that have none, with some cells changed."""
    row = {**RELATIONS["jade-teapot", "high-concentration-symbol"], "to": "soft-power"}
    assert ("jade-teapot", "soft-power") not in RELATIONS
    return {**row, **cells}


def test_the_books_own_tables_have_no_fault(copied):
    assert network.faults() == []
    copied.add("relations", **relation())
    assert faults(copied) == []


def test_a_relation_of_a_concept_with_itself_is_a_fault(copied):
    row = copied.add("relations", **relation(to="jade-teapot"))
    fault = only(copied)
    assert place(fault) == ("relations.csv", row, "to")
    assert "itself" in fault.message


def test_a_second_relation_between_the_same_two_is_a_fault(copied):
    # The tables allow it, since the relation is another one; the picture has one line only.
    first = row_of(
        copied, "relations", **{"from": "jade-teapot", "to": "high-concentration-symbol"}
    )
    row = copied.add("relations", **relation(to="high-concentration-symbol", relation="becomes"))
    fault = only(copied)
    assert place(fault) == ("relations.csv", row, "to")
    assert f"row {first} " in fault.message


def test_an_unknown_claim_beside_the_first_is_a_fault(copied):
    row = copied.add(
        "relations", **relation(also="zhao2025-model zhao2025-nowhere zhao2025-nothing")
    )
    found = faults(copied)
    assert [place(fault) for fault in found] == [("relations.csv", row, "also")] * 2
    assert "“zhao2025-nothing”" in found[0].message
    assert "“zhao2025-nowhere”" in found[1].message


def test_a_circle_of_relations_that_carry_is_a_fault_with_the_way_in_words(copied):
    way = nx.shortest_path(
        network.carrying(network.network()), "narrative-translation", "hybrid-identity"
    )
    row = copied.add(
        "relations",
        **relation(**{"from": way[-1], "to": way[0], "relation": "enables"}),
    )
    fault = only(copied)
    assert place(fault) == ("relations.csv", row, "to")
    assert f"{way[-1]} → {way[0]}" in fault.message


def test_a_circle_with_a_brake_in_it_is_none(copied):
    copied.add(
        "relations",
        **relation(
            **{
                "from": "hybrid-identity",
                "to": "narrative-translation",
                "relation": "hinders",
            }
        ),
    )
    assert faults(copied) == []


@pytest.mark.parametrize(
    ("concept", "wanted", "words"),
    [("soft-power", "", "needs one"), ("jade-teapot", "true", "empty the cell")],
)
def test_outcomes_and_only_outcomes_are_welcome_or_not(copied, concept, wanted, words):
    row = row_of(copied, "concepts", id=concept)
    copied.change("concepts", row, wanted=wanted)
    fault = only(copied)
    assert place(fault) == ("concepts.csv", row, "wanted")
    assert words in fault.message


@pytest.mark.parametrize(
    ("column", "cell"), [("concept", "jade-teapot"), ("claim", "zhao2025-model")]
)
def test_a_step_that_is_left_out_has_neither_concept_nor_claim(copied, column, cell):
    row = row_of(copied, "steps", case="dragon-king", step="tension", status="left out")
    copied.change("steps", row, **{column: cell})
    fault = only(copied)
    assert place(fault) == ("steps.csv", row, column)
    assert "left out" in fault.message


@pytest.mark.parametrize("status", ["documented", "inferred"])
@pytest.mark.parametrize("column", ["concept", "claim"])
def test_a_step_that_is_told_has_a_concept_and_a_claim(copied, status, column):
    row = row_of(copied, "steps", case="dragon-king", step="symbol")
    copied.change("steps", row, status=status, **{column: ""})
    fault = only(copied)
    assert place(fault) == ("steps.csv", row, column)
    assert status in fault.message


def test_a_drama_that_lacks_a_step_is_a_fault(copied):
    steps = copied.cells("steps")
    copied.write(
        "steps", [row for row in steps if (row["case"], row["step"]) != ("sawasdee", "tension")]
    )
    fault = only(copied)
    assert place(fault) == ("cases.csv", row_of(copied, "cases", id="sawasdee"), "id")
    assert "“tension”" in fault.message


def test_a_package_without_a_network_has_no_fault_of_the_network(copied):
    path = copied.folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "relations"]
    path.write_text(json.dumps(package), "utf-8")
    assert faults(copied) == []
