"""Distance between national cultures over Hofstede's dimensions, by every choice one can make."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from microdrama.formulas import sqrt, where
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: Hofstede's dimensions: column and name.
DIMENSIONS = {
    "pdi": "power distance",
    "idv": "individualism",
    "mas": "masculinity",
    "uai": "uncertainty avoidance",
    "lto": "long-term orientation",
    "ivr": "indulgence",
}

#: Lists of scores: vintage, and whether estimated scores are taken in.
LISTS = {
    "insights": ("insights", False),
    "matrix": ("2015", False),
    "estimates": ("insights", True),
}

#: The country that distances are taken from.
HOME = "China"

#: Every choice of one or more dimensions.
SUBSETS = tuple(
    chosen for size in range(1, len(DIMENSIONS) + 1) for chosen in combinations(DIMENSIONS, size)
)


def scores(which: str = "insights") -> pd.DataFrame:
    """Return the scores of one list, of countries that have all six.

    Parameters
    ----------
    which : str
        Key of :data:`LISTS`.

    Returns
    -------
    pandas.DataFrame
        Indexed by country, one column a dimension, 0 to about 100 points each.

    Raises
    ------
    ValueError
        If there is no such list.
    """
    if which not in LISTS:
        raise ValueError(f"there is no list of scores “{which}”; choose one of {', '.join(LISTS)}")
    vintage, estimated = LISTS[which]
    rows = table("hofstede")
    rows = rows[(rows["vintage"] == vintage) & (estimated | ~rows["estimated"].astype(bool))]
    return rows.set_index("country")[list(DIMENSIONS)].dropna().astype(float)


def regions() -> pd.Series:
    """Return the region of each country that has scores, by country."""
    return table("hofstede").drop_duplicates("country").set_index("country")["region"]


# ---- three measures ----------------------------------------------------------------------------


def kogut_singh(scores: pd.DataFrame, home: str = HOME) -> pd.Series:
    """Return the distance of Kogut and Singh from one country to all others.

    The mean over dimensions of the squared difference, each divided by the variance of its
    dimension over all countries [1]_.

    Parameters
    ----------
    scores : pandas.DataFrame
        Countries by dimensions.
    home : str
        The country that distances are taken from.

    Returns
    -------
    pandas.Series
        Distance by country, without the home country; no unit.

    References
    ----------
    .. [1] B. Kogut and H. Singh, "The Effect of National Culture on the Choice of Entry Mode",
       Journal of International Business Studies 19(3), 1988, pp. 411-432.
    """
    apart = _apart(scores, home)
    return (apart**2 / scores.var()).mean(axis=1)


def euclid(scores: pd.DataFrame, home: str = HOME) -> pd.Series:
    """Return the straight distance in points of the scale from one country to all others."""
    return (_apart(scores, home) ** 2).sum(axis=1) ** 0.5


def mahalanobis(scores: pd.DataFrame, home: str = HOME) -> pd.Series:
    """Return Mahalanobis's distance from one country to all others.

    It takes out what dimensions share, so that individualism and power distance, which go
    together, do not count twice [1]_.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the covariance of the dimensions has no inverse, for want of countries.

    References
    ----------
    .. [1] H. Berry, M. F. Guillén and N. Zhou, "An Institutional Approach to Cross-National
       Distance", Journal of International Business Studies 41(9), 2010, pp. 1460-1480.
    """
    import numpy as np

    apart = _apart(scores, home)
    inverse = np.linalg.inv(np.atleast_2d(scores.cov()))
    return (apart @ inverse * apart.to_numpy()).sum(axis=1) ** 0.5


def _apart(scores: pd.DataFrame, home: str) -> pd.DataFrame:
    return scores.drop(index=home) - scores.loc[home]


MEASURES = {"kogut-singh": kogut_singh, "euclid": euclid, "mahalanobis": mahalanobis}


# ---- all choices at once -----------------------------------------------------------------------


def share_nearer(distances: pd.Series) -> pd.Series:
    """Return for each country the share of the others that lie nearer, 0 to 1.

    The nearest has 0, the farthest 1; ties count half.
    """
    return (distances.rank() - 1) / (len(distances) - 1)


def all_choices(home: str = HOME) -> pd.DataFrame:
    """Return where each country stands by every list, measure and choice of dimensions.

    Returns
    -------
    pandas.DataFrame
        One row a choice, indexed by ``scores``, ``measure`` and ``dimensions`` (names of the
        columns, with spaces between); one column a country: the share of the other countries
        that lie nearer to the home country. Empty where a list lacks the country.
    """
    import pandas as pd

    found = {}
    for which in LISTS:
        listed = scores(which)
        for chosen in SUBSETS:
            for name, measure in MEASURES.items():
                distances = measure(listed[list(chosen)], home)
                found[which, name, " ".join(chosen)] = share_nearer(distances)
    choices = pd.DataFrame(found).T
    choices.index.names = ["scores", "measure", "dimensions"]
    return choices


def spread(choices: pd.DataFrame, countries: Sequence[str]) -> pd.DataFrame:
    """Return what all choices say of some countries.

    Parameters
    ----------
    choices : pandas.DataFrame
        What :func:`all_choices` returns.
    countries : sequence of str
        Countries to tell of.

    Returns
    -------
    pandas.DataFrame
        One row a country, nearest first: ``country``, ``least``, ``low`` (a tenth of all choices
        lies below), ``middle`` (median), ``high``, ``most``, ``nearer_half`` and
        ``nearest_third`` (share of choices in which the country lies there).
    """
    import pandas as pd

    told = choices[list(countries)]
    quantiles = told.quantile([0.0, 0.1, 0.5, 0.9, 1.0]).T
    quantiles.columns = ["least", "low", "middle", "high", "most"]
    shares = pd.DataFrame(
        {
            name: (told < bound).where(told.notna()).mean()
            for name, bound in (("nearer_half", 1 / 2), ("nearest_third", 1 / 3))
        }
    )
    found = quantiles.join(shares).rename_axis("country").reset_index()
    return found.sort_values("middle", kind="stable", ignore_index=True)


def nearer_than(choices: pd.DataFrame, country: str, other: str) -> float:
    """Return the share of choices in which one country lies nearer than another."""
    both = choices[[country, other]].dropna()
    return float((both[country] < both[other]).mean())


# ---- the explorer ------------------------------------------------------------------------------


def markets(yardstick: str = "United States") -> pd.DataFrame:
    """Return every country with what its distances are computed from, list by list.

    Parameters
    ----------
    yardstick : str
        The country that others are compared with.

    Returns
    -------
    pandas.DataFrame
        One row a country and list: ``list``, ``country``, ``region``; for each dimension the
        difference from China in points and the variance of the dimension, such as ``idv`` and
        ``v_idv``; the same difference of the yardstick, such as ``y_idv``; ``m`` and ``y_m``,
        Mahalanobis's distance over all six.
    """
    import pandas as pd

    region = regions()
    found = []
    for which in LISTS:
        listed = scores(which)
        apart = _apart(listed, HOME).round(4)
        straight = mahalanobis(listed).round(4)
        rows = apart.assign(list=which, region=region.reindex(apart.index), m=straight)
        for name in DIMENSIONS:
            rows[f"v_{name}"] = round(float(listed[name].var()), 3)
            rows[f"y_{name}"] = float(apart.loc[yardstick, name])
        found.append(rows.assign(y_m=float(straight[yardstick])).reset_index())
    return pd.concat(found, ignore_index=True)


def weighted_distance(settings: Any, row: Any) -> dict[str, Any]:
    """Return the distance from China under a reader's weights, measure and scores.

    Parameters
    ----------
    settings
        ``measure`` (kogut-singh, euclid or mahalanobis); a weight for each dimension, such as
        ``w_idv``, zero or more; ``raised``: points added to China's individualism.
    row
        A row of :func:`markets`.

    Returns
    -------
    dict
        ``distance`` of the country, ``yardstick`` of the country compared with, and
        ``ratio`` between the two. Weights do not enter Mahalanobis's distance, which no
        change of scale moves, and the points do not either.
    """
    weights = {name: getattr(settings, f"w_{name}") for name in DIMENSIONS}
    total = sum(weights.values())
    # Where all weights are zero nothing is measured: every distance is zero.
    share = {name: weight / where(total > 0, total, 1) for name, weight in weights.items()}
    by_measure = {}
    for side in ("", "y_"):
        squares = {name: _square(settings, row, side, name) for name in DIMENSIONS}
        corrected = sum(share[n] * squares[n] / getattr(row, f"v_{n}") for n in DIMENSIONS)
        straight = sqrt(sum(weights[n] * squares[n] for n in DIMENSIONS))
        by_measure[side] = where(
            settings.measure == "kogut-singh",
            corrected,
            where(settings.measure == "euclid", straight, getattr(row, f"{side}m")),
        )
    return {
        "distance": by_measure[""],
        "yardstick": by_measure["y_"],
        "ratio": by_measure[""] / where(by_measure["y_"] > 0, by_measure["y_"], 1),
    }


def _square(settings: Any, row: Any, side: str, name: str) -> Any:
    """Return the squared difference from China; its individualism may have been raised."""
    apart = getattr(row, side + name)
    if name == "idv":
        apart = apart - settings.raised
    return apart * apart
