"""What the claims of the texts rest on outside their own text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from microdrama.evidence.citations.occurrences import not_listed, quotes_without_author
from microdrama.evidence.citations.works import never_cited, works
from microdrama.evidence.ledger import claims, short, texts
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: What a claim may rest on outside its own text, the firmest first.
BACKING = ("a listed work", "a source that is not listed", "no citation")


def claim_backing() -> pd.DataFrame:
    """Return what each claim rests on outside its own text.

    A text's own results need no citation; what is said here is only whether one is printed.

    Returns
    -------
    pandas.DataFrame
        One row a claim: ``claim``, ``source``, ``text``, ``kind``, ``statement``, ``number`` (as
        printed, or empty), ``backing`` (one of :data:`BACKING`), ``references`` (ids of the
        listed works that are cited for it, a list).
    """
    import pandas as pd

    listed: dict[str, list[str]] = {}
    for row in table("citations").to_dict("records"):
        for claim_id in row["claims"].split():
            # The empty string stands for a source that the list does not have.
            listed.setdefault(claim_id, []).append(row["reference"])
    found = []
    for claim in claims().values():
        references = list(filter(None, dict.fromkeys(listed.get(claim.id, []))))
        there = zip(BACKING, (references, claim.id in listed, True), strict=True)
        found.append(
            {
                "claim": claim.id,
                "source": claim.source,
                "text": short(claim.source),
                "kind": claim.kind,
                "statement": claim.statement,
                "number": claim.number,
                "backing": next(backing for backing, printed in there if printed),
                "references": references,
            }
        )
    columns = ["claim", "source", "text", "kind", "statement", "number", "backing", "references"]
    return pd.DataFrame(found, columns=columns)


def claims_by_backing() -> pd.DataFrame:
    """Count the claims that rest on a cited work and those that rest on none.

    Returns
    -------
    pandas.DataFrame
        ``source``, ``text``, ``kind``, ``backing`` (one of :data:`BACKING`), ``claims``; one row a
        combination that occurs, texts in their order, then kinds by name.
    """
    import pandas as pd

    frame = claim_backing()
    counts = Counter(zip(frame["source"], frame["kind"], frame["backing"], strict=True))
    order = list(texts())
    found = [
        {
            "source": source,
            "text": short(source),
            "kind": kind,
            "backing": backing,
            "claims": counts[source, kind, backing],
        }
        for source, kind, backing in sorted(
            counts, key=lambda key: (order.index(key[0]), key[1], BACKING.index(key[2]))
        )
    ]
    return pd.DataFrame(found, columns=["source", "text", "kind", "backing", "claims"])


def by_text() -> pd.DataFrame:
    """Count what each text lists and cites.

    Returns
    -------
    pandas.DataFrame
        One row a text, in their order: ``source``, ``text``, ``works`` (listed), ``cited`` and
        ``never_cited`` (of these), ``citations`` (occurrences), ``not_listed`` and
        ``quotes_without_author`` (of these), ``claims`` (all of the text), ``backed`` (those
        for which a listed work is cited).
    """
    import pandas as pd

    listed, backing = works(), claim_backing()
    backed = backing[backing["backing"] == BACKING[0]]
    counts = {
        "works": listed,
        "cited": listed[listed["citations"] > 0],
        "never_cited": never_cited(),
        "citations": table("citations"),
        "not_listed": not_listed(),
        "quotes_without_author": quotes_without_author(),
        "claims": backing,
        "backed": backed,
    }
    return pd.DataFrame(
        [
            {
                "source": source,
                "text": short(source),
                **{name: int((frame["source"] == source).sum()) for name, frame in counts.items()},
            }
            for source in texts()
        ]
    )
