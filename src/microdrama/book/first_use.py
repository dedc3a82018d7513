"""Links from the first use of a theory or a word of the field on a page to where it is explained.

The build finds the words by itself (:mod:`microdrama.concepts.names`): in running text only, so
never in headings, links, quotes, code, tables, claims or numbers. A word that has too many other
senses to be found in this way is linked by the author, with the role ``{concept}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from microdrama.book.errors import BookError
from microdrama.book.roles import LEDGER, parsed
from microdrama.concepts import names
from microdrama.package import current
from microdrama.paths import shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The class of such a link, by which the page's style knows it.
LINK = "concept"

#: Where no word is linked: it has a link of its own, belongs to somebody else, or is a name.
_LEFT_ALONE = (
    nodes.title,
    nodes.reference,
    nodes.pending,
    nodes.FixedTextElement,  # code, and HTML such as that of a claim
    nodes.literal,
    nodes.math,
    nodes.block_quote,
    nodes.table,
    nodes.citation,
    nodes.footnote,
    nodes.caption,
    nodes.container,  # what a cell shows
)


class ConceptRole(SphinxRole):
    """``{concept}`flow``` links a name to its explanation, ``{concept}`words <flow>``` words."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link.

        Raises
        ------
        BookError
            If the book does not explain what is named.
        """
        words, name = parsed(self.text)
        try:
            place = names.place(name)
        except names.UnknownNameError as error:
            source, line = self.get_source_info()
            raise BookError(
                f"{shown(Path(source))}, line {line}: {error}; see data/concepts/ for the names."
            ) from None
        return [_link(words or name, place, _address(self.env, place))], []


def _address(env: BuildEnvironment, place: names.Place) -> str:
    page = env.app.builder.get_relative_uri(env.docname, place.page)
    return f"{page}#{place.id}"


def _link(words: str, place: names.Place, address: str) -> nodes.reference:
    return nodes.reference(
        words, words, internal=True, refuri=address, classes=[LINK], concept=place.id
    )


def link_first_uses(document: nodes.document, address: Callable[[names.Place], str]) -> None:
    """Link the first use of each word that the book explains, where no author has done so.

    Parameters
    ----------
    document : docutils.nodes.document
        A page; changed in place.
    address : callable
        From the place of an explanation to its address, seen from the page.
    """
    linked = {one["concept"] for one in document.findall(nodes.reference) if "concept" in one}
    for text in list(document.findall(nodes.Text)):
        if _in_running_text(text):
            parts = list(_parts(text.astext(), linked, address))
            if len(parts) > 1 or not isinstance(parts[0], nodes.Text):
                text.parent.replace(text, parts)


def _in_running_text(text: nodes.Text) -> bool:
    node, paragraph = text.parent, False
    while node is not None:
        if isinstance(node, _LEFT_ALONE) or node.tagname == "pending_xref":
            return False
        paragraph = paragraph or isinstance(node, nodes.paragraph)
        node = node.parent
    return paragraph


def _parts(
    text: str, linked: set[str], address: Callable[[names.Place], str]
) -> Iterator[nodes.Node]:
    """Yield a text in pieces, with a link for each word whose explanation is not linked yet."""
    done = 0
    for start, end, place in names.found_in(text):
        if place.id in linked:
            continue
        linked.add(place.id)
        if start > done:
            yield nodes.Text(text[done:start])
        yield _link(text[start:end], place, address(place))
        done = end
    if done < len(text) or not text:
        yield nodes.Text(text[done:])


def link_page(app: Sphinx, document: nodes.document) -> None:
    """Link the first uses on a page that is being read; not where the words are explained."""
    env = app.env
    if env.docname == LEDGER or env.docname.startswith(names.PAGES):
        return
    link_first_uses(document, lambda place: _address(env, place))
    for name in ("theories", "glossary"):
        if name in current().description:
            env.note_dependency(str(current().path(name)))


def add_to(app: Sphinx) -> None:
    """Register the role, and have every page linked when it is read."""
    app.add_role("concept", ConceptRole())
    app.connect("doctree-read", link_page)
