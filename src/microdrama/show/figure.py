"""A chart as the book shows it: finding, alternative text, table, sources, two widths.

A figure is complete without scripts. It carries its chart at the width of a laptop and of a
phone, because a chart that is merely scaled down has type that nobody can read.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from microdrama.evidence.kinds import Kind

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

#: Widths in pixels at which every chart is drawn.
WIDE, NARROW = 680, 320

#: What the book's renderer reads; Jupyter does not know it and uses the chart beside it.
MIME = "application/vnd.microdrama.figure+json"
VEGALITE = "application/vnd.vegalite.v5+json"


class FigureError(ValueError):
    """A figure lacks something a reader needs."""


def building() -> bool:
    """Tell whether a chapter is being run for the published book."""
    return "MICRODRAMA_BOOK" in os.environ


@dataclass(frozen=True)
class Figure:
    """A chart with everything that has to travel with it.

    Parameters
    ----------
    name : str
        Short name, unique in its chapter; becomes the address of the figure.
    draw : callable
        From a width in pixels to an Altair chart, or to one as plain Vega-Lite.
    title : str
        The finding, one sentence.
    alt : str
        What is to be seen, for those who do not see it.
    table : pandas.DataFrame
        What the chart shows, with columns named as a reader would.
    sources : sequence of str
        Where the numbers come from, in words.
    kinds : sequence of Kind
        The kinds of number in the chart, for the legend of marks.
    note : str
        What else one needs to read the chart.
    extra : mapping
        What else the payload carries, for instance an explorer.
    folded : str
        If the figure is folded away, the words under which it unfolds.

    Raises
    ------
    FigureError
        If title or alternative text is empty.
    """

    name: str
    draw: Callable[[int], alt.TopLevelMixin | dict[str, Any]]
    title: str
    alt: str
    table: pd.DataFrame
    sources: Sequence[str] = ()
    kinds: Sequence[Kind] = ("reported",)
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    folded: str = ""

    def __post_init__(self) -> None:
        for what, text in (
            ("a title that says the finding", self.title),
            ("alternative text", self.alt),
        ):
            if not text.strip():
                raise FigureError(f"the figure “{self.name}” needs {what}")

    def payload(self) -> dict[str, Any]:
        """Return the figure as plain data for the book's renderer."""
        return {
            "name": self.name,
            "title": self.title,
            "alt": self.alt,
            "note": self.note,
            "folded": self.folded,
            "sources": list(self.sources),
            "kinds": list(self.kinds),
            "table": {
                "columns": [str(column) for column in self.table.columns],
                "rows": [
                    [cell(value) for value in row] for row in self.table.itertuples(index=False)
                ],
            },
            "wide": _specification(self.draw(WIDE)),
            "narrow": _specification(self.draw(NARROW)),
            **self.extra,
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if building():
            return {MIME: self.payload(), "text/plain": f"{self.title} {self.alt}"}
        spec = {**_specification(self.draw(WIDE)), "title": self.title, "description": self.alt}
        return {VEGALITE: spec, "text/plain": f"{self.title} {self.alt}"}


def _specification(chart: alt.TopLevelMixin | dict[str, Any]) -> dict[str, Any]:
    return chart if isinstance(chart, dict) else chart.to_dict()


def cell(value: Any) -> str | float | int | None:
    """Return a table cell as something JSON can hold, numbers as numbers."""
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str | bool | int | float):
        return value
    if hasattr(value, "item"):
        return cell(value.item())
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value)
