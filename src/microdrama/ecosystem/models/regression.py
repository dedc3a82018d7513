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
    from statsmodels.regression.linear_model import RegressionResults


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

    @classmethod
    def from_fit(cls, fit: RegressionResults) -> Regression:
        """Return what a least-squares fit of statsmodels found, with the checks of its errors.

        Parameters
        ----------
        fit : statsmodels.regression.linear_model.RegressionResults
            A fit with a constant, for instance of ``smf.ols``.

        Raises
        ------
        ModelError
            If some predictors determine another, or all of them the outcome.
        """
        from statsmodels.stats.diagnostic import het_breuschpagan
        from statsmodels.stats.stattools import jarque_bera

        outcome, predictors = fit.model.endog_names, predictors_of(fit)
        vif = variance_inflation(predictors)
        refuse_perfect_fit(fit.rsquared, outcome, list(predictors))
        robust = _robust(fit)
        interval = fit.conf_int(1 - CONFIDENCE)
        scale = predictors.std() / fit.model.endog.std(ddof=1)
        terms = {
            name: Term(
                beta=float(fit.params[name] * scale[name]),
                b=float(fit.params[name]),
                se=float(fit.bse[name]),
                t=float(fit.tvalues[name]),
                p=float(fit.pvalues[name]),
                ci_low=float(interval.loc[name, 0]),
                ci_high=float(interval.loc[name, 1]),
                robust_se=float(robust.bse[fit.model.exog_names.index(name)]),
                robust_p=float(robust.pvalues[fit.model.exog_names.index(name)]),
                vif=float(vif[place]),
            )
            for place, name in enumerate(predictors)
        }
        return cls(
            outcome=outcome,
            n=int(fit.nobs),
            r2=float(fit.rsquared),
            r2_adjusted=float(fit.rsquared_adj),
            terms=terms,
            breusch_pagan_p=float(het_breuschpagan(fit.resid, fit.model.exog)[1]),
            jarque_bera_p=float(jarque_bera(fit.resid)[1]),
        )


def predictors_of(fit: RegressionResults) -> pd.DataFrame:
    """Return the design of a fit without its constant, one column a term."""
    import pandas as pd

    design = pd.DataFrame(fit.model.exog, columns=fit.model.exog_names)
    return design.drop(columns=design.columns[fit.model.data.const_idx])


def _robust(fit: RegressionResults) -> RegressionResults:
    """Return the same fit with errors that allow unequal scatter (HC3)."""
    robust = fit.get_robustcov_results("HC3")
    if fit.get_influence().hat_matrix_diag.max() > 1 - COLLINEAR:
        # A slope that hangs on one respondent leaves this one no error: zero by zero.
        robust.cov_params_default[:] = math.nan
    return robust


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
    import statsmodels.api as sm

    rows = complete(scores, [outcome, *predictors])
    design = rows[list(predictors)]
    # Before anything is fitted: what is not told apart has coefficients by chance.
    variance_inflation(design)
    return Regression.from_fit(sm.OLS(rows[outcome], sm.add_constant(design)).fit())
