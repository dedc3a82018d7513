"""Columns of a survey: what their headings name, and what was found below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from microdrama.ecosystem import instrument
from microdrama.ecosystem.answer_codes import Codes, Item, Question, Scale, whole
from microdrama.intake.text import listed, plain, short
from microdrama.package import Fault

if TYPE_CHECKING:
    import numpy as np


@dataclass
class Column:
    """A column that is read, with what was found in it so far.

    ``refused`` counts the short cells that are no answers: what occurs in many of them is no slip.
    """

    place: int
    of: Item | Question
    meaning: Codes
    parts: list[np.ndarray] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    wrong: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def codes(self) -> np.ndarray:
        """Return the codes of all rows and let go of the parts they were read in."""
        import numpy as np

        codes = np.concatenate(self.parts)
        self.parts.clear()
        return codes


def column_of(heading: str) -> Item | Question | None:
    """Return what a heading names, if it is something that is read."""
    if item := instrument.item_of(heading):
        return Item(short(heading), item)
    question = instrument.question_of(heading)
    return Question(short(heading), question) if question else None


def columns_by_id(
    headings: list[str], missing: Collection[str], scale: Scale | None = None
) -> tuple[dict[str, Column], dict[str, Column]]:
    """Return the columns of items and of questions by what they are; the first of two counts."""
    declared = frozenset(whole(plain(code)) for code in missing)
    items: dict[str, Column] = {}
    questions: dict[str, Column] = {}
    for place, heading in enumerate(headings):
        if named := column_of(heading):
            if isinstance(named, Item):
                named = replace(named, scale=scale)
            columns = items if isinstance(named, Item) else questions
            columns.setdefault(named.id, Column(place, named, Codes(named, declared)))
    return items, questions


def repeated_columns(file: str, row: int, headings: list[str]) -> Iterator[Fault]:
    """Say which columns name an item or a question that one before them has."""
    seen: set[str] = set()
    for heading in headings:
        if (named := column_of(heading)) and named.id in seen:
            message = (
                f"there is a column for {named.id} before this one, and that one counts; "
                "delete or rename one of the two."
            )
            yield Fault(file, row, named.heading, message)
        elif named:
            seen.add(named.id)


def heading_notes(headings: list[str], columns: list[Column]) -> Iterator[str]:
    """Say which columns are not read, and which have words of a reader's own."""
    ignored = [
        f"“{short(heading)}”"
        for heading in headings
        if heading.strip() and not column_of(heading) and not instrument.is_respondent(heading)
    ]
    if ignored:
        yield f"Not read, since no item or question is named so: {listed(ignored)}."
    own = [column.of.id for column in columns if instrument.has_own_words(headings[column.place])]
    if own:
        yield (
            f"The words in the heading of {listed(own)} are not those of the questionnaire; the "
            "id before them counts."
        )
