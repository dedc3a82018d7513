"""What a sample of a printed size can detect."""

from __future__ import annotations

from microdrama.evidence.regression_bounds import residual_df


def detectable(respondents: int, predictors: int, power: float = 0.8, level: float = 0.05) -> float:
    """Return the smallest explained variance (R²) that a regression finds with this power.

    The noncentral F-test of all predictors [1]_: at the noncentrality ``n·f²`` a share of
    ``power`` lies beyond the critical value.

    References
    ----------
    .. [1] J. Cohen, *Statistical Power Analysis for the Behavioral Sciences*, 2nd ed., 1988,
       chapter 9.
    """
    from scipy.optimize import brentq
    from scipy.special import fdtri, ncfdtr

    df = residual_df(respondents, predictors)
    critical = fdtri(predictors, df, 1 - level)

    def lacking(noncentrality: float) -> float:
        return float(ncfdtr(predictors, df, noncentrality, critical)) - (1 - power)

    # Outwards from nothing, because far too large a noncentrality has no power that is a number.
    most = 1.0
    while lacking(most) > 0:
        most *= 2
    noncentrality = brentq(lacking, 0.0, most, rtol=1e-12)
    return float(noncentrality / (respondents + noncentrality))
