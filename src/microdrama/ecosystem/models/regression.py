"""Linear regression with its checks: overlap, unequal scatter, skewed residuals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.ecosystem.models.requirements import (
    COLLINEAR,
    complete,
    refuse_perfect_fit,
    variance_inflation,
)
from microdrama.evidence.intervals import CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Term:
    """One predictor of a regression.

    Parameters
    ----------
    beta, b : float
        Standardised and plain coefficient.
    se, t, p : float
        Standard error of ``b``, t and two-sided p-value.
    ci_low, ci_high : float
        Confidence interval of ``b``.
    robust_se, robust_p : float
        The same with errors that allow unequal scatter (HC3); NaN where a slope hangs on one
        respondent.
    vif : float
        Variance inflation factor.
    """

    beta: float
    b: float
    se: float
    t: float
    p: float
    ci_low: float
    ci_high: float
    robust_se: float
    robust_p: float
    vif: float


@dataclass(frozen=True)
class Regression:
    """A linear regression with its checks.

    Parameters
    ----------
    outcome : str
        What is explained.
    n : int
        Respondents with an answer on every variable.
    r2, r2_adjusted : float
        Explained share of variance.
    terms : mapping of str to Term
        By predictor.
    breusch_pagan_p : float
        p-value of the Breusch-Pagan test.
    jarque_bera_p : float
        p-value of the Jarque-Bera test.
    """

    outcome: str
    n: int
    r2: float
    r2_adjusted: float
    terms: Mapping[str, Term]
    breusch_pagan_p: float
    jarque_bera_p: float


def regression(scores: pd.DataFrame, outcome: str, predictors: Sequence[str]) -> Regression:
    """Regress one construct on others by ordinary least squares.

    Parameters
    ----------
    scores : pandas.DataFrame
        One column a construct.
    outcome : str
        What is explained.
    predictors : sequence of str
        What explains it.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.
    """
    rows = complete(scores, [outcome, *predictors])
    return _fitted(rows, outcome, list(predictors))


def _fitted(rows: pd.DataFrame, outcome: str, predictors: list[str]) -> Regression:
    import statsmodels.api as sm
    from statsmodels.stats.diagnostic import het_breuschpagan
    from statsmodels.stats.stattools import jarque_bera

    vif = variance_inflation(rows[predictors])
    design = sm.add_constant(rows[predictors])
    fit = sm.OLS(rows[outcome], design).fit()
    refuse_perfect_fit(fit.rsquared, outcome, predictors)
    robust = fit.get_robustcov_results("HC3")
    if fit.get_influence().hat_matrix_diag.max() > 1 - COLLINEAR:
        # A slope that hangs on one respondent leaves this one no error: zero by zero.
        robust.cov_params_default[:] = math.nan
    interval = fit.conf_int(1 - CONFIDENCE)
    spread = rows.std()
    terms = {
        name: Term(
            beta=float(fit.params[name] * spread[name] / spread[outcome]),
            b=float(fit.params[name]),
            se=float(fit.bse[name]),
            t=float(fit.tvalues[name]),
            p=float(fit.pvalues[name]),
            ci_low=float(interval.loc[name, 0]),
            ci_high=float(interval.loc[name, 1]),
            robust_se=float(robust.bse[place]),
            robust_p=float(robust.pvalues[place]),
            vif=float(vif[place - 1]),
        )
        for place, name in enumerate(predictors, start=1)
    }
    return Regression(
        outcome,
        len(rows),
        float(fit.rsquared),
        float(fit.rsquared_adj),
        terms,
        float(het_breuschpagan(fit.resid, design)[1]),
        float(jarque_bera(fit.resid)[1]),
    )
