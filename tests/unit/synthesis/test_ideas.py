"""Ideas across texts, and open questions: by hand, and in the book's tables."""

from __future__ import annotations

import pytest

from advice import invented, write_idea
from microdrama.evidence.ledger import claim
from microdrama.package import table
from microdrama.paths import shown
from microdrama.synthesis import ideas as room


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


# ---- invented texts ------------------------------------------------------------------------


def test_the_crosswalk_has_one_row_an_idea_and_text_in_the_order_of_the_ideas(package):
    write_idea(package, "alpha2020-do", "beta2021-do")
    (making,) = package.cells("ideas")
    early = {**making, "id": "early", "label": "Early"}
    package.write("ideas", [{**making, "order": "2"}, early])
    package.add(
        "crosswalk",
        idea="early",
        text="gamma2022",
        term="case",
        claim="gamma2022-case",
        sense="Before.",
    )
    found = room.crosswalk()
    assert found["label"].to_list() == ["Early", "Making", "Making"]
    assert found["whose"].to_list() == ["Gamma 2022", "Alpha 2020", "Beta 2021"]


def test_an_open_question_may_have_no_nearest_claim(package):
    package.write(
        "questions_open",
        [
            {"id": name, "question": name, "nearest": nearest, "needed": "A study.", "order": order}
            for name, nearest, order in (("b", "", "2"), ("a", "alpha2020-do", "1"))
        ],
    )
    found = room.open_questions()
    assert found["statement"].to_list() == ["What alpha2020-do says.", ""]


# ---- the book's own tables -----------------------------------------------------------------


def test_every_term_of_the_crosswalk_stands_in_the_quote_of_its_claim():
    for row in room.crosswalk().itertuples():
        assert claim(row.claim).source == row.text
        assert row.term in claim(row.claim).quote


def test_every_idea_has_several_texts():
    sizes = room.crosswalk().groupby("idea")["text"].nunique()
    assert set(sizes.index) == set(table("ideas")["id"])
    assert (sizes > 1).all()


# ---- faults --------------------------------------------------------------------------------


def the_fault(package, name: str, column: str, row: int = 3, **cells: str) -> str:
    """Spoil a row and return what is said of the one fault that is found."""
    package.change(name, row, **cells)
    (fault,) = room.faults()
    assert fault.file == shown(package.path(name))
    assert (fault.row, fault.column) == (row, column)
    return fault.message


def test_the_tables_of_the_book_have_no_fault(copied):
    assert room.faults() == []
    assert room.faults() == []


@pytest.mark.parametrize("column", ["claims", "against"])
def test_a_line_rests_on_claims_of_the_ledger(copied, column):
    before = copied.cells("knowledge")[1][column]
    cells = {column: f"{before} wang2026-nowhere".strip()}
    message = the_fault(copied, "knowledge", column, **cells)
    assert message == "“wang2026-nowhere” is no claim; correct the id."


def test_a_term_comes_from_a_claim_of_its_text(copied):
    row = next(
        n for n, cells in enumerate(copied.cells("crosswalk"), 2) if cells["text"] == "meng2025"
    )
    message = the_fault(copied, "crosswalk", "claim", row, claim="wang2026-recommend-quality")
    assert message == "is a claim of another text; correct one of the two."


def test_a_term_stands_in_the_quote_of_its_claim(copied):
    message = the_fault(copied, "crosswalk", "term", term="a word of ours")
    assert message == (
        "“a word of ours” is not in the quote of its claim; copy it letter by letter."
    )


def test_a_package_without_these_tables_is_no_fault(little):
    assert "crosswalk" not in little.description
    little.write("knowledge", [])
    little.add("knowledge", id="line", claims="nowhere")
    assert room.faults() == []
