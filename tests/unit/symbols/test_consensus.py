"""What a class makes of a drama: majorities, even splits, and the drama as a walk."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramas import CODES, VARIABLES, coded, row, written
from microdrama.symbols.codings import Codings, one, read
from microdrama.symbols.consensus import SYMBOL_OF, as_steps, consensus

pytestmark = pytest.mark.slow

STEPS = ["symbol", "purification", "function", "tension", "outcome"]


@pytest.fixture
def given_as(tmp_path):
    """Return a function that reads rows as a class's file."""

    def save(*rows: dict[str, str]) -> Codings:
        path = tmp_path / "class.csv"
        path.write_text(written(rows), "utf-8")
        return read(path)

    return save


def of(codings: Codings, variable: str = "function") -> list[tuple]:
    found = consensus(codings)
    found = found[found["variable"] == variable]
    columns = ["code", "votes", "coders", "status"]
    return [
        (code if status == "coded" else None, votes, coders, status)
        for code, votes, coders, status in found[columns].itertuples(index=False)
    ]


def walk(codings: Codings, title: str | None = None) -> dict[str, tuple[str, str, str]]:
    steps = as_steps(codings)
    steps = steps[steps["title"] == (title or steps["title"].iloc[0])]
    assert steps["step"].tolist() == STEPS
    return {
        step: (concept, status, note)
        for step, concept, status, note in steps[["step", "concept", "status", "note"]].itertuples(
            index=False
        )
    }


# ---- consensus -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["acts", "acts", "guides"], ("acts", 2, 3, "coded")),
        (["acts", None, None], ("acts", 1, 1, "coded")),
        (["acts", "acts", "guides", "other", None], ("acts", 2, 4, "coded")),
        (["acts", "guides"], (None, 1, 2, "disputed")),
        (["acts", "guides", "acts", "guides", "other"], (None, 2, 5, "disputed")),
        ([None, None], (None, 0, 0, "not coded")),
    ],
)
def test_the_code_with_the_most_votes_counts_and_an_even_split_is_disputed(codes, expected):
    assert of(coded([[code] for code in codes])) == [expected]


def test_the_votes_are_said_in_words_the_most_frequent_first():
    found = consensus(coded([["guides"], ["acts"], ["acts"]]))
    assert found.loc[found["variable"] == "function", "said"].tolist() == ["2 acts, 1 guides"]


def test_there_is_one_row_for_each_drama_and_variable_drama_by_drama():
    found = consensus(coded([["acts", "guides"]]))
    assert found["variable"].tolist() == [*VARIABLES, *VARIABLES]
    assert found["title"].tolist() == ["drama 0"] * 5 + ["drama 1"] * 5


@given(st.lists(st.sampled_from([None, *CODES["function"]]), min_size=1, max_size=6), st.randoms())
@settings(max_examples=80)
def test_consensus_is_what_a_count_says_in_any_order(codes, dice):
    votes = Counter(filter(None, codes)).most_common()
    (found,) = of(coded([[code] for code in codes]))
    if not votes:
        assert found == (None, 0, 0, "not coded")
    else:
        even = len(votes) > 1 and votes[0][1] == votes[1][1]
        expected = None if even else votes[0][0]
        status = "disputed" if even else "coded"
        assert found == (expected, votes[0][1], sum(n for _, n in votes), status)
    assert of(coded([[code] for code in dice.sample(codes, len(codes))])) == [found]


# ---- walks ---------------------------------------------------------------------------------


def test_a_drama_that_is_coded_is_a_walk_of_five_steps(given_as):
    assert walk(given_as(row())) == {
        "symbol": ("high-concentration-symbol", "coded", "Jade teapot: object."),
        "purification": ("symbol-purification", "coded", "Deep."),
        "function": ("acting-figure", "coded", "Acts."),
        "tension": ("self-other", "coded", "Self and other."),
        "outcome": ("emotional-resonance", "coded", "Emotional resonance."),
    }


