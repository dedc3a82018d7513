"""What a cell of a survey means: an answer, a missing one, a heading, or a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass

from microdrama.ecosystem import instrument
from microdrama.intake.text import NOTHING, plain, short

#: Cells that are no answer in any survey; those in brackets are what Chinese forms write.
EMPTY = NOTHING | {"none", "无", "未答", "未填", "(空)", "(跳过)"}

#: What a cell is if it is no answer; answers are their numbers, options their places.
MISSING, BLANK, HEADING, WRONG = -1, -2, -3, -4

#: Different cells of a column that are remembered; a survey has few, a wrong file very many.
_REMEMBERED = 10_000

_ANSWER = re.compile(r"0*([0-9]{1,3})(?:[.,]0*)?[.,。、)]?(.*)")
_LABEL = re.compile(r"(?:\W|_|[\u3400-\u9fff])[^0-9]*")
_NUMBER = re.compile(r"[-+−]?[0-9]+(?:[.,][0-9]*)?")


@dataclass(frozen=True)
class Item:
    """A column with the answers to an item."""

    heading: str
    id: str

    def code(self, text: str) -> int | None:
        """Return the answer in a cell: a whole number on the scale, perhaps with its label."""
        found = _ANSWER.fullmatch(text)
        if not found or not _is_label(found[2]):
            return None
        low, high = instrument.scale()
        answer, labelled = int(found[1]), instrument.label_value(found[2])
        return answer if low <= answer <= high and labelled in (None, answer) else None

    def is_heading(self, text: str) -> bool:
        """Tell whether a cell names the item of its column."""
        return instrument.item_of(text) == self.id

    def why(self, cell: str) -> str:
        """Say what is wrong with a cell and what to do, in one sentence."""
        low, high = instrument.scale()
        text, here = plain(cell), f"“{short(cell)}”"
        do = f"write a whole number from {low} to {high}, or leave the cell empty."
        if value := instrument.label_value(text):
            return f"{here} is an answer in words; write its number, {value}."
        found = _ANSWER.fullmatch(text)
        if found and (value := instrument.label_value(found[2])):
            return f"{here} has a number and the words for {value}; correct one of the two."
        if self.is_heading(text):
            return f"{here} is a heading among the answers; {do}"
        if not _NUMBER.fullmatch(text):
            return f"{here} is no answer; {do}"
        if re.search("[.,]", whole(text)):
            return f"{here} is not a whole number; {do}"
        return f"{here} is not on the scale from {low} to {high}; {do}"


def _is_label(text: str) -> bool:
    """Tell whether what follows a number is nothing or words, not part of another number."""
    return not text or bool(_LABEL.fullmatch(text) and any(map(str.isalpha, text)))


@dataclass(frozen=True)
class Question:
    """A column with the answers to a question about the respondent."""

    heading: str
    id: str

    def code(self, text: str) -> int | None:
        """Return the place, from 0, of the option that a cell names."""
        option = instrument.option_of(self.id, text)
        return None if option is None else instrument.options(self.id).index(option)

    def is_heading(self, text: str) -> bool:
        """Tell whether a cell names the question of its column."""
        return instrument.question_of(text) == self.id

    def why(self, cell: str) -> str:
        """Say what is wrong with a cell and what to do, in one sentence."""
        codes = ", ".join(instrument.options(self.id))
        return f"“{short(cell)}” is none of the answers; write {codes}, or leave the cell empty."


class Codes(dict[str, int]):
    """What the cells of one column mean, found out once for each different cell.

    Parameters
    ----------
    column : Item or Question
        The column.
    missing : frozenset of str
        Declared to be missing answers, as :func:`microdrama.intake.text.plain` text.
    """

    def __init__(self, column: Item | Question, missing: frozenset[str]) -> None:
        super().__init__()
        self._column, self._missing = column, missing

    def __missing__(self, cell: str) -> int:
        code = self._code(plain(cell))
        if len(self) < _REMEMBERED:
            self[cell] = code
        return code

    def _code(self, text: str) -> int:
        if not text:
            return BLANK
        if text in EMPTY or text in self._missing or whole(text) in self._missing:
            return MISSING
        if (code := self._column.code(text)) is not None:
            return code
        # A column with so many different cells holds something else, and takes long enough.
        few = len(self) < _REMEMBERED
        return HEADING if few and self._column.is_heading(text) else WRONG


def whole(text: str) -> str:
    """Return ``99`` for ``99.0``, as Excel and statistics programs write whole numbers."""
    return re.sub(r"(?<=[0-9])[.,]0+$", "", text)
