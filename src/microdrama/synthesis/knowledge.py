"""What is known, and how well: computed from verdicts, and from how many texts say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.checks import AGAINST, HELD
from microdrama.evidence.ledger import claim, short, texts
from microdrama.evidence.verdicts import verdict
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: How well something is known, from firm to open.
STANDINGS = {
    "held": "what could be checked held",
    "mixed": "some checks held, others did not",
    "failed": "no check held",
    "agreed": "several texts say so; nothing checks it",
    "single": "one text says so; nothing checks it",
}


def known() -> pd.DataFrame:
    """Return what is known, and how well, computed from verdicts and texts.

    Returns
    -------
    pandas.DataFrame
        ``topic``, ``statement``, ``ids`` and ``limits`` (claims for and against, lists),
        ``voices`` (short names of the texts that say so), ``held`` and ``failed`` (claims
        whose checks came out so), ``standing`` (key of :data:`STANDINGS`) and ``how_well`` (in
        words).
    """
    import pandas as pd

    lines = table("knowledge").sort_values("order", ignore_index=True, kind="stable")
    rows = []
    for line in lines.itertuples():
        ids = line.claims.split()
        statuses = [verdict(claim_id).status for claim_id in ids]
        held = sum(status in HELD for status in statuses)
        failed = sum(status in AGAINST for status in statuses)
        sources = {claim(claim_id).source for claim_id in ids}
        voices = [short(key) for key in texts() if key in sources]
        standing = _standing(held, failed, len(voices))
        rows.append(
            {
                "topic": line.topic,
                "statement": line.statement,
                "ids": ids,
                "limits": line.against.split(),
                "voices": voices,
                "held": held,
                "failed": failed,
                "standing": standing,
                "how_well": STANDINGS[standing],
            }
        )
    return pd.DataFrame(rows)


def _standing(held: int, failed: int, voices: int) -> str:
    if held:
        return "mixed" if failed else "held"
    if failed:
        return "failed"
    return "agreed" if voices > 1 else "single"
