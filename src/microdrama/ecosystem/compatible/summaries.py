"""What compatible surveys leave open: quantities of each, and their ranges over all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from microdrama.ecosystem.compatible.constraints import LARGEST, SIGNIFICANT, limits
from microdrama.ecosystem.compatible.drawing import surveys
from microdrama.ecosystem.compatible.parameters import Surveys
from microdrama.ecosystem.compatible.regressions import (
    critical,
    culture,
    economy,
    industry,
    variance_inflation,
)
from microdrama.evidence.intervals import CONFIDENCE, Interval
from microdrama.parallel import SEED

if TYPE_CHECKING:
    import pandas as pd

#: What the text leaves open: title, and what the number says.
QUANTITIES: Mapping[str, tuple[str, str]] = {
    "r2_industry": (
        "Explained variation in industry performance",
        "R²: share of the differences in industry performance that go with policy support, "
        "technology and competition together",
    ),
    "r_policy_industry": (
        "Policy support and industry performance, plain correlation",
        "correlation from −1 to 1, nothing else held equal",
    ),
    "beta_competition": (
        "Competition and industry performance, coefficient",
        "standard deviations of performance for one of competition, policy support and "
        "technology held equal",
    ),
    "r_competition_industry": (
        "Competition and industry performance, plain correlation",
        "correlation from −1 to 1, nothing else held equal",
    ),
    "r_policy_competition": (
        "Policy support and competition, plain correlation",
        "correlation from −1 to 1",
    ),
    "vif_policy": (
        "Overlap of policy support with technology and competition",
        "variance inflation factor: 1 without overlap, above 5 they are hard to tell apart",
    ),
    "beta_technology_industry": (
        "Technology and industry performance, coefficient",
        "standard deviations of performance for one of technology, policy support and "
        "competition held equal",
    ),
    "r2_economic": (
        "Explained variation in economic performance",
        "R²: share of the differences in economic performance that go with technology, "
        "algorithmic adaptability and their product",
    ),
    "interaction": (
        "Technology times algorithmic adaptability, coefficient",
        "how much steeper the effect of technology is, in standard deviations, where "
        "adaptability is one standard deviation higher",
    ),
    "partial_interaction": (
        "Share of the rest that the interaction explains",
        "partial R²: of the differences that technology and adaptability leave unexplained, the "
        "share that their product explains; Cohen's f² is this over what is then left",
    ),
    "indirect": (
        "Policy support on cultural influence by way of narrative",
        "a·b: standard deviations of influence for one of policy support",
    ),
    "total_effect": (
        "Policy support on cultural influence, all ways together",
        "standard deviations of influence for one of policy support",
    ),
    "share_mediated": (
        "Share of the effect that goes by way of narrative",
        "indirect over total effect; missing where the direct effect has the other sign, as a "
        "share of more than everything is none",
    ),
    "full_mediation": (
        "Surveys in which the direct part cannot be told from zero",
        "1 where the direct effect is not significant, else 0",
    ),
    "r_policy_culture": (
        "Policy support and cultural influence, plain correlation",
        "correlation from −1 to 1; with one mediator it is the total effect in standard deviations",
    ),
}


def quantities(surveys: Surveys, respondents: int) -> pd.DataFrame:
    """Compute what the text leaves open, for surveys given by their parameters.

    Parameters
    ----------
    surveys : mapping of str to array
        :data:`PARAMETERS` by name, one value a survey.
    respondents : int
        The sample.

    Returns
    -------
    pandas.DataFrame
        One row a survey, one column a quantity, as in :data:`QUANTITIES`.
    """
    import numpy as np
    import pandas as pd

    s = surveys
    p, t, c = (s[f"industry_{name}"] for name in ("policy", "technology", "competition"))
    economic, spread = economy(s, respondents), 1 + s["technology_algorithm"] ** 2
    added = s["economy_interaction"] ** 2 * spread
    effect, direct = s["a"] * s["b"], s["direct"]
    last = culture(s, respondents)
    found = {
        "r2_industry": industry(s, respondents).r2,
        "r_policy_industry": p + t * s["policy_technology"] + c * s["policy_competition"],
        "beta_competition": c,
        "r_competition_industry": (
            c + p * s["policy_competition"] + t * s["technology_competition"]
        ),
        "r_policy_competition": s["policy_competition"],
        "vif_policy": variance_inflation(s)[0],
        "beta_technology_industry": t,
        "r2_economic": economic.r2,
        "interaction": s["economy_interaction"],
        "partial_interaction": added / (added + 1 - economic.r2),
        "indirect": effect,
        "total_effect": effect + direct,
        "share_mediated": np.where(effect * direct >= 0, effect / (effect + direct), np.nan),
        "full_mediation": np.abs(last.t["direct"]) <= critical(SIGNIFICANT, last.df),
        "r_policy_culture": effect + direct,
    }
    return pd.DataFrame({name: np.atleast_1d(found[name]) for name in QUANTITIES}, dtype=float)


def sample(
    count: int,
    prior: str,
    seed: int = SEED,
    scheduler: str | None = None,
    processes: int | None = None,
    largest: float = LARGEST,
) -> pd.DataFrame:
    """Draw compatible surveys and return what differs between them.

    Parameters and errors are those of :func:`surveys`.

    Returns
    -------
    pandas.DataFrame
        One row a kept survey, one column a quantity, as in :data:`QUANTITIES`.
    """
    found = surveys(count, prior, seed, scheduler, processes, largest)
    return quantities(found, limits().respondents)


def summary(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the range of every quantity over compatible surveys.

    Parameters
    ----------
    frame : pandas.DataFrame
        As from :func:`sample`; missing shares are left out.

    Returns
    -------
    pandas.DataFrame
        One row a quantity; ``2.5%``, ``50%``, ``97.5%``, ``min``, ``max``, and ``mean``, which
        is a share of surveys where the quantity is 0 or 1.
    """
    shares = {"2.5%": (1 - CONFIDENCE) / 2, "50%": 0.5, "97.5%": (1 + CONFIDENCE) / 2}
    ends = frame.quantile(list(shares.values())).T.set_axis(list(shares), axis="columns")
    return ends.assign(min=frame.min(), max=frame.max(), mean=frame.mean())


def across(frames: Iterable[pd.DataFrame], quantity: str) -> Interval:
    """Return an interval that holds the middle 95% of a quantity under every prior.

    Parameters
    ----------
    frames : iterable of pandas.DataFrame
        As from :func:`sample`, one a prior.
    quantity : str
        One of :data:`QUANTITIES`.
    """
    ends = [summary(frame[[quantity]]).iloc[0] for frame in frames]
    low, high = min(end["2.5%"] for end in ends), max(end["97.5%"] for end in ends)
    return Interval(float(low), float(high))
