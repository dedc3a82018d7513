"""Boxes in columns and rows: where they stand on the page, and how their names break."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from microdrama.show.figure import NARROW

if TYPE_CHECKING:
    import pandas as pd

#: Concepts side by side, pixels of a row, and letters in a line of a box, by layout.
COLUMNS = {"wide": 4, "narrow": 3}
ROW_HEIGHT = {"wide": 46, "narrow": 56}
LETTERS = {"wide": 22, "narrow": 14}

#: Half a box, in columns and rows.
HALF_WIDTH, HALF_HEIGHT = 0.46, 0.38

#: Half of the pixels from one line of a name to the next.
HALF_LINE = 6.5

#: Room for the names of the stages on the left, and for the edges of the picture.
_STAGES = 34

#: Places are no quantities, so they have no axis.
HIDDEN = {"axis": None, "title": None}


def layout(width: int) -> str:
    """Return the name of the layout for a width."""
    return "narrow" if width <= NARROW else "wide"


@dataclass(frozen=True)
class Plane:
    """Columns and rows of boxes as positions on the page; nothing here is a quantity.

    Parameters
    ----------
    columns, rows : int
        Boxes side by side, and below each other.
    width, row : int
        Pixels of the whole, and of one row.
    """

    columns: int
    rows: int
    width: int
    row: int

    def x(self, field: str) -> alt.X:
        """Return a column as a place across."""
        scale = alt.Scale(domain=[-0.5, self.columns - 0.5], nice=False, zero=False)
        return alt.X(f"{field}:Q", scale=scale, **HIDDEN)

    def y(self, field: str) -> alt.Y:
        """Return a row as a place down."""
        scale = alt.Scale(domain=[self.rows - 0.5, -0.5], nice=False, zero=False)
        return alt.Y(f"{field}:Q", scale=scale, **HIDDEN)

    def sized(self, chart: alt.LayerChart) -> alt.LayerChart:
        """Return a chart with the size of the plane."""
        return chart.properties(width=self.width, height=self.row * self.rows)

    def ends(self, x: str, y: str, x2: str, y2: str) -> dict[str, str]:
        """Return the formulas of an arrowhead: where its line meets the box, and its angle."""
        dx = f"(datum.{x2} - datum.{x}) * {self.width / self.columns}"
        dy = f"(datum.{y2} - datum.{y}) * {self.row}"
        near = (
            f"min({HALF_WIDTH * self.width / self.columns + 5} / max(abs({dx}), 0.01), "
            f"{HALF_HEIGHT * self.row + 5} / max(abs({dy}), 0.01), 0.5)"
        )
        return {
            "head_x": f"datum.{x2} - {near} * (datum.{x2} - datum.{x})",
            "head_y": f"datum.{y2} - {near} * (datum.{y2} - datum.{y})",
            "slope": f"atan2({dy}, {dx}) * 180 / PI + 90",
        }


def plane_of(places: pd.DataFrame, width: int) -> Plane:
    """Return the plane of a laid-out network.

    Parameters
    ----------
    places : pandas.DataFrame
        What has a ``row``, in the layout for the width.
    width : int
        Width in pixels.
    """
    name = layout(width)
    return Plane(COLUMNS[name], int(places["row"].max()) + 1, width - _STAGES, ROW_HEIGHT[name])


def boxes(places: pd.DataFrame, letters: int, row: int) -> pd.DataFrame:
    """Return the edges of each concept's box, and its name in lines.

    Parameters
    ----------
    places : pandas.DataFrame
        ``label``, ``column``, ``row``.
    letters : int
        Letters in a line.
    row : int
        Pixels of a row.
    """
    lines = [textwrap.wrap(label, letters) for label in places["label"]]
    return places.assign(
        left=places["column"] - HALF_WIDTH,
        right=places["column"] + HALF_WIDTH,
        top=places["row"] - HALF_HEIGHT,
        bottom=places["row"] + HALF_HEIGHT,
        words=["\n".join(text) for text in lines],
        # Lines of text run down from their place, so the first is set higher.
        first_line=places["row"] - [(len(text) - 1) * HALF_LINE / row for text in lines],
    )
