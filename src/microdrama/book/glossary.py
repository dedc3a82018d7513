"""The entries of the glossary, as HTML for the page and as Markdown for notebooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from microdrama.book.roles import LEDGER
from microdrama.concepts.glossary import Wording, entries
from microdrama.package import current
from microdrama.show.rendering import render

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def page(kind: str, ledger: str) -> str:
    """Return the entries of one kind as a list of terms.

    Parameters
    ----------
    kind : str
        As in ``glossary.csv``.
    ledger : str
        Address of the ledger, seen from the page.
    """
    return render("book/glossary.html", entries=entries(kind), ledger=ledger)


def markdown(kind: str, ledger: str, escaped: Callable[[str], str]) -> str:
    """Return the entries of one kind as a list that any notebook shows.

    Parameters
    ----------
    kind : str
        As in ``glossary.csv``.
    ledger : str
        Address of the ledger's notebook, seen from the page.
    escaped : callable
        From words to Markdown that shows them as they are.
    """

    def worded(one: Wording) -> str:
        quote = escaped(f"“{one.quote}”")
        place = f"[{quote}]({ledger}#{one.claim})" if one.claim else quote
        where = f" ({escaped(one.section)})" if one.section else ""
        note = f". {escaped(one.note)}" if one.note else ""
        return f"  - {escaped(one.text)}: {place}{where}{note}"

    lines = []
    for entry in entries(kind):
        name = f"**{escaped(entry.term)}** {entry.zh} *{escaped(entry.pinyin)}*"
        lines += [f"- {name}: {escaped(entry.meaning)}", *map(worded, entry.wordings)]
    return "\n".join(lines)


class TermsDirective(SphinxDirective):
    """Puts the entries of one kind into a page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the entries, with links to the claims in which the words stand."""
        for name in ("glossary", "wordings", "claims"):
            self.env.note_dependency(str(current().path(name)))
        ledger = self.env.app.builder.get_relative_uri(self.env.docname, LEDGER)
        return [nodes.raw("", page(self.arguments[0], ledger), format="html")]


def add_to(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("terms", TermsDirective)
