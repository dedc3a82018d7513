"""What a cell of a survey means: an answer, a missing one, a heading, or a fault."""

from __future__ import annotations

import re
from dataclasses import dataclass

from microdrama.ecosystem import instrument
from microdrama.intake.text import NO_ANSWER, NOTHING, fold, plain, short

#: Cells that are no answer in any survey; those in brackets are what Chinese forms write.
EMPTY = NOTHING | {"none", "无", "未答", "未填", "(空)", "(跳过)"}

#: What a cell is if it is no answer; answers are their places on the scale from 0, as options are.
MISSING, BLANK, HEADING, WRONG, SUSPECT = -1, -2, -3, -4, -5

#: Numbers with which programs and forms write that there is no answer. Whether they do is for the
#: reader to say: nothing is left out that was not said to be missing.
LOOKS_MISSING = frozenset(
    f"{sign}{digits}"
    for digits in ("66", "77", "88", "96", "97", "98", "99", "999", "9999")
    for sign in ("", "-")
) | {f"-{digit}" for digit in "3456789"}

#: Different cells of a column that are remembered; a survey has few, a wrong file very many.
_REMEMBERED = 10_000

_LABEL = re.compile(r"(?:\W|_|[\u3400-\u9fff])[^0-9]*")
_NUMBER = re.compile(r"[-+−]?[0-9]+(?:[.,][0-9]*)?")
_BESIDE = re.compile(r"^\W*[0-9]+\W+|\W+[0-9]+\W*$")
_SIGNED = re.compile(r"([-+−]?)0*([0-9]{1,3})(?:[.,]0*)?[.,。、)]?(.*)")
_DATE = re.compile(r"\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*")
_NO_ANSWER = frozenset(map(fold, NO_ANSWER))

#: Fewest and most points of a scale that can be read.
FEWEST_POINTS, MOST_POINTS = 3, 11

Scale = tuple[int, int]


def scale_of(text: str) -> Scale:
    """Return the lowest and the highest point of a scale that is written as ``0..4``.

    Raises
    ------
    ValueError
        If it is no scale; the text says what to write.
    """
    found = re.fullmatch(r"\s*(-?\d{1,2})\s*(?:\.\.+|:|–|to|-)\s*(-?\d{1,2})\s*", text)
    low, high = map(int, found.groups()) if found else (0, 0)
    if not FEWEST_POINTS <= high - low + 1 <= MOST_POINTS:
        raise ValueError(
            f"“{text}” is no scale; write its lowest and its highest point, such as 0..4 or 1..7, "
            f"with {FEWEST_POINTS} to {MOST_POINTS} points"
        )
    return low, high


@dataclass(frozen=True)
class Item:
    """A column with the answers to an item.

    Parameters
    ----------
    heading, id : str
        What the column is called, and the item.
    scale : tuple of int, optional
        Lowest and highest point of the file's scale; the questionnaire's if left out.
    """

    heading: str
    id: str
    scale: Scale | None = None

    @property
    def ends(self) -> Scale:
        """The lowest and the highest point."""
        return self.scale or instrument.scale()

    def code(self, text: str) -> int | None:
        """Return the place of an answer on the scale, from 0: a whole number, perhaps labelled."""
        found = _SIGNED.fullmatch(text)
        if not found or not _is_label(found[3]) or _DATE.fullmatch(found[3]):
            return None
        low, high = self.ends
        answer = int(found[2]) * (-1 if found[1] and found[1] in "-−" else 1)
        place = answer - low
        labelled = self._place_of(found[3])
        return place if low <= answer <= high and labelled in (None, place) else None

    def _place_of(self, label: str) -> int | None:
        """Return the place that a label of the questionnaire has on a scale of as many points."""
        first, last = instrument.scale()
        value = instrument.label_value(label)
        same = self.ends[1] - self.ends[0] == last - first
        return value - first if value is not None and same else None

    def is_heading(self, text: str) -> bool:
        """Tell whether a cell names the item of its column."""
        return instrument.item_of(text) == self.id

    def why(self, cell: str) -> str:
        """Say what is wrong with a cell and what to do, in one sentence."""
        low, high = self.ends
        text, here = plain(cell), f"“{short(cell)}”"
        do = f"write a whole number from {low} to {high}, or leave the cell empty."
        if (place := self._place_of(text)) is not None:
            return f"{here} is an answer in words; write its number, {low + place}."
        found = _SIGNED.fullmatch(text)
        if found and (place := self._place_of(found[3])) is not None:
            return f"{here} has a number and the words for {low + place}; correct one of the two."
        if found and _DATE.fullmatch(found[3]):
            return f"{here} is a date, which a spreadsheet makes of what looks like one; {do}"
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
        if fold(_BESIDE.sub("", text)) in _NO_ANSWER:
            return MISSING
        if (code := self._column.code(text)) is not None:
            return code
        if whole(text) in LOOKS_MISSING:
            return SUSPECT
        # A column with so many different cells holds something else, and takes long enough.
        few = len(self) < _REMEMBERED
        return HEADING if few and self._column.is_heading(text) else WRONG


def whole(text: str) -> str:
    """Return ``-99`` for ``−99.0``, as Excel and statistics programs write whole numbers."""
    return re.sub(r"(?<=[0-9])[.,]0+$", "", text.replace("−", "-"))
