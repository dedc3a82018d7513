"""What lights up with what: a concept with all that leads to it and from it, a stage, a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.symbols.dominance import chain
from microdrama.symbols.network import (
    CULTURE,
    PURIFICATION,
    STAGES,
    SURFACE,
    carrying,
)
from microdrama.symbols.reachability import ROOT, rooted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import networkx as nx
    import pandas as pd

#: What stands for the network as a whole.
WHOLE = "whole"


@dataclass(frozen=True)
class Section:
    """A part of the network that has a name.

    Parameters
    ----------
    name, meaning : str
        What it is called, and what it is, in a sentence.
    concepts : sequence of str
        Its concepts, each after those that lead to it.
    """

    name: str
    meaning: str
    concepts: tuple[str, ...]


def sections(graph: nx.DiGraph) -> dict[str, Section]:
    """Return the two paths and the stages of a network, by id.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.

    Returns
    -------
    dict
        ``path-surface``: from regional culture over surface signifiers to everything that comes
        of them; ``path-deep``: the same over symbol purification; then ``stage-…``.
    """
    surface = _through(graph, CULTURE, SURFACE)
    deep = _through(graph, CULTURE, PURIFICATION)
    found = {
        "path-surface": Section(
            "The surface path",
            "Outward signs are exchanged, and what they mean stays behind.",
            _in_order(graph, surface),
        ),
        "path-deep": Section(
            "The deep path",
            "A symbol is purified, given a task in a story, and bound to a character's identity.",
            _in_order(graph, deep),
        ),
    }
    for stage in STAGES:
        members = [concept for concept, one in graph.nodes(data="stage") if one == stage]
        found[f"stage-{stage}"] = Section(
            f"Stage: {stage}",
            f"What the texts place in the stage of {stage}.",
            _in_order(graph, members),
        )
    return {name: section for name, section in found.items() if section.concepts}


def _through(graph: nx.DiGraph, start: str, middle: str) -> set[str]:
    """Return what lies on ways from one concept over another, and what they lead on to."""
    import networkx as nx

    part = carrying(graph)
    if start not in part or middle not in part:
        return set()
    before = nx.descendants(part, start) & nx.ancestors(part, middle)
    return {start, middle} | before | nx.descendants(part, middle)


def _in_order(graph: nx.DiGraph, concepts: Collection[str]) -> tuple[str, ...]:
    """Return concepts so that each stands after what leads to it."""
    import networkx as nx

    wanted, place = set(concepts), {concept: index for index, concept in enumerate(graph)}
    order = nx.lexicographical_topological_sort(carrying(graph), key=place.__getitem__)
    return tuple(concept for concept in order if concept in wanted)


def lights(graph: nx.DiGraph) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return with what each concept and each relation lights up.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.

    Returns
    -------
    tuple of pandas.DataFrame
        Concepts (``concept``, ``lit``) and relations (``from``, ``to``, ``lit``). ``lit`` is a text
        of ids with a space before and after each: of concepts from which ways lead here or to
        which they lead on, of concepts beside it, and of :func:`sections`; :data:`WHOLE` is
        everywhere.
    """
    import networkx as nx
    import pandas as pd

    part = carrying(graph)
    before = {concept: nx.ancestors(part, concept) for concept in graph}
    after = {concept: nx.descendants(part, concept) for concept in graph}
    members = {name: set(section.concepts) for name, section in sections(graph).items()}
    beside = {concept: {*graph.pred[concept], *graph.succ[concept]} for concept in graph}
    nodes = [
        (
            concept,
            _text(
                {concept} | before[concept] | after[concept] | beside[concept],
                (name for name, held in members.items() if concept in held),
            ),
        )
        for concept in graph
    ]
    edges = []
    for a, b, carries in graph.edges(data="carries"):
        ways = before[a] | after[b] if carries else set()
        inside = (name for name, held in members.items() if {a, b} <= held)
        edges.append((a, b, _text({a, b} | ways, inside)))
    return (
        pd.DataFrame(nodes, columns=["concept", "lit"]),
        pd.DataFrame(edges, columns=["from", "to", "lit"]),
    )


def _text(concepts: Iterable[str], names: Iterable[str]) -> str:
    return f" {' '.join([WHOLE, *names, *sorted(concepts)])} "


def darkened(graph: nx.DiGraph, starts: Collection[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return with what, taken out, each concept and each relation is cut off from all starts.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    starts : collection of str
        Where ways begin.

    Returns
    -------
    tuple of pandas.DataFrame
        Concepts (``concept``, ``cut``, ``on_a_way``) and relations (``from``, ``to``, ``cut``,
        ``on_a_way``): ``on_a_way`` tells whether a way from a start comes here at all, and
        ``cut`` is a text of ids, with a space before and after each, of the concepts
        (``a``) and relations (``a>b``) without which none does.
    """
    import networkx as nx
    import pandas as pd

    split = nx.DiGraph()
    split.add_node(ROOT)
    for a, b in rooted(graph, starts).edges:
        split.add_edges_from([(a, (a, b)), ((a, b), b)])
    nearest = nx.immediate_dominators(split, ROOT)

    def cut(place: object) -> str:
        named = [one for one in chain(nearest, place) if one != ROOT and one[0] != ROOT]
        texts = [">".join(one) if isinstance(one, tuple) else one for one in named]
        return f" {' '.join(texts)} "

    nodes = [(concept, cut(concept), concept in nearest) for concept in graph]
    edges = [(a, b, cut((a, b)), (a, b) in nearest) for a, b in graph.edges]
    return (
        pd.DataFrame(nodes, columns=["concept", "cut", "on_a_way"]),
        pd.DataFrame(edges, columns=["from", "to", "cut", "on_a_way"]),
    )
