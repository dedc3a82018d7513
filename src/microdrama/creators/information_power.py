"""What a number of interviews can support.

Two questions are kept apart. *How many interviews bring everything up?* has answers of the field:
saturation (Guest, Bunce and Johnson 2006; Hennink and Kaiser 2022) and information power
(Malterud, Siersma and Guassora 2016). *How likely is a view of few makers to be heard at all?* has
an answer by the binomial distribution, if makers were drawn at random, which nobody claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from microdrama.formulas import exp, log, where
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: A view counts as heard for certain from this probability on.
CERTAIN = 0.95

#: Shares for which the probability is drawn, %.
SHARES = range(1, 41)

#: How often a view is to be voiced, as the curves are called.
ONCE, TWICE = "heard at least once", "heard at least twice"


def dimensions() -> pd.DataFrame:
    """Return the five dimensions of information power and where the study stands on each."""
    return table("dimensions").sort_values("order", ignore_index=True)


def saturation() -> pd.DataFrame:
    """Return after how many interviews tests found saturation."""
    return table("saturation")


def independent(interviews: Any, group: Any, likeness: Any) -> Any:
    """Return how many interviews with strangers are worth as much as these.

    People who were found through each other resemble each other. With groups of one size and a
    correlation within them, the variance of a share is larger by Kish's design effect,
    1 + (size − 1) × correlation; the effective sample is smaller by as much.

    Parameters
    ----------
    interviews : number or symbol
        How many people were asked.
    group : number or symbol
        How many of them belong together, at least one.
    likeness : number or symbol
        The correlation of views within a group, 0 to 1.
    """
    return interviews / (1 + (group - 1) * likeness)


def chances(share: Any, people: Any) -> tuple[Any, Any]:
    """Return the probabilities that a view is voiced at least once, and at least twice.

    Binomial: 1 − (1 − p)ⁿ, and that less n·p·(1 − p)ⁿ⁻¹.

    Parameters
    ----------
    share : number or symbol
        The share of all makers who hold the view, above 0 and below 1.
    people : number or symbol
        Independent interviews, at least one.
    """
    silent = exp(people * log(1 - share))
    once = 1 - silent
    return once, once - people * share * silent / (1 - share)


def least_share(people: Any, certain: float = CERTAIN) -> Any:
    """Return the smallest share of makers whose view is heard with the given probability.

    The same number bounds the share who may think otherwise where no interview says so.

    Parameters
    ----------
    people : number or symbol
        Independent interviews, at least one.
    certain : float
        The probability asked for.
    """
    return 1 - exp(log(1 - certain) / people)


def curves() -> pd.DataFrame:
    """Return a row for each share (%) and each curve; ``first`` marks the first row of a curve."""
    import pandas as pd

    return pd.DataFrame(
        [
            {"share": share, "curve": curve, "first": share == SHARES[0]}
            for share in SHARES
            for curve in (ONCE, TWICE)
        ]
    )


def heard(settings: Any, row: Any) -> dict[str, Any]:
    """Return how likely a view is to be heard, for the shares of a curve and for one share.

    Parameters
    ----------
    settings : object
        ``interviews``, ``held`` (share of makers who hold the view, %), ``group`` and
        ``likeness``; see :func:`independent`.
    row : object
        ``share``, in %, and ``curve``, :data:`ONCE` or :data:`TWICE`.
    """
    people = independent(settings.interviews, settings.group, settings.likeness)
    once, twice = chances(row.share / 100, people)
    at_once, at_twice = chances(settings.held / 100, people)
    alike, upper = people < settings.interviews, row.curve == ONCE
    return {
        "independent": people,
        "chance": where(upper, once, twice),
        "at_once": at_once,
        "at_twice": at_twice,
        "at_chance": where(upper, at_once, at_twice),
        "least": 100 * least_share(people),
        "case": where(
            at_once > 0.995,
            where(alike, "sure-alike", "sure"),
            where(alike, "alike", "strangers"),
        ),
    }
