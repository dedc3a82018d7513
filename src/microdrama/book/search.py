"""The search of the book: an index by Pagefind, made from the finished pages.

Two indexes lie in ``_static/search``: ``en`` knows English word forms and numbers and has every
place, ``zh`` parts Chinese into words and has the places with Chinese in them. A reader's browser
asks for the one that a query needs, and only for the pieces with its words (``search.js``).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from pagefind.service import get_executable

from microdrama.book.errors import BookError
from microdrama.book.places import Place, meanings, of_claim, of_page, with_spellings
from microdrama.book.publish import is_well
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

#: What Sphinx's own search would need, and nothing else in the book.
_OF_SPHINX = (
    "searchindex.js",
    *(f"_static/{name}.js" for name in ("searchtools", "language_data", "sphinx_highlight")),
    *(f"_static/{name}.js" for name in ("doctools", "documentation_options")),
)

#: Where the search page has its index for readers without scripts.
INDEX_PLACE = "<!-- all pages and terms -->"

_WORD = re.compile(r"[a-z]{4,}")


def document(place: Place, language: str) -> str:
    """Return a place as a small page for Pagefind to read; nobody else ever sees it.

    Other spellings are metadata, which are searched and never shown among the words.
    """
    # A title says what its place is about; the statement of a claim is the place itself.
    name = "statement" if place.kind == "claim" else "title"
    about = {name: place.title, "where": place.where, "also": place.also}
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


def _write(places: Mapping[int, Place], language: str, folder: Path) -> None:
    """Have Pagefind's program write an index; its Python interface takes a minute for a book."""
    program = get_executable()
    if program is None:
        raise BookError("the search cannot be made: there is no Pagefind here; run make install")
    with TemporaryDirectory() as site:
        for number, place in places.items():
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
    # Words that are spellings only stand nowhere, and may be what a reader meant all the same.
    for spelling in meanings():
        counts.update(dict.fromkeys(_WORD.findall(spelling), 0))
    return dict(sorted(counts.items()))


def bundle(places: Sequence[Place]) -> Path:
    """Return a folder with the index of some places, made once for each content.

    Raises
    ------
    BookError
        If Pagefind has no program for this machine, or its program fails.
    """
    made_of = [version("pagefind"), meanings(), *map(astuple, places)]
    content = json.dumps(made_of, ensure_ascii=False)
    folder = KEPT / sha256(content.encode()).hexdigest()[:16]
    if (folder / "beside.json").is_file():
        return folder
    shutil.rmtree(KEPT, ignore_errors=True)
    every = dict(enumerate(places))
    chinese = {number: place for number, place in every.items() if place.chinese}
    indexes = {"en": every, "zh": chinese} if chinese else {"en": every}
    for language, some in indexes.items():
        _write(some, language, folder / language)
    beside = {
        "indexes": list(indexes),
        "places": [place.address for place in places],
        "meanings": meanings(),
        "words": vocabulary(places),
    }
    # Written last: its presence says that the folder is complete.
    text = json.dumps(beside, ensure_ascii=False, separators=(",", ":"))
    (folder / "beside.json").write_text(text, "utf-8")
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
    found = []
    for name in pages:
        found += of_page((built / f"{name}.html").read_text("utf-8"), f"{name}.html")
        if name == LEDGER:
            found += [of_claim(claim, f"{LEDGER}.html") for claim in claims().values()]
    return with_spellings(found)


def contents(found: Iterable[Place]) -> str:
    """Return the index that stands on the search page: every page, its sections, every term."""
    pages: dict[str, list[Place]] = {}
    terms = []
    for place in found:
        if place.kind in ("section", "works"):
            pages.setdefault(place.where, []).append(place)
        elif place.kind == "term":
            terms.append(place)
    return render("book/search_index.html", pages=pages, terms=terms)


def replace_sphinx(app: Sphinx) -> None:
    """Have Sphinx make no search of its own, which knows whole pages and no Chinese."""
    app.builder.search = False


def page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page on which a reader searches."""
    yield "search", {}, "search.html"


def index(app: Sphinx, error: Exception | None) -> None:
    """Put the index beside the finished pages, before the book is published."""
    if not is_well(app, error) or app.builder.format != "html":
        return
    built = Path(app.outdir)
    found = places(built, app.env.collect_relations())
    target = built / PUBLISHED
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(bundle(found), target)
    asking = built / "search.html"
    text = asking.read_text("utf-8").replace(INDEX_PLACE, contents(found))
    asking.write_text(text, "utf-8")
    for name in _OF_SPHINX:
        (built / name).unlink(missing_ok=True)


def add_to(app: Sphinx) -> None:
    """Have the build make the index."""
    app.connect("builder-inited", replace_sphinx)
    app.connect("html-collect-pages", page)
    app.connect("build-finished", index, priority=850)
