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
class Understood:
    """How a file was read.

    Parameters
    ----------
    saved_by : str
        The tool or program that has saved it, where that is known.
    columns : tuple of (str, str, str, str)
        Of each column that is read: its letters in a spreadsheet, its heading, the item or
        question, and how it was told: ``id`` or ``wording`` of an item, ``question`` for one about
        the respondent, ``mapping`` where the reader says so.
    answers : tuple of (str, str, int)
        Of each answer to an item that is no plain number: how it stands in the file, the number
        that it stands for, ``missing``, or nothing where that is not known; and in how many cells.
    """

    saved_by: str = ""
    columns: tuple[tuple[str, str, str, str], ...] = ()
    answers: tuple[tuple[str, str, int], ...] = ()


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
        What is wrong: first whole rows, then cells, one fault a kind.
    notes : tuple of str
        What was left out, is missing or looks odd, one sentence each.
    above : tuple of str
        Lines that stand above the headings of the file.
    understood : Understood
        How the file was read.
    """

    name: str
    answers: pd.DataFrame
    people: pd.DataFrame
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    above: tuple[str, ...] = ()
    understood: Understood = Understood()

    @property
    def usable(self) -> bool:
        """Whether there is any answer to an item."""
        return bool(self.answers.notna().any(axis=None))
