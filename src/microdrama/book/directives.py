"""Parts of pages that come from the evidence: legends, the five texts, the ledger."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from microdrama import blocks
from microdrama.book import cards
from microdrama.evidence import claims, texts
from microdrama.numbers import MARKS
from microdrama.paths import DATA
from microdrama.verdicts import STATUSES, verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def kinds() -> str:
    """Return the legend of the four kinds of number."""
    return blocks.legend(list(MARKS))


def verdicts() -> str:
    """Return the statuses and what each means."""
    rows = "".join(
        f"<dt>{blocks.status_html(status)}</dt><dd>{html.escape(meaning)}</dd>"
        for status, meaning in STATUSES.items()
    )
    return f'<dl class="statuses">{rows}</dl>'


def five_texts() -> str:
    """Return the five texts with what the book takes from each."""
    items = []
    for row in texts().values():
        count = sum(claim.source == row["key"] for claim in claims().values())
        items.append(
            f"<li><b>{html.escape(str(row['short']))}</b> ({row['year']}, {row['kind']}): "
            f"<cite>{html.escape(str(row['title']))}</cite>. "
            f"It gives {html.escape(str(row['gives']))}. "
            f"{count} claims in the ledger.</li>"
        )
    return f"<ul>{''.join(items)}</ul>"


def ledger() -> str:
    """Return every claim, each at a stable address."""
    parts = []
    for key, text in texts().items():
        own = [claim for claim in claims().values() if claim.source == key]
        parts.append(f'<h2 id="ledger-{key}">{html.escape(str(text["short"]))} {text["year"]}</h2>')
        for claim in own:
            found = verdict(claim.id)
            number = (
                f"<p>{html.escape(claim.number)}{blocks.mark_html('reported')}</p>"
                if claim.number
                else ""
            )
            parts.append(
                f'<section class="ledger-row" id="{claim.id}">'
                f"<h3>{html.escape(claim.statement)}</h3>{number}{cards.quote_html(claim)}"
                f"<p>{blocks.status_html(found.status)} {html.escape(found.sentence)}</p>"
                f'<p><a href="#{claim.id}"><code>{claim.id}</code></a>, {claim.kind}</p></section>'
            )
    return "".join(parts)


class _Generated(SphinxDirective):
    """Puts HTML made from the evidence into a page."""

    make: Callable[[], str]

    def run(self) -> list[nodes.Node]:
        for name in ("claims", "checks", "texts"):
            self.env.note_dependency(str(DATA / "evidence" / f"{name}.csv"))
        return [nodes.raw("", type(self).make(), format="html")]


def add_to(app: Sphinx) -> None:
    """Register one directive for each part."""
    parts = {"kinds": kinds, "verdicts": verdicts, "texts": five_texts, "ledger": ledger}
    for name, make in parts.items():
        app.add_directive(
            name, type(f"{name.title()}Directive", (_Generated,), {"make": staticmethod(make)})
        )
