"""Pictures of the symbols chapter that do not move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import symbols as draw
from microdrama.charts.symbols.spine import BOX as SPINE_BOX
from microdrama.charts.symbols.spine import GAPS as SPINE_GAPS
from microdrama.evidence.ledger import claim, short
from microdrama.exhibits import common
from microdrama.exhibits.symbols.laid_out import as_rows, boxes
from microdrama.show.blocks import Downloads, Group, Nested
from microdrama.show.figure import NARROW, Figure
from microdrama.symbols.layout import in_columns, in_layers
from microdrama.symbols.network import verb
from microdrama.symbols.spine import COLUMNS

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


def spine(graph: nx.DiGraph) -> Figure:
    """Return the spine of the framework, with its two paths.

    Parameters
    ----------
    graph : networkx.DiGraph
        What :func:`microdrama.symbols.spine.spine` returns.
    """
    rows = {name: _spine_rows(graph, name) for name in SPINE_BOX}
    skipped = [name.lower() for place, name in enumerate(COLUMNS) if place not in _surface(graph)]
    stated = sum(basis == "stated" for *_, basis in graph.edges(data="basis"))
    return Figure(
        "spine",
        lambda width: draw.spine_diagram(
            *rows["narrow" if width <= NARROW else "wide"], COLUMNS, width
        ),
        title=(
            "The deep path takes a symbol through every step to identification; the surface path "
            f"skips {' and '.join(skipped)} and ends in dissonance"
        ),
        alt=(
            f"Boxes with arrows in {len(COLUMNS)} columns, on a phone from top to bottom: "
            f"{', '.join(COLUMNS).lower()}. Two paths begin in regional culture and never meet "
            "again. The deep one, blue, passes symbol purification, narrative translation and "
            "identity negotiation and fans out to active understanding, genuine identification, "
            "glocal identity and soft power. The surface one, red, goes from surface signifiers "
            "over mechanical translation and ornament to dissonant reception and exotic spectacle."
        ),
        table=_relations(graph),
        sources=_SPINE_SOURCES,
        kinds=(),
        note=(
            f"Shown are {len(graph)} concepts and the {graph.number_of_edges()} relations among "
            f"them, {stated} of them stated: the three steps, every outcome that regional culture "
            "leads to, and each concept that all ways to one of these outcomes pass."
        ),
    )


_SPINE_SOURCES = ("the text whose framework it is; the choice of concepts and relations is ours",)


def _surface(graph: nx.DiGraph) -> set[int]:
    """Return the columns in which the surface path has a concept."""
    return {data["column"] for _, data in graph.nodes(data=True) if data["path"] == "surface"}


def _spine_rows(graph: nx.DiGraph, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the spine laid out for a laptop or a phone, as rows to draw."""
    words, sizes = boxes(graph, SPINE_BOX[name])
    lay_out = in_columns if name == "wide" else in_layers
    concepts, relations = as_rows(graph, lay_out(graph, sizes, SPINE_GAPS[name]), words)
    ends = relations[["source", "target"]].itertuples(index=False)
    on = [graph.edges[pair]["path"] for pair in ends]
    for key in ("path", "column"):
        concepts[key] = [graph.nodes[concept][key] for concept in concepts["concept"]]
    return concepts, relations.assign(on=on)


def _relations(graph: nx.DiGraph) -> pd.DataFrame:
    """Return the relations of a graph as a table for readers."""
    import pandas as pd

    label = dict(graph.nodes(data="label"))
    return pd.DataFrame(
        {
            "Concept": label[a],
            "Relation": verb(data["relation"]),
            "Other concept": label[b],
            "Path": data["path"],
            "Basis": data["basis"],
            "What the text says": data["note"],
            "Its words": claim(data["claim"]).words,
        }
        for a, b, data in graph.edges(data=True)
    )


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


def lanes(table: pd.DataFrame, links: pd.DataFrame, paths: Mapping[str, str]) -> Figure:
    """Return the dramas as lanes through the same steps.

    Parameters
    ----------
    table : pandas.DataFrame
        What :func:`microdrama.symbols.walks.coverage` returns.
    links : pandas.DataFrame
        What :func:`microdrama.symbols.lanes.links` returns.
    paths : mapping of str to str
        What :func:`microdrama.symbols.lanes.path_of` returns.
    """
    of_texts = table[table["text"] != ""]
    documented = of_texts["status"].eq("documented")
    complete = documented.groupby(of_texts["case"]).all()
    purified = documented[of_texts["step"] == "purification"].sum()
    table = table.assign(on=table["case"].map(paths))
    columns = {
        "title": "Drama",
        "on": "Path",
        "label": "Step",
        "concept": "Concept",
        "status": "Basis",
        "note": "What the text says",
    }
    surface = sum(paths[case] == "surface" for case in complete.index)
    return Figure(
        "lanes",
        partial(draw.swimlanes, table.drop(columns="text"), links),
        title=(
            f"{complete.sum() or 'None'} of {len(complete)} cases "
            f"{'is' if complete.sum() < 2 else 'are'} documented in all five steps; what is kept "
            f"of the symbol is documented in {purified or 'none'}, and {_takes_surface(surface)} "
            "the surface path"
        ),
        alt=(
            "One lane a drama, with a box for each of five steps: its symbol, what is kept of it, "
            "what it does in the story, the identity tension, the outcome. Filled boxes are "
            "documented, dashed ones inferred; where a text tells nothing there is a gap. Symbols "
            "and roles are mostly documented, what is kept of the symbol is mostly inferred or "
            "missing. Red lanes take the surface path, blue ones the deep one, grey ones neither."
        ),
        table=table[list(columns)].rename(columns=columns),
        sources=["the texts that tell the cases; the coding is ours"],
        kinds=(),
        note=(
            "Filled: documented. Dashed frame: inferred. An arrow says that a way leads on in the "
            "network, dashed where it runs over our reading."
            + (_OF_A_CLASS if len(of_texts) < len(table) else "")
        ),
    )


def _takes_surface(cases: int) -> str:
    """Say how many cases take the surface path, up to the verb."""
    return {0: "none takes", 1: "only one takes"}.get(cases, f"{cases} take")


_OF_A_CLASS = (
    " Dramas of your class are filled where they are coded, dashed where your coders are divided."
)
