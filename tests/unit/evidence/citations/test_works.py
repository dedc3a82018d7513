"""The works that texts list: on a package small enough to work out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama import package
from microdrama.evidence.citations.works import (
    NEARNESS,
    ages,
    nearness,
    never_cited,
    shared_works,
    surname,
    works,
)

OLD, NEW = "alpha2020-old1990", "alpha2020-new2019"
OTHER_OLD, BUREAU = "beta2021-old1990", "beta2021-bureau"


def test_each_listed_work_is_counted_as_often_as_its_text_cites_it(little):
    frame = works()
    assert frame["reference"].to_list() == [OLD, NEW, OTHER_OLD, BUREAU]
    assert frame["text"].to_list() == ["Alpha 2020"] * 2 + ["Beta 2021"] * 2
    assert frame["citations"].to_list() == [2, 0, 1, 0]
    assert frame["quotes"].to_list() == [1, 0, 0, 0]
    # Two citations of the first work carry two claims; one of the two is carried by both.
    assert frame["claims"].to_list() == [2, 0, 1, 0]
    assert frame["year"].to_list() == [1990, 2019, 1990, pd.NA]


def test_a_work_without_a_citation_is_never_cited_whatever_another_text_cites(little):
    little.write(
        "citations", [row for row in little.cells("citations") if row["source"] != "alpha2020"]
    )
    assert never_cited()["reference"].to_list() == [OLD, NEW, BUREAU]


def test_works_that_are_never_cited_come_with_what_is_known_of_them(little):
    frame = never_cited()
    assert frame["reference"].to_list() == [NEW, BUREAU]
    assert frame["title"].to_list() == ["Short dramas", "[Online source]"]


def test_a_work_is_the_same_in_two_lists_whatever_its_marks_and_initials(little):
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
def test_another_author_year_or_title_is_another_work(little, cells):
    little.change("references", 4, **cells)
    # Initials are left out of account: lists print them or leave them out.
    assert len(shared_works()) == ("authors" in cells)


def test_a_work_that_one_text_lists_twice_is_shared_with_nobody(little):
    little.change("references", 4, source="alpha2020")
    assert shared_works().empty


def test_a_shared_work_need_not_be_cited_by_both(little):
    little.change("citations", 5, reference="")
    assert shared_works()["cited_by"].to_list() == [["alpha2020"]]


def test_works_are_as_old_as_the_text_is_younger(little):
    # 2020 - 1990, 2020 - 2019, 2021 - 1990, and a work without a year.
    assert ages()["age"].to_list() == [30, 1, 31, pd.NA]


def test_every_subject_is_counted_for_every_text_with_a_list(little):
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


@given(st.sets(st.integers(0, 4)), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_a_work_is_never_cited_just_when_its_last_citation_is_gone(little, kept, random):
    rows = little.cells("citations")
    try:
        left = [rows[i] for i in kept]
        random.shuffle(left)
        little.write("citations", left)
        gone = {OLD, NEW, OTHER_OLD, BUREAU} - {row["reference"] for row in left}
        assert set(never_cited()["reference"]) == gone
    finally:
        little.write("citations", rows)


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
