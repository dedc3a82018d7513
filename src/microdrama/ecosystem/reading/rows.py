"""Rows of a survey: which are respondents, and what their cells mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import BLANK, HEADING, WRONG
from microdrama.ecosystem.reading.columns import Column
from microdrama.package import Fault

if TYPE_CHECKING:
    import numpy as np

#: Faults of one column, or of rows, that are kept; the others are counted.
KEPT = 20

#: Letters of the longest cell that may be a code.
LONGEST_CODE = 6

#: Rows that are worked on at a time; so few that their cells stay in a processor's cache.
CHUNK = 1_000

Row = tuple[int, list[str]]


@dataclass
class Grid:
    """The columns of one file while its rows are read."""

    file: str
    width: int
    items: dict[str, Column]
    questions: dict[str, Column]
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: list[np.ndarray] = field(default_factory=list)
    slipped: list[int] = field(default_factory=list)
    widest: int = 0

    @property
    def columns(self) -> list[Column]:
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
        while block := list(islice(rows, CHUNK)):
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
            for place in np.flatnonzero(kept & (code <= WRONG)):
                if len(cell := cells[column.place][place]) <= LONGEST_CODE:
                    column.refused[cell] += 1
            wrong = np.flatnonzero(kept & ((code == HEADING) | (code == WRONG)))
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


def _is_label(cell: str) -> bool:
    return instrument.label_value(cell) is not None
