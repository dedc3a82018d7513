"""How sure an indirect effect is: the bootstrap over respondents, by matrix products.

A resample of respondents is a row of counts that say how often each was drawn. All that the two
regressions of a mediation need from it are sums of products, so thousands of resamples are one
product of two matrices, and each is solved in closed form. Where many respondents gave the same
answers, counts of their groups are drawn instead, which is the same distribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from microdrama.ecosystem.parallel import SEED, blocks, gather
from microdrama.evidence.intervals import CONFIDENCE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

    from microdrama.ecosystem.parallel import Block

#: Respondents that leave the regression of the outcome one degree of freedom.
FEWEST = 4

#: Share of a variance below which nothing but rounding is left of it.
NOTHING = 1e-12

#: Resamples in a block: many enough to be worth sending to another machine.
BLOCK = 500

#: Counts made at a time, so that they stay in a processor's cache; but at least a few resamples,
#: so that the products of a large survey are not read once for each.
HELD, LEAST = 25_000, 4

#: How many times longer a group's count takes to draw than a single respondent, measured.
DEARER = 12

_NAMES = ("the predictor x", "the mediator m", "the outcome y")


@dataclass(frozen=True)
class Draws:
    """An indirect effect and its bootstrap.

    Parameters
    ----------
    estimate : float
        ``a · b``, in units of the outcome for one unit of the predictor.
    a, b, direct : float
        Predictor to mediator; mediator to outcome with the predictor held equal; predictor to
        outcome with the mediator held equal.
    draws : numpy.ndarray
        ``a · b`` of each resample, in the order drawn; NaN where a resample has no such
        coefficients because its respondents are too much alike.
    respondents : int
        Those with all three values.
    seed : int
        Where the random numbers started.
    """

    estimate: float
    a: float
    b: float
    direct: float
    draws: np.ndarray
    respondents: int
    seed: int


def indirect(
    x: ArrayLike,
    m: ArrayLike,
    y: ArrayLike,
    draws: int = 5000,
    seed: int = SEED,
    scheduler: str | None = None,
    processes: int | None = None,
    standardised: bool = False,
) -> Draws:
    """Estimate the indirect effect of a predictor by way of a mediator, and resample it.

    Parameters
    ----------
    x, m, y : array_like, shape (n,)
        Cause, mediator and outcome of each respondent. Respondents with a missing value are
        left out.
    draws : int
        Resamples of respondents, with replacement.
    seed : int
        The same seed gives the same draws, bit by bit, on any number of processes.
    scheduler, processes
        As in :func:`microdrama.ecosystem.parallel.gather`.
    standardised : bool
        Whether everything is in standard deviations, in each resample in its own.

    Returns
    -------
    Draws

    Raises
    ------
    ValueError
        If the columns are not equally long, fewer than four respondents are left, a column is
        constant or infinite, or predictor and mediator are perfectly collinear.

    Notes
    -----
    Simple mediation by ordinary least squares: ``m = i + a·x`` and ``y = j + c'·x + b·m`` [1]_;
    the nonparametric bootstrap resamples respondents [2]_.

    References
    ----------
    .. [1] A. F. Hayes, *Introduction to Mediation, Moderation, and Conditional Process
       Analysis*, 2nd ed., 2018, chapter 3.
    .. [2] B. Efron and R. J. Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 9.
    """
    import numpy as np

    rows = _complete(x, m, y)
    n = len(rows)
    spread = rows.std(axis=0)
    cells, counts = _collapsed((rows - rows.mean(axis=0)) / spread)
    products = _products(cells)
    sums = (counts[:, None] * products).sum(axis=0)
    a, b, direct, _ = (float(path[0]) for path in _paths(sums[None], n))
    if np.isnan(b):
        raise ValueError(
            f"{_NAMES[0]} and {_NAMES[1]} are perfectly collinear, so no effect is seen"
        )
    sx, sm, sy = (1.0, 1.0, 1.0) if standardised else spread.tolist()
    resample = partial(
        _resampled,
        products=_exact(products, n),
        counts=counts,
        unit=None if standardised else sy / sx,
    )
    return Draws(
        estimate=a * b * sy / sx,
        a=a * sm / sx,
        b=b * sy / sm,
        direct=direct * sy / sx,
        draws=np.concatenate(gather(resample, blocks(draws, BLOCK, seed), scheduler, processes)),
        respondents=n,
        seed=seed,
    )


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


def _complete(*columns: ArrayLike) -> np.ndarray:
    """Return the respondents with all values, one row each, or say why they cannot be used."""
    import numpy as np

    arrays = [np.asarray(column, dtype=float).ravel() for column in columns]
    if len({len(array) for array in arrays}) > 1:
        raise ValueError("predictor, mediator and outcome are not equally long")
    rows = np.column_stack(arrays)
    rows = rows[~np.isnan(rows).any(axis=1)]
    if len(rows) < FEWEST:
        raise ValueError(f"a mediation needs at least {FEWEST} respondents, not {len(rows)}")
    for name, column in zip(_NAMES, rows.T, strict=True):
        if np.isinf(column).any():
            raise ValueError(f"{name} has an infinite value")
        if np.ptp(column) <= NOTHING * np.abs(column).max():
            raise ValueError(f"{name} is the same for all respondents, so it explains nothing")
    return rows


def _collapsed(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return different rows and how many respondents have each, where that saves time."""
    import numpy as np

    code = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        values, place = np.unique(column, return_inverse=True)
        # Codes are made dense again each time, so that they never outgrow their type.
        code = np.unique(code * len(values) + place, return_inverse=True)[1]
    counts = np.bincount(code)
    if DEARER * len(counts) > len(rows):
        return rows, np.ones(len(rows))
    first = np.empty(len(counts), dtype=np.int64)
    first[code] = np.arange(len(rows))
    return rows[first], counts.astype(float)


