"""Sensitivity to an unobserved confounder: what it would have to be to change the answer."""

from __future__ import annotations

from typing import Any

from microdrama.formulas import sqrt, where

#: Predictors of the printed regression: policy support, technology, competition.
PREDICTORS = 3

#: The printed coefficient.
PRINTED = "wang2026-policy-beta"

#: 97.5% quantile of the standard normal distribution, for 95% intervals.
_Z = 1.959963984540054


def relative_bias(t: Any, df: Any, r2_predictor: Any, r2_outcome: Any) -> Any:
    """Return the bias from one unobserved confounder, as a share of the estimate.

    Parameters
    ----------
    t : float
        t-value of the estimate.
    df : float
        Residual degrees of freedom of its regression.
    r2_predictor : float
        Partial R² of the confounder with the predictor, the other predictors held equal.
    r2_outcome : float
        Partial R² of the confounder with the outcome, all predictors held equal.

    Returns
    -------
    float
        On numbers and on symbols. Equation 7 of Cinelli and Hazlett [1]_, over the estimate.

    References
    ----------
    .. [1] C. Cinelli and C. Hazlett, "Making sense of sensitivity: extending omitted variable
       bias", *Journal of the Royal Statistical Society B* 82 (2020) 39-67.
    """
    return sqrt(r2_outcome * r2_predictor / (1 - r2_predictor) * df) / t


def robustness_value(t: Any, df: float) -> Any:
    """Return the partial R² with both at which a confounder would explain all away.

    Equation 18 of Cinelli and Hazlett (2020), for a share of one.

    Parameters
    ----------
    t : float or pandas.Series
        t-values of the estimate.
    df : float
        Residual degrees of freedom of its regression.
    """
    f2 = t**2 / df
    return (sqrt(f2**2 + 4 * f2) - f2) / 2


def with_confounder(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the coefficient with a confounder held equal; on numbers and on symbols.

    If the arrow runs from the predictor to what is hidden, that is a mediator, and the printed
    coefficient stays what it is: the effect along all ways.

    Parameters
    ----------
    settings : namespace
        ``arrow_end`` (``cause`` if what is hidden moves the predictor), ``r2_predictor`` and
        ``r2_outcome``.
    row : namespace
        ``estimate``, its ``t`` and residual ``df``, and ``arrow`` (an arrow of the diagram:
        ``effect``, ``cause`` or ``outcome``).

    Returns
    -------
    dict
        ``left`` (the coefficient that is left), ``low``, ``high``; ``strength`` of the arrow and
        whether it is ``turned``; ``case``.
    """
    confounds = settings.arrow_end == "cause"
    r2_predictor = where(confounds, settings.r2_predictor, 0)
    r2_outcome = where(confounds, settings.r2_outcome, 0)
    left = row.estimate * (1 - relative_bias(row.t, row.df, r2_predictor, r2_outcome))
    error = (
        row.estimate / row.t * sqrt((1 - r2_outcome) / (1 - r2_predictor) * row.df / (row.df - 1))
    )
    low, high = left - _Z * error, left + _Z * error
    return {
        "left": left,
        "low": low,
        "high": high,
        "strength": where(
            row.arrow == "effect",
            left,
            where(row.arrow == "outcome", settings.r2_outcome, settings.r2_predictor),
        ),
        "turned": where(row.arrow == "cause", where(confounds, 0, 1), 0),
        "case": where(
            confounds,
            where(low > 0, "above", where(high < 0, "below", "open")),
            "way",
        ),
    }
