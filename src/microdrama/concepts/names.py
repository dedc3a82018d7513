"""What theories and words of the field are called in prose, and where the book explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from microdrama.package import Fault, current, remembered, rows, table

#: The folder of the pages, and the page of the glossary in it.
PAGES = "chapters/concepts"
GLOSSARY = "glossary"

#: The two tables, and the column with the name of an entry.
_NAMED = {"theories": "label", "glossary": "term"}

_CHINESE = "\u3400-\u9fff"


class UnknownNameError(KeyError):
    """A name that the book does not explain."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Place:
    """Where a theory or a word is explained.

    Parameters
    ----------
    id : str
        The anchor.
    page : str
        Name of the page, such as ``chapters/concepts/media``.
    """

    id: str
    page: str


@remembered
def places() -> Mapping[str, Place]:
    """Return where each name is explained: labels, ids, the words of prose, and Chinese.

    Names are in lower case; the result is empty for a package without the two tables.
    """
    found: dict[str, Place] = {}
    for name, row in _rows():
        place = Place(row["id"], f"{PAGES}/{row.get('page', GLOSSARY)}")
        own = (row["id"], row[_NAMED[name]], row["zh"], *_forms(row["forms"]))
        found |= {one.lower(): place for one in own if one}
    return found


def place(name: str) -> Place:
    """Return where a name is explained.

    Raises
    ------
    UnknownNameError
        If the book does not explain it.
    """
    try:
        return places()[name.lower()]
    except KeyError:
        message = f"neither a theory nor an entry of the glossary is called “{name}”"
        raise UnknownNameError(message) from None


@remembered
def pattern() -> re.Pattern[str] | None:
    """Return what finds the words of prose that are explained, longer ones before shorter.

    Chinese stands by itself only between other letters, a word of English may have a plural's *s*,
    and an abbreviation in capitals is found in capitals only. ``None`` if there are no words.
    """
    forms = {form for _, row in _rows() for form in _forms(row["forms"])}
    chinese = {row["zh"] for _, row in _rows()}
    if not forms | chinese:
        return None
    parts = [rf"(?<![\w-]){_spelt(form)}(?![\w-])" for form in _longest_first(forms)]
    parts += [
        rf"(?<![{_CHINESE}]){re.escape(word)}(?![{_CHINESE}])" for word in _longest_first(chinese)
    ]
    return re.compile("|".join(parts))


def found_in(text: str) -> Iterator[tuple[int, int, Place]]:
    """Yield the places in a text at which a word is explained: start, end, and where.

    Parameters
    ----------
    text : str
        A stretch of prose.
    """
    finder = pattern()
    for match in finder.finditer(text) if finder else ():
        word = match.group().lower()
        explained = places()
        yield *match.span(), explained.get(word) or explained[word.removesuffix("s")]


def _rows() -> Iterator[tuple[str, dict[str, str]]]:
    for name in _NAMED:
        if name in current().description:
            yield from ((name, row) for row in table(name).to_dict("records"))


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split(";") if form.strip()]


def _longest_first(words: set[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _spelt(form: str) -> str:
    """Return an expression for a form in any case, or in capitals only if it is written so."""
    plural = "s?" if form[-1].isalpha() else ""
    if form.isupper():
        return f"{re.escape(form)}{plural}"
    return f"(?i:{re.escape(form)}{plural})"


def faults() -> list[Fault]:
    """Check that every name leads to one place.

    Returns
    -------
    list of Fault
        Anchors and forms that two rows share.
    """
    seen: dict[str, tuple[str, str]] = {}
    found = []
    for name in _NAMED:
        if name not in current().description:
            continue
        for file, row, cells in rows(name):
            for column, words in (("id", [cells["id"]]), ("forms", _forms(cells["forms"]))):
                for word in words:
                    first = seen.setdefault(word.lower(), (name, cells["id"]))
                    if first != (name, cells["id"]):
                        message = f"“{word}” leads to “{first[1]}” already; give it to one of them."
                        found.append(Fault(file, row, column, message))
    return found
