"""A claim as HTML: the note behind a number in prose, and its row in the ledger."""

from __future__ import annotations

import html

from microdrama.evidence.ledger import Claim, short
from microdrama.evidence.verdicts import verdict
from microdrama.show.blocks import status_html


def quote_html(claim: Claim) -> str:
    """Return a claim's quote with its text and section."""
    return (
        f"<blockquote><p>“{html.escape(claim.words)}”</p>"
        f"<footer>{html.escape(short(claim.source))}, "
        f"<cite>{html.escape(claim.section)}</cite></footer>"
        "</blockquote>"
    )


def card(claim: Claim, ledger: str) -> str:
    """Return the note that a reader sees behind a claim's number.

    Parameters
    ----------
    claim : Claim
        The claim.
    ledger : str
        Address of the ledger, seen from the page.
    """
    found = verdict(claim.id)
    return (
        f'<div class="claim-card" id="card-{claim.id}" role="note" '
        'aria-label="Source of the claim" hidden>'
        f"{quote_html(claim)}"
        f"<p>{status_html(found.status)} {html.escape(found.sentence)}</p>"
        f'<p><a href="{ledger}#{claim.id}">In the ledger</a></p></div>'
    )
