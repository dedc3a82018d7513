"""Hypotheses on a small network, tested again on what is left when relations are taken out."""

from __future__ import annotations

import pytest

from microdrama.symbols import dominance, reachability
from microdrama.symbols.robustness import robustness
from networks import SMALL

HYPOTHESES = {
    "h is reached": lambda part: "h" in reachability.reachable(part, ["s1", "s2"], ["h"]),
    "n is a dominator": lambda part: "n" in dominance.dominators(part, ["s1", "s2"], "h"),
}


def test_robustness_asks_every_network_without_one_relation():
    found = robustness(SMALL, HYPOTHESES, draws=20).set_index("hypothesis")
    # Eight relations; without p → n or n → h nothing reaches h, and then nothing is a dominator.
    assert found["single"].to_list() == [6 / 8, 6 / 8]
    assert found.loc["h is reached", "needed"] == "P → N; N → H"
    assert found["whole"].all()
    assert found["many"].between(0, 1).all()


def test_robustness_leaves_out_our_reading():
    read = SMALL.copy()
    read.edges["n", "h"]["basis"] = "our reading"
    found = robustness(read, HYPOTHESES, draws=2).set_index("hypothesis")
    assert not found["stated"].any()
    assert found["whole"].all()


def test_robustness_is_the_same_for_the_same_seed_and_nothing_is_dropped_at_zero():
    one, other = (robustness(SMALL, HYPOTHESES, 0.3, 30, 7) for _ in range(2))
    assert one.equals(other)
    assert robustness(SMALL, HYPOTHESES, 0.0, 3)["many"].to_list() == [1, 1]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_with_everything_dropped_no_hypothesis_holds(share):
    found = robustness(SMALL, HYPOTHESES, share, 3)
    assert set(found["many"]) == {1 - share}
