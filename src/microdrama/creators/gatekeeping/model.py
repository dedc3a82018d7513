"""The expected course of variety, in closed form.

A script is of a kind: how quickly it engages and how original it is, each in five steps. At the
start all kinds are equally common. A feed scores a kind by ``w`` times its quick engagement plus
``1 − w`` times its originality. Luck makes up for what a script lacks against the best: with luck
that is exponentially distributed with mean ``noise``, a script is taken for one of the best with
probability ``exp(−gap / noise)``; call that its pull.

In each round an adapting maker chooses between going on as before, with weight 1, and the feed,
with weight ``s`` times the mean pull of its scripts; each script in it counts by its pull, as in
Luce's rule of choice [1]_. For many makers the share ``x`` of a kind then becomes
``x(1 + s·pull)`` over the sum of that over all kinds: the discrete replicator equation [2]_, or
Wright and Fisher's model of selection without its chance. So ``x ∝ (1 + s·pull)^t`` after ``t``
rounds, and no step has to be simulated. A share of makers never adapts: their scripts are counted
among what is made, but the feed that others copy from does not show them. :mod:`.simulation` has a
finite number of makers, and can let these scripts into the feed.

The formula runs on numbers and on symbols, so the published page computes it without a kernel.

References
----------
.. [1] Luce, R. D. (1959). Individual Choice Behavior. Wiley.
.. [2] Hofbauer, J. and Sigmund, K. (1998). Evolutionary Games and Population Dynamics, chapter 7.
   Cambridge University Press.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from microdrama.formulas import exp, kept, log, plain, where

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: Steps of each trait, and all pairs of quick engagement and originality.
LEVELS = (0.0, 0.25, 0.5, 0.75, 1.0)
PAIRS = tuple((engagement, originality) for engagement in LEVELS for originality in LEVELS)

#: Rounds of the explorer.
HORIZON = 100

#: Whether a script that has more of one trait must have less of the other.
COMPETE, COMBINE = "compete", "combine"

#: What a metric can put first: where traits combine (weight on both, on one), where they compete.
WINNERS = ("both", "quick_any", "original_any", "quick", "original", "tied")


@dataclass(frozen=True)
class Setting:
    """What is assumed; nothing of it is measured.

    Parameters
    ----------
    weight : float
        Weight of quick engagement in the feed's metric, 0 to 1; the rest is on originality.
    imitation : float
        Weight of a feed full of the best scripts against going on as before; 0 or more.
    noise : float
        Mean luck of a script, in units of the score; above 0.
    unmoved : float
        Share of makers who do not adapt, 0 to 1.
    traits : str
        :data:`COMPETE`: the two traits of a script sum to one at most. :data:`COMBINE`: a script
        may have both in full.

    Raises
    ------
    ValueError
        If one of them lies outside its range.
    """

    weight: float = 0.8
    imitation: float = 0.1
    noise: float = 0.2
    unmoved: float = 0.1
    traits: str = COMPETE

    def __post_init__(self) -> None:
        for name, value, high in (
            ("weight", self.weight, 1),
            ("imitation", self.imitation, float("inf")),
            ("unmoved", self.unmoved, 1),
        ):
            if not 0 <= value <= high:
                raise ValueError(f"{name} lies between 0 and {high}, not at {value}")
        if not self.noise > 0:
            raise ValueError(f"noise is above 0, not {self.noise}; a thousandth is as good as none")
        if self.traits not in (COMPETE, COMBINE):
            raise ValueError(f"traits are “{COMPETE}” or “{COMBINE}”, not “{self.traits}”")


# ---- on numbers and on symbols -----------------------------------------------------------------


def _presence(settings: Any) -> list[Any]:
    """Return 1 for each pair of traits that a script may have, else 0."""
    either = where(settings.traits == COMBINE, 1, 0)
    return [1 if sum(pair) <= 1 else either for pair in PAIRS]


def _pulls(settings: Any) -> list[Any]:
    """Return the chance of each pair of traits to be taken for one of the best."""
    w, combine = settings.weight, settings.traits == COMBINE
    best = where(combine, 1, where(w > 0.5, w, 1 - w))
    gaps = [w * engagement + (1 - w) * originality - best for engagement, originality in PAIRS]
    # A pair that there is not would be better than the best, and would outgrow every number.
    return [
        exp(gap / settings.noise)
        if sum(pair) <= 1
        else where(combine, exp(where(combine, gap, 0) / settings.noise), 0)
        for pair, gap in zip(PAIRS, gaps, strict=True)
    ]


class _Course:
    """Shares of kinds over rounds, with what is used more than once kept in columns."""

    def __init__(self, settings: Any, columns: dict[str, Any]) -> None:
        s = settings.imitation
        self.columns, self.unmoved = columns, settings.unmoved
        self.present = [self._keep(f"present_{k}", p) for k, p in enumerate(_presence(settings))]
        self.kinds = self._keep("kinds", sum(self.present))
        # Growth in one round, against that of the best: in between nothing overflows.
        self.growth = [
            self._keep(f"growth_{k}", (1 + s * pull) / (1 + s))
            for k, pull in enumerate(_pulls(settings))
        ]

    def _keep(self, name: str, value: Any) -> Any:
        return kept(self.columns, name, value)

    def shares(self, elapsed: Any, when: str) -> list[Any]:
        """Return the share of each pair of traits after some rounds."""
        unscaled = [
            self._keep(f"{when}_size_{k}", present * growth**elapsed)
            for k, (present, growth) in enumerate(zip(self.present, self.growth, strict=True))
        ]
        total = self._keep(f"{when}_total", sum(unscaled))
        steady = self.unmoved / self.kinds
        return [
            self._keep(f"{when}_{k}", steady * present + (1 - self.unmoved) * size / total)
            for k, (present, size) in enumerate(zip(self.present, unscaled, strict=True))
        ]

    def variety(self, shares: list[Any], order: Any) -> Any:
        """Return the effective number of kinds of order 1 (Shannon) or 2 (Simpson)."""
        entropy = -sum(p * log(where(p > 0, p, 1)) for p in shares)
        return where(order == "shannon", exp(entropy), 1 / sum(p * p for p in shares))


def _originality(shares: list[Any]) -> Any:
    """Return the originality of all scripts together, by the share of each pair of traits."""
    return sum(p * originality for p, (_, originality) in zip(shares, PAIRS, strict=True))


def course(settings: Any, row: Any) -> dict[str, Any]:
    """Compute variety and originality after some rounds; on numbers and on symbols.

    Parameters
    ----------
    settings : namespace
        As for :class:`Setting`, and ``order``: ``simpson`` or ``shannon``.
    row : namespace
        ``elapsed``: rounds that have passed.

    Returns
    -------
    dict
        ``kinds`` (number of them), ``variety`` (effective number of kinds), ``half`` (half of
        what there was), ``turns`` (whether this is the first round with half or less),
        ``originality`` (mean); ``last_variety``, ``last_originality`` (after :data:`HORIZON`
        rounds) and ``first_originality``; ``case`` (which sentence to say: ``still``, or
        ``halved`` or ``open`` with one of :data:`WINNERS`) and ``speaks``.
    """
    columns: dict[str, Any] = {}
    model, elapsed = _Course(settings, columns), plain(row.elapsed)
    now = model.shares(elapsed, "now")
    before = model.shares(where(elapsed > 0, elapsed - 1, 0), "before")
    last = model.shares(HORIZON, "last")
    half = model.kinds / 2
    variety = kept(columns, "variety", model.variety(now, settings.order))
    halved = variety <= half
    still = (settings.imitation == 0) | (settings.unmoved == 1)
    found = {
        "kinds": model.kinds,
        "variety": variety,
        "half": half,
        "turns": halved & (model.variety(before, settings.order) > half),
        "originality": _originality(now),
        "last_variety": model.variety(last, settings.order),
        # At the start all kinds are equally common.
        "first_originality": _originality(model.present) / model.kinds,
        "last_originality": _originality(last),
        "case": where(
            still, "still", where(halved, _case(settings, "halved"), _case(settings, "open"))
        ),
        "speaks": halved | (elapsed == HORIZON),
    }
    # What was kept under the name of a result is that result.
    return {**columns, **{name: value for name, value in found.items() if name not in columns}}


def _case(settings: Any, outcome: str) -> Any:
    """Name the sentence to say of an outcome, by what the metric puts first."""
    w = settings.weight
    both, quick_any, original_any, quick, original, tied = (f"{outcome}_{won}" for won in WINNERS)
    combined = where(w == 1, quick_any, where(w == 0, original_any, both))
    competing = where(w > 0.5, quick, where(w < 0.5, original, tied))
    return where(settings.traits == COMBINE, combined, competing)


# ---- on numbers alone --------------------------------------------------------------------------


def kinds(setting: Setting) -> pd.DataFrame:
    """Return the kinds of script that there are, with their traits and their pull.

    Parameters
    ----------
    setting : Setting
        What is assumed.

    Returns
    -------
    pandas.DataFrame
        ``engagement``, ``originality`` and ``pull``; 15 rows, or 25 where traits combine.
    """
    import pandas as pd

    table = pd.DataFrame(PAIRS, columns=["engagement", "originality"])
    table["pull"] = [float(pull) for pull in _pulls(setting)]
    return table[pd.Series(_presence(setting)) == 1].reset_index(drop=True)


def shares(setting: Setting, rounds: int) -> np.ndarray:
    """Return the expected share of each kind in each round.

    Parameters
    ----------
    setting : Setting
        What is assumed.
    rounds : int
        How many rounds.

    Returns
    -------
    numpy.ndarray of float, shape (rounds + 1, kinds)
        In the order of :func:`kinds`; each row sums to one.
    """
    import numpy as np

    elapsed = np.arange(rounds + 1)[:, None]
    pull = kinds(setting)["pull"].to_numpy()
    size = ((1 + setting.imitation * pull) / (1 + setting.imitation)) ** elapsed
    adapting = size / size.sum(axis=1, keepdims=True)
    return setting.unmoved / len(pull) + (1 - setting.unmoved) * adapting


def unmoved_needed(kinds: int) -> float:
    """Return the share of makers who must not adapt so that half of the variety stays for good.

    One of ``K`` kinds wins. With a share ``a`` who do not adapt, the chance that two scripts are of
    one kind is ``1/K + (1 - a)²(1 - 1/K)`` in the end; where half of the variety is left, it is
    ``2/K``.

    Parameters
    ----------
    kinds : int
        Equally common kinds at the start, 2 or more.

    Returns
    -------
    float
        For the effective number of order 2 (Simpson).
    """
    return 1 - (kinds - 1) ** -0.5


def half_time(variety: np.ndarray) -> np.ndarray:
    """Return the first round in which half of the variety of the start is gone.

    Parameters
    ----------
    variety : numpy.ndarray of float, shape (rounds + 1, ...)
        Effective number of kinds in each round.

    Returns
    -------
    numpy.ndarray of float, shape (...)
        A round, or NaN where more than half is left.
    """
    import numpy as np

    halved = variety <= variety[0] / 2
    return np.where(halved.any(axis=0), halved.argmax(axis=0), np.nan)
