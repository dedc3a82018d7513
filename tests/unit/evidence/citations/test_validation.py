"""Faults of the tables of works and citations, and what the full texts say."""

from __future__ import annotations

import pytest

from helpers import Package, write_texts
from microdrama.evidence.citations import faults, found_line, text_faults

OLD, NEW = "alpha2020-old1990", "alpha2020-new2019"
OTHER_OLD, BUREAU = "beta2021-old1990", "beta2021-bureau"


def test_the_books_own_citations_are_without_fault():
    assert [str(fault) for fault in faults()] == []


def only_fault(package: Package):
    package.forget()
    found = faults()
    assert len(found) == 1, "\n".join(map(str, found)) or "no fault was found"
    return found[0]


def test_the_little_package_is_without_fault(little):
    assert faults() == []


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
    assert faults() == []


@pytest.mark.parametrize("cited", ["[2]", "[11]", "[2–9]", "1", "Older, 1990", "old, 1990"])
def test_another_number_or_name_does_not_give_a_work(little, cited):
    little.change("citations", 5, cited=cited, quote=f"symbols {cited}")
    assert only_fault(little).column == "reference"


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


def test_what_was_looked_up_is_said_in_numbers(little):
    assert found_line() == (
        "So do 4 entries of their lists and 5 citations. 2 works are listed and never cited; "
        "none occurs before its list."
    )
