"""What a page says of itself to those who do not read it: catalogues, search engines, chats.

Tags that need a full address (the canonical one, the picture of a preview) are left out unless
``html_baseurl`` in ``_config.yml`` says where the book is published.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import vl_convert
from docutils import nodes
from markupsafe import Markup

from microdrama import __doc__ as _tagline
from microdrama.book import citation
from microdrama.book.citation import Citation, Work
from microdrama.book.drawing import DRAWN
from microdrama.evidence.kinds import MARKS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Letters of a description that search engines and chats show.
DESCRIBED = 200

#: Where the pictures of previews lie, and how wide they are: large enough for a chat, and small.
PICTURES, ACROSS = "_static/previews", 1200

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def described(doctree: nodes.document | None) -> str:
    """Return the first sentences of a page, as many as a description holds."""
    paragraph = next(iter(doctree.findall(nodes.paragraph)), None) if doctree else None
    text = _plain(paragraph) if paragraph is not None else ""
    if not text:
        return " ".join((_tagline or "").split())
    if len(text) <= DESCRIBED:
        return text
    return text[:DESCRIBED].rpartition(" ")[0].rstrip(",;:") + "…"


def _plain(paragraph: nodes.paragraph) -> str:
    """Return a paragraph without the markup and the marks of numbers that our roles put in."""
    parts = [
        Markup(text).striptags() if isinstance(text.parent, nodes.raw) else text.astext()
        for text in paragraph.findall(nodes.Text)
    ]
    marks = dict.fromkeys(map(ord, "".join(MARKS.values())))
    return " ".join("".join(parts).translate(marks).split())


def key_of(page: str) -> str:
    """Return the key of a page in a bibliography: ``microdrama-dissemination-abroad``."""
    return "-".join(["microdrama", *page.split("/")[1:]]).removesuffix("-index")


def cited(work: Work, page: str, title: str, root: str, url: str) -> Citation:
    """Return how a page is cited; the front page stands for the book."""
    return Citation(work, "" if page == root else title, key_of(page), url)


def tags(citation: Citation, description: str, picture: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the content of every tag that is named: Highwire, Dublin Core, Twitter.

    Parameters
    ----------
    citation : Citation
        The page as something to cite.
    description : str
        What the page is about.
    picture : str
        Full address of its picture, if there is one.
    """
    work, title = citation.work, citation.title or citation.work.title
    yield "citation_title", title
    yield from (("citation_author", author.inverted) for author in work.authors)
    if citation.title:
        yield "citation_inbook_title", work.title
    yield "citation_publication_date", work.released.strftime("%Y/%m/%d")
    yield "citation_language", "en"
    yield from (("citation_keywords", keyword) for keyword in work.keywords)
    if citation.url:
        yield "citation_fulltext_html_url", citation.url
    yield "DC.title", title
    yield from (("DC.creator", author.inverted) for author in work.authors)
    yield "DC.date", work.released.isoformat()
    yield "DC.type", "Text"
    yield "DC.format", "text/html"
    yield "DC.language", "en"
    yield "DC.description", description
    yield "DC.rights", LICENCE
    yield from (("DC.subject", keyword) for keyword in work.keywords)
    if citation.title:
        yield "DC.relation.ispartof", work.title
    if citation.url:
        yield "DC.identifier", citation.url
    yield "twitter:card", "summary_large_image" if picture else "summary"


