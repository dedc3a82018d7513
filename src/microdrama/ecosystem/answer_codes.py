"""What a cell of a survey means: an answer, a missing one, a heading, or a fault.

A plain number is its own code. Whatever else is an answer, in words, by a letter or by the code of
a tool, gets a place in the :class:`Words` of the file; what it stands for is settled when all
cells are known, since only all together tell which way a scale runs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from microdrama.ecosystem import instrument
from microdrama.ecosystem.agreement_words import is_either, is_no_answer, step_of
from microdrama.intake.text import NOTHING, plain, short

#: Cells that are no answer in any survey; those in brackets are what Chinese forms write.
EMPTY = NOTHING | {"none", "无", "未答", "未填", "(空)", "(跳过)"}

#: What a cell is if it is no answer; answers are their places on the scale from 0, as options are.
MISSING, BLANK, HEADING = -1, -2, -3

#: What can be wrong with a cell; all are below :data:`HEADING`.
NO_ANSWER, OFF_SCALE, FRACTION, CONTRADICTION, DATE, NO_OPTION, SUSPECT = range(-4, -11, -1)

#: Numbers with which programs and forms write that there is no answer. Whether they do is for the
#: reader to say: nothing is left out that was not said to be missing, unless the tool is known.
LOOKS_MISSING = frozenset(
    f"{sign}{digits}"
    for digits in ("66", "77", "88", "96", "97", "98", "99", "999", "9999")
    for sign in ("", "-")
) | {f"-{digit}" for digit in "3456789"}

#: Codes from here on are places in the words of a file.
FIRST_WORD, LAST_WORD = 20, 126

#: Different cells of a column that are remembered; a survey has few, a wrong file very many.
_REMEMBERED = 10_000

_ANSWER = re.compile(r"([-−]?)0*([0-9]{1,3})(?:[.,]0*)?[.,。、)]?(.*)", re.DOTALL)
_LABEL = re.compile(r"(?:\W|_|[\u3400-\u9fff])[^0-9]*")
_NUMBER = re.compile(r"[-+−]?[0-9]+(?:[.,][0-9]*)?")
_SIGNED = re.compile(r"[(\[]?([-−]?[0-9]{1,2})\s*[=:.)\]_–—-]+\s*(.+)")
_BEHIND = re.compile(r"(.*\D)[\s(\[=:–—-]\s*0*([0-9]{1,2})\s*[)\]]?|([^0-9]+?)0*([0-9]{1,2})")
_LETTER = re.compile(r"[(\[]?([a-g])(?:[.、:)\]。,=-]\s*(.*))?")
_CODE = re.compile(r"(?:a|ao|l)0*([1-9])")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*|[0-9]+\s*[月日]", re.IGNORECASE
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: 00:00:00)?")


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
class Word:
    """An answer that is not a plain number.

    Parameters
    ----------
    number : int, optional
        The number that stands beside the words, or in the code.
    step : int, optional
        How far the words stand above the middle of the scale.
    letter : str, optional
        The letter, if there is one.
    kind : str
        ``words``, ``letter``, ``code``, ``none`` for no answer, ``either`` for what may be the
        middle or no answer, ``given`` for what the reader says that it means.
    text : str
        Folded words, by which two of one step are told apart.
    """

    number: int | None
    step: int | None
    letter: str | None
    kind: str
    text: str = ""

    def point(self, scale: Scale) -> int | None:
        """Return the point of a scale that the words stand for, None if that is not certain.

        Of a scale that has not five points, only the ends and the middle are certain.
        """
        low, high = scale
        if self.step is None:
            return None
        if high - low == 4:
            return low + 2 + self.step
        middle = (low + high) // 2 if (high - low) % 2 == 0 else None
        return {-2: low, 0: middle, 2: high}.get(self.step)


@dataclass
class Words:
    """The answers of a file that are no plain numbers, each with its place."""

    places: dict[Word, int] = field(default_factory=dict)
    shown: dict[Word, str] = field(default_factory=dict)

    def place(self, word: Word, cell: str) -> int:
        """Return the code of an answer; :data:`NO_ANSWER` if there are too many different ones."""
        if word not in self.places:
            if FIRST_WORD + len(self.places) > LAST_WORD:
                return NO_ANSWER
            self.places[word] = FIRST_WORD + len(self.places)
            self.shown[word] = short(cell)
        return self.places[word]


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

    def code(self, text: str, cell: str, words: Words) -> int:
        """Return the place of an answer on the scale or in the words, or what is wrong.

        Parameters
        ----------
        text, cell : str
            The cell as :func:`microdrama.intake.text.plain` text, and as it stands.
        words : Words
            Those of the file, which may gain one.
        """
        low, high = self.ends
        if found := word_of(text):
            return words.place(found, cell)
        if is_date(text):
            return DATE
        if (found := _ANSWER.fullmatch(text)) and _is_label(found[3]):
            number = int(found[2]) * (-1 if found[1] else 1)
            if low <= number <= high:
                return number - low
        if whole(text) in LOOKS_MISSING:
            return SUSPECT
        if found and _is_label(found[3]):
            return OFF_SCALE
        if not _NUMBER.fullmatch(text):
            return NO_ANSWER
        return FRACTION if re.search("[.,]", whole(text)) else OFF_SCALE

    def is_heading(self, text: str) -> bool:
        """Tell whether a cell names the item of its column."""
        return instrument.item_of(text) == self.id

    def why(self, cell: str, code: int) -> str:
        """Say what is wrong with a cell and what to do, in one sentence."""
        low, high = self.ends
        here = f"“{short(cell)}”"
        do = f"write a whole number from {low} to {high}, or leave the cell empty."
        what = {
            HEADING: "is a heading among the answers",
            OFF_SCALE: f"is not on the scale from {low} to {high}",
            FRACTION: "is not a whole number",
            DATE: "is a date, perhaps made of an answer by a spreadsheet",
        }.get(code, "is no answer")
        if code == CONTRADICTION and (word := word_of(plain(cell))):
            point = word.point(self.ends)
            return f"{here} has a number and the words for {point}; correct one of the two."
        return f"{here} {what}; {do}"


def word_of(text: str) -> Word | None:
    """Return the answer in a cell that has words, a letter or a code, None for plain numbers.

    Parameters
    ----------
    text : str
        As :func:`microdrama.intake.text.plain` returns it.
    """
    if len(text) > 200:
        return None
    if is_no_answer(text):
        return Word(None, None, None, "none", _key(text))
    if (step := step_of(text)) is not None:
        return Word(None, step, None, "words", _key(text))
    if is_either(text):
        return Word(None, None, None, "either", _key(text))
    number, letter, label = _parted(text)
    if number is None and letter is None:
        return None
    if label:
        if is_no_answer(label):
            return Word(None, None, None, "none", _key(label))
        if (step := step_of(label)) is not None:
            return Word(number, step, letter, "words", _key(label))
        if is_either(label):
            return Word(number, None, letter, "either", _key(label))
    # Behind a letter and a mark there are words; “a, b” are two answers.
    if letter is not None and len(label) != 1:
        return Word(None, None, letter, "letter")
    if found := _CODE.fullmatch(text):
        return Word(int(found[1]), None, None, "code", text)
    return None


def _key(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _parted(text: str) -> tuple[int | None, str | None, str]:
    """Part a cell into a number or a letter, whichever it has, and the words beside it."""
    if found := _CODE.fullmatch(text):
        return int(found[1]), None, ""
    if found := _LETTER.fullmatch(text):
        return None, found[1], found[2] or ""
    if found := _SIGNED.fullmatch(text):
        return int(found[1].replace("−", "-")), None, found[2]
    if (found := _ANSWER.fullmatch(text)) and _is_label(found[3]):
        return int(found[2]) * (-1 if found[1] else 1), None, found[3]
    if found := _BEHIND.fullmatch(text):
        return int(found[2] or found[4]), None, found[1] or found[3]
    return None, None, ""


def is_date(text: str) -> bool:
    """Tell whether a cell is a date, as a spreadsheet makes of “4-5” or “5/4”."""
    label = found[3] if (found := _ANSWER.fullmatch(text)) else ""
    return bool(_DATE.fullmatch(text)) or bool(_MONTH.fullmatch(label.strip(" -/.")))


def _is_label(text: str) -> bool:
    """Tell whether what follows a number is nothing or words, not part of another number."""
    return not text or bool(_LABEL.fullmatch(text) and any(map(str.isalpha, text)))


_BEFORE_OPTION = re.compile(r"[0-9]{1,2}\s*[=:–—-]\s*(?=\D)")
_OPTION_LETTER = re.compile(r"([a-z])|(?:a|ao|l)0*([1-9])")


@dataclass(frozen=True)
class Question:
    """A column with the answers to a question about the respondent."""

    heading: str
    id: str

    def code(self, text: str, cell: str, words: Words) -> int:
        """Return the place, from 0, of the option that a cell names."""
        options = instrument.options(self.id)
        names = (text, _BEFORE_OPTION.sub("", text))
        found = next((o for n in names if (o := instrument.option_of(self.id, n))), None)
        if found is not None:
            return options.index(found)
        if is_no_answer(names[1]):
            return MISSING
        if letter := _OPTION_LETTER.fullmatch(text):
            place = ord(letter[1]) - ord("a") if letter[1] else int(letter[2]) - 1
            return place if place < len(options) else NO_OPTION
        return SUSPECT if whole(text) in LOOKS_MISSING else NO_OPTION

    def is_heading(self, text: str) -> bool:
        """Tell whether a cell names the question of its column."""
        return instrument.question_of(text) == self.id

    def why(self, cell: str, code: int) -> str:
        """Say what is wrong with a cell and what to do, in one sentence."""
        codes = ", ".join(instrument.options(self.id))
        return f"“{short(cell)}” is none of the answers; write {codes}, or leave the cell empty."

    def is_by_place(self, cell: str) -> bool:
        """Tell whether a cell gives its answer by number, letter or code, not in words."""
        return instrument.is_number(cell) or bool(_OPTION_LETTER.fullmatch(plain(cell)))


class Codes(dict[str, int]):
    """What the cells of one column mean, found out once for each different cell.

    Parameters
    ----------
    column : Item or Question
        The column.
    missing : frozenset of str
        Declared to be missing answers, as :func:`microdrama.intake.text.plain` text.
    words : Words
        Those of the file.
    given : mapping of str to str
        What the reader says that answers mean, by their plain text.
    unanswered : frozenset of str
        What the tool writes for no answer; it is counted among the words.
    """

    def __init__(
        self,
        column: Item | Question,
        missing: frozenset[str],
        words: Words,
        given: Mapping[str, str],
        unanswered: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._column, self._missing, self._words, self._given = column, missing, words, given
        self._unanswered = unanswered

    def __missing__(self, cell: str) -> int:
        code = self._code(plain(cell), cell)
        if len(self) < _REMEMBERED:
            self[cell] = code
        return code

    def _code(self, text: str, cell: str) -> int:
        if not text:
            return BLANK
        if text in self._given and (code := self._as_given(text, cell)) is not None:
            return code
        if whole(text) in self._unanswered and isinstance(self._column, Item):
            return self._words.place(Word(None, None, None, "none", text), cell)
        if text in self._unanswered:
            return MISSING
        if text in EMPTY or text in self._missing or whole(text) in self._missing:
            return MISSING
        code = self._column.code(text, cell, self._words)
        if code > HEADING:
            return code
        # A column with so many different cells holds something else, and takes long enough.
        few = len(self) < _REMEMBERED
        return HEADING if few and self._column.is_heading(text) else code

    def _as_given(self, text: str, cell: str) -> int | None:
        """Return what the reader says; None if that is no answer of this column."""
        means = self._given[text]
        if means == "-":
            return MISSING
        if isinstance(self._column, Question):
            option = instrument.option_of(self._column.id, means)
            return None if option is None else instrument.options(self._column.id).index(option)
        if not re.fullmatch("-?[0-9]{1,2}", means):
            return None
        return self._words.place(Word(int(means), None, None, "given", text), cell)


def whole(text: str) -> str:
    """Return ``-99`` for ``−99.0``, as Excel and statistics programs write whole numbers."""
    return re.sub(r"(?<=[0-9])[.,]0+$", "", text.replace("−", "-"))
