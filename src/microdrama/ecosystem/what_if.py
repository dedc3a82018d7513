"""And if …? What the survey's models would show, each a formula in closed form.

Every function takes settings and rows, numbers in Python or symbols in Vega, so that an explorer
gives the same numbers in Jupyter and in the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from microdrama.ecosystem.reconstruction import assumptions
from microdrama.evidence.ledger import claim
from microdrama.formulas import log, normal_cdf, sqrt, where

if TYPE_CHECKING:
    import pandas as pd

#: 97.5% quantile of the standard normal distribution, for 95% intervals.
_Z = 1.959963984540054


def critical(df: Any) -> Any:
    """Return the 97.5% quantile of Student's t; on numbers and on symbols.

    The expansion of Cornish and Fisher to the fourth order [1]_; within 0.001 from 4 degrees
    of freedom on.

    References
    ----------
    .. [1] M. Abramowitz and I. A. Stegun, *Handbook of Mathematical Functions*, 1964, 26.7.5.
    """
    first = (_Z**3 + _Z) / 4
    second = (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / 96
    third = (3 * _Z**7 + 19 * _Z**5 + 17 * _Z**3 - 15 * _Z) / 384
    fourth = (79 * _Z**9 + 776 * _Z**7 + 1482 * _Z**5 - 1920 * _Z**3 - 945 * _Z) / 92160
    return _Z + (first + (second + (third + fourth / df) / df) / df) / df


def two_sided(t: Any, df: Any) -> Any:
    """Return the two-sided p-value of a t-value; on numbers and on symbols.

    The normal approximation of Wallace [1]_; within 0.001 from 4 degrees of freedom on.

    References
    ----------
    .. [1] D. L. Wallace, "Bounds on normal approximations to Student's and the chi-square
       distributions", *Annals of Mathematical Statistics* 30 (1959) 1121-1130.
    """
    size = sqrt(df * log(1 + t * t / df))
    return 2 * (1 - normal_cdf(size * (8 * df + 1) / (8 * df + 3)))


def regression_estimates(settings: Any, row: Any) -> dict[str, Any]:
    """Compute what a regression on three predictors shows; on numbers and on symbols.

    All predictors correlate alike and every score has the same reliability. Noise in the
    scores shrinks each correlation by the reliability, as Spearman showed; the coefficients
    follow from the shrunk correlations.
    """
    rho, reliable = settings.overlap, settings.reliability
    total = row.beta_sum
    seen = reliable * rho
    # With equal correlations the inverse of the correlation matrix has a closed form.
    own = reliable * (row.beta + rho * (total - row.beta))
    every = reliable * total * (1 + 2 * rho)
    estimate = (own - seen / (1 + 2 * seen) * every) / (1 - seen)
    inflated = (1 + seen) / ((1 - seen) * (1 + 2 * seen))
    # Explained variance: coefficients times correlations, summed over the predictors.
    squares = (
        reliable
        * reliable
        * (
            (1 - rho) * (1 - rho) * row.square_sum
            + (2 * rho * (1 - rho) + 3 * rho * rho) * total * total
        )
    )
    explained = (squares - seen / (1 + 2 * seen) * every * every) / (1 - seen)
    df = settings.respondents - 4
    error = sqrt((1 - explained) * inflated / df)
    t = estimate / error
    p = two_sided(t, df)
    return {
        "estimate": estimate,
        "low": estimate - critical(df) * error,
        "high": estimate + critical(df) * error,
        "p": p,
        "inflated": inflated,
        "explained": explained,
        # Away from the text's own case every coefficient rests on what was assumed.
        "mark": where((rho == 0) & (reliable == 1), row.kind, "assumed"),
        "case": where(p < 0.001, "below", "above"),
    }


def industry_betas() -> pd.DataFrame:
    """Return the coefficients of the text's own case, on industry performance.

    Returns
    -------
    pandas.DataFrame
        ``predictor``, ``beta``, ``kind``: the printed one is reported, the others are assumed.
    """
    import pandas as pd

    assumed = assumptions()
    betas = {
        "policy_support": (claim("wang2026-policy-beta").interval.middle, "reported"),
        "technological_maturity": (assumed["technology-industry"], "assumed"),
        "market_competition": (assumed["competition-industry"], "assumed"),
    }
    rows = [(name, *cells) for name, cells in betas.items()]
    return pd.DataFrame(rows, columns=["predictor", "beta", "kind"])


def slopes(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the slope of technology at each level of adaptability; numbers or symbols."""
    shrink = row.n / settings.respondents

    def at(level: Any) -> tuple[Any, Any]:
        away = level - row.centre
        variance = row.slope_variance + 2 * away * row.covariance + away * away * row.steep_variance
        return row.slope + away * row.interaction, sqrt(variance * shrink)

    width = critical(settings.respondents - 4)
    slope, error = at(row.level)
    chosen, chosen_error = at(settings.chosen_level)
    low, high = slope - width * error, slope + width * error
    chosen_low, chosen_high = chosen - width * chosen_error, chosen + width * chosen_error
    return {
        "value": slope,
        "low": low,
        "high": high,
        "apart": where(low > 0, "above zero", where(high < 0, "below zero", "may be zero")),
        "chosen": chosen,
        "chosen_low": chosen_low,
        "chosen_high": chosen_high,
        "case": where(chosen_low > 0, "apart", where(chosen_high < 0, "apart", "open")),
    }


def mediated(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the indirect effect of standardised paths; on numbers and on symbols.

    Standard errors follow from the paths and the number of respondents; that of the product
    is Sobel's [1]_, which is symmetric where a bootstrap is not.

    References
    ----------
    .. [1] M. E. Sobel, "Asymptotic confidence intervals for indirect effects in structural
       equation models", *Sociological Methodology* 13 (1982) 290-312.
    """
    a, b, direct, n = settings.a, settings.b, settings.direct, settings.respondents
    indirect, total = a * b, direct + a * b
    explained = b * b + direct * direct + 2 * a * b * direct
    possible = explained < 1
    left = where(possible, 1 - explained, 0.0001)
    a_error = sqrt((1 - a * a) / (n - 2))
    b_error = sqrt(left / ((1 - a * a) * (n - 3)))
    indirect_error = sqrt(a * a * b_error * b_error + b * b * a_error * a_error)
    beyond = 1 - total * total
    total_error = sqrt(where(beyond > 0, beyond, 0.0001) / (n - 2))
    value = _of_path(row, a, b, direct, indirect, total)
    error = _of_path(row, a_error, b_error, b_error, indirect_error, total_error)
    low, high = indirect - _Z * indirect_error, indirect + _Z * indirect_error
    own = (a == row.own_a) & (b == row.own_b) & (direct == row.own_direct)
    settled = where(indirect * direct < 0, "against", "mediated")
    return {
        "value": value,
        "low": value - _Z * error,
        "high": value + _Z * error,
        "indirect": indirect,
        "indirect_low": low,
        "indirect_high": high,
        "share": where(total == 0, 0, indirect / where(total == 0, 1, total)),
        "mark": where(own, row.kind, "assumed"),
        "case": where(possible, where((low > 0) | (high < 0), settled, "open"), "impossible"),
    }


def _of_path(row: Any, a: Any, b: Any, direct: Any, indirect: Any, total: Any) -> Any:
    """Return what belongs to the path of a row."""
    whole = where(row.path == "indirect", indirect, total)
    return where(
        row.path == "a", a, where(row.path == "b", b, where(row.path == "direct", direct, whole))
    )
