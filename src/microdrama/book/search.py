"""The search of the book: an index by Pagefind, made from the finished pages, read by ``search.js``.

Two indexes lie in ``_static/search``: ``en`` knows English word forms and numbers and has every
place, ``zh`` parts Chinese into words and has the places with Chinese in them. A reader's browser
asks for the one that a query needs, and only for the pieces with its words.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from markupsafe import escape
from pagefind.service import get_executable

from microdrama.book.errors import BookError
from microdrama.book.places import Place, of_claim, of_page, with_spellings
from microdrama.book.roles import LEDGER
from microdrama.evidence.ledger import claims
from microdrama.paths import BUILD
from microdrama.show.rendering import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Where the index lies in the published book.
PUBLISHED = "_static/search"

#: Where it is kept from build to build, in a folder named after the content.
KEPT = BUILD / ".search"

#: What Pagefind writes and ``search.js`` does without: its own faces.
_NOT_NEEDED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*")
_NOT_NEEDED = (*_NOT_NEEDED, "pagefind-highlight.js")

#: Where the search page has its index for readers without scripts.
INDEX_PLACE = "<!-- all pages and terms -->"

_WORD = re.compile(r"[a-z]{4,}")


def document(place: Place, language: str) -> str:
    """Return a place as a small page for Pagefind to read; nobody else ever sees it.

    Other spellings are metadata, which are searched and never shown as words of the place.
    """
    # A title says what its place is about; the statement of a claim is the place itself.
    name = "statement" if place.kind == "claim" else "title"
    about = {"address": place.address, name: place.title, "where": place.where, "also": place.also}
    meta = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in about.items()
        if value
    )
    return (
        f'<html lang="{language}"><head>{meta}'
        f'<meta data-pagefind-filter="kind[content]" content="{place.kind}"></head>'
        f"<body><h2>{escape(place.title)}</h2><p>{escape(place.text)}</p></body></html>"
    )


def _write(places: Sequence[Place], language: str, folder: Path) -> None:
    """Have Pagefind write an index; its program reads files, far faster than its Python interface."""
    program = get_executable()
    if program is None:
        raise BookError("the search cannot be made: there is no Pagefind here; run make install")
    with TemporaryDirectory() as site:
        for number, place in enumerate(places):
            Path(site, f"{number:06}.html").write_text(document(place, language), "utf-8")
        order = ["--site", site, "--output-path", str(folder), "--force-language", language]
        done = subprocess.run(
            [program, *order, "--silent"], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise BookError(f"the search cannot be made; Pagefind says: {done.stderr or done.stdout}")
    for pattern in _NOT_NEEDED:
        for file in folder.glob(pattern):
            file.unlink()


def vocabulary(places: Iterable[Place]) -> dict[str, int]:
    """Return how often each word of at least four letters stands in the book, and spellings.

    ``search.js`` looks here for the word that a reader who finds nothing may have meant.
    """
    texts = (f"{place.title} {place.text} {place.also}".lower() for place in places)
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    return dict(sorted(counts.items()))


def bundle(places: Sequence[Place]) -> Path:
    """Return a folder with the index of some places, made once for each content.

    Raises
    ------
    BookError
        If Pagefind has no program for this machine, or its program fails.
    """
    content = json.dumps([version("pagefind"), *map(astuple, places)], ensure_ascii=False)
    folder = KEPT / sha256(content.encode()).hexdigest()[:16]
    if (folder / "words.json").is_file():
        return folder
    shutil.rmtree(KEPT, ignore_errors=True)
    chinese = [place for place in places if place.chinese]
    for language, some in (("en", places), ("zh", chinese)):
        _write(some, language, folder / language)
    # Written last: its presence says that the folder is complete.
    words = json.dumps(vocabulary(places), ensure_ascii=False, separators=(",", ":"))
    (folder / "words.json").write_text(words, "utf-8")
    return folder


def places(built: Path, pages: Iterable[str]) -> list[Place]:
    """Return every place of a book.

    Parameters
    ----------
    built : Path
        Folder of the finished pages.
    pages : iterable of str
        Their names, in the order of the book.
    """
    names = list(pages)
    found = []
    for name in names:
        if name == LEDGER:
            found += [of_claim(claim, f"{LEDGER}.html") for claim in claims().values()]
        else:
            found += of_page((built / f"{name}.html").read_text("utf-8"), f"{name}.html")
    return with_spellings(found)


def contents(found: Iterable[Place]) -> str:
    """Return the index that stands on the search page: every page, its sections, every term."""
    pages: dict[str, list[Place]] = {}
    terms = []
    for place in found:
        if place.kind == "section":
            pages.setdefault(place.where, []).append(place)
        elif place.kind == "term":
            terms.append(place)
    return render("book/search_index.html", pages=pages, terms=terms, ledger=f"{LEDGER}.html")


def index(app: Sphinx, error: Exception | None) -> None:
    """Put the index beside the finished pages, before the book is published."""
    if error is not None or app.builder.format != "html":
        return
    built = Path(app.outdir)
    found = places(built, app.env.collect_relations())
    target = built / PUBLISHED
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(bundle(found), target)
    page = built / "search.html"
    text = page.read_text("utf-8").replace(INDEX_PLACE, contents(found))
    page.write_text(text, "utf-8")


def add_to(app: Sphinx) -> None:
    """Have the build make the index."""
    app.connect("build-finished", index, priority=850)
