"""Drawn surveys, and their covariances by linear algebra, for tests of what is compatible."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from scipy.stats import t as t_distribution

from microdrama.ecosystem.compatible import CORRELATIONS, quantities, surveys

N = 428

#: The variables of a survey; the product of technology and algorithms is the fifth.
PREDICTORS = ("policy", "technology", "competition", "algorithm")
VARIABLES = (*PREDICTORS, "product", "industry", "economy", "narrative", "culture")


@cache
def kept(prior: str, count: int = 30_000) -> pd.DataFrame:
    return surveys(count, prior, seed=4)


@cache
def derived(prior: str) -> pd.DataFrame:
    return quantities(kept(prior), N)


def among(survey) -> np.ndarray:
    """Return the correlations among the four predictors, shape (…, 4, 4)."""
    first = np.asarray(survey[CORRELATIONS[0]], dtype=float)
    matrix = np.broadcast_to(np.eye(4), (*first.shape, 4, 4)).copy()
    for name in CORRELATIONS:
        i, j = (PREDICTORS.index(part) for part in name.split("_"))
        matrix[..., i, j] = matrix[..., j, i] = survey[name]
    return matrix


#: Coefficients by name: outcome and predictor.
ARROWS = {
    "industry_policy": ("industry", "policy"),
    "industry_technology": ("industry", "technology"),
    "industry_competition": ("industry", "competition"),
    "economy_technology": ("economy", "technology"),
    "economy_algorithm": ("economy", "algorithm"),
    "economy_interaction": ("economy", "product"),
    "a": ("narrative", "policy"),
    "b": ("culture", "narrative"),
    "direct": ("culture", "policy"),
}


def whole(survey) -> np.ndarray:
    """Return the covariances of all variables, shape (…, 9, 9), by linear algebra.

    Every variable but the product has variance 1, so what nothing explains is what is left.
    """
    predictors = among(survey)
    shape = predictors.shape[:-2]
    spread = 1 + np.asarray(survey["technology_algorithm"]) ** 2
    matrix = np.zeros((*shape, 9, 9))
    matrix[..., :4, :4] = predictors
    matrix[..., 4, 4] = spread
    for place in range(5, 9):
        arrows = np.zeros((*shape, place))
        for name, (outcome, predictor) in ARROWS.items():
            if VARIABLES.index(outcome) == place:
                arrows[..., VARIABLES.index(predictor)] = survey[name]
        with_others = np.einsum("...ij,...j->...i", matrix[..., :place, :place], arrows)
        matrix[..., place, :place] = matrix[..., :place, place] = with_others
        matrix[..., place, place] = 1
    return matrix


def regressed(matrix: np.ndarray, outcome: str, predictors: list[str], n: int = N):
    """Return coefficients, R², t and p of a regression from covariances."""
    places, own = [VARIABLES.index(predictor) for predictor in predictors], VARIABLES.index(outcome)
    inner = matrix[..., places, :][..., places]
    outer = matrix[..., places, own]
    betas = np.linalg.solve(inner, outer[..., None])[..., 0]
    r2 = np.einsum("...i,...i->...", betas, outer)
    df = n - len(predictors) - 1
    inverse = np.diagonal(np.linalg.inv(inner), axis1=-2, axis2=-1)
    t = betas / np.sqrt(inverse * (1 - r2)[..., None] / df)
    return betas, r2, t, 2 * t_distribution.sf(np.abs(t), df)


REGRESSIONS = {
    "industry": ["policy", "technology", "competition"],
    "economy": ["technology", "algorithm", "product"],
    "narrative": ["policy"],
    "culture": ["narrative", "policy"],
}


def named(outcome: str, predictor: str) -> str:
    return next(name for name, arrow in ARROWS.items() if arrow == (outcome, predictor))
