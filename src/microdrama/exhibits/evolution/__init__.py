"""The exhibits of the evolution chapter."""

from microdrama.exhibits.evolution.counts import overseas, titles, users
from microdrama.exhibits.evolution.figures import hub, netizens
from microdrama.exhibits.evolution.growth import growth, growth_by_stage
from microdrama.exhibits.evolution.history import answers, time_axis, traits
from microdrama.exhibits.evolution.market import market
from microdrama.exhibits.evolution.overview import argument_map, findings, scorecard
from microdrama.exhibits.evolution.passing import passing

__all__ = [
    "answers",
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
