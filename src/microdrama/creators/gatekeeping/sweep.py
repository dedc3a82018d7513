"""The model over a whole grid of settings: expected here, simulated on all cores or a cluster.

The whole grid takes minutes on one core. With a Dask scheduler running (the optional extra
``cluster``), ``simulated(grid(), scheduler="tcp://HOST:8786")`` gives the same rows sooner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from microdrama.creators.gatekeeping.model import (
    COMBINE,
    COMPETE,
    Setting,
    half_time,
    kinds,
    shares,
)
from microdrama.creators.gatekeeping.simulation import simulate
from microdrama.creators.gatekeeping.variety import hill
from microdrama.parallel import SEED, Block, blocks, gather

if TYPE_CHECKING:
    import pandas as pd

#: Makers and rounds of a simulation, and simulations a setting.
MAKERS, ROUNDS, RUNS = 1000, 500, 20

_TENTHS = tuple(tenth / 10 for tenth in range(11))


def grid(
    weight: Sequence[float] = _TENTHS,
    imitation: Sequence[float] = _TENTHS,
    noise: Sequence[float] = (0.05, 0.1, 0.2, 0.5, 1.0),
    unmoved: Sequence[float] = (0.0, 0.05, 0.1, 0.2, 0.5),
    traits: Sequence[str] = (COMPETE, COMBINE),
) -> list[Setting]:
    """Return every combination of some values of each setting, the last one moving fastest."""
    return [Setting(*values) for values in product(weight, imitation, noise, unmoved, traits)]


def expected(settings: Iterable[Setting], rounds: int = ROUNDS, order: float = 2) -> pd.DataFrame:
    """Return how fast variety is expected to fall in each of some settings.

    Parameters
    ----------
    settings : iterable of Setting
        What is assumed.
    rounds : int
        How many rounds.
    order : float
        Order of the effective number of kinds.

    Returns
    -------
    pandas.DataFrame
        One row a setting: what it is, ``half_time`` (a round, or NaN where more than half is
        left), ``variety`` (effective number of kinds at the end) and ``originality`` (mean).
    """
    import pandas as pd

    rows = []
    for setting in settings:
        share = shares(setting, rounds)
        variety = hill(share, order)
        originality = share[-1] @ kinds(setting)["originality"].to_numpy()
        rows.append(_row(setting, half_time(variety), variety[-1], originality))
    return pd.DataFrame(rows)


def _row(setting: Setting, half: Any, variety: Any, originality: Any) -> dict[str, Any]:
    return {
        **asdict(setting),
        "half_time": float(half),
        "variety": float(variety),
        "originality": float(originality),
    }


def simulated(
    settings: Sequence[Setting],
    runs: int = RUNS,
    makers: int = MAKERS,
    rounds: int = ROUNDS,
    seed: int = SEED,
    scheduler: str | None = None,
    processes: int | None = None,
) -> pd.DataFrame:
    """Simulate each of some settings many times: here, on all cores, or on a Dask cluster.

    Parameters
    ----------
    settings : sequence of Setting
        What is assumed, such as :func:`grid`.
    runs, makers, rounds : int
        Simulations a setting; makers and rounds of each.
    seed : int
        The same seed gives the same rows, whoever does the work: each setting has random numbers
        of its own.
    scheduler, processes
        As in :func:`microdrama.parallel.gather`.

    Returns
    -------
    pandas.DataFrame
        One row a run: the setting, ``run`` (from 0), and the columns of :func:`expected`.

    Raises
    ------
    ValueError
        If there is nothing to simulate, and as in :func:`microdrama.parallel.gather`.
    """
    import pandas as pd

    work = list(zip(settings, blocks(len(settings) * runs, runs, seed), strict=True))
    one = partial(_simulated, makers=makers, rounds=rounds)
    return pd.concat(gather(one, work, scheduler, processes), ignore_index=True)


def _simulated(work: tuple[Setting, Block], makers: int, rounds: int) -> pd.DataFrame:
    import pandas as pd

    setting, block = work
    counts = simulate(setting, block.rng(), makers, rounds, block.count)
    share = counts / makers
    variety = hill(share, 2)
    originality = share[-1] @ kinds(setting)["originality"].to_numpy()
    found = zip(half_time(variety), variety[-1], originality, strict=True)
    return pd.DataFrame([{**_row(setting, *run), "run": n} for n, run in enumerate(found)])


def bands(
    settings: Mapping[str, Setting], runs: int = 200, rounds: int = ROUNDS, seed: int = SEED
) -> pd.DataFrame:
    """Return simulated courses of variety beside the expected ones.

    Parameters
    ----------
    settings : mapping of str to Setting
        What is assumed, by the name of its metric.
    runs, rounds, seed : int
        Simulations a setting, rounds of each, and where random numbers start.

    Returns
    -------
    pandas.DataFrame
        ``metric``, ``elapsed`` (every fifth round), ``expected``, ``low``, ``middle`` and ``high``
        (95% of the simulations lie between the ends): effective numbers of kinds of order 2.
    """
    import numpy as np
    import pandas as pd

    parts = []
    every = slice(None, None, 5)
    for (metric, setting), block in zip(
        settings.items(), blocks(len(settings), 1, seed), strict=True
    ):
        counts = simulate(setting, block.rng(), MAKERS, rounds, runs)[every]
        low, middle, high = np.quantile(hill(counts / MAKERS, 2), [0.025, 0.5, 0.975], axis=1)
        course = {
            "metric": metric,
            "elapsed": np.arange(rounds + 1)[every],
            "expected": hill(shares(setting, rounds)[every], 2),
            "low": low,
            "middle": middle,
            "high": high,
        }
        parts.append(pd.DataFrame(course))
    return pd.concat(parts, ignore_index=True)
