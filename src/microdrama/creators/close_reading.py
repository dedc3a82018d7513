"""Passages on shame, read closely: the term, who speaks, and two readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claims
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd


def passages() -> pd.DataFrame:
    """Return the passages in their order.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``order``, ``claim``, ``quote`` (of the claim), ``term``, ``names`` (a feeling or
        a conduct), ``voice`` (whose statement it is), ``affect`` and ``stigma`` (two readings).
    """
    frame = table("passages").merge(table("voices")[["claim", "voice"]], on="claim", how="left")
    quotes = [claims()[claim_id].quote for claim_id in frame["claim"]]
    return frame.assign(quote=quotes).sort_values("order", ignore_index=True)


def by_speaker(read: pd.DataFrame) -> pd.DataFrame:
    """Count passages by what they name and by who speaks.

    Parameters
    ----------
    read : pandas.DataFrame
        What :func:`passages` returns.

    Returns
    -------
    pandas.DataFrame
        Rows ``feeling`` and ``conduct``, columns ``participants`` and ``authors``.
    """
    import pandas as pd

    counts = pd.crosstab(read["names"], read["voice"])
    return counts.reindex(
        index=["feeling", "conduct"], columns=["participants", "authors"], fill_value=0
    )
