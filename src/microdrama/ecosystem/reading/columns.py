"""Columns of a survey: what their headings name, and what was found below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import Codes, Item, Question, Scale, Words, whole
from microdrama.ecosystem.reading.headings import Named, Names
from microdrama.intake.exports import Header
from microdrama.intake.text import listed, plain, short
from microdrama.package import Fault

if TYPE_CHECKING:
    import numpy as np

#: Cells that are kept of those that have one kind of fault.
SHOWN = 6


@dataclass
class Column:
    """A column that is read, with what was found in it so far.

    ``refused`` counts the short cells that are no answers: what occurs in many of them is no slip.
    """

    place: int
    named: Named
    of: Item | Question
    meaning: Codes
    parts: list[np.ndarray] = field(default_factory=list)
    wrong: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)

    def codes(self) -> np.ndarray:
        """Return the codes of all rows and let go of the parts they were read in."""
        import numpy as np

        codes = np.concatenate(self.parts)
        self.parts.clear()
        return codes

    def remember(self, code: int, row: int, cell: str) -> None:
        """Keep a cell that is wrong, if it is one of the first."""
        cells = self.wrong.setdefault(code, [])
        if len(cells) < SHOWN:
            cells.append((row, cell))


@dataclass(frozen=True)
class Columns:
    """What each column of a file is of, as far as that is known.

    Parameters
    ----------
    header : Header
        What heads the columns.
    named : list of Named or None
        What each is of.
    unread : frozenset of int
        Columns that the reader does not want to be read.
    """

    header: Header
    named: list[Named | None]
    unread: frozenset[int] = frozenset()

    @classmethod
    def of(cls, header: Header, names: Names) -> Columns:
        """Find out what each column is of."""
        columns = list(enumerate(header.names))
        unread = frozenset(
            at for at, given in columns if any(names.mapping.of(at, name) == "-" for name in given)
        )
        return cls(header, [names.of(at, given) for at, given in columns], unread)

    def read(
        self, missing: Collection[str], given: Mapping[str, str], scale: Scale | None = None
    ) -> tuple[dict[str, Column], dict[str, Column], Words]:
        """Return the columns of items and of questions by what they are; the first counts."""
        declared = frozenset(whole(plain(code)) for code in missing)
        export = self.header.export
        unanswered = export.missing - declared if export else frozenset()
        items: dict[str, Column] = {}
        questions: dict[str, Column] = {}
        words = Words()
        for place, named in enumerate(self.named):
            if named is None or named.other:
                continue
            columns = items if named.is_item else questions
            of = Question(short(named.heading), named.id)
            if named.is_item:
                of = Item(short(named.heading), named.id, scale)
            meaning = Codes(of, declared, words, given, unanswered)
            columns.setdefault(named.id, Column(place, named, of, meaning))
        return items, questions, words

    def faults(self, file: str, row: int) -> Iterator[Fault]:
        """Say which columns name something that one before them has, or two things at once."""
        seen: set[str] = set()
        for named in filter(None, self.named):
            if named.other:
                message = (
                    f"is headed by {named.id} and by {named.other}, so it is not read; correct one "
                    "of the two."
                )
                yield Fault(file, row, short(named.heading), message)
            elif named.id in seen:
                message = (
                    f"there is a column for {named.id} before this one, and that one counts; "
                    "delete or rename one of the two."
                )
                yield Fault(file, row, short(named.heading), message)
            else:
                seen.add(named.id)

    def notes(self) -> Iterator[str]:
        """Say which columns are not read, and which have words of a reader's own."""
        ignored = [
            f"“{short(given[0])}”"
            for place, (given, named) in enumerate(zip(self.header.names, self.named, strict=True))
            if given and not named and _is_worth_saying(given)
            if place not in self.header.own | self.unread
        ]
        if ignored:
            yield f"Not read, since no item or question is named so: {listed(ignored)}."
        own = [
            named.id
            for given, named in zip(self.header.names, self.named, strict=True)
            if named and named.is_item and given and _has_own_words(given, named)
        ]
        if own:
            yield (
                f"The words in the heading of {listed(list(dict.fromkeys(own)))} are not those of "
                "the questionnaire; the id before them counts."
            )


def _has_own_words(given: tuple[str, ...], named: Named) -> bool:
    return named.way != "mapping" and any(
        name == named.heading and instrument.has_own_words(name) for name in given
    )


def _is_worth_saying(given: tuple[str, ...]) -> bool:
    return given[0].strip() != "" and not any(map(instrument.is_respondent, given))
