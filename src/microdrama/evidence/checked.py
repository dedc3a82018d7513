"""Which claims of the ledger have a check, and how many checks end in which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.checks import STATUSES
from microdrama.evidence.ledger import claims, short, texts
from microdrama.evidence.verdicts import verdict

if TYPE_CHECKING:
    import pandas as pd


def claims_by_verdict() -> pd.DataFrame:
    """Count claims by text, kind and verdict.

    Returns
    -------
    pandas.DataFrame
        Columns ``source``, ``text``, ``kind``, ``status``, ``claims``; one row a combination
        that occurs, texts in their order, verdicts in that of
        :data:`microdrama.evidence.checks.STATUSES`.
    """
    import pandas as pd

    counts = Counter((one.source, one.kind, verdict(one.id).status) for one in claims().values())
    order, place = list(texts()), list(STATUSES)
    rows = sorted(counts, key=lambda key: (order.index(key[0]), key[1], place.index(key[2])))
    return pd.DataFrame(
        [
            {
                "source": source,
                "text": short(source),
                "kind": kind,
                "status": status,
                "claims": counts[source, kind, status],
            }
            for source, kind, status in rows
        ],
        columns=["source", "text", "kind", "status", "claims"],
    )


def checked_by(column: str) -> pd.DataFrame:
    """Count the claims of each group that have a check, by verdict.

    Parameters
    ----------
    column : str
        ``text`` or ``kind``.

    Returns
    -------
    pandas.DataFrame
        ``group``, ``status``, ``claims``, ``checked`` and ``total`` (claims of the group with a
        check, and all); groups with the most checks first, verdicts in their order.
    """
    counted = claims_by_verdict()
    total = counted.groupby(column)["claims"].sum()
    with_check = counted[counted["status"] != "not checked"]
    counts = with_check.groupby([column, "status"], as_index=False)["claims"].sum()
    counts = counts.rename(columns={column: "group"})
    return (
        counts.assign(
            checked=counts.groupby("group")["claims"].transform("sum"),
            total=counts["group"].map(total),
            place=counts["status"].map(list(STATUSES).index),
        )
        .sort_values(["checked", "group", "place"], ascending=[False, True, True])
        .drop(columns="place")
        .reset_index(drop=True)
    )


def checked_lines() -> Iterator[str]:
    """Say in words which claims have a check, one line a text.

    Yields
    ------
    str
        For instance ``wang2026: 276 claims, 40 with a check; 3 of 5 statistic, …``.
    """
    frame = claims_by_verdict()
    frame = frame.assign(checked=frame["claims"].where(frame["status"] != "not checked", 0))
    for source, of_text in frame.groupby("source", sort=False):
        kinds = of_text.groupby("kind", sort=True)[["checked", "claims"]].sum()
        listed = ", ".join(
            f"{row.checked} of {row.claims} {row.Index}" for row in kinds.itertuples()
        )
        yield (
            f"{source}: {of_text['claims'].sum():,} claims, "
            f"{of_text['checked'].sum():,} with a check ({listed})"
        )
