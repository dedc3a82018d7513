"""A survey out of the rows that were read, with its faults and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.data_quality import quality_notes
from microdrama.ecosystem.reading import off_scale
from microdrama.ecosystem.reading.rows import KEPT, Grid
from microdrama.ecosystem.reading.survey import Survey
from microdrama.intake import spreadsheets
from microdrama.package import Fault

if TYPE_CHECKING:
    import pandas as pd


def survey_from(grid: Grid, name: str, sheet: spreadsheets.Sheet, above: tuple[str, ...]) -> Survey:
    """Return what was read.

    Raises
    ------
    SheetError
        If there is no respondent.
    """
    import numpy as np
    import pandas as pd

    if not any(map(len, grid.numbers)):
        raise spreadsheets.SheetError(_why_nobody(grid))
    if other := off_scale.other_scale(grid):
        raise spreadsheets.SheetError(other)
    rows = pd.Index(np.concatenate(grid.numbers), name="row")
    numbered = list(_numbered(grid))
    answers, people = _answers(grid, rows), _people(grid, rows)
    rescaled = off_scale.rescaled_notes(grid)
    notes = [*sheet.notes, *grid.notes, *numbered, *rescaled, *quality_notes(answers, people)]
    faults = tuple(_faults(grid, sheet.unclosed))
    return Survey(name, answers, people, faults, tuple(notes), above)


def _why_nobody(grid: Grid) -> str:
    if grid.slipped:
        return (
            "has more cells in every row than in the headings; give every column a heading, "
            "and put a text with a separator in it into quotation marks"
        )
    return "has headings and no respondent; add one row for each respondent below them"


def _answers(grid: Grid, rows: pd.Index) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    ids = [item for item in instrument.items()["id"] if item in grid.items]
    first, last = instrument.scale()
    # One column after the other lies together in memory, as pandas keeps them.
    answers = np.empty((len(rows), len(ids)), np.float32, order="F")
    for place, item in enumerate(ids):
        codes = grid.items[item].codes()
        # Evenly between the ends of the questionnaire's scale, and as it is on that scale.
        low, high = grid.items[item].of.ends
        answers[:, place] = first + codes * ((last - first) / (high - low))
        answers[codes < 0, place] = np.nan
    return pd.DataFrame(answers, index=rows, columns=ids, copy=False)


def _people(grid: Grid, rows: pd.Index) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    people = {
        question: pd.Categorical.from_codes(
            np.maximum(grid.questions[question].codes(), -1),
            categories=list(instrument.options(question)),
        )
        for question in instrument.questions()["question"].unique()
        if question in grid.questions
    }
    return pd.DataFrame(people, index=rows)


def _numbered(grid: Grid) -> Iterator[str]:
    for column in grid.questions.values():
        if any(code >= 0 and instrument.is_number(cell) for cell, code in column.meaning.items()):
            codes = enumerate(instrument.options(column.of.id), start=1)
            meanings = ", ".join(f"{number} = {code}" for number, code in codes)
            yield f"The numbers in the column “{column.of.heading}” are read as {meanings}."


def _faults(grid: Grid, unclosed: list[int]) -> Iterator[Fault]:
    slipped = set(grid.slipped)
    yield from grid.faults
    yield from off_scale.code_faults(grid)
    yield from _of_rows(
        grid,
        grid.slipped,
        "has more cells than there are headings, so its answers are left out; put quotation "
        "marks around a text with a separator in it.",
    )
    yield from _of_rows(
        grid,
        [row for row in unclosed if row not in slipped],
        "has a quotation mark inside a text or one that is never closed; close it or delete it.",
    )
    for column in sorted(grid.columns, key=lambda column: column.place):
        yield from column.faults
        if more := column.wrong - len(column.faults):
            yield _more(grid, column.of.heading, f"{more:,} more cells of this column are wrong")


def _of_rows(grid: Grid, rows: list[int], message: str) -> Iterator[Fault]:
    yield from (Fault(grid.file, row, "", message) for row in rows[:KEPT])
    if more := len(rows[KEPT:]):
        yield _more(grid, "", f"{more:,} more rows have the same fault")


def _more(grid: Grid, column: str, what: str) -> Fault:
    return Fault(grid.file, 0, column, f"{what}; correct these first and check again.")
