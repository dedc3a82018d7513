"""Recommendations: on invented texts, and what the tables must hold."""

from __future__ import annotations

import pytest

from advice import invented
from microdrama.evidence.ledger import claim, claims
from microdrama.package import table
from microdrama.paths import shown
from microdrama.policy import recommendations as room


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


# ---- invented texts ------------------------------------------------------------------------


def test_labels_stand_beside_ids(package):
    act, part, alone, tacit = room.recommendations().to_dict("records")
    assert (act["whose"], act["who"], act["how"]) == ("Alpha 2020", "Makers", "Words")
    assert (alone["whose"], alone["how"]) == ("Beta 2021", "Rules")
    assert (part["part_of"], tacit["claim"]) == ("act", "")
    assert (act["implied"], tacit["implied"]) == (False, True)


def test_the_name_of_advice_that_no_text_prints_says_so_wherever_it_stands(package):
    labels = dict(room.recommendations()[["id", "label"]].to_numpy())
    assert labels["tacit"] == "Tacit (implied by us)"
    assert labels["act"] == "Act"
    # Printed after all, it is the text's own.
    package.change("recommendations", 5, implied="false", claim="gamma2022-doubt")
    assert dict(room.recommendations()[["id", "label"]].to_numpy())["tacit"] == "Tacit"


def test_advice_is_counted_by_actor_and_lever(package):
    assert room.by_actor_and_lever().to_dict("records") == [
        {"who": "Makers", "how": "Words", "count": 3, "labels": "Act; Part; Tacit (implied by us)"},
        {"who": "Makers", "how": "Rules", "count": 1, "labels": "Alone"},
    ]


def test_a_conflict_names_both_sides(package):
    (row,) = room.conflicts().to_dict("records")
    assert (row["label_one"], row["whose_one"]) == ("Act", "Alpha 2020")
    assert (row["label_other"], row["whose_other"]) == ("Tacit (implied by us)", "Gamma 2022")
    assert (row["claim_one"], row["claim_other"]) == ("alpha2020-do", "gamma2022-doubt")


def test_trials_stand_in_the_order_of_their_dates(package):
    found = room.trials()
    assert found["event"].to_list() == ["E2019", "E2021"]
    assert found["what"].to_list() == ["The rule of 2019", "The rule of 2021"]
    assert (found["label"] == "Act").all() and (found["whose"] == "Alpha 2020").all()


# ---- the book's own tables -----------------------------------------------------------------


def test_a_text_that_gives_no_advice_is_given_none():
    # Zhang & Lin describe and advise nobody: all five pieces are our reading, in conflicts too.
    found = room.recommendations()
    theirs = found[found["text"] == "zhang2025"]
    assert len(theirs) == 5
    assert theirs["implied"].all()
    assert theirs["label"].str.endswith(" (implied by us)").all()
    sides = room.conflicts()
    for side in ("one", "other"):
        of_theirs = sides[sides[f"whose_{side}"] == "Zhang & Lin 2025"]
        assert len(of_theirs)
        assert of_theirs[f"label_{side}"].str.endswith(" (implied by us)").all()


def test_every_claim_that_is_a_recommendation_is_in_the_table():
    printed = {name for name, some in claims().items() if some.kind == "recommendation"}
    assert printed == set(table("recommendations")["claim"]) - {""}


def test_problems_gaps_and_sides_of_a_conflict_are_claims_of_their_text():
    found = room.recommendations().set_index("id")
    said = [(row.problem, row.text) for row in found.itertuples() if row.problem]
    said += table("gaps")[["problem", "text"]].itertuples(index=False, name=None)
    for row in table("conflicts").itertuples():
        assert row.one != row.other
        said += [(row.claim_one, found.loc[row.one, "text"])]
        said += [(row.claim_other, found.loc[row.other, "text"])]
    for claim_id, text in said:
        assert claim(claim_id).source == text


