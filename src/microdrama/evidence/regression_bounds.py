"""What a coefficient, its p-value and the number of predictors allow for each other.

Everything here is arithmetic on the printed numbers of a regression with an intercept. It holds
for every data set, normal or not, and needs none.
"""

from __future__ import annotations

import math

from microdrama.evidence.intervals import Interval

#: Most predictors to reckon with where a text does not say how many its model has.
MOST_PREDICTORS = 10

#: Largest variance inflation factor to reckon with; a common rule of thumb.
VIF_LIMIT = 5.0


def residual_df(respondents: int, predictors: int) -> int:
    """Return the residual degrees of freedom of a regression with an intercept.

    Raises
    ------
    ValueError
        If none is left.
    """
    df = respondents - predictors - 1
    if df < 1:
        raise ValueError(f"{respondents} respondents cannot carry {predictors} predictors")
    return df


def least_partial(p: float, respondents: int, predictors: int) -> float:
    """Return the smallest partial correlation that has a p-value below ``p`` (two-sided).

    Parameters
    ----------
    p : float
        Between 0 and 1.
    respondents, predictors : int
        Size of the regression with an intercept; ``respondents > predictors + 1``.

    Raises
    ------
    ValueError
        If no degree of freedom is left.
    """
    from scipy.special import stdtrit  # loads in a third of the time of scipy.stats

    df = residual_df(respondents, predictors)
    critical = -float(stdtrit(df, p / 2))
    return critical / math.sqrt(critical**2 + df)


def p_value(partial: float, respondents: int, predictors: int) -> float:
    """Return the two-sided p-value of a partial correlation; see :func:`least_partial`."""
    from scipy.special import stdtr

    df = residual_df(respondents, predictors)
    if abs(partial) >= 1:
        return 0.0
    return float(2 * stdtr(df, -abs(partial) * math.sqrt(df / (1 - partial**2))))


def partial_correlation(beta: float, vif: float = 1.0, others_r2: float = 0.0) -> float:
    """Return the partial correlation behind a standardised coefficient.

    Parameters
    ----------
    beta : float
        Standardised coefficient.
    vif : float
        Variance inflation factor: how far the predictor overlaps with the others. 1 for
        a predictor that is unrelated to them.
    others_r2 : float
        Share of the outcome's variance (R²) that the other predictors explain by themselves.

    Returns
    -------
    float
        ``beta / sqrt(vif * (1 - others_r2))``; beyond ±1 no data set has these three values.

    Notes
    -----
    The squared semipartial correlation is ``beta² / vif``; divided by the variance that the
    other predictors leave it is the squared partial correlation [1]_.

    References
    ----------
    .. [1] J. Cohen, P. Cohen, S. G. West and L. S. Aiken, *Applied Multiple
       Regression/Correlation Analysis for the Behavioral Sciences*, 3rd ed., 2003, chapter 3.
    """
    return beta / math.sqrt(vif * (1 - others_r2))


def largest_p(beta: float, respondents: int, predictors: int, vif: float = 1.0) -> float:
    """Return the largest p-value that a standardised coefficient can have up to a VIF.

    It is reached where the other predictors explain nothing by themselves.
    """
    return p_value(min(1.0, abs(partial_correlation(beta, vif))), respondents, predictors)


def largest_vif(beta: float, p: float, respondents: int, predictors: int) -> float:
    """Return the VIF up to which a coefficient must have a p-value below ``p``.

    Below 1 the coefficient alone does not settle it, however little the predictors overlap.
    """
    return (beta / least_partial(p, respondents, predictors)) ** 2


def r_squared_range(beta: float, vif: float) -> Interval:
    """Return every explained variance (R²) that a standardised coefficient allows.

    At least the squared semipartial correlation; with other predictors up to all of it.
    """
    return Interval(beta**2 / vif, 1.0)
