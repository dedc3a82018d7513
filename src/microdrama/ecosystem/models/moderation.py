"""Moderation: how the slope of one construct depends on the level of another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from microdrama.ecosystem.models.regression import predictors_of
from microdrama.ecosystem.models.requirements import (
    ModelError,
    complete,
    refuse_perfect_fit,
    variance_inflation,
)
from microdrama.evidence.intervals import CONFIDENCE

if TYPE_CHECKING:
    import pandas as pd
    from statsmodels.regression.linear_model import RegressionResults


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

    @classmethod
    def from_fit(cls, fit: RegressionResults) -> Moderation:
        """Return the moderation in a least-squares fit with the product of two predictors.

        Scores are centred afterwards, which changes no slope and makes the plain slope that at
        the moderator's mean [1]_. The Johnson-Neyman levels solve ``slope² = t² · variance``
        [2]_.

        Parameters
        ----------
        fit : statsmodels.regression.linear_model.RegressionResults
            For instance of ``smf.ols("outcome ~ focal * moderator", data)``.

        Raises
        ------
        ModelError
            If the fit has no product, or not exactly one; if some predictors determine another,
            or all of them the outcome.

        References
        ----------
        .. [1] L. S. Aiken and S. G. West, *Multiple Regression: Testing and Interpreting
           Interactions*, 1991.
        .. [2] D. J. Bauer and P. J. Curran, "Probing interactions in fixed and multilevel
           regression", *Multivariate Behavioral Research* 40 (2005) 373-400.
        """
        design = predictors_of(fit)
        product = _product_in(design)
        focal, moderator = product.split(":")
        centred = design.drop(columns=product).join(_product(design[focal], design[moderator]))
        variance_inflation(centred)
        refuse_perfect_fit(fit.rsquared, fit.model.endog_names, list(centred))
        mean, sd = design.mean(), design.std()
        slope, slope_se, covariance = _slope(fit, focal, product, mean[moderator])
        other, other_se, _ = _slope(fit, moderator, product, mean[focal])
        found = cls(
            n=int(fit.nobs),
            focal=focal,
            moderator=moderator,
            outcome=fit.model.endog_names,
            interaction=float(fit.params[product]),
            interaction_se=float(fit.bse[product]),
            interaction_p=float(fit.pvalues[product]),
            beta=float(
                fit.params[product] * sd[focal] * sd[moderator] / fit.model.endog.std(ddof=1)
            ),
            slope=slope,
            slope_se=slope_se,
            other=other,
            other_se=other_se,
            covariance=covariance,
            mean=float(mean[moderator]),
            sd=float(sd[moderator]),
            r2=float(fit.rsquared),
            df=int(fit.df_resid),
        )
        low, high = _johnson_neyman(found)
        return replace(found, jn_low=low, jn_high=high)


def _product_in(design: pd.DataFrame) -> str:
    """Return the one product of two predictors that a design has."""
    products = [name for name in design if name.count(":") == 1]
    if len(products) != 1:
        raise ModelError(f"a moderation has one product of predictors, and this {len(products)}")
    return products[0]


def _slope(
    fit: RegressionResults, name: str, product: str, level: float
) -> tuple[float, float, float]:
    """Return a slope at a level of the other predictor, its error, and its covariance.

    The covariance is that with the coefficient of the product.
    """
    covariances = fit.cov_params()
    steep, shared = covariances.loc[product, product], covariances.loc[name, product]
    variance = covariances.loc[name, name] + 2 * level * shared + level**2 * steep
    slope = fit.params[name] + level * fit.params[product]
    return float(slope), float(variance) ** 0.5, float(shared + level * steep)


def moderation(scores: pd.DataFrame, outcome: str, focal: str, moderator: str) -> Moderation:
    """Regress on a construct, a moderator and their product.

    Raises
    ------
    ModelError
        If the answers cannot carry the model.
    """
    import statsmodels.api as sm

    rows = complete(scores, [outcome, focal, moderator])
    design = rows[[focal, moderator]]
    variance_inflation(design.join(_product(rows[focal], rows[moderator])))
    design = design.assign(**{f"{focal}:{moderator}": rows[focal] * rows[moderator]})
    return Moderation.from_fit(sm.OLS(rows[outcome], sm.add_constant(design)).fit())


def _product(focal: pd.Series, moderator: pd.Series) -> pd.Series:
    """Return the product of two centred scores, which overlaps with them least."""
    return ((focal - focal.mean()) * (moderator - moderator.mean())).rename("their_product")


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
