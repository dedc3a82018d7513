"""Charts of the symbols chapter, one picture a module."""

from microdrama.charts.symbols.base_rate import base_rate_lines
from microdrama.charts.symbols.boxes import COLUMNS
from microdrama.charts.symbols.coverage import coverage_grid
from microdrama.charts.symbols.neighbours import neighbour_lines
from microdrama.charts.symbols.network import network_diagram
from microdrama.charts.symbols.reach import reach_grid
from microdrama.charts.symbols.walks import walk_diagram

__all__ = [
    "COLUMNS",
    "base_rate_lines",
    "coverage_grid",
    "neighbour_lines",
    "network_diagram",
    "reach_grid",
    "walk_diagram",
]
