"""Walks as rows to draw: every piece has its place in the network, on the ladder and in words."""

from __future__ import annotations

import csv
import math
from functools import lru_cache

import pandas as pd

from microdrama.evidence.ledger import claim
from microdrama.exhibits.symbols.laid_out import whole as laid_out
from microdrama.paths import DATA
from microdrama.symbols import layout, network, routes, walks
from microdrama.symbols.codings import one
from microdrama.symbols.consensus import as_steps


def read(name: str) -> list[dict[str, str]]:
    with (DATA / "symbols" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


RELATIONS = {(row["from"], row["to"]): row for row in read("relations")}
CASES = {row["id"]: row["title"] for row in sorted(read("cases"), key=lambda r: int(r["order"]))}
CARRY = {"example of", "part of", "enters", "becomes", "enables", "produces"}
SIDES = ["left", "top", "right", "bottom"]
LABELS = {row["id"]: row["label"] for row in read("concepts")}


@lru_cache
def drawn() -> pd.DataFrame:
    """Return the walks of all cases, and of a drama that a class has coded."""
    coded = as_steps(one("短剧", "", {"function": "acts", "tension": "self-other"}))
    whole = network.network()
    return routes.routes(walks.together(coded), whole, laid_out(whole))


def test_every_drama_is_there_once_as_the_first_and_once_as_the_second():
    found = drawn()
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
    places = laid_out(network.network())
    box = places.boxes.assign(label=places.boxes["node"].map(LABELS)).set_index("label")[SIDES]
    lines = layout.as_paths(places).set_index(["from", "to"])
    seen = 0
    for row in drawn().to_dict("records"):
        if row["part"] in ("concept", "way"):
            assert [row[side] for side in SIDES] == list(box.loc[row["element"]])
            assert pd.isna(row["path"])
        elif row["part"] == "nothing":
            assert all(math.isnan(row[key]) for key in (*SIDES, "rung", "next_rung"))
        elif row["part"] == "link":
            assert all(math.isnan(row[side]) for side in SIDES)
            [(a, b)] = [ends for ends, line in lines["path"].items() if line == row["path"]]
            assert row["element"].startswith(LABELS[a])
            assert row["element"].endswith(LABELS[b])
            seen += 1
    assert seen > 2 * 4 * len(CASES)


def test_a_ladder_has_one_rung_a_concept_and_every_link_leads_to_the_next():
    found = drawn()
    for _, walk in found[found["role"] == "one"].groupby("drama"):
        stand = walk[walk["part"].isin(["concept", "way"])]
        rungs = stand.drop_duplicates("element")["rung"]
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
    found = drawn()
    links = found[found["part"] == "link"]
    assert len(links)
    for link in links.to_dict("records"):
        row = known[link["element"]]
        assert row["relation"] in CARRY
        assert (link["status"], link["note"]) == (row["basis"], row["note"])
        assert link["quote"] == claim(row["claim"]).words


def test_a_gap_is_said_to_be_one():
    whole, steps = network.network(), walks.steps()
    one_case = steps[steps["case"] == "dragon-king"].copy()
    one_case.loc[one_case["step"] == "outcome", "concept"] = "hybrid-identity"
    places = laid_out(whole)
    found = routes.routes(one_case, whole, places)
    [gap] = found[(found["part"] == "gap") & (found["role"] == "one")].to_dict("records")
    assert gap["element"] == "Ornament … Hybrid identity"
    assert gap["status"] == "no path in the network"
    # It is drawn where the way breaks off.
    box = places.boxes.set_index("node").loc["decorative-symbol"]
    assert [gap[side] for side in SIDES] == list(box[SIDES])
    assert pd.isna(gap["path"])
