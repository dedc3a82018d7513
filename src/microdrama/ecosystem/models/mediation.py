"""Mediation: how far one construct reaches another by way of a third."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.ecosystem import bootstrap
from microdrama.ecosystem.models.requirements import (
    COLLINEAR,
    ModelError,
    complete,
    variance_inflation,
)
from microdrama.evidence.intervals import CONFIDENCE
from microdrama.parallel import SEED

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Mediation:
    """How far one construct reaches another by way of a third.

    Parameters
    ----------
    n : int
        Respondents.
    predictor, mediator, outcome : str
        Constructs.
    a, b, direct, total, indirect : float
        Plain coefficients: predictor to mediator, mediator to outcome with the predictor held
        equal, predictor to outcome with the mediator held equal, predictor to outcome, and
        ``a · b``.
    a_se, a_p, b_se, b_p, direct_se, direct_p, total_se, total_p : float
        Standard error and two-sided p-value of each by ordinary least squares; NaN where
        nothing is left over to test against.
    ci_low, ci_high : float
        Percentile interval of ``indirect``.
    corrected_low, corrected_high : float
        Bias-corrected interval.
    draws, seed : int
        Of the bootstrap.
    """

    n: int
    predictor: str
    mediator: str
    outcome: str
    a: float
    b: float
    direct: float
    total: float
    indirect: float
    a_se: float
    a_p: float
    b_se: float
    b_p: float
    direct_se: float
    direct_p: float
    total_se: float
    total_p: float
    ci_low: float
    ci_high: float
    corrected_low: float
    corrected_high: float
    draws: int
    seed: int


def mediation(
    scores: pd.DataFrame,
    predictor: str,
    mediator: str,
    outcome: str,
    draws: int = 5000,
    seed: int = SEED,
    scheduler: str | None = None,
) -> Mediation:
    """Trace an effect through a mediator and bootstrap the indirect effect.

    See :mod:`microdrama.ecosystem.bootstrap` for the method.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.
    """
    rows = complete(scores, [predictor, mediator, outcome])
    variance_inflation(rows[[predictor, mediator]])
    columns = (rows[name].to_numpy() for name in (predictor, mediator, outcome))
    found = bootstrap.indirect(*columns, draws=draws, seed=seed, scheduler=scheduler)
    try:
        low, high = bootstrap.interval(found.draws, found.estimate, CONFIDENCE, "percentile")
        corrected = bootstrap.interval(found.draws, found.estimate, CONFIDENCE, "bias-corrected")
    except ValueError as error:
        raise ModelError(str(error)) from None
    return Mediation(
        n=len(rows),
        predictor=predictor,
        mediator=mediator,
        outcome=outcome,
        a=found.a,
        b=found.b,
        direct=found.direct,
        total=found.direct + found.estimate,
        indirect=found.estimate,
        **_errors(rows, mediator, {"a": predictor}),
        **_errors(rows, outcome, {"b": mediator, "direct": predictor}),
        **_errors(rows, outcome, {"total": predictor}),
        ci_low=low,
        ci_high=high,
        corrected_low=corrected[0],
        corrected_high=corrected[1],
        draws=draws,
        seed=seed,
    )


def _errors(rows: pd.DataFrame, outcome: str, paths: Mapping[str, str]) -> dict[str, float]:
    """Return standard error and p-value of each path, given with the predictor it starts from.

    NaN where the predictors leave no rest.
    """
    import statsmodels.api as sm

    fit = sm.OLS(rows[outcome], sm.add_constant(rows[list(paths.values())])).fit()
    tested = fit.rsquared <= 1 - COLLINEAR
    errors = {}
    for path, predictor in paths.items():
        errors[f"{path}_se"] = float(fit.bse[predictor]) if tested else math.nan
        errors[f"{path}_p"] = float(fit.pvalues[predictor]) if tested else math.nan
    return errors
