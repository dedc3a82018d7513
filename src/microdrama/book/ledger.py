"""The ledger: every claim with its quote, verdict and relations, as a table and as files.

The page is a plain table that is complete without scripts; ``ledger.js`` only hides and
sorts its rows. The same rows can be downloaded as CSV and JSON.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields

from microdrama.evidence.checks import STATUSES
from microdrama.evidence.ledger import Claim, claims, short, texts
from microdrama.evidence.verdicts import Verdict, verdict
from microdrama.package import table
from microdrama.show.blocks import status_html
from microdrama.show.numbers import mark_html

#: With more rows than this, those out of sight are not laid out until they come near.
LONG = 2_000

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
    head = "".join(
        f'<th role="columnheader" scope="col">{name}</th>'
        for name in ("Claim", "Text", "Kind", "Verdict", "Related")
    )
    body = "".join(map(_row, rows))
    return (
        f"{_filters(rows)}"
        f'<p class="ledger-count" role="status">{len(rows):,} claims</p>'
        f'<p>Download the whole ledger as <a href="{static}/ledger.csv" download>CSV</a> '
        f'for a spreadsheet, or as <a href="{static}/ledger.json" download>JSON</a>.</p>'
        f'<table class="{"ledger long" if len(rows) > LONG else "ledger"}" role="table">'
        '<caption class="said">Every claim of the five texts</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
        f'<script defer src="{static}/ledger.js?v={edition}"></script>'
    )


def _filters(rows: list[Entry]) -> str:
    kinds = sorted({row.claim.kind for row in rows})
    met = {row.verdict.status for row in rows}
    return (
        '<form class="controls filters" role="search" aria-label="The ledger" autocomplete="off">'
        '<div class="control"><label for="ledger-words">Search words</label>'
        '<input type="search" id="ledger-words" name="words"></div>'
        + _choice("text", "Text", [("", "all five"), *((k, short(k)) for k in texts())])
        + _choice("kind", "Kind", [("", "all kinds"), *((kind, kind) for kind in kinds)])
        + _choice(
            "verdict", "Verdict", [("", "all verdicts"), *((s, s) for s in STATUSES if s in met)]
        )
        + _choice(
            "order",
            "Order",
            [
                ("", "as in the texts"),
                ("verdict", "by verdict"),
                ("kind", "by kind"),
                ("related", "most related first"),
                ("claim", "by claim, A to Z"),
            ],
        )
        + '<button type="reset">Show all</button></form>'
    )


def _choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<option value="{value}">{html.escape(words)}</option>' for value, words in options
    )
    return (
        f'<div class="control"><label for="ledger-{name}">{label}</label>'
        f'<select id="ledger-{name}" name="{name}">{listed}</select></div>'
    )


def _row(row: Entry) -> str:
    claim, found = row.claim, row.verdict
    said = found.sentence if found.findings else ""
    number = f" {html.escape(claim.number)}{mark_html('reported')}" if claim.number else ""
    return (
        f'<tr role="row" id="{claim.id}" data-text="{claim.source}" data-kind="{claim.kind}" '
        f'data-verdict="{found.status}">'
        f'<th role="rowheader" scope="row"><a href="#{claim.id}">{html.escape(claim.statement)}</a>'
        f"{number}<blockquote>“{html.escape(claim.words)}”</blockquote></th>"
        f'<td role="cell">{html.escape(short(claim.source))}, {html.escape(claim.section)}</td>'
        f'<td role="cell">{claim.kind}</td>'
        f'<td role="cell">{status_html(found.status)} {html.escape(said)}</td>'
        f'<td role="cell">{_related(row)}</td></tr>'
    )


def _related(row: Entry) -> str:
    if not row.relations and not row.cited:
        return "No link to another claim; cited in no chapter."
    links = "".join(
        f'<li>{relation.words} <a href="#{relation.other}">'
        f"{html.escape(claims()[relation.other].statement)}</a> "
        f'<span class="why">{html.escape(relation.note)}</span></li>'
        for relation in row.relations
    )
    cited = "".join(
        f'<li>cited in <a href="{address}">{html.escape(title)}</a></li>'
        for address, title in row.cited.items()
    )
    counted = [_count(len(row.relations), "related claim"), _count(len(row.cited), "chapter")]
    return (
        f"<details><summary>{', '.join(filter(None, counted))}</summary>"
        f"<ul>{links}{cited}</ul></details>"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""


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
    buffer = io.StringIO()
    records = [
        {
            **record,
            "related": "; ".join(f"{r['words']} {r['other']}" for r in record["related"]),
            "cited_in": "; ".join(record["cited_in"]),
        }
        for record in map(_record, rows)
    ]
    # Everything in quotes, because a cell may hold any kind of line break.
    writer = csv.DictWriter(buffer, HEADINGS, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(records)
    return buffer.getvalue()
