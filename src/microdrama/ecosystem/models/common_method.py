"""Whether the way of asking may explain the answers: Harman's one-factor check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.ecosystem.models.reliability import varying_items
from microdrama.ecosystem.models.requirements import ModelError

if TYPE_CHECKING:
    import pandas as pd


def one_factor_share(items: pd.DataFrame) -> float:
    """Return the share of all items' variance that one component explains.

    Harman's check of a common method: above one half, how the questions were asked may
    explain the answers as well as what was asked [1]_. Items that nobody answered, or that all
    complete respondents answered alike, are left out.

    Raises
    ------
    ModelError
        If fewer than three respondents are complete, or fewer than two items vary.

    References
    ----------
    .. [1] P. M. Podsakoff, S. B. MacKenzie, J.-Y. Lee and N. P. Podsakoff, "Common method
       biases in behavioral research", *Journal of Applied Psychology* 88 (2003) 879-903.
    """
    import numpy as np

    rows = items.dropna(axis="columns", how="all").dropna()
    n = len(rows)
    if rows.columns.empty:
        raise ModelError("nobody answered an item")
    if n < 3:
        raise ModelError(
            f"only {n} {'respondent' if n == 1 else 'respondents'} answered every item that "
            "anybody answered; 3 are the least that can carry this"
        )
    varying = varying_items(rows)
    if varying.shape[1] < 2:
        raise ModelError(
            f"all {n:,} respondents who answered every item answered "
            + ("each alike" if varying.columns.empty else f"each but {varying.columns[0]} alike")
        )
    values = np.linalg.eigvalsh(np.corrcoef(varying.to_numpy(), rowvar=False))
    return float(values[-1] / values.sum())
