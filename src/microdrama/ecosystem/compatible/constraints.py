"""What every compatible survey keeps to: the printed sample, signs, intervals and p-values."""

from __future__ import annotations

from dataclasses import dataclass

from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import claim

#: What *significant* means where the text prints no p-value.
SIGNIFICANT = 0.05

#: Largest standardised coefficient that is drawn, unless a caller wants another. Only among
#: predictors that overlap is there a larger one.
LARGEST = 1.0


@dataclass(frozen=True)
class Limits:
    """What every kept survey keeps to.

    Parameters
    ----------
    respondents : int
        The printed sample.
    policy, competition : Interval
        Printed coefficients on industry performance, cut at ``largest`` where one is open.
    policy_p, competition_p : float
        What their p-values are below, as printed.
    largest : float
        Ours: how far from zero a coefficient is drawn of which no size is printed.
    """

    respondents: int
    policy: Interval
    policy_p: float
    competition: Interval
    competition_p: float
    largest: float


def limits(largest: float = LARGEST) -> Limits:
    """Read from the ledger what every kept survey agrees with.

    Raises
    ------
    ValueError
        If the largest coefficient is not positive.
    """
    if not largest > 0:
        raise ValueError(f"the largest coefficient is more than zero; {largest} is not")
    competition = claim("wang2026-competition-beta").interval
    return Limits(
        respondents=round(claim("wang2026-sample-n").interval.middle),
        policy=claim("wang2026-policy-beta").interval,
        policy_p=claim("wang2026-policy-p").interval.high,
        competition=Interval(max(competition.low, -largest), min(competition.high, largest)),
        competition_p=claim("wang2026-competition-p").interval.high,
        largest=largest,
    )
