"""How much of a network's structure hangs on single relations: the same questions without them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from microdrama.symbols.network import with_edges

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Tells whether a network has some structure.
Hypothesis = Callable[["nx.DiGraph"], bool]


def robustness(
    graph: nx.DiGraph,
    hypotheses: Mapping[str, Hypothesis],
    share: float = 0.1,
    draws: int = 300,
    seed: int = 428,
) -> pd.DataFrame:
    """Test hypotheses again on networks that lack some relations.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    hypotheses : mapping of str to callable
        A hypothesis in words, and a function that tells whether a network agrees with it.
    share : float
        Share of the relations that is dropped at random at once.
    draws : int
        Networks drawn so.
    seed : int
        Of the generator.

    Returns
    -------
    pandas.DataFrame
        One row a hypothesis: ``hypothesis``, ``whole`` (all relations), ``stated`` (without our
        reading), ``single`` (share of the networks without one relation that agree with it),
        ``needed`` (relations whose loss alone overturns it, as text) and ``many`` (share of
        the networks without several).
    """
    import numpy as np
    import pandas as pd

    def tested(edges: Iterable[tuple[str, str]]) -> list[bool]:
        part = with_edges(graph, edges)
        return [hypothesis(part) for hypothesis in hypotheses.values()]

    edges = list(graph.edges)
    whole = tested(edges)
    stated = tested((a, b) for a, b, basis in graph.edges(data="basis") if basis == "stated")
    single = np.array([tested(edge for edge in edges if edge != gone) for gone in edges])
    kept = np.random.default_rng(seed).random((draws, len(edges))) >= share
    many = np.array(
        [tested(edge for edge, is_kept in zip(edges, row, strict=True) if is_kept) for row in kept]
    )
    labels = dict(graph.nodes(data="label"))
    overturning = [
        "; ".join(f"{labels[edges[i][0]]} → {labels[edges[i][1]]}" for i in np.flatnonzero(changed))
        for changed in (single != whole).T
    ]
    return pd.DataFrame(
        {
            "hypothesis": list(hypotheses),
            "whole": whole,
            "stated": stated,
            "single": single.mean(axis=0),
            "needed": overturning,
            "many": many.mean(axis=0),
        }
    )
