"""All paths at once: a recursive path model fitted by maximum likelihood, in closed form.

Without loops and with independent errors the likelihood falls apart into one factor an equation,
so least squares, equation by equation, is maximum likelihood [1]_.

References
----------
.. [1] K. A. Bollen, *Structural Equations with Latent Variables*, 1989, chapter 4.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from microdrama.ecosystem.models.requirements import complete, variance_inflation

if TYPE_CHECKING:
    import pandas as pd

#: Predictors of each outcome.
Equations = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Paths:
    """A structural equation model of the constructs' scores.

    Parameters
    ----------
    n : int
        Respondents.
    paths : pandas.DataFrame
        ``outcome``, ``predictor``, ``estimate``, ``beta``, ``se``, ``z``, ``p``.
    fit : mapping of str to float
        ``chi2``, ``dof``, ``p``, ``cfi``, ``tli``, ``rmsea``.
    """

    n: int
    paths: pd.DataFrame
    fit: Mapping[str, float]


def path_model(scores: pd.DataFrame, equations: Equations) -> Paths:
    """Fit all paths at once by maximum likelihood.

    Parameters
    ----------
    scores : pandas.DataFrame
        One column a construct.
    equations : mapping of str to sequence of str
        Predictors of each outcome; a predictor ``one:other`` is the product of two standardised
        scores.

    Returns
    -------
    Paths
        Of standardised scores. Those of outcomes that explain others come first.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.
    graphlib.CycleError
        If outcomes explain one another, so that the model is not recursive.
    """
    rows = _standardised(scores, equations)
    # An outcome that follows from others leaves no likelihood.
    variance_inflation(rows)
    covariances = rows.cov(ddof=0)
    estimates = {outcome: _least_squares(covariances, outcome, equations) for outcome in equations}
    implied = _implied(covariances, estimates)
    chi2 = len(rows) * (_log_determinant(implied) - _log_determinant(covariances))
    return Paths(
        len(rows),
        _table(estimates, implied, len(rows)),
        _fit(covariances, equations, len(rows), chi2),
    )


def _standardised(scores: pd.DataFrame, equations: Equations) -> pd.DataFrame:
    """Return the variables of a model, complete and standardised, the products as they come."""
    named = {name for predictors in equations.values() for name in predictors} | set(equations)
    rows = complete(scores, sorted({part for name in named for part in name.split(":")}))
    rows = (rows - rows.mean()) / rows.std()
    for name in sorted(name for name in named if ":" in name):
        one, other = name.split(":")
        rows[name] = rows[one] * rows[other]
    return rows


def _least_squares(covariances: pd.DataFrame, outcome: str, equations: Equations) -> pd.Series:
    """Return the coefficients of one equation."""
    import numpy as np
    import pandas as pd

    predictors = list(equations[outcome])
    among, with_outcome = (covariances.loc[predictors, of] for of in (predictors, outcome))
    return pd.Series(np.linalg.solve(among, with_outcome), predictors)


def _implied(covariances: pd.DataFrame, estimates: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Return the covariances that the model implies, those of what nothing explains as they are.

    Each outcome is worked out from its predictors, so these must come before it.
    """
    implied = covariances.copy()
    before = TopologicalSorter({outcome: b.index for outcome, b in estimates.items()})
    known = [name for name in covariances if name not in estimates]
    for outcome in before.static_order():
        if outcome not in estimates:
            continue
        b = estimates[outcome]
        unexplained = covariances.loc[outcome, outcome] - b @ covariances.loc[b.index, outcome]
        with_known = b @ implied.loc[b.index, known]
        implied.loc[outcome, known] = implied.loc[known, outcome] = with_known
        implied.loc[outcome, outcome] = b @ implied.loc[b.index, b.index] @ b + unexplained
        known.append(outcome)
    return implied


def _table(estimates: Mapping[str, pd.Series], implied: pd.DataFrame, n: int) -> pd.DataFrame:
    """Return every path with its error, those of outcomes that explain others first.

    Errors are those of the expected information: what an equation leaves unexplained, times the
    inverse of its predictors' implied covariances, over the respondents.
    """
    import numpy as np
    import pandas as pd
    from scipy.stats import norm

    explaining = {name for b in estimates.values() for name in b.index}
    parts = []
    for outcome in sorted(estimates, key=lambda outcome: outcome not in explaining):
        b = estimates[outcome]
        among = implied.loc[b.index, b.index]
        unexplained = implied.loc[outcome, outcome] - b @ among @ b
        spread = np.sqrt(np.diag(among) / implied.loc[outcome, outcome])
        se = np.sqrt(unexplained * np.diag(np.linalg.inv(among)) / n)
        part = {"outcome": outcome, "predictor": b.index, "estimate": b, "beta": b * spread}
        parts.append(pd.DataFrame({**part, "se": se, "z": b / se}).reset_index(drop=True))
    table = pd.concat(parts, ignore_index=True)
    return table.assign(p=2 * norm.sf(table["z"].abs()))


def _fit(covariances: pd.DataFrame, equations: Equations, n: int, chi2: float) -> dict[str, float]:
    """Return the measures of fit of a path model, beside a model without any path.

    Both models take the variances and covariances of what nothing explains as they are, so
    these leave no degree of freedom, as in lavaan. A model without a degree of freedom fits, and
    cannot be tested.
    """
    from scipy.stats import chi2 as distribution

    outcomes = list(equations)
    given = covariances.columns.difference(outcomes)
    apart = sum(math.log(covariances.loc[name, name]) for name in outcomes)
    among = _log_determinant(covariances.loc[given, given])
    base = n * (apart + among - _log_determinant(covariances))
    base_dof = len(outcomes) * len(given) + len(outcomes) * (len(outcomes) - 1) // 2
    dof = base_dof - sum(map(len, equations.values()))
    over, base_over = max(chi2 - dof, 0.0), max(base - base_dof, 0.0)
    return {
        "chi2": chi2,
        "dof": float(dof),
        "p": float(distribution.sf(chi2, dof)) if dof else math.nan,
        "cfi": 1 - over / max(over, base_over) if over or base_over else 1.0,
        "tli": (base / base_dof - chi2 / dof) / (base / base_dof - 1) if dof else math.nan,
        "rmsea": (over / (dof * (n - 1))) ** 0.5 if dof else 0.0,
    }


def _log_determinant(covariances: pd.DataFrame) -> float:
    import numpy as np

    return float(np.linalg.slogdet(covariances)[1])
