"""How far a percentage of a sample may lie from that of everybody."""

from __future__ import annotations

import math
from statistics import NormalDist

from microdrama.evidence.intervals import CONFIDENCE, Interval


def wilson(counts: range, respondents: int, level: float = CONFIDENCE) -> Interval:
    """Return the Wilson interval of a share, in percent, over all its possible counts.

    It says how far a share of the population may lie from that of the sample, if the sample
    were drawn at random [1]_.

    Raises
    ------
    ValueError
        If there is no possible count.

    Notes
    -----
    The formula is written out because every page that shows a verdict needs it, and loading
    statsmodels for it takes longer than building the page.

    References
    ----------
    .. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical
       inference", *Journal of the American Statistical Association* 22 (1927) 209-212.
    """
    if not counts:
        raise ValueError("no count has this share")
    z = NormalDist().inv_cdf((1 + level) / 2)

    def end(count: int, side: int) -> float:
        centre = count + z**2 / 2
        spread = z * math.sqrt(count * (respondents - count) / respondents + z**2 / 4)
        return 100 * (centre + side * spread) / (respondents + z**2)

    return Interval(max(0.0, end(counts[0], -1)), min(100.0, end(counts[-1], 1)))
