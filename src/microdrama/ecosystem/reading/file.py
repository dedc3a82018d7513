"""Reading a survey from the file that a spreadsheet, a form or a statistics program saved."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import Scale, scale_of
from microdrama.ecosystem.reading.columns import Columns
from microdrama.ecosystem.reading.headings import Names, guessed, header
from microdrama.ecosystem.reading.result import survey_from
from microdrama.ecosystem.reading.rows import Grid
from microdrama.ecosystem.reading.survey import Survey, SurveyError
from microdrama.intake import mapping, spreadsheets
from microdrama.intake.exports import Header
from microdrama.intake.mapping import Mapping
from microdrama.intake.text import listed, plain, short
from microdrama.paths import shown

#: Numbers that stand for a missing answer unless the caller names others.
DECLARED = ("99",)


def read(
    path: Path | str,
    missing: Collection[str] = DECLARED,
    name: str | None = None,
    scale: str | None = None,
    columns: Path | str | None = None,
) -> Survey:
    """Read a survey.

    Parameters
    ----------
    path : Path or str
        A table as a spreadsheet, a survey tool or a statistics program saves it; see
        :func:`microdrama.intake.spreadsheets.opened` and :mod:`microdrama.intake.exports`.
    missing : collection of str
        What stands for a missing answer besides an empty cell and
        :data:`microdrama.ecosystem.answer_codes.EMPTY`.
    name : str, optional
        Name of the survey, if not that of the file.
    scale : str, optional
        Lowest and highest point of the file's scale, as ``0..4``, if not the questionnaire's; the
        answers are put on the questionnaire's, evenly.
    columns : Path or str, optional
        A table in which the reader says what headings and answers mean, as
        :func:`proposed` writes it.

    Raises
    ------
    SurveyError
        If nothing of the file can be used, its answers are on another scale than was said, or the
        table of columns cannot be used.
    """
    path = Path(path)
    ends = _ends(scale)
    said = _said(columns, ends)
    with _naming(name or shown(path)):
        found = _opened(name or shown(path), path, said)
        if found.header is None:
            raise spreadsheets.SheetError(_unknown(found))
        grid = found.grid(missing, said, ends)
        return survey_from(grid, name or path.name, found.sheet, found.above)


def proposed(
    path: Path | str,
    missing: Collection[str] = DECLARED,
    scale: str | None = None,
    columns: Path | str | None = None,
) -> str:
    """Return the table in which a reader says what headings and answers mean.

    What is understood is filled in; the rest is left for the reader.

    Parameters
    ----------
    path, missing, scale, columns
        As of :func:`read`.

    Raises
    ------
    SurveyError
        If the file has no headings at all.
    """
    path = Path(path)
    ends = _ends(scale)
    said = _said(columns, ends)
    with _naming(shown(path)):
        found = _opened(shown(path), path, said)
        first = found.header or guessed([cells for _, cells in found.first])
        if first is None:
            raise spreadsheets.SheetError("has no headings; write one above each column")
        rows = list(_proposed_columns(Columns.of(first, Names(said)), first, said))
        if found.header is not None:
            rows += _proposed_answers(found, missing, said, ends)
        return mapping.written(rows)


def _ends(scale: str | None) -> Scale | None:
    """Return the ends of a scale that a reader names.

    Raises
    ------
    SurveyError
        If it is none.
    """
    try:
        return scale_of(scale) if scale else None
    except ValueError as error:
        raise SurveyError(f"{error}.") from None


def _said(columns: Path | str | None, ends: Scale | None) -> Mapping:
    if columns is None:
        return Mapping()
    columns = Path(columns)
    with _naming(shown(columns)):
        said = mapping.read(columns)
        for (letters, heading), means in said.columns.items():
            if means != "-" and not (instrument.item_of(means) or instrument.question_of(means)):
                questions = instrument.questions()["question"].unique()
                raise spreadsheets.SheetError(
                    f"says that column {letters} “{short(heading)}” is “{short(means)}”, which is "
                    f"no item; write an id such as {instrument.items()['id'].iloc[0]}, one of "
                    f"{listed(list(questions))}, or - for a column that is not read"
                )
        low, high = ends or instrument.scale()
        points = set(map(str, range(low, high + 1)))
        for answer, means in said.answers.items():
            if means != "-" and means not in points:
                raise spreadsheets.SheetError(
                    f"says that “{short(answer)}” is “{short(means)}”; write a whole number from "
                    f"{low} to {high}, or missing"
                )
        return said


@contextmanager
def _naming(file: str) -> Iterator[None]:
    """Let whatever is wrong with a file be one sentence that names it.

    Raises
    ------
    SurveyError
        In place of what a file raises.
    """
    try:
        with warnings.catch_warnings():
            # openpyxl warns of colours and menus of a sheet that it does not keep.
            warnings.simplefilter("ignore", UserWarning)
            yield
    except spreadsheets.SheetError as error:
        raise SurveyError(f"{file} {error}.") from None
    except OSError as error:
        raise SurveyError(
            f"{file} cannot be read to its end ({error.strerror}); copy it and try again."
        ) from None


Row = tuple[int, list[str]]


@dataclass
class _Opened:
    """A file whose headings have been looked for."""

    file: str
    sheet: spreadsheets.Sheet
    first: list[Row]
    rows: Iterator[Row]
    header: Header | None
    names: Names

    @property
    def above(self) -> tuple[str, ...]:
        """Lines that stand above the headings."""
        if self.header is None or self.sheet.headings is not None:
            return ()
        lines = (" ".join(cells).strip() for _, cells in self.first[: self.header.top])
        return tuple(line for line in lines if line)

    def grid(self, missing: Collection[str], said: Mapping, ends: Scale | None) -> Grid:
        """Read all rows below the headings."""
        columns = Columns.of(self.header, self.names)
        by_case = self.sheet.headings is not None
        grid = Grid(self.file, columns, *columns.read(missing, said.answers, ends), by_case)
        if not grid.items:
            raise spreadsheets.SheetError(_unknown(self))
        number = 0 if by_case else self.first[self.header.top][0]
        grid.notes += columns.notes()
        grid.faults += columns.faults(self.file, number)
        if above := self.above:
            start = short(above[0], 60).rstrip(".")
            grid.notes.append(
                f"What stands above the headings in row {number} is left out: “{start}”."
            )
        grid.read(chain(self.first[self.header.below :], self.rows), self.sheet.can_slip)
        return grid


def _opened(file: str, path: Path, said: Mapping) -> _Opened:
    names = Names(said)
    sheet = spreadsheets.opened(path, names.known)
    rows = enumerate(sheet.rows, start=1)
    first = list(islice(rows, spreadsheets.FIRST))
    if sheet.headings is None:
        found = header([cells for _, cells in first], names)
    else:
        found = Header(None, 0, 0, sheet.headings)
        if not any(named and named.is_item for named in Columns.of(found, names).named):
            found = None
    return _Opened(file, sheet, first, rows, found, names)


def _unknown(found: _Opened) -> str:
    """Say that no column is named after an item, which headings there are, and what to do."""
    if found.sheet.headings is not None:
        names = [given[0] for given in found.sheet.headings]
    else:
        first = guessed([cells for _, cells in found.first])
        names = [given[0] for given in first.names if given] if first else []
    shown_names = [f"“{short(name, 24)}”" for name in names if name.strip()]
    of = f" of {found.sheet.program}" if found.sheet.program else ""
    has = f"; its headings{of} are {listed(shown_names, 5)}" if len(shown_names) > 1 else ""
    return (
        f"has no column that is named after an item, such as PS1{has}; say with “microdrama survey "
        "check FILE --columns columns.csv” which column is which item, or start from the file that "
        "“microdrama survey template” writes"
    )


def _proposed_columns(
    columns: Columns, first: Header, said: Mapping
) -> Iterator[tuple[str, str, str, str]]:
    for place, (given, named) in enumerate(zip(first.names, columns.named, strict=True)):
        if given and (place not in first.own or named):
            heading = " ".join((named.heading if named else given[0]).split())
            means = named.id if named else said.of(place, heading) or ""
            yield mapping.COLUMN, mapping.letters(place), heading, means


def _proposed_answers(
    found: _Opened, missing: Collection[str], said: Mapping, ends: Scale | None
) -> Iterator[tuple[str, str, str, str]]:
    """Yield what answers mean that are no plain numbers; nothing where that is not known."""
    grid = found.grid(missing, said, ends)
    seen = set(said.answers)
    for text, means in said.answers.items():
        yield mapping.ANSWER, "", text, means
    for word, shown_as in grid.words.shown.items():
        if (text := plain(shown_as)) not in seen:
            seen.add(text)
            point = word.point(ends or instrument.scale())
            number = word.number if point is None else point
            means = "missing" if word.kind == "none" else "" if number is None else str(number)
            yield mapping.ANSWER, "", shown_as, means
    for column in grid.items.values():
        for _, cell in (one for cells in column.wrong.values() for one in cells):
            if (text := plain(cell)) and text not in seen:
                seen.add(text)
                yield mapping.ANSWER, "", " ".join(cell.split()), ""
