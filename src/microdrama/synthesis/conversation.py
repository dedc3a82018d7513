"""The claims of five texts as one network: groups, bridges, and what hangs on a contradiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claim, short
from microdrama.package import table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Seed of the search for groups.
SEED = 428


def conversation() -> nx.DiGraph:
    """Return every linked claim and every link, within and across texts.

    Returns
    -------
    networkx.DiGraph
        Claims with ``text`` (key) and ``kind``; links with ``relation``, ``note`` and
        ``across`` (whether they join two texts).
    """
    import networkx as nx

    graph = nx.DiGraph()
    for link in table("links").to_dict("records"):
        ends = [claim(link[end]) for end in ("from", "to")]
        for some in ends:
            graph.add_node(some.id, text=some.source, kind=some.kind)
        graph.add_edge(
            ends[0].id,
            ends[1].id,
            relation=link["relation"],
            note=link["note"],
            across=ends[0].source != ends[1].source,
        )
    return graph


def placed(graph: nx.DiGraph) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Place claims so that linked ones stand near each other; the same at every run.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`conversation` returns; only its largest connected part is placed.

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
    order = list(table("texts")["key"])
    chance = np.random.default_rng(SEED)
    corner = {
        key: np.array([np.cos(angle), np.sin(angle)])
        for key, angle in zip(order, np.linspace(0, 2 * np.pi, len(order) + 1), strict=False)
    }
    start = {
        name: corner[text] + chance.normal(0, 0.2, 2) for name, text in main.nodes(data="text")
    }
    spots = nx.spring_layout(
        main.to_undirected(), pos=start, k=1.6 / np.sqrt(len(main)), iterations=60, seed=SEED
    )
    nodes = pd.DataFrame(
        [
            {
                "x": round(float(spots[name][0]), 4),
                "y": round(float(spots[name][1]), 4),
                "text": text,
                "statement": claim(name).statement,
            }
            for name, text in main.nodes(data="text")
        ]
    )
    at = dict(zip(main, zip(nodes["x"], nodes["y"], strict=True), strict=True))
    links = pd.DataFrame(
        [
            {
                "x": at[a][0],
                "y": at[a][1],
                "x2": at[b][0],
                "y2": at[b][1],
                "across": link["across"],
                "relation": link["relation"],
                "note": link["note"] if link["across"] else "",
            }
            for a, b, link in main.edges(data=True)
        ]
    )
    return nodes, links


def between() -> pd.DataFrame:
    """Count links between texts by relation.

    Returns
    -------
    pandas.DataFrame
        ``one``, ``other`` (short names, in the order of the texts), ``relation``, ``links``.
    """
    import pandas as pd

    order = {key: place for place, key in enumerate(table("texts")["key"])}
    rows = []
    graph = conversation()
    for a, b, link in graph.edges(data=True):
        if link["across"]:
            pair = sorted((graph.nodes[a]["text"], graph.nodes[b]["text"]), key=order.__getitem__)
            rows.append((*pair, link["relation"]))
    frame = pd.DataFrame(rows, columns=["one", "other", "relation"])
    counted = frame.groupby(["one", "other", "relation"]).size().reset_index(name="links")
    counted["place"] = [order[a] * 10 + order[b] for a, b in counted[["one", "other"]].to_numpy()]
    counted = counted.sort_values(["place", "relation"], ignore_index=True).drop(columns="place")
    return counted.assign(one=counted["one"].map(short), other=counted["other"].map(short))


def groups(graph: nx.DiGraph) -> list[set[str]]:
    """Return groups of claims that are linked more among themselves than with the rest.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`conversation` returns.

    Returns
    -------
    list of set of str
        The largest first; the same at every run.

    Notes
    -----
    The method of Louvain [1]_, :func:`networkx.community.louvain_communities` with a fixed
    seed, on links without direction.

    References
    ----------
    .. [1] V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of
       communities in large networks", *Journal of Statistical Mechanics* (2008) P10008.
    """
    import networkx as nx

    found = nx.community.louvain_communities(graph.to_undirected(), seed=SEED)
    return sorted(found, key=lambda group: (-len(group), min(group)))


def grouped(graph: nx.DiGraph) -> pd.DataFrame:
    """Describe the groups that hold claims of several texts.

    Returns
    -------
    pandas.DataFrame
        ``group`` (from 1), ``claims``, ``texts`` (their short names, as text), ``centre``
        (statement of the claim with the most links in the group), ``claim`` (its id) and
        ``links_across``.
    """
    import pandas as pd

    rows = []
    for group in groups(graph):
        part = graph.subgraph(group)
        here = {graph.nodes[name]["text"] for name in group}
        met = [key for key in table("texts")["key"] if key in here]
        if len(met) < 2:
            continue
        centre = max(sorted(group), key=part.degree)
        rows.append(
            {
                "group": len(rows) + 1,
                "claims": len(group),
                "texts": ", ".join(map(short, met)),
                "centre": claim(centre).statement,
                "claim": centre,
                "links_across": sum(across for *_, across in part.edges(data="across")),
            }
        )
    columns = ["group", "claims", "texts", "centre", "claim", "links_across"]
    return pd.DataFrame(rows, columns=columns)


def agreement_of_groups(graph: nx.DiGraph, share: float = 0.1, draws: int = 50) -> float:
    """Return how alike the groups stay when links are dropped at random.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`conversation` returns.
    share : float
        Share of the links that is dropped.
    draws : int
        How often.

    Returns
    -------
    float
        Mean adjusted Rand index [1]_ of the groups with and without those links: 1 if they
        are the same, about 0 if they agree by chance only.

    References
    ----------
    .. [1] L. Hubert and P. Arabie, "Comparing partitions", *Journal of Classification* 2
       (1985) 193-218.
    """
    import numpy as np
    from sklearn.metrics import adjusted_rand_score

    names = list(graph)
    chance = np.random.default_rng(SEED)
    edges = np.array(list(graph.edges))

    def labels(part: nx.DiGraph) -> list[int]:
        of = {name: place for place, group in enumerate(groups(part)) for name in group}
        return [of[name] for name in names]

    whole, found = labels(graph), []
    for _ in range(draws):
        part = graph.copy()
        part.remove_edges_from(map(tuple, edges[chance.random(len(edges)) < share]))
        found.append(adjusted_rand_score(whole, labels(part)))
    return float(np.mean(found))


def bridges(graph: nx.DiGraph, most: int = 10) -> pd.DataFrame:
    """Return the links across texts on which the most shortest ways between claims run.

    Returns
    -------
    pandas.DataFrame
        ``from``, ``to`` (ids), ``one``, ``other`` (statements), ``texts``, ``relation``,
        ``note``, ``weight`` (share of all shortest ways,
        :func:`networkx.edge_betweenness_centrality` on links without direction), the
        heaviest first.
    """
    import networkx as nx
    import pandas as pd

    plain = graph.to_undirected()
    weights = nx.edge_betweenness_centrality(plain)
    rows = []
    for a, b, link in graph.edges(data=True):
        if link["across"]:
            one, other = claim(a), claim(b)
            rows.append(
                {
                    "from": a,
                    "to": b,
                    "one": one.statement,
                    "other": other.statement,
                    "texts": f"{short(one.source)} and {short(other.source)}",
                    "relation": link["relation"],
                    "note": link["note"],
                    "weight": weights.get((a, b), weights.get((b, a), 0.0)),
                }
            )
    frame = pd.DataFrame(rows).sort_values(["weight", "from"], ascending=[False, True])
    return frame.head(most).reset_index(drop=True)


def tensions() -> pd.DataFrame:
    """Return contradictions across texts in the order of what hangs on them.

    Returns
    -------
    pandas.DataFrame
        ``from``, ``to`` (ids), ``one``, ``other`` (statements), ``texts``, ``note``,
        ``hangs`` (claims to which a chain of links leads from either side) and ``advice``
        (recommendations among them); the most advice first.
    """
    return _hanging("contradicts")


def agreements(most: int = 8) -> pd.DataFrame:
    """Return agreements across texts, those on which most hangs, as :func:`tensions` does."""
    return _hanging("supports").head(most)


def _hanging(relation: str) -> pd.DataFrame:
    import networkx as nx
    import pandas as pd

    graph = conversation()
    carrying = nx.DiGraph()
    carrying.add_nodes_from(graph)
    carrying.add_edges_from((a, b) for a, b, r in graph.edges(data="relation") if r in CARRYING)
    rows = []
    for a, b, link in graph.edges(data=True):
        if link["relation"] != relation or not link["across"]:
            continue
        one, other = claim(a), claim(b)
        # One of the two may lead to the other; that is the link itself, and nothing hangs on it.
        hangs = (nx.descendants(carrying, a) | nx.descendants(carrying, b)) - {a, b}
        rows.append(
            {
                "from": a,
                "to": b,
                "one": one.statement,
                "other": other.statement,
                "texts": f"{short(one.source)} and {short(other.source)}",
                "note": link["note"],
                "hangs": len(hangs),
                "advice": sum(graph.nodes[name]["kind"] == "recommendation" for name in hangs),
            }
        )
    columns = ["from", "to", "one", "other", "texts", "note", "hangs", "advice"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["advice", "hangs"], ascending=False, ignore_index=True)
