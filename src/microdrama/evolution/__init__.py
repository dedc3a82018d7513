"""How the industry grew: stages, events, published figures, and what follows from them."""

from microdrama.evidence.published import published, rate_of
from microdrama.evolution.events import LANES, answers, events, when
from microdrama.evolution.figures import doubling_time, implied_netizens
from microdrama.evolution.growth import growth, growth_by_stage, needed_growth
from microdrama.evolution.paths import counter, disagreement, forecasts, series, short
from microdrama.evolution.projection import (
    GOAL,
    HORIZON,
    implied_rates,
    projection,
    starting_points,
)
from microdrama.evolution.stages import stage_of, stages, traits

__all__ = [
    "GOAL",
    "HORIZON",
    "LANES",
    "answers",
    "counter",
    "disagreement",
    "doubling_time",
    "events",
    "forecasts",
    "growth",
    "growth_by_stage",
    "implied_netizens",
    "implied_rates",
    "needed_growth",
    "projection",
    "published",
    "rate_of",
    "series",
    "short",
    "stage_of",
    "stages",
    "starting_points",
    "traits",
    "when",
]
