"""Charts of the policy chapter."""

from microdrama.charts.policy.actors import actors
from microdrama.charts.policy.conflicts import conflicts
from microdrama.charts.policy.confounder import confounder
from microdrama.charts.policy.grounds import grounds
from microdrama.charts.policy.resting import resting
from microdrama.charts.policy.scenarios import changes

__all__ = ["actors", "changes", "conflicts", "confounder", "grounds", "resting"]
