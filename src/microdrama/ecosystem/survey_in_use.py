"""Whose survey the chapter shows: the reconstructed one, or the reader's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.evidence.kinds import Kind
from microdrama.intake import files

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.reading import Survey


@dataclass(frozen=True)
class SurveyInUse:
    """A survey with the words that every figure says about it.

    Parameters
    ----------
    survey : Survey
        The answers.
    kind : Kind
        ``reconstructed``, or ``recomputed`` for answers that people gave.
    label : str
        Whose it is, as a source.
    caption : str
        One sentence for every figure.
    """

    survey: Survey
    kind: Kind
    label: str
    caption: str

    @property
    def answers(self) -> pd.DataFrame:
        """One row a respondent, one column an item, as answered."""
        return self.survey.answers

    @property
    def reconstructed(self) -> bool:
        """Whether nobody gave these answers."""
        return self.kind == "reconstructed"


def survey_in_use() -> SurveyInUse:
    """Return the reader's survey if there is one, else the reconstructed one.

    Raises
    ------
    microdrama.ecosystem.reading.SurveyError
        If nothing in the reader's file can be used.
    """
    path = files.kept("survey")
    if path is None:
        from microdrama.ecosystem.reconstruction import reconstructed

        return SurveyInUse(
            reconstructed(),
            "reconstructed",
            "the reconstructed survey",
            "Reconstructed: made to agree with everything the text prints, not collected.",
        )
    from microdrama.ecosystem.reading import read

    return survey_from_file(read(path, **files.settings("survey")))


def survey_from_file(survey: Survey) -> SurveyInUse:
    """Return a survey that was read from a file, with its words."""
    from microdrama.ecosystem.reconstruction import says_so

    n, name = len(survey.answers), survey.name
    if says_so(survey):
        return SurveyInUse(
            survey,
            "reconstructed",
            name,
            f"Reconstructed, as {name} says: made to agree with the text, not collected.",
        )
    who = "respondent" if n == 1 else "respondents"
    return SurveyInUse(survey, "recomputed", name, f"Your survey: {n:,} {who} from {name}.")
