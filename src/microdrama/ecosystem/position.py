"""Where one survey sits among all that agree with what the text prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.ecosystem.compatible import SIGNIFICANT
from microdrama.ecosystem.fitting import NotComputable, as_moderation, as_regression
from microdrama.ecosystem.models import Mediation, Moderation, Regression

if TYPE_CHECKING:
    import pandas as pd
    from statsmodels.regression.linear_model import RegressionResults

#: Names of quantities by the coefficient on industry performance that each is.
_COEFFICIENTS = {
    "beta_competition": "market_competition",
    "beta_technology_industry": "technological_maturity",
}

#: Names of quantities by the plain correlation that each is.
_CORRELATIONS = {
    "r_policy_industry": ("policy_support", "industry_performance"),
    "r_competition_industry": ("market_competition", "industry_performance"),
    "r_policy_competition": ("policy_support", "market_competition"),
}


def position(
    scores: pd.DataFrame,
    industry: RegressionResults | Regression | NotComputable | None,
    moderation: RegressionResults | Moderation | NotComputable | None,
    mediation: Mediation | NotComputable | None,
) -> dict[str, float]:
    """Return where a survey sits among all that are compatible with the text.

    Parameters
    ----------
    scores : pandas.DataFrame
        One row a respondent, one column a construct.
    industry : RegressionResults, Regression, NotComputable or None
        Industry performance on policy support, technology and competition; here and below None
        where an :class:`microdrama.ecosystem.Analysis` has no such model.
    moderation : RegressionResults, Moderation, NotComputable or None
        Economic performance on technology, adaptability and their product.
    mediation : Mediation, NotComputable or None
        From policy support to cultural influence.

    Returns
    -------
    dict
        By the quantities of :mod:`microdrama.ecosystem.compatible`; those that the answers
        cannot carry, and those of other models than the text's, are left out.
    """
    regression = None if industry is None else as_regression(industry)
    moderation = None if moderation is None else as_moderation(moderation)
    place: dict[str, float] = {}
    if isinstance(regression, Regression) and regression.outcome == "industry_performance":
        place |= _of_regression(scores, regression)
    if isinstance(moderation, Moderation) and moderation.outcome == "economic_performance":
        t = moderation.interaction / moderation.interaction_se
        place["r2_economic"] = moderation.r2
        place["interaction"] = moderation.beta
        place["partial_interaction"] = t**2 / (t**2 + moderation.df)
    if isinstance(mediation, Mediation) and mediation.outcome == "cultural_influence":
        place |= _of_mediation(scores, mediation)
    return place


def _of_regression(scores: pd.DataFrame, regression: Regression) -> dict[str, float]:
    terms = regression.terms
    place = {"r2_industry": regression.r2}
    if "policy_support" in terms:
        place["vif_policy"] = terms["policy_support"].vif
    place |= {name: terms[of].beta for name, of in _COEFFICIENTS.items() if of in terms}
    place |= {
        name: float(scores[one].corr(scores[other]))
        for name, (one, other) in _CORRELATIONS.items()
        if one in scores and other in scores
    }
    return place


def _of_mediation(scores: pd.DataFrame, mediation: Mediation) -> dict[str, float]:
    names = [mediation.predictor, mediation.mediator, mediation.outcome]
    spread = scores[names].dropna().std()
    scale = float(spread[mediation.predictor] / spread[mediation.outcome])
    place = {"indirect": mediation.indirect * scale, "total_effect": mediation.total * scale}
    if mediation.direct * mediation.indirect > 0:
        place["share_mediated"] = mediation.indirect / mediation.total
    if mediation.direct_p == mediation.direct_p:
        place["full_mediation"] = float(mediation.direct_p >= SIGNIFICANT)
    correlation = scores[mediation.predictor].corr(scores[mediation.outcome])
    return {**place, "r_policy_culture": float(correlation)}
