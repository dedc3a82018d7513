"""What the words of a file stand for, once all of its cells are known.

A number beside words tells which way a scale runs; the words always count. Letters run as in the
printed form unless words beside some of them say otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.agreement_words import are_chinese
from microdrama.ecosystem.answer_codes import (
    CONTRADICTION,
    FIRST_WORD,
    MISSING,
    NO_ANSWER,
    OFF_SCALE,
    Scale,
    Word,
    Words,
)
from microdrama.ecosystem.reading.columns import Column
from microdrama.intake.sheets import SheetError

if TYPE_CHECKING:
    import numpy as np

#: A way in which numbers or letters run: the value is ``sign * number + start``.
Way = tuple[int, int]

_AS_IS: Way = (1, 0)


@dataclass
class Settled:
    """What the codes of each item's column stand for.

    Parameters
    ----------
    tables : dict of str to numpy.ndarray
        By item: for each code, read as an unsigned byte, the place on the scale or what is wrong.
    notes : list of str
        What a reader should know of it.
    """

    tables: dict[str, np.ndarray] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def settled(items: dict[str, Column], words: Words) -> Settled:
    """Settle what the words of a file stand for.

    Raises
    ------
    SheetError
        If two words of one step stand in one column, so that its scale is another one.
    """
    found = Settled()
    scale = next(iter(items.values())).of.ends
    present = {item: _words_in(column, words) for item, column in items.items()}
    for item, column in items.items():
        _refuse_other_scales(column, present[item], words)
    every = [word for of_column in present.values() for word in of_column]
    whole_file = _shared_way(present, every, scale)
    letters = way_of(_lettered(every, scale))
    middle = any(word.step == 0 for word in every)
    turned: dict[Way, list[str]] = {}
    for item, column in items.items():
        bare = any(0 <= code < FIRST_WORD for code in set(column.meaning.values()))
        way = way_of(_numbered(present[item], scale)) or whole_file
        context = _Context(scale, way, letters or (1, scale[0]), middle or bare, bare)
        table = _identity()
        for word in present[item]:
            table[words.places[word]] = context.value(word)
        if way and way != _AS_IS:
            turned.setdefault(way, []).append(item)
            _turn(table, way, scale)
        found.tables[item] = table
    found.notes += _about_ways(turned, every, words, scale)
    found.notes += _about_letters(every, letters, scale)
    found.notes += _about_the_middle(every, middle, words, scale)
    return found


def _shared_way(present: dict[str, list[Word]], every: list[Word], scale: Scale) -> Way | None:
    """Return the way of all numbers beside words, if most columns have some."""
    some = sum(bool(_numbered(words, scale)) for words in present.values())
    return way_of(_numbered(every, scale)) if 2 * some > len(present) else None


@dataclass(frozen=True)
class _Context:
    """What the other answers of a column and of a file say about one."""

    scale: Scale
    way: Way | None
    letters: Way
    middle: bool
    bare: bool

    def value(self, word: Word) -> int:
        """Return the place on the scale that a word stands for, or what is wrong with it."""
        low, high = self.scale
        match word.kind:
            case "none":
                return MISSING
            case "either":
                centre = (low + high) // 2
                if (high - low) % 2 or word.number not in (None, centre):
                    return MISSING
                return MISSING if self.middle and word.number is None else centre - low
            case "letter":
                # One letter among numbers is a slip of the finger.
                return NO_ANSWER if self.bare else self._place(_along(self.letters, word.letter))
            case "code" | "given":
                return self._place(word.number)
        point = word.point(self.scale)
        if point is None:
            return NO_ANSWER if word.number is None else self._place(word.number)
        if word.number is None or _along(self.way or _AS_IS, word.number) == point:
            return point - low
        return CONTRADICTION

    def _place(self, number: int) -> int:
        low, high = self.scale
        return number - low if low <= number <= high else OFF_SCALE


def _along(way: Way, at: int | str) -> int:
    """Return the value at a number, or at a letter."""
    number = at if isinstance(at, int) else ord(at) - ord("a")
    return way[0] * number + way[1]


def way_of(pairs: Collection[tuple[int, int]]) -> Way | None:
    """Return the one way on which all pairs of a number and a point lie.

    Returns
    -------
    tuple of int and int, or None
        None if there are fewer than two different numbers, or no way has all of them.

    Examples
    --------
    >>> way_of({(1, 5), (4, 2)})
    (-1, 6)
    >>> way_of({(0, 1), (4, 5)})
    (1, 1)
    """
    if len({number for number, _ in pairs}) < 2:
        return None
    for sign in (1, -1):
        starts = {point - sign * number for number, point in pairs}
        if len(starts) == 1:
            return sign, starts.pop()
    return None


def _identity() -> np.ndarray:
    import numpy as np

    return np.arange(256, dtype=np.uint8).view(np.int8).copy()


def _turn(table: np.ndarray, way: Way, scale: Scale) -> None:
    """Let the plain numbers of a column run as those beside words do."""
    low, high = scale
    for number in range(low, high + 1):
        turned = _along(way, number)
        table[number - low] = turned - low if low <= turned <= high else OFF_SCALE


def _words_in(column: Column, words: Words) -> list[Word]:
    codes = set(column.meaning.values())
    return [word for word, place in words.places.items() if place in codes]


def _numbered(words: Iterable[Word], scale: Scale) -> set[tuple[int, int]]:
    return {
        (word.number, point)
        for word in words
        if word.number is not None and (point := word.point(scale)) is not None
    }


def _lettered(words: Iterable[Word], scale: Scale) -> set[tuple[int, int]]:
    return {
        (ord(word.letter) - ord("a"), point)
        for word in words
        if word.letter and (point := word.point(scale)) is not None
    }


def _refuse_other_scales(column: Column, present: list[Word], words: Words) -> None:
    """Stop at a column with two words for one step on the same side of the scale."""
    low, high = column.of.ends
    if high - low != 4:
        return  # the reader has named another scale, on which such words are not read
    by_step: dict[tuple[int, bool], dict[str, Word]] = {}
    for word in present:
        if word.step:
            by_step.setdefault((word.step, are_chinese(word.text)), {})[word.text] = word
    for alike in by_step.values():
        if len(alike) > 1:
            one, other, *_ = (words.shown[word] for word in alike.values())
            raise SheetError(
                f"has “{one}” and “{other}” in the column “{column.of.heading}”, two answers for "
                f"one point of the scale from {low} to {high}; say with “--columns” which number "
                "each stands for"
            )


def _about_ways(
    turned: dict[Way, list[str]], every: list[Word], words: Words, scale: Scale
) -> list[str]:
    notes = []
    for way, items in turned.items():
        example = next(
            (
                words.shown[word]
                for word in every
                if word.number is not None
                and word.number != word.point(scale)
                and _along(way, word.number) == word.point(scale)
            ),
            "",
        )
        many = f"{len(items)} columns" if len(items) > 1 else f"the column of {items[0]}"
        notes.append(
            f"The numbers in {many} do not run as the book's scale does, “{example}” for instance; "
            "the words beside them count."
        )
    return notes


def _about_letters(every: list[Word], way: Way | None, scale: Scale) -> list[str]:
    bare = [word for word in every if word.kind == "letter"]
    if not bare:
        return []
    low, high = scale
    last = chr(ord("A") + high - low)
    start, end = (_along(way or (1, low), letter.lower()) for letter in ("A", last))
    label = instrument.LABELS["en"][0 if start == low else -1].lower()
    why = "as the words beside some of them say"
    if way is None:
        why = (
            "as the form of this book lists its answers; if yours lists them the other way, say "
            "with “--columns” what each letter stands for"
        )
    ends = f"A = {start} ({label}) to {last} = {end}"
    return [f"Letters are read as {ends}, {why}."]


def _about_the_middle(every: list[Word], middle: bool, words: Words, scale: Scale) -> list[str]:
    either = [word for word in every if word.kind == "either" and word.number is None]
    if not either:
        return []
    shown = words.shown[either[0]]
    low, high = scale
    if middle or (high - low) % 2:
        return [f"“{shown}” counts as no answer, since another answer is the middle of the scale."]
    return [
        f"“{shown}” is read as the middle of the scale, {(low + high) // 2}, unless plain numbers "
        "stand in its column; say with “--columns” if it is no answer."
    ]