def _products(rows: np.ndarray) -> np.ndarray:
    """Return all that the regressions sum up: ``x, m, y, xx, xm, xy, mm, my, yy``."""
    import numpy as np

    x, m, y = rows.T
    return np.column_stack([x, m, y, x * x, x * m, x * y, m * m, m * y, y * y])


def _exact(products: np.ndarray, respondents: int) -> np.ndarray:
    """Round so far that sums over all respondents are exact.

    Whole numbers below 2⁵³ are summed without error in any order. So the draws do not depend on
    how a processor, or its library of linear algebra, arranges a sum. What is rounded off is at
    most the share n / 2⁵² of a column's largest value.
    """
    import numpy as np

    _, exponent = np.frexp(np.abs(products).max(axis=0) * respondents)
    return np.ldexp(np.rint(np.ldexp(products, 52 - exponent)), exponent - 52)


def _paths(
    sums: np.ndarray, respondents: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Solve both regressions from sums of products, one row a sample.

    Returns ``a``, ``b``, ``c'`` and the spread of the predictor over that of the outcome; NaN where
    a sample leaves them undefined.
    """
    import numpy as np

    x, m, y, *products = sums.T
    of_means = (x * x, x * m, x * y, m * m, m * y, y * y)
    xx, xm, xy, mm, my, yy = (
        product - of_mean / respondents for product, of_mean in zip(products, of_means, strict=True)
    )
    left = xx * mm - xm**2
    with np.errstate(divide="ignore", invalid="ignore"):
        paths = xm / xx, (xx * my - xm * xy) / left, (mm * xy - xm * my) / left
        ratio = np.sqrt(xx / yy)
    # The whole sample is in standard deviations, so its xx, mm and yy are the respondents.
    defined = (left > NOTHING * respondents**2) & (xx > NOTHING * respondents)
    a, b, direct = (np.where(defined, path, np.nan) for path in paths)
    return a, b, direct, np.where(yy > NOTHING * respondents, ratio, np.nan)


def _resampled(
    block: Block, products: np.ndarray, counts: np.ndarray, unit: float | None
) -> np.ndarray:
    """Return the indirect effects of a block of resamples, in ``unit`` or each in its own."""
    import numpy as np

    respondents, rng = int(counts.sum()), block.rng()
    found = np.empty(block.count)
    step = max(LEAST, HELD // len(counts))
    for start in range(0, block.count, step):
        part = found[start : start + step]
        drawn = _times_drawn(len(part), counts, respondents, rng)
        a, b, _, ratio = _paths(drawn.astype(float) @ products, respondents)
        part[:] = a * b * (ratio if unit is None else unit)
    return found


def _times_drawn(
    draws: int, counts: np.ndarray, respondents: int, rng: np.random.Generator
) -> np.ndarray:
    """Return how often each row is drawn in each resample, shape (draws, rows)."""
    import numpy as np

    if len(counts) < respondents:
        return rng.multinomial(respondents, counts / respondents, size=draws)
    drawn = rng.integers(0, respondents, size=(draws, respondents))
    # One long row of counters, each resample with its own stretch of it.
    drawn += respondents * np.arange(draws)[:, None]
    counted = np.bincount(drawn.ravel(), minlength=draws * respondents)
    return counted.reshape(draws, respondents)
