"""Exhibits of the survey's models: a table, and a sentence beside it, or why there is neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from microdrama.ecosystem.fitting import (
    NotComputable,
    as_moderation,
    as_regression,
    constructs_in,
    standardised_paths,
)
from microdrama.ecosystem.scores import scores
from microdrama.exhibits.ecosystem import explorers, questions, sentences, tables
from microdrama.exhibits.ecosystem.names import lower, of_all, short
from microdrama.exhibits.ecosystem.survey import said_of
from microdrama.show.blocks import Group, Prose, Table

if TYPE_CHECKING:
    from statsmodels.regression.linear_model import RegressionResults

    from microdrama.ecosystem.models import Mediation, Moderation, Paths, Regression
    from microdrama.ecosystem.survey_in_use import SurveyInUse

_REGRESSION = {
    "Beta": ".2f",
    "B": ".2f",
    "SE": ".3f",
    "Robust SE": ".3f",
    "t": ".2f",
    "p": "s",
    "From": ".2f",
    "To": ".2f",
    "VIF": ".2f",
}


def _missing(question: str, model: NotComputable) -> Prose:
    return Prose(questions.missing(question, model.reason))


def _beside(found: Regression, survey: SurveyInUse) -> Prose:
    say = said_of(survey)
    return Prose(f"{sentences.effects(found, say)} {sentences.checks(found, say)}")


def regression(model: RegressionResults | Regression | NotComputable, survey: SurveyInUse) -> Group:
    """Return a regression as a table, with what it explains in words.

    Parameters
    ----------
    model : RegressionResults, Regression or NotComputable
        A fit of ``smf.ols``, what was read off one, or the reason why there is none.
    survey : SurveyInUse
        Whose survey it is.
    """
    found = as_regression(model)
    if isinstance(found, NotComputable):
        return Group([_missing(questions.regression_question(found.outcome), found)])
    table = Table(
        tables.regression(found),
        label=f"Regression of {lower(found.outcome)}",
        formats=_REGRESSION,
        kinds=dict.fromkeys(("Beta", "B"), survey.kind),
    )
    return Group([table, _beside(found, survey)])


def regressions(
    models: Sequence[RegressionResults | Regression | NotComputable], survey: SurveyInUse
) -> Group:
    """Return several regressions in one table, each with its sentence below."""
    read = [as_regression(model) for model in models]
    found = [model for model in read if not isinstance(model, NotComputable)]
    missing = [model for model in read if isinstance(model, NotComputable)]
    parts: list[Table | Prose] = []
    if found:
        several = "Regressions" if found[1:] else "Regression"
        parts.append(
            Table(
                tables.regressions(found),
                label=f"{several} of {of_all(model.outcome for model in found)}",
                formats=_REGRESSION,
                kinds=dict.fromkeys(("Beta", "B"), survey.kind),
            )
        )
    parts += [_beside(model, survey) for model in found]
    parts += [_missing(questions.regression_question(model.outcome), model) for model in missing]
    return Group(parts)


def moderation(model: RegressionResults | Moderation | NotComputable, survey: SurveyInUse) -> Group:
    """Return how one slope depends on a moderator: tables, words, and an explorer.

    Parameters
    ----------
    model : RegressionResults, Moderation or NotComputable
        A fit with the product of two predictors, what was read off one, or the reason why there
        is none.
    survey : SurveyInUse
        Whose survey it is.
    """
    found = as_moderation(model)
    if isinstance(found, NotComputable):
        _, *predictors = constructs_in(found.formula)
        return Group([_missing(questions.moderation_question(*predictors[:2]), found)])
    coefficients = Table(
        tables.moderation(found),
        label=f"Moderation of {short(found.focal)} by {short(found.moderator)}",
        formats={"B": ".2f", "SE": ".3f", "t": ".2f", "p": "s"},
        kinds={"B": survey.kind},
    )
    slope = tables.slope_heading(found)
    slopes = Table(
        tables.simple_slopes(found),
        label=f"{slope} at three levels of {short(found.moderator)}",
        formats={
            "Level": ".2f",
            slope: ".2f",
            "Standard error": ".3f",
            "At least": ".2f",
            "At most": ".2f",
        },
        kinds={slope: survey.kind},
    )
    words = f"{sentences.moderated(found, said_of(survey))} {sentences.as_described(found)}"
    return Group([coefficients, slopes, Prose(words), explorers.slope_explorer(found, survey)])


def mediation(model: Mediation | NotComputable, survey: SurveyInUse) -> Group:
    """Return the ways from a predictor to an outcome: a table, words, and an explorer.

    Parameters
    ----------
    model : Mediation or NotComputable
        What :func:`microdrama.ecosystem.mediation` returns.
    survey : SurveyInUse
        Whose survey it is.
    """
    if isinstance(model, NotComputable):
        outcome, mediator, predictor = constructs_in(model.formula)
        question = questions.mediation_question(predictor, mediator, outcome)
        return Group([_missing(question, model)])
    table = Table(
        tables.mediation(model),
        label="Paths of the mediation",
        formats={"Size": ".3f", "SE": ".3f", "p": "s", "At least": ".3f", "At most": ".3f"},
        kinds={"Size": survey.kind},
    )
    paths = standardised_paths(model, scores(survey.answers))
    words = sentences.mediated(model, said_of(survey))
    return Group(
        [
            table,
            Prose(f"{words} {sentences.INVENTED_PATHS}" if survey.reconstructed else words),
            explorers.mediation_explorer(model, paths, survey),
        ]
    )


def paths(model: Paths | NotComputable, survey: SurveyInUse) -> Group:
    """Return all paths at once, with what is missed by leaving others out.

    Parameters
    ----------
    model : Paths or NotComputable
        What :func:`microdrama.ecosystem.path_model` returns.
    survey : SurveyInUse
        Whose survey it is.
    """
    if isinstance(model, NotComputable):
        return Group([_missing(questions.PATHS_QUESTION, model)])
    table = Table(
        tables.path_table(model),
        label="Paths of the structural equation model",
        formats={"Beta": ".2f", "Standard error": ".3f", "z": ".2f", "p": "s"},
        kinds={"Beta": survey.kind},
    )
    return Group([table, Prose(sentences.fitted(model, said_of(survey)))])


def one_component(share: float | NotComputable, survey: SurveyInUse) -> Prose:
    """Say whether one component explains most of all answers."""
    if isinstance(share, NotComputable):
        return _missing(questions.ONE_COMPONENT_QUESTION, share)
    return Prose(sentences.one_component(share, said_of(survey)))
