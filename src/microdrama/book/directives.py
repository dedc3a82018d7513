"""Parts of pages that come from the evidence: legends, the five texts, the place of the ledger."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from microdrama.evidence.checks import STATUSES
from microdrama.evidence.kinds import MARKS
from microdrama.evidence.ledger import claims, texts
from microdrama.package import current
from microdrama.show.numbers import legend
from microdrama.show.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def kinds() -> str:
    """Return the legend of the four kinds of number."""
    return legend(list(MARKS))


def verdicts() -> str:
    """Return the statuses and what each means."""
    return render("book/statuses.html", statuses=STATUSES)


def five_texts() -> str:
    """Return the five texts with what the book takes from each."""
    counts = Counter(claim.source for claim in claims().values())
    return render("book/texts.html", texts=texts().values(), counts=counts)


class LedgerPlace(nodes.General, nodes.Element):
    """Where the ledger goes, once it is known which pages cite which claim."""


class _Generated(SphinxDirective):
    """Puts HTML made from the evidence into a page."""

    make: Callable[[], str]

    def run(self) -> list[nodes.Node]:
        _depend_on_evidence(self)
        return [nodes.raw("", type(self).make(), format="html")]


class LedgerDirective(SphinxDirective):
    """Marks the place of the ledger."""

    def run(self) -> list[nodes.Node]:
        """Return the place, to be filled when all pages have been read."""
        _depend_on_evidence(self)
        return [LedgerPlace()]


def _depend_on_evidence(directive: SphinxDirective) -> None:
    """Have the page made again when a claim changes, or anything that a verdict rests on."""
    package = current()
    for name in package.description:
        directive.env.note_dependency(str(package.path(name)))


def add_to(app: Sphinx) -> None:
    """Register one directive for each part."""
    parts = {"kinds": kinds, "verdicts": verdicts, "texts": five_texts}
    for name, make in parts.items():
        app.add_directive(
            name, type(f"{name.title()}Directive", (_Generated,), {"make": staticmethod(make)})
        )
    app.add_node(LedgerPlace)
    app.add_directive("ledger", LedgerDirective)
