"""What the page on dissemination shows: its findings, its argument, and the exhibits of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.dissemination import strategies as room
from microdrama.evidence import verdicts
from microdrama.exhibits import common
from microdrama.exhibits.common import against_itself
from microdrama.exhibits.dissemination.feedback import (
    causal_loops,
    closed_loop,
    directions,
    named_loops,
    without,
)
from microdrama.exhibits.dissemination.strategies import detections, two_sides, unmatched
from microdrama.show.blocks import Glance, Scorecard

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.show.figure import Figure

__all__ = [
    "against_itself",
    "argument_map",
    "causal_loops",
    "closed_loop",
    "detections",
    "directions",
    "findings",
    "named_loops",
    "scorecard",
    "two_sides",
    "unmatched",
    "without",
]


def findings():
    pass
