"""Why people watch: what each theory predicts, how far the text goes, what one survey adds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from microdrama.evidence import argument
from microdrama.evidence.intervals import Interval, read
from microdrama.formulas import where
from microdrama.package import printed, table

if TYPE_CHECKING:
    import pandas as pd

#: How far a text can go with a theory, each step more than the one before.
STEPS = {
    "told": "tells a mechanism",
    "acted": "names an act of viewers",
    "counted": "prints a share",
    "compared": "compares groups or moments",
}


def theories() -> pd.DataFrame:
    """Return the theories that the text invokes, with what each predicts.

    Returns
    -------
    pandas.DataFrame
        The columns of ``gratifications.csv``, with ``claims`` and ``outside`` as lists of ids and
        ``step`` (0 for the first of :data:`STEPS`).
    """
    frame = table("gratifications")
    return frame.assign(
        claims=frame["claims"].str.split(),
        outside=frame["outside"].str.split(),
        step=frame["reaches"].map(list(STEPS).index),
    )


def reached(frame: pd.DataFrame) -> pd.DataFrame:
    """Return every step for every theory, and whether the text takes it.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`theories` returns.

    Returns
    -------
    pandas.DataFrame
        ``id`` and ``theory``, ``step`` (in words), ``order``, ``taken``.
    """
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "id": row.id,
                "theory": row.theory,
                "step": words,
                "order": order,
                "taken": order <= row.step,
            }
            for row in frame.itertuples()
            for order, words in enumerate(STEPS.values())
        ]
    )


def asked_for(settings: Any, row: Any) -> dict[str, Any]:
    """Mark the rows of the theory that is asked for; on numbers and on symbols.

    Parameters
    ----------
    settings : namespace
        ``asked``, the id of a theory.
    row : namespace
        ``id`` of the row's theory.
    """
    chosen = where(row.id == settings.asked, 1, 0)
    return {"chosen": chosen, "speaks": chosen, "case": "one"}


def participation() -> pd.DataFrame:
    """Return the ways to take part, with ``claims`` as lists of ids."""
    frame = table("participation")
    return frame.assign(claims=frame["claims"].fillna("").str.split())


#: The claims on taking part, from what viewers say and do to what is made of it.
LOOP = (
    "meng2025-feedback-storyline",
    "meng2025-participatory-culture",
    "meng2025-passive-to-active",
    "meng2025-data-shapes-content",
    "meng2025-producers-adjust",
    "meng2025-optimization-loop",
    "meng2025-engagement-loyalty",
)


def chains(ids: Sequence[str]) -> list[list[str]]:
    """Return the parts into which an argument falls, each from its premises to its end.

    Claims are in one part if links join them, in whichever direction. A loop would be one part in
    which every claim can be reached from every other.

    Parameters
    ----------
    ids : sequence of str
        Claims; the links between them come from ``links.csv`` and must not run in a circle.
    """
    import networkx as nx

    graph = argument(list(ids))
    parts = [
        list(nx.lexicographical_topological_sort(graph.subgraph(part), key=list(ids).index))
        for part in nx.weakly_connected_components(graph)
    ]
    return sorted(parts, key=len, reverse=True)


def paths() -> pd.DataFrame:
    """Return the paths that a survey of viewers prints, each with all it can stand for.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``path``: ``from``, ``to``, ``value``, ``low`` and ``high`` (the printed 95%
        interval), ``within`` (an :class:`~microdrama.evidence.intervals.Interval`: its rounding).
    """
    frame = table("viewing_model").set_index("path")
    return frame.assign(within=printed("viewing_model").set_index("path")["value"].map(read))


def indirect(frame: pd.DataFrame) -> Interval:
    """Return the product of the two paths that an indirect effect is made of.

    In a model with one mediator, standardised alike, the indirect effect is the path to the
    mediator times the path from it.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`paths` returns.
    """
    return frame["within"]["motivation-flow"] * frame["within"]["flow-continuance"]
