"""Do coders agree? Percent agreement, Krippendorff's alpha, and where they part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.evidence.intervals import CONFIDENCE
from microdrama.symbols import codebook

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from microdrama.symbols.codings import Codings

#: Draws of the bootstrap, and where its random numbers start.
DRAWS, SEED = 5000, 1

#: Of fewer dramas a bootstrap can only repeat the same few, and looks surer than it is.
FEWEST = 10

#: Dramas times draws that are drawn at a time; their counts fit into a few megabytes.
_BLOCK = 1_000_000

#: What an alpha is good for, from the highest down, as Krippendorff recommends (2004).
LEVELS = ((0.8, "reliable"), (0.667, "tentative"), (-1.0, "not reliable"))


@dataclass(frozen=True)
class Agreement:
    """How far coders agree on one variable.

    Parameters
    ----------
    variable : str
    dramas : int
        Dramas that at least two coders have coded; only these count.
    codes : int
        Codes that they have given to these dramas.
    percent : float or None
        Share of agreeing pairs of coders from 0 to 1, averaged over dramas.
    alpha, low, high : float or None
        Krippendorff's alpha and the ends of its 95% interval.
    why : str
        Why alpha or its interval is None, one sentence; else empty.
    """

    variable: str
    dramas: int
    codes: int
    percent: float | None
    alpha: float | None
    low: float | None
    high: float | None
    why: str = ""

    @property
    def level(self) -> str:
        """What alpha is good for, in words, and whether the low end of its interval agrees."""
        if self.alpha is None:
            return ""
        if self.low is None:
            return "too little to say"
        level, surely = (
            next(words for least, words in LEVELS if end >= least) for end in (self.alpha, self.low)
        )
        return level if level == surely else f"{level}, but not surely"


def agreement(codings: Codings, draws: int = DRAWS, seed: int = SEED) -> dict[str, Agreement]:
    """Measure the agreement on each variable.

    Percent agreement is, for each drama that at least two coders have coded, the number of pairs
    of coders with the same code divided by the number of all pairs, averaged over these dramas
    [1]_. Alpha compares disagreement with what chance would give if the same codes were dealt
    out at random [2]_, [3]_; 1 is full agreement, 0 is chance. Its interval comes from a
    bootstrap over dramas, percentile by percentile [4]_: dramas are drawn with all their codes,
    as often as there are dramas.

    Parameters
    ----------
    codings : Codings
        The coded dramas; not every coder need code every drama.
    draws, seed : int
        Of the bootstrap.

    Returns
    -------
    dict of str to Agreement
        By variable, in the order of the codebook.

    References
    ----------
    .. [1] J. L. Fleiss, "Measuring nominal scale agreement among many raters", *Psychological
       Bulletin* 76 (1971), 378–382; here the number of coders may differ between dramas.
    .. [2] A. F. Hayes and K. Krippendorff, "Answering the call for a standard reliability measure
       for coding data", *Communication Methods and Measures* 1 (2007), 77–89.
    .. [3] K. Krippendorff, "Reliability in content analysis: some common misconceptions and
       recommendations", *Human Communication Research* 30 (2004), 411–433.
    .. [4] A. Zapf, S. Castell, L. Morawietz and A. Karch, "Measuring inter-rater reliability for
       nominal data: which coefficients and confidence intervals are appropriate?", *BMC Medical
       Research Methodology* 16 (2016), 93.
    """
    import numpy as np

    tallies = {variable: codings.tally(variable).to_numpy() for variable in codebook.names()}
    pieces = {variable: _pieces(tally) for variable, tally in tallies.items()}
    ends = np.cumsum([piece.shape[1] for piece in pieces.values()])
    drawn = np.split(_resampled(np.hstack(list(pieces.values())), draws, seed), ends[:-1], axis=1)
    return {
        variable: _agreement(variable, len(codings.coders), tallies[variable], alphas(sums))
        for variable, sums in zip(pieces, drawn, strict=True)
    }


def _agreement(variable: str, coders: int, tally: np.ndarray, drawn: np.ndarray) -> Agreement:
    import krippendorff
    import numpy as np

    tally = tally[tally.sum(axis=1) >= 2]
    dramas, codes = len(tally), int(tally.sum())
    if not dramas:
        why = "There is only one coder." if coders == 1 else "No drama is coded by two coders."
        return Agreement(variable, 0, 0, None, None, None, None, why)
    percent = float(1 - contested(tally).mean())
    if np.count_nonzero(tally.sum(axis=0)) == 1:
        why = "Alpha is not defined, because all codes are the same and chance would agree as well."
        return Agreement(variable, dramas, codes, percent, None, None, None, why)
    alpha = float(krippendorff.alpha(value_counts=tally, level_of_measurement="nominal"))
    defined = drawn[~np.isnan(drawn)]
    if dramas < FEWEST or len(defined) < CONFIDENCE * len(drawn):
        few = dramas < FEWEST
        reason = f"there are fewer than {FEWEST} dramas" if few else "the codes hardly vary"
        why = f"There is no interval, because {reason}."
        return Agreement(variable, dramas, codes, percent, alpha, None, None, why)
    rest = 50 * (1 - CONFIDENCE)
    low, high = map(float, np.percentile(defined, [rest, 100 - rest]))
    return Agreement(variable, dramas, codes, percent, alpha, low, high)


# ---- arithmetic ------------------------------------------------------------------------------


def contested(tally: np.ndarray) -> np.ndarray:
    """Return the share of pairs of coders that disagree, by drama.

    Parameters
    ----------
    tally : numpy.ndarray of int, shape (dramas, codes)
        Coders by drama and code.

    Returns
    -------
    numpy.ndarray, shape (dramas,)
        From 0 to 1; 0 where there is no pair.
    """
    import numpy as np

    coders = tally.sum(axis=1)
    pairs, alike = coders * (coders - 1), (tally * (tally - 1)).sum(axis=1)
    return np.where(pairs > 0, (pairs - alike) / np.maximum(pairs, 1), 0.0)


def _pieces(tally: np.ndarray) -> np.ndarray:
    """Return what each drama adds to alpha.

    Returns
    -------
    numpy.ndarray, shape (dramas, 1 + codes)
        Agreeing pairs, each drama weighted by its coders less one, as in the diagonal of the
        coincidence matrix; then the number of each code. Both 0 for a drama with one coder.
    """
    import numpy as np

    coders = tally.sum(axis=1)
    paired = np.where(coders[:, None] >= 2, tally, 0)
    alike = (paired * (paired - 1)).sum(axis=1) / np.maximum(coders - 1, 1)
    return np.column_stack([alike, paired]).astype(float)


def alphas(sums: np.ndarray) -> np.ndarray:
    """Return alpha for each row of sums of pieces; NaN where all codes are the same.

    Parameters
    ----------
    sums : numpy.ndarray, shape (draws, 1 + codes)
        Agreeing pairs, then the number of each code.

    Notes
    -----
    With n codes in all, n_c of each kind and A agreeing pairs, the observed disagreement is
    (n − A) / n and the expected one (n − Σ n_c (n_c − 1) / (n − 1)) / n.
    """
    import numpy as np

    alike, codes = sums[:, 0], sums[:, 1:]
    n = codes.sum(axis=1)
    expected = n - (codes * (codes - 1)).sum(axis=1) / np.maximum(n - 1, 1)
    return 1 - np.divide(n - alike, expected, out=np.full(len(n), np.nan), where=expected > 0)


def _resampled(pieces: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Draw dramas with replacement and add up their pieces: one matrix product for all draws."""
    import numpy as np

    rng, dramas, sums = np.random.default_rng(seed), len(pieces), []
    size = max(1, _BLOCK // dramas)
    for start in range(0, draws, size):
        rows = min(size, draws - start)
        drawn = rng.integers(0, dramas, (rows, dramas)) + dramas * np.arange(rows)[:, None]
        times = np.bincount(drawn.ravel(), minlength=rows * dramas).reshape(rows, dramas)
        sums.append(times.astype(float) @ pieces)
    return np.concatenate(sums)


# ---- where coders part -----------------------------------------------------------------------


def disagreements(codings: Codings) -> pd.DataFrame:
    """Return the dramas and variables on which coders disagree, the most contested first.

    Returns
    -------
    pandas.DataFrame
        ``title``, ``variable``, ``contested`` (share of pairs of coders that disagree) and
        ``said``: each code with the coders who chose it.
    """
    import numpy as np
    import pandas as pd

    parts = []
    for variable in codebook.names():
        tally = codings.tally(variable)
        share = pd.Series(contested(tally.to_numpy()), index=tally.index)
        share = share[share > 0]
        rows = codings.frame[["title", "coder"]].assign(code=codings.frame[variable].astype(object))
        rows = rows[rows["title"].isin(share.index)].dropna()
        by_code = rows.groupby(["title", "code"], sort=False)["coder"].agg(", ".join).reset_index()
        by_code["said"] = by_code["code"].map(codebook.labels(variable)) + ": " + by_code["coder"]
        votes = by_code.groupby("title", sort=False)["said"].agg("; ".join).reindex(share.index)
        parts.append(
            pd.DataFrame(
                {
                    "title": share.index,
                    "variable": variable,
                    "contested": share.to_numpy(),
                    "said": votes.to_numpy(),
                    "coders": tally.loc[share.index].sum(axis=1).to_numpy(),
                    "place": np.flatnonzero(tally.index.isin(share.index)),
                }
            )
        )
    found = pd.concat(parts, ignore_index=True)
    order = ["contested", "coders", "place"]
    found = found.sort_values(order, ascending=[False, False, True], kind="stable")
    return found[["title", "variable", "contested", "said"]].reset_index(drop=True)
