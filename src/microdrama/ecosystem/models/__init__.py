"""The models of the survey, on scores of constructs, one row a respondent.

What cannot be computed raises :class:`ModelError` with one sentence that a student can act on.
"""

from microdrama.ecosystem.models.common_method import one_factor_share
from microdrama.ecosystem.models.mediation import Mediation, mediation
from microdrama.ecosystem.models.moderation import Moderation, moderation
from microdrama.ecosystem.models.paths import Paths, path_model
from microdrama.ecosystem.models.regression import Regression, Term, regression
from microdrama.ecosystem.models.reliability import alpha, omega
from microdrama.ecosystem.models.requirements import ModelError, complete, variance_inflation

__all__ = [
    "Mediation",
    "ModelError",
    "Moderation",
    "Paths",
    "Regression",
    "Term",
    "alpha",
    "complete",
    "mediation",
    "moderation",
    "omega",
    "one_factor_share",
    "path_model",
    "regression",
    "variance_inflation",
]
