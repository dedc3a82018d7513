"""Adaptation, talent and growth as three texts see them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from microdrama.charts.creators import views as draw
from microdrama.creators import standpoints
from microdrama.evidence.ledger import claim, short
from microdrama.show.blocks import Senses
from microdrama.show.figure import NARROW, Figure

if TYPE_CHECKING:
    import altair as alt

#: What each coloured sense is called.
_SENSES = {"gain": "a gain", "both": "a gain at a price", "cost": "a loss"}

#: What the others are called, in the table.
_NEITHER = {"asked": "who was asked", "silent": "not mentioned"}

#: What the texts are called on a phone.
_SHORTER = {"wang2026": "Wang & Srijinda", "zhang2025": "Zhang & Lin", "zhejiang2025": "Zhejiang"}


def matrix(seen: pd.DataFrame) -> Figure:
    """Return the aspects as rows and the texts as columns.

    Parameters
    ----------
    seen : pandas.DataFrame
        What :func:`microdrama.creators.standpoints.views` returns.
    """
    counts = standpoints.balance(seen)
    gaining = [short(source) for source in counts.index[counts["cost"] == 0]]
    losing = [short(source) for source in counts.index[counts[["gain", "both"]].sum(axis=1) == 0]]
    quotes = [claim(one).quote if one else "" for one in seen["claim"]]
    cells = seen.assign(quote=quotes)
    names = {source: short(source) for source in seen["source"].unique()}
    return Figure(
        "three-views",
        partial(_drawn, cells, names),
        title=(
            f"What is a gain, free or at a price, to {' and '.join(gaining)} appears as a loss to "
            f"{' and '.join(losing)}"
        ),
        alt=(
            "A grid with a column for each of three texts and a row for each of five aspects: who "
            "was asked, fitting what is measured, help from machines, the people who make it, "
            "growth. The cells of Wang and Srijinda are mostly coloured as gains at a price, those "
            "of the Zhejiang report mostly as gains, those of Zhang and Lin as losses, one as not "
            "mentioned."
        ),
        table=pd.DataFrame(
            {
                "Aspect": cells["aspect"],
                "Text": cells["source"].map(names),
                "In our words": cells["words"],
                "In the text's words": ["“" + quote + "”" if quote else "–" for quote in quotes],
                "It appears as": cells["sense"].map(_SENSES | _NEITHER),
            }
        ),
        sources=["the three texts; what is a gain and what a loss is our reading"],
        kinds=(),
    )


def _drawn(cells: pd.DataFrame, names: dict[str, str], width: int) -> alt.LayerChart:
    shown = {key: _SHORTER[key] for key in names} if width <= NARROW else names
    return draw.matrix(cells, shown, _SENSES, width)


def blind_spots(spots: pd.DataFrame) -> Senses:
    """Return how each text asked, what that shows, and what it cannot.

    Parameters
    ----------
    spots : pandas.DataFrame
        What :func:`microdrama.creators.standpoints.blind_spots` returns.
    """
    return Senses(
        {
            short(row.source): (
                f"{row.asked} What that shows: {_small(row.sees)} "
                f"What it cannot show: {_small(row.misses)}",
                [("In its words", claim(one).quote.rstrip("."), "", one) for one in row.claims],
            )
            for row in spots.itertuples()
        }
    )


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
