"""What heads the columns of a survey: the row with headings, and what each of them names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from microdrama.ecosystem import instrument
from microdrama.intake import exports
from microdrama.intake.exports import Header
from microdrama.intake.mapping import Mapping
from microdrama.intake.text import fold, plain

#: What tools put behind a question: its type, that it must be answered, that one may be chosen.
_BEHIND = re.compile(
    r"\s*(?:[\[【(（]\s*(?:矩阵|量表|打分|多选|单选|填空|排序|下拉|必|选)[^\]】)）]{0,8}[\]】)）]"
    r"|[\[(]\s*required\s*[\])]|[-–]\s*selected choice|\*)\s*$",
    re.IGNORECASE,
)

_BRACKETS = re.compile(r"[^\[\]]*\[([^\[\]]+)\]\s*")


@dataclass(frozen=True)
class Named:
    """What a column is of.

    Parameters
    ----------
    id : str
        Item or question.
    is_item : bool
        Which of the two.
    heading : str
        The one of its names that says so.
    way : str
        ``id`` or ``wording`` of an item, ``question``, or ``mapping``.
    other : str
        What another of its names says; then none of the two can be trusted.
    """

    id: str
    is_item: bool
    heading: str
    way: str
    other: str = ""


@dataclass
class Names:
    """What headings name; each different text is looked at once.

    Parameters
    ----------
    mapping : Mapping
        What the reader says about columns.
    """

    mapping: Mapping
    _found: dict[str, str | None] = field(default_factory=dict)

    def item(self, heading: str) -> str | None:
        """Return the item that a heading names, if any."""
        if len(heading) < 2 or heading.isdecimal():
            return None
        if heading not in self._found:
            self._found[heading] = _item(heading)
        return self._found[heading]

    def known(self, row: list[str]) -> int:
        """Count the cells of a row that are headings; a row without an item has none."""
        said = 0
        if self.mapping.columns:
            said = sum(self.mapping.of(at, cell) is not None for at, cell in enumerate(row))
        items = len({item for cell in row if (item := self.item(cell))})
        if not items and not said:
            return 0
        return items + said + sum(instrument.question_of(cell) is not None for cell in row)

    def of(self, place: int, names: Iterable[str]) -> Named | None:
        """Return what a column is of.

        Parameters
        ----------
        place : int
            Its place, from 0.
        names : iterable of str
            All that names it.
        """
        names = tuple(names)
        for name in names:
            means = self.mapping.of(place, name)
            if means is not None:
                return None if means == "-" else _meant(means, name)
        found: list[Named] = []
        for name in names:
            if item := self.item(name):
                found.append(Named(item, True, name, "id" if _is_id(name, item) else "wording"))
            elif question := _question(name):
                found.append(Named(question, False, name, "question"))
        if not found:
            return None
        others = [one.id for one in found if one.id != found[0].id]
        first = found[0]
        return Named(first.id, first.is_item, first.heading, first.way, others[0] if others else "")


def _meant(means: str, heading: str) -> Named | None:
    if item := instrument.item_of(means):
        return Named(item, True, heading, "mapping")
    question = instrument.question_of(means)
    return Named(question, False, heading, "mapping") if question else None


def _is_id(heading: str, item: str) -> bool:
    """Tell whether a heading has the id of its item, not only its wording."""
    return fold(heading).endswith(fold(item)) or fold(heading).startswith(fold(item))


def _item(heading: str) -> str | None:
    text = _BEHIND.sub("", heading)
    if item := instrument.item_of(text):
        return item
    # A stem with the row of a grid in brackets, or a name behind the groups that it is in.
    inside = _BRACKETS.fullmatch(text)
    inner = inside[1] if inside else text.rpartition("/")[2] if len(text.split()) == 1 else text
    if inner == text or instrument.is_derived(text.removesuffix(inner)):
        return None
    return instrument.item_of(inner)


def _question(heading: str) -> str | None:
    text = _BEHIND.sub("", heading)
    return instrument.question_of(text) or instrument.question_of(text.rpartition("/")[2])


def header(first: list[list[str]], names: Names) -> Header | None:
    """Return what heads the columns of a table; None if no column of it is known.

    Parameters
    ----------
    first : list of list of str
        Its first rows.
    names : Names
        What headings name.
    """
    known = [names.known(cells) for cells in first]
    found = exports.recognised(first)
    if (found and any(known[found.top : found.below])) or (found and names_known(found, names)):
        return found
    if not any(known):
        return None
    top = known.index(max(known))
    return Header(None, top, top + 1, [(cell,) for cell in first[top]])


def names_known(found: Header, names: Names) -> bool:
    """Tell whether any column of an export is known by one of its names."""
    return any(names.of(at, given) for at, given in enumerate(found.names))


def guessed(first: list[list[str]]) -> Header | None:
    """Return the first row that has most texts, as headings that nobody knows yet."""
    if found := exports.recognised(first):
        return found
    texts = [sum(bool(cell.strip()) and not _is_number(cell) for cell in row) for row in first]
    if not any(texts):
        return None
    top = texts.index(max(texts))
    return Header(None, top, top + 1, [(cell,) for cell in first[top]])


def _is_number(cell: str) -> bool:
    return plain(cell).replace(".", "", 1).lstrip("-").isdecimal()
