"""What a sample of the printed size and a bounded scale cannot show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from microdrama.ecosystem.compatible.constraints import SIGNIFICANT, limits
from microdrama.evidence.power import detectable

if TYPE_CHECKING:
    import pandas as pd


def smallest_detectable(power: float = 0.8) -> float:
    """Return the smallest standardised effect that the printed sample finds with this power.

    The coefficient of one predictor that overlaps with no other; see
    :func:`microdrama.evidence.power.detectable`.
    """
    return detectable(limits().respondents, 1, power, SIGNIFICANT) ** 0.5


def ceiling(mean: float, low: int, high: int, spreads: Iterable[float]) -> pd.DataFrame:
    """Say what a bounded answer scale with a printed mean does to any correlation.

    What respondents feel is taken as normal, and an answer as the nearest point of the scale.

    Parameters
    ----------
    mean : float
        Printed mean of the answers, inside the scale.
    low, high : int
        Ends of the answer scale.
    spreads : iterable of float
        Standard deviations of what is felt, in points of the scale.

    Returns
    -------
    pandas.DataFrame
        One row a spread: ``spread``; ``location``, the mean of what is felt; ``attenuation``,
        the correlation of felt and answered, by which every correlation of the answers is
        smaller; ``top``, the share of answers at the upper end; ``deviation`` and ``skewness``
        of the answers.

    Raises
    ------
    ValueError
        If the mean lies outside the scale, or a spread is not positive.

    Notes
    -----
    With thresholds τ in standard deviations of what is felt, felt and answered have the
    covariance Σφ(τ), as in the polyserial correlation [1]_.

    References
    ----------
    .. [1] U. Olsson, F. Drasgow and N. J. Dorans, "The polyserial correlation coefficient",
       *Psychometrika* 47 (1982) 337-347.
    """
    import pandas as pd

    if not low < mean < high:
        raise ValueError(f"a mean of {mean} does not lie inside a scale from {low} to {high}")
    return pd.DataFrame([_answered(mean, low, high, spread) for spread in spreads])


def _answered(mean: float, low: int, high: int, spread: float) -> dict[str, float]:
    """Find where what is felt must lie, and describe the answers that it gives."""
    import numpy as np
    from scipy.optimize import brentq
    from scipy.stats import norm

    if not spread > 0:
        raise ValueError(f"a spread is more than zero; {spread} is not")
    points = np.arange(low, high + 1)
    cuts = points[:-1] + 0.5

    def too_high(location: float) -> float:
        return low + norm.sf(cuts, location, spread).sum() - mean

    # Forty standard deviations out the normal distribution is zero in double precision.
    location = brentq(too_high, low - 40 * spread, high + 40 * spread, xtol=1e-13)
    shares = -np.diff(norm.sf(cuts, location, spread), prepend=1, append=0)
    deviation = float(np.sqrt(shares @ (points - mean) ** 2))
    return {
        "spread": spread,
        "location": location,
        "attenuation": float(norm.pdf((cuts - location) / spread).sum()) / deviation,
        "top": float(shares[-1]),
        "deviation": deviation,
        "skewness": float(shares @ (points - mean) ** 3) / deviation**3,
    }
