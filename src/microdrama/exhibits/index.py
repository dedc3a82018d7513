"""The picture of the front page: what was counted for one year, beside what the cinemas took."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import index as draw
from microdrama.evidence import claim, short
from microdrama.exhibits.common import GRADES
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: The claim that the picture is about.
CLAIM = "meng2025-market-2024"

_DRAWN = ["what", "who", "said", "value", "forecast", "kind", "aside"]

#: Columns of the table, as a reader would name them.
_COLUMNS = {
    "who": "Publisher",
    "measure": "Counts",
    "shown": "As printed",
    "value": "Billion yuan",
    "kind": "Kind of number",
    "definition": "Definition",
    "grade": "Grade",
}


def against_the_cinemas(printed: pd.DataFrame) -> Figure:
    """Return what publishers print for micro-drama and for the cinemas in one year.

    Parameters
    ----------
    printed : pandas.DataFrame
        Rows of :func:`microdrama.evidence.published.published` for the market and the box office
        of one year, in one unit.
    """
    rows = printed.sort_values("value", kind="stable").assign(
        what=lambda df: df["measure"].str.startswith("box").map({True: "cinemas", False: "dramas"}),
        who=lambda df: df["label"].str.split(": ").str[0].str.split(", ").str[1],
    )
    value = float(claim(CLAIM).value)
    ours = rows["forecast"] & rows["value"].sub(value).abs().lt(0.005)
    rows["said"] = rows["shown"] + rows["forecast"].map({True: ", a forecast", False: ""})
    rows["aside"] = ours.map({True: f"{short('meng2025')} prints it as a result", False: ""})
    dramas = rows.loc[rows["what"] == "dramas", "value"]
    return Figure(
        "against-the-cinemas",
        partial(draw.against_the_cinemas, rows[_DRAWN]),
        title=(
            "All who count put micro-drama above the cinemas in 2024; the number that the text "
            "prints as a result was published as a forecast"
        ),
        alt=(
            f"One row a publisher, on an axis of billion yuan. The takings of the cinemas stand "
            f"furthest left, a forecast of them follows, and {len(dramas)} values for micro-drama "
            f"lie to the right, from {dramas.min():.1f} to {dramas.max():.1f}. Hollow marks are "
            "forecasts; one of them is the value that the text prints."
        ),
        table=rows[list(_COLUMNS)].rename(columns=_COLUMNS),
        sources=["the publishers in the rows", GRADES],
        kinds=("reported", "recomputed"),
        note="Hollow: published before the year was over. Dollars at the rate of the year.",
    )
