"""The words of the field, as the texts have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claims, short
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Wording:
    """How a text has a word.

    Parameters
    ----------
    text : str
        What the text is called.
    quote : str
        The words as printed.
    claim : str
        Id of the claim in whose quote they stand; empty if there is none.
    section : str
        The heading under which they stand; empty if there is a claim.
    garbled : bool
        Whether the rendering loses what matters.
    note : str
        What is lost, or what else is to be said.
    """

    text: str
    quote: str
    claim: str
    section: str
    garbled: bool
    note: str


@dataclass(frozen=True)
class Entry:
    """An entry of the glossary.

    Parameters
    ----------
    id : str
        Its anchor.
    term, zh, pinyin, meaning : str
        The word in English, Chinese and Latin letters, and what it means.
    wordings : tuple of Wording
        How the texts have it, in the order of the table.
    """

    id: str
    term: str
    zh: str
    pinyin: str
    meaning: str
    wordings: tuple[Wording, ...]


def entries(kind: str) -> list[Entry]:
    """Return the entries of one kind in their order.

    Parameters
    ----------
    kind : str
        ``trade``, ``story``, ``culture`` or ``method``.

    Raises
    ------
    ValueError
        If no entry is of this kind.
    """
    frame = table("glossary").sort_values("order")
    chosen = frame[frame["kind"] == kind]
    if chosen.empty:
        kinds = ", ".join(frame["kind"].unique())
        raise ValueError(f"the glossary has no entries of the kind “{kind}”; choose of {kinds}")
    by_term = dict(list(table("wordings").groupby("term", sort=False)))
    return [
        Entry(row.id, row.term, row.zh, row.pinyin, row.meaning, _wordings(by_term.get(row.id)))
        for row in chosen.itertuples()
    ]


def _wordings(frame: pd.DataFrame | None) -> tuple[Wording, ...]:
    if frame is None:
        return ()
    return tuple(
        Wording(short(row.source), row.quote, row.claim, row.section, bool(row.garbled), row.note)
        for row in frame.itertuples()
    )


def faults() -> list[Fault]:
    """Check what the descriptions of the glossary's tables cannot say.

    Returns
    -------
    list of Fault
        Wordings with a claim and a section or with neither, a claim of another text, words that
        do not stand in the quote of their claim, and a loss that is not said.
    """
    if not {"glossary", "wordings"} <= current().description.keys():
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    known = claims()
    for file, row, cells in rows("wordings"):
        if bool(cells["claim"]) == bool(cells["section"]):
            message = "give the claim in which the words stand, or else the heading above them."
            yield Fault(file, row, "section", message)
        if cells["garbled"] == "true" and not cells["note"]:
            yield Fault(file, row, "note", "say what the rendering loses.")
        quoted = known.get(cells["claim"])
        if quoted and quoted.source != cells["source"]:
            yield Fault(file, row, "claim", "is a claim of another text; correct one of the two.")
        elif quoted and cells["quote"] not in quoted.quote:
            message = "does not stand in the quote of its claim; copy it, or give the heading."
            yield Fault(file, row, "quote", message)
