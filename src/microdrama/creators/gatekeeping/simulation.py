"""A finite number of makers, with chance: the same rules as in the closed form, one by one.

What chance adds is drift: kinds that the feed does not tell apart are copied at random until one
is left, as in Wright and Fisher's model of a finite population [1]_.

References
----------
.. [1] Ewens, W. J. (2004). Mathematical Population Genetics, 2nd edition, chapter 1. Springer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.creators.gatekeeping.model import Setting, kinds

if TYPE_CHECKING:
    import numpy as np


def spread(makers: int, kinds: int) -> np.ndarray:
    """Return how many makers have each kind when they are spread as evenly as can be."""
    import numpy as np

    return np.bincount(np.arange(makers) % kinds, minlength=kinds)


def simulate(
    setting: Setting,
    rng: np.random.Generator,
    makers: int = 1000,
    rounds: int = 500,
    runs: int = 1,
    open_feed: bool = False,
) -> np.ndarray:
    """Let makers copy from the feed, round by round, in many runs at once.

    Makers of one kind are alike, so they are counted and not told apart: how many of them copy
    is a binomial draw, and what these copy a multinomial one.

    Parameters
    ----------
    setting : Setting
        What is assumed.
    rng : numpy.random.Generator
        Where chance comes from.
    makers, rounds, runs : int
        How many of each.
    open_feed : bool
        Whether the feed also shows scripts of makers who do not adapt.

    Returns
    -------
    numpy.ndarray of int, shape (rounds + 1, runs, kinds)
        Makers of each kind, those who do not adapt among them.

    Raises
    ------
    ValueError
        If there are no makers, or rounds or runs are negative.
    """
    import numpy as np

    if makers < 1 or rounds < 0 or runs < 0:
        raise ValueError(f"nothing to simulate: {makers} makers, {rounds} rounds, {runs} runs")
    pull = kinds(setting)["pull"].to_numpy()
    unmoved = spread(round(setting.unmoved * makers), len(pull))
    adapting = np.tile(spread(makers - unmoved.sum(), len(pull)), (runs, 1))
    counts = np.empty((rounds + 1, runs, len(pull)), dtype=int)
    counts[0] = adapting + unmoved
    for step in range(1, rounds + 1):
        shown = adapting + unmoved if open_feed else adapting
        weights = shown * pull
        feed = setting.imitation * weights.sum(axis=1) / np.maximum(shown.sum(axis=1), 1)
        leaving = rng.binomial(adapting, (feed / (1 + feed))[:, None])
        # A feed without scripts has no weight, and nobody leaves for it.
        seen = weights / np.maximum(weights.sum(axis=1, keepdims=True), np.finfo(float).tiny)
        seen[weights.sum(axis=1) == 0, 0] = 1
        adapting = adapting - leaving + rng.multinomial(leaving.sum(axis=1), seen)
        counts[step] = adapting + unmoved
    return counts


def expected(setting: Setting, rounds: int, open_feed: bool = False) -> np.ndarray:
    """Return the expected shares step by step, where no closed form is known.

    Parameters
    ----------
    setting : Setting
        What is assumed.
    rounds : int
        How many rounds.
    open_feed : bool
        As for :func:`simulate`; without, this is what :func:`~.model.shares` has at once.

    Returns
    -------
    numpy.ndarray of float, shape (rounds + 1, kinds)
        Each row sums to one.
    """
    import numpy as np

    pull = kinds(setting)["pull"].to_numpy()
    start = np.full(len(pull), 1 / len(pull))
    adapting, courses = start, [start]
    for _ in range(rounds):
        everyone = setting.unmoved * start + (1 - setting.unmoved) * adapting
        copied = setting.imitation * pull * (everyone if open_feed else adapting)
        adapting = (adapting + copied) / (1 + copied.sum())
        courses.append(setting.unmoved * start + (1 - setting.unmoved) * adapting)
    return np.stack(courses)
