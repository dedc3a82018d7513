"""Ways of drawing correlations among perceptions that the text does not print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem.compatible.parameters import CORRELATIONS, Surveys

if TYPE_CHECKING:
    import numpy as np

#: Largest correlation of the prior of perceptions that go together.
MODERATE = 0.6

#: Ways of drawing the correlations among policy, technology, competition and algorithms.
PRIORS: Mapping[str, str] = {
    "uniform": "every matrix of correlations is as likely as any other (LKJ with η = 1)",
    "weak": "correlations of either sign, most of them weak (LKJ with η = 4)",
    "positive": f"each correlation evenly between 0 and {MODERATE}, as perceptions in one "
    "questionnaire usually go together",
}


def correlations(prior: str, size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw correlations among policy, technology, competition and algorithmic adaptability.

    Parameters
    ----------
    prior : str
        One of :data:`PRIORS`.
    size : int
        Matrices to draw.
    rng : numpy.random.Generator

    Returns
    -------
    dict of str to numpy.ndarray
        The six correlations by name; fewer than ``size`` if some of the prior cannot exist.
    """
    drawn = _PRIORS[prior](size, rng)
    keep = positive_definite(drawn)
    return {name: column[keep] for name, column in drawn.items()}


def _lkj(shape: float, size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw from the density det(R)^(shape − 1) over correlation matrices of four variables.

    The C-vine of Lewandowski, Kurowicka and Joe [1]_: partial correlations are independent
    symmetric beta variables, given first one variable fewer and then another.

    References
    ----------
    .. [1] D. Lewandowski, D. Kurowicka and H. Joe, "Generating random correlation matrices
       based on vines and extended onion method", *Journal of Multivariate Analysis* 100 (2009)
       1989-2001.
    """

    def partial_correlations(count: int, given: int) -> np.ndarray:
        # For d variables: shape + (d − 2 − given) / 2, with d = 4.
        ends = shape + 1 - given / 2
        return 2 * rng.beta(ends, ends, (count, size)) - 1

    # The root of the vine is technology: to policy, algorithms, competition.
    p, a, c = partial_correlations(3, given=0)
    pa, ac = partial_correlations(2, given=1)
    [pc] = partial_correlations(1, given=2)
    pc = plain_correlation(pc, pa, ac)
    return {
        "technology_algorithm": a,
        "policy_technology": p,
        "technology_competition": c,
        "policy_algorithm": plain_correlation(pa, p, a),
        "competition_algorithm": plain_correlation(ac, a, c),
        "policy_competition": plain_correlation(pc, p, c),
    }


def plain_correlation(partial: Any, first: Any, second: Any) -> Any:
    """Return the correlation of two variables from that given a third, and theirs with it."""
    import numpy as np

    return first * second + partial * np.sqrt((1 - first**2) * (1 - second**2))


def partial_correlation(plain: Any, first: Any, second: Any) -> Any:
    """Return the correlation of two variables given a third; NaN if the three cannot be."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return (plain - first * second) / np.sqrt((1 - first**2) * (1 - second**2))


def _moderate(size: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Draw each correlation evenly from zero to a moderate one."""
    drawn = rng.uniform(0, MODERATE, (len(CORRELATIONS), size))
    return dict(zip(CORRELATIONS, drawn, strict=True))


_PRIORS: Mapping[str, Callable[[int, np.random.Generator], dict[str, np.ndarray]]] = {
    "uniform": partial(_lkj, 1.0),
    "weak": partial(_lkj, 4.0),
    "positive": _moderate,
}


def positive_definite(surveys: Surveys) -> Any:
    """Tell which correlations are positive definite: all partial ones lie between −1 and 1."""
    import numpy as np

    a, p, c, pa, ac, pc = (surveys[name] for name in CORRELATIONS)
    pa, ac = partial_correlation(pa, p, a), partial_correlation(ac, a, c)
    pc = partial_correlation(partial_correlation(pc, p, c), pa, ac)
    return (np.abs(pa) < 1) & (np.abs(ac) < 1) & (np.abs(pc) < 1)
