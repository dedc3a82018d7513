"""How much of the differences a model explains at least, by what is printed of one predictor."""

from __future__ import annotations

from microdrama.evidence.regression_bounds import least_partial


def least_explained(p: float, respondents: int, predictors: int = 1) -> float:
    """Return the least R² of a regression in which one predictor has a p-value below ``p``.

    Parameters
    ----------
    p : float
        What the two-sided p-value of one coefficient is below, between 0 and 1.
    respondents : int
        The sample.
    predictors : int
        Predictors of a regression with an intercept. More of them make the bound higher, so that
        of one predictor holds for any number.

    Returns
    -------
    float
        Between 0 and 1.

    Notes
    -----
    With ``o`` for the R² of the other predictors alone and ``r`` for the partial correlation of
    this one, R² is ``o + r²(1 - o)``, which is least for ``o = 0``. It holds for every data set
    and needs none. There is no upper bound but 1: the other predictors may explain all the rest.
    """
    return least_partial(p, respondents, predictors) ** 2
