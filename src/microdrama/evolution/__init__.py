"""How the industry grew: stages, events, published figures, and what follows from them."""

from microdrama.evolution.figures import doubling_time, implied_netizens, published, rate_of
from microdrama.evolution.growth import growth, growth_by_stage, needed_growth
from microdrama.evolution.projection import GOAL, HORIZON, passing, projection, starting_points
from microdrama.evolution.stages import event_lanes, events, stage_bars, stage_of, stages, traits

__all__ = [
    "GOAL",
    "HORIZON",
    "doubling_time",
    "event_lanes",
    "events",
    "growth",
    "growth_by_stage",
    "implied_netizens",
    "needed_growth",
    "passing",
    "projection",
    "published",
    "rate_of",
    "stage_bars",
    "stage_of",
    "stages",
    "starting_points",
    "traits",
]
