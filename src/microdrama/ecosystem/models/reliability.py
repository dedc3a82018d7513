"""How closely the items of one construct go together: Cronbach's alpha, McDonald's omega."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def varying_items(items: pd.DataFrame) -> pd.DataFrame:
    """Return the respondents who answered all items that anybody answered; items that vary."""
    rows = items.dropna(axis="columns", how="all").dropna()
    return rows.loc[:, rows.max() > rows.min()]


def alpha(items: pd.DataFrame) -> float | None:
    """Return Cronbach's alpha of the items of one construct.

    ``k / (k − 1) · (1 − Σ variances / variance of the sum)`` [1]_. Items that do not vary are
    left out. None for fewer than two that do, for fewer than three complete respondents, or if
    all respondents have the same sum.

    References
    ----------
    .. [1] L. J. Cronbach, "Coefficient alpha and the internal structure of tests",
       *Psychometrika* 16 (1951) 297-334.
    """
    import numpy as np

    rows = varying_items(items)
    total = rows.sum(axis="columns")
    k = rows.shape[1]
    if k < 2 or len(rows) < 3 or total.max() == total.min():
        return None
    covariances = np.cov(rows.to_numpy(dtype=float), rowvar=False)
    return float(k / (k - 1) * (1 - np.trace(covariances) / covariances.sum()))


def omega(items: pd.DataFrame) -> float | None:
    """Return McDonald's omega of the items of one construct.

    One factor by maximum likelihood (statsmodels); the share of the sum's variance that the
    factor explains [1]_. Items that do not vary are left out. None for fewer than three that
    do, where one factor is not determined, or where the likelihood has no maximum inside the
    possible values.

    References
    ----------
    .. [1] R. P. McDonald, *Test Theory: A Unified Treatment*, 1999, chapter 6.
    """
    import numpy as np
    from statsmodels.multivariate.factor import Factor

    rows = varying_items(items)
    if rows.shape[1] < 3 or len(rows) <= rows.shape[1]:
        return None
    covariances = np.cov(rows.to_numpy(), rowvar=False)
    spread = np.sqrt(np.diag(covariances))
    correlations = covariances / np.outer(spread, spread)
    # From the first component on, because statsmodels would start anywhere, each time elsewhere.
    values, vectors = np.linalg.eigh(correlations)
    start = np.clip(vectors[:, -1] * np.sqrt(values[-1]), -0.95, 0.95)
    with warnings.catch_warnings():
        # No maximum, or one where an item has no noise: then there is no omega to report.
        warnings.simplefilter("error")
        try:
            fit = Factor(corr=correlations, n_factor=1, method="ml", nobs=len(rows)).fit(
                start=(start[:, None], 1 - start**2)
            )
        except (np.linalg.LinAlgError, Warning):
            return None
    loadings = fit.loadings[:, 0] * spread
    errors = fit.uniqueness * spread**2
    if not (np.isfinite(loadings).all() and (errors > 0).all()):
        return None
    common = float(loadings.sum() ** 2)
    return common / (common + float(errors.sum()))
