"""A claim from interviews beside what its report holds: on an invented report of three criteria."""

from __future__ import annotations

from helpers import NOTHING
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.reporting import criteria, report_of, texts_with_interviews
from microdrama.package import table
from printings import check, refused

BETA = Quantity("beta2021", "Beta 2021", "", None, "")


def test_a_reading_of_interviews_is_told_with_what_its_report_holds(little):
    found = check("interviews", NOTHING, [BETA], "So.")
    assert found.status == "interpretive"
    assert found.sentence == (
        "It is a reading of interviews. Of 3 things that the standards of such studies ask for, "
        "the text reports 1 in full and 1 in part, and nothing on saturation. So."
    )


def test_a_report_that_holds_everything_lacks_nothing(little):
    for row in (3, 4):
        little.change("reporting", row, extent="in full", quote="we asked whom we knew")
    found = check("interviews", NOTHING, [BETA])
    assert found.sentence.endswith("the text reports 3 in full and 0 in part.")


def test_a_text_without_interviews_is_refused(little):
    alpha = Quantity("alpha2020", "Alpha 2020", "", None, "")
    assert "no row of alpha2020" in refused("interviews", NOTHING, [alpha])


def test_criteria_stand_in_their_order_and_only_texts_with_interviews_are_held_to_them(little):
    assert criteria()["criterion"].to_list() == ["sampling", "extracts", "saturation"]
    assert texts_with_interviews() == ["beta2021"]
    assert report_of("beta2021")["extent"].to_list() == ["in full", "in part", "not at all"]
    assert report_of("alpha2020").empty


def test_every_text_of_the_book_with_interviews_is_held_to_every_criterion():
    asked = set(table("criteria")["criterion"])
    for source in texts_with_interviews():
        assert set(report_of(source)["criterion"]) == asked
    # COREQ has 32 items and SRQR 21.
    for row in table("criteria").itertuples():
        coreq = [int(part) for part in row.coreq.replace("–", ",").split(",")]
        srqr = [int(part.strip().removeprefix("S")) for part in row.srqr.split(",")]
        assert all(1 <= item <= 32 for item in coreq)
        assert all(1 <= item <= 21 for item in srqr)
