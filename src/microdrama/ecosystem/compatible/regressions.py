"""The regressions that a compatible survey implies, in closed form.

Everything is in standard deviations, so R², standard errors and p-values follow from correlations
and coefficients alone [1]_. All functions take one survey or arrays of many.

References
----------
.. [1] J. Cohen, P. Cohen, S. G. West and L. S. Aiken, *Applied Multiple Regression/Correlation
   Analysis for the Behavioral Sciences*, 3rd ed., 2003, chapters 3 and 7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from microdrama.ecosystem.compatible.parameters import Surveys


class Fit(NamedTuple):
    """A regression in closed form: R², t of each coefficient, residual degrees of freedom."""

    r2: Any
    t: Mapping[str, Any]
    df: int


def _t(beta: Any, vif: Any, r2: Any, df: int) -> Any:
    """Return t of a standardised coefficient; NaN where the model cannot exist."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return beta * np.sqrt(df / ((1 - r2) * vif))


def variance_inflation(surveys: Surveys) -> tuple[Any, Any, Any]:
    """Return the variance inflation factors of policy, technology and competition."""
    pt, pc, tc = (
        surveys[name]
        for name in ("policy_technology", "policy_competition", "technology_competition")
    )
    determinant = 1 - pt**2 - pc**2 - tc**2 + 2 * pt * pc * tc
    return (1 - tc**2) / determinant, (1 - pc**2) / determinant, (1 - pt**2) / determinant


def industry(surveys: Surveys, respondents: int) -> Fit:
    """Fit industry performance on policy support, technology and competition.

    Parameters
    ----------
    surveys : mapping
        :data:`PARAMETERS` by name.
    respondents : int
        The sample; more than four.
    """
    names = ("industry_policy", "industry_technology", "industry_competition")
    p, t, c = (surveys[name] for name in names)
    r2 = (
        p**2
        + t**2
        + c**2
        + 2 * p * t * surveys["policy_technology"]
        + 2 * p * c * surveys["policy_competition"]
        + 2 * t * c * surveys["technology_competition"]
    )
    df = respondents - 4
    vifs = variance_inflation(surveys)
    ts = {name: _t(surveys[name], vif, r2, df) for name, vif in zip(names, vifs, strict=True)}
    return Fit(r2, ts, df)


def economy(surveys: Surveys, respondents: int) -> Fit:
    """Fit economic performance on technology, algorithmic adaptability and their product.

    The product of two standardised normal variables is unrelated to both and has the variance
    ``1 + ρ²`` [1]_.

    References
    ----------
    .. [1] L. S. Aiken and S. G. West, *Multiple Regression: Testing and Interpreting
       Interactions*, 1991, appendix A.
    """
    t, a, product = (
        surveys[f"economy_{name}"] for name in ("technology", "algorithm", "interaction")
    )
    overlap = surveys["technology_algorithm"]
    vif, spread = 1 / (1 - overlap**2), 1 + overlap**2
    r2 = t**2 + a**2 + 2 * t * a * overlap + product**2 * spread
    df = respondents - 4
    ts = {
        "economy_technology": _t(t, vif, r2, df),
        "economy_algorithm": _t(a, vif, r2, df),
        "economy_interaction": _t(product, 1 / spread, r2, df),
    }
    return Fit(r2, ts, df)


def narrative(surveys: Surveys, respondents: int) -> Fit:
    """Fit symbolic narrative on policy support."""
    r2, df = surveys["a"] ** 2, respondents - 2
    return Fit(r2, {"a": _t(surveys["a"], 1.0, r2, df)}, df)


def culture(surveys: Surveys, respondents: int) -> Fit:
    """Fit cultural influence on symbolic narrative and policy support."""
    a, b, direct = surveys["a"], surveys["b"], surveys["direct"]
    r2, df, vif = b**2 + direct**2 + 2 * a * b * direct, respondents - 3, 1 / (1 - a**2)
    ts = {"b": _t(b, vif, r2, df), "direct": _t(direct, vif, r2, df)}
    return Fit(r2, ts, df)


#: The models of the text, in its order.
MODELS: tuple[Callable[[Surveys, int], Fit], ...] = (industry, economy, narrative, culture)


def p_values(surveys: Surveys, respondents: int) -> dict[str, Any]:
    """Return the two-sided p-value of every coefficient, by the name of the coefficient."""
    import numpy as np
    from scipy.stats import t

    fits = (model(surveys, respondents) for model in MODELS)
    return {name: 2 * t.sf(np.abs(value), fit.df) for fit in fits for name, value in fit.t.items()}


@lru_cache
def critical(p: float, df: int) -> float:
    """Return the size that t must exceed for a two-sided p-value below ``p``."""
    from scipy.stats import t

    return float(t.isf(p / 2, df))
