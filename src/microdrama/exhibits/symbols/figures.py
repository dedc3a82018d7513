"""Pictures of the symbols chapter that do not move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import symbols as draw
from microdrama.evidence.ledger import claim, short
from microdrama.exhibits import common
from microdrama.exhibits.symbols.names import text_names
from microdrama.show.blocks import Downloads, Group, Nested
from microdrama.show.figure import Figure
from microdrama.symbols.layout import layered
from microdrama.symbols.network import labels

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def argument_map() -> Group:
    """Return the argument of the text whose framework the network is."""
    return common.argument_map(
        [
            "zhao2025-purification",
            "zhao2025-narrative-translation",
            "zhao2025-identity-construction",
            "zhao2025-case-british-museum",
            "zhao2025-model",
            "zhao2025-viewer-genuine-identification",
            "zhao2025-lightweight-model",
        ],
        title="From three steps to the whole world: one drama is shown, and no viewer is asked",
        alt=(
            "Seven claims of one text, premises above. Purification, narrative translation and "
            "identity construction follow one another and make up, together, the model, which one "
            "drama supports. The model explains how viewers come to identify, and that supports "
            "the light model of spreading culture across the world. Every claim but the drama is "
            "an assertion that no check covers."
        ),
        source=short("zhao2025"),
        fuller=[
            "zhao2025-case-dragon-king",
            "zhao2025-case-british-museum-contrast",
            "zhao2025-evolution",
            "zhao2025-identity-lived-experience",
            "zhao2025-platform-reach",
        ],
    )


def network(graph: nx.DiGraph, links: pd.DataFrame) -> Figure:
    """Return the whole network as boxes and lines.

    Parameters
    ----------
    graph : networkx.DiGraph
        The network.
    links : pandas.DataFrame
        What :func:`microdrama.symbols.network.relations` returns.
    """
    places = {name: layered(graph, columns) for name, columns in draw.COLUMNS.items()}
    stated = links["basis"].eq("stated").mean()
    return Figure(
        "network",
        partial(draw.network_diagram, places, links, text_names()),
        title=(
            f"{len(graph)} concepts, {graph.number_of_edges()} relations: {stated:.0%} stated in "
            "so many words, the rest our reading"
        ),
        alt=(
            "A network in six layers: setting, purification, translation, construction, "
            "circulation, outcome. Boxes are concepts, coloured by the text that brings them; most "
            "are of one text. Lines run mostly downwards; dashed ones are our reading. The list "
            "below the picture says the same in words."
        ),
        table=_relations(links),
        sources=[
            "the texts named in the legend; the choice of concepts and relations is our coding"
        ],
        kinds=(),
        note="Dashed lines are our reading.",
    )


def _relations(links: pd.DataFrame) -> pd.DataFrame:
    """Return the relations as a table for readers."""
    label = labels()
    columns = {
        "from": "Concept",
        "relation": "Relation",
        "to": "Other concept",
        "text": "Text",
        "basis": "Basis",
        "note": "What the text says",
        "quote": "Its words",
    }
    return links.assign(
        **{end: links[end].map(label) for end in ("from", "to")},
        text=links["text"].map(short),
        quote=[claim(claim_id).words for claim_id in links["claim"]],
    )[list(columns)].rename(columns=columns)


def network_in_words(
    in_words: Mapping[str, Mapping[str, Sequence[str]]], graphml: str, node_link: str
) -> Group:
    """Return the network as a list, and as files to take away.

    Parameters
    ----------
    in_words : mapping
        What :func:`microdrama.symbols.network.as_list` returns.
    graphml, node_link : str
        The network as GraphML and as JSON.
    """
    files = {
        "microdrama-symbols.graphml": (
            "GraphML for Gephi, yEd or networkx",
            "application/xml",
            graphml,
        ),
        "microdrama-symbols.json": (
            "JSON (node-link) for networkx or D3",
            "application/json",
            node_link,
        ),
    }
    return Group((Nested("The network as a list", in_words), Downloads(files)))


def coverage(table: pd.DataFrame) -> Figure:
    """Return how far each text goes, case by case and step by step.

    Parameters
    ----------
    table : pandas.DataFrame
        What :func:`microdrama.symbols.walks.coverage` returns.
    """
    of_texts = table[table["text"] != ""]
    documented = of_texts["status"].eq("documented")
    complete = documented.groupby(of_texts["case"]).all()
    purified = documented[of_texts["step"] == "purification"].sum()
    columns = {
        "title": "Drama",
        "label": "Step",
        "concept": "Concept",
        "status": "Basis",
        "note": "What the text says",
    }
    return Figure(
        "coverage",
        partial(draw.coverage_grid, table.drop(columns="text")),
        title=(
            f"{complete.sum() or 'None'} of {len(complete)} cases "
            f"{'is' if complete.sum() < 2 else 'are'} documented in all five steps; what is kept "
            f"of the symbol is documented in {purified}"
        ),
        alt=(
            "A grid of cases by five steps. Full marks are documented steps, open ones inferred, "
            "dashes steps that the text leaves out. Symbols and functions are mostly documented; "
            "what is kept of the symbol is mostly inferred or left out."
        ),
        table=table[list(columns)].rename(columns=columns),
        sources=["the texts that tell the cases; the coding is ours"],
        kinds=(),
        note="● documented, ○ inferred, – left out"
        + (_OF_A_CLASS if len(of_texts) < len(table) else _ON_A_PHONE),
    )


_OF_A_CLASS = ", ■ coded by your class, ◇ your coders are divided."
_ON_A_PHONE = (
    ". On a phone, steps have numbers: 1 symbol, 2 what is kept of it, 3 what it does in the "
    "story, 4 identity tension, 5 outcome."
)
