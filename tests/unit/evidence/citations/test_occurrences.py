"""Citations that a text's own list does not bear out."""

from __future__ import annotations

import pytest

from microdrama import package
from microdrama.evidence.citations.occurrences import (
    not_listed,
    quotes_without_author,
    years_that_differ,
)

OLD, NEW = "alpha2020-old1990", "alpha2020-new2019"
OTHER_OLD, BUREAU = "beta2021-old1990", "beta2021-bureau"


def test_a_source_that_the_list_does_not_have_comes_with_the_numbers_it_is_named_for(little):
    (row,) = not_listed().to_dict("records")
    assert (row["source"], row["cited"]) == ("alpha2020", "The Ministry")
    assert row["claims"] == ["alpha2020-after", "alpha2020-growth"]
    assert row["numbers"] == ["alpha2020-after", "alpha2020-growth"]
    little.change("citations", 6, cited="The Office", claims="beta2021-theory")
    assert not_listed()["cited"].to_list() == ["The Ministry", "The Office"]
    assert not_listed()["numbers"].to_list()[1] == []


@pytest.mark.parametrize("page", ["(p. 7)", "p.7", "(pp. 7–9)", "(pp. 7 - 9)"])
def test_a_quotation_with_a_page_alone_names_nobody(little, page):
    little.change("citations", 6, cited=page)
    assert quotes_without_author()["cited"].to_list() == [page]
    assert not_listed()["cited"].to_list() == ["The Ministry"]


@pytest.mark.parametrize(
    "cells", [{"cited": "Old, p. 7"}, {"cited": "[7]"}, {"reference": OTHER_OLD}]
)
def test_a_quotation_that_names_a_source_or_has_one_is_not_without_author(little, cells):
    little.change("citations", 6, **cells)
    assert quotes_without_author().empty


def test_a_citation_without_a_work_is_either_not_listed_or_a_quotation_without_author():
    frame = package.table("citations")
    missing = int((frame["reference"] == "").sum())
    assert len(not_listed()) + len(quotes_without_author()) == missing


def test_a_year_that_is_not_that_of_the_entry_differs(little):
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
def test_one_of_the_printed_years_is_enough(little, cited, differs):
    little.change("citations", 3, cited=cited)
    assert len(years_that_differ()) == differs


def test_no_year_differs_from_an_entry_without_one(little):
    little.change("citations", 5, cited="The Bureau, 2020", reference=BUREAU)
    assert years_that_differ()["reference"].to_list() == [OLD]


def test_no_year_of_a_source_that_is_not_listed_differs(little):
    little.change("citations", 4, cited="The Ministry, 2020")
    assert years_that_differ()["reference"].to_list() == [OLD]
