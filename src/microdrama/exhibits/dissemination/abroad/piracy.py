"""Piracy abroad: what a share of infringed works can mean, and what has been published."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination.abroad import reach as draw
from microdrama.evidence.ledger import claim, short
from microdrama.exhibits.dissemination.abroad.reach import counted
from microdrama.show.blocks import Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: What could be counted, and what would have to be known. Our reading.
_DEFINITIONS = (
    (
        "Works",
        "at least one copy found",
        "which works, and how many places were searched",
    ),
    ("Works", "a legal action taken", "who has the means to sue, and where"),
    ("Makers", "ever affected, as they say", "who answered, and what they call infringement"),
    ("Copies", "unlicensed among all found", "how copies were found and told apart"),
    ("Plays", "of unlicensed copies", "counts from sites that publish none"),
)


def definitions() -> Table:
    """Return what a share of infringement could be a share of."""
    import pandas as pd

    columns = ["Share of", "Counted as infringed", "What would have to be known"]
    return Table(
        pd.DataFrame(_DEFINITIONS, columns=columns),
        label="What the share of infringed works could be a share of",
    )


def copying(curve: pd.DataFrame, marked: pd.DataFrame) -> Figure:
    """Return how much copying lies behind the printed share, by how many places are searched.

    Parameters
    ----------
    curve : pandas.DataFrame
        ``places`` and ``rate``: what one place would have to copy for the printed share.
    marked : pandas.DataFrame
        The rows to name.
    """
    printed = claim("meng2025-infringement")
    share = printed.interval.low / 100
    names = marked["places"].map(lambda n: "1 place" if n == 1 else f"{n:.0f} places")
    words = [f"{name}: {rate:.1%}" for name, rate in zip(names, marked["rate"], strict=True)]
    data = marked.assign(words=words, kind="assumed")
    last = marked.iloc[-1]
    table = marked.assign(rate=(marked["rate"] * 100).round(1))
    return Figure(
        "copying",
        partial(draw.copying, curve, data),
        title=(
            f"If {last['places']:.0f} places are searched, each need copy only "
            f"{last['rate']:.1%} of all works for {share:.0%} to be copied somewhere"
        ),
        alt=(
            "A falling curve. With one place searched it starts above one half, with ten places "
            "it lies below a tenth, with a hundred near zero."
        ),
        table=table.rename(columns={"places": "Places searched", "rate": "Per cent copied at one"}),
        sources=[short(printed.source), "places that copy independently of each other, our model"],
        kinds=("reported", "assumed"),
    )


def published_piracy(published: pd.DataFrame) -> Table:
    """Return what has been published on piracy and copying, by date.

    Parameters
    ----------
    published : pandas.DataFrame
        What :func:`microdrama.evidence.published.published` returns.
    """
    return counted(published, "Published figures on piracy and originality")
