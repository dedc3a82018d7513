"""The framework as a network: concepts, and relations that texts state or that we read in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import claim, claims, short
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: Layers of the picture from top to bottom; the three in the middle are the text's own steps.
STAGES = ("setting", "purification", "translation", "construction", "circulation", "outcome")

#: Relations along which a path may run: a cause or step leads on, an example leads to its kind.
CARRYING = ("example of", "part of", "enters", "becomes", "enables", "produces")

#: How a sentence says a relation where its name alone is no verb.
_VERBS = {"example of": "is an example of", "part of": "is part of"}

#: The text whose framework the network is.
FRAMEWORK = "zhao2025"

#: The first two of the framework's three steps, and where it begins and ends.
PURIFICATION, TRANSLATION = "symbol-purification", "narrative-translation"
CULTURE, IDENTITY, REACH = "regional-culture", "hybrid-identity", "platform-reach"

#: Where the path of surface signs ends.
SURFACE_END = "dissonant-reception"


def concepts() -> pd.DataFrame:
    """Return the concepts.

    Returns
    -------
    pandas.DataFrame
        One row a concept: ``id``, ``label``, ``type``, ``stage``, ``text`` (key), ``claim``,
        ``wanted`` (of outcomes: whether the text welcomes it) and ``definition``.
    """
    return table("concepts")


def relations() -> pd.DataFrame:
    """Return the relations between concepts.

    Returns
    -------
    pandas.DataFrame
        One row a relation: ``from``, ``to``, ``relation``, ``claim``, ``also``, ``basis``
        (``stated`` or ``our reading``), ``note``, ``text`` (key of the text that states it),
        ``sentences`` (number of claims that state it) and ``carries``.
    """
    frame = table("relations")
    frame["text"] = [claim(claim_id).source for claim_id in frame["claim"]]
    frame["sentences"] = 1 + frame["also"].str.split().str.len()
    frame["carries"] = frame["relation"].isin(CARRYING)
    return frame


def network(texts: Collection[str] | None = None, stated: bool = False) -> nx.DiGraph:
    """Return the network as a directed graph.

    Parameters
    ----------
    texts : collection of str, optional
        Keys of the texts whose relations are taken; all by default.
    stated : bool
        Whether relations that are our reading are left out.

    Returns
    -------
    networkx.DiGraph
        Concepts with ``label``, ``type``, ``stage``, ``text``, ``wanted``; relations with
        ``relation``, ``claim``, ``basis``, ``text``, ``sentences``, ``carries``. A concept
        without any relation left is left out.
    """
    import networkx as nx

    edges = relations()
    if texts is not None:
        edges = edges[edges["text"].isin(texts)]
    if stated:
        edges = edges[edges["basis"] == "stated"]
    graph = nx.DiGraph()
    nodes = concepts().set_index("id")[["label", "type", "stage", "text", "wanted"]]
    related = {*edges["from"], *edges["to"]}
    for concept, row in nodes.iterrows():
        if concept in related:
            graph.add_node(concept, **row)
    for row in edges.to_dict("records"):
        graph.add_edge(row.pop("from"), row.pop("to"), **row)
    return graph


def carrying(graph: nx.DiGraph) -> nx.DiGraph:
    """Return the part of a network along which a path may run."""
    return with_edges(graph, [(a, b) for a, b, carries in graph.edges(data="carries") if carries])


def with_edges(graph: nx.DiGraph, edges: Iterable[tuple[str, str]]) -> nx.DiGraph:
    """Return a network with all its concepts and some of its relations.

    A graph of its own: a view of :meth:`networkx.DiGraph.edge_subgraph` asks a filter at each step.
    """
    part = graph.__class__()
    part.add_nodes_from(graph.nodes(data=True))
    part.add_edges_from((a, b, graph.edges[a, b]) for a, b in edges)
    return part


def without(graph: nx.DiGraph, concept: str) -> nx.DiGraph:
    """Return a network with one concept taken out."""
    part = graph.copy()
    part.remove_nodes_from([concept])
    return part


def of_type(graph: nx.DiGraph, kind: str) -> list[str]:
    """Return the concepts of one type, in the order of the table."""
    return [concept for concept, found in graph.nodes(data="type") if found == kind]


def concrete(graph: nx.DiGraph) -> list[str]:
    """Return the symbols that dramas use: those that nothing else leads to."""
    part = carrying(graph)
    return [symbol for symbol in of_type(graph, "symbol") if part.in_degree(symbol) == 0]


def outcomes(graph: nx.DiGraph, wanted: bool | None = None) -> list[str]:
    """Return the outcomes, perhaps only those that the texts welcome or deplore."""
    found = of_type(graph, "outcome")
    if wanted is None:
        return found
    return [outcome for outcome in found if graph.nodes[outcome]["wanted"] == wanted]


def labels() -> dict[str, str]:
    """Return how prose and charts name each concept."""
    return concepts().set_index("id")["label"].to_dict()


def verb(relation: str) -> str:
    """Return a relation as the verb of a sentence."""
    return _VERBS.get(relation, relation)


def as_list(graph: nx.DiGraph) -> dict[str, dict[str, list[str]]]:
    """Return the network in words, for those who do not see the picture.

    Returns
    -------
    dict
        By stage, then by concept (with its definition): what it leads to or acts on.
    """
    defined = concepts().set_index("id")
    tree: dict[str, dict[str, list[str]]] = {stage: {} for stage in STAGES}
    for concept, data in graph.nodes(data=True):
        lines = [
            f"{verb(link['relation'])} {graph.nodes[other]['label']} "
            f"({short(link['text'])}{', our reading' if link['basis'] == 'our reading' else ''})"
            for _, other, link in graph.out_edges(concept, data=True)
        ]
        row = defined.loc[concept]
        tree[data["stage"]][f"{row['label']}: {row['definition']}"] = lines
    return tree


def as_graphml(graph: nx.DiGraph) -> str:
    """Return the network as GraphML, which Gephi, yEd and networkx read."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(_plain(graph), named_key_ids=True)) + "\n"


