"""The ledger: every claim once, with its relations, as a page without scripts and as files."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict, fields

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import Outline, Package
from microdrama import package
from microdrama.book.ledger import Entry, Relation, as_csv, as_json, entries, page
from microdrama.evidence.checks import STATUSES, Finding
from microdrama.evidence.kinds import MARKS
from microdrama.evidence.ledger import Claim, claims, texts
from microdrama.evidence.verdicts import Verdict, verdict
from microdrama.intake.downloads import neutral

ATTACK = '<script>alert("x")</script>'

#: How each kind of link reads from the claim that bears and from the claim it bears on.
WORDS = {
    "supports": ("supports", "supported by"),
    "qualifies": ("qualifies", "qualified by"),
    "contradicts": ("contradicts", "contradicted by"),
    "explains": ("explains", "explained by"),
    "operationalises": ("puts into practice", "put into practice by"),
    "recommends": ("leads to", "follows from"),
}


@pytest.fixture
def own(little: Package) -> Package:
    """Return a little package that every part of the house reads."""
    little.write("checks", [])
    return little


def show(rows: list[Entry]) -> Outline:
    return Outline(page(rows, "../_static", "abc123"))


def an_entry(cited: dict[str, str] | None = None, status: str = "not checked", **cells) -> Entry:
    """Return a claim of nobody's; ``findings`` and ``relations`` may be given."""
    found = Verdict("a2020-b", status, cells.pop("findings", ()))
    relations = cells.pop("relations", [])
    parts = {
        "id": "a2020-b",
        "source": "wang2026",
        "section": "Results",
        "kind": "finding",
        "statement": "It is.",
        "quote": "it is",
        **cells,
    }
    return Entry(Claim(**parts), found, relations, cited or {})


def lines(markup: str) -> dict[str, str]:
    """Return the HTML of each row by its claim."""
    found = re.findall(r'<tr role="row" id="([^"]+)"(.*?)</tr>', markup, re.DOTALL)
    return dict(found)


# ---- entries -------------------------------------------------------------------------------


def test_every_claim_of_the_book_has_one_entry_in_the_order_of_the_table():
    rows = entries({})
    assert [row.claim for row in rows] == list(claims().values())
    assert all(row.verdict == verdict(row.claim.id) for row in rows)


@pytest.mark.parametrize("relation", WORDS)
def test_a_link_is_told_from_both_sides_in_words_that_fit(own, relation):
    one, other = "alpha2020-before", "beta2021-theory"
    link = {"from": one, "to": other, "relation": relation, "note": "That is why."}
    own.write("links", [link])
    rows = {row.claim.id: row.relations for row in entries({})}
    active, passive = WORDS[relation]
    assert rows.pop(one) == [Relation(active, other, "That is why.")]
    assert rows.pop(other) == [Relation(passive, one, "That is why.")]
    assert not any(rows.values())


def test_every_kind_of_link_that_the_tables_allow_has_words():
    fields = {f["name"]: f for f in package.current().description["links"]["schema"]["fields"]}
    assert set(fields["relation"]["constraints"]["enum"]) == set(WORDS)


def test_links_from_a_claim_come_before_links_to_it(own):
    middle = "beta2021-theory"
    own.write(
        "links",
        [
            {"from": "alpha2020-before", "to": middle, "relation": "supports", "note": "1"},
            {"from": middle, "to": "alpha2020-after", "relation": "explains", "note": "2"},
            {"from": "alpha2020-growth", "to": middle, "relation": "qualifies", "note": "3"},
        ],
    )
    row = next(row for row in entries({}) if row.claim.id == middle)
    assert [relation.note for relation in row.relations] == ["2", "1", "3"]


def test_every_link_of_the_book_is_told_twice():
    told = [
        (row.claim.id, relation.words, relation.other, relation.note)
        for row in entries({})
        for relation in row.relations
    ]
    expected = []
    for link in package.table("links").to_dict("records"):
        active, passive = WORDS[link["relation"]]
        expected.append((link["from"], active, link["to"], link["note"]))
        expected.append((link["to"], passive, link["from"], link["note"]))
    assert sorted(told) == sorted(expected)


def test_pages_that_cite_a_claim_stand_with_it_and_with_no_other(own):
    rows = entries({"beta2021-theory": {"one.html": "One", "two.html": "Two"}})
    cited = {row.claim.id: dict(row.cited) for row in rows}
    assert cited.pop("beta2021-theory") == {"one.html": "One", "two.html": "Two"}
    assert not any(cited.values())


