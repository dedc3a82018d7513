"""Two regressions from sums of products, for one sample or thousands at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

#: Share of a variance below which nothing but rounding is left of it.
NOTHING = 1e-12


def products_of(rows: np.ndarray) -> np.ndarray:
    """Return all that the regressions sum up: ``x, m, y, xx, xm, xy, mm, my, yy``."""
    import numpy as np

    x, m, y = rows.T
    return np.column_stack([x, m, y, x * x, x * m, x * y, m * m, m * y, y * y])


def exactly_summable(products: np.ndarray, respondents: int) -> np.ndarray:
    """Round so far that sums over all respondents are exact.

    Whole numbers below 2⁵³ are summed without error in any order. So the draws do not depend on
    how a processor, or its library of linear algebra, arranges a sum. What is rounded off is at
    most the share n / 2⁵² of a column's largest value.
    """
    import numpy as np

    _, exponent = np.frexp(np.abs(products).max(axis=0) * respondents)
    return np.ldexp(np.rint(np.ldexp(products, 52 - exponent)), exponent - 52)


def solved_paths(
    sums: np.ndarray, respondents: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Solve both regressions from sums of products, one row a sample.

    Returns ``a``, ``b``, ``c'`` and the spread of the predictor over that of the outcome; NaN where
    a sample leaves them undefined.
    """
    import numpy as np

    x, m, y, *products = sums.T
    of_means = (x * x, x * m, x * y, m * m, m * y, y * y)
    xx, xm, xy, mm, my, yy = (
        product - of_mean / respondents for product, of_mean in zip(products, of_means, strict=True)
    )
    left = xx * mm - xm**2
    with np.errstate(divide="ignore", invalid="ignore"):
        paths = xm / xx, (xx * my - xm * xy) / left, (mm * xy - xm * my) / left
        ratio = np.sqrt(xx / yy)
    # The whole sample is in standard deviations, so its xx, mm and yy are the respondents.
    defined = (left > NOTHING * respondents**2) & (xx > NOTHING * respondents)
    a, b, direct = (np.where(defined, path, np.nan) for path in paths)
    return a, b, direct, np.where(yy > NOTHING * respondents, ratio, np.nan)
