"""What a reader's own survey says, in sentences; nothing for answers that were invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama import ecosystem
from microdrama.exhibits.ecosystem import models
from microdrama.exhibits.ecosystem import survey as of_survey
from microdrama.exhibits.ecosystem.every_part import results
from microdrama.show.blocks import Group, Prose

if TYPE_CHECKING:
    from microdrama.ecosystem.analysis import Analysis
    from microdrama.ecosystem.survey_in_use import SurveyInUse


def in_words(analysis: Analysis, survey: SurveyInUse) -> Group:
    """Return what a reader's survey says; of the reconstructed one only the file to look at.

    Parameters
    ----------
    analysis : Analysis
        What :func:`microdrama.ecosystem.analyse` returns.
    survey : SurveyInUse
        Whose survey it is.
    """
    if survey.reconstructed:
        return of_survey.download(survey)
    found = results(analysis)
    shown = [
        models.regression(found["industry"], survey),
        models.regressions([found["economy"], found["innovation"]], survey),
        models.moderation(found["technology-algorithm"], survey),
        models.mediation(found["policy-culture"], survey),
        models.paths(found["paths"], survey),
        Group([models.one_component(found["one-factor"], survey)]),
    ]
    said = [part for group in shown for part in group.parts if isinstance(part, Prose)]
    agreed = of_survey.agreement(ecosystem.agreement(analysis), survey)
    return Group([*said, agreed])
