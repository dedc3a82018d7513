"""Dramas as lanes through the steps of the framework: which path, and whether a way leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.symbols.light import sections
from microdrama.symbols.network import CULTURE, carrying
from microdrama.symbols.walks import walk

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: The steps that tell which path a drama takes; further on the two may end alike.
_TELLING = ("symbol", "purification", "function")


def path_of(cases: pd.DataFrame, graph: nx.DiGraph) -> dict[str, str]:
    """Return for each case whether it takes the surface path, the deep path or neither.

    Parameters
    ----------
    cases : pandas.DataFrame
        Steps of cases, as :func:`microdrama.symbols.walks.steps` returns them.
    graph : networkx.DiGraph
        The network of the framework.

    Returns
    -------
    dict
        ``surface`` if a concept of its first three steps is on the surface path, else ``deep`` if
        one is on the deep path, else ``neither``.
    """
    parts = sections(graph)
    held = {
        path: set(parts[f"path-{path}"].concepts) - {CULTURE}
        for path in ("surface", "deep")
        if f"path-{path}" in parts
    }
    found = {}
    for case, of_case in cases.groupby("case", sort=False):
        met = set(of_case.loc[of_case["step"].isin(_TELLING), "concept"])
        found[case] = next((path for path, on in held.items() if met & on), "neither")
    return found


def links(cases: pd.DataFrame, graph: nx.DiGraph) -> pd.DataFrame:
    """Return which steps follow from the step before them in the network.

    Parameters
    ----------
    cases : pandas.DataFrame
        Steps of cases, as :func:`microdrama.symbols.walks.steps` returns them.
    graph : networkx.DiGraph
        The network.

    Returns
    -------
    pandas.DataFrame
        ``case``, ``order`` (of the step that is reached) and ``basis``: ``stated`` if every
        relation of a shortest way is, else ``our reading``. A step to which no way leads from
        the one before it, or before which one is left out, has no row.
    """
    import pandas as pd

    part, rows = carrying(graph), []
    for case, of_case in cases.groupby("case", sort=False):
        told = of_case[of_case["concept"].isin(list(part))]
        orders = set(told["order"])
        for order, pieces in walk(told, graph).groupby("order"):
            ways = pieces[pieces["part"] == "link"]
            if order - 1 not in orders or ways.empty:
                continue
            stated = all(
                part.edges[a, b]["basis"] == "stated"
                for a, b in zip(ways["from"], ways["to"], strict=True)
            )
            rows.append((case, order, "stated" if stated else "our reading"))
    return pd.DataFrame(rows, columns=["case", "order", "basis"])
