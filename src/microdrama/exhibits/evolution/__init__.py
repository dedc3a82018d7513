"""The exhibits of the evolution chapter."""

from microdrama.exhibits.evolution.figures import hub, market, netizens, overseas, titles, users
from microdrama.exhibits.evolution.growth import growth, growth_by_stage
from microdrama.exhibits.evolution.history import time_axis, traits
from microdrama.exhibits.evolution.overview import argument_map, findings, scorecard
from microdrama.exhibits.evolution.passing import passing

__all__ = [
    "argument_map",
    "findings",
    "growth",
    "growth_by_stage",
    "hub",
    "market",
    "netizens",
    "overseas",
    "passing",
    "scorecard",
    "time_axis",
    "titles",
    "traits",
    "users",
]
