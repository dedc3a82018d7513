"""What every chapter shows: the map of its argument, and the verdicts on its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama.charts.argument import argument_map as draw
from microdrama.evidence import argument, argument_rows, argument_table, claim, verdicts
from microdrama.evidence.ledger import short, texts
from microdrama.show.blocks import Scorecard
from microdrama.show.figure import Figure
from microdrama.show.places import Place, Places

if TYPE_CHECKING:
    import pandas as pd

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


def places(frame: pd.DataFrame, label: str, shown: int) -> Places:
    """Return places where two statements part, with both quotes and what hangs on them.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of :func:`microdrama.evidence.tensions.places`.
    label : str
        What the list shows.
    shown : int
        How many are open; the others fold away.
    """
    folded = len(frame) - shown
    return Places(
        [_place(row) for row in frame.itertuples()],
        {key: short(key) for key in texts()},
        label,
        shown,
        "One more place" if folded == 1 else f"The other {folded} places",
    )


def against_itself(frame: pd.DataFrame, most: int = 3) -> Places:
    """Return the places of one text on which most hangs, for the chapter on that text."""
    return places(frame.head(most), "The text read against itself", most)


def _place(row: Any) -> Place:
    """Return a place in the words of the page."""
    sort = row.kind if row.source == row.other else f"{short(row.source)} and {short(row.other)}"
    found = "found by both readers" if row.readers == "both" else "found by one of two readers"
    beyond = row.dependents - len(row.hangs)
    counted = (
        "The claim that the readers name"
        if len(row.hangs) == 1
        else (f"The {len(row.hangs)} claims that the readers name")
    )
    return Place(
        row.id,
        row.asks,
        f"{sort} · {found} · {_hanging(row.dependents)}",
        claim(row.first),
        claim(row.second),
        row.statement,
        row.reading,
        f"{counted}; {beyond} more by a chain of links" if beyond else counted,
        [claim(claim_id) for claim_id in row.hangs],
    )


def _hanging(claims: int) -> str:
    """Say how many claims hang on a place."""
    if not claims:
        return "no claim hangs on it"
    return "one claim hangs on it" if claims == 1 else f"{claims} claims hang on it"
