"""Which text stands on which theory, as a picture with its table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from microdrama.charts.concepts import matrix as draw
from microdrama.concepts import theories
from microdrama.evidence.ledger import claim, short
from microdrama.show.figure import NARROW, Figure

if TYPE_CHECKING:
    import altair as alt

#: What each mark means, for the legend and the table.
MEANINGS = {
    "cited": "cites a work by its originators",
    "named": "has its word, without such a source",
    "described": "says it in words of its own (our reading)",
    "listed": "lists such a work, does not use it",
}

#: What the texts are called above narrow columns.
_HEADS = {
    "wang2026": "Wang & S.",
    "meng2025": "Meng",
    "zhao2025": "Zhao",
    "zhang2025": "Zhang & Lin",
    "zhejiang2025": "Zhejiang",
}
_SHORTEST = {**_HEADS, "wang2026": "Wang", "zhang2025": "Zhang", "zhejiang2025": "News"}


def texts_and_theories(standings: pd.DataFrame) -> Figure:
    """Return the theories as rows, those that most texts share first, and the texts as columns.

    Parameters
    ----------
    standings : pandas.DataFrame
        What :func:`microdrama.concepts.theories.standings` returns.
    """
    reach = theories.reach(standings)
    used = theories.by_text(standings)[list(theories.USED)].sum(axis=1)
    place = {theory: order for order, theory in enumerate(reach.index)}
    rows = standings.sort_values("theory", key=lambda column: column.map(place), kind="stable")
    rows = rows.assign(quote=[f"“{words}”" if words else "–" for words in rows["words"]])
    names = {source: short(source) for source in used.index}
    most = reach.iloc[0]
    return Figure(
        "texts-and-theories",
        partial(_drawn, rows, names),
        title=_title(reach),
        alt=(
            f"A grid of {len(reach)} theories as rows and {len(names)} texts as columns, with a "
            "mark where a text uses a theory and a line between texts that share one. At the top "
            f"is {most['label'].lower()} with marks of {most['texts']} texts; from the middle "
            "downwards the rows have one mark each. Full squares, for a cited source, stand in "
            f"{(reach['citing'] > 0).sum()} rows, at most {reach['citing'].max()} in a row. "
            + " ".join(f"{names[key]} has {count}." for key, count in used.items())
        ),
        table=_table(rows),
        sources=["the texts; what amounts to a theory, and its choice, is our reading"],
        kinds=(),
        note=(
            "A square in the column of a text says how it stands to the theory of the row. The "
            "column of the Zhejiang news is called News where there is little room."
        ),
    )


def _title(reach: pd.DataFrame) -> str:
    """Say how many theories are shared, and what of their sources is."""
    shared, most = int((reach["texts"] > 1).sum()), int(reach["citing"].max())
    sources = (
        "none is cited at its source by more than one"
        if most <= 1
        else f"at most {most} texts cite the source of the same one"
    )
    return f"Of {len(reach)} theories, {shared} are used by more than one text, and {sources}"


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Theory": rows["label"],
            "Text": rows["text"],
            "The text …": rows["standing"].map(MEANINGS),
            "In its words": rows["quote"],
            "What it claims": [
                claim(claims[0]).statement if claims else "–" for claims in rows["claims"]
            ],
        }
    )


def _drawn(rows: pd.DataFrame, names: dict[str, str], width: int) -> alt.LayerChart:
    shorter = _SHORTEST if width <= NARROW else _HEADS
    shown = {key: shorter.get(key, name) for key, name in names.items()}
    # Claims are lists, which no chart needs.
    return draw.matrix(rows.drop(columns=["claims", "words"]), shown, MEANINGS, width)
