"""A survey out of the rows that were read, with its faults and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import HEADING, MISSING, SUSPECT, Word
from microdrama.ecosystem.data_quality import quality_notes
from microdrama.ecosystem.reading import off_scale
from microdrama.ecosystem.reading.columns import SHOWN, Column
from microdrama.ecosystem.reading.rows import KEPT, Grid
from microdrama.ecosystem.reading.settling import Settled, settled
from microdrama.ecosystem.reading.survey import Survey, Understood
from microdrama.intake import spreadsheets
from microdrama.intake.mapping import letters
from microdrama.intake.text import short
from microdrama.package import Fault

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def survey_from(grid: Grid, name: str, sheet: spreadsheets.Sheet, above: tuple[str, ...]) -> Survey:
    """Return what was read.

    Raises
    ------
    SheetError
        If there is no respondent, or the scale of a column is another one.
    """
    import numpy as np
    import pandas as pd

    if not any(map(len, grid.numbers)):
        raise spreadsheets.SheetError(_why_nobody(grid))
    if other := off_scale.other_scale(grid):
        raise spreadsheets.SheetError(other)
    rows = pd.Index(np.concatenate(grid.numbers), name="row")
    found = settled(grid.items, grid.words)
    counts: Counter[Word] = Counter()
    wrong: dict[str, Counter[int]] = {}
    answers = _answers(grid, found, rows, counts, wrong)
    people = _people(grid, rows, wrong)
    notes = [
        *sheet.notes,
        *grid.notes,
        *found.notes,
        *_numbered(grid),
        *off_scale.rescaled_notes(grid),
        *quality_notes(answers, people),
    ]
    return Survey(
        name,
        answers,
        people,
        tuple(_faults(grid, sheet.unclosed, wrong)),
        tuple(notes),
        above,
        Understood(
            _saved_by(grid, sheet), tuple(_columns(grid)), tuple(_words(grid, found, counts))
        ),
    )


def _why_nobody(grid: Grid) -> str:
    if grid.slipped:
        return (
            "has more cells in every row than in the headings; give every column a heading, "
            "and put a text with a separator in it into quotation marks"
        )
    return "has headings and no respondent; add one row for each respondent below them"


def _answers(
    grid: Grid,
    found: Settled,
    rows: pd.Index,
    counts: Counter[Word],
    wrong: dict[str, Counter[int]],
) -> pd.DataFrame:
    """Return the answers; count words, and what is wrong by item and code, on the way."""
    import numpy as np
    import pandas as pd

    ids = [item for item in instrument.items()["id"] if item in grid.items]
    first, last = instrument.scale()
    # One column after the other lies together in memory, as pandas keeps them.
    answers = np.empty((len(rows), len(ids)), np.float32, order="F")
    for place, item in enumerate(ids):
        column, table = grid.items[item], found.tables[item]
        codes = column.codes()
        tally = np.bincount(codes.view(np.uint8), minlength=256)
        for word, at in grid.words.places.items():
            if tally[at]:
                counts[word] += int(tally[at])
                if table[at] <= HEADING:
                    _remember_words(column, rows, codes, at, int(table[at]))
        final = table[codes.view(np.uint8)]
        # Evenly between the ends of the questionnaire's scale, and as it is on that scale.
        low, high = column.of.ends
        answers[:, place] = first + final * ((last - first) / (high - low))
        answers[final < 0, place] = np.nan
        wrong[item] = _wrong(np.bincount(final.view(np.uint8), minlength=256))
    return pd.DataFrame(answers, index=rows, columns=ids, copy=False)


def _remember_words(column: Column, rows: pd.Index, codes: np.ndarray, at: int, kind: int) -> None:
    """Keep the first cells of a word that turned out to be wrong, as they stand in the file."""
    import numpy as np

    cell = next((cell for cell, code in column.meaning.items() if code == at), "")
    for row in np.flatnonzero(codes == at)[:SHOWN]:
        column.remember(kind, int(rows[row]), cell)
    column.wrong.get(kind, []).sort(key=lambda one: one[0])


def _wrong(tally: np.ndarray) -> Counter[int]:
    """Return how many cells have each kind of fault, from a tally of codes as unsigned bytes."""
    return Counter(
        {code - 256: int(tally[code]) for code in range(128, 256 + HEADING + 1) if tally[code]}
    )


def _people(grid: Grid, rows: pd.Index, wrong: dict[str, Counter[int]]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    people = {}
    for question in instrument.questions()["question"].unique():
        if question in grid.questions:
            codes = grid.questions[question].codes()
            wrong[question] = _wrong(np.bincount(codes.view(np.uint8), minlength=256))
            people[question] = pd.Categorical.from_codes(
                np.maximum(codes, -1), categories=list(instrument.options(question))
            )
    return pd.DataFrame(people, index=rows)


def _numbered(grid: Grid) -> Iterator[str]:
    for column in grid.questions.values():
        if any(code >= 0 and column.of.is_by_place(cell) for cell, code in column.meaning.items()):
            codes = enumerate(instrument.options(column.of.id), start=1)
            meanings = ", ".join(f"{number} = {code}" for number, code in codes)
            yield f"The numbers in the column “{column.of.heading}” are read as {meanings}."


# ---- what was understood -------------------------------------------------------------------


def _saved_by(grid: Grid, sheet: spreadsheets.Sheet) -> str:
    export = grid.columns_of.header.export
    return export.name if export else sheet.program


def _columns(grid: Grid) -> Iterator[tuple[str, str, str, str]]:
    for column in sorted(grid.columns, key=lambda column: column.place):
        named = column.named
        yield letters(column.place), named.heading, named.id, named.way


def _words(grid: Grid, found: Settled, counts: Counter[Word]) -> Iterator[tuple[str, str, int]]:
    values: dict[Word, set[int]] = {}
    for item, column in grid.items.items():
        present = set(column.meaning.values())
        for word, place in grid.words.places.items():
            if place in present:
                values.setdefault(word, set()).add(int(found.tables[item][place]))
    for word, count in counts.items():
        # The same answer may be right in one column and contradict another.
        value = max(values.get(word, {HEADING}))
        low = next(iter(grid.items.values())).of.ends[0]
        means = str(low + value) if value >= 0 else "missing" if value == MISSING else ""
        yield grid.words.shown[word], means, count


# ---- what is wrong -------------------------------------------------------------------------


def _faults(grid: Grid, unclosed: list[int], wrong: dict[str, Counter[int]]) -> Iterator[Fault]:
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
    yield from _of_cells(grid, list(grid.items.values()), wrong)
    for column in grid.questions.values():
        yield from _of_cells(grid, [column], wrong)


def _of_rows(grid: Grid, rows: list[int], message: str) -> Iterator[Fault]:
    yield from (Fault(grid.file, row, "", message) for row in rows[:KEPT])
    if more := len(rows[KEPT:]):
        what = f"{more:,} more rows have the same fault"
        yield Fault(grid.file, 0, "", f"{what}; correct these first and check again.")


def _of_cells(grid: Grid, columns: list[Column], wrong: dict[str, Counter[int]]) -> Iterator[Fault]:
    """Yield one fault for each kind: its first cell in full, and where the others stand."""
    total: Counter[int] = Counter()
    for column in columns:
        total.update(wrong[column.of.id])
    del total[SUSPECT]  # named with the option that cures it
    at = {column.place: column for column in columns}
    kinds = {
        kind: sorted(
            (row, column.place, cell)
            for column in columns
            for row, cell in column.wrong.get(kind, [])
        )
        for kind in total
    }
    for kind, cells in sorted(kinds.items(), key=lambda one: (one[1][0][1], one[1][0][0])):
        row, place, cell = cells[0]
        message = at[place].of.why(cell, kind)
        if (more := total[kind] - 1) > 0:
            places = [f"row {r} of {at[p].of.heading} (“{short(t, 12)}”)" for r, p, t in cells[1:]]
            shown = "; ".join(places[: SHOWN - 1])
            rest = more - len(places[: SHOWN - 1])
            end = f"; and {rest:,} more." if rest else "."
            what = "1 more cell" if more == 1 else f"{more:,} more cells"
            message = f"{message} The same is wrong with {what}: {shown}{end}"
        yield Fault(grid.file, row, at[place].of.heading, message)
