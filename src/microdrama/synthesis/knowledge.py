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
    "confirmed": "another source confirms some of it",
    "mixed": "another source confirms some of it, and something speaks against some",
    "failed": "something speaks against some of it, and nothing confirms it",
    "fitting": "its numbers fit each other; nothing from outside checks it",
    "agreed": "several texts say so; nothing checks it",
    "single": "one text says so; nothing checks it",
}


def known() -> pd.DataFrame:
    """Return what is known, and how well, computed from verdicts and texts.

    Returns
    -------
    pandas.DataFrame
        ``topic``, ``statement``, ``ids`` and ``limits`` (claims for and against, lists),
        ``voices`` (short names of the texts that say so), ``confirmed`` (claims that something
        outside their text bears out), ``held`` and ``failed`` (claims that came through a check,
        and those that something speaks against), ``standing`` (key of :data:`STANDINGS`) and
        ``how_well`` (in words).
    """
    import pandas as pd

    lines = table("knowledge").sort_values("order", ignore_index=True, kind="stable")
    rows = []
    for line in lines.itertuples():
        ids = line.claims.split()
        verdicts = [verdict(claim_id) for claim_id in ids]
        confirmed = sum(ended.confirmed for ended in verdicts)
        held = sum(ended.status in HELD for ended in verdicts)
        failed = sum(ended.status in AGAINST for ended in verdicts)
        sources = {claim(claim_id).source for claim_id in ids}
        voices = [short(key) for key in texts() if key in sources]
        standing = _standing(confirmed, held, failed, len(voices))
        rows.append(
            {
                "topic": line.topic,
                "statement": line.statement,
                "ids": ids,
                "limits": line.against.split(),
                "voices": voices,
                "confirmed": confirmed,
                "held": held,
                "failed": failed,
                "standing": standing,
                "how_well": STANDINGS[standing],
            }
        )
    return pd.DataFrame(rows)


def _standing(confirmed: int, held: int, failed: int, voices: int) -> str:
    if confirmed:
        return "mixed" if failed else "confirmed"
    if failed:
        return "failed"
    if held:
        return "fitting"
    return "agreed" if voices > 1 else "single"
