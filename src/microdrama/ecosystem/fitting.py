"""Models written as formulas, and why some answers cannot carry one.

A reader's own survey may lack a construct or have too few respondents. A model then comes back as
:class:`NotComputable`, with the reason, so that everything else can still be shown.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from graphlib import CycleError
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem import instrument, models
from microdrama.ecosystem.analysis import DRAWS
from microdrama.ecosystem.models import (
    Mediation,
    ModelError,
    Moderation,
    Paths,
    Regression,
    complete,
)
from microdrama.ecosystem.scores import reverse_scored
from microdrama.parallel import SEED

if TYPE_CHECKING:
    import pandas as pd
    from statsmodels.regression.linear_model import RegressionResults

_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class NotComputable:
    """A model that these answers cannot carry.

    Parameters
    ----------
    formula : str
        The model; empty for what is not written as a formula.
    reason : str
        Why not: half a sentence with a full stop.
    data : pandas.DataFrame, optional
        The scores that it was asked of.
    """

    formula: str
    reason: str
    data: pd.DataFrame | None = field(default=None, repr=False, compare=False)

    @property
    def outcome(self) -> str:
        """What the model explains."""
        return self.formula.partition("~")[0].strip()


def constructs_in(formula: str) -> list[str]:
    """Return the constructs that a formula names, the outcome first."""
    known = set(instrument.constructs()["name"])
    return list(dict.fromkeys(name for name in _NAME.findall(formula) if name in known))


def fit(
    estimator: Callable[..., Any], formula: str, data: pd.DataFrame
) -> RegressionResults | NotComputable:
    """Return ``estimator(formula, data).fit()``, or the reason why the answers cannot carry it.

    Parameters
    ----------
    estimator : callable
        A model of ``statsmodels.formula.api``, for instance ``smf.ols``.
    formula : str
        ``outcome ~ predictor + predictor``; ``a * b`` for two predictors with their product.
    data : pandas.DataFrame
        One column a construct, as from :func:`microdrama.ecosystem.scores.scores`. Respondents
        who lack a score are left out.
    """
    from statsmodels.tools.sm_exceptions import SingularMatrixWarning

    try:
        complete(data, constructs_in(formula))
    except ModelError as error:
        return NotComputable(formula, f"{error}.", data)
    with warnings.catch_warnings():
        # Predictors that say the same thing get a sentence when the fit is read.
        warnings.simplefilter("ignore", SingularMatrixWarning)
        # Names in a formula are those of the cell that calls this, two frames up.
        return estimator(formula, data, eval_env=2).fit()


def as_regression(
    model: RegressionResults | Regression | NotComputable,
) -> Regression | NotComputable:
    """Return what a fit found, or the reason why it found nothing."""
    return _read(model, Regression)


def as_moderation(
    model: RegressionResults | Moderation | NotComputable,
) -> Moderation | NotComputable:
    """Return the moderation in a fit, or the reason why there is none."""
    return _read(model, Moderation)


def _read(model: Any, wanted: type) -> Any:
    if isinstance(model, wanted | NotComputable):
        return model
    try:
        return wanted.from_fit(model)
    except ModelError as error:
        return NotComputable(model.model.formula, f"{error}.", model.model.data.frame)


def mediation(
    first: RegressionResults | NotComputable,
    second: RegressionResults | NotComputable,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Mediation | NotComputable:
    """Return the indirect effect ``a · b`` of two fits, with its bootstrap interval.

    Parameters
    ----------
    first : RegressionResults or NotComputable
        ``mediator ~ predictor``, whose coefficient is ``a``.
    second : RegressionResults or NotComputable
        ``outcome ~ mediator + predictor``, whose coefficient of the mediator is ``b``.
    draws, seed : int
        Of the bootstrap.

    Returns
    -------
    Mediation or NotComputable
        Of the respondents who have all three scores.

    Raises
    ------
    ValueError
        If the two do not make a mediation.
    """
    (one, data), (other, _) = _asked(first), _asked(second)
    mediator, *predictors = constructs_in(one)
    outcome, *explains = constructs_in(other)
    if len(predictors) != 1 or {mediator, *predictors} != set(explains):
        raise ValueError(
            f"“{one}” and “{other}” do not make a mediation: write “mediator ~ predictor” and "
            "“outcome ~ mediator + predictor”"
        )
    try:
        return models.mediation(data, *predictors, mediator, outcome, draws, seed)
    except ModelError as error:
        return NotComputable(other, f"{error}.", data)


def _asked(model: RegressionResults | NotComputable) -> tuple[str, pd.DataFrame]:
    if isinstance(model, NotComputable):
        return model.formula, model.data
    return model.model.formula, model.model.data.frame


def standardised_paths(mediation: Mediation, scores: pd.DataFrame) -> tuple[float, float, float]:
    """Return ``a``, ``b`` and the direct effect of a mediation in standard deviations.

    Parameters
    ----------
    mediation : Mediation
    scores : pandas.DataFrame
        Those that it was computed from.
    """
    names = [mediation.predictor, mediation.mediator, mediation.outcome]
    predictor, mediator, outcome = scores[names].dropna().std()
    return (
        float(mediation.a * predictor / mediator),
        float(mediation.b * mediator / outcome),
        float(mediation.direct * predictor / outcome),
    )


def equations(description: str) -> dict[str, list[str]]:
    """Return the predictors of each outcome in a path model.

    Parameters
    ----------
    description : str
        One line an outcome, ``outcome ~ predictor + predictor``; ``a * b`` for two predictors
        with their product ``a:b``.

    Raises
    ------
    ValueError
        If a line has no ``~``.
    """
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, description.splitlines())):
        outcome, tilde, right = line.partition("~")
        if not tilde:
            raise ValueError(f"“{line}” is no equation: write “outcome ~ predictor + predictor”")
        terms = found.setdefault(outcome.strip(), [])
        for term in right.split("+"):
            factors = [factor.strip() for factor in term.split("*")]
            terms.extend([*factors, ":".join(factors)] if factors[1:] else factors)
    return {outcome: list(dict.fromkeys(terms)) for outcome, terms in found.items()}


def path_model(description: str, data: pd.DataFrame) -> Paths | NotComputable:
    """Fit all paths at once, or return the reason why the answers cannot carry them.

    Parameters
    ----------
    description : str
        As in :func:`equations`.
    data : pandas.DataFrame
        One column a construct.
    """
    try:
        return models.path_model(data, equations(description))
    except ModelError as error:
        return NotComputable(description, f"{error}.", data)
    except CycleError:
        return NotComputable(description, "its outcomes explain one another.", data)


def one_component(answers: pd.DataFrame) -> float | NotComputable:
    """Return the share of all answers that one component explains (Harman's check).

    Parameters
    ----------
    answers : pandas.DataFrame
        One row a respondent, one column an item, as answered.
    """
    try:
        return models.one_factor_share(reverse_scored(answers))
    except ModelError as error:
        return NotComputable("", f"{error}.")
