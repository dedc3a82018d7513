"""Every place at which a text cites a work, with the claims that the place carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.citations.works import shared_works, works
from microdrama.evidence.ledger import claim
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd


def passages() -> pd.DataFrame:
    """Return where each work is cited and what for.

    Returns
    -------
    pandas.DataFrame
        Works in the order of the lists, and one that several texts list at its first place:
        ``work`` (id in the first list that has it), ``reference`` (id in the list of the text
        that cites), ``source``, ``text``, ``section``, ``cited`` (as printed), ``for_what``,
        ``claim``, ``statement``. One row a claim that a citation carries; a citation that carries
        none has one row without a claim, an entry that is never cited one row without a section.
    """
    import pandas as pd

    first = {reference: same[0] for same in shared_works()["references"] for reference in same[1:]}
    cited: dict[str, list[dict[str, str]]] = {}
    for row in table("citations").to_dict("records"):
        cited.setdefault(row["reference"], []).append(row)
    nowhere = {"section": "", "cited": "", "for_what": "", "claims": ""}
    found = [
        {
            "work": first.get(work.reference, work.reference),
            "reference": work.reference,
            "source": work.source,
            "text": work.text,
            **{name: row[name] for name in ("section", "cited", "for_what")},
            "claim": claim_id,
            "statement": claim(claim_id).statement if claim_id else "",
        }
        for work in works().itertuples()
        for row in cited.get(work.reference, [nowhere])
        for claim_id in row["claims"].split() or [""]
    ]
    columns = ["work", "reference", "source", "text", "section", "cited", "for_what"]
    frame = pd.DataFrame(found, columns=[*columns, "claim", "statement"])
    order = {work: place for place, work in enumerate(dict.fromkeys(frame["work"]))}
    return frame.sort_values("work", key=lambda ids: ids.map(order), kind="stable").reset_index(
        drop=True
    )
