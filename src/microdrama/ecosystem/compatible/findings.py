"""What compatible surveys show, in sentences, as text and for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem.compatible.constraints import LARGEST, limits
from microdrama.ecosystem.compatible.priors import PRIORS
from microdrama.ecosystem.compatible.summaries import QUANTITIES, across, summary
from microdrama.evidence.intervals import CONFIDENCE, WORDS

if TYPE_CHECKING:
    import pandas as pd

#: Names of the columns of a summary that a machine can use.
_KEYS = {"2.5%": "low", "50%": "median", "97.5%": "high"}


def as_json(frames_by_prior: Mapping[str, pd.DataFrame], seed: int) -> dict[str, Any]:
    """Return what compatible surveys leave open as plain data.

    Parameters
    ----------
    frames_by_prior : mapping of str to pandas.DataFrame
        As from :func:`sample`, by prior.
    seed : int
        Where their random numbers started.

    Returns
    -------
    dict
        ``n``, ``count``, ``seed``, ``finding``, and
        ``compatible.<prior>.<quantity>.{low,median,high,min,max,mean}``: the middle 95%, all,
        and the mean, which is a share where the quantity is 0 or 1. A quantity that no survey
        has is null.
    """
    count = len(next(iter(frames_by_prior.values())))
    spans = {prior: summary(frame) for prior, frame in frames_by_prior.items()}
    return {
        "n": limits().respondents,
        "count": count,
        "seed": seed,
        "finding": finding(frames_by_prior),
        "compatible": {
            prior: {
                name: None if span.loc[name].isna().any() else row
                for name, row in span.rename(columns=_KEYS).to_dict("index").items()
            }
            for prior, span in spans.items()
        },
    }


def as_text(frames_by_prior: Mapping[str, pd.DataFrame], seed: int) -> str:
    """Return what compatible surveys leave open as text: a table for each prior, the findings.

    Parameters
    ----------
    frames_by_prior, seed
        As in :func:`as_json`.
    """
    count = len(next(iter(frames_by_prior.values())))
    lines = [
        f"Surveys that agree with all that the text prints: {count:,} for each prior, seed {seed}",
        "They are drawn, not collected: nobody gave these answers.",
    ]
    for prior, frame in frames_by_prior.items():
        rows = summary(frame)[[*_KEYS, "mean"]].rename(index=lambda name: QUANTITIES[name][0])
        table = rows.to_string(na_rep="–", float_format="{:.3f}".format)
        lines += ["", f"{prior}: {PRIORS[prior]}", *(f"  {line}" for line in table.splitlines())]
    return "\n".join([*lines, "", finding(frames_by_prior), fullness(frames_by_prior), ""])


def finding(frames_by_prior: Mapping[str, pd.DataFrame], largest: float = LARGEST) -> str:
    """Say in one sentence what the printed numbers leave open, whatever the prior.

    Parameters
    ----------
    frames_by_prior : mapping of str to pandas.DataFrame
        As from :func:`sample`, by prior.
    largest : float
        The largest coefficient that they were drawn with.
    """
    frames = list(frames_by_prior.values())
    explained, plain = (across(frames, name) for name in ("r2_industry", "r_policy_industry"))
    low, high = (f"{end:.2f}".replace("-", "\N{MINUS SIGN}") for end in (plain.low, plain.high))
    ways = "With the one way" if len(frames) == 1 else f"With each of {WORDS[len(frames)]} ways"
    return (
        f"{ways} of drawing correlations, and coefficients drawn evenly up to {largest:g}, at "
        f"least {CONFIDENCE:.0%} of the surveys that agree with everything the text prints let "
        f"policy support, technology and competition explain between {explained.low:.0%} and "
        f"{explained.high:.0%} of the differences in industry performance, and at least "
        f"{CONFIDENCE:.0%} have a plain correlation of policy support with it between {low} and "
        f"{high}."
    )


def fullness(frames_by_prior: Mapping[str, pd.DataFrame]) -> str:
    """Say in how many compatible surveys the direct part of the mediation may be zero.

    Parameters
    ----------
    frames_by_prior : mapping of str to pandas.DataFrame
        As from :func:`sample`, by prior.
    """
    shares = [
        float(summary(frame[["full_mediation"]])["mean"].iloc[0])
        for frame in frames_by_prior.values()
    ]
    low, high = f"{min(shares):.0%}", f"{max(shares):.0%}"
    often = low if low == high else f"{low} to {high}"
    return (
        f"Does all of policy's effect on culture go by way of narrative? In {often} of the surveys "
        "drawn to agree with everything the text prints, what goes directly cannot be told from "
        "zero; in the others there is a direct part, or the two ways work against each other. The "
        "text reports none of these paths, so it leaves open which of them it found; the share "
        "itself comes from our way of drawing."
    )
