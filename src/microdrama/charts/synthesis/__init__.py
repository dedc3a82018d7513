"""Charts of the synthesis."""

from microdrama.charts.synthesis.matrix import POSITION_COLOURS, matrix
from microdrama.charts.synthesis.pairs import STANCE_COLOURS, between, stances

__all__ = ["POSITION_COLOURS", "STANCE_COLOURS", "between", "matrix", "stances"]
