"""Places for the claims of a conversation, so that it can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim
from microdrama.package import table
from microdrama.synthesis.network import SEED

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd


def layout(graph: nx.DiGraph) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Place claims so that linked ones stand near each other; the same at every run.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`microdrama.synthesis.conversation` returns; only its largest connected part
        is placed.

    Returns
    -------
    nodes, links : pandas.DataFrame
        ``x``, ``y``, ``text``, ``statement``; and ``x``, ``y``, ``x2``, ``y2``, ``across``,
        ``relation``, ``note``.

    Notes
    -----
    :func:`networkx.spring_layout` with a fixed seed, started from one corner a text.
    """
    import networkx as nx
    import numpy as np
    import pandas as pd

    main = graph.subgraph(max(nx.weakly_connected_components(graph), key=len))
    positions = nx.spring_layout(
        main.to_undirected(),
        pos=_start(main),
        k=1.6 / np.sqrt(len(main)),
        iterations=60,
        seed=SEED,
    )
    at = {name: (round(float(x), 4), round(float(y), 4)) for name, (x, y) in positions.items()}
    nodes = pd.DataFrame(
        [
            {"x": at[name][0], "y": at[name][1], "text": text, "statement": claim(name).statement}
            for name, text in main.nodes(data="text")
        ]
    )
    links = pd.DataFrame(
        [
            {
                "x": at[start][0],
                "y": at[start][1],
                "x2": at[end][0],
                "y2": at[end][1],
                "across": link["across"],
                "relation": link["relation"],
                "note": link["note"] if link["across"] else "",
            }
            for start, end, link in main.edges(data=True)
        ]
    )
    return nodes, links


def _start(graph: nx.DiGraph) -> dict[str, np.ndarray]:
    """Return where each claim stands at first: near the corner of its text."""
    import numpy as np

    keys = list(table("texts")["key"])
    angles = np.linspace(0, 2 * np.pi, len(keys), endpoint=False)
    corners = dict(zip(keys, np.column_stack([np.cos(angles), np.sin(angles)]), strict=True))
    rng = np.random.default_rng(SEED)
    return {name: corners[text] + rng.normal(0, 0.2, 2) for name, text in graph.nodes(data="text")}
