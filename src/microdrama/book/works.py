"""Works of the bibliography in plain Markdown: author and year, and a list of what is cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pybtex.plugin import find_plugin
from pybtex.richtext import Text

from microdrama.evidence.validation import references
from microdrama.package import remembered

if TYPE_CHECKING:
    from pybtex.database import BibliographyData, Entry, Person

#: More authors than this are named by the first of them.
MOST_AUTHORS = 2


@remembered
def _bibliography() -> BibliographyData:
    return references()


def _surname(person: Person) -> str:
    return str(Text(" ").join([*person.rich_prelast_names, *person.rich_last_names]))


def authors(entry: Entry) -> str:
    """Return who wrote a work, as a sentence names them; its title where nobody is named."""
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    if not people:
        return str(Text.from_latex(entry.fields["title"]))
    if len(people) > MOST_AUTHORS:
        return f"{_surname(people[0])} et al."
    return " and ".join(map(_surname, people))


def _authors_and_year(key: str) -> tuple[str, str]:
    entry = _bibliography().entries[key]
    return authors(entry), entry.fields["year"]


def in_text(keys: Iterable[str]) -> str:
    """Return works as part of a sentence: *Wang and Srijinda (2026)*."""
    works = ["{} ({})".format(*_authors_and_year(key)) for key in keys]
    return " and ".join(filter(None, [", ".join(works[:-1]), works[-1]]))


def in_brackets(keys: Iterable[str]) -> str:
    """Return works as a bracket: *(Wang and Srijinda, 2026; Meng, 2025)*."""
    return f"({'; '.join(', '.join(_authors_and_year(key)) for key in keys)})"


def listed(keys: Iterable[str]) -> str:
    """Return a list of works, in the order and in the words of the book's own style."""
    style = find_plugin("pybtex.style.formatting", "alpha")()
    backend = find_plugin("pybtex.backends", "markdown")()
    entries = style.format_bibliography(_bibliography(), list(dict.fromkeys(keys)))
    lines = (" ".join(entry.text.render(backend).split("\n")) for entry in entries)
    # A dollar begins a formula in notebooks, which pybtex does not know.
    return "\n".join(f"- {line}" for line in lines).replace("$", r"\$")
