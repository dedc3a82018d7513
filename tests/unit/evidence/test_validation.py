"""Sources, claims and links: what they say, and what only the evidence knows to be wrong."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import write_texts
from microdrama.evidence import validation
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import (
    Claim,
    UnknownClaimError,
    claim,
    claims,
    short,
    tabulate,
    texts,
)
from microdrama.evidence.quoting import QUOTE_WORDS, body_and_list, fold, quote_length
from microdrama.evidence.validation import quote_faults

pytestmark = pytest.mark.slow

IDS = list(claims())


def a_claim(**cells: str) -> Claim:
    return Claim("a2020-b", "a2020", "Results", "statistic", "It is.", "it is", **cells)


# ---- the book's own evidence ---------------------------------------------------------------


def test_the_books_own_evidence_is_without_fault():
    assert [str(fault) for fault in validation.faults()] == []


def test_every_number_of_a_claim_can_be_read():
    for row in claims().values():
        if row.value:
            assert row.interval.low <= row.interval.high


def test_every_text_has_claims_and_every_claim_a_text():
    assert {row.source for row in claims().values()} == set(texts())


#: Numbers whose text prints no time for them; definitions and scales have none.
TIMELESS = {
    "wang2026-definition-duration-introduction",
    "wang2026-definition-duration",
    "wang2026-fund-50m",
    "wang2026-fund-50m-instrument",
    "wang2026-likert-lowest",
    "wang2026-likert-highest",
    "wang2026-pilot-n",
    "meng2025-romance-share",
    "meng2025-suspense-share",
    "zhao2025-definition-duration",
    "zhao2025-localisation-probability",
    "zhang2025-television-episode-length",
    "zhang2025-interviews",
    "zhang2025-practitioner-credits",
    "zhang2025-views-threshold",
    "zhang2025-fieldwork-month",
    "zhang2025-production-cycle",
    "zhejiang2025-yao-experience",
    "zhejiang2025-dramas-daily",
    "zhejiang2025-countries",
    "zhejiang2025-downloads",
}


def test_a_number_has_the_time_that_its_text_prints_for_it():
    numbers = {row.id: row for row in claims().values() if row.value}
    assert {some_id for some_id, row in numbers.items() if not row.period} == TIMELESS
    # The scope of the study is that of its survey and its interviews.
    assert "from 2023 to 2025" in claim("wang2026-scope-time").quote
    for some_id in ("wang2026-sample-n", "wang2026-policy-mean", "wang2026-competition-p"):
        assert numbers[some_id].period == "2023-2025"
    # "The 2025 Micro-Drama User Behavior Insights Report", "the 2023 Report on Copyright".
    assert numbers["meng2025-young-users"].period == "report of 2025"
    assert numbers["meng2025-infringement"].period == "report of 2023"


def test_only_pure_numbers_have_no_unit():
    bare = {row.id: row.symbol for row in claims().values() if row.value and not row.unit}
    assert bare == {
        "wang2026-policy-beta": "β",
        "wang2026-policy-p": "p",
        "wang2026-competition-beta": "β",
        "wang2026-competition-p": "p",
    }


def test_a_number_known_from_a_text_is_in_the_ledger_as_printed():
    # Meng (2025), “the market size … reaching 50.44 billion RMB” (quoted in the design).
    row = claim("meng2025-market-2024")
    assert (row.value, row.unit, row.comparator) == ("50.44", "billion RMB", "=")
    assert row.number == "50.44\N{NO-BREAK SPACE}billion RMB"


def test_no_claim_supports_itself():
    from microdrama.package import table

    links = table("links")
    assert links[links["from"] == links["to"]].empty


# ---- one claim -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"comparator": "=", "value": "2,775", "unit": "titles"}, "2,775\N{NO-BREAK SPACE}titles"),
        ({"comparator": "≈", "value": "600", "unit": "%"}, "≈\N{NO-BREAK SPACE}600%"),
        ({"comparator": "=", "value": "39.9", "unit": "%"}, "39.9%"),
        ({"comparator": "=", "value": "27"}, "27"),
        ({"comparator": "<", "value": "0.001", "symbol": "p"}, "p < 0.001"),
        ({}, ""),
    ],
)
def test_a_number_reads_as_it_does_in_prose(cells, said):
    assert a_claim(**cells).number == said


def test_a_claim_with_a_number_stands_for_an_interval():
    assert a_claim(comparator="≈", value="600").interval == Interval(550, 650)


def test_a_claim_without_a_number_has_no_interval():
    with pytest.raises(ValueError, match="a2020-b prints no number"):
        _ = a_claim().interval


def test_a_quote_is_shown_without_the_escapes_of_the_text_file():
    row = Claim("a2020-b", "a2020", "R", "statistic", "It is.", r"worth \$54 billion")
    assert row.words == "worth $54 billion"


@pytest.mark.parametrize("unknown", ["nobody2020-nothing", "", "wang2026"])
def test_an_unknown_claim_is_named(unknown):
    with pytest.raises(UnknownClaimError) as refused:
        claim(unknown)
    said = f"there is no claim “{unknown}” in data/evidence/claims.csv"
    assert str(refused.value) == said


def test_a_text_is_named_with_its_year():
    assert short("wang2026") == "Wang & Srijinda 2026"
    assert short("zhao2025") == "Zhao 2025"


def test_claims_as_a_table_keep_the_order_that_was_asked_for():
    asked = ["zhejiang2025-users", "meng2025-users-2024"]
    rows = tabulate(asked)
    assert rows["id"].to_list() == asked
    assert rows["text"].to_list() == ["Zhejiang news 2025", "Meng 2025"]
    assert rows["number"].to_list() == [claim(claim_id).number for claim_id in asked]


def test_a_table_with_an_unknown_claim_is_refused():
    with pytest.raises(UnknownClaimError):
        tabulate(["meng2025-users-2024", "nobody2020-nothing"])


# ---- quotes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("one two three", 3),
        ("", 0),
        ("微短剧", 1.5),
        ("2022年的2775部", 3.5),  # 2022, 2775 and three characters
        ("the market (微短剧) grew", 4.5),
        ("短剧，市场。", 2),  # marks are no words
        ("  spaced \n out  ", 2),
    ],
)
def test_a_chinese_character_counts_half_a_word(quote, words):
    # Counted by hand.
    assert quote_length(quote) == pytest.approx(words)


@given(st.lists(st.text("abcxyz0123", min_size=1), max_size=60), st.text(" \t\n", min_size=1))
def test_words_are_counted_whatever_stands_between_them(words, space):
    assert quote_length(space.join(words)) == len(words)


@given(st.text(), st.text(" \t\n\r\N{NO-BREAK SPACE}", min_size=1))
def test_folding_makes_every_white_space_one_space(text, space):
    assert fold(text.replace(" ", space)) == fold(text)
    assert fold(fold(text)) == fold(text)


def test_a_quote_of_forty_words_is_kept(little):
    little.change("claims", 7, quote=" ".join(["word"] * QUOTE_WORDS))
    assert little.all_faults() == []


@pytest.mark.parametrize("table", ["claims", "citations", "figures", "events", "conversions"])
def test_a_quote_of_sixty_words_is_a_fault(little, table):
    row = len(little.cells(table)) + 1
    little.change(table, row, quote=" ".join(["word"] * 60))
    fault = little.only_fault()
    assert fault.file.endswith(f"/{table}.csv")
    assert (fault.row, fault.column) == (row, "quote")
    assert fault.message == "has 60 words; keep at most 40 of a text."


def test_an_entry_of_a_reference_list_of_sixty_words_is_a_fault(little):
    little.change("references", 3, entry=" ".join(["word"] * 60))
    fault = little.only_fault()
    assert fault.file.endswith("/references.csv")
    assert (fault.row, fault.column) == (3, "entry")
    assert fault.message == "has 60 words; keep at most 40 of a text."


def test_a_chinese_quote_of_a_hundred_characters_is_a_fault(little):
    little.change("claims", 7, quote="剧" * 100)
    assert little.only_fault().message == "has 50 words; keep at most 40 of a text."


def test_a_quote_that_is_half_a_word_too_long_is_not_said_to_have_forty(little):
    little.change("claims", 7, quote="剧" * 81)
    assert "has 40 words" not in little.only_fault().message


# ---- faults that only the evidence knows ---------------------------------------------------


def test_an_id_that_does_not_start_with_its_source_is_a_fault(little):
    little.change("claims", 7, id="alpha2020-spare")
    fault = little.only_fault()
    assert (fault.row, fault.column) == (7, "id")
    assert fault.message == "“alpha2020-spare” does not start with its source “beta2021-”."


def test_an_unknown_source_is_one_fault(little):
    little.change("claims", 7, source="gamma2022")
    fault = little.only_fault()
    assert (fault.row, fault.column) == (7, "source")
    assert "“gamma2022” is not in the table texts" in fault.message


def test_a_claim_of_an_unknown_source_is_one_fault_even_if_its_id_agrees(little):
    little.change("claims", 7, source="gamma2022", id="gamma2022-spare")
    fault = little.only_fault()
    assert (fault.row, fault.column) == (7, "source")


@pytest.mark.parametrize("claim_id", ["beta2021-Spare", "beta2021_spare", "Beta2021-spare"])
def test_a_malformed_id_is_one_fault(little, claim_id):
    little.change("claims", 7, id=claim_id)
    fault = little.only_fault()
    assert (fault.row, fault.column) == (7, "id")
    assert f"“{claim_id}” is malformed" in fault.message


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("2,775", "there were 2775 titles"),  # a number is copied with its commas
        ("2,776", "there were 2,775 titles"),
        ("7", "no digits here"),
    ],
)
def test_a_number_that_is_not_in_its_own_quote_is_a_fault(little, value, quote):
    little.change("claims", 7, value=value, comparator="=", quote=quote)
    fault = little.only_fault()
    assert (fault.row, fault.column) == (7, "value")
    assert fault.message == f"“{value}” does not occur in the quote of this row."


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("44", "worth 50.44 billion"),
        ("0.44", "worth 50.44 billion"),
        ("50", "worth 50.44 billion"),
        ("2", "in 2022 there were many"),
        ("775", "there were 2,775 titles"),
        ("ten", "they often watch"),
        ("one", "the phone is a stage"),
    ],
)
def test_a_part_of_a_longer_number_or_word_is_not_a_number_in_the_quote(little, value, quote):
    little.change("claims", 7, value=value, comparator="=", quote=quote)
    fault = little.only_fault()
    assert (fault.row, fault.column) == (7, "value")


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("50.44", "worth 50.44 billion"),
        ("2,775", "2022年的2,775部"),
        ("600", "nearly 600%."),
        ("54", "worth ($54bn)"),
        ("5", "between 5–10 minutes"),
        ("12", "in 2012, 12, and later"),
        ("ten", "about ten minutes"),
        ("0.35", "β=0.35, p<.001"),
    ],
)
def test_a_number_is_found_in_its_quote_whatever_stands_around_it(little, value, quote):
    little.change("claims", 7, value=value, comparator="=", quote=quote)
    assert [str(fault) for fault in little.all_faults()] == []


@pytest.mark.parametrize(
    "cells", [{"value": "7", "comparator": ""}, {"value": "", "comparator": "="}]
)
def test_a_number_and_its_comparator_come_together(little, cells):
    little.change("claims", 7, quote="there were 7", **cells)
    fault = little.only_fault()
    assert (fault.row, fault.column) == (7, "comparator")


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [("figures", 3, "reference"), ("events", 2, "reference"), ("conversions", 2, "reference")],
)
def test_an_unknown_reference_key_is_one_fault(little, table, row, column):
    little.change(table, row, **{column: "nobody2020"})
    fault = little.only_fault()
    assert fault.file.endswith(f"/{table}.csv")
    assert (fault.row, fault.column) == (row, column)
    assert "“nobody2020” is not in references.bib" in fault.message


def test_a_text_without_an_entry_in_the_bibliography_is_one_fault(little):
    path = little.folder / "references.bib"
    path.write_text(path.read_text("utf-8").replace("beta2021", "gamma2021"), "utf-8")
    fault = little.only_fault()
    assert (fault.row, fault.column) == (3, "key")
    assert "“beta2021” is not in references.bib" in fault.message


@pytest.mark.parametrize(
    "content",
    ["@misc{alpha2020, title = {open", "@misc{a, year=1}\n@misc{a, year=2}\n", "@misc{{{"],
)
def test_a_bibliography_that_cannot_be_read_is_one_fault(little, content):
    (little.folder / "references.bib").write_text(content, "utf-8")
    fault = little.only_fault()
    assert fault.file.endswith("/references.bib")
    assert (fault.row, fault.column) == (0, "")
    assert "BibTeX" in fault.message


def test_a_missing_bibliography_is_one_fault(little):
    (little.folder / "references.bib").unlink()
    assert little.only_fault().file.endswith("/references.bib")


def test_a_check_whose_input_is_unknown_is_one_fault(little):
    little.change("checks", 2, inputs="alpha2020-before alpha2020-never")
    fault = little.only_fault()
    assert fault.file.endswith("/checks.csv")
    assert (fault.row, fault.column) == (2, "inputs")
    assert "“alpha2020-never” is no claim, figure, event or text" in fault.message


@pytest.mark.parametrize("known", ["beta2021-after", "F2", "E1", "alpha2020"])
def test_a_claim_a_figure_an_event_and_a_text_can_be_inputs(little, known):
    little.change("checks", 4, inputs=known)
    assert [str(fault) for fault in little.all_faults()] == []


def test_a_printed_range_runs_upwards(little):
    little.change("figures", 2, value="10", high="8")
    fault = little.only_fault()
    assert fault.file.endswith("/figures.csv")
    assert (fault.row, fault.column) == (2, "high")
    little.change("figures", 2, value="8", high="10")
    assert little.all_faults() == []


def test_a_conversion_of_an_unknown_figure_is_one_fault(little):
    little.change("conversions", 2, figure="F99")
    fault = little.only_fault()
    assert fault.file.endswith("/conversions.csv")
    assert (fault.row, fault.column) == (2, "figure")


# ---- quotes against the full texts ---------------------------------------------------------


@pytest.fixture
def full_texts(little, tmp_path):
    """Return a folder with invented full texts that have every quote of the little package."""
    folder = tmp_path / "sources"
    folder.mkdir()
    write_texts(folder)
    return folder


def test_quotes_that_stand_in_their_texts_are_without_fault(little, full_texts):
    assert quote_faults(full_texts) == []


def test_a_quote_is_found_across_a_line_break_of_the_text(little, full_texts):
    path = full_texts / "alpha2020.txt"
    path.write_text(path.read_text("utf-8").replace(" ", "  \r\n\t"), "utf-8")
    assert quote_faults(full_texts) == []


@pytest.mark.parametrize(
    "quote", ["a rise of almost 600% in one year", "A rise of nearly 600%", "arise of nearly"]
)
def test_a_quote_that_its_text_does_not_have_is_one_fault(little, full_texts, quote):
    little.change("claims", 4, quote=quote)
    (fault,) = quote_faults(full_texts)
    assert fault.file.endswith("/claims.csv")
    assert (fault.row, fault.column) == (4, "quote")
    assert fault.message == "is not in alpha2020.txt; copy it letter by letter."


def test_a_quote_that_only_another_text_has_is_a_fault(little, full_texts):
    little.change("claims", 4, quote="symbols make identities")
    assert [fault.row for fault in quote_faults(full_texts)] == [4]


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [("references", 3, "entry"), ("citations", 4, "quote"), ("citations", 4, "cited")],
)
def test_an_entry_or_a_citation_that_its_text_does_not_have_is_one_fault(
    little, full_texts, table, row, column
):
    little.change(table, row, **{column: "The Ministries count"})
    (fault,) = quote_faults(full_texts)
    assert fault.file.endswith(f"/{table}.csv")
    assert (fault.row, fault.column) == (row, column)
    assert fault.message == "is not in alpha2020.txt; copy it letter by letter."


def test_a_missing_text_is_one_fault_however_many_claims_it_has(little, full_texts):
    (full_texts / "beta2021.txt").unlink()
    (fault,) = quote_faults(full_texts)
    assert (fault.row, fault.column) == (5, "source")
    assert fault.message.startswith("there is no beta2021.txt in ")


def test_a_full_text_in_another_encoding_is_said_not_raised(little, full_texts):
    (full_texts / "beta2021.txt").write_bytes("微短剧".encode("gbk"))
    found = quote_faults(full_texts)
    assert any("beta2021.txt" in fault.message and "UTF-8" in fault.message for fault in found)


def test_every_quote_of_the_book_is_found_in_a_text_that_has_it(tmp_path):
    # The real texts stay out of the repository; here each is the sum of what is copied from it.
    write_texts(tmp_path)
    assert quote_faults(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "body", "listed"),
    [
        ("One.\nReferences\nOld, A.", "One.\n", "\nOld, A."),
        ("One.\n## References:\n- Old, A.", "One.\n", "\n- Old, A."),
        ("One.\n**REFERENCES**\nOld, A.", "One.\n", "\nOld, A."),
        ("Many references\nwere given.", "Many references\nwere given.", ""),
        ("", "", ""),
    ],
)
def test_a_text_is_split_at_the_heading_of_its_list(text, body, listed):
    assert body_and_list(text) == (body, listed)


# ---- the bibliography ----------------------------------------------------------------------


def test_the_bibliography_has_the_five_texts():
    known = {key.lower() for key in validation.references().entries}
    assert set(texts()) <= known


def test_a_copy_of_the_books_data_is_without_fault_elsewhere(copied):
    assert [str(fault) for fault in copied.all_faults()] == []
    shutil.rmtree(copied.folder)


# ---- what texts with interviews report -----------------------------------------------------


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (2, {"extent": "not at all"}),  # has a quote
        (4, {"extent": "in part"}),  # has none
    ],
)
def test_what_a_text_reports_has_its_quote_and_nothing_else_has_one(little, row, cells):
    little.change("reporting", row, **cells)
    fault = little.only_fault()
    assert (fault.row, fault.column) == (row, "quote")
    assert fault.file.endswith("/reporting.csv")


def test_a_quote_of_a_report_that_its_text_does_not_have_is_one_fault(little, tmp_path):
    write_texts(tmp_path)
    assert quote_faults(tmp_path) == []
    little.change("reporting", 2, quote="we asked nobody")
    (fault,) = quote_faults(tmp_path)
    assert (fault.row, fault.column) == (2, "quote")
    assert fault.file.endswith("/reporting.csv")


@pytest.mark.parametrize(
    ("premises", "says"),
    [
        ("zhao2025-purification zhao2025-weak-ties", "no link from “zhao2025-weak-ties”"),
        ("zhao2025-purification zhao2025-evolution", "have one relation, not 2"),
    ],
)
def test_premises_that_are_not_linked_alike_are_one_fault(copied, premises, says):
    copied.add("joined", to="zhao2025-model", premises=premises, note="Invented.")
    fault = copied.only_fault()
    assert (fault.column, fault.file.endswith("/joined.csv")) == ("premises", True)
    assert says in fault.message


def test_a_report_on_an_unknown_criterion_is_one_fault(little):
    little.change("reporting", 2, criterion="luck")
    assert little.only_fault().column == "criterion"
