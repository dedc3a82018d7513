"""How claims bear on each other: the argument within a text, the conversation between texts.

``data/evidence/links.csv`` keeps one link a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import Claim, claim
from microdrama.evidence.verdicts import verdict
from microdrama.package import current, remembered, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Links that carry a conclusion; the others question it.
CARRYING = ("supports", "explains", "operationalises", "recommends")


def argument(ids: list[str]) -> nx.DiGraph:
    """Return the argument among some claims as a directed graph.

    Parameters
    ----------
    ids : list of str
        Claims to include.

    Returns
    -------
    networkx.DiGraph
        One node a claim, one edge a link between two of them with ``relation`` and ``note``.

    Raises
    ------
    UnknownClaimError
        If a claim is unknown.
    """
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from((claim_id, {"claim": claim(claim_id)}) for claim_id in ids)
    for row in table("links").to_dict("records"):
        if row["from"] in graph and row["to"] in graph:
            graph.add_edge(row["from"], row["to"], relation=row["relation"], note=row["note"])
    return graph


def connected(ids: Sequence[str]) -> nx.DiGraph:
    """Return the argument among some claims, which must be one argument.

    Parameters
    ----------
    ids : sequence of str
        Claims to include.

    Returns
    -------
    networkx.DiGraph
        As :func:`argument` returns it.

    Raises
    ------
    UnknownClaimError
        If a claim is unknown.
    ValueError
        If the claims fall into parts that no link connects, or their links run in a circle.
    """
    import networkx as nx

    graph = argument(list(ids))
    parts = sorted(nx.weakly_connected_components(graph), key=len)
    if len(parts) > 1:
        raise ValueError(
            f"the argument falls into {len(parts)} pieces; no link connects "
            f"{', '.join(sorted(parts[0]))} with the others: leave it out or add what links it"
        )
    if not nx.is_directed_acyclic_graph(graph):
        circle = " → ".join(start for start, _ in nx.find_cycle(graph))
        raise ValueError(f"the argument runs in a circle, {circle}; take one of its links out")
    return graph


#: What a claim can offer a reader as evidence, and the mark's name on a map.
EVIDENCE = ("number", "interviews", "case", "advice", "assertion")


def evidence(claim_id: str) -> str:
    """Return what kind of evidence a claim offers: one of :data:`EVIDENCE`.

    It is a *number* if the text prints one; *interviews* if its check holds it to the standards
    of reporting for interviews (``reporting.csv``); a *case* if it tells of one drama or one
    campaign; *advice* if it recommends; and an *assertion* if the text says it in words, whatever
    stands beneath it in other claims.

    Parameters
    ----------
    claim_id : str
        The claim.
    """
    one = claim(claim_id)
    if one.value:
        return "number"
    if claim_id in _from_interviews():
        return "interviews"
    return {"case": "case", "recommendation": "advice"}.get(one.kind, "assertion")


@remembered
def _from_interviews() -> frozenset[str]:
    """Return the claims that a check holds to the standards of interviews."""
    checks = table("checks")
    return frozenset(checks.loc[checks["check"] == "interviews", "claim"])


def with_joints(graph: nx.DiGraph) -> nx.DiGraph:
    """Return an argument with its joined premises brought together, as a map draws it.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`argument` returns.

    Returns
    -------
    networkx.DiGraph
        The claims, and one more node for each set of premises that carry a conclusion only
        together (``joined.csv``) if at least two of them are there: ``joint`` says why. Their links
        lead to it with an empty relation, and from it one link leads on. A contradiction, which has
        no direction of its own, leads to the claim on which more of this argument hangs.
    """
    import networkx as nx

    drawn = nx.DiGraph()
    drawn.add_nodes_from(graph.nodes(data=True))
    for start, end, link in graph.edges(data=True):
        if link["relation"] == "contradicts" and _hanging(graph, start) > _hanging(graph, end):
            start, end = end, start
        drawn.add_edge(start, end, **link)
    for row in _joined():
        there = [one for one in row["premises"].split() if drawn.has_edge(one, row["to"])]
        if len(there) < 2:
            continue
        joint = f"joint of {row['to']} {there[0]}"
        relation = drawn.edges[there[0], row["to"]]["relation"]
        drawn.add_node(joint, joint=row["note"])
        drawn.add_edge(joint, row["to"], relation=relation, note=row["note"])
        for premise in there:
            note = drawn.edges[premise, row["to"]]["note"]
            drawn.remove_edge(premise, row["to"])
            drawn.add_edge(premise, joint, relation="", note=note)
    return drawn


def _joined() -> list[dict[str, str]]:
    """Return the sets of premises that carry only together; a package may have none."""
    return table("joined").to_dict("records") if "joined" in current().description else []


def _hanging(graph: nx.DiGraph, claim_id: str) -> int:
    """Return how many claims of an argument a claim carries."""
    import networkx as nx

    carried = [(a, b) for a, b, how in graph.edges(data="relation") if how in CARRYING]
    carrying = nx.DiGraph(carried)
    return len(nx.descendants(carrying, claim_id)) if claim_id in carrying else 0


def outline(graph: nx.DiGraph) -> pd.DataFrame:
    """Return an argument as an indented list: beneath each claim what bears on it.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`with_joints` returns, without circles.

    Returns
    -------
    pandas.DataFrame
        One row a line: ``node``, ``depth`` (0 for conclusions), ``parent`` (the line above to which
        it belongs; -1 for conclusions), ``relation`` (``joined`` for premises that carry only
        together, empty for conclusions) and ``again``: whether the claim stands above already,
        with what bears on it.
    """
    import pandas as pd

    rows: list[tuple] = []
    seen: set[str] = set()

    def add(node: str, depth: int, parent: int, relation: str) -> None:
        rows.append((node, depth, parent, relation, node in seen))
        here = len(rows) - 1
        if node not in seen:
            seen.add(node)
            for premise, how in _bearing(graph, node):
                add(premise, depth + 1, here, how)

    for node in graph:
        if not graph.out_degree(node):
            add(node, 0, -1, "")
    return pd.DataFrame(rows, columns=["node", "depth", "parent", "relation", "again"])


def _bearing(graph: nx.DiGraph, node: str) -> Iterator[tuple[str, str]]:
    """Yield what bears on a claim and how, joined premises each by itself."""
    for premise, _, how in graph.in_edges(node, data="relation"):
        if "joint" in graph.nodes[premise]:
            yield from ((one, "joined") for one in graph.predecessors(premise))
        else:
            yield premise, how


def argument_table(graph: nx.DiGraph) -> pd.DataFrame:
    """Return an argument in words: one row a link, premises before conclusions.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`connected` returns.

    Returns
    -------
    pandas.DataFrame
        ``Claim``, its ``Evidence`` and ``Verdict``, ``Link``, ``Other claim``, ``Why``.
    """
    import networkx as nx
    import pandas as pd

    place = {claim_id: index for index, claim_id in enumerate(graph)}
    order = list(nx.lexicographical_topological_sort(graph, key=place.__getitem__))
    rows = [
        (
            claim(start).statement,
            evidence(start),
            verdict(start).status,
            link["relation"],
            claim(end).statement,
            link["note"],
        )
        for start in order
        for _, end, link in graph.edges(start, data=True)
    ]
    columns = ["Claim", "Evidence", "Verdict", "Link", "Other claim", "Why"]
    return pd.DataFrame(rows, columns=columns)


def contradictions() -> list[tuple[Claim, Claim, str]]:
    """Return the pairs of claims that cannot both hold, or pull in opposite directions.

    Returns
    -------
    list of (Claim, Claim, str)
        Both claims and why, in the order of the table of links.
    """
    links = table("links")
    rows = links[links["relation"] == "contradicts"].to_dict("records")
    return [(claim(row["from"]), claim(row["to"]), row["note"]) for row in rows]
