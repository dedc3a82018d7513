"""What a probability without its base rate can say, and what it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from microdrama.formulas import where

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.evidence.ledger import Claim

#: Steps of the base rate along the axis.
_STEPS = 100


def base_rates(printed: Claim) -> pd.DataFrame:
    """Return every base rate along an axis, with the printed probability.

    Parameters
    ----------
    printed : Claim
        The probability of a strong effect, given localised creation.

    Returns
    -------
    pandas.DataFrame
        ``overall`` (the base rate) and ``given`` (the printed probability), in percent.
    """
    import pandas as pd

    rates = [float(step) for step in range(_STEPS + 1)]
    return pd.DataFrame({"overall": rates, "given": printed.interval.middle})


def rate_without(settings: Any, row: Any, overall: Any) -> Any:
    """Return the chance of a strong effect without localisation, in percent.

    By the law of total probability: the overall rate is that of localised and of other
    dramas, each weighted by its share. On numbers and on symbols.
    """
    share = settings.localised / 100
    return (overall - share * row.given) / (1 - share)


def possible(settings: Any, row: Any) -> Any:
    """Tell which base rates can be: the others would need a chance from 0 to 100 percent."""
    value = rate_without(settings, row, row.overall)
    return (value >= 0) & (value <= 100)


def comparison(settings: Any, row: Any) -> dict[str, Any]:
    """Compute what the printed chance means at each base rate; on numbers and on symbols.

    Parameters
    ----------
    settings : namespace
        ``base_rate`` (overall chance of a strong effect, in percent) and ``localised`` (share
        of localised dramas, in percent).
    row : namespace
        ``overall`` (a base rate on the axis, in percent) and ``given`` (the printed
        probability, in percent).

    Returns
    -------
    dict
        ``value`` and ``at`` (chance without localisation at the base rate of the row and at
        the chosen one, in percent), ``apart`` (points between the two chances), ``least``
        and ``most`` (base rates that can be) and ``case``.
    """
    share = settings.localised / 100
    at = rate_without(settings, row, settings.base_rate)
    apart = row.given - at
    return {
        "value": rate_without(settings, row, row.overall),
        "at": at,
        "apart": where(apart < 0, -apart, apart),
        "least": share * row.given,
        "most": share * row.given + (1 - share) * 100,
        "case": where(
            (at < 0) | (at > 100),
            "impossible",
            where(apart > 0.05, "more", where(apart < -0.05, "less", "none")),
        ),
    }
