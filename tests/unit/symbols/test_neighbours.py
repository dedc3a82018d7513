"""One concept at a time: each relation seen from both of its ends, as the tables have it."""

from __future__ import annotations

import csv

from microdrama.evidence.ledger import claim, short
from microdrama.paths import DATA
from microdrama.symbols import network
from microdrama.symbols.neighbours import neighbours


def read(name: str) -> list[dict[str, str]]:
    with (DATA / "symbols" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CONCEPTS = {row["id"]: row for row in read("concepts")}
RELATIONS = {(row["from"], row["to"]): row for row in read("relations")}
LABELS = {concept: row["label"] for concept, row in CONCEPTS.items()}


def test_every_relation_appears_exactly_twice_once_from_each_end():
    found = neighbours(network.network())
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
    found = neighbours(network.network())
    for concept, rows in found.groupby("concept"):
        assert list(rows["place"]) == list(range(len(rows)))
        assert set(rows["related"]) == {sum(concept in pair for pair in RELATIONS)}
        # What leads to it stands above what it leads to.
        assert list(rows["side"]) == sorted(rows["side"], reverse=True)
