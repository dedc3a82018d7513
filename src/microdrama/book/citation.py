"""How to cite the book and each of its pages: in words, as BibTeX and as CSL-JSON.

Who wrote the book, when, and which version it is stand in ``CITATION.cff`` and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pybtex.database import BibliographyData, Entry, Person

from microdrama.paths import CITATION

#: Where the files lie in the published book, below its static files.
PUBLISHED = "_static/cite"


@dataclass(frozen=True)
class Author:
    """Somebody who wrote the book: a person with a family name, or a group with a name alone."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """The name with the family name first."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON has it."""
        if self.given:
            return {"family": self.family, "given": self.given}
        return {"literal": self.family}


@dataclass(frozen=True)
class Work:
    """The book as ``CITATION.cff`` describes it."""

    title: str
    authors: tuple[Author, ...]
    released: date
    version: str
    keywords: tuple[str, ...]

    @property
    def by(self) -> str:
        """All authors, as a list of references names them."""
        *others, last = (author.inverted for author in self.authors)
        return f"{', '.join(others)} & {last}" if others else last


def book(path: Path = CITATION) -> Work:
    """Read the book's own description.

    Parameters
    ----------
    path : Path
        A file in the Citation File Format.
    """
    said: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return Work(
        title=said["title"],
        authors=tuple(_author(one) for one in said["authors"]),
        released=date.fromisoformat(str(said["date-released"])),
        version=str(said["version"]),
        keywords=tuple(said.get("keywords", ())),
    )


def _author(said: Mapping[str, str]) -> Author:
    if "family-names" in said:
        return Author(said["family-names"], said.get("given-names", ""))
    return Author(said["name"])


@dataclass(frozen=True)
class Citation:
    """One page of the book as something to cite.

    Parameters
    ----------
    work : Work
        The book.
    title : str
        Title of the page; empty for the book as a whole.
    key : str
        Under which a bibliography keeps it.
    url : str
        Full address of the page; empty if nobody has said where the book is published.
    """

    work: Work
    title: str
    key: str
    url: str = ""

    @property
    def before(self) -> str:
        """What a list of references says before the title of the book, which it sets in italics."""
        ended = self.title if self.title.endswith(("?", "!", ".")) else f"{self.title}."
        part = f"{ended} In " if self.title else ""
        return f"{self.work.by} ({self.work.released.year}). {part}"

    @property
    def after(self) -> str:
        """What follows the title of the book."""
        return f" (version {self.work.version}).{f' {self.url}' if self.url else ''}"

    def bibtex(self) -> str:
        """Return an entry for a BibTeX file."""
        fields = {"title": self.title or self.work.title}
        if self.title:
            fields["booktitle"] = self.work.title
        fields["year"] = str(self.work.released.year)
        fields["note"] = f"Version {self.work.version}"
        if self.url:
            fields["url"] = self.url
        # In braces, so that the name of a group is not taken apart into names of a person.
        names = [
            Person(f"{a.family}, {a.given}" if a.given else f"{{{a.family}}}")
            for a in self.work.authors
        ]
        entry = Entry("incollection" if self.title else "book", fields, {"author": names})
        return BibliographyData({self.key: entry}).to_string("bibtex").strip() + "\n"

    def csl(self) -> str:
        """Return a list of one item in CSL-JSON, as Zotero and pandoc read it."""
        released = self.work.released
        item: dict[str, Any] = {
            "id": self.key,
            "type": "chapter" if self.title else "book",
            "title": self.title or self.work.title,
            "author": [author.csl for author in self.work.authors],
            "issued": {"date-parts": [[released.year, released.month, released.day]]},
            "version": self.work.version,
            "language": "en",
        }
        if self.title:
            item["container-title"] = self.work.title
        if self.url:
            item["URL"] = self.url
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"

    def write(self, built: Path) -> None:
        """Write both files beside the pages."""
        folder = built / PUBLISHED
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.key}.bib").write_text(self.bibtex(), "utf-8")
        (folder / f"{self.key}.json").write_text(self.csl(), "utf-8")
