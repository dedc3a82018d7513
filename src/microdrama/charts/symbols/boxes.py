"""Boxes in columns and rows: where they stand on the page."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

#: Half a box, in columns and rows.
HALF_WIDTH, HALF_HEIGHT = 0.46, 0.38

#: Half of the pixels from one line of a name to the next.
HALF_LINE = 6.5

#: Places are no quantities, so they have no axis.
HIDDEN = {"axis": None, "title": None}


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
