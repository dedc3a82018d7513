"""The stages that texts tell: their years, where a text prints any, and their traits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, short
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd


def stages() -> pd.DataFrame:
    """Return the stages of the industry as three texts tell them.

    Returns
    -------
    pandas.DataFrame
        One row a stage: ``id``, ``text``, ``order``, ``label``, ``start`` and ``end`` (years,
        missing where none is printed), ``claim``, ``statement``.
    """
    rows = table("stages")
    rows["text"] = rows["source"].map(short)
    rows["statement"] = [claim(claim_id).statement for claim_id in rows["claim"]]
    return rows


def traits() -> pd.DataFrame:
    """Return what wang2026 and zhao2025 say of each stage, by aspect.

    Returns
    -------
    pandas.DataFrame
        Columns ``stage`` (with its text), ``aspect``, ``statement``, ``claim``.
    """
    rows = table("traits").merge(
        stages(), left_on="stage", right_on="id", suffixes=("", "_of_stage")
    )
    rows["statement"] = [claim(claim_id).statement for claim_id in rows["claim"]]
    rows["stage"] = rows["text"] + ": " + rows["label"].str.lower()
    return rows[["stage", "aspect", "statement", "claim"]]


def stage_of(year: int) -> str:
    """Return the label of the wang2026 stage a year falls in; the last one is open."""
    rows = stages()
    rows = rows[rows["source"] == "wang2026"]
    inside = rows[(rows["start"] <= year) & (rows["end"].isna() | (rows["end"] >= year))]
    return str(inside["label"].iloc[0]) if len(inside) else ""
