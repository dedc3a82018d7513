"""What a survey is once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from microdrama.package import Fault

if TYPE_CHECKING:
    import pandas as pd


class SurveyError(Exception):
    """Nothing of a survey can be used; the text names the file and says what to do."""


@dataclass(frozen=True)
class Survey:
    """The answers to a survey, and what is wrong with them.

    Parameters
    ----------
    name : str
        Name of the file, or of the survey.
    answers : pandas.DataFrame
        float32; one row a respondent, labelled with the row as a spreadsheet counts it; one
        column an item that the file has, in the order of the questionnaire; missing answers as
        NaN. Reverse-coded items are as answered.
    people : pandas.DataFrame
        Same rows; one categorical column a question about the respondents that the file has,
        with the codes of all its answers as categories.
    faults : tuple of Fault
        What is wrong: first whole rows, then cells by column.
    notes : tuple of str
        What was left out, is missing or looks odd, one sentence each.
    above : tuple of str
        Lines that stand above the headings of the file.
    """

    name: str
    answers: pd.DataFrame
    people: pd.DataFrame
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    above: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is any answer to an item."""
        return bool(self.answers.notna().any(axis=None))
