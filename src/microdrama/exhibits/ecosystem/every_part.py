"""All that the chapter shows of one survey, for a file that a reader chooses in Jupyter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from microdrama import ecosystem
from microdrama.ecosystem.analysis import DRAWS, Analysis
from microdrama.ecosystem.fitting import NotComputable
from microdrama.exhibits.ecosystem import models
from microdrama.exhibits.ecosystem import survey as of_survey
from microdrama.exhibits.ecosystem.compatible import compatible_surveys
from microdrama.package import table
from microdrama.show.blocks import Group

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.survey_in_use import SurveyInUse


def results(analysis: Analysis) -> dict[str, Any]:
    """Return what an analysis found, or why it found nothing, by the name of the model."""
    found: dict[str, Any] = {"paths": analysis.paths, "one-factor": analysis.one_factor}
    formulas = dict.fromkeys(found, "")
    for row in table("models").to_dict("records"):
        name, outcome, predictors = row["name"], row["outcome"], row["predictors"].split()
        match row["kind"]:
            case "regression":
                found[name] = analysis.regressions.get(outcome)
                right = " + ".join(predictors)
            case "moderation":
                found[name], right = analysis.moderation, " * ".join(predictors)
            case _:
                found[name], right = analysis.mediation, " + ".join(reversed(predictors))
        formulas[name] = f"{outcome} ~ {right}"
    failed = {
        name: NotComputable(formulas[name], reason) for name, reason in analysis.failed.items()
    }
    return found | failed


def every_part(
    survey: SurveyInUse, samples: Mapping[str, pd.DataFrame], draws: int = DRAWS
) -> Iterator[tuple[str, Group]]:
    """Yield the parts of the chapter for one survey, each with its heading.

    Long because it is a list.

    Parameters
    ----------
    survey : SurveyInUse
        Whose survey it is.
    samples : mapping of str to pandas.DataFrame
        Surveys compatible with the text, by prior.
    draws : int
        Of the bootstrap.
    """
    analysis = ecosystem.analyse(survey.survey, draws)
    found, scores = results(analysis), ecosystem.scores(survey.answers)
    complete = scores.dropna(axis="columns", how="all").dropna()
    yield (
        "What the text asks for and what the survey gives",
        Group([of_survey.agreement(ecosystem.agreement(analysis), survey)]),
    )
    yield (
        "Constructs",
        _together(
            of_survey.distributions(scores, survey),
            of_survey.constructs(analysis.constructs, survey),
            of_survey.correlations(scores.corr(), len(complete), survey),
        ),
    )
    yield (
        "Policy, technology, competition: the regression",
        models.regression(found["industry"], survey),
    )
    yield (
        "The other two regressions",
        models.regressions([found["economy"], found["innovation"]], survey),
    )
    yield (
        "Technology and algorithms: the moderation",
        models.moderation(found["technology-algorithm"], survey),
    )
    yield (
        "Policy, symbols, culture: the mediation",
        models.mediation(found["policy-culture"], survey),
    )
    yield "All paths at once", models.paths(found["paths"], survey)
    yield (
        "One questionnaire for everything",
        Group([models.one_component(found["one-factor"], survey)]),
    )
    place = ecosystem.position(
        scores, found["industry"], found["technology-algorithm"], found["policy-culture"]
    )
    yield (
        "Among all surveys that agree with the text",
        Group([compatible_surveys(samples, place, survey)]),
    )


def _together(*exhibits: Any) -> Group:
    """Return exhibits and the parts of groups as one group."""
    return Group(
        [
            part
            for exhibit in exhibits
            for part in (exhibit.parts if isinstance(exhibit, Group) else [exhibit])
        ]
    )
