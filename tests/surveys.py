"""What the tests of the survey's rooms share: the rebuilt survey, analysed once, and its parts."""

from __future__ import annotations

import csv
from functools import lru_cache

import numpy as np
import pandas as pd

from microdrama.ecosystem.analysis import Analysis, analyse
from microdrama.ecosystem.reading import Survey
from microdrama.ecosystem.reconstruction import reconstructed
from microdrama.paths import DATA

#: Predictors of industry performance.
INDUSTRY = ["policy_support", "technological_maturity", "market_competition"]


@lru_cache
def questionnaire() -> dict[str, list[tuple[str, bool]]]:
    """Return the items of each construct with whether they are reversed, read from the file."""
    found: dict[str, list[tuple[str, bool]]] = {}
    with (DATA / "ecosystem" / "items.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["construct"], []).append((row["id"], row["reverse"] == "true"))
    return found


ITEMS = tuple(item for items in questionnaire().values() for item, _ in items)


def ids(*constructs: str) -> list[str]:
    """Return the items of some constructs."""
    return [item for construct in constructs for item, _ in questionnaire()[construct]]


@lru_cache
def ours() -> Survey:
    """Return the reconstructed survey, made once for all tests."""
    return reconstructed()


@lru_cache
def ours_analysed(draws: int = 1000) -> Analysis:
    """Return its analysis, done once; a thousand draws are enough for any test."""
    return analyse(ours(), draws)


def answers(respondents: int | None = None) -> pd.DataFrame:
    """Return a copy of the first answers of the reconstructed survey."""
    return ours().answers.head(respondents or len(ours().answers)).copy()


def survey(given: pd.DataFrame, people: pd.DataFrame | None = None, name: str = "class.csv"):
    """Return answers as somebody's survey."""
    nobody = pd.DataFrame(index=given.index)
    return Survey(name, given.astype("float32"), nobody if people is None else people, (), ())


def plain_scores(given: pd.DataFrame) -> pd.DataFrame:
    """Average the items of each construct in double precision, without the book's code."""
    columns = {}
    for construct, items in questionnaire().items():
        reverse_scored = [6 - given[item] if reverse else given[item] for item, reverse in items]
        columns[construct] = sum(column.astype(float) for column in reverse_scored) / len(items)
    return pd.DataFrame(columns)


def copied(given: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Let everybody answer about one construct exactly as about another."""
    changed = given.copy()
    pairs = zip(questionnaire()[one], questionnaire()[other], strict=True)
    for (item, reverse), (copy, copy_reverse) in pairs:
        changed[copy] = given[item] if reverse == copy_reverse else 6 - given[item]
    return changed


def shaped(correlations: np.ndarray, respondents: int = 60, seed: int = 0) -> np.ndarray:
    """Return numbers whose sample correlations are exactly as given, with mean 0 and variance 1."""
    drawn = np.random.default_rng(seed).normal(size=(respondents, len(correlations)))
    drawn -= drawn.mean(axis=0)
    white = drawn @ np.linalg.inv(np.linalg.cholesky(np.cov(drawn, rowvar=False))).T
    return white @ np.linalg.cholesky(correlations).T


def holed(scores: pd.DataFrame, seed: int = 5) -> pd.DataFrame:
    """Return scores of which one in ten is missing, so that every model has its own rows."""
    return scores.mask(np.random.default_rng(seed).random(scores.shape) < 0.1)


def noisy(n: int, seed: int = 0) -> pd.DataFrame:
    """Return a predictor, a mediator or moderator, and an outcome that depends on their product."""
    x, m, e = np.random.default_rng(seed).normal(size=(3, n))
    m = 0.4 * x + m
    return pd.DataFrame({"x": 3 + x, "m": 2 + m, "y": 0.3 * x + 0.2 * m + 0.25 * x * m + e})
