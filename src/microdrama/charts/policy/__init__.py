"""Charts of the policy chapter."""

from microdrama.charts.policy.actors import actors
from microdrama.charts.policy.confounder import confounder
from microdrama.charts.policy.grades import GRADE_COLOURS, grades
from microdrama.charts.policy.grounds import grounds
from microdrama.charts.policy.ranks import SHOWN, ranks, reweighted
from microdrama.charts.policy.scenarios import changes

__all__ = [
    "GRADE_COLOURS",
    "SHOWN",
    "actors",
    "changes",
    "confounder",
    "grades",
    "grounds",
    "ranks",
    "reweighted",
]
