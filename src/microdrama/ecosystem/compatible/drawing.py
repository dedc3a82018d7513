"""Drawing surveys that agree with everything the text prints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem.compatible.constraints import LARGEST, SIGNIFICANT, Limits, limits
from microdrama.ecosystem.compatible.parameters import PARAMETERS, Surveys
from microdrama.ecosystem.compatible.priors import PRIORS, correlations
from microdrama.ecosystem.compatible.regressions import (
    critical,
    culture,
    economy,
    industry,
    narrative,
)
from microdrama.parallel import SEED, blocks, gather

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from microdrama.parallel import Block

#: Kept surveys in a block; proposals made at a time, so that they stay in a processor's cache.
BLOCK, BATCH = 20_000, 8_192

#: Batches without a single survey after which none is expected.
HOPELESS = 200


def surveys(
    count: int,
    prior: str,
    seed: int = SEED,
    scheduler: str | None = None,
    processes: int | None = None,
    largest: float = LARGEST,
) -> pd.DataFrame:
    """Draw surveys that agree with everything the text prints.

    Parameters
    ----------
    count : int
        Surveys to keep.
    prior : str
        One of :data:`PRIORS`.
    seed : int
        The same seed gives the same surveys on any number of processes; the first of many are
        those of fewer.
    scheduler, processes
        As in :func:`microdrama.parallel.gather`.
    largest : float
        How far from zero coefficients are drawn of which the text prints no size. It matters
        for what they explain as much as the prior does.

    Returns
    -------
    pandas.DataFrame
        One row a survey, one column a parameter, as in :data:`PARAMETERS`.

    Raises
    ------
    ValueError
        If there is no such prior, the largest coefficient is not positive, or no survey agrees
        with what is printed.

    Notes
    -----
    Correlations come from the prior. Coefficients are drawn evenly from their printed interval,
    from all positive or negative values up to ``largest`` where the text gives a sign, and from
    both where it gives none. Nothing is weighted afterwards.
    """
    import numpy as np
    import pandas as pd

    if prior not in PRIORS:
        raise ValueError(f"there is no prior “{prior}”; there are {', '.join(PRIORS)}")
    draw = partial(_block_of_surveys, prior=prior, within=limits(largest))
    parts = gather(draw, blocks(count, BLOCK, seed), scheduler, processes)
    return pd.DataFrame(dict(zip(PARAMETERS, np.concatenate(parts, axis=1), strict=True)))


def _block_of_surveys(block: Block, prior: str, within: Limits) -> np.ndarray:
    """Return a block of kept surveys, shape (parameters, surveys)."""
    import numpy as np

    rng, parts, found = block.rng(), [], 0
    while found < block.count:
        parts.append(_proposed(prior, within, rng))
        found += parts[-1].shape[1]
        if not found and len(parts) == HOPELESS:
            raise ValueError(f"of {HOPELESS * BATCH:,} surveys none agrees with what is printed")
    return np.concatenate(parts, axis=1)[:, : block.count]


def _proposed(prior: str, within: Limits, rng: np.random.Generator) -> np.ndarray:
    """Propose a batch and return what agrees with the text, shape (parameters, surveys).

    Each step draws for those only that the steps before have kept. Since all draws are
    independent this keeps the same surveys as drawing everything first, only sooner.
    """
    import numpy as np

    mediations = _with_culture(BATCH, rng, within)
    drawn = correlations(prior, _size(mediations), rng)
    # Some correlations of a prior may not exist; mediations have nothing to do with them.
    drawn |= {name: column[: _size(drawn)] for name, column in mediations.items()}
    for step in (_with_economy, _with_industry):
        drawn = step(drawn, rng, within)
    return np.stack([drawn[name] for name in PARAMETERS])


def _with_culture(size: int, rng: np.random.Generator, within: Limits) -> dict[str, np.ndarray]:
    """Draw mediations of which both steps are positive and significant.

    Joint significance of both steps is the test of MacKinnon et al. [1]_.

    References
    ----------
    .. [1] D. P. MacKinnon, C. M. Lockwood, J. M. Hoffman, S. G. West and V. Sheets, "A
       comparison of methods to test mediation and other intervening variable effects",
       *Psychological Methods* 7 (2002) 83-104.
    """
    drawn = {
        "a": rng.uniform(0, within.largest, size),
        "b": rng.uniform(0, within.largest, size),
        "direct": rng.uniform(-within.largest, within.largest, size),
    }
    first, second = narrative(drawn, within.respondents), culture(drawn, within.respondents)
    return _kept(
        drawn,
        _significant(first.t["a"], SIGNIFICANT, first.df)
        & _significant(second.t["b"], SIGNIFICANT, second.df),
    )


def _with_economy(
    given: Surveys, rng: np.random.Generator, within: Limits
) -> dict[str, np.ndarray]:
    """Draw effects of technology that are positive, and more so with adaptability."""
    size = _size(given)
    drawn = {
        **given,
        "economy_technology": rng.uniform(0, within.largest, size),
        "economy_algorithm": rng.uniform(-within.largest, within.largest, size),
        "economy_interaction": rng.uniform(0, within.largest, size),
    }
    fit = economy(drawn, within.respondents)
    return _kept(
        drawn,
        _significant(fit.t["economy_technology"], SIGNIFICANT, fit.df)
        & _significant(fit.t["economy_interaction"], SIGNIFICANT, fit.df),
    )


def _with_industry(
    given: Surveys, rng: np.random.Generator, within: Limits
) -> dict[str, np.ndarray]:
    """Draw effects on industry performance as printed; that of technology is free."""
    size = _size(given)
    drawn = {
        **given,
        "industry_policy": rng.uniform(within.policy.low, within.policy.high, size),
        "industry_technology": rng.uniform(-within.largest, within.largest, size),
        "industry_competition": rng.uniform(within.competition.low, within.competition.high, size),
    }
    fit = industry(drawn, within.respondents)
    return _kept(
        drawn,
        _significant(fit.t["industry_policy"], within.policy_p, fit.df)
        & _significant(-fit.t["industry_competition"], within.competition_p, fit.df),
    )


def _significant(t: Any, p: float, df: int) -> Any:
    """Tell where a coefficient is positive with a p-value below ``p``; NaN never is."""
    return t > critical(p, df)


def _kept(surveys: Surveys, keep: np.ndarray) -> dict[str, np.ndarray]:
    return {name: column[keep] for name, column in surveys.items()}


def _size(surveys: Surveys) -> int:
    return len(next(iter(surveys.values())))
