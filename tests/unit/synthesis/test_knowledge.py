"""What is known how well: by hand, and in the book's table."""

from __future__ import annotations

import pytest

from advice import invented
from microdrama.evidence.checks import Finding
from microdrama.evidence.verdicts import Verdict
from microdrama.synthesis import knowledge as room


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


@pytest.mark.parametrize(
    ("claim_ids", "standing", "voices", "held", "failed"),
    [
        # In the order of the texts, each once.
        ("beta2021-seen alpha2020-why alpha2020-do", "agreed", ["Alpha 2020", "Beta 2021"], 0, 0),
        ("alpha2020-why", "single", ["Alpha 2020"], 0, 0),
        # What could not be checked is as if nobody had.
        ("gamma2022-doubt", "single", ["Gamma 2022"], 0, 0),
        (
            "alpha2020-count alpha2020-sample beta2021-seen",
            "confirmed",
            ["Alpha 2020", "Beta 2021"],
            2,
            0,
        ),
        ("alpha2020-count alpha2020-seen", "mixed", ["Alpha 2020"], 1, 1),
        (
            "alpha2020-seen beta2021-seen gamma2022-case",
            "failed",
            ["Alpha 2020", "Beta 2021", "Gamma 2022"],
            0,
            1,
        ),
    ],
)
def test_how_well_a_line_is_known_follows_from_checks_and_voices(
    package, claim_ids, standing, voices, held, failed
):
    package.write(
        "knowledge",
        [
            {
                "id": "line",
                "statement": "It is so.",
                "claims": claim_ids,
                "topic": "makers",
                "against": "gamma2022-case beta2021-do",
                "order": "1",
            }
        ],
    )
    (row,) = room.known().to_dict("records")
    assert (row["standing"], row["how_well"]) == (standing, room.STANDINGS[standing])
    assert (row["voices"], row["held"], row["failed"]) == (voices, held, failed)
    assert row["ids"] == claim_ids.split()
    assert row["limits"] == ["gamma2022-case", "beta2021-do"]


def test_numbers_of_one_text_that_fit_each_other_are_no_confirmation(package, monkeypatch):
    def verdict(claim_id: str) -> Verdict:
        return Verdict(claim_id, "recomputed", (Finding("recomputed", ""),))

    monkeypatch.setattr(room, "verdict", verdict)
    row = {"id": "line", "statement": "So.", "claims": "alpha2020-count", "topic": "makers"}
    package.write("knowledge", [{**row, "order": "1"}])
    (found,) = room.known().to_dict("records")
    assert (found["standing"], found["confirmed"], found["held"]) == ("fitting", 0, 1)


def test_lines_stand_in_their_order_and_may_have_nothing_against_them(package):
    package.write(
        "knowledge",
        [
            {
                "id": name,
                "statement": name,
                "claims": "alpha2020-do",
                "topic": "makers",
                "order": order,
            }
            for name, order in (("second", "10"), ("first", "9"))
        ],
    )
    found = room.known()
    assert found["statement"].to_list() == ["first", "second"]
    assert found["limits"].to_list() == [[], []]


def test_no_line_rests_on_a_claim_that_also_limits_it():
    for row in room.known().itertuples():
        assert not set(row.ids) & set(row.limits), row.statement
        assert len(set(row.ids)) == len(row.ids)
