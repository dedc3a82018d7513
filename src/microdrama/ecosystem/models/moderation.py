"""Moderation: how the slope of one construct depends on the level of another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from microdrama.ecosystem.models.requirements import (
    complete,
    refuse_perfect_fit,
    variance_inflation,
)
from microdrama.evidence.intervals import CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Moderation:
    """How the slope of one construct depends on the level of another.

    Parameters
    ----------
    n : int
        Respondents.
    focal, moderator, outcome : str
        Constructs.
    interaction, interaction_se, interaction_p : float
        Coefficient of the product of the centred scores.
    beta : float
        The same with all three scores standardised.
    slope, slope_se : float
        Slope of the focal construct at the mean of the moderator.
    other, other_se : float
        Slope of the moderator at the mean of the focal construct.
    covariance : float
        Covariance of slope and interaction.
    mean, sd : float
        Of the moderator.
    r2 : float
        Explained share of variance.
    df : int
        Residual degrees of freedom.
    jn_low, jn_high : float or None
        Levels of the moderator at which the slope starts or stops to differ from zero
        (Johnson-Neyman); None where there is no such level.
    """

    n: int
    focal: str
    moderator: str
    outcome: str
    interaction: float
    interaction_se: float
    interaction_p: float
    beta: float
    slope: float
    slope_se: float
    other: float
    other_se: float
    covariance: float
    mean: float
    sd: float
    r2: float
    df: int
    jn_low: float | None = None
    jn_high: float | None = None

    @property
    def critical(self) -> float:
        """Standard errors that a slope must lie away from zero to be told from it."""
        from scipy.stats import t

        return float(t.isf((1 - CONFIDENCE) / 2, self.df))

    def slope_at(self, level: float) -> tuple[float, float]:
        """Return slope and standard error at a level of the moderator."""
        away = level - self.mean
        variance = self.slope_se**2 + 2 * away * self.covariance + away**2 * self.interaction_se**2
        return self.slope + away * self.interaction, variance**0.5


def moderation(scores: pd.DataFrame, outcome: str, focal: str, moderator: str) -> Moderation:
    """Regress on a construct, a moderator and their product.

    Scores are centred first, which changes no slope and makes the plain slope that at the
    moderator's mean [1]_. The Johnson-Neyman levels solve ``slope² = t² · variance`` [2]_.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.

    References
    ----------
    .. [1] L. S. Aiken and S. G. West, *Multiple Regression: Testing and Interpreting
       Interactions*, 1991.
    .. [2] D. J. Bauer and P. J. Curran, "Probing interactions in fixed and multilevel
       regression", *Multivariate Behavioral Research* 40 (2005) 373-400.
    """
    import statsmodels.api as sm

    rows = complete(scores, [outcome, focal, moderator])
    centred = rows - rows.mean()
    design = centred[[focal, moderator]].assign(their_product=centred[focal] * centred[moderator])
    variance_inflation(design)
    fit = sm.OLS(rows[outcome], sm.add_constant(design)).fit()
    refuse_perfect_fit(fit.rsquared, outcome, list(design))
    b, se, sd = fit.params, fit.bse, rows.std()
    covariance = float(fit.cov_params().loc[focal, "their_product"])
    found = Moderation(
        n=len(rows),
        focal=focal,
        moderator=moderator,
        outcome=outcome,
        interaction=float(b["their_product"]),
        interaction_se=float(se["their_product"]),
        interaction_p=float(fit.pvalues["their_product"]),
        beta=float(b["their_product"] * sd[focal] * sd[moderator] / sd[outcome]),
        slope=float(b[focal]),
        slope_se=float(se[focal]),
        other=float(b[moderator]),
        other_se=float(se[moderator]),
        covariance=covariance,
        mean=float(rows[moderator].mean()),
        sd=float(sd[moderator]),
        r2=float(fit.rsquared),
        df=int(fit.df_resid),
    )
    low, high = _johnson_neyman(found)
    return replace(found, jn_low=low, jn_high=high)


def _johnson_neyman(found: Moderation) -> tuple[float | None, float | None]:
    """Return the levels at which the slope lies just as far from zero as can be told."""
    critical = found.critical**2
    ends = _roots(
        found.interaction**2 - critical * found.interaction_se**2,
        2 * (found.slope * found.interaction - critical * found.covariance),
        found.slope**2 - critical * found.slope_se**2,
    )
    low, high = (None if end is None else end + found.mean for end in ends)
    return low, high


def _roots(a: float, b: float, c: float) -> tuple[float | None, float | None]:
    """Return the real roots of ``a·w² + b·w + c`` in rising order; None where there are none."""
    if a == 0 or (inside := b**2 - 4 * a * c) < 0:
        return None, None
    ends = sorted(((-b - inside**0.5) / (2 * a), (-b + inside**0.5) / (2 * a)))
    return ends[0], ends[1]
