"""What all pictures of published figures say alike: columns, signs, colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Columns of published figures, as a reader would name them.
FIGURES = {
    "period": "Period",
    "shown": "As printed",
    "publisher": "Publisher",
    "definition": "Counts",
    "grade": "Grade",
    "note": "Note",
}


def as_read(published: pd.DataFrame, **more: str) -> pd.DataFrame:
    """Return the table beside a picture: the figures as a reader would name their columns."""
    columns = FIGURES | more
    return published[list(columns)].rename(columns=columns)


#: What stands before a number that is not printed as exact.
SIGNS = {"=": "", **{sign: f"{sign}\N{NO-BREAK SPACE}" for sign in "≈<≤>≥"}}

#: What is said of colours under each picture of published figures.
COLOURS = (
    "Red: the regulator and other state bodies; ochre: associations; blue: firms in China; "
    "purple: firms abroad; grey: others."
)
