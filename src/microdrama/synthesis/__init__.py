"""The synthesis: five texts as one conversation."""

from microdrama.synthesis.ideas import crosswalk, open_questions
from microdrama.synthesis.knowledge import STANDINGS, known
from microdrama.synthesis.network import (
    STANCES,
    bridges,
    by_dependents,
    carrying,
    conversation,
    links_across,
    links_between_texts,
)
from microdrama.synthesis.pairs import SHARED_IDEA, text_pairs
from microdrama.synthesis.stances import FATES, POSITIONS, SILENT, positions

__all__ = [
    "FATES",
    "POSITIONS",
    "SHARED_IDEA",
    "SILENT",
    "STANCES",
    "STANDINGS",
    "bridges",
    "by_dependents",
    "carrying",
    "conversation",
    "crosswalk",
    "known",
    "links_across",
    "links_between_texts",
    "open_questions",
    "positions",
    "text_pairs",
]
