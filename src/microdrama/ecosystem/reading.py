"""A reader's own survey: what a spreadsheet or a form saved, as answers and faults.

A fault costs its own cell and nothing else. What cannot be used is said with row and column;
what is missing or looks odd is said in a note.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import BLANK, HEADING, WRONG, Codes, Item, Question
from microdrama.ecosystem.data_quality import quality_notes
from microdrama.intake import spreadsheets
from microdrama.intake.text import listed, plain, short
from microdrama.package import Fault
from microdrama.paths import shown

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: Numbers that stand for a missing answer unless the caller names others.
DECLARED = ("99",)

#: Faults of one column that are kept; the others are counted.
KEPT = 20

#: Rows that are worked on at a time; so few that their cells stay in a processor's cache.
_CHUNK = 1_000

Row = tuple[int, list[str]]


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


def read(path: Path | str, missing: Collection[str] = DECLARED, name: str | None = None) -> Survey:
    """Read a survey.

    Parameters
    ----------
    path : Path or str
        A text file with commas, semicolons or tabs, in UTF-8, UTF-16 or GB 18030, or an Excel
        file, of which the first sheet is read.
    missing : collection of str
        What stands for a missing answer besides an empty cell and
        :data:`microdrama.ecosystem.answer_codes.EMPTY`.
    name : str, optional
        Name of the survey, if not that of the file.

    Raises
    ------
    SurveyError
        If nothing of the file can be used.
    """
    path = Path(path)
    shown_as = name or shown(path)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of colours and menus of a sheet that it does not keep.
            warnings.simplefilter("ignore", UserWarning)
            return _survey(name or path.name, shown_as, spreadsheets.opened(path, _known), missing)
    except spreadsheets.SheetError as error:
        raise SurveyError(f"{shown_as} {error}.") from None
    except OSError as error:
        raise SurveyError(
            f"{shown_as} cannot be read to its end ({error.strerror}); copy it and try again."
        ) from None


def _known(row: list[str]) -> int:
    """Count the cells of a row that are headings; a row without an item has none."""
    items = len({item for cell in row if (item := instrument.item_of(cell))})
    return items and items + sum(instrument.question_of(cell) is not None for cell in row)


def _survey(name: str, file: str, sheet: spreadsheets.Sheet, missing: Collection[str]) -> Survey:
    rows = enumerate(sheet.rows, start=1)
    first = list(islice(rows, spreadsheets.FIRST))
    known = [_known(cells) for _, cells in first]
    if not any(known):
        raise spreadsheets.SheetError(
            "has no column that is named after an item, such as PS1; start from the file that "
            "“microdrama survey template” writes"
        )
    place = known.index(max(known))
    number, headings = first[place]
    grid = _Grid(file, len(headings), *_columns(headings, missing))
    grid.notes += _heading_notes(headings, grid.columns)
    grid.faults += _twice(file, number, headings)
    above = [line for _, cells in first[:place] if (line := " ".join(cells).strip())]
    if above:
        said = short(above[0], 60).rstrip(".")
        grid.notes.append(f"What stands above the headings in row {number} is left out: “{said}”.")
    grid.read(chain(first[place + 1 :], rows), sheet.can_slip)
    return grid.survey(name, sheet, tuple(above))


# ---- headings --------------------------------------------------------------------------------


@dataclass
class _Column:
    """A column that is read, with what was found in it so far."""

    place: int
    of: Item | Question
    meaning: Codes
    parts: list[np.ndarray] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    wrong: int = 0

    def codes(self) -> np.ndarray:
        """Return the codes of all rows and let go of the parts they were read in."""
        import numpy as np

        codes = np.concatenate(self.parts)
        self.parts.clear()
        return codes


def _named(heading: str) -> Item | Question | None:
    """Return what a heading names, if it is something that is read."""
    if item := instrument.item_of(heading):
        return Item(short(heading), item)
    question = instrument.question_of(heading)
    return Question(short(heading), question) if question else None


def _columns(
    headings: list[str], missing: Collection[str]
) -> tuple[dict[str, _Column], dict[str, _Column]]:
    """Return the columns of items and of questions by what they are; the first of two counts."""
    declared = frozenset(plain(code) for code in missing)
    items: dict[str, _Column] = {}
    questions: dict[str, _Column] = {}
    for place, heading in enumerate(headings):
        if named := _named(heading):
            columns = items if isinstance(named, Item) else questions
            columns.setdefault(named.id, _Column(place, named, Codes(named, declared)))
    return items, questions


def _twice(file: str, row: int, headings: list[str]) -> Iterator[Fault]:
    met: set[str] = set()
    for heading in headings:
        if (named := _named(heading)) and named.id in met:
            message = (
                f"there is a column for {named.id} before this one, and that one counts; "
                "delete or rename one of the two."
            )
            yield Fault(file, row, named.heading, message)
        elif named:
            met.add(named.id)


def _heading_notes(headings: list[str], columns: list[_Column]) -> Iterator[str]:
    ignored = [
        f"“{short(heading)}”"
        for heading in headings
        if heading.strip() and not _named(heading) and not instrument.is_respondent(heading)
    ]
    if ignored:
        yield f"Not read, since no item or question is named so: {listed(ignored)}."
    own = [column.of.id for column in columns if instrument.has_own_words(headings[column.place])]
    if own:
        yield (
            f"The words in the heading of {listed(own)} are not those of the questionnaire; the "
            "id before them counts."
        )


def _is_label(cell: str) -> bool:
    return instrument.label_value(cell) is not None


# ---- rows ------------------------------------------------------------------------------------


@dataclass
class _Grid:
    """The columns of one file while its rows are read."""

    file: str
    width: int
    items: dict[str, _Column]
    questions: dict[str, _Column]
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: list[np.ndarray] = field(default_factory=list)
    slipped: list[int] = field(default_factory=list)
    widest: int = 0

    @property
    def columns(self) -> list[_Column]:
        """The columns that are read, items first."""
        return [*self.items.values(), *self.questions.values()]

    def read(self, rows: Iterator[Row], can_slip: bool) -> None:
        """Read all rows below the headings.

        Parameters
        ----------
        rows : iterator of (int, list of str)
            Number and cells of each row.
        can_slip : bool
            Whether a row with too many cells is one in which cells have moved.
        """
        below = next(rows, None)
        if below and self._holds_own_words(below[1]):
            self.notes.append(f"Row {below[0]} holds words, not answers, and is left out.")
            below = None
        rows = chain([below] if below else [], rows)
        while block := list(islice(rows, _CHUNK)):
            if straight := list(self._straight(block, can_slip)):
                self._read_block(straight)
        last = max(column.place for column in self.columns)
        if can_slip and self.widest <= last:
            self.notes.append(
                "No row reaches the last column that is read; if a heading has a separator in it, "
                "put it into quotation marks."
            )

    def _holds_own_words(self, row: list[str]) -> bool:
        """Tell whether a row has wordings under the headings, some of them a reader's own."""
        words = own = 0
        for column in self.items.values():
            cell = row[column.place] if column.place < len(row) else ""
            code = column.meaning[cell]
            if code >= 0:
                return False
            words += code == HEADING
            own += code == WRONG and instrument.is_sentence(cell) and not _is_label(cell)
        return own > 0 and 2 * (words + own) > len(self.items)

    def _straight(self, block: list[Row], can_slip: bool) -> Iterator[Row]:
        """Give all rows the same width; leave out those in which cells have moved."""
        for number, row in block:
            self.widest = max(self.widest, len(row))
            more = len(row) - self.width
            if more > 0 and can_slip and any(map(str.strip, row[self.width :])):
                self.slipped.append(number)
            elif more:
                yield number, row[: self.width] + [""] * -more
            else:
                yield number, row

    def _read_block(self, block: list[Row]) -> None:
        import numpy as np

        cells = list(zip(*(row for _, row in block), strict=True))
        numbers = np.array([number for number, _ in block])
        codes = [
            np.fromiter(map(column.meaning.__getitem__, cells[column.place]), np.int8, len(block))
            for column in self.columns
        ]
        kept = ~self._repeats_headings(codes)
        for place in np.flatnonzero(np.all([code == BLANK for code in codes], axis=0)):
            # A respondent who answered nothing may still have a name or a comment.
            kept[place] &= any(map(str.strip, block[place][1]))
        self.numbers.append(numbers[kept])
        for column, code in zip(self.columns, codes, strict=True):
            column.parts.append(code[kept])
            wrong = np.flatnonzero(kept & (code <= HEADING))
            column.wrong += len(wrong)
            for place in wrong[: KEPT - len(column.faults)]:
                message = column.of.why(cells[column.place][place])
                fault = Fault(self.file, int(numbers[place]), column.of.heading, message)
                column.faults.append(fault)

    def _repeats_headings(self, codes: list[np.ndarray]) -> np.ndarray:
        """Tell which rows repeat the headings or the wordings, as the template's second does."""
        import numpy as np

        repeated = np.sum([code == HEADING for code in codes[: len(self.items)]], axis=0)
        return 2 * repeated > len(self.items)

    # ---- what came of it ---------------------------------------------------------------------

    def survey(self, name: str, sheet: spreadsheets.Sheet, above: tuple[str, ...]) -> Survey:
        """Return what was read.

        Raises
        ------
        SheetError
            If there is no respondent.
        """
        import numpy as np
        import pandas as pd

        if not any(map(len, self.numbers)):
            raise spreadsheets.SheetError(self._why_nobody())
        rows = pd.Index(np.concatenate(self.numbers), name="row")
        numbered = list(self._numbered())
        answers, people = self._answers(rows), self._people(rows)
        notes = [*sheet.notes, *self.notes, *numbered, *quality_notes(answers, people)]
        faults = tuple(self._faults(sheet.unclosed))
        return Survey(name, answers, people, faults, tuple(notes), above)

    def _why_nobody(self) -> str:
        if self.slipped:
            return (
                "has more cells in every row than in the headings; give every column a heading, "
                "and put a text with a separator in it into quotation marks"
            )
        return "has headings and no respondent; add one row for each respondent below them"

    def _answers(self, rows: pd.Index) -> pd.DataFrame:
        import numpy as np
        import pandas as pd

        ids = [item for item in instrument.items()["id"] if item in self.items]
        # One column after the other lies together in memory, as pandas keeps them.
        answers = np.empty((len(rows), len(ids)), np.float32, order="F")
        for place, item in enumerate(ids):
            codes = self.items[item].codes()
            answers[:, place] = codes
            answers[codes < 0, place] = np.nan
        return pd.DataFrame(answers, index=rows, columns=ids, copy=False)

    def _people(self, rows: pd.Index) -> pd.DataFrame:
        import numpy as np
        import pandas as pd

        people = {
            question: pd.Categorical.from_codes(
                np.maximum(self.questions[question].codes(), -1),
                categories=list(instrument.options(question)),
            )
            for question in instrument.questions()["question"].unique()
            if question in self.questions
        }
        return pd.DataFrame(people, index=rows)

    def _numbered(self) -> Iterator[str]:
        for column in self.questions.values():
            if any(
                code >= 0 and instrument.is_number(cell) for cell, code in column.meaning.items()
            ):
                codes = enumerate(instrument.options(column.of.id), start=1)
                said = ", ".join(f"{number} = {code}" for number, code in codes)
                yield f"The numbers in the column “{column.of.heading}” are read as {said}."

    def _faults(self, unclosed: list[int]) -> Iterator[Fault]:
        slipped = set(self.slipped)
        yield from self.faults
        yield from self._of_rows(
            self.slipped,
            "has more cells than there are headings, so its answers are left out; put quotation "
            "marks around a text with a separator in it.",
        )
        yield from self._of_rows(
            [row for row in unclosed if row not in slipped],
            "has a quotation mark inside a text or one that is never closed; close it or delete "
            "it.",
        )
        for column in sorted(self.columns, key=lambda column: column.place):
            yield from column.faults
            if more := column.wrong - len(column.faults):
                yield self._more(column.of.heading, f"{more:,} more cells of this column are wrong")

    def _of_rows(self, rows: list[int], message: str) -> Iterator[Fault]:
        yield from (Fault(self.file, row, "", message) for row in rows[:KEPT])
        if more := len(rows[KEPT:]):
            yield self._more("", f"{more:,} more rows have the same fault")

    def _more(self, column: str, what: str) -> Fault:
        return Fault(self.file, 0, column, f"{what}; correct these first and check again.")
