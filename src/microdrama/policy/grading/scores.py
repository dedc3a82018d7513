"""Scores, ranks and grades of recommendations, under any weights of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from microdrama.formulas import where
from microdrama.policy.grading.assessment import rules

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: What a grade is called, from the score at which it begins. Nothing is well grounded unless
#: something outside its text confirms at least one claim beneath it.
GRADES = ((0.6, "well grounded"), (0.4, "partly grounded"), (0.0, "thinly grounded"))

#: The grade of what rests on no printed claim, whatever its score.
NOTHING = "rests on nothing printed"


def score(points: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return weighted means.

    Parameters
    ----------
    points : numpy.ndarray
        From 0 to 1, shape (recommendations, rules).
    weights : numpy.ndarray
        Not negative, shape (rules,).

    Returns
    -------
    numpy.ndarray
        Shape (recommendations,).
    """
    return points @ weights / weights.sum()


def ranks(points: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the rank of each recommendation under each weighting; equals share the best rank.

    Parameters
    ----------
    points : numpy.ndarray
        Shape (recommendations, rules).
    weights : numpy.ndarray
        Shape (rules, weightings).

    Returns
    -------
    numpy.ndarray
        Whole numbers from 1, shape (recommendations, weightings).
    """
    from scipy.stats import rankdata

    # Only the order counts, so nothing is divided; rounding keeps equals equal.
    scores = (points @ weights).round(9)
    return rankdata(-scores, axis=0, method="min").astype(int)


def graded(assessed: pd.DataFrame) -> pd.DataFrame:
    """Return recommendations with ``score`` under the weights of the rules, ``rank`` and ``grade``.

    Parameters
    ----------
    assessed : pandas.DataFrame
        What :func:`microdrama.policy.grading.criteria` returns.

    Returns
    -------
    pandas.DataFrame
        The same rows, the best first; equals by their label.
    """
    given = rules()
    points, weights = assessed[given["id"]].to_numpy(), given["weight"].to_numpy()
    # Rounding keeps equals equal, and what lies at a border above it.
    scores = score(points, weights).round(9)
    rows = zip(scores, assessed["grounded"], assessed["checked"], strict=True)
    frame = assessed.assign(score=scores, grade=[_grade(*row) for row in rows])
    frame["rank"] = ranks(points, weights[:, None])[:, 0]
    return frame.sort_values(["rank", "label"], ignore_index=True, kind="stable")


def _grade(value: float, grounded: bool, checked: float) -> str:
    if not grounded:
        return NOTHING
    well, *others = GRADES
    return next(words for least, words in (([well] if checked else []) + others) if value >= least)


def points_by_rule(graded: pd.DataFrame) -> pd.DataFrame:
    """Return graded recommendations as one row a recommendation and rule.

    Parameters
    ----------
    graded : pandas.DataFrame
        What :func:`graded` returns.

    Returns
    -------
    pandas.DataFrame
        ``label``, ``whose``, ``grade``, ``score``, ``rule`` (label), ``points``, ``why``.
    """
    import pandas as pd

    common = graded[["label", "whose", "grade", "score"]]
    parts = [
        common.assign(rule=rule.label, points=graded[rule.id], why=graded[f"why_{rule.id}"])
        for rule in rules().itertuples()
    ]
    return pd.concat(parts, ignore_index=True)


# ---- a reader's own weights --------------------------------------------------------------------


def profiles(assessed: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the points by rule that occur, each once, with their ``count`` of recommendations.

    Recommendations that do alike by every rule need to be compared only once.
    """
    counts = assessed.groupby(list(rules()["id"]), sort=False).size()
    return counts.reset_index(name="count").to_dict("records")


def reweighted(rivals: Sequence[Mapping[str, Any]], settings: Any, row: Any) -> dict[str, Any]:
    """Compute score and rank under a reader's own weights; on numbers and on symbols.

    Parameters
    ----------
    rivals : sequence of mapping
        What :func:`profiles` returns of all recommendations.
    settings : namespace
        ``weight_RULE`` for each rule.
    row : namespace
        The points by each rule.

    Returns
    -------
    dict
        ``score``, ``place`` (the rank), ``speaks`` (whether none ranks higher) and ``case``.
    """
    weights = {name: getattr(settings, f"weight_{name}") for name in rivals[0] if name != "count"}
    total = _sum(weights.values())
    own = _sum(weight * getattr(row, name) for name, weight in weights.items())
    # How many recommendations score higher; the rank is one more.
    higher = _sum(
        where(
            _sum(weight * rival[name] for name, weight in weights.items() if rival[name])
            > own + 1e-9,
            rival["count"],
            0,
        )
        for rival in rivals
    )
    return {
        "score": own / where(total == 0, 1, total),
        "place": higher + 1,
        "speaks": higher == 0,
        "case": where(total == 0, "none", "some"),
    }


def _sum(parts: Iterable[Any]) -> Any:
    """Add numbers or symbols; a sum that starts from zero would begin every formula with it."""
    terms = list(parts)
    return reduce(add, terms) if terms else 0
