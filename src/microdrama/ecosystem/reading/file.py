"""Reading a survey from the file that a spreadsheet or a form saved."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from itertools import chain, islice
from pathlib import Path

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import Scale, scale_of
from microdrama.ecosystem.reading.columns import columns_by_id, heading_notes, repeated_columns
from microdrama.ecosystem.reading.result import survey_from
from microdrama.ecosystem.reading.rows import Grid
from microdrama.ecosystem.reading.survey import Survey, SurveyError
from microdrama.intake import spreadsheets
from microdrama.intake.text import short
from microdrama.paths import shown

#: Numbers that stand for a missing answer unless the caller names others.
DECLARED = ("99",)


def read(
    path: Path | str,
    missing: Collection[str] = DECLARED,
    name: str | None = None,
    scale: str | None = None,
) -> Survey:
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
    scale : str, optional
        Lowest and highest point of the file's scale, as ``0..4``, if not the questionnaire's; the
        answers are put on the questionnaire's, evenly.

    Raises
    ------
    SurveyError
        If nothing of the file can be used, or its answers are on another scale than was said.
    """
    path = Path(path)
    shown_as = name or shown(path)
    try:
        ends = scale_of(scale) if scale else None
    except ValueError as error:
        raise SurveyError(f"{error}.") from None
    try:
        with warnings.catch_warnings():
            # openpyxl warns of colours and menus of a sheet that it does not keep.
            warnings.simplefilter("ignore", UserWarning)
            sheet = spreadsheets.opened(path, _known)
            return _survey(name or path.name, shown_as, sheet, missing, ends)
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


def _survey(
    name: str,
    file: str,
    sheet: spreadsheets.Sheet,
    missing: Collection[str],
    scale: Scale | None,
) -> Survey:
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
    grid = Grid(file, len(headings), *columns_by_id(headings, missing, scale))
    grid.notes += heading_notes(headings, grid.columns)
    grid.faults += repeated_columns(file, number, headings)
    above = [line for _, cells in first[:place] if (line := " ".join(cells).strip())]
    if above:
        start = short(above[0], 60).rstrip(".")
        grid.notes.append(f"What stands above the headings in row {number} is left out: “{start}”.")
    grid.read(chain(first[place + 1 :], rows), sheet.can_slip)
    return survey_from(grid, name, sheet, tuple(above))
