"""What a printed statistic can be: means, shares, coefficients and p-values that go together.

Everything here is arithmetic on printed numbers and holds for every data set, normal or not,
unless a function says otherwise. Nothing needs the data themselves.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from microdrama.evidence.intervals import CONFIDENCE, Interval

#: Half-rounded ends are kept: a value that both ways of rounding a half allow is possible.
_SLACK = 1e-9


def possible_totals(mean: Interval, answers: int, low: int, high: int) -> int:
    """Count the totals of whole-number answers whose mean rounds to a printed mean.

    This is the GRIM test [1]_; for a scale of several items, ``answers`` is respondents times
    items.

    Parameters
    ----------
    mean : Interval
        The printed mean with its rounding.
    answers : int
        Answers that the mean is taken over, at least 1.
    low, high : int
        Ends of the answer scale.

    Returns
    -------
    int
        0 if no data set has this mean.

    Raises
    ------
    ValueError
        If there are no answers.

    References
    ----------
    .. [1] N. J. L. Brown and J. A. J. Heathers, "The GRIM test", *Social Psychological and
       Personality Science* 8 (2017) 363-369.
    """
    if answers < 1:
        raise ValueError("a mean needs at least one answer")
    least = math.ceil(max(mean.low, low) * answers - _SLACK * answers)
    most = math.floor(min(mean.high, high) * answers + _SLACK * answers)
    return max(0, most - least + 1)


def mean_power(mean: Interval, answers: int) -> float:
    """Return the share of printable means that no data set of this size has.

    Zero means that the test of :func:`possible_totals` cannot refute anything: totals lie at
    least as close together as the last printed digit.
    """
    power = 1 - answers * (mean.high - mean.low)
    return power if power > _SLACK else 0.0


def largest_deviation(mean: float, low: float, high: float) -> float:
    """Return the largest standard deviation that answers with this mean can have.

    The bound of Bhatia and Davis [1]_ for the population formula (division by n).

    References
    ----------
    .. [1] R. Bhatia and C. Davis, "A better bound on the variance", *The American Mathematical
       Monthly* 107 (2000) 353-357.
    """
    return math.sqrt((high - mean) * (mean - low))


def possible_counts(share: Interval, respondents: int) -> range:
    """Return the counts of respondents whose share rounds to a printed percentage.

    Parameters
    ----------
    share : Interval
        In percent.
    respondents : int
        The whole.

    Returns
    -------
    range
        Empty if no count does.
    """
    least = math.ceil(max(share.low, 0) / 100 * respondents - _SLACK)
    most = math.floor(min(share.high, 100) / 100 * respondents + _SLACK)
    return range(least, most + 1)


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

    freedom = _freedom(respondents, predictors)
    critical = -float(stdtrit(freedom, p / 2))
    return critical / math.sqrt(critical**2 + freedom)


def p_value(partial: float, respondents: int, predictors: int) -> float:
    """Return the two-sided p-value of a partial correlation; see :func:`least_partial`."""
    from scipy.special import stdtr

    freedom = _freedom(respondents, predictors)
    if abs(partial) >= 1:
        return 0.0
    return float(2 * stdtr(freedom, -abs(partial) * math.sqrt(freedom / (1 - partial**2))))


def _freedom(respondents: int, predictors: int) -> int:
    freedom = respondents - predictors - 1
    if freedom < 1:
        raise ValueError(f"{respondents} respondents cannot carry {predictors} predictors")
    return freedom


def partial_of(beta: float, vif: float = 1.0, others: float = 0.0) -> float:
    """Return the partial correlation behind a standardised coefficient.

    Parameters
    ----------
    beta : float
        Standardised coefficient.
    vif : float
        Variance inflation factor: how far the predictor is entangled with the others. 1 for
        a predictor that is unrelated to them.
    others : float
        Share of the outcome's variance (R²) that the other predictors explain by themselves.

    Returns
    -------
    float
        ``beta / sqrt(vif * (1 - others))``; beyond ±1 no data set has these three values.

    Notes
    -----
    The squared semipartial correlation is ``beta² / vif``; divided by the variance that the
    other predictors leave it is the squared partial correlation [1]_.

    References
    ----------
    .. [1] J. Cohen, P. Cohen, S. G. West and L. S. Aiken, *Applied Multiple
       Regression/Correlation Analysis for the Behavioral Sciences*, 3rd ed., 2003, chapter 3.
    """
    return beta / math.sqrt(vif * (1 - others))


def largest_p(beta: float, respondents: int, predictors: int, vif: float = 1.0) -> float:
    """Return the largest p-value that a standardised coefficient can have up to a VIF.

    It is reached where the other predictors explain nothing by themselves.
    """
    return p_value(min(1.0, abs(partial_of(beta, vif))), respondents, predictors)


def largest_vif(beta: float, p: float, respondents: int, predictors: int) -> float:
    """Return the VIF up to which a coefficient must have a p-value below ``p``.

    Below 1 the coefficient alone does not settle it, however little the predictors overlap.
    """
    return (beta / least_partial(p, respondents, predictors)) ** 2


def correlation_range(beta: float, vif: float) -> Interval:
    """Return every correlation with the outcome that a standardised coefficient allows.

    Parameters
    ----------
    beta : float
        Standardised coefficient of one predictor among others.
    vif : float
        Largest variance inflation factor to allow, at least 1.

    Returns
    -------
    Interval
        Just ``beta`` for a VIF of 1.

    Notes
    -----
    With standardised variables the correlation is ``beta + g·rho``: ``g`` is the standard
    deviation of what the other predictors add, ``rho`` its correlation with the predictor,
    and ``rho² ≤ 1 - 1/vif``. The explained variance ``beta² + g² + 2·beta·g·rho`` is at most 1,
    which bounds ``g``. The ends are where both bounds are met.
    """
    entangled = math.sqrt(1 - 1 / vif)
    if beta**2 > vif * (1 + _SLACK):
        raise ValueError(
            f"no standardised coefficient is {beta:g} with an inflation factor up to {vif:g}"
        )
    root = math.sqrt(max(0.0, 1 - beta**2 / vif))
    low = beta - entangled * (beta * entangled + root)
    high = beta + entangled * (root - beta * entangled)
    return Interval(low, high)


def explained_range(beta: float, vif: float) -> Interval:
    """Return every explained variance (R²) that a standardised coefficient allows.

    At least the squared semipartial correlation; with other predictors up to all of it.
    """
    return Interval(beta**2 / vif, 1.0)


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

    freedom = _freedom(respondents, predictors)
    critical = fdtri(predictors, freedom, 1 - level)

    def lacking(shift: float) -> float:
        return float(ncfdtr(predictors, freedom, shift, critical)) - (1 - power)

    # Outwards from nothing, because far too large a noncentrality has no power that is a number.
    most = 1.0
    while lacking(most) > 0:
        most *= 2
    shift = brentq(lacking, 0.0, most, rtol=1e-12)
    return float(shift / (respondents + shift))
