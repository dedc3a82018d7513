"""What if: the survey's coefficients carried into scenarios, with all that the text leaves open.

A scenario moves causes by some standard deviations; the model answers with a change of each
outcome. The coefficients are those of many surveys that agree with the text, so the answer is an
interval. Two causes act on each outcome, so its change is ``x·p + y·q``. The quantiles of that over
surveys depend on the direction of ``(x, y)`` and grow with its length. They are computed once for
each direction, and a reader can choose any length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microdrama.formulas import atan2, floor, sqrt, where

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: Directions of two causes to one right angle.
DIRECTIONS = 90

#: Quantiles that make the interval of a change.
QUANTILES = {"q_low": 0.025, "q_middle": 0.5, "q_high": 0.975}

#: The outcomes, in the order of the chart.
INDUSTRY, ECONOMY, CULTURE = "Industry performance", "Economic performance", "Cultural influence"
OUTCOMES = (INDUSTRY, ECONOMY, CULTURE)


def effects(surveys: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return, by outcome, what one standard deviation of each of its two causes does.

    Parameters
    ----------
    surveys : pandas.DataFrame
        Coefficients of surveys that agree with the text, one row each, in standard
        deviations: ``industry_policy``, ``industry_competition``, ``economy_algorithm``,
        ``economy_interaction``, ``a``, ``b``, ``direct``.

    Returns
    -------
    dict
        Industry performance: more policy support, *less* competition. Economic performance:
        more training in algorithms, and what each standard deviation of technology adds to
        that. Cultural influence: more policy support (directly and by way of symbols), more
        symbolic depth.
    """
    s = {name: surveys[name].to_numpy() for name in surveys}
    return {
        INDUSTRY: (s["industry_policy"], -s["industry_competition"]),
        ECONOMY: (s["economy_algorithm"], s["economy_interaction"]),
        CULTURE: (s["direct"] + s["a"] * s["b"], s["b"]),
    }


def changes(surveys_by_prior: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return quantiles of the change of each outcome, by direction of its two causes.

    Parameters
    ----------
    surveys_by_prior : mapping of str to pandas.DataFrame
        Surveys that agree with the text, by the prior of the correlations among the causes.

    Returns
    -------
    pandas.DataFrame
        ``outcome``, ``prior``, ``direction`` (in steps of a right angle in
        :data:`DIRECTIONS`) and ``q_low``, ``q_middle``, ``q_high``: the change when the causes
        move by one standard deviation in that direction. Technology can be low, so for
        economic performance directions start below zero.
    """
    import numpy as np
    import pandas as pd

    parts = []
    for prior, surveys in surveys_by_prior.items():
        for outcome, causes in effects(surveys).items():
            steps = np.arange(-DIRECTIONS if outcome == ECONOMY else 0, DIRECTIONS + 1)
            angles = steps / DIRECTIONS * np.pi / 2
            units = np.stack([np.cos(angles), np.sin(angles)])
            by_survey = np.stack(causes).T @ units
            quantiles = np.quantile(by_survey, list(QUANTILES.values()), axis=0)
            parts.append(
                pd.DataFrame(dict(zip(QUANTILES, quantiles, strict=True))).assign(
                    outcome=outcome, prior=prior, direction=steps
                )
            )
    columns = ["outcome", "prior", "direction", *QUANTILES]
    return pd.concat(parts, ignore_index=True)[columns]


def _displacement(settings: Any, row: Any) -> tuple[Any, Any]:
    """Return by how much a scenario moves the two causes of a row's outcome."""
    training = settings.training
    economic = (training, training * settings.technology)
    industrial = (settings.policy, settings.competition)
    cultural = (settings.policy, settings.depth)
    return tuple(
        where(row.outcome == ECONOMY, e, where(row.outcome == INDUSTRY, i, c))
        for e, i, c in zip(economic, industrial, cultural, strict=True)
    )


def nearest(settings: Any, row: Any) -> Any:
    """Tell whether a row's direction is the one nearest to the scenario's; numbers or symbols.

    A scenario that moves nothing has the angle zero.
    """
    x, y = _displacement(settings, row)
    direction = floor(atan2(y, x) / (math.pi / 2) * DIRECTIONS + 0.5)
    return (row.prior == settings.correlations) & (row.direction == direction)


def response(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the change of a row's outcome under a scenario; on numbers and on symbols."""
    x, y = _displacement(settings, row)
    length = sqrt(x * x + y * y)
    low, high = length * row.q_low, length * row.q_high
    # Not the length: the square of something very small is zero.
    still = (x == 0) & (y == 0)
    open_ = (low <= 0) & (high >= 0)
    return {
        "low": low,
        "value": length * row.q_middle,
        "high": high,
        "mark": where(still, "assumed", "reconstructed"),
        "speaks": row.outcome == settings.focus,
        "case": where(still, "still", where(open_, "open", "moved")),
    }