def test_what_several_coders_say_is_told_with_their_number(given_as):
    codings = given_as(
        row(),
        row(coder="Ben", function="guides", symbol="Jade Teapot"),
        row(coder="Cai", tension="none", symbol="pot"),
    )
    found = walk(codings)
    assert found["symbol"][2] == "Jade teapot: 3 of 3 coders: object."
    assert found["function"] == ("acting-figure", "coded", "2 of 3 coders: acts.")
    assert found["tension"][2] == "2 of 3 coders: self and other."


def test_the_first_step_follows_from_what_is_kept_of_the_symbol(given_as):
    codings = given_as(row(title="a", depth="surface"), row(title="b"))
    assert walk(codings, "a")["symbol"][0] == "surface-signifiers"
    assert walk(codings, "b")["symbol"][0] == "high-concentration-symbol"
    assert walk(codings, "a")["purification"][0] == "mechanical-translation"


def test_a_step_on_which_coders_are_divided_is_disputed(given_as):
    found = walk(given_as(row(), row(coder="Ben", function="ornament", depth="surface")))
    assert found["function"] == ("", "disputed", "Coders are divided: 1 ornament, 1 acts.")
    assert found["symbol"] == (
        "",
        "disputed",
        "Jade teapot: 2 of 2 coders: object. The coders are divided on what is kept of it.",
    )


def test_a_dispute_on_the_kind_alone_leaves_the_symbol_in_its_place(given_as):
    found = walk(given_as(row(symbol=""), row(coder="Ben", symbol="", symbol_kind="figure")))
    assert found["symbol"] == (
        "high-concentration-symbol",
        "coded",
        "Coders are divided: 1 object, 1 figure.",
    )


def test_what_nobody_coded_is_left_out(given_as):
    found = walk(given_as(row(depth="", tension="")))
    assert found["tension"] == ("", "left out", "Nobody coded this.")
    assert found["symbol"][:2] == ("", "left out")
    assert found["symbol"][2].endswith(
        "Without what is kept of it, it has no place in the network."
    )


def test_a_drama_without_a_symbol_leaves_the_steps_of_the_symbol_out(given_as):
    nothing = {"symbol": "", "symbol_kind": "none", "depth": "none", "function": "absent"}
    found = walk(given_as(row(**nothing, tension="none")))
    assert {found[step] for step in ("symbol", "purification", "function")} == {
        ("", "left out", "No symbol.")
    }
    assert found["tension"] == ("", "left out", "No tension.")
    assert found["outcome"][1] == "coded"


def test_what_the_framework_has_no_concept_for_is_left_out_and_said_so(given_as):
    found = walk(given_as(row(function="other", tension="other")))
    assert found["function"] == (
        "",
        "left out",
        "Something else; the framework has no concept for it.",
    )
    assert found["tension"][2] == "Another tension; the framework has no concept for it."


def test_the_commonest_name_of_the_symbol_is_told_in_its_first_spelling(given_as):
    codings = given_as(
        row(symbol="pot"), row(coder="Ben", symbol="玉壶"), row(coder="Cai", symbol="《玉壶》")
    )
    assert walk(codings)["symbol"][2].startswith("玉壶: ")


def test_cases_are_numbered_in_the_order_of_the_dramas(given_as):
    steps = as_steps(given_as(row(title="b"), row(title="a"), row(title="b", coder="Ben")))
    assert steps["case"].tolist() == ["own-1"] * 5 + ["own-2"] * 5
    assert steps["title"].tolist() == ["b"] * 5 + ["a"] * 5
    assert steps.columns.tolist() == ["case", "title", "step", "concept", "status", "note"]


CHOICES = st.fixed_dictionaries({v: st.sampled_from([None, *CODES[v]]) for v in VARIABLES})


@given(CHOICES, st.sampled_from(["", "jade teapot"]))
@settings(max_examples=150)
def test_any_codes_of_one_drama_are_five_steps_with_a_sentence_each(codes, symbol):
    for concept, status, note in walk(one("a", symbol, codes)).values():
        assert (status == "coded") == bool(concept)
        assert status in ("coded", "left out")
        assert note[0].isupper()
        assert note.endswith(".")


def test_the_symbol_of_every_depth_is_known():
    from microdrama.symbols import codebook

    assert set(filter(None, codebook.concepts("depth").values())) == set(SYMBOL_OF)
