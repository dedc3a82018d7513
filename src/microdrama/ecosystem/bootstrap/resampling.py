"""Resamples of respondents, as counts of how often each was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.ecosystem.bootstrap.sums import solved_paths

if TYPE_CHECKING:
    import numpy as np

    from microdrama.parallel import Block

#: Counts made at a time, so that they stay in a processor's cache; but at least a few resamples,
#: so that the products of a large survey are not read once for each.
HELD, LEAST = 25_000, 4

#: How many times longer a group's count takes to draw than a single respondent, measured.
DEARER = 12


def equal_rows_grouped(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return different rows and how many respondents have each, where that saves time."""
    import numpy as np

    code = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        values, place = np.unique(column, return_inverse=True)
        # Codes are made dense again each time, so that they never outgrow their type.
        code = np.unique(code * len(values) + place, return_inverse=True)[1]
    counts = np.bincount(code)
    if DEARER * len(counts) > len(rows):
        return rows, np.ones(len(rows))
    first = np.empty(len(counts), dtype=np.int64)
    first[code] = np.arange(len(rows))
    return rows[first], counts.astype(float)


def resampled(
    block: Block, products: np.ndarray, counts: np.ndarray, unit: float | None
) -> np.ndarray:
    """Return the indirect effects of a block of resamples, in ``unit`` or each in its own."""
    import numpy as np

    respondents, rng = int(counts.sum()), block.rng()
    found = np.empty(block.count)
    step = max(LEAST, HELD // len(counts))
    for start in range(0, block.count, step):
        part = found[start : start + step]
        drawn = times_drawn(len(part), counts, respondents, rng)
        a, b, _, ratio = solved_paths(drawn.astype(float) @ products, respondents)
        part[:] = a * b * (ratio if unit is None else unit)
    return found


def times_drawn(
    draws: int, counts: np.ndarray, respondents: int, rng: np.random.Generator
) -> np.ndarray:
    """Return how often each row is drawn in each resample, shape (draws, rows)."""
    import numpy as np

    if len(counts) < respondents:
        return rng.multinomial(respondents, counts / respondents, size=draws)
    drawn = rng.integers(0, respondents, size=(draws, respondents))
    # One long row of counters, each resample with its own stretch of it.
    drawn += respondents * np.arange(draws)[:, None]
    counted = np.bincount(drawn.ravel(), minlength=draws * respondents)
    return counted.reshape(draws, respondents)
