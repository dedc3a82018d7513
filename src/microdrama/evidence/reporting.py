"""What studies from interviews report of what the standards of their kind ask.

``data/evidence/criteria.csv`` has the criteria, after COREQ and SRQR; ``reporting.csv`` says of
each text with interviews what it reports, with the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: How far a text meets a criterion, the fullest first.
EXTENTS = ("in full", "in part", "not at all")


def criteria() -> pd.DataFrame:
    """Return the criteria in their order, with what they ask and their items of COREQ and SRQR."""
    return table("criteria").sort_values("order", ignore_index=True, kind="stable")


def report_of(source: str) -> pd.DataFrame:
    """Return what one text reports, one row a criterion in their order.

    Parameters
    ----------
    source : str
        Key of the text.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`criteria` with ``extent`` (one of :data:`EXTENTS`), ``quote`` and
        ``note``; no row if the text has no interviews.
    """
    rows = table("reporting")
    own = rows.loc[rows["source"] == source, ["criterion", "extent", "quote", "note"]]
    return criteria().merge(own, on="criterion", how="inner")


def texts_with_interviews() -> list[str]:
    """Return the keys of the texts whose reports are held to the criteria."""
    return list(dict.fromkeys(table("reporting")["source"]))
