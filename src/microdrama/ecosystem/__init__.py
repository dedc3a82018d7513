"""The survey: its instrument, its models, its reconstruction, and what else is compatible."""

from microdrama.ecosystem.analysis import Analysis, analyse, describe, predictors_by_outcome
from microdrama.ecosystem.explained import least_explained
from microdrama.ecosystem.fitting import (
    NotComputable,
    fit,
    mediation,
    one_component,
    path_model,
)
from microdrama.ecosystem.instrument import hypotheses, items, scale
from microdrama.ecosystem.open_by_limit import open_by_limit
from microdrama.ecosystem.pinned_down import pinned_down
from microdrama.ecosystem.position import position
from microdrama.ecosystem.scores import scores
from microdrama.ecosystem.survey_in_use import SurveyInUse, survey_in_use
from microdrama.ecosystem.targets import agreement
from microdrama.ecosystem.what_if import industry_betas

__all__ = [
    "Analysis",
    "NotComputable",
    "SurveyInUse",
    "agreement",
    "analyse",
    "describe",
    "fit",
    "hypotheses",
    "industry_betas",
    "items",
    "least_explained",
    "mediation",
    "one_component",
    "open_by_limit",
    "path_model",
    "pinned_down",
    "position",
    "predictors_by_outcome",
    "scale",
    "scores",
    "survey_in_use",
]
