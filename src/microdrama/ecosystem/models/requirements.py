"""What answers must have to carry a model: enough respondents, and scores that differ.

What they lack raises :class:`ModelError` with one sentence that a student can act on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: Smallest eigenvalue of a correlation matrix, and share of variance left over, that a computer
#: can still tell from zero.
COLLINEAR = 1e-8


class ModelError(ValueError):
    """A model cannot be computed from these answers."""


def complete(scores: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the respondents with a score on all of some constructs.

    Raises
    ------
    ModelError
        If a construct is missing or constant, or too few respondents are left.
    """
    absent = [name for name in names if name not in scores or scores[name].isna().all()]
    if absent:
        raise ModelError(f"nobody answered {_listed(absent)}")
    rows = scores[list(names)].dropna()
    if len(rows) < len(names) + 2:
        raise ModelError(
            f"only {len(rows)} {'respondent' if len(rows) == 1 else 'respondents'} answered "
            f"{_listed(names)}; "
            f"{len(names) + 2} are the least that can carry this"
        )
    constant = [name for name in names if rows[name].max() == rows[name].min()]
    if constant:
        raise ModelError(f"every respondent has the same score on {_listed(constant)}")
    return rows


def variance_inflation(predictors: pd.DataFrame) -> np.ndarray:
    """Return the variance inflation factor of each predictor.

    The diagonal of the inverse of their correlation matrix.

    Raises
    ------
    ModelError
        If some predictors determine another.
    """
    import numpy as np

    # The product of two scores can be constant where they say the same thing.
    with np.errstate(divide="ignore", invalid="ignore"):
        correlations = np.atleast_2d(np.corrcoef(predictors.to_numpy(), rowvar=False))
    same = list(predictors)
    if np.isfinite(correlations).all():
        values, vectors = np.linalg.eigh(correlations)
        if values[0] >= COLLINEAR:
            return np.diag(np.linalg.inv(correlations))
        same = [name for name, part in zip(same, vectors[:, 0], strict=True) if abs(part) > 1e-3]
    raise ModelError(
        f"{_listed(same)} say the same thing: one of them follows from the others, "
        "so their effects cannot be told apart"
    )


def refuse_perfect_fit(r2: float, outcome: str, predictors: Sequence[str]) -> None:
    """Refuse a model that leaves nothing over: its errors would be those of the computer.

    Raises
    ------
    ModelError
        If the predictors determine the outcome.
    """
    if r2 > 1 - COLLINEAR:
        raise ModelError(
            f"{_listed([outcome])} follows from {_listed(predictors)} to the last digit, so "
            "nothing is left to test an effect against"
        )


def _listed(names: Sequence[str]) -> str:
    words = [name.replace("_", " ").replace(":", " x ") for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
