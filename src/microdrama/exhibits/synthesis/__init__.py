"""The exhibits of the synthesis."""

from microdrama.exhibits.synthesis.ideas import (
    known,
    one_idea_several_names,
    one_name_several_ideas,
    open_questions,
    two_texts,
)
from microdrama.exhibits.synthesis.matrix import five_texts
from microdrama.exhibits.synthesis.network import agreements, between, bridges, tensions
from microdrama.exhibits.synthesis.overview import argument_map, findings, scorecard

__all__ = [
    "agreements",
    "argument_map",
    "between",
    "bridges",
    "findings",
    "five_texts",
    "known",
    "one_idea_several_names",
    "one_name_several_ideas",
    "open_questions",
    "scorecard",
    "tensions",
    "two_texts",
]
