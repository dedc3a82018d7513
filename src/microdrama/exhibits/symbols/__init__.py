"""The exhibits of the symbols chapter."""

from microdrama.exhibits.common import against_itself
from microdrama.exhibits.symbols.coder import coding_form
from microdrama.exhibits.symbols.explorers import base_rate, break_a_link, network, walk_a_case
from microdrama.exhibits.symbols.figures import argument_map, lanes, network_in_words, spine
from microdrama.exhibits.symbols.sentences import (
    branching,
    could_it_fail,
    findings,
    our_reading,
    own_dramas,
    platforms_alone,
    removal,
)
from microdrama.exhibits.symbols.tables import (
    codebook,
    dominators,
    edge_dominators,
    outcomes_by_steps,
    robustness,
    scorecard,
)

__all__ = [
    "against_itself",
    "argument_map",
    "base_rate",
    "branching",
    "break_a_link",
    "codebook",
    "coding_form",
    "could_it_fail",
    "dominators",
    "edge_dominators",
    "findings",
    "lanes",
    "network",
    "network_in_words",
    "our_reading",
    "outcomes_by_steps",
    "own_dramas",
    "platforms_alone",
    "removal",
    "robustness",
    "scorecard",
    "spine",
    "walk_a_case",
]
