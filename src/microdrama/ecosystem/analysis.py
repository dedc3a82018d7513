"""One analysis for every survey: the reconstructed one, a class's, a million respondents'.

The same functions analyse, verify and report, so that a survey of one's own is put through
exactly what the text describes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from microdrama.ecosystem import instrument, models
from microdrama.ecosystem.data_quality import sample_size_warnings
from microdrama.ecosystem.models import Mediation, ModelError, Moderation, Paths, Regression
from microdrama.ecosystem.scores import by_construct, reverse_scored, scores
from microdrama.package import table
from microdrama.parallel import SEED

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.reading import Survey

Found = TypeVar("Found")

#: Draws of the bootstrap.
DRAWS = 5000


@dataclass(frozen=True)
class Analysis:
    """Everything that the analysis finds in one survey.

    Parameters
    ----------
    name : str
        File or name of the survey.
    n : int
        Respondents.
    constructs : pandas.DataFrame
        By construct: ``items``, ``n``, ``mean``, ``sd``, ``alpha``, ``omega``.
    people : mapping of str to float
        Shares of respondents in percent.
    regressions : mapping of str to Regression
        By outcome.
    moderation : Moderation or None
    mediation : Mediation or None
    paths : Paths or None
    one_factor : float or None
        Share of variance that one component of all items explains.
    failed : mapping of str to str
        What could not be computed, and why.
    warnings : tuple of str
        What the size of the survey can and cannot carry.
    """

    name: str
    n: int
    constructs: pd.DataFrame
    people: Mapping[str, float]
    regressions: Mapping[str, Regression]
    moderation: Moderation | None
    mediation: Mediation | None
    paths: Paths | None
    one_factor: float | None
    failed: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def analyse(
    survey: Survey, draws: int = DRAWS, seed: int = SEED, scheduler: str | None = None
) -> Analysis:
    """Analyse a survey as the text describes it.

    Parameters
    ----------
    survey : Survey
        What :func:`microdrama.ecosystem.reading.read` returns.
    draws, seed : int
        Of the bootstrap of the indirect effect.
    scheduler : str, optional
        Address of a Dask scheduler that carries the bootstrap.

    Returns
    -------
    Analysis
        With a sentence in ``failed`` for each part that the answers cannot carry.
    """
    found = scores(survey.answers)
    failed: dict[str, str] = {}

    def attempt(name: str, compute: Callable[..., Found], *settings: Any) -> Found | None:
        try:
            return compute(*settings)
        except ModelError as error:
            failed[name] = f"{error}."
            return None

    fits = [
        attempt(row["name"], _fitted, row, found, draws, seed, scheduler)
        for row in table("models").to_dict("records")
    ]
    return Analysis(
        name=survey.name,
        n=len(survey.answers),
        constructs=describe(survey.answers),
        people=shares(survey.people),
        regressions={fit.outcome: fit for fit in fits if isinstance(fit, Regression)},
        moderation=next((fit for fit in fits if isinstance(fit, Moderation)), None),
        mediation=next((fit for fit in fits if isinstance(fit, Mediation)), None),
        paths=attempt("paths", models.path_model, found, predictors_by_outcome()),
        one_factor=attempt("one-factor", models.one_factor_share, reverse_scored(survey.answers)),
        failed=failed,
        warnings=tuple(sample_size_warnings(survey.answers)),
    )


def _fitted(
    model: Mapping[str, str],
    found: pd.DataFrame,
    draws: int,
    seed: int,
    scheduler: str | None,
) -> Regression | Moderation | Mediation:
    """Fit one model of the table to scores."""
    outcome, predictors = model["outcome"], model["predictors"].split()
    match model["kind"]:
        case "regression":
            return models.regression(found, outcome, predictors)
        case "moderation":
            return models.moderation(found, outcome, *predictors)
        case "mediation":
            return models.mediation(found, *predictors, outcome, draws, seed, scheduler)
    raise ValueError(f"there is no kind of model “{model['kind']}”")


def predictors_by_outcome() -> dict[str, list[str]]:
    """Return all paths at once: the predictors of each outcome over all models."""
    predictors: dict[str, list[str]] = {}

    def add(outcome: str, *names: str) -> None:
        known = predictors.setdefault(outcome, [])
        known.extend(name for name in names if name not in known)

    for row in table("models").to_dict("records"):
        names = row["predictors"].split()
        match row["kind"]:
            case "regression":
                add(row["outcome"], *names)
            case "moderation":
                add(row["outcome"], *names, ":".join(names))
            case "mediation":
                predictor, mediator = names
                add(mediator, predictor)
                add(row["outcome"], mediator, predictor)
    return predictors


def describe(answers: pd.DataFrame) -> pd.DataFrame:
    """Describe each construct.

    Returns
    -------
    pandas.DataFrame
        Index: construct. Columns ``items``, ``n``, ``mean``, ``sd``, ``alpha``, ``omega``.
    """
    import pandas as pd

    found = scores(answers)
    rows = {
        construct: {
            "items": items.shape[1],
            "n": int(found[construct].notna().sum()),
            "mean": float(found[construct].mean()),
            "sd": float(found[construct].std()),
            "alpha": models.alpha(items),
            "omega": models.omega(items),
        }
        for construct, items in by_construct(answers).items()
    }
    columns = ["items", "n", "mean", "sd", "alpha", "omega"]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return frame.astype({"alpha": float, "omega": float})


#: Shares that the text prints, each the options that make it up.
SHARES = {
    "bachelor_or_more": ("education", ("bachelor", "master", "doctorate")),
    "master_or_more": ("education", ("master", "doctorate")),
    "from_25_to_40": ("age", ("25-40",)),
}


def shares(people: pd.DataFrame) -> dict[str, float]:
    """Return the shares of :data:`SHARES`, in percent of those who answered the question."""
    found = {}
    for name, (question, options) in SHARES.items():
        if question in people and (answered := people[question].dropna()).size:
            # Counted before it is divided, so that nine of ten are exactly 90%.
            found[name] = float(100 * answered.isin(options).sum() / answered.size)
    return found


def as_json(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as plain data.

    Returns
    -------
    dict
        ``n``; ``constructs.<name>.{items,n,mean,sd,alpha,omega}``; ``people.<share>``;
        ``regression.<outcome>.<term>.{beta,b,se,t,p,ci_low,ci_high,robust_se,robust_p,vif}``
        with ``n``, ``r2``, ``r2_adjusted`` and the p-values of two checks of the errors,
        ``breusch_pagan_p`` (Breusch-Pagan) and ``jarque_bera_p`` (Jarque-Bera);
        ``moderation.{interaction,se,p,beta,slope,jn_low,jn_high,n}``;
        ``mediation.{a,b,direct,total,indirect,ci_low,ci_high,corrected_low,corrected_high,draws,
        seed,n}`` with ``a_se``, ``a_p`` and so on for ``a``, ``b``, ``direct`` and ``total``;
        ``paths.fit``; ``one_factor``; ``failed``;
        ``warnings``. What could not be computed is null: a whole regression by its outcome, a
        construct or a share that the survey does not ask about by its name.
    """
    moderation, mediation = analysis.moderation, analysis.mediation
    described = analysis.constructs.to_dict("index")
    outcomes = table("models").query("kind == 'regression'")["outcome"]
    found = {
        "name": analysis.name,
        "n": analysis.n,
        "constructs": {name: described.get(name) for name in instrument.constructs()["name"]},
        "people": {share: analysis.people.get(share) for share in SHARES},
        "regression": dict.fromkeys(outcomes)
        | {outcome: _regression(fit) for outcome, fit in analysis.regressions.items()},
        "moderation": moderation and _moderation(moderation),
        "mediation": mediation and _mediation(mediation),
        "paths": analysis.paths and {"n": analysis.paths.n, "fit": dict(analysis.paths.fit)},
        "one_factor": analysis.one_factor,
        "failed": dict(analysis.failed),
        "warnings": list(analysis.warnings),
    }
    return _plain(found)


def _regression(fit: Regression) -> dict[str, Any]:
    checks = ("n", "r2", "r2_adjusted", "breusch_pagan_p", "jarque_bera_p")
    terms = {name: asdict(term) for name, term in fit.terms.items()}
    return {name: getattr(fit, name) for name in checks} | terms


def _moderation(found: Moderation) -> dict[str, Any]:
    same = {name: getattr(found, name) for name in ("beta", "slope", "jn_low", "jn_high", "n")}
    interaction = {
        "interaction": found.interaction,
        "se": found.interaction_se,
        "p": found.interaction_p,
    }
    return interaction | same


def _mediation(found: Mediation) -> dict[str, Any]:
    constructs = ("predictor", "mediator", "outcome")
    return {name: value for name, value in asdict(found).items() if name not in constructs}


def _plain(value: Any) -> Any:
    """Make numbers of numbers, and null of what is not one: JSON knows no NaN."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
