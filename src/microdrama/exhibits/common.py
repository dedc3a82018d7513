"""What every chapter shows: the map of its argument, and the verdicts on its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from microdrama.charts.argument import argument_map as draw
from microdrama.evidence import argument, argument_rows, argument_table, verdicts
from microdrama.show.blocks import Scorecard
from microdrama.show.figure import Figure

#: The order of the grades that a figure's publication can have, for captions.
GRADES = "Grade A was read at a named source's own address, grade B in a repost"


def argument_map(claims: Sequence[str], title: str, alt: str, source: str = "") -> Figure:
    """Return the argument among some claims as a map.

    Parameters
    ----------
    claims : sequence of str
        Ids of the claims; the links between them come from ``data/evidence/links.csv``.
    title, alt : str
        As for a figure.
    source : str
        The text that makes the argument; several texts if left out.
    """
    nodes, edges = argument_rows(argument(list(claims)))
    texts = source or "the texts named in the boxes"
    return Figure(
        "argument",
        partial(draw, nodes, edges),
        title=title,
        alt=alt,
        table=argument_table(nodes, edges),
        sources=[f"{texts}; the links are our reading"],
        kinds=(),
    )


def scorecard(
    claims: Iterable[str] | None = None, label: str = "Verdicts of this chapter"
) -> Scorecard:
    """Return the verdicts on some claims as a list.

    Parameters
    ----------
    claims : iterable of str, optional
        Ids of the claims; every claim with a check if left out.
    label : str
        What the list shows.
    """
    return Scorecard(verdicts.scorecard(claims), label)
