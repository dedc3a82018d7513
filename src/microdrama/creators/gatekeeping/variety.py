"""How varied a set of scripts is, as the number of equally common kinds that it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike


def hill(shares: ArrayLike, order: float) -> np.ndarray:
    """Return the effective number of kinds.

    It is the number of equally common kinds that would be as varied, so that half as much of it
    is half the variety; an entropy or a probability does not halve in this way [2]_. Order 0
    counts kinds, order 1 is the exponential of Shannon's entropy, order 2 the inverse of Simpson's
    index, which is the chance that two scripts drawn at random are of one kind [1]_.

    Parameters
    ----------
    shares : array_like of float, shape (..., kinds)
        Shares of kinds, not negative; along the last axis they sum to one.
    order : float
        From 0 upwards, infinity included; the higher, the less rare kinds count.

    Returns
    -------
    numpy.ndarray of float, shape (...)
        From 1 to the number of kinds.

    Raises
    ------
    ValueError
        If the order is negative, or shares are negative or do not sum to one.

    References
    ----------
    .. [1] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences.
       Ecology 54(2), 427-432.
    .. [2] Jost, L. (2006). Entropy and diversity. Oikos 113(2), 363-375.
    """
    import numpy as np

    p = np.asarray(shares, dtype=float)
    if not order >= 0:
        raise ValueError(f"the order of a Hill number is 0 or more, not {order}")
    if (p < 0).any() or not np.allclose(p.sum(axis=-1), 1):
        raise ValueError("shares of kinds are not negative and sum to one")
    if np.isinf(order):
        return 1 / p.max(axis=-1)
    present = p > 0
    if order == 1:
        return np.exp(-(p * np.log(np.where(present, p, 1))).sum(axis=-1))
    # The largest share is taken out, because powers of small shares vanish.
    top = p.max(axis=-1, keepdims=True)
    powers = np.where(present, p / top, 0) ** order if order else present.astype(float)
    log_sum = np.log(powers.sum(axis=-1)) + order * np.log(top[..., 0])
    return np.exp(log_sum / (1 - order))
