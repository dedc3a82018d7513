"""What the tests of networks share: small networks, worked out by hand."""

from __future__ import annotations

import networkx as nx


def graph(*edges: tuple[str, str], brakes: tuple[tuple[str, str], ...] = ()) -> nx.DiGraph:
    """Return a network of relations that carry, and perhaps some that do not."""
    made = nx.DiGraph()
    for a, b in edges:
        made.add_edge(
            a, b, relation="produces", carries=True, basis="stated", claim="c", sentences=1
        )
    for a, b in brakes:
        made.add_edge(
            a, b, relation="hinders", carries=False, basis="stated", claim="c", sentences=1
        )
    for name in made:
        made.nodes[name]["label"] = name.upper()
    return made


#  s1 ─► p ─► n ─► h          Every way to h passes p and n.
#  s2 ─► p    n ─► g ◄─ plat  g is reached by the platform, too.
#  s1 ─► m ─► d               The way to d parts at once.
SMALL = graph(
    ("s1", "p"),
    ("s2", "p"),
    ("p", "n"),
    ("n", "h"),
    ("n", "g"),
    ("plat", "g"),
    ("s1", "m"),
    ("m", "d"),
)