def test_the_counts_of_the_book_have_every_recommendation_once():
    grid = room.by_actor_and_lever()
    assert grid["count"].sum() == len(table("recommendations"))
    labels = [label for row in grid["labels"] for label in row.split("; ")]
    assert sorted(label.removesuffix(room.IMPLIED) for label in labels) == sorted(
        table("recommendations")["label"]
    )


def test_every_conflict_and_trial_of_the_book_is_told_in_full():
    for frame in (room.conflicts(), room.trials()):
        assert not frame.isna().any(axis=None)
    assert room.trials()["start"].is_monotonic_increasing


# ---- faults --------------------------------------------------------------------------------


def place(package, **wanted: str) -> int:
    """Return the row, as a spreadsheet counts it, of the first recommendation like this."""
    rows = enumerate(package.cells("recommendations"), 2)
    return next(n for n, row in rows if all(row[key] == value for key, value in wanted.items()))


def the_fault(package, column: str, **cells: str):
    """Spoil a row, and return the row and the one fault that is found."""
    row = place(package, **cells.pop("where"))
    package.change("recommendations", row, **cells)
    (fault,) = room.faults()
    assert fault.file == shown(package.path("recommendations"))
    assert (fault.row, fault.column) == (row, column)
    return fault.message


def test_the_tables_of_the_book_have_no_fault(copied):
    assert room.faults() == []
    assert room.faults() == []


def test_advice_called_implied_has_no_claim(copied):
    where = {"implied": "false", "claim": "wang2026-recommend-quality"}
    message = the_fault(copied, "implied", where=where, implied="true")
    assert message == "is true just where no claim prints the advice; correct it."


def test_advice_that_no_claim_prints_is_implied(copied):
    where = {"id": "light-telling"}
    message = the_fault(copied, "implied", where=where, implied="false")
    assert "no claim prints the advice" in message


def test_a_claim_of_another_text_prints_no_advice_of_this_one(copied):
    where = {"id": "quality-model"}
    message = the_fault(copied, "claim", where=where, claim="meng2025-rec-model-shift")
    assert message == "is a claim of another text; correct one of the two."


@pytest.mark.parametrize("whole", ["nowhere", "global-local", "deep-stories"])
def test_a_part_belongs_to_other_advice_of_the_same_text(copied, whole):
    # Unknown, of another text, and the row itself.
    message = the_fault(copied, "part_of", where={"id": "deep-stories"}, part_of=whole)
    assert message == f"“{whole}” is no other recommendation of this text; correct it."


def test_a_package_without_recommendations_is_no_fault(little):
    assert "recommendations" not in little.description
    assert room.faults() == []


# ---- conflicts in groups -------------------------------------------------------------------


def conflict(one: str, other: str) -> dict[str, str]:
    return {
        "one": one,
        "other": other,
        "about": f"{one} or {other}",
        "note": "Not both.",
        "claim_one": "alpha2020-do",
        "claim_other": "gamma2022-doubt",
    }


def test_whatever_conflicts_most_stands_first_with_all_that_it_conflicts_with(package):
    # A path of three conflicts: part in the middle of two, and one that is left.
    package.write(
        "conflicts",
        [conflict("act", "part"), conflict("alone", "tacit"), conflict("part", "alone")],
    )
    found = room.opposed(room.conflicts())
    ends = found[["group", "place", "label_one", "label_other"]].to_numpy().tolist()
    assert ends == [
        [0, 0, "Part", "Act"],
        [0, 1, "Part", "Alone"],
        [1, 0, "Alone", "Tacit (implied by us)"],
    ]
    assert found["about"].to_list() == ["act or part", "part or alone", "alone or tacit"]


def test_every_conflict_of_the_book_stands_once():
    pairs = room.conflicts()
    found = room.opposed(pairs)
    assert sorted(found["about"]) == sorted(pairs["about"])
    wanted = {
        frozenset(pair) for pair in zip(pairs["label_one"], pairs["label_other"], strict=True)
    }
    shown = {frozenset(pair) for pair in zip(found["label_one"], found["label_other"], strict=True)}
    assert shown == wanted
    sizes = found.groupby("group").size().to_list()
    assert sizes == sorted(sizes, reverse=True)
