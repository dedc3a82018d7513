"""Which platforms the texts speak of, and what each text has them do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd


def kinds() -> pd.DataFrame:
    """Return the kinds of platform, with those that the texts name.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``label``, ``short``, ``named``, ``claim``, in the order of charts.
    """
    return table("platform_kinds").sort_values("order", ignore_index=True)


def roles() -> pd.DataFrame:
    """Return what each kind of platform does, by which claim.

    Returns
    -------
    pandas.DataFrame
        One row a claim: ``kind``, ``role``, ``claim``, ``platform`` (name of the kind), ``short``,
        ``source`` (key of the text) and ``statement``.
    """
    known = kinds().set_index("id")
    rows = table("platform_roles")
    said = [claim(claim_id) for claim_id in rows["claim"]]
    return rows.assign(
        platform=rows["kind"].map(known["label"]),
        short=rows["kind"].map(known["short"]),
        source=[one.source for one in said],
        statement=[one.statement for one in said],
    )


def breadth(roles: pd.DataFrame) -> pd.Series:
    """Return how many roles the texts give each kind of platform, the most first.

    Parameters
    ----------
    roles : pandas.DataFrame
        What :func:`roles` returns.
    """
    counts = roles.groupby("platform")["role"].nunique()
    return counts.sort_values(ascending=False, kind="stable")
