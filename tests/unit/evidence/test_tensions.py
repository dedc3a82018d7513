"""Places where a text stands against itself or another: order, counts, rules."""

from __future__ import annotations

import pytest

from helpers import Package
from microdrama.evidence import tensions
from microdrama.evidence.ledger import claims, texts

KINDS = [
    {"kind": "role changes", "meaning": "One thing does two kinds of work."},
    {"kind": "term changes meaning", "meaning": "One word stands for two things."},
    {"kind": "assumption denied", "meaning": "What one takes for granted the other denies."},
]


def a_place(place_id: str, first: str, second: str, **cells: str) -> dict[str, str]:
    return {
        "id": place_id,
        "first": first,
        "second": second,
        "kind": "role changes",
        "weight": "2",
        "asks": f"What of {place_id}?",
        "statement": "One says this, the other that.",
        "reading": "Both may hold.",
        "readers": "both",
        **cells,
    }


PLACES = [
    # Each leans on the other, and the advice on one of them: the advice alone hangs on the place.
    a_place("beta-circle", "beta2021-one", "beta2021-other"),
    # Nothing follows from either.
    a_place("alpha-bare", "alpha2020-before", "alpha2020-after", weight="1", readers="first"),
    # From the share: printed advice. From the growth: boom, young, settled advice. The readers name
    # the theory, from which advice in words follows. That growth qualifies the theory, and that
    # another text supports it, carries nothing. Six.
    a_place(
        "alpha-growth-share",
        "alpha2020-growth",
        "alpha2020-share",
        kind="term changes meaning",
        hangs="alpha2020-theory",
    ),
    # As little as of the bare one, but the main conclusion of its text.
    a_place("alpha-main", "alpha2020-after", "alpha2020-before", weight="3"),
    # From boom: young and settled advice. From one: other and its advice. Four.
    a_place(
        "alpha-beta-boom",
        "alpha2020-boom",
        "beta2021-one",
        kind="assumption denied",
        about="what counts as success",
    ),
]


@pytest.fixture
def read(own: Package) -> Package:
    """Return two invented texts with five places worked out by hand."""
    own.write("tension_kinds", KINDS)
    own.write("tensions", PLACES)
    return own


def test_places_stand_by_what_hangs_on_them_then_by_weight(read):
    frame = tensions.places()
    assert list(zip(frame["id"], frame["dependents"], strict=True)) == [
        ("alpha-growth-share", 6),
        ("alpha-beta-boom", 4),
        ("beta-circle", 1),
        ("alpha-main", 0),
        ("alpha-bare", 0),
    ]


def test_a_place_is_within_one_text_or_between_two(read):
    own = ["alpha-growth-share", "alpha-main", "alpha-bare"]
    assert tensions.within("alpha2020")["id"].to_list() == own
    assert tensions.within("beta2021")["id"].to_list() == ["beta-circle"]
    assert set(tensions.within()["id"]) == {*own, "beta-circle"}
    assert tensions.between()["id"].to_list() == ["alpha-beta-boom"]
    assert tensions.within("alpha2020")["hangs"].to_list() == [["alpha2020-theory"], [], []]


def test_what_hangs_on_a_place_are_claims_and_neither_side(read):
    argument = tensions.arguments()
    hanging = tensions.dependents(
        argument, "alpha2020-growth", "alpha2020-share", ["alpha2020-theory"]
    )
    assert hanging == {
        "alpha2020-boom",
        "alpha2020-young",
        "alpha2020-advise-settled",
        "alpha2020-advise-printed",
        "alpha2020-theory",
        "alpha2020-advise-words",
    }
    circle = tensions.dependents(argument, "beta2021-one", "beta2021-other", [])
    assert circle == {"beta2021-advise"}


def test_links_between_texts_carry_no_argument(read):
    assert not tensions.arguments().has_edge("beta2021-after", "alpha2020-theory")
    read.add(
        "links",
        **{"from": "alpha2020-after", "to": "beta2021-one", "relation": "supports", "note": "x"},
    )
    assert tensions.within("alpha2020")["dependents"].to_list() == [6, 0, 0]


def test_kinds_are_counted_for_every_text_the_most_frequent_first(read):
    frame = tensions.kinds_by_text()
    assert frame.values.tolist() == [
        ["role changes", "beta2021", "Beta 2021", 1],
        ["role changes", "alpha2020", "Alpha 2020", 2],
        ["term changes meaning", "beta2021", "Beta 2021", 0],
        ["term changes meaning", "alpha2020", "Alpha 2020", 1],
    ]


@pytest.mark.parametrize(
    ("row", "column", "cell", "said"),
    [
        (2, "first", "beta2021-never", "“beta2021-never” is no claim"),
        (2, "second", "beta2021-never", "“beta2021-never” is no claim"),
        (2, "second", "beta2021-one", "is the first side again"),
        (2, "id", "alpha-circle", "does not begin with its texts, “beta-”"),
        (6, "id", "beta-alpha-boom", "does not begin with its texts, “alpha-beta-”"),
        (2, "about", "what counts as success", "is for places between two texts"),
        (6, "about", "", "is empty between two texts"),
        (4, "hangs", "alpha2020-never", "“alpha2020-never” is no claim"),
        (4, "hangs", "beta2021-advise", "“beta2021-advise” is a claim of another text"),
        (4, "hangs", "alpha2020-theory alpha2020-share", "is a side of the place itself"),
    ],
)
def test_a_bad_cell_is_one_fault_that_names_its_place(read, row, column, cell, said):
    assert tensions.faults() == []
    read.change("tensions", row, **{column: cell})
    read.forget()
    (fault,) = tensions.faults()
    assert fault.file.endswith("/tensions.csv")
    assert (fault.row, fault.column) == (row, column)
    assert said in fault.message


def test_a_side_without_a_quote_is_a_fault(read):
    rows = read.cells("claims")
    number = next(n for n, row in enumerate(rows, start=2) if row["id"] == "beta2021-one")
    read.change("claims", number, quote="")
    read.forget()
    assert [(fault.row, fault.column) for fault in tensions.faults()] == [
        (2, "first"),
        (6, "second"),
    ]


def test_a_kind_that_the_list_does_not_have_is_a_fault_of_the_table(read):
    read.change("tensions", 2, kind="reads oddly")
    fault = read.only_fault()
    assert (fault.row, fault.column) == (2, "kind")
    assert "“reads oddly” is not in the table tension_kinds" in fault.message


def test_the_books_own_places_are_without_fault_and_every_text_has_one():
    assert tensions.faults() == []
    frame = tensions.places()
    assert set(tensions.within()["source"]) == set(texts())
    assert len(tensions.within()) + len(tensions.between()) == len(frame)
    assert set(frame["kind"]) <= set(tensions.kinds())


def test_the_books_own_places_are_about_texts_and_nobody_in_person():
    words = tensions.places()[["asks", "statement", "reading"]].to_numpy().ravel()
    for word in ("the author", "the authors", "fails to understand", "ignores", "dishonest"):
        assert not [text for text in words if word in text.lower()], word
    assert all(text.strip().endswith((".", "?")) for text in words)


def test_no_two_places_of_the_book_are_the_same_pair_with_the_same_kind():
    frame = tensions.places()
    pairs = [(*sorted((row.first, row.second)), row.kind) for row in frame.itertuples()]
    assert len(set(pairs)) == len(pairs)
    assert all(claims()[claim_id].quote for pair in pairs for claim_id in pair[:2])
