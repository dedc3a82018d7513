"""The exhibits of the page on the way abroad."""

from microdrama.exhibits.dissemination.abroad.adaptation import (
    argument_map,
    fields,
    scorecard,
    titles,
)
from microdrama.exhibits.dissemination.abroad.distance import every_choice, money, weighing
from microdrama.exhibits.dissemination.abroad.piracy import copying, definitions, published_piracy
from microdrama.exhibits.dissemination.abroad.reach import (
    by_month,
    countries,
    local_titles,
    people,
    quotients,
)

__all__ = [
    "argument_map",
    "by_month",
    "copying",
    "countries",
    "definitions",
    "every_choice",
    "fields",
    "local_titles",
    "money",
    "people",
    "published_piracy",
    "quotients",
    "scorecard",
    "titles",
    "weighing",
]
