"""What if: the survey's coefficients carried into scenarios, with all that the text leaves open.

A scenario moves causes by some standard deviations; the model answers with a change of each
outcome. The coefficients are those of many surveys that agree with the text, so the answer is an
interval. Two causes act on each outcome, so its change is ``x·p + y·q``. The quantiles of that over
surveys depend on the direction of ``(x, y)`` and grow with its length. They are computed once for
each direction, and a reader can choose any length.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from microdrama.evidence.ledger import short
from microdrama.formulas import atan2, floor, sqrt, where
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt
    import numpy as np
    import pandas as pd

#: Directions of two causes to one right angle.
DIRECTIONS = 90

#: Quantiles that make the interval of a change.
QUANTILES = {"q_low": 0.025, "q_middle": 0.5, "q_high": 0.975}

#: The outcomes, in the order of the chart.
INDUSTRY, ECONOMY, CULTURE = "Industry performance", "Economic performance", "Cultural influence"


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


def changes(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return quantiles of the change of each outcome, by direction of its two causes.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Surveys that agree with the text, by what they assume.

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
    for prior, frame in frames.items():
        for outcome, causes in effects(frame).items():
            steps = np.arange(-DIRECTIONS if outcome == ECONOMY else 0, DIRECTIONS + 1)
            angles = steps / DIRECTIONS * np.pi / 2
            units = np.stack([np.cos(angles), np.sin(angles)])
            moved = np.quantile(np.stack(causes).T @ units, list(QUANTILES.values()), axis=0)
            parts.append(
                pd.DataFrame(dict(zip(QUANTILES, moved, strict=True))).assign(
                    outcome=outcome, prior=prior, direction=steps
                )
            )
    columns = ["outcome", "prior", "direction", *QUANTILES]
    return pd.concat(parts, ignore_index=True)[columns]


def _moves(settings: Any, row: Any) -> tuple[Any, Any]:
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
    x, y = _moves(settings, row)
    direction = floor(atan2(y, x) / (math.pi / 2) * DIRECTIONS + 0.5)
    return (row.prior == settings.correlations) & (row.direction == direction)


def moved(settings: Any, row: Any) -> dict[str, Any]:
    """Compute the change of a row's outcome under a scenario; on numbers and on symbols."""
    x, y = _moves(settings, row)
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
        "speaks": row.outcome == settings.told,
        "case": where(still, "still", where(open_, "open", "moved")),
    }


def what_if(
    frames: Mapping[str, pd.DataFrame],
    priors: Mapping[str, str],
    chart: Callable[[int], alt.TopLevelMixin],
) -> Explorer:
    """Return the explorer of scenarios; the default changes nothing.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Surveys that agree with the text, by prior.
    priors : mapping of str to str
        What a reader calls each prior.
    chart : callable
        From a width to a chart of ``outcome``, ``low``, ``value``, ``high``.
    """
    unit = "standard deviations"
    said = (
        "{outcome} goes with a change of {value:.2f} standard deviations; over all surveys that "
        "agree with the text (correlations among the causes: {belief}) the change lies between "
        "{low:.2f} and {high:.2f}"
    )
    outcomes = (INDUSTRY, ECONOMY, CULTURE)
    base = changes(frames)
    return Explorer(
        name="what-if",
        title="What would go with more support, less pressure, more training, deeper symbols?",
        alt=(
            "Three outcomes, each with its change as a mark and its interval as a line; a level "
            "line stands at zero. In the default nothing is moved, so all three stand at zero."
        ),
        controls=(
            Slider("policy", "More policy support", unit, 0, 2, 0.1, 0, ".1f"),
            Slider("competition", "Less pressure of competition", unit, 0, 2, 0.1, 0, ".1f"),
            Slider("training", "More training in algorithms", unit, 0, 2, 0.1, 0, ".1f"),
            Slider(
                "technology",
                "Technology of those who are trained",
                f"{unit} from average",
                -1,
                1,
                0.1,
                0,
                ".1f",
            ),
            Slider("depth", "More symbolic depth", unit, 0, 2, 0.1, 0, ".1f"),
            Choice("told", "Say the result for", tuple((name, name.lower()) for name in outcomes)),
            Choice("correlations", "Correlations among the causes", tuple(priors.items())),
        ),
        base=base.assign(belief=base["prior"].map(priors)),
        keep=nearest,
        derive=moved,
        chart=chart,
        sentences={
            "still": "{outcome} does not move: nothing that acts on it in the model is moved.",
            "moved": said + ".",
            "open": said + ", so not even its direction is settled.",
        },
        columns={
            "outcome": "Outcome",
            "value": "Change, standard deviations",
            "low": "At least",
            "high": "At most",
            "mark": "Kind of number",
        },
        sources=[f"surveys drawn to agree with everything that {short('wang2026')} prints"],
        kinds=("reconstructed", "assumed"),
        note="Associations in one model, not effects. Intervals hold 95% of the drawn surveys.",
    )
