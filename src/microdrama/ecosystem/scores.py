"""From answers to scores: reverse-worded items reverse-scored, items averaged to constructs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument

if TYPE_CHECKING:
    import pandas as pd

#: A construct counts for a respondent who answered at least this share of its items.
ENOUGH = 0.5


def reverse_scored(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers with reverse-worded items reverse-scored.

    Parameters
    ----------
    answers : pandas.DataFrame
        One row a respondent, one column an item, missing answers as NaN.
    """
    low, high = instrument.scale()
    items = instrument.items().set_index("id")
    reverse = [item for item in answers if items.loc[item, "reverse"]]
    return answers.assign(**{item: low + high - answers[item] for item in reverse})


def by_construct(answers: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return reverse-scored answers by construct, those without an item left out, in order.

    An item that nobody answered is left out as if it had no column, unless nobody answered any
    item of its construct.
    """
    items, scored = instrument.items(), reverse_scored(answers)
    grouped = {
        construct: scored[[item for item in rows["id"] if item in scored]]
        for construct, rows in items.groupby("construct", sort=False)
    }
    return {
        construct: rows.dropna(axis="columns", how="all") if rows.notna().any(axis=None) else rows
        for construct, rows in grouped.items()
        if rows.shape[1]
    }


def scores(answers: pd.DataFrame) -> pd.DataFrame:
    """Average the items of each construct.

    Parameters
    ----------
    answers : pandas.DataFrame
        As in :func:`reverse_scored`.

    Returns
    -------
    pandas.DataFrame
        One row a respondent, one column a construct that has an item; missing where fewer
        than half of its items are answered.
    """
    import pandas as pd

    means = {}
    for construct, items in by_construct(answers).items():
        answered = items.notna().mean(axis="columns")
        means[construct] = items.mean(axis="columns").where(answered >= ENOUGH)
    return pd.DataFrame(means, index=answers.index, dtype="float64")
