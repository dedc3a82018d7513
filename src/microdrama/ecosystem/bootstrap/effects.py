"""The indirect effect of a mediation, estimated and resampled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from microdrama.ecosystem.bootstrap.resampling import equal_rows_grouped, resampled
from microdrama.ecosystem.bootstrap.sums import NOTHING, exactly_summable, products_of, solved_paths
from microdrama.parallel import SEED, blocks, gather

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

#: Respondents that leave the regression of the outcome one degree of freedom.
FEWEST = 4

#: Resamples in a block: many enough to be worth sending to another machine.
BLOCK = 500

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
        As in :func:`microdrama.parallel.gather`.
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
    cells, counts = equal_rows_grouped((rows - rows.mean(axis=0)) / spread)
    products = products_of(cells)
    sums = (counts[:, None] * products).sum(axis=0)
    a, b, direct, _ = (float(path[0]) for path in solved_paths(sums[None], n))
    if np.isnan(b):
        raise ValueError(
            f"{_NAMES[0]} and {_NAMES[1]} are perfectly collinear, so no effect is seen"
        )
    sx, sm, sy = (1.0, 1.0, 1.0) if standardised else spread.tolist()
    resample = partial(
        resampled,
        products=exactly_summable(products, n),
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
