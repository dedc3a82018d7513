"""Rows of a survey: which are respondents, and what their cells mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import BLANK, HEADING, NO_ANSWER, Words
from microdrama.ecosystem.reading.columns import Column, Columns
from microdrama.intake.text import fold, short
from microdrama.package import Fault

if TYPE_CHECKING:
    import numpy as np

#: Rows with one kind of fault that are kept; the others are counted.
KEPT = 20

#: Letters of the longest cell that may be a code.
LONGEST_CODE = 6

#: Rows that are worked on at a time; so few that their cells stay in a processor's cache.
CHUNK = 1_000

#: What the first cell of a row says that sums up those above it.
_TOTALS = frozenset(
    (
        *("mean", "means", "average", "avg", "sd", "std", "stdev", "stddev", "n", "total", "sum"),
        *("median", "min", "max", "minimum", "maximum", "count", "variance", "standarddeviation"),
        *("grandtotal", "subtotal", "平均", "平均值", "均值", "平均分", "合计", "总计", "小计"),
        *("标准差", "中位数", "最大值", "最小值", "计数", "人数", "方差"),
    )
)
_LONGEST_TOTAL = 22

Row = tuple[int, list[str]]


@dataclass
class Grid:
    """The columns of one file while its rows are read.

    In a file ``by_case``, as statistics programs save it, an empty row is a respondent too.
    """

    file: str
    columns_of: Columns
    items: dict[str, Column]
    questions: dict[str, Column]
    words: Words
    by_case: bool = False
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: list[np.ndarray] = field(default_factory=list)
    slipped: list[int] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    totals: list[str] = field(default_factory=list)
    widest: int = 0

    @property
    def width(self) -> int:
        """Columns that have a heading."""
        return len(self.columns_of.named)

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
        for why, count in self.left_out.items():
            rows_are = "row is" if count == 1 else "rows are"
            self.notes.append(f"{count:,} {rows_are} left out: {why}.")
        if self.totals:
            what = "1 row that sums up others is"
            if len(self.totals) > 1:
                what = f"{len(self.totals):,} rows that sum up others are"
            said = ", ".join(f"“{total}”" for total in dict.fromkeys(self.totals))
            self.notes.append(f"{what} left out: {said}.")

    def _holds_own_words(self, row: list[str]) -> bool:
        """Tell whether a row has wordings under the headings, some of them a reader's own."""
        words = own = 0
        for column in self.items.values():
            cell = row[column.place] if column.place < len(row) else ""
            code = column.meaning[cell]
            if code >= 0:
                return False
            words += code == HEADING
            own += code == NO_ANSWER and instrument.is_sentence(cell)
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
            kept[place] &= self.by_case or any(map(str.strip, block[place][1]))
        self._leave_out(kept, cells)
        self.numbers.append(numbers[kept])
        for column, code in zip(self.columns, codes, strict=True):
            column.parts.append(code[kept])
            for place in np.flatnonzero(kept & (code < HEADING)):
                if len(cell := cells[column.place][place]) <= LONGEST_CODE:
                    column.refused[cell] += 1
            wrong = np.flatnonzero(kept & (code <= HEADING))
            for place in wrong if len(wrong) <= KEPT else self._first_of_each(wrong, code):
                column.remember(int(code[place]), int(numbers[place]), cells[column.place][place])

    def _first_of_each(self, wrong: np.ndarray, code: np.ndarray) -> Iterator[int]:
        """Yield the first places of each kind of fault; a wrong column has very many."""
        import numpy as np

        for kind in np.unique(code[wrong]):
            yield from wrong[code[wrong] == kind][:KEPT]

    def _leave_out(self, kept: np.ndarray, cells: list[tuple[str, ...]]) -> None:
        """Leave out what a tool marks as no respondent, and rows that sum up others."""
        import numpy as np

        export, names = self.columns_of.header.export, self.columns_of.header.names
        for place in sorted(self.columns_of.header.own) if export else ():
            if not (why := export.left_out.get(fold(names[place][0]))):
                continue
            of_cell = {cell: why.get(fold(cell)) for cell in set(cells[place])}
            if not any(of_cell.values()):
                continue
            for row in np.flatnonzero(kept):
                if reason := of_cell[cells[place][row]]:
                    kept[row] = False
                    self.left_out[reason] += 1
        for row, cell in enumerate(cells[0]):
            short_word = len(cell) < _LONGEST_TOTAL and cell and not cell[-1].isdecimal()
            if short_word and fold(cell) in _TOTALS and kept[row]:
                kept[row] = False
                self.totals.append(short(cell))

    def _repeats_headings(self, codes: list[np.ndarray]) -> np.ndarray:
        """Tell which rows repeat the headings or the wordings, as the template's second does."""
        import numpy as np

        repeated = np.sum([code == HEADING for code in codes[: len(self.items)]], axis=0)
        return 2 * repeated > len(self.items)
