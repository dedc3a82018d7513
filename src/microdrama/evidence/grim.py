"""What answers in whole numbers allow: means, percentages and deviations that no data set has.

Answers on a scale are whole numbers, and so are respondents. So a mean is a whole total over the
number of answers, and a percentage a whole count over the number of respondents; what cannot be
written so cannot have come about. Everything here is arithmetic and holds for every data set.
"""

from __future__ import annotations

import math
from typing import Any

from microdrama.evidence.intervals import Interval
from microdrama.formulas import where

#: Numbers of items that a scale may have where a text does not say.
ITEMS = range(1, 11)

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


def refutable_share(mean: Interval, answers: int) -> float:
    """Return the share of printable means that GRIM can refute: no data set of this size has them.

    Zero means that the test of :func:`possible_totals` cannot refute anything: totals lie at
    least as close together as the last printed digit.
    """
    share = 1 - answers * (mean.high - mean.low)
    return share if share > _SLACK else 0.0


def refutable_means(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the share of printed means that GRIM can refute; numbers or symbols.

    The formula of :func:`refutable_share`, for scales of several numbers of items.

    Parameters
    ----------
    settings : namespace
        ``respondents``, and ``decimals`` with which a mean is printed (``1``, ``2`` or ``3``).
    row : namespace
        ``scale_items``, the number of items in the scale.

    Returns
    -------
    dict
        ``refutable`` in per cent; ``case``: whether ``some`` or ``none`` of the means of a single
        item can be refuted.
    """
    step = where(settings.decimals == "1", 0.1, where(settings.decimals == "3", 0.001, 0.01))
    answers = settings.respondents * row.scale_items
    return {
        "refutable": where(answers * step < 1, 100 * (1 - answers * step), 0),
        "case": where(settings.respondents * step < 1, "some", "none"),
    }


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


def largest_deviation(mean: float, low: float, high: float) -> float:
    """Return the largest standard deviation that answers with this mean can have.

    The bound of Bhatia and Davis [1]_ for the population formula (division by n).

    References
    ----------
    .. [1] R. Bhatia and C. Davis, "A better bound on the variance", *The American Mathematical
       Monthly* 107 (2000) 353-357.
    """
    return math.sqrt((high - mean) * (mean - low))