def as_json(graph: nx.DiGraph) -> str:
    """Return the network as node-link JSON, which networkx and D3 read."""
    import networkx as nx

    return json.dumps(nx.node_link_data(_plain(graph), edges="links"), ensure_ascii=False, indent=1)


def _plain(graph: nx.DiGraph) -> nx.DiGraph:
    """Return a copy whose attributes every format can hold; missing ones are left out."""
    import pandas as pd

    def present(data: dict[str, Any]) -> dict[str, Any]:
        values = {k: v.item() if hasattr(v, "item") else v for k, v in data.items()}
        return {k: v for k, v in values.items() if not pd.isna(v)}

    plain = graph.__class__()
    plain.add_nodes_from((node, present(data)) for node, data in graph.nodes(data=True))
    plain.add_edges_from((a, b, present(data)) for a, b, data in graph.edges(data=True))
    return plain


def faults() -> list[Fault]:
    """Check what the descriptions of the tables cannot say.

    Returns
    -------
    list of Fault
        Outcomes of which nobody says whether they are welcome, relations of a concept with
        itself, second relations between the same two, unknown claims beside the first, circles
        among the relations that carry, steps of a drama whose cells do not fit their status or
        whose concept has no relation,
        and dramas that lack a step.
    """
    if not {"cases", "concepts", "relations", "steps"} <= current().description.keys():
        return []
    rules = (_concept_faults, _relation_faults, _circle_faults, _step_faults, _lone_faults)
    return [fault for rule in rules for fault in rule()]


def _concept_faults() -> Iterator[Fault]:
    for file, row, cells in rows("concepts"):
        if cells["type"] == "outcome" and not cells["wanted"]:
            message = "an outcome needs one: true if its text welcomes it, else false."
            yield Fault(file, row, "wanted", message)
        if cells["type"] != "outcome" and cells["wanted"]:
            yield Fault(file, row, "wanted", "only an outcome has one; empty the cell.")


def _relation_faults() -> Iterator[Fault]:
    known, first_row = claims(), {}
    for file, row, cells in rows("relations"):
        ends = cells["from"], cells["to"]
        if cells["from"] == cells["to"]:
            yield Fault(file, row, "to", "a concept has no relation with itself; correct the id.")
        elif ends in first_row:
            earlier = first_row[ends]
            message = f"the relation in row {earlier} has the same ends; keep one of the two."
            yield Fault(file, row, "to", message)
        first_row.setdefault(ends, row)
        for unknown in sorted(set(cells["also"].split()) - set(known)):
            yield Fault(file, row, "also", f"“{unknown}” is no claim; correct the id.")


def _circle_faults() -> Iterator[Fault]:
    """Find the first circle: on it, “what every path must pass” would mean nothing."""
    import networkx as nx

    places, graph = {}, nx.DiGraph()
    for file, row, cells in rows("relations"):
        if cells["relation"] in CARRYING and cells["from"] != cells["to"]:
            graph.add_edge(cells["from"], cells["to"])
            places[cells["from"], cells["to"]] = file, row
    if not nx.is_directed_acyclic_graph(graph):
        circle = nx.find_cycle(graph)
        file, row = max(places[edge] for edge in circle)
        way = " → ".join([*(a for a, _ in circle), circle[-1][1]])
        yield Fault(file, row, "to", f"closes a circle ({way}); take one of its relations out.")


def _lone_faults() -> Iterator[Fault]:
    """Find concepts that a drama passes and no relation reaches: they are not in the network."""
    related = {cells[end] for _, _, cells in rows("relations") for end in ("from", "to")}
    for file, row, cells in rows("steps"):
        if cells["concept"] and cells["concept"] not in related:
            message = f"no relation of relations.csv has “{cells['concept']}”; add one there."
            yield Fault(file, row, "concept", message)


def _step_faults() -> Iterator[Fault]:
    steps_of: dict[str, set[str]] = {}
    for file, row, cells in rows("steps"):
        steps_of.setdefault(cells["case"], set()).add(cells["step"])
        left_out = cells["status"] == "left out"
        for column in ("concept", "claim"):
            if left_out and cells[column]:
                yield Fault(file, row, column, "a step that is left out has none; empty the cell.")
            if not left_out and not cells[column]:
                yield Fault(file, row, column, f"a step that is {cells['status']} needs one.")
    every = set().union(*steps_of.values())
    for file, row, cells in rows("cases"):
        for step in sorted(every - steps_of.get(cells["id"], set())):
            message = f"has no step “{step}”; add one, if need be as left out."
            yield Fault(file, row, "id", message)
