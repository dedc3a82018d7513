"""The places that the search of the book can lead to: sections, entries of the glossary, claims.

A place is as large as what a reader wants to read: one section down to the next heading, one term,
one claim. Sections and terms are read from the finished pages, so that what is found is what
stands there; claims are read from the ledger's table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, SoupStrainer, Tag

from microdrama.evidence.ledger import Claim, short
from microdrama.package import table

#: What stands in a page and is none of its prose: code, the tables behind charts, controls, what
#: only some readers see.
NO_PROSE = (
    "script, style, svg, form, button, .headerlink, .mark, details.code, .chart-table, .code-bar, "
    ".explorer-print, .said"
)

#: The elements that are places of their own, within the section in which they stand.
ENTRIES = "dt[id], [data-entry][id]"

#: The elements whose words stand apart from those beside them.
BLOCKS = (
    "p, ul, ol, li, dl, dt, dd, th, td, div, section, figure, figcaption, blockquote, footer, "
    "summary, br, cite, b, .why, .whose, .status"
)

_TITLE = "dfn, th, dt, h1, h2, h3, h4"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEDGER = re.compile(r'<table class="ledger.*?</table>', re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FRACTION = re.compile(r"(?<![\d.])\.(\d+)")


@dataclass(frozen=True)
class Place:
    """One place of the book.

    Parameters
    ----------
    address : str
        Page and anchor, seen from the root of the book.
    title : str
        The heading, the term or the statement.
    where : str
        The page, or the text that makes the claim.
    kind : str
        ``section``, ``works`` for a list of references, ``term`` or ``claim``.
    text : str
        All words that stand there.
    also : str
        Other spellings under which a reader may look for it.
    """

    address: str
    title: str
    where: str
    kind: str
    text: str
    also: str = ""

    @property
    def chinese(self) -> bool:
        """Whether anything here is written in Chinese characters."""
        return bool(_HAN.search(self.title + self.text + self.also))


def _words(element: Tag) -> str:
    """Return the text of an element on one line; blocks are parted, letters within a word not."""
    return " ".join(element.get_text().split())


def of_page(html: str, page: str) -> list[Place]:
    """Return the sections and the entries of one page.

    Parameters
    ----------
    html : str
        The finished page.
    page : str
        Its address, seen from the root of the book.
    """
    # The rows of the ledger are places of their own, made by `of_claim`.
    html = _LEDGER.sub("", html)
    article = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer("article"))
    if article.h1 is None:
        return []
    for element in article.select(NO_PROSE):
        element.decompose()
    for element in article.select(BLOCKS):
        element.insert_before(" ")
        element.insert_after(" ")
    name = _words(article.h1)
    entries = [_entry(element, page, name) for element in article.select(ENTRIES)]
    return [*_sections(article, page, name), *entries]


def _sections(article: BeautifulSoup, page: str, name: str) -> Iterator[Place]:
    # From the innermost: each is taken out, so that its words are not those of its parent too.
    found = []
    for section in reversed(article.select("section[id]")):
        heading = section.find(_HEADINGS, recursive=False)
        if heading is None:
            continue
        title = _words(heading)
        heading.decompose()
        anchor = "" if title == name else f"#{section['id']}"
        kind = "works" if section.select_one(".citation") else "section"
        found.append(Place(page + anchor, title, name, kind, _words(section)))
        section.extract()
    return reversed(found)


def _entry(element: Tag, page: str, name: str) -> Place:
    if element.name == "dt":
        title, meaning = _words(element), element.find_next_sibling("dd")
        text = _words(meaning) if meaning else ""
    else:
        heading = element.select_one(_TITLE)
        title, text = _words(heading or element), _words(element)
    return Place(f"{page}#{element['id']}", title, name, "term", text)


def of_claim(claim: Claim, ledger: str) -> Place:
    """Return a claim as it stands in the ledger.

    Parameters
    ----------
    claim : Claim
        The claim.
    ledger : str
        Address of the ledger, seen from the root of the book.
    """
    where = f"{short(claim.source)}, {claim.section}"
    text = " ".join(filter(None, [claim.number, f"“{claim.words}”", claim.kind]))
    # Statistics are printed as .38, and looked for as 0.38.
    also = " ".join(f"0.{digits}" for digits in _FRACTION.findall(f"{claim.statement} {text}"))
    return Place(f"{ledger}#{claim.id}", claim.statement, where, "claim", text, also)


# ---- spellings -----------------------------------------------------------------------------


def toneless(pinyin: str) -> str:
    """Return pinyin without the marks of tones: *wēi duǎnjù* is *wei duanju*."""
    letters = unicodedata.normalize("NFD", pinyin.lower())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def _spellings(row: dict[str, str]) -> list[str]:
    """Return all under which a term may be looked for: characters, pinyin, pinyin in one word."""
    plain = toneless(row["pinyin"]).replace("'", "")
    words = [row["term"], plain, plain.replace(" ", ""), *row["also"].split("; ")]
    return list(dict.fromkeys(filter(None, words)))


def _rows() -> list[dict[str, str]]:
    return table("spellings").fillna("").to_dict("records")


def with_spellings(places: Iterable[Place]) -> list[Place]:
    """Let each place also be found by the pinyin of the terms that stand in it in Chinese."""
    rows = _rows()

    def also(place: Place) -> str:
        here = place.title + place.text
        said = (" ".join(_spellings(row)[1:]) for row in rows if row["term"] in here)
        return " ".join(filter(None, [place.also, *said]))

    return [replace(place, also=also(place)) for place in places]


def meanings() -> dict[str, list[str]]:
    """Return the words of the book that stand for a spelling: *touliu* is *paid traffic*."""
    return {
        spelling: row["english"].split("; ")
        for row in _rows()
        if row["english"]
        for spelling in _spellings(row)
    }
