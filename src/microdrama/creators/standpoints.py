"""The same thing seen three times, and what each of the three texts could not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: How an aspect appears in a text; the first is no judgement, the last no statement.
SENSES = ("asked", "gain", "both", "cost", "silent")


def views() -> pd.DataFrame:
    """Return what three texts say of the same aspects.

    Returns
    -------
    pandas.DataFrame
        ``aspect``, ``source``, ``order``, ``claim`` (empty where the text is silent), ``words``,
        ``sense`` (one of :data:`SENSES`); by aspect, texts in the order of the table. A number in
        ``words`` is that of the claim whose id stands there in braces.

    Raises
    ------
    UnknownClaimError
        If an id in braces is no claim.
    """
    frame = table("views").sort_values("order", ignore_index=True, kind="stable")
    return frame.assign(words=[_filled(words) for words in frame["words"]])


def _filled(words: str) -> str:
    """Put the printed numbers of claims into words, so that nobody types them."""
    return re.sub(r"\{([\w-]+)\}", lambda found: claim(found[1]).value, words)


def balance(seen: pd.DataFrame) -> pd.DataFrame:
    """Count how often each text sees a gain, a cost or both.

    Parameters
    ----------
    seen : pandas.DataFrame
        What :func:`views` returns.

    Returns
    -------
    pandas.DataFrame
        One row a text, columns ``gain``, ``both``, ``cost``, ``silent``.
    """
    import pandas as pd

    judged = seen[seen["sense"] != "asked"]
    counts = pd.crosstab(judged["source"], judged["sense"])
    return counts.reindex(index=seen["source"].unique(), columns=SENSES[1:], fill_value=0)


def blind_spots() -> pd.DataFrame:
    """Return how each text asked, what that shows, and what it cannot (``claims`` is a list)."""
    frame = table("blind_spots")
    return frame.assign(claims=frame["claims"].str.split())
