"""The ranks that recommendations can have if reasonable readers weigh the rules otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.policy.grading.assessment import rules
from microdrama.policy.grading.scores import ranks

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def weightings(count: int, seed: int = 428) -> np.ndarray:
    """Draw weights evenly between the lowest and the highest that each rule allows.

    Returns
    -------
    numpy.ndarray
        Shape (rules, count).
    """
    import numpy as np

    given = rules()
    low, high = (given[end].to_numpy()[:, None] for end in ("low", "high"))
    return np.random.default_rng(seed).uniform(low, high, (len(given), count))


def always_above(points: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Tell which recommendation scores above which under every weighting in a box.

    The difference of two scores is linear in the weights, so that its least value over the
    box lies at a corner, found one rule at a time.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (recommendations, rules).
    low, high : numpy.ndarray
        The lowest and highest weight of each rule, shape (rules,).

    Returns
    -------
    numpy.ndarray
        Truth, shape (recommendations, recommendations): the first is always above the second.
    """
    import numpy as np

    apart = points[:, None, :] - points[None, :, :]
    return np.minimum(apart * low, apart * high).sum(axis=2) > 1e-12


def rank_intervals(assessed: pd.DataFrame, count: int = 20_000, seed: int = 428) -> pd.DataFrame:
    """Return the ranks that each recommendation can have under reasonable weights.

    Parameters
    ----------
    assessed : pandas.DataFrame
        What :func:`microdrama.policy.grading.criteria` returns.
    count, seed : int
        How many weightings are drawn, and from which seed.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation, in the same order: ``id``, ``label``, ``whose``, ``best`` and
        ``worst`` (bounds that hold for every weighting: how many are always above it, how
        many it is always above), ``low``, ``middle`` and ``high`` (2.5%, 50% and 97.5% of
        its ranks over drawn weightings) and ``first`` (share of the weightings in which none
        ranks higher).
    """
    import numpy as np

    given = rules()
    points = assessed[given["id"]].to_numpy()
    above = always_above(points, given["low"].to_numpy(), given["high"].to_numpy())
    drawn = ranks(points, weightings(count, seed))
    low, middle, high = np.quantile(drawn, (0.025, 0.5, 0.975), axis=1, method="inverted_cdf")
    return assessed[["id", "label", "whose"]].assign(
        best=1 + above.sum(axis=0),
        worst=len(assessed) - above.sum(axis=1),
        low=low.astype(int),
        middle=middle.astype(int),
        high=high.astype(int),
        first=(drawn == 1).mean(axis=1),
    )
