"""What paths lead to, on small networks and on the book's own, against a search by hand."""

from __future__ import annotations

import csv

from microdrama.paths import DATA
from microdrama.symbols import network, reachability
from networks import SMALL, graph


def read(name: str) -> list[dict[str, str]]:
    with (DATA / "symbols" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CONCEPTS = {row["id"]: row for row in read("concepts")}
RELATIONS = {(row["from"], row["to"]): row for row in read("relations")}
CARRY = {"example of", "part of", "enters", "becomes", "enables", "produces"}
LABELS = {concept: row["label"] for concept, row in CONCEPTS.items()}


def test_brakes_and_explanations_carry_nothing():
    braked = graph(("a", "b"), brakes=(("b", "c"),))
    assert reachability.reachable(braked, ["a"], ["b", "c"]) == {"b"}


def test_reached_and_without():
    assert reachability.reachable(SMALL, ["s1", "s2"], ["h", "g", "d"]) == {"h", "g", "d"}
    assert reachability.reachable(network.without(SMALL, "n"), ["s1", "s2"], ["h", "g", "d"]) == {
        "d"
    }
    assert reachability.reachable(SMALL, ["plat"], ["h", "g", "d"]) == {"g"}


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
    found = dict(iter(reachability.losses(network.network()).groupby("removed", sort=False)))
    links = [pair for pair, row in RELATIONS.items() if row["relation"] in CARRY]
    taken = {
        "none": (set(), set()),
        **{c: ({c}, set()) for c in CONCEPTS if c not in OUTCOMES},
        **{f"{a}>{b}": (set(), {(a, b)}) for a, b in links},
    }
    named = {
        "none": ("nothing", "nothing"),
        **{c: ("concept", LABELS[c]) for c in CONCEPTS},
        **{f"{a}>{b}": ("relation", f"{LABELS[a]} → {LABELS[b]}") for a, b in links},
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
            assert row["wanted"] == (CONCEPTS[end]["wanted"] == "true")
        assert set(rows["lost"]) == {tuple(LABELS[end] for end in lost)}
        assert set(rows["total"]) == {len(whole["from_symbol"] & set(OUTCOMES))}
        assert set(zip(rows["kind"], rows["label"], strict=True)) == {named[name]}
