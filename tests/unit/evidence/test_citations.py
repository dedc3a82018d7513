"""What the texts list and cite: on a package small enough to work out by hand, and the faults."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import Package, write_texts
from microdrama import package
from microdrama.evidence import citations
from microdrama.evidence.citations import (
    GROUNDS,
    NEARNESS,
    ages,
    by_text,
    claim_grounds,
    claims_by_ground,
    found_line,
    nearness,
    never_cited,
    not_listed,
    quotes_without_author,
    shared_works,
    surname,
    text_faults,
    works,
    years_that_differ,
)
from microdrama.evidence.ledger import claims, texts

OLD, NEW = "alpha2020-old1990", "alpha2020-new2019"
OTHER_OLD, BUREAU = "beta2021-old1990", "beta2021-bureau"


@pytest.fixture
def own(little: Package) -> Package:
    """Return the little package, read by every part of the house."""
    return little


# ---- works ---------------------------------------------------------------------------------


def test_each_listed_work_is_counted_as_often_as_its_text_cites_it(own):
    frame = works()
    assert frame["reference"].to_list() == [OLD, NEW, OTHER_OLD, BUREAU]
    assert frame["text"].to_list() == ["Alpha 2020"] * 2 + ["Beta 2021"] * 2
    assert frame["citations"].to_list() == [2, 0, 1, 0]
    assert frame["quotes"].to_list() == [1, 0, 0, 0]
    # Two citations of the first work carry two claims; one of the two is carried by both.
    assert frame["claims"].to_list() == [2, 0, 1, 0]
    assert frame["year"].to_list() == [1990, 2019, 1990, pd.NA]


def test_a_work_without_a_citation_is_never_cited_whatever_another_text_cites(own):
    own.write("citations", [row for row in own.cells("citations") if row["source"] != "alpha2020"])
    assert never_cited()["reference"].to_list() == [OLD, NEW, BUREAU]


def test_works_that_are_never_cited_come_with_what_is_known_of_them(own):
    frame = never_cited()
    assert frame["reference"].to_list() == [NEW, BUREAU]
    assert frame["title"].to_list() == ["Short dramas", "[Online source]"]


def test_a_work_is_the_same_in_two_lists_whatever_its_marks_and_initials(own):
    (row,) = shared_works().to_dict("records")
    assert row == {
        "authors": "Old, A. B.",
        "year": 1990,
        "title": "On signs: A view",
        "sources": ["alpha2020", "beta2021"],
        "references": [OLD, OTHER_OLD],
        "cited_by": ["alpha2020", "beta2021"],
    }


@pytest.mark.parametrize(
    "cells", [{"authors": "C. Old"}, {"year": "1991"}, {"year": ""}, {"title": "On Signs"}]
)
def test_another_author_year_or_title_is_another_work(own, cells):
    own.change("references", 4, **cells)
    # Initials are left out of account: lists print them or leave them out.
    assert len(shared_works()) == ("authors" in cells)


def test_a_work_that_one_text_lists_twice_is_shared_with_nobody(own):
    own.change("references", 4, source="alpha2020")
    assert shared_works().empty


def test_a_shared_work_need_not_be_cited_by_both(own):
    own.change("citations", 5, reference="")
    assert shared_works()["cited_by"].to_list() == [["alpha2020"]]


def test_works_are_as_old_as_the_text_is_younger(own):
    # 2020 - 1990, 2020 - 2019, 2021 - 1990, and a work without a year.
    assert ages()["age"].to_list() == [30, 1, 31, pd.NA]


def test_every_subject_is_counted_for_every_text_with_a_list(own):
    frame = nearness()
    assert frame["about"].to_list() == [*NEARNESS, *NEARNESS]
    filled = frame[frame["works"] > 0]
    assert filled[["source", "about", "works", "cited"]].to_numpy().tolist() == [
        ["alpha2020", "micro-drama", 1, 0],
        ["alpha2020", "culture and theory", 1, 1],
        ["beta2021", "culture and theory", 1, 1],
        ["beta2021", "other", 1, 0],
    ]


def test_subjects_are_those_of_the_table():
    fields = {f["name"]: f for f in package.current().description["references"]["schema"]["fields"]}
    assert list(NEARNESS) == fields["about"]["constraints"]["enum"]


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("Hall, S.", "Hall"),
        ("Katz, E., Blumler, J. G., & Gurevitch, M.", "Katz"),
        ("F. Liu, and M. S. Bexci", "Liu"),
        ("X. Yuan", "Yuan"),
        ("J.-P. Sartre", "Sartre"),
        ("van Dijck, J.", "van Dijck"),
        ("Lobato & Lotz", "Lobato"),
        ("NRTA", "NRTA"),
        ("McLuhan, M.", "McLuhan"),
        ("张三", "张三"),
    ],
)
def test_the_first_author_is_cited_by_surname(authors, name):
    assert surname(authors) == name


# ---- citations -----------------------------------------------------------------------------


def test_a_source_that_the_list_does_not_have_comes_with_the_numbers_it_is_named_for(own):
    (row,) = not_listed().to_dict("records")
    assert (row["source"], row["cited"]) == ("alpha2020", "The Ministry")
    assert row["claims"] == ["alpha2020-after", "alpha2020-growth"]
    assert row["numbers"] == ["alpha2020-after", "alpha2020-growth"]
    own.change("citations", 6, cited="The Office", claims="beta2021-theory")
    assert not_listed()["cited"].to_list() == ["The Ministry", "The Office"]
    assert not_listed()["numbers"].to_list()[1] == []


@pytest.mark.parametrize("page", ["(p. 7)", "p.7", "(pp. 7–9)", "(pp. 7 - 9)"])
def test_a_quotation_with_a_page_alone_names_nobody(own, page):
    own.change("citations", 6, cited=page)
    assert quotes_without_author()["cited"].to_list() == [page]
    assert not_listed()["cited"].to_list() == ["The Ministry"]


@pytest.mark.parametrize(
    "cells", [{"cited": "Old, p. 7"}, {"cited": "[7]"}, {"reference": OTHER_OLD}]
)
def test_a_quotation_that_names_a_source_or_has_one_is_not_without_author(own, cells):
    own.change("citations", 6, **cells)
    assert quotes_without_author().empty


def test_a_citation_without_a_work_is_either_not_listed_or_a_quotation_without_author():
    frame = package.table("citations")
    missing = int((frame["reference"] == "").sum())
    assert len(not_listed()) + len(quotes_without_author()) == missing


def test_a_year_that_is_not_that_of_the_entry_differs(own):
    (row,) = years_that_differ().to_dict("records")
    assert (row["cited"], row["printed"], row["listed"]) == ("Old (1991)", [1991], 1990)
    assert (row["reference"], row["title"]) == (OLD, "On signs: A view")


@pytest.mark.parametrize(
    ("cited", "differs"),
    [
        ("Old, 1990", False),
        ("Old, 1989, 1990", False),  # several works of one author
        ("Old, 1989, 1991", True),
        ("Old, 1990a", False),
        ("Old’s theory", False),
        ("[12]", False),
        ("Old, p. 19901", False),
    ],
)
def test_one_of_the_printed_years_is_enough(own, cited, differs):
    own.change("citations", 3, cited=cited)
    assert len(years_that_differ()) == differs


def test_no_year_differs_from_an_entry_without_one(own):
    own.change("citations", 5, cited="The Bureau, 2020", reference=BUREAU)
    assert years_that_differ()["reference"].to_list() == [OLD]


def test_no_year_of_a_source_that_is_not_listed_differs(own):
    own.change("citations", 4, cited="The Ministry, 2020")
    assert years_that_differ()["reference"].to_list() == [OLD]


# ---- what rests on what --------------------------------------------------------------------


def test_a_claim_rests_on_the_firmest_that_is_cited_for_it(own):
    frame = claim_grounds().set_index("claim")
    listed, unlisted, nothing = GROUNDS
    assert frame["ground"].to_dict() == {
        "alpha2020-before": listed,
        "alpha2020-after": unlisted,
        # Carried by a listed work twice, and by a source that is not listed.
        "alpha2020-growth": listed,
        "beta2021-after": nothing,
        "beta2021-theory": listed,
        "beta2021-spare": nothing,
    }
    assert frame.loc["alpha2020-growth", "references"] == [OLD]
    assert frame.loc["alpha2020-after", "references"] == []
    assert frame.loc["alpha2020-after", "number"] == "2,775\N{NO-BREAK SPACE}titles"


def test_claims_are_counted_by_text_kind_and_ground(own):
    frame = claims_by_ground()
    assert frame.drop(columns="text").to_numpy().tolist() == [
        ["alpha2020", "statistic", GROUNDS[0], 2],
        ["alpha2020", "statistic", GROUNDS[1], 1],
        ["beta2021", "finding", GROUNDS[2], 1],
        ["beta2021", "statistic", GROUNDS[2], 1],
        ["beta2021", "theory", GROUNDS[0], 1],
    ]


def test_each_text_has_a_row_of_counts(own):
    own.add("texts", **{**own.cells("texts")[1], "key": "gamma2022", "short": "Gamma"})
    columns = [
        "source",
        "works",
        "cited",
        "never_cited",
        "citations",
        "not_listed",
        "quotes_without_author",
        "claims",
        "grounded",
    ]
    assert by_text()[columns].to_numpy().tolist() == [
        ["alpha2020", 2, 1, 1, 3, 1, 0, 3, 2],
        ["beta2021", 2, 1, 1, 2, 0, 1, 3, 1],
        ["gamma2022", 0, 0, 0, 0, 0, 0, 0, 0],
    ]


def test_nothing_listed_and_nothing_cited_is_counted_as_nothing(own):
    own.write("citations", [])
    assert never_cited()["reference"].to_list() == [OLD, NEW, OTHER_OLD, BUREAU]
    own.write("references", [])
    for frame in (
        works(),
        never_cited(),
        shared_works(),
        ages(),
        nearness(),
        not_listed(),
        quotes_without_author(),
        years_that_differ(),
    ):
        assert frame.empty
        assert len(frame.columns) > 4
    assert set(claims_by_ground()["ground"]) == {GROUNDS[2]}
    assert by_text()["works"].to_list() == [0, 0]


@given(st.sets(st.integers(0, 4)), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_a_work_is_never_cited_just_when_its_last_citation_is_gone(own, kept, random):
    rows = own.cells("citations")
    try:
        left = [rows[i] for i in kept]
        random.shuffle(left)
        own.write("citations", left)
        gone = {OLD, NEW, OTHER_OLD, BUREAU} - {row["reference"] for row in left}
        assert set(never_cited()["reference"]) == gone
    finally:
        own.write("citations", rows)


def test_without_its_last_citation_any_work_of_the_book_is_never_cited(copied):
    rows, before = copied.cells("citations"), set(never_cited()["reference"])
    cited = list(dict.fromkeys(filter(None, (row["reference"] for row in rows))))
    for reference in cited[:: len(cited) // 4]:
        left = [row for row in rows if row["reference"] != reference]
        last = next(row for row in rows if row["reference"] == reference)
        copied.write("citations", [*left, last])
        assert set(never_cited()["reference"]) == before
        copied.write("citations", left)
        assert set(never_cited()["reference"]) == before | {reference}


# ---- the book's own tables -----------------------------------------------------------------


def test_the_books_own_citations_are_without_fault():
    assert [str(fault) for fault in citations.faults()] == []


def test_counts_of_the_book_agree_with_each_other():
    frame = by_text().set_index("source")
    assert list(frame.index) == list(texts())
    assert (frame["cited"] + frame["never_cited"] == frame["works"]).all()
    assert frame["works"].sum() == len(works()) == nearness()["works"].sum()
    assert frame["citations"].sum() == len(package.table("citations"))
    assert frame["claims"].sum() == len(claims()) == claims_by_ground()["claims"].sum()
    assert (ages()["age"].dropna() >= 0).all()


# ---- faults --------------------------------------------------------------------------------


def only_fault(package: Package):
    package.forget()
    found = citations.faults()
    assert len(found) == 1, "\n".join(map(str, found)) or "no fault was found"
    return found[0]


def test_the_little_package_is_without_fault(little):
    assert citations.faults() == []


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "said"),
    [
        ("references", 3, "id", "beta2021-new2019", "does not start with its source “alpha2020-”."),
        ("references", 3, "position", "3", "the list of alpha2020 goes on with 2;"),
        ("references", 3, "position", "1", "the list of alpha2020 goes on with 2;"),
        ("references", 3, "authors", "New, C., & Others, D.", "does not stand in the entry"),
        ("references", 2, "year", "1991", "“1991” does not stand in the entry"),
        ("references", 2, "title", "On signs: a view", "does not stand in the entry"),
        ("references", 2, "doi", "10.1234/signs", "does not stand in the entry"),
        ("references", 2, "url", "https://signs.org", "does not stand in the entry"),
        ("citations", 2, "cited", "Old, A., 1990", "is not in the quote of this row"),
        ("citations", 2, "claims", "alpha2020-never", "“alpha2020-never” is no claim"),
        ("citations", 2, "claims", "alpha2020-after beta2021-after", "“beta2021-after” is a claim"),
        ("citations", 2, "reference", OTHER_OLD, "stands in the list of another text"),
        ("citations", 2, "reference", NEW, "gives neither the number nor the first author of"),
        ("citations", 5, "reference", BUREAU, "“[1]” gives neither the number nor the first"),
    ],
)
def test_a_bad_cell_is_one_fault_that_names_its_place(little, table, row, column, cell, said):
    little.change(table, row, **{column: cell})
    fault = only_fault(little)
    assert fault.file.endswith(f"/{table}.csv")
    assert (fault.row, fault.column) == (row, column)
    assert said in fault.message


def test_a_work_that_no_list_has_is_a_fault_of_the_table(little):
    little.change("citations", 2, reference="alpha2020-nobody")
    fault = little.only_fault()
    assert (fault.row, fault.column) == (2, "reference")
    assert "“alpha2020-nobody” is not in the table references" in fault.message


@pytest.mark.parametrize("cited", ["[1]", "[1, 5]", "[5, 1–3]", "[0-2]", "A. B. Old [7]", "Old’s"])
def test_a_number_within_a_range_or_a_name_gives_a_work(little, cited):
    little.change("citations", 5, cited=cited, quote=f"symbols {cited}")
    assert citations.faults() == []


@pytest.mark.parametrize("cited", ["[2]", "[11]", "[2–9]", "1", "Older, 1990", "old, 1990"])
def test_another_number_or_name_does_not_give_a_work(little, cited):
    little.change("citations", 5, cited=cited, quote=f"symbols {cited}")
    assert only_fault(little).column == "reference"


# ---- against the full texts ----------------------------------------------------------------


@pytest.fixture
def library(little, tmp_path):
    """Return a function that writes words before the list of a text and looks for faults."""
    folder = tmp_path / "sources"
    folder.mkdir()
    write_texts(folder)

    def read(source: str, words: str):
        path = folder / f"{source}.txt"
        path.write_text(f"{words}\n{path.read_text('utf-8')}", "utf-8")
        return text_faults(folder)

    read.folder = folder
    return read


def test_works_that_are_never_cited_are_not_found_before_their_list(library):
    assert library("alpha2020", "Nothing is new here.") == []


@pytest.mark.parametrize(
    "words",
    [
        "New and Other (2019)",
        "(Old, 1990; New & Other, 2019)",
        "New, 2018, 2019a",
        "New\net al.\n(2019",
        "[2]",
        "[1, 2]",
        "[1–3]",
    ],
)
def test_a_work_that_is_never_cited_by_the_table_but_cited_by_the_text_is_one_fault(library, words):
    (fault,) = library("alpha2020", f"As said before {words}, it is so.")
    assert fault.file.endswith("/references.csv")
    assert (fault.row, fault.column) == (3, "id")
    assert fault.message.startswith("no citation of this work is in citations.csv, but alpha2020")
    assert fault.message.endswith("add the citation.")


@pytest.mark.parametrize(
    "words",
    [
        "New dramas came.",
        "Newer (2019)",
        "new dramas of 2019",
        "(New, 2018; Old, 2019)",
        "New (2018) wrote, and in 2019 nobody did",
        "New" + " and so on" * 10 + " in 2019",
        "New, 20190",
        "[3]",
        "[12]",
    ],
)
def test_other_names_numbers_and_years_are_no_citation_of_it(library, words):
    assert library("alpha2020", words) == []


def test_a_work_without_a_year_is_looked_for_by_its_author_alone(library):
    (fault,) = library("beta2021", "It is said by The Bureau.")
    assert (fault.row, fault.column) == (5, "id")
    assert "has “The Bureau” before its list" in fault.message


def test_a_work_is_looked_for_once_its_last_citation_is_gone(little, library):
    words = "signs can be read (Old, 1990)."
    assert library("alpha2020", words) == []
    rows = little.cells("citations")
    little.write("citations", [row for row in rows if row["reference"] != OLD])
    (fault,) = text_faults(library.folder)
    assert (fault.row, "“Old, 1990”" in fault.message) == (2, True)


def test_a_list_that_cannot_be_told_from_the_body_is_one_fault(library):
    path = library.folder / "alpha2020.txt"
    path.write_text(path.read_text("utf-8").replace("References", "Works"), "utf-8")
    (fault,) = library("alpha2020", "")
    assert (fault.row, fault.column) == (2, "source")
    assert "alpha2020.txt has no line “References”" in fault.message


def test_a_text_that_cannot_be_read_is_left_to_the_look_up_of_quotes(library):
    (library.folder / "alpha2020.txt").unlink()
    (library.folder / "beta2021.txt").write_bytes("微短剧".encode("gbk"))
    assert text_faults(library.folder) == []


def test_a_malformed_position_is_said_elsewhere_and_not_raised(little, library):
    little.change("references", 3, position="two")
    assert library("alpha2020", "As said before [2].") == []


def test_what_was_looked_up_is_said_in_numbers(own):
    assert found_line() == (
        "So do 4 entries of their lists and 5 citations. 2 works are listed and never cited; "
        "none occurs before its list."
    )
