"""How well each recommendation is grounded, under stated rules and under any weights."""

from microdrama.policy.grading.assessment import criteria, rules
from microdrama.policy.grading.reasonable_weights import always_above, rank_intervals, weightings
from microdrama.policy.grading.scores import (
    GRADES,
    NOTHING,
    graded,
    points_by_rule,
    profiles,
    ranks,
    reweighted,
    score,
)

__all__ = [
    "GRADES",
    "NOTHING",
    "always_above",
    "criteria",
    "graded",
    "points_by_rule",
    "profiles",
    "rank_intervals",
    "ranks",
    "reweighted",
    "rules",
    "score",
    "weightings",
]
