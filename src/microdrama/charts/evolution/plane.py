"""A plot whose every place is known before it is drawn, so that words can be set around marks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime

import altair as alt


def milliseconds(day: date) -> float:
    """Return a day as Vega has it, the same in every reader's time zone."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000


@dataclass(frozen=True)
class Plane:
    """Time from left to right, amounts from bottom to top.

    Parameters
    ----------
    width, height : int
        Of the plot, without axes, in pixels.
    first, last : datetime.date
        Ends of the time axis.
    low, high : float
        Ends of the axis of amounts; ``low`` is above zero where it is logarithmic.
    log : bool
        Whether equal factors, not equal amounts, take equal room.
    """

    width: int
    height: int
    first: date
    last: date
    low: float
    high: float
    log: bool = False

    def across(self, day: date) -> float:
        """Return the pixel of a day."""
        first, last = milliseconds(self.first), milliseconds(self.last)
        return (milliseconds(day) - first) / (last - first) * self.width

    def down(self, value: float) -> float:
        """Return the pixel of an amount."""
        low, high = (math.log(v) if self.log else v for v in (self.low, self.high))
        share = ((math.log(value) if self.log else value) - low) / (high - low)
        return (1 - share) * self.height

    def x(self, field: str, **axis: object) -> alt.X:
        """Encode a field of days."""
        domain = [milliseconds(self.first), milliseconds(self.last)]
        scale = alt.Scale(type="utc", domain=domain, nice=False)
        return alt.X(f"{field}:T", scale=scale, axis=alt.Axis(title=None, **axis))

    def y(self, field: str, **axis: object) -> alt.Y:
        """Encode a field of amounts."""
        kind = "log" if self.log else "linear"
        scale = alt.Scale(type=kind, domain=[self.low, self.high], nice=False, zero=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=alt.Axis(**{"title": None, **axis}))

    def ends_of_years(self, first: int, last: int, step: int = 1) -> dict[str, object]:
        """Return an axis on which a year stands where it ends, as what is counted over it does."""
        days = [milliseconds(date(year, 12, 31)) for year in range(first, last + 1, step)]
        return {"values": days, "format": "%Y", "grid": False}
