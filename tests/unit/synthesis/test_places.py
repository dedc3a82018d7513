"""Places for the claims of a conversation: the same at every run, linked ones near each other."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import numpy as np
import pandas as pd

from microdrama import synthesis as room
from microdrama.evidence.ledger import claim


@lru_cache
def book() -> nx.DiGraph:
    return room.conversation()


@lru_cache
def layout() -> tuple[pd.DataFrame, pd.DataFrame]:
    return room.layout(book())


def test_places_are_the_same_at_every_run_and_hold_the_largest_connected_part():
    nodes, links = layout()
    again, others = room.layout(room.conversation())
    assert nodes.equals(again) and links.equals(others)
    part = max(nx.weakly_connected_components(book()), key=len)
    assert sorted(nodes["statement"]) == sorted(claim(name).statement for name in part)
    assert len(links) == book().subgraph(part).size()
    assert np.isfinite(nodes[["x", "y"]]).all(axis=None)
    assert np.isfinite(links[["x", "y", "x2", "y2"]]).all(axis=None)
    assert len(nodes[["x", "y"]].drop_duplicates()) == len(nodes)


def test_linked_claims_stand_nearer_than_others_and_every_line_ends_at_two_claims():
    nodes, links = layout()
    spots = set(nodes[["x", "y"]].itertuples(index=False, name=None))
    for ends in (["x", "y"], ["x2", "y2"]):
        assert set(links[ends].itertuples(index=False, name=None)) <= spots
    linked = np.hypot(links["x"] - links["x2"], links["y"] - links["y2"]).mean()
    at = nodes[["x", "y"]].to_numpy()
    assert linked < np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)).mean() / 2
    assert (links["note"] != "").eq(links["across"]).all()