# ---- the page ------------------------------------------------------------------------------


def test_the_page_of_the_book_has_every_claim_once_with_quote_and_verdict():
    markup = page(entries({}), "../_static", "abc123")
    assert [row["id"] for row in Outline(markup).all("tr") if "id" in row] == list(claims())
    shown = {claim_id: Outline(f"<tr{row}</tr>").text for claim_id, row in lines(markup).items()}
    assert list(shown) == list(claims())
    for claim_id, claim in claims().items():
        found = verdict(claim_id)
        for part in (claim.statement, f"“{claim.words}”", claim.number, claim.section, claim.kind):
            assert part in shown[claim_id], claim_id
        assert found.status in shown[claim_id]
        assert (found.sentence in shown[claim_id]) == bool(found.findings)


def test_every_link_within_the_page_leads_to_a_row():
    outline = show(entries({}))
    ids = {attributes["id"] for _, attributes in outline.elements if "id" in attributes}
    links = [link["href"] for link in outline.all("a") if link["href"].startswith("#")]
    # One to the row itself, and one from each side of each link.
    assert len(links) == len(claims()) + 2 * len(package.table("links"))
    assert {link.removeprefix("#") for link in links} <= ids


def test_no_id_stands_twice_and_every_label_has_its_field():
    outline = show(entries({}))
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    controls = {field["id"] for name in ("input", "select") for field in outline.all(name)}
    assert {label["for"] for label in outline.all("label")} == controls


def test_the_page_is_a_table_also_for_those_whose_style_sheet_takes_the_table_apart():
    # CSS that shows a row as a block takes its meaning away, unless a role says it again.
    rows = [an_entry(), an_entry(id="a2020-c")]
    outline = show(rows)
    table = outline.elements[[name for name, _ in outline.elements].index("table") :]
    roles = [(name, attributes.get("role")) for name, attributes in table]
    kept = [part for part in roles if part[0] in ("table", "thead", "tbody", "tr", "th", "td")]
    body = [("tr", "row"), ("th", "rowheader"), *[("td", "cell")] * 4]
    assert kept == [
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tr", "row"),
        *[("th", "columnheader")] * 5,
        ("tbody", "rowgroup"),
        *body,
        *body,
    ]
    assert [cell["scope"] for cell in outline.all("th")] == ["col"] * 5 + ["row"] * 2
    assert len(outline.all("caption")) == 1


def test_a_row_says_text_kind_and_verdict_to_the_script():
    row = an_entry(status="disputed", kind="method", source="meng2025")
    (line,) = [line for line in show([row]).all("tr") if "id" in line]
    assert line == {
        "role": "row",
        "id": "a2020-b",
        "data-text": "meng2025",
        "data-kind": "method",
        "data-verdict": "disputed",
    }


def test_the_filters_offer_what_the_ledger_has_in_a_sensible_order():
    rows = [an_entry(status="not checked", kind="theory"), an_entry(status="disputed", kind="case")]
    form = page(rows, "s", "e").partition("</form>")[0] + "</form>"
    choices = {
        name: re.findall(r'<option value="([^"]*)"', inside)
        for name, inside in re.findall(r'<select[^>]*name="(\w+)">(.*?)</select>', form)
    }
    assert choices["text"] == ["", *texts()]
    assert choices["kind"] == ["", "case", "theory"]
    assert choices["verdict"] == ["", "disputed", "not checked"]
    assert choices["order"][0] == ""
    outline = Outline(form)
    assert outline.all("form")[0]["role"] == "search"
    assert [button["type"] for button in outline.all("button")] == ["reset"]


def test_verdicts_are_offered_with_the_strongest_first():
    form = page(entries({}), "s", "e")
    offered = re.findall(r'<option value="([^"]*)"', form.partition('name="verdict">')[2])
    met = {verdict(claim_id).status for claim_id in claims()}
    assert offered[1 : 1 + len(met)] == [status for status in STATUSES if status in met]


def test_a_number_has_its_mark_and_a_claim_without_one_has_none():
    with_number = an_entry(value="7.0", comparator="≈", unit="%").claim
    outline = show([Entry(with_number, Verdict("a2020-b", "not checked"))])
    assert f"≈\N{NO-BREAK SPACE}7.0%{MARKS['reported']}" in outline.text
    assert MARKS["reported"] not in show([an_entry()]).text


