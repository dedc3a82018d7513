"""How far the largest coefficient that is drawn decides what the text leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from microdrama.ecosystem import compatible

if TYPE_CHECKING:
    import pandas as pd


def open_by_limit(largest: Iterable[float], count: int) -> pd.DataFrame:
    """Draw compatible surveys with other limits of the coefficients.

    Parameters
    ----------
    largest : iterable of float
        How far from zero coefficients are drawn of which the text prints no size.
    count : int
        Surveys to draw for each limit and each prior.

    Returns
    -------
    pandas.DataFrame
        One row a limit: ``largest``; ``r2_low``, ``r2_high``, ``r_low``, ``r_high``: the ends of
        the middle 95% under every prior, of the variation in industry performance that is
        explained, and of its plain correlation with policy support.
    """
    import pandas as pd

    rows = []
    for limit in largest:
        samples = [compatible.sample(count, prior, largest=limit) for prior in compatible.PRIORS]
        r2 = compatible.across(samples, "r2_industry")
        r = compatible.across(samples, "r_policy_industry")
        rows.append((limit, r2.low, r2.high, r.low, r.high))
    return pd.DataFrame(rows, columns=["largest", "r2_low", "r2_high", "r_low", "r_high"])
