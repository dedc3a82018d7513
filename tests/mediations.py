"""Made mediations, and their paths as statsmodels finds them."""

from __future__ import annotations

import numpy as np
import statsmodels.api as sm


def columns(n: int, seed: int = 0, a: float = 0.5, b: float = 0.4) -> np.ndarray:
    x, m, y = np.random.default_rng([n, seed]).normal(size=(3, n))
    m = a * x + m
    return np.stack([x, m, 0.2 * x + b * m + y])


def likert(n: int, seed: int = 0, items: int = 1) -> np.ndarray:
    """Return means of whole-number answers from 1 to 5."""
    noise = np.random.default_rng([n, seed]).normal(size=(3, n, items))
    return np.clip(np.rint(4 + 0.8 * columns(n, seed)[:, :, None] + noise), 1, 5).mean(axis=2)


def fitted(x, m, y) -> tuple[float, float, float]:
    """Return a, b and the direct effect as statsmodels finds them."""
    first = sm.OLS(m, sm.add_constant(x)).fit()
    second = sm.OLS(y, sm.add_constant(np.column_stack([m, x]))).fit()
    return float(first.params[1]), float(second.params[1]), float(second.params[2])
