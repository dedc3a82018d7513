"""Roles: a claim's number, and a number that the chapter computes, in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from jupyter_cache import get_cache
from sphinx.util.docutils import SphinxRole

from microdrama.book.errors import BookError
from microdrama.book.execute import CACHE
from microdrama.evidence import UnknownClaimError, claim
from microdrama.package import current
from microdrama.paths import shown
from microdrama.show.rendering import render
from microdrama.show.values import ROLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LEDGER = "chapters/ledger"


def _plain(text: str) -> nodes.raw:
    """Keep the words for builders other than HTML."""
    return nodes.raw("", text, format="latex text")


class ClaimRole(SphinxRole):
    """``{claim}`id``` puts a claim's number into prose, ``{claim}`words <id>``` our words."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a link to the ledger that the page's script turns into a note."""
        words, claim_id = parsed(self.text)
        source, line = self.get_source_info()
        place = f"{shown(Path(source))}, line {line}"
        try:
            found = claim(claim_id)
        except UnknownClaimError as error:
            raise BookError(f"{place}: {error}; correct the id.") from None
        text = words or found.number
        if not text:
            raise BookError(
                f"{place}: the claim “{claim_id}” has no number; "
                f"write {{claim}}`words <{claim_id}>`."
            )
        target = self.env.app.builder.get_relative_uri(self.env.docname, LEDGER)
        self.env.metadata[self.env.docname].setdefault("claims", []).append(claim_id)
        for table in ("claims", "checks"):
            self.env.note_dependency(str(current().path(table)))
        link = render("book/claim.html", claim=found, words=words, ledger=target)
        return [nodes.raw("", link, format="html"), _plain(text)], []


def parsed(text: str) -> tuple[str, str]:
    """Split what a claim's role holds into the words, if there are any, and the id."""
    words, _, rest = text.rpartition("<")
    return (words.strip(), rest.removesuffix(">").strip()) if words else ("", text.strip())


class ValueRole(SphinxRole):
    """``{recomputed}`growth:.1f times``` puts a number into prose that a cell has computed."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number with the mark of its kind, which is the name of the role.

        Raises
        ------
        BookError
            If no cell has run, so that there is no result to read.
        """
        page = Path(self.env.doc2path(self.env.docname))
        # Sphinx drops what is temporary after each page.
        if "values" not in self.env.temp_data:
            self.env.temp_data["values"] = values_of(page)
        values = self.env.temp_data["values"]
        if self.text not in values:
            source, line = self.get_source_info()
            raise BookError(
                f"{shown(Path(source))}, line {line}: {{{self.name}}}`{self.text}` reads a result, "
                "and this page has no cells that compute one."
            )
        text = values[self.text]
        number = render("show/number.html", number=text, kind=self.name, note="")
        return [nodes.raw("", number, format="html"), _plain(text)], []


def values_of(page: Path) -> Mapping[str, str]:
    """Return the numbers in a chapter's prose, by what their roles hold, as its last run left them.

    Parameters
    ----------
    page : Path
        The chapter.
    """
    cache = get_cache(CACHE)
    try:
        record = cache.get_cached_project_nb(str(page))
    except KeyError:
        return {}
    return record.data.get("values", {}) if record is not None else {}


def add_to(app: Sphinx) -> None:
    """Register the roles."""
    app.add_role("claim", ClaimRole())
    for kind in ROLES:
        app.add_role(kind, ValueRole())
