"""A close reading: passages on shame, and two readings of each."""

from __future__ import annotations

import pandas as pd

from microdrama.show.blocks import Folded, Group, Links, Table


def exercise(read: pd.DataFrame) -> Group:
    """Return the passages with their terms, and below them two readings, folded away.

    Parameters
    ----------
    read : pandas.DataFrame
        What :func:`microdrama.creators.close_reading.passages` returns.
    """
    numbers = [f"{place}" for place in read["order"]]
    passages = pd.DataFrame(
        {
            "No.": numbers,
            "Passage": [Links({row.claim: _quoted(row.quote)}) for row in read.itertuples()],
            "Term": read["term"],
            "Who speaks": read["voice"],
            "Names": "a " + read["names"],
        }
    )
    readings = pd.DataFrame(
        {
            "No.": numbers,
            "Term": read["term"],
            "As affect": read["affect"],
            "As stigma": read["stigma"],
        }
    )
    return Group(
        [
            Table(passages, "Passages on shame", whole=True),
            Folded(
                "Two readings of each passage, ours: read them after your own",
                Table(readings, "Two readings of the passages on shame", whole=True),
            ),
        ]
    )


def _quoted(words: str) -> str:
    """Return words in quotation marks, which a printed quotation brings along."""
    return words if words.startswith("“") else f"“{words}”"