def test_the_escapes_of_a_text_file_are_not_shown():
    assert "“it cost $5”" in show([an_entry(quote="it cost \\$5")]).text


def test_the_comparison_is_told_where_there_is_one():
    findings = (Finding("disputed", "It says 5 & they say 6."),)
    assert "It says 5 & they say 6." in show([an_entry(status="disputed", findings=findings)]).text
    # “Not checked” says it already.
    assert "No check covers" not in show([an_entry()]).text


@pytest.mark.parametrize(
    ("related", "cited", "said"),
    [
        (1, 0, "1 related claim"),
        (2, 0, "2 related claims"),
        (0, 1, "1 chapter"),
        (0, 2, "2 chapters"),
        (1, 1, "1 related claim, 1 chapter"),
        (3, 2, "3 related claims, 2 chapters"),
    ],
)
def test_related_claims_and_citing_chapters_are_counted_and_listed(own, related, cited, said):
    relations = [Relation("supports", "beta2021-theory", f"Why {n}.") for n in range(related)]
    pages = {f"page{n}.html": f"Page {n}" for n in range(cited)}
    outline = show([an_entry(pages, source="alpha2020", relations=relations)])
    assert said in outline.text
    assert len(outline.all("summary")) == 1
    assert len(outline.all("li")) == related + cited
    for n in range(related):
        assert f"supports What beta2021-theory says. Why {n}." in outline.text
    for address, title in pages.items():
        assert {"href": address} in outline.all("a")
        assert f"cited in {title}" in outline.text


def test_a_claim_that_stands_alone_says_so():
    outline = show([an_entry()])
    assert "No link to another claim; cited in no chapter." in outline.text
    assert outline.all("details") == []


def test_the_page_loads_its_script_by_edition_and_offers_both_files():
    outline = show([an_entry()])
    assert [script["src"] for script in outline.all("script")] == ["../_static/ledger.js?v=abc123"]
    files = [link["href"] for link in outline.all("a") if "download" in link]
    assert files == ["../_static/ledger.csv", "../_static/ledger.json"]


def test_the_number_of_claims_is_said_before_any_script_runs_and_announced_when_it_changes():
    outline = show([an_entry(id=f"a2020-n{n}") for n in range(1234)])
    counts = [a for name, a in outline.elements if name == "p" and a.get("role") == "status"]
    assert counts == [{"class": "ledger-count", "role": "status"}]
    assert "1,234 claims" in outline.text


@pytest.mark.parametrize("cell", ["statement", "quote", "section", "unit"])
def test_a_script_in_a_claim_is_harmless_text(cell):
    outline = show([an_entry(**{cell: ATTACK, "value": "5", "comparator": "="})])
    assert [script.get("src") for script in outline.all("script")] == [
        "../_static/ledger.js?v=abc123"
    ]
    assert ATTACK in outline.text


def test_a_script_in_a_comparison_a_note_or_a_title_is_harmless_text(own):
    findings = (Finding("disputed", f"1{ATTACK}"),)
    relations = [Relation("supports", "beta2021-theory", f"2{ATTACK}")]
    cells = {"source": "alpha2020", "findings": findings, "relations": relations}
    outline = show([an_entry({"a.html": f"3{ATTACK}"}, "disputed", **cells)])
    assert len(outline.all("script")) == 1
    for number in "123":
        assert f"{number}{ATTACK}" in outline.text


def test_a_script_in_a_related_claim_is_harmless_text(own):
    row = next(n for n, r in enumerate(own.cells("claims"), 2) if r["id"] == "beta2021-theory")
    own.change("claims", row, statement=ATTACK)
    relations = [Relation("supports", "beta2021-theory", "Why.")]
    outline = show([an_entry(source="alpha2020", relations=relations)])
    assert len(outline.all("script")) == 1
    assert f"supports {ATTACK} Why." in outline.text


def test_a_script_in_the_name_of_a_text_is_harmless_text(own):
    own.change("texts", 2, short=ATTACK)
    outline = show(entries({}))
    assert len(outline.all("script")) == 1
    # In the rows and among the options.
    assert outline.text.count(f"{ATTACK} 2020") == 4


