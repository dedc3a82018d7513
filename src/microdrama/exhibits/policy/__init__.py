"""The exhibits of the policy chapter."""

from microdrama.exhibits.policy.advice import actors, advice, conflicts, gaps, trials
from microdrama.exhibits.policy.consequences import hidden_cause, what_if
from microdrama.exhibits.policy.grading import conflicting, resting
from microdrama.exhibits.policy.grounds import looking_beneath, scorecard
from microdrama.exhibits.policy.overview import argument_map, findings

__all__ = [
    "actors",
    "advice",
    "argument_map",
    "conflicting",
    "conflicts",
    "findings",
    "gaps",
    "hidden_cause",
    "looking_beneath",
    "resting",
    "scorecard",
    "trials",
    "what_if",
]
