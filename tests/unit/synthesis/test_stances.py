"""How each text stands to each idea: on invented tables, and in the tables of the book."""

from __future__ import annotations

import pytest

from advice import TEXTS, invented
from microdrama.evidence.ledger import claim, texts
from microdrama.package import table
from microdrama.paths import shown
from microdrama.synthesis import POSITIONS, positions, stances


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


def idea(name: str, order: int) -> dict[str, str]:
    return {
        "id": name,
        "label": name,
        "kind": "one name, several ideas",
        "question": "?",
        "proposition": f"It is {name}",
        "order": str(order),
    }


def stance(name: str, text: str, how: str, claim_id: str) -> dict[str, str]:
    return {"idea": name, "text": text, "stance": how, "claim": claim_id, "note": "So."}


@pytest.fixture
def spoken(package):
    """Write three ideas: one that all who speak say, one that a text qualifies, one disputed."""
    package.write("ideas", [idea("said", 1), idea("limited", 2), idea("disputed", 3)])
    package.write(
        "stances",
        [
            stance("said", "alpha2020", "says", "alpha2020-do"),
            stance("limited", "alpha2020", "qualifies", "alpha2020-why"),
            stance("limited", "alpha2020", "says", "alpha2020-do"),
            stance("disputed", "beta2021", "contradicts", "beta2021-do"),
            stance("disputed", "alpha2020", "says", "alpha2020-do"),
        ],
    )
    return package


def test_every_idea_has_every_text_and_a_text_without_a_row_is_silent(spoken):
    frame = positions()
    found = frame.groupby(["idea", "text"], sort=False)["stance"].agg(list).to_dict()
    spoken_of = {
        ("disputed", "alpha2020"): ["says"],
        ("disputed", "beta2021"): ["contradicts"],
        ("limited", "alpha2020"): ["says", "qualifies"],
        ("said", "alpha2020"): ["says"],
    }
    every = [(name, text) for name in ("disputed", "limited", "said") for text in TEXTS]
    assert found == {field: spoken_of.get(field, ["silent"]) for field in every}
    silent = frame[frame["stance"] == "silent"]
    assert set(silent["claim"]) == set(silent["quote"]) == set(silent["note"]) == {""}


def test_the_most_disputed_idea_comes_first_and_its_fate_says_why(spoken):
    frame = positions().drop_duplicates("idea")
    assert frame["idea"].to_list() == ["disputed", "limited", "said"]
    assert frame["fate"].to_list() == ["contested", "limited", "agreed"]


def test_two_stances_of_one_text_share_its_field(spoken):
    frame = positions()
    both = frame[(frame["idea"] == "limited") & (frame["text"] == "alpha2020")]
    assert both[["place", "of"]].to_numpy().tolist() == [[0, 2], [1, 2]]
    others = frame.drop(both.index)
    assert set(others["place"]) == {0}
    assert set(others["of"]) == {1}


# ---- the book's own table ------------------------------------------------------------------


def test_behind_every_stance_stands_a_quote_of_that_text():
    frame = positions()
    spoken = frame[frame["stance"] != "silent"]
    assert len(spoken) == len(table("stances"))
    for row in spoken.itertuples():
        assert claim(row.claim).source == row.text
        assert row.quote == claim(row.claim).words != ""
        assert row.note
    assert set(frame["stance"]) == set(POSITIONS)
    assert set(frame["text"]) == set(texts())


# ---- faults --------------------------------------------------------------------------------


def test_a_stance_rests_on_a_claim_of_its_text(copied):
    assert stances.faults() == []
    row = next(n for n, c in enumerate(copied.cells("stances"), 2) if c["text"] == "meng2025")
    copied.change("stances", row, claim="wang2026-recommend-quality")
    (fault,) = stances.faults()
    assert (fault.file, fault.row, fault.column) == (shown(copied.path("stances")), row, "claim")
    assert fault.message == "is a claim of another text; correct one of the two."


def test_an_idea_that_no_text_says_is_a_fault(copied):
    for row, cells in enumerate(copied.cells("stances"), 2):
        if cells["idea"] == "platform":
            copied.change("stances", row, stance="qualifies")
    (fault,) = stances.faults()
    assert (fault.file, fault.column) == (shown(copied.path("ideas")), "proposition")
    assert copied.cells("ideas")[fault.row - 2]["id"] == "platform"
    assert "is said by no text" in fault.message


def test_a_package_without_the_table_is_no_fault(little):
    assert "stances" not in little.description
    assert stances.faults() == []
