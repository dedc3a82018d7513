"""The texts read against themselves and each other: places where two statements part.

``data/evidence/tensions.csv`` has one place a row: two claims, what kind of place it is
(``tension_kinds.csv``), the question that a referee would ask, both sides in our words, and the
most charitable reading. A place is within one text, or between two.

What hangs on a place is counted along the links of ``links.csv``: the claims that the readers of
the texts name (column ``hangs``), and every claim to which a chain of carrying links leads from
either side or from one of those. Links between texts are left out: no text argues with another's
claims, and those links are a conversation that the book arranges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from microdrama.evidence.arguments import CARRYING
from microdrama.evidence.ledger import claims, short, texts
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def kinds() -> dict[str, str]:
    """Return what each kind of place means, in the order of their table."""
    frame = table("tension_kinds")
    return dict(zip(frame["kind"], frame["meaning"], strict=True))


def within(source: str = "") -> pd.DataFrame:
    """Return the places where a text stands against itself, those with most on them first.

    Parameters
    ----------
    source : str
        Key of the text; every text if left out.

    Returns
    -------
    pandas.DataFrame
        Rows of :func:`places`.
    """
    frame = places()
    own = frame["source"] == frame["other"]
    return frame[own & frame["source"].isin([source] if source else texts())].reset_index(drop=True)


def between() -> pd.DataFrame:
    """Return the places where two texts part, those with most on them first."""
    frame = places()
    return frame[frame["source"] != frame["other"]].reset_index(drop=True)


def places() -> pd.DataFrame:
    """Return every place, ordered by what hangs on it.

    Returns
    -------
    pandas.DataFrame
        One row a place: ``id``, ``first`` and ``second`` (claims), ``source`` and ``other``
        (keys of their texts, the same within one text), ``kind``, ``about`` (on what two texts
        part; empty within one), ``asks``, ``statement``, ``reading``, ``hangs`` (claims that the
        readers name, a list), ``readers`` (``both``, ``first`` or ``second``), ``weight`` (3 the
        main conclusion of a text, 2 that of a section, 1 a detail), ``dependents`` (how many
        claims hang on it, named or by a chain of links). Ordered by dependents, then weight, then
        as in the table.
    """
    frame = table("tensions")
    source_of = {one.id: one.source for one in claims().values()}
    argument = arguments()
    frame = frame.assign(
        source=frame["first"].map(source_of),
        other=frame["second"].map(source_of),
        hangs=frame["hangs"].str.split(),
        dependents=[
            len(dependents(argument, row.first, row.second, row.hangs.split()))
            for row in frame.itertuples()
        ],
    )
    order = ["dependents", "weight"]
    return frame.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def arguments() -> nx.DiGraph:
    """Return the arguments of all texts: carrying links between claims of one text."""
    import networkx as nx

    source_of = {one.id: one.source for one in claims().values()}
    graph = nx.DiGraph()
    graph.add_nodes_from(source_of)
    graph.add_edges_from(
        (row["from"], row["to"])
        for row in table("links").to_dict("records")
        if row["relation"] in CARRYING and source_of[row["from"]] == source_of[row["to"]]
    )
    return graph


def dependents(argument: nx.DiGraph, first: str, second: str, named: list[str]) -> set[str]:
    """Return the claims that hang on a place.

    Parameters
    ----------
    argument : networkx.DiGraph
        What :func:`arguments` returns.
    first, second : str
        The two sides, which do not count themselves.
    named : list of str
        Claims that the readers name.
    """
    import networkx as nx

    followed = (nx.descendants(argument, start) for start in (first, second, *named))
    return set(named).union(*followed) - {first, second}


def kinds_by_text() -> pd.DataFrame:
    """Count the places within each text by their kind.

    Returns
    -------
    pandas.DataFrame
        ``kind``, ``source``, ``text``, ``places``: every text for every kind that occurs, the
        most frequent kind first, texts in the order of their table.
    """
    import pandas as pd

    own = within()
    total = own["kind"].value_counts()
    order = sorted(filter(total.get, kinds()), key=lambda kind: -total[kind])
    count = own.groupby(["kind", "source"]).size()
    found = [
        (kind, key, short(key), int(count.get((kind, key), 0))) for kind in order for key in texts()
    ]
    return pd.DataFrame(found, columns=["kind", "source", "text", "places"])


def faults() -> list[Fault]:
    """Check what the description of the table cannot say.

    Returns
    -------
    list of Fault
        Sides that are no claim, have no quote, or are the same claim; places between texts that
        do not say on what these part, and places within one that do; ids that do not begin with
        their texts; claims said to hang on a place that are unknown, another text's, or a side.
    """
    if "tensions" not in current().description:
        return []
    known = claims()
    found = []
    for file, row, cells in rows("tensions"):
        sides = (cells["first"], cells["second"])
        unknown = [column for column in ("first", "second") if cells[column] not in known]
        for column in unknown:
            found.append(
                Fault(file, row, column, f"“{cells[column]}” is no claim; correct the id.")
            )
        if not unknown:
            sources = list(dict.fromkeys(known[side].source for side in sides))
            messages = [*_side_messages(cells), *_text_messages(cells, sources)]
            found += [Fault(file, row, column, message) for column, message in messages]
    return sorted(found)


def _side_messages(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the two claims of a place: column and message."""
    for column in ("first", "second"):
        if not claims()[cells[column]].quote.strip():
            yield column, f"“{cells[column]}” has no quote; copy its words from the text."
    if cells["first"] == cells["second"]:
        yield "second", "is the first side again; name the claim on the other side."


def _text_messages(cells: Mapping[str, str], sources: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what does not fit the text, or the two texts, of a place: column and message."""
    start = "".join(f"{source.rstrip('0123456789')}-" for source in sources)
    if not cells["id"].startswith(start):
        yield "id", f"“{cells['id']}” does not begin with its texts, “{start}”."
    if len(sources) == 1 and cells["about"]:
        yield "about", "is for places between two texts; empty it, or correct one of the sides."
    if len(sources) == 2 and not cells["about"]:
        yield "about", "is empty between two texts; say on what they part."
    for named in cells["hangs"].split():
        if named not in claims():
            yield "hangs", f"“{named}” is no claim; correct the id."
        elif claims()[named].source not in sources:
            yield "hangs", f"“{named}” is a claim of another text; correct the id."
        elif named in (cells["first"], cells["second"]):
            yield "hangs", f"“{named}” is a side of the place itself; take it out."
