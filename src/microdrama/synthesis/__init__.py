"""The synthesis: five texts as one conversation."""

from microdrama.synthesis.groups import adjusted_rand_index, spanning_texts, stability
from microdrama.synthesis.ideas import crosswalk, open_questions
from microdrama.synthesis.knowledge import STANDINGS, known
from microdrama.synthesis.network import (
    SEED,
    STANCES,
    bridges,
    by_dependents,
    carrying,
    conversation,
    links_across,
    links_between_texts,
)
from microdrama.synthesis.pairs import SHARED_IDEA, text_pairs
from microdrama.synthesis.places import layout

__all__ = [
    "SEED",
    "SHARED_IDEA",
    "STANCES",
    "STANDINGS",
    "adjusted_rand_index",
    "bridges",
    "by_dependents",
    "carrying",
    "conversation",
    "crosswalk",
    "known",
    "layout",
    "links_across",
    "links_between_texts",
    "open_questions",
    "spanning_texts",
    "stability",
    "text_pairs",
]