def open_graph(
    citation: Citation, description: str, picture: str = "", seen: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the property and the content of every tag that chats read.

    Parameters
    ----------
    citation, description, picture
        As for :func:`tags`.
    seen : str
        What the picture shows, for those who do not see it.
    """
    yield "og:title", citation.title or citation.work.title
    yield "og:type", "article" if citation.title else "book"
    yield "og:description", description
    yield "og:site_name", citation.work.title
    yield "og:locale", "en_GB"
    if citation.url:
        yield "og:url", citation.url
    if picture:
        yield "og:image", picture
        yield "og:image:type", "image/png"
        yield "og:image:alt", seen


def linked_data(citation: Citation, description: str, position: int) -> dict[str, Any]:
    """Return the page in the words of schema.org: a chapter of a book, or the book.

    Parameters
    ----------
    citation : Citation
        The page.
    description : str
        What it is about.
    position : int
        Its place in the book, from 1.
    """
    work = citation.work
    authors = [
        {"@type": "Person", "familyName": author.family, "givenName": author.given}
        if author.given
        else {"@type": "Organization", "name": author.family}
        for author in work.authors
    ]
    common = {
        "author": authors,
        "datePublished": work.released.isoformat(),
        "inLanguage": "en",
        "license": LICENCE,
    }
    whole = {"@type": "Book", "name": work.title, "version": work.version, **common}
    whole["keywords"] = list(work.keywords)
    page: dict[str, Any] = whole
    if citation.title:
        page = {"@type": "Chapter", "name": citation.title, "position": position, **common}
        page["isPartOf"] = whole
    page = {"@context": "https://schema.org", **page, "description": description}
    return {**page, "url": citation.url} if citation.url else page


def as_script(data: Mapping[str, Any]) -> Markup:
    """Return linked data as they may stand within a script element."""
    # A title may hold the end of a script.
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(text)


# ---- pictures ------------------------------------------------------------------------------


def preview(drawing: str) -> Path:
    """Return the picture of a chart for previews, drawn once for each content.

    Parameters
    ----------
    drawing : str
        Name of the chart's folder among all that is drawn.
    """
    path = DRAWN / drawing / "preview.png"
    if not path.is_file():
        svg = (DRAWN / drawing / "wide-light.svg").read_text("utf-8")
        width = json.loads((DRAWN / drawing / "sizes.json").read_text("utf-8"))["wide"][0]
        # On white: a chat may be dark.
        white = svg.replace(">", '><rect width="100%" height="100%" fill="#ffffff"/>', 1)
        path.write_bytes(vl_convert.svg_to_png(white, scale=ACROSS / width))
    return path


def _picture(app: Sphinx, page: str) -> str:
    """Put the picture of a page beside it and return its full address."""
    charts = app.env.metadata.get(page, {}).get("charts", [])
    if not charts or not app.config.html_baseurl:
        return ""
    name = f"{PICTURES}/{key_of(page)}.png"
    target = Path(app.outdir, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(preview(charts[0]).read_bytes())
    return urljoin(app.config.html_baseurl, name)


# ---- in Sphinx -----------------------------------------------------------------------------


def page_context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give each page its tags and the words by which it is cited."""
    context["description"] = described(doctree)
    # Of the addresses below a host, the part after the host.
    context["base_path"] = urlsplit(app.config.html_baseurl or "").path
    if page not in app.env.found_docs:
        return
    title = app.env.titles[page].astext()
    url = context.get("pageurl") or ""
    made = cited(citation.book(), page, title, app.config.root_doc, url)
    made.write(Path(app.outdir))
    picture = _picture(app, page)
    description = context["description"]
    context["citation"] = made
    context["citation_files"] = f"{'../' * page.count('/')}{citation.PUBLISHED}/{made.key}"
    context["named_tags"] = list(tags(made, description, picture))
    seen = f"A chart of the page “{title}”"
    context["property_tags"] = list(open_graph(made, description, picture, seen))
    context["linked_data"] = as_script(linked_data(made, description, _position(app.env, page)))


def _position(env: BuildEnvironment, page: str) -> int:
    return list(env.collect_relations()).index(page)


def not_found(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that a host shows in place of one that is not there."""
    yield "404", {"title": "Page not found"}, "404.html"


def drop_stale(app: Sphinx, error: Exception | None) -> None:
    """Remove the files of pages that are no longer in the book."""
    if error is not None or app.builder.format != "html":
        return
    keys = {key_of(page) for page in app.env.found_docs}
    for folder in (citation.PUBLISHED, PICTURES):
        for file in Path(app.outdir, folder).glob("*.*"):
            if file.stem not in keys:
                file.unlink()


def add_to(app: Sphinx) -> None:
    """Have the build write all this."""
    # The file is read for each page: when it changes, all of them are made again.
    said = citation.CITATION.read_text("utf-8") if citation.CITATION.is_file() else ""
    app.add_config_value("microdrama_citation", said, "html", str)
    app.connect("html-page-context", page_context)
    app.connect("html-collect-pages", not_found)
    app.connect("build-finished", drop_stale, priority=800)
