"""What every chapter shows: the map of its argument, and the verdicts on its claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.charts import argument as draw
from microdrama.evidence import argument_table, claim, verdicts
from microdrama.evidence.arguments import connected, evidence, outline, with_joints
from microdrama.evidence.ledger import short, texts
from microdrama.show.blocks import Folded, Group, Scorecard, Table
from microdrama.show.figure import NARROW, Figure
from microdrama.show.places import Place, Places

if TYPE_CHECKING:
    import altair as alt
    import networkx as nx
    import pandas as pd

    from microdrama.package import Fault

#: The order of the grades that a figure's publication can have, for captions.
GRADES = "Grade A was read at a named source's own address, grade B in a repost"

#: Claims that one map can hold and still be read at a glance.
MOST_CLAIMS = 7

#: How to read a map of an argument.
_READING = (
    "Read downwards: an arrow leads from a premise to what it supports, premises that meet at "
    "“together” carry it only jointly, a diamond qualifies and a bar contradicts. The mark in each "
    "box says what the claim offers, a printed number, interviews, a case, advice or an assertion; "
    "the square, how its check ended. A claim with a heavy frame is where the argument arrives."
)
_ON_A_PHONE = (
    "On a narrow screen the same argument is an outline: what bears on a claim stands indented "
    "beneath it, and the mark has the colour of the verdict."
)


def argument_map(
    claims: Sequence[str],
    title: str,
    alt: str,
    source: str = "",
    fuller: Sequence[str] = (),
) -> Group:
    """Return an argument as a map, and folded beneath it a fuller one.

    Parameters
    ----------
    claims : sequence of str
        Ids of at most seven claims; the links between them come from ``data/evidence/links.csv``.
    title, alt : str
        As for a figure.
    source : str
        The text that makes the argument; several texts if left out.
    fuller : sequence of str
        Ids of further claims that the fuller map has; none is shown if left out.

    Raises
    ------
    ValueError
        If there are more than seven claims, or a map falls into pieces or runs in a circle.
    """
    if len(claims) > MOST_CLAIMS:
        raise ValueError(
            f"a map of {len(claims)} claims cannot be read at a glance; choose {MOST_CLAIMS} and "
            "name the others as the fuller map"
        )
    parts = [_map("argument", claims, title, alt, source)]
    if fuller:
        every = list(dict.fromkeys([*claims, *fuller]))
        parts.append(
            _map(
                "argument-in-full",
                every,
                f"The same argument with {len(every)} claims",
                f"The map above with {len(every) - len(claims)} more claims. {alt}",
                source,
                folded=f"The fuller map: {len(every)} claims",
                note=f"{_READING} {_ON_A_PHONE}",
            )
        )
    return Group(parts)


def _map(
    name: str,
    claims: Sequence[str],
    title: str,
    alt: str,
    source: str,
    *,
    note: str = "",
    folded: str = "",
) -> Figure:
    """Return one map of an argument."""
    import pandas as pd

    graph = connected(claims)
    joined = with_joints(graph)
    found = [claim(claim_id) for claim_id in graph]
    rows = pd.DataFrame(
        {
            "node": [one.id for one in found],
            "source": [one.source for one in found],
            "text": ["" if source else texts()[one.source]["short"] for one in found],
            "statement": [one.statement for one in found],
            "evidence": [evidence(one.id) for one in found],
            "status": [verdicts.verdict(one.id).status for one in found],
        }
    )
    return Figure(
        name,
        partial(_drawn, joined, rows),
        title=title,
        alt=alt,
        table=argument_table(graph),
        sources=[f"{source or 'the texts named in the boxes'}; the links are our reading"],
        kinds=(),
        note=note or _READING,
        folded=folded,
    )


def _drawn(graph: nx.DiGraph, rows: pd.DataFrame, width: int) -> alt.LayerChart:
    """Draw an argument as a map, or as an outline where its boxes have no room."""
    if width <= NARROW and len(rows) > MOST_CLAIMS:
        return draw.outline(outline(graph), rows, width)
    return draw.argument_map(graph, rows, width)


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


def read_of(faults: Sequence[Fault], notes: Sequence[str]) -> list[Folded]:
    """Return what was wrong with a reader's file and what was left out, folded; nothing if nothing.

    The list is that of the terminal and of the JSON, in the same order.
    """
    import pandas as pd

    if not (faults or notes):
        return []
    lines = [
        *((_where(fault), fault.message) for fault in faults),
        *(("note", note) for note in notes),
    ]
    words = f"What was read: {_many(len(faults), 'fault')}, {_many(len(notes), 'note')}"
    frame = pd.DataFrame(lines, columns=["Where", "What is wrong, left out or missing"])
    return [Folded(words, Table(frame, label="Faults and notes"))]


def _where(fault: Fault) -> str:
    """Say where a fault is as a reader knows the file: by its name, not by that of our copy."""
    place = [Path(fault.file).name, f"row {fault.row}" * bool(fault.row), fault.column]
    return ", ".join(filter(None, place))


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
