"""Ten thousand regressions, and what checks say of their coefficients and p-values."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

import numpy as np
from scipy.stats import t as t_distribution

from helpers import quantity, rounded
from microdrama.evidence.quantities import Quantity
from printings import CASES, chance


@cache
def regressions() -> list[tuple[int, float, float, float, float, float]]:
    """Return 10,000 regressions, all by linear algebra.

    Respondents, and of the first predictor: coefficient, p-value, VIF, correlation and partial
    correlation. test_regression_bounds compares the same identities with statsmodels.
    """
    dice = chance("regressions")
    found = []
    for _ in range(50):
        respondents, predictors = int(dice.integers(12, 500)), int(dice.integers(1, 6))
        x = dice.normal(size=(CASES // 50, respondents, predictors))
        x += dice.normal(size=(CASES // 50, respondents, 1)) * dice.uniform(0, 2)
        slopes = dice.normal(0, dice.choice([0.0, 0.2, 1.0]), (CASES // 50, predictors, 1))
        y = x @ slopes + dice.normal(size=(CASES // 50, respondents, 1))
        data = np.concatenate([y, x], axis=2)
        data -= data.mean(axis=1, keepdims=True)
        data /= np.sqrt((data**2).mean(axis=1, keepdims=True))
        matrices = data.transpose(0, 2, 1) @ data / respondents
        inverse, outer = np.linalg.inv(matrices[:, 1:, 1:]), matrices[:, 1:, 0]
        betas = np.einsum("cij,cj->ci", inverse, outer)
        vifs = np.einsum("cii->ci", inverse)
        explained = np.einsum("cj,cj->c", betas, outer)[:, None]
        freedom = respondents - predictors - 1
        errors = np.sqrt((1 - explained) / freedom * vifs)
        ts = np.abs(betas / errors)
        ps, partials = 2 * t_distribution.sf(ts, freedom), ts / np.sqrt(ts**2 + freedom)
        columns = (part[:, 0].tolist() for part in (betas, ps, vifs, outer, partials))
        found += [(respondents, *row) for row in zip(*columns, strict=True)]
    return found


def printed_p(p: float, dice: np.random.Generator) -> Quantity:
    """Print a p-value as texts do: with decimals, or as less than a level."""
    levels = [level for level in ("0.001", "0.01", "0.05") if p < float(level)]
    if levels and dice.integers(2):
        return quantity(levels[int(dice.integers(len(levels)))], "", "<")
    return quantity(rounded(Fraction(p), int(dice.integers(2, 4))), "")


def number_after(words: str, sentence: str) -> float:
    match = re.search(rf"{words} (−?[0-9]+\.[0-9]+)", sentence)
    assert match, sentence
    return float(match[1].replace("−", "-"))
