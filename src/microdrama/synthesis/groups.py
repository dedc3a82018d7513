"""Groups of claims that are linked more among themselves than with the rest, and how firm they are.

The method is that of Louvain [1]_, :func:`networkx.community.louvain_communities`, on links
without direction.

References
----------
.. [1] V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of
   communities in large networks", *Journal of Statistical Mechanics* (2008) P10008.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from collections.abc import Set as AbstractSet
from math import comb
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, short
from microdrama.package import table
from microdrama.synthesis.network import SEED

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Communities = Collection[AbstractSet[str]]


def spanning_texts(graph: nx.DiGraph, communities: Communities) -> pd.DataFrame:
    """Describe the groups that hold claims of several texts, the largest first.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`microdrama.synthesis.conversation` returns.
    communities : collection of set of str
        Groups of its claims.

    Returns
    -------
    pandas.DataFrame
        ``group`` (from 1), ``claims``, ``texts`` (their short names, as text), ``centre``
        (statement of the claim with the most links in the group), ``claim`` (its id) and
        ``links_across``.
    """
    import pandas as pd

    rows = []
    for group in sorted(communities, key=lambda group: (-len(group), min(group))):
        part = graph.subgraph(group)
        sources = {text for _, text in part.nodes(data="text")}
        if len(sources) < 2:
            continue
        centre = max(sorted(group), key=part.degree)
        rows.append(
            {
                "group": len(rows) + 1,
                "claims": len(group),
                "texts": ", ".join(short(key) for key in table("texts")["key"] if key in sources),
                "centre": claim(centre).statement,
                "claim": centre,
                "links_across": sum(across for *_, across in part.edges(data="across")),
            }
        )
    columns = ["group", "claims", "texts", "centre", "claim", "links_across"]
    return pd.DataFrame(rows, columns=columns)


def stability(
    graph: nx.DiGraph, communities: Communities, share: float = 0.1, draws: int = 50
) -> float:
    """Return how alike groups stay when links are dropped at random.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`microdrama.synthesis.conversation` returns.
    communities : collection of set of str
        The groups that Louvain's method finds in it.
    share : float
        Share of the links that is dropped.
    draws : int
        How often.

    Returns
    -------
    float
        Mean adjusted Rand index of the groups with and without those links: 1 if they
        are the same, about 0 if they agree by chance only.
    """
    import networkx as nx
    import numpy as np

    rng = np.random.default_rng(SEED)
    edges = np.array(list(graph.edges))

    def labels(groups: Communities) -> list[int]:
        group_of = {name: number for number, group in enumerate(groups) for name in group}
        return [group_of[name] for name in graph]

    whole, indices = labels(communities), []
    for _ in range(draws):
        part = graph.copy()
        part.remove_edges_from(map(tuple, edges[rng.random(len(edges)) < share]))
        found = nx.community.louvain_communities(part.to_undirected(), seed=SEED)
        indices.append(adjusted_rand_index(whole, labels(found)))
    return float(np.mean(indices))


def adjusted_rand_index(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Return how alike two groupings of the same things are, corrected for chance [1]_.

    Parameters
    ----------
    one, other : sequence
        The group of each thing; which labels the groups have does not matter.

    Returns
    -------
    float
        1 if the groupings are the same, 0 if they agree as much as chance would have it.

    References
    ----------
    .. [1] L. Hubert and P. Arabie, "Comparing partitions", *Journal of Classification* 2
       (1985) 193-218.
    """
    # Pairs of things that are together in both groupings, in each of the two, and all pairs.
    both, first, second = (
        sum(comb(size, 2) for size in Counter(labels).values())
        for labels in (zip(one, other, strict=True), one, other)
    )
    if both == first == second:
        return 1.0
    expected = first * second / comb(len(one), 2)
    return (both - expected) / ((first + second) / 2 - expected)