def test_a_ledger_without_claims_is_a_page_too():
    outline = show([])
    assert [row for row in outline.all("tr") if "id" in row] == []
    assert "0 claims" in outline.text
    assert len(outline.all("table")) == 1


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(words, words, words)
@example('"><b>', '" onclick="x', "&amp; <i>")
def test_any_words_come_out_as_they_went_in(statement, quote, title):
    outline = show([an_entry({"a.html": title}, statement=statement, quote=quote)])
    for word in (statement, quote.replace("\\$", "$"), title):
        assert word in outline.text
    assert len(outline.all("script")) == 1
    assert len(outline.all("tr")) == 2


# ---- the files -----------------------------------------------------------------------------


def by_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def by_pandas(text: str) -> list[dict[str, str]]:
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return frame.to_dict("records")


CITED = {"wang2026-sample-n": {"evidence.html": "What can be checked", "evolution.html": "Growth"}}


def test_both_files_have_every_claim_with_verdict_relations_and_pages():
    rows = entries(CITED)
    records = json.loads(as_json(rows))
    assert [record["id"] for record in records] == list(claims())
    for record, row in zip(records, rows, strict=True):
        assert {name: record[name] for name in asdict(row.claim)} == asdict(row.claim)
        assert record["verdict"] == verdict(row.claim.id).status
        assert record["comparison"] == verdict(row.claim.id).sentence
        told = [(r["words"], r["other"], r["note"]) for r in record["related"]]
        assert told == [(r.words, r.other, r.note) for r in row.relations]
        assert record["cited_in"] == list(CITED.get(row.claim.id, {}))


@pytest.mark.parametrize("reader", [by_csv, by_pandas])
def test_the_csv_says_what_the_json_says(reader):
    rows = entries(CITED)
    records = json.loads(as_json(rows))
    lines = reader(as_csv(rows))
    assert len(lines) == len(records) == len(claims())
    for line, record in zip(lines, records, strict=True):
        assert list(line) == list(record)
        related = [f"{r['words']} {r['other']}" for r in record.pop("related")]
        assert line.pop("related") == "; ".join(related)
        assert line.pop("cited_in") == "; ".join(record.pop("cited_in"))
        assert line == record


def test_the_columns_of_both_files_are_those_of_a_claim_and_four_more():
    columns = [*(f.name for f in fields(Claim)), "verdict", "comparison", "related", "cited_in"]
    assert list(by_csv(as_csv([an_entry()]))[0]) == columns
    assert list(json.loads(as_json([an_entry()]))[0]) == columns


def test_a_number_in_a_file_is_the_printed_one_digit_by_digit():
    row = an_entry(value="7.0", comparator="≈", unit="%", quote="nearly 7.0%")
    for (line,) in (by_csv(as_csv([row])), by_pandas(as_csv([row])), json.loads(as_json([row]))):
        assert (line["value"], line["comparator"], line["unit"]) == ("7.0", "≈", "%")


def test_words_of_other_scripts_stay_readable_in_both_files():
    row = an_entry(statement="微短剧 is “micro-drama”.")
    assert "微短剧 is “micro-drama”." in as_csv([row])
    assert "微短剧 is “micro-drama”." in as_json([row])


def test_a_ledger_without_claims_gives_empty_files_with_the_same_headings():
    assert json.loads(as_json([])) == []
    headings = as_csv([an_entry()]).splitlines()[0]
    assert as_csv([]).splitlines() == [headings]


hard = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(hard, hard, hard)
@example('say "x", and; y', "two\nlines", "=1+1")
@example("", "  spaces  ", "\r\n")
def test_any_words_survive_both_files(statement, quote, section):
    row = an_entry(statement=statement, quote=quote, section=section)
    words = [statement, quote, section]
    # A spreadsheet, which opens the one and not the other, would run a formula.
    safe = [neutral(text) for text in words]
    for found, held in ((by_csv(as_csv([row])), safe), (json.loads(as_json([row])), words)):
        assert len(found) == 1
        assert [found[0][name] for name in ("statement", "quote", "section")] == held


def test_rows_may_come_one_by_one():
    rows = entries({})[:3]
    assert page(iter(rows), "s", "e") == page(rows, "s", "e")
    assert as_csv(iter(rows)) == as_csv(rows)
    assert as_json(iter(rows)) == as_json(rows)
