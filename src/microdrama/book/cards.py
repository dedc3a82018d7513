"""The note behind a claim's number in prose."""

from __future__ import annotations

from microdrama.evidence.ledger import Claim, short
from microdrama.evidence.verdicts import verdict
from microdrama.show.rendering import render


def card(claim: Claim, ledger: str) -> str:
    """Return the note that a reader sees behind a claim's number.

    Parameters
    ----------
    claim : Claim
        The claim.
    ledger : str
        Address of the ledger, seen from the page.
    """
    return render(
        "book/card.html",
        claim=claim,
        text=short(claim.source),
        verdict=verdict(claim.id),
        ledger=ledger,
    )
