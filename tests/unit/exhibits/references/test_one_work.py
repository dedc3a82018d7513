"""One work, as a reader chooses it: where it is cited, and the claims that it carries."""

from __future__ import annotations

import pytest

from helpers import vega_values
from microdrama.charts.references import LETTERS
from microdrama.evidence.citations.passages import passages
from microdrama.evidence.citations.works import works
from microdrama.exhibits.references import one_work
from microdrama.exhibits.references.one_work import _plain
from microdrama.exhibits.registry import chapter
from microdrama.package import table
from microdrama.show.explorer import Explorer

OLD, NEW, BUREAU = "alpha2020-old1990", "alpha2020-new2019", "beta2021-bureau"


def explorer() -> Explorer:
    return chapter("references")["one-work"]


def test_what_most_texts_list_comes_first_and_then_names_in_their_order(little):
    (choice,) = one_work(works(), passages()).controls
    assert choice.options == (
        (OLD, "Old 1990, On signs: A view"),
        (NEW, "New & Other 2019, Short dramas"),
        (BUREAU, "The Bureau (no year), [Online source]"),
    )


def test_the_sentence_has_the_entry_and_what_each_text_does_with_it(little):
    own = one_work(works(), passages())
    assert own.sentence() == (
        "Old, A. B. (1990). On signs: A view. A Press. In Alpha 2020 it is cited twice (what it "
        "says) and carries 2 claims. In Beta 2021 it is cited once (what it says) and carries one "
        "claim."
    )
    assert own.sentence({"chosen": BUREAU}) == (
        "The Bureau, [Online source]. In Beta 2021 it is listed and never cited."
    )
    little.change("citations", 5, claims="")
    assert (
        one_work(works(), passages())
        .sentence()
        .endswith("cited once (what it says) and carries no claims of the ledger.")
    )


def test_claims_stand_below_the_place_that_carries_them(little):
    rows = one_work(works(), passages()).evaluate()
    assert rows[["whose", "printed", "role", "words"]].to_numpy().tolist() == [
        ["Alpha 2020", "Old, 1990", "cited for", "what it says"],
        ["Alpha 2020", "Old, 1990", "claim it carries", "What alpha2020-growth says."],
        ["Alpha 2020", "Old, 1990", "claim it carries", "What alpha2020-before says."],
        ["Alpha 2020", "Old (1991)", "cited for", "what it says"],
        ["Alpha 2020", "Old (1991)", "claim it carries", "What alpha2020-growth says."],
        ["Beta 2021", "[1]", "cited for", "what it says"],
        ["Beta 2021", "[1]", "claim it carries", "What beta2021-theory says."],
    ]
    # Each of these is one line at both widths.
    assert rows["wide_at"].to_list() == rows["narrow_at"].to_list() == list(range(7))
    assert rows["indent"].to_list() == [0, 1, 1, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("Hall, S. (1980). *Culture*.", "Hall, S. (1980). Culture."),
        ("First Monday. <https://a.org/b>", "First Monday. https://a.org/b"),
        (
            "[Online source]. [https://a.cn/b\\_c](https://a.cn/b_c)",
            "[Online source]. https://a.cn/b_c",
        ),
    ],
)
def test_an_entry_is_shown_without_the_marks_of_the_text_file(entry, words):
    assert _plain(entry) == words


def test_every_work_of_the_book_can_be_chosen_by_a_name_of_its_own():
    (choice,) = explorer().controls
    values, labels = zip(*choice.options, strict=True)
    assert len(set(labels)) == len(labels) == passages()["work"].nunique()
    assert set(values) == set(passages()["work"])
    said = {explorer().sentence({"chosen": value}) for value in values}
    assert len(said) == len(values)
    assert not [words for words in said if "*" in words or "\\" in words or "](" in words]


def test_every_citation_of_a_listed_work_is_shown_in_the_book():
    rows = explorer().base
    cited = {row["reference"] for row in table("citations").to_dict("records")} - {""}
    assert (rows["role"] == "listed and never cited").sum() == len(works()) - len(cited)
    for size, letters in LETTERS.items():
        lines = [line for words in rows[size] for line in words.split("\n")]
        assert max(map(len, lines)) <= letters


@pytest.mark.parametrize("place", [0, 1, 20, -1])
def test_the_page_shows_the_same_rows(place):
    columns = ["whose", "printed", "words", "case"]
    chosen = {"chosen": explorer().controls[0].options[place][0]}
    page = vega_values(explorer().base.to_dict("records"), explorer().transforms(), columns, chosen)
    assert page == explorer().evaluate(chosen)[columns].to_dict("records")
