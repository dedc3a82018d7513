"""Dramas as walks through the network: which steps a text documents, infers or leaves out."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, short
from microdrama.package import table
from microdrama.symbols.findings import PURIFICATION, TRANSLATION
from microdrama.symbols.network import FRAMEWORK, carrying, concepts, network

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

#: The steps of a walk, and how a table names them.
STEPS = {
    "symbol": "Symbol",
    "purification": "What is kept of it",
    "function": "What it does in the story",
    "tension": "Identity tension",
    "outcome": "Outcome",
}

#: How far a text goes at a step; a class's own dramas are coded instead.
STATUSES = ("documented", "inferred", "left out")


def steps() -> pd.DataFrame:
    """Return every step of every case that the texts tell.

    Returns
    -------
    pandas.DataFrame
        Five rows a case, in order: ``case``, ``title``, ``text`` (key), ``order`` (from 1),
        ``step``, ``concept`` (empty where left out), ``status``, ``claim``, ``note``,
        ``quote``.
    """
    cases = table("cases").sort_values("order")
    place = {step: order for order, step in enumerate(STEPS, start=1)}
    frame = table("steps").merge(
        cases[["id", "title", "text", "order"]].rename(columns={"id": "case", "order": "place"}),
        on="case",
    )
    frame["order"] = frame["step"].map(place)
    frame["quote"] = [claim(i).words if i else "" for i in frame["claim"]]
    frame = frame.sort_values(["place", "order"], ignore_index=True)
    columns = ["case", "title", "text", "order", "step", "concept", "status", "claim", "note"]
    return frame[[*columns, "quote"]]


#: Dramas of a class that are drawn; tables and reports have all.
MOST = 30


def together(coded: pd.DataFrame | None) -> pd.DataFrame:
    """Return the steps of the texts' cases, and below them those of a class's own dramas.

    Parameters
    ----------
    coded : pandas.DataFrame or None
        What :func:`microdrama.symbols.consensus.as_steps` returns; of many dramas the first
        :data:`MOST` are taken. A drama that a text tells as well is said to be the class's.
    """
    import pandas as pd

    found = steps()
    if coded is None or coded.empty:
        return found
    place = {step: order for order, step in enumerate(STEPS, start=1)}
    first = list(dict.fromkeys(coded["case"]))[:MOST]
    mine = coded[coded["case"].isin(first)]
    theirs = set(found["title"])
    titles = [f"{title} (your class)" if title in theirs else title for title in mine["title"]]
    mine = mine.assign(title=titles, text="", order=mine["step"].map(place), claim="", quote="")
    return pd.concat([found, mine[found.columns]], ignore_index=True)


def coverage(found: pd.DataFrame) -> pd.DataFrame:
    """Return how far the texts go: one row a case and step, for a table of marks.

    Parameters
    ----------
    found : pandas.DataFrame
        What :func:`steps` returns, perhaps with a class's own dramas below.
    """
    labels = concepts().set_index("id")["label"].to_dict()
    return found.assign(
        label=found["step"].map(STEPS), said=found["concept"].map(labels).fillna("–")
    )[["case", "title", "order", "step", "label", "said", "status", "note"]]


def walk(found: pd.DataFrame, graph: nx.DiGraph) -> pd.DataFrame:
    """Return one case as a way through the network.

    Parameters
    ----------
    found : pandas.DataFrame
        The steps of one case, in order.
    graph : networkx.DiGraph
        The network.

    Returns
    -------
    pandas.DataFrame
        ``order`` (of the step that is reached), ``part`` (``concept``, ``link`` or ``gap``),
        ``from``, ``to`` (the same for a concept). Between two steps the way is a shortest
        path along relations that carry (:func:`networkx.shortest_path`); a gap says that the
        network has none.
    """
    import networkx as nx
    import pandas as pd

    part = carrying(graph)
    pieces, before = [], None
    for row in found.itertuples():
        here = row.concept
        if not here or here not in part:
            continue
        if before is not None:
            if nx.has_path(part, before, here):
                way = nx.shortest_path(part, before, here)
                pieces += [(row.order, "link", a, b) for a, b in pairwise(way)]
                pieces += [(row.order, "way", a, a) for a in way[1:-1]]
            else:
                pieces.append((row.order, "gap", before, here))
        pieces.append((row.order, "concept", here, here))
        before = here
    return pd.DataFrame(pieces, columns=["order", "part", "from", "to"])


def _translated(concept: str, part: nx.DiGraph) -> bool:
    """Tell whether what a symbol does in a story is, or comes of, narrative translation."""
    import networkx as nx

    if concept not in part:
        return False
    return nx.has_path(part, concept, TRANSLATION) or nx.has_path(part, TRANSLATION, concept)


def fits(found: pd.DataFrame) -> pd.DataFrame:
    """Ask of each case whether the framework accounts for it.

    Returns
    -------
    pandas.DataFrame
        One row a case: ``case``, ``title``, ``text`` (short name), ``purified``,
        ``translated``, ``identity`` (whether the three steps are there, documented or
        inferred), ``outcome`` (label), ``wanted`` (whether it is welcome; missing if none is
        told) and ``way``: whether the relations of the framework's own text lead from its
        symbol to its outcome, only those of all texts do, or none.
    """
    import networkx as nx
    import pandas as pd

    whole, own = network(), carrying(network([FRAMEWORK]))
    everything = carrying(whole)

    def leads(part: nx.DiGraph, a: str, b: str) -> bool:
        return a in part and b in part and nx.has_path(part, a, b)

    rows = []
    for case, of_case in found.groupby("case", sort=False):
        at = of_case.set_index("step")["concept"].to_dict()
        symbol, end = at["symbol"], at["outcome"]
        if not symbol or not end:
            way = "symbol or outcome not told"
        elif leads(own, symbol, end):
            way = "by the framework"
        else:
            way = "only with other texts" if leads(everything, symbol, end) else "by no path"
        first = of_case.iloc[0]
        rows.append(
            {
                "case": case,
                "title": first["title"],
                "text": short(first["text"]) if first["text"] else "",
                "purified": at["purification"] == PURIFICATION,
                "translated": _translated(at["function"], everything),
                "identity": bool(at["tension"]),
                "outcome": whole.nodes[end]["label"] if end else "not told",
                "wanted": whole.nodes[end]["wanted"] if end else pd.NA,
                "way": way,
            }
        )
    return pd.DataFrame(rows)


def outcomes_by_steps(fitted: pd.DataFrame) -> pd.DataFrame:
    """Return which steps go with which outcomes: the cases behind the framework, counted.

    Parameters
    ----------
    fitted : pandas.DataFrame
        What :func:`fits` returns.

    Returns
    -------
    pandas.DataFrame
        One row a combination of the three steps, of all eight: ``purified``, ``translated``,
        ``identity``, ``welcome``, ``unwelcome``, ``untold`` (cases by outcome) and ``titles``.
    """
    import pandas as pd

    names = ["purified", "translated", "identity"]
    rows = []
    for combination in product((True, False), repeat=len(names)):
        here = fitted[(fitted[names] == list(combination)).all(axis=1)]
        told = here["wanted"].dropna().astype(bool)
        rows.append(
            {
                **dict(zip(names, combination, strict=True)),
                "welcome": int(told.sum()),
                "unwelcome": int((~told).sum()),
                "untold": len(here) - len(told),
                "titles": "; ".join(here["title"]),
            }
        )
    return pd.DataFrame(rows)
