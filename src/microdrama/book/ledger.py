"""The ledger: every claim with its quote, verdict and relations, as a table and as files.

The page is a plain table that is complete without scripts; ``ledger.js`` only hides and
sorts its rows. The same rows can be downloaded as CSV and JSON.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields

from microdrama.evidence.checks import STATUSES
from microdrama.evidence.ledger import Claim, claims, short, texts
from microdrama.evidence.verdicts import Verdict, verdict
from microdrama.intake import downloads
from microdrama.package import table
from microdrama.show.rendering import render

#: With more rows than this, those out of sight are not laid out until they come near.
LONG = 2_000

#: What the ledger can be sorted by; ``ledger.js`` knows how.
ORDERS = {
    "": "as in the texts",
    "verdict": "by verdict",
    "kind": "by kind",
    "related": "most related first",
    "claim": "by claim, A to Z",
}

#: How a link reads from the side of the claim that it bears on.
_PASSIVE = {
    "supports": "supported by",
    "qualifies": "qualified by",
    "contradicts": "contradicted by",
    "explains": "explained by",
    "operationalises": "put into practice by",
    "recommends": "follows from",
}

#: How it reads from the side of the claim that bears.
_ACTIVE = {
    **{relation: relation for relation in _PASSIVE},
    "operationalises": "puts into practice",
    "recommends": "leads to",
}


@dataclass(frozen=True)
class Relation:
    """One link as seen from one of its two claims."""

    words: str
    other: str
    note: str


@dataclass(frozen=True)
class Entry:
    """One claim with everything that the ledger says of it.

    Parameters
    ----------
    claim : Claim
        The claim.
    verdict : Verdict
        How its checks ended.
    relations : list of Relation
        Links to other claims, then links from them.
    cited : mapping of str to str
        Address and title of the pages that cite it.
    """

    claim: Claim
    verdict: Verdict
    relations: list[Relation] = field(default_factory=list)
    cited: Mapping[str, str] = field(default_factory=dict)


def entries(cited: Mapping[str, Mapping[str, str]]) -> list[Entry]:
    """Return an entry for every claim, in the order of the texts.

    Parameters
    ----------
    cited : mapping
        Address and title of citing pages, by claim.
    """
    relations: dict[str, list[Relation]] = {claim_id: [] for claim_id in claims()}
    links = table("links").to_dict("records")
    for row in links:
        relations[row["from"]].append(Relation(_ACTIVE[row["relation"]], row["to"], row["note"]))
    for row in links:
        relations[row["to"]].append(Relation(_PASSIVE[row["relation"]], row["from"], row["note"]))
    return [
        Entry(claim, verdict(claim_id), relations[claim_id], cited.get(claim_id, {}))
        for claim_id, claim in claims().items()
    ]


def page(rows: Iterable[Entry], static: str, edition: str) -> str:
    """Return the ledger as HTML.

    Parameters
    ----------
    rows : iterable of Entry
        What :func:`entries` returns.
    static : str
        Address of the book's static files, seen from the page.
    edition : str
        Changes with the script, so that no browser shows an old one.
    """
    rows = list(rows)
    return render(
        "book/ledger.html",
        rows=rows,
        choices=_choices(rows),
        claims=claims(),
        names={key: short(key) for key in texts()},
        long=len(rows) > LONG,
        static=static,
        edition=edition,
    )


def _choices(rows: list[Entry]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return what the ledger can be filtered and sorted by: name, label and options."""
    kinds = sorted({row.claim.kind for row in rows})
    found = {row.verdict.status for row in rows}
    statuses = [status for status in STATUSES if status in found]
    return [
        ("text", "Text", [("", "all five"), *((key, short(key)) for key in texts())]),
        ("kind", "Kind", [("", "all kinds"), *((kind, kind) for kind in kinds)]),
        ("verdict", "Verdict", [("", "all verdicts"), *((s, s) for s in statuses)]),
        ("order", "Order", list(ORDERS.items())),
    ]


#: Headings of the files, in their order.
HEADINGS = (
    *(field.name for field in fields(Claim)),
    "verdict",
    "comparison",
    "related",
    "cited_in",
)


def _record(row: Entry) -> dict[str, object]:
    return {
        **asdict(row.claim),
        "verdict": row.verdict.status,
        "comparison": row.verdict.sentence,
        "related": [asdict(relation) for relation in row.relations],
        "cited_in": list(row.cited),
    }


def as_json(rows: Iterable[Entry]) -> str:
    """Return the ledger as a JSON list, one object a claim."""
    return json.dumps([_record(row) for row in rows], ensure_ascii=False, indent=1)


def as_csv(rows: Iterable[Entry]) -> str:
    """Return the ledger as CSV, one row a claim; lists are joined by ``; ``."""
    records = [
        {
            **record,
            "related": "; ".join(f"{r['words']} {r['other']}" for r in record["related"]),
            "cited_in": "; ".join(record["cited_in"]),
        }
        for record in map(_record, rows)
    ]
    lines = [HEADINGS, *([record[name] for name in HEADINGS] for record in records)]
    # Everything in quotes, because a cell may hold any kind of line break.
    return downloads.as_csv(lines, line_end="\n", quoting=csv.QUOTE_ALL)
