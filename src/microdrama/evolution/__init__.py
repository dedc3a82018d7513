"""How the industry grew: stages, events, published figures, and what follows from them."""

from microdrama.evidence.published import published, rate_of
from microdrama.evolution.figures import doubling_time, implied_netizens
from microdrama.evolution.growth import growth, growth_by_stage, needed_growth
from microdrama.evolution.projection import GOAL, HORIZON, projection, starting_points
from microdrama.evolution.stages import LANES, events, stage_bars, stage_of, stages, traits, when

__all__ = [
    "GOAL",
    "HORIZON",
    "LANES",
    "doubling_time",
    "events",
    "growth",
    "growth_by_stage",
    "implied_netizens",
    "needed_growth",
    "projection",
    "published",
    "rate_of",
    "stage_bars",
    "stage_of",
    "stages",
    "starting_points",
    "traits",
    "when",
]
