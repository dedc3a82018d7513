"""Ways of adapting a drama for another culture, and what can be found of the titles named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence import claim
from microdrama.evidence.ledger import short
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd


def strategies() -> pd.DataFrame:
    """Return what each text keeps and changes when a drama goes abroad.

    Returns
    -------
    pandas.DataFrame
        The table ``strategies`` with ``whose`` (name of the text) and ``quote`` (its words).
    """
    rows = table("strategies")
    return rows.assign(
        whose=rows["text"].map(short),
        quote=[claim(claim_id).quote for claim_id in rows["claim"]],
    )


def told_both_ways(strategies: pd.DataFrame) -> pd.DataFrame:
    """Return the ways of adapting that one text commends and another warns against.

    Parameters
    ----------
    strategies : pandas.DataFrame
        What :func:`strategies` returns.

    Returns
    -------
    pandas.DataFrame
        One row a pair: ``story``, ``symbols``, ``commended`` and ``warned`` (ids of rows).
    """
    import pandas as pd

    warned = strategies[strategies["role"] == "warned against"]
    commended = strategies[strategies["role"] != "warned against"]
    pairs = commended.merge(warned, on=["story", "symbols"], suffixes=("_for", "_against"))
    pairs = pairs[pairs["text_for"] != pairs["text_against"]]
    return pd.DataFrame(
        {
            "story": pairs["story"],
            "symbols": pairs["symbols"],
            "commended": pairs["id_for"],
            "warned": pairs["id_against"],
        }
    ).reset_index(drop=True)


def titles(text: str | None = None) -> pd.DataFrame:
    """Return what can be found of the dramas that the texts name.

    Parameters
    ----------
    text : str, optional
        Key of a text; all texts if left out.
    """
    rows = table("titles")
    rows = rows if text is None else rows[rows["text"] == text]
    return rows.assign(whose=rows["text"].map(short)).reset_index(drop=True)
