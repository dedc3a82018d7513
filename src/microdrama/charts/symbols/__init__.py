"""Charts of the symbols chapter, one picture a module."""

from microdrama.charts.symbols.base_rate import base_rate_lines
from microdrama.charts.symbols.lanes import swimlanes
from microdrama.charts.symbols.neighbourhood import stacked
from microdrama.charts.symbols.network import network_diagram
from microdrama.charts.symbols.reach import reach_diagram
from microdrama.charts.symbols.spine import spine_diagram
from microdrama.charts.symbols.walks import walk_diagram

__all__ = [
    "base_rate_lines",
    "network_diagram",
    "reach_diagram",
    "spine_diagram",
    "stacked",
    "swimlanes",
    "walk_diagram",
]
