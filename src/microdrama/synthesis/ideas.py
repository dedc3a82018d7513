"""What the texts share under other names, and what no text answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, claims, short
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import pandas as pd


def crosswalk() -> pd.DataFrame:
    """Return the same ideas under several names, and several ideas under one.

    Returns
    -------
    pandas.DataFrame
        One row an idea and text: ``idea``, ``label``, ``kind``, ``question``, ``text`` (key),
        ``whose``, ``term`` (as printed), ``claim``, ``sense``; ideas in their order.
    """
    ideas = table("ideas").rename(columns={"id": "idea"})
    frame = ideas.merge(table("crosswalk"), on="idea").sort_values("order", kind="stable")
    return frame.assign(whose=frame["text"].map(short)).reset_index(drop=True)


def open_questions() -> pd.DataFrame:
    """Return what no text answers.

    Returns
    -------
    pandas.DataFrame
        ``question``, ``nearest`` (claim, or empty), its ``statement``, ``needed``.
    """
    frame = table("questions_open").sort_values("order", ignore_index=True, kind="stable")
    statements = [claim(i).statement if i else "" for i in frame["nearest"]]
    return frame.assign(statement=statements)


# ---- what the descriptions of the tables cannot say --------------------------------------------


def faults() -> list[Fault]:
    """Check lists of claims in cells, and that a term is one that its text prints.

    Returns
    -------
    list of Fault
        Unknown claims, claims of another text than that of the row, and terms that do not
        stand in the quote of their claim.
    """
    if not {"knowledge", "crosswalk"} <= current().description.keys():
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    known = claims()
    for file, row, cells in rows("knowledge"):
        for column in ("claims", "against"):
            for unknown in sorted(set(cells[column].split()) - set(known)):
                yield Fault(file, row, column, f"“{unknown}” is no claim; correct the id.")
    for file, row, cells in rows("crosswalk"):
        quoted = known.get(cells["claim"])
        if quoted and quoted.source != cells["text"]:
            yield Fault(file, row, "claim", "is a claim of another text; correct one of the two.")
        elif quoted and cells["term"] not in quoted.quote:
            message = (
                f"“{cells['term']}” is not in the quote of its claim; copy it letter by letter."
            )
            yield Fault(file, row, "term", message)
