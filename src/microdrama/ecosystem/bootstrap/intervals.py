"""Intervals from the draws of a bootstrap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from microdrama.evidence.intervals import CONFIDENCE

if TYPE_CHECKING:
    import numpy as np


def interval(
    draws: np.ndarray,
    estimate: float,
    level: float = CONFIDENCE,
    kind: Literal["percentile", "bias-corrected"] = "percentile",
) -> tuple[float, float]:
    """Return the ends of a bootstrap interval.

    Parameters
    ----------
    draws : numpy.ndarray, shape (draws,)
        The estimate of each resample; NaN where it has none.
    estimate : float
        That of the sample.
    level : float
        Between 0 and 1.
    kind : {"percentile", "bias-corrected"}
        The percentile interval [1]_, or the one that also corrects for the share of draws below
        the estimate: the BCa interval [2]_ without acceleration, which is what pingouin prints.

    Returns
    -------
    tuple of float
        Lower and upper end.

    Raises
    ------
    ValueError
        If no resample has an estimate, or level or kind is none of the above.

    References
    ----------
    .. [1] B. Efron and R. J. Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13.
    .. [2] The same, section 14.3, with an acceleration of zero.
    """
    import numpy as np
    from scipy.stats import norm

    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1; {level} does not")
    found = draws[~np.isnan(draws)]
    if not found.size:
        raise ValueError("no resample has an indirect effect; the respondents are too much alike")
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    if kind == "bias-corrected":
        # Half a draw from the ends, because the normal quantile of 0 or 1 is infinite.
        half = 0.5 / found.size
        below = np.clip(np.mean(found < estimate), half, 1 - half)
        tails = norm.cdf(2 * norm.ppf(below) + norm.ppf(tails))
    elif kind != "percentile":
        raise ValueError(f"an interval is “percentile” or “bias-corrected”, not “{kind}”")
    low, high = np.quantile(found, tails)
    return float(low), float(high)
