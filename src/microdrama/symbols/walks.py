"""Dramas as walks through the network: which steps a text documents, infers or leaves out."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, short
from microdrama.package import table
from microdrama.symbols.network import (
    FRAMEWORK,
    PURIFICATION,
    TRANSLATION,
    carrying,
    labels,
    network,
)

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
    frame["quote"] = [claim(claim_id).words if claim_id else "" for claim_id in frame["claim"]]
    frame = frame.sort_values(["place", "order"], ignore_index=True)
    columns = ["case", "title", "text", "order", "step", "concept", "status", "claim", "note"]
    return frame[[*columns, "quote"]]


#: Dramas of a class that are drawn; tables and reports have all.
MOST = 30


def together(coded: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of the texts' cases, and below them those of a class's own dramas.

    Parameters
    ----------
    coded : pandas.DataFrame
        What :func:`microdrama.symbols.consensus.as_steps` returns; of many dramas the first
        :data:`MOST` are taken. A drama that a text tells as well is said to be the class's.
    """
    import pandas as pd

    of_texts = steps()
    if coded.empty:
        return of_texts
    place = {step: order for order, step in enumerate(STEPS, start=1)}
    first = list(dict.fromkeys(coded["case"]))[:MOST]
    own = coded[coded["case"].isin(first)]
    taken = set(of_texts["title"])
    titles = [f"{title} (your class)" if title in taken else title for title in own["title"]]
    own = own.assign(title=titles, text="", order=own["step"].map(place), claim="", quote="")
    return pd.concat([of_texts, own[of_texts.columns]], ignore_index=True)


def coverage(cases: pd.DataFrame) -> pd.DataFrame:
    """Return how far the texts go: one row a case and step, for a table of marks.

    Parameters
    ----------
    cases : pandas.DataFrame
        What :func:`steps` returns, perhaps with a class's own dramas below.

    Returns
    -------
    pandas.DataFrame
        ``case``, ``title``, ``text`` (key; empty for a class), ``order``, ``step``, ``label`` (of
        the step), ``concept`` (its label, a dash where the step is left out), ``status`` and
        ``note``.
    """
    return cases.assign(
        label=cases["step"].map(STEPS), concept=cases["concept"].map(labels()).fillna("–")
    )[["case", "title", "text", "order", "step", "label", "concept", "status", "note"]]


def walk(case: pd.DataFrame, graph: nx.DiGraph) -> pd.DataFrame:
    """Return one case as a way through the network.

    Parameters
    ----------
    case : pandas.DataFrame
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
    for row in case.itertuples():
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


def fits(cases: pd.DataFrame) -> pd.DataFrame:
    """Ask of each case whether the framework accounts for it.

    Parameters
    ----------
    cases : pandas.DataFrame
        What :func:`steps` returns.

    Returns
    -------
    pandas.DataFrame
        One row a case: ``case``, ``title``, ``text`` (short name), ``purified``,
        ``translated``, ``identity`` (whether the three steps are there, documented or
        inferred), ``outcome`` (label), ``wanted`` (whether it is welcome; missing if none is
        told), ``told`` (how the outcome is told: documented, inferred or left out),
        ``measured`` (whether the claim that tells it prints a number) and ``way``: whether the
        relations of the framework's own text lead from its symbol to its outcome, only those of
        all texts do, or none.
    """
    import pandas as pd

    whole, framework = network(), carrying(network([FRAMEWORK]))
    everything = carrying(whole)
    rows = []
    for case, of_case in cases.groupby("case", sort=False):
        at = of_case.set_index("step")["concept"].to_dict()
        last = of_case.set_index("step").loc["outcome"]
        end = at["outcome"]
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
                "told": last["status"],
                "measured": bool(last["claim"] and claim(last["claim"]).value),
                "way": _way(at["symbol"], end, framework, everything),
            }
        )
    return pd.DataFrame(rows)


def _way(symbol: str, end: str, framework: nx.DiGraph, everything: nx.DiGraph) -> str:
    """Say which relations lead from a symbol to an outcome."""
    import networkx as nx

    def leads(part: nx.DiGraph) -> bool:
        return symbol in part and end in part and nx.has_path(part, symbol, end)

    if not symbol or not end:
        return "symbol or outcome not told"
    if leads(framework):
        return "by the framework"
    return "only with other texts" if leads(everything) else "by no path"


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
        ``identity``, ``welcome``, ``unwelcome``, ``untold`` (cases by outcome), ``inferred``
        (those of the first two of which the outcome is not told but follows) and ``titles``.
    """
    import pandas as pd

    names = ["purified", "translated", "identity"]
    rows = []
    for combination in product((True, False), repeat=len(names)):
        here = fitted[(fitted[names] == list(combination)).all(axis=1)]
        wanted = here["wanted"].dropna().astype(bool)
        rows.append(
            {
                **dict(zip(names, combination, strict=True)),
                "welcome": int(wanted.sum()),
                "unwelcome": int((~wanted).sum()),
                "untold": len(here) - len(wanted),
                "inferred": int((here.loc[wanted.index, "told"] == "inferred").sum()),
                "titles": "; ".join(here["title"]),
            }
        )
    return pd.DataFrame(rows)
