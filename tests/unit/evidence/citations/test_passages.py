"""Where a work is cited and what for: on a package small enough to work out by hand."""

from __future__ import annotations

from microdrama.evidence.citations.passages import passages
from microdrama.evidence.citations.works import works
from microdrama.package import table

OLD, NEW = "alpha2020-old1990", "alpha2020-new2019"
OTHER_OLD, BUREAU = "beta2021-old1990", "beta2021-bureau"


def rows(*columns: str) -> list[list[str]]:
    return passages()[list(columns)].to_numpy().tolist()


def test_each_claim_that_a_citation_carries_has_a_row_and_a_shared_work_one_place(little):
    assert rows("work", "reference", "cited", "claim") == [
        [OLD, OLD, "Old, 1990", "alpha2020-growth"],
        [OLD, OLD, "Old, 1990", "alpha2020-before"],
        [OLD, OLD, "Old (1991)", "alpha2020-growth"],
        # The same work in the other list stands before the second work of the first.
        [OLD, OTHER_OLD, "[1]", "beta2021-theory"],
        [NEW, NEW, "", ""],
        [BUREAU, BUREAU, "", ""],
    ]


def test_a_citation_that_carries_no_claim_has_a_row_too(little):
    little.change("citations", 3, claims="")
    assert [row for row in rows("cited", "claim", "statement") if row[0] == "Old (1991)"] == [
        ["Old (1991)", "", ""]
    ]


def test_no_list_has_no_passages(little):
    little.write("citations", [])
    little.write("references", [])
    assert passages().empty


def test_every_entry_and_every_citation_of_a_listed_work_is_there():
    found, cited = passages(), table("citations")
    assert set(found["reference"]) == set(works()["reference"])
    places = found.loc[found["cited"] != "", ["reference", "section", "cited", "for_what"]]
    assert len(places.drop_duplicates()) <= (cited["reference"] != "").sum()
    assert set(places["reference"]) == set(cited["reference"]) - {""}
