"""Ideas across texts, and what is known how well: by hand, and in the book's tables."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import pandas as pd
import pytest

from advice import invented
from helpers import vega_values
from microdrama.charts.synthesis import meeting
from microdrama.evidence.ledger import claim, claims, short, texts
from microdrama.package import table
from microdrama.paths import shown
from microdrama.show.explorer import Explorer
from microdrama.synthesis import ideas as room

HOWS = ["agree", "limit each other", "contradict each other", "share an idea"]


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


@lru_cache
def met() -> pd.DataFrame:
    return room.meetings()


@lru_cache
def explorer() -> Explorer:
    return room.two_texts(meeting)


# ---- invented texts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim_ids", "well", "voices", "held", "failed"),
    [
        # In the order of the texts, each once.
        ("beta2021-seen alpha2020-why alpha2020-do", "agreed", ["Alpha 2020", "Beta 2021"], 0, 0),
        ("alpha2020-why", "said", ["Alpha 2020"], 0, 0),
        # What could not be checked is as if nobody had.
        ("gamma2022-doubt", "said", ["Gamma 2022"], 0, 0),
        (
            "alpha2020-count alpha2020-sample beta2021-seen",
            "held",
            ["Alpha 2020", "Beta 2021"],
            2,
            0,
        ),
        ("alpha2020-count alpha2020-seen", "split", ["Alpha 2020"], 1, 1),
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
    package, claim_ids, well, voices, held, failed
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
    assert (row["well"], row["how_well"]) == (well, room.WELL[well])
    assert (row["voices"], row["held"], row["failed"]) == (voices, held, failed)
    assert row["ids"] == claim_ids.split()
    assert row["limits"] == ["gamma2022-case", "beta2021-do"]


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


def _idea(package, *texts_and_claims: str) -> None:
    package.write(
        "ideas",
        [
            {
                "id": "making",
                "label": "Making",
                "kind": "one name, several ideas",
                "question": "What is made?",
                "order": "1",
            }
        ],
    )
    package.write(
        "crosswalk",
        [
            {
                "idea": "making",
                "text": name.partition("-")[0],
                "term": name,
                "claim": name,
                "sense": f"As {name} means it.",
            }
            for name in texts_and_claims
        ],
    )


def test_links_between_two_texts_count_in_both_directions(package):
    found = room.meetings()
    links = found[found["pair"] == "alpha2020+gamma2022"]
    assert sorted(zip(links["how"], links["first"], links["second"], strict=True)) == [
        # The first side is always the first text's, whichever way the link points.
        ("contradict each other", "What alpha2020-do says.", "What gamma2022-case says."),
        ("limit each other", "What alpha2020-why says.", "What gamma2022-case says."),
        ("limit each other", "What alpha2020-why says.", "What gamma2022-doubt says."),
    ]
    assert set(links["limiting"]) == {2} and set(links["against"]) == {1}
    assert set(links["agreeing"]) == {0} and set(links["shared"]) == {0}
    assert set(found["pair"]) == {"alpha2020+beta2021", "alpha2020+gamma2022"}
    row = found[found["pair"] == "alpha2020+beta2021"].iloc[0]
    assert (row["how"], row["about"]) == ("agree", "beta2021-seen to alpha2020-why.")
    assert row["second_quote"] == "as beta2021-seen has it, 12 by number"


def test_an_idea_is_shared_by_each_pair_of_texts_that_have_it(package):
    package.write("links", [])
    _idea(package, "alpha2020-do", "gamma2022-case", "beta2021-do")
    found = room.meetings()
    assert found["pair"].to_list() == [
        "alpha2020+beta2021",
        "alpha2020+gamma2022",
        "beta2021+gamma2022",
    ]
    assert set(found["how"]) == {"share an idea"} and set(found["about"]) == {"Making"}
    assert found.loc[1, ["names", "first", "second", "first_quote"]].to_list() == [
        "Alpha 2020 and Gamma 2022",
        "“alpha2020-do”: As alpha2020-do means it.",
        "“gamma2022-case”: As gamma2022-case means it.",
        "as alpha2020-do has it, 12 by number",
    ]


def test_the_crosswalk_has_one_row_an_idea_and_text_in_the_order_of_the_ideas(package):
    _idea(package, "alpha2020-do", "beta2021-do")
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
    assert found["said"].to_list() == ["What alpha2020-do says.", ""]


# ---- the book's own tables -----------------------------------------------------------------


def test_every_term_of_the_crosswalk_stands_in_the_quote_of_its_claim():
    for row in room.crosswalk().itertuples():
        assert claim(row.claim).source == row.text
        assert row.term in claim(row.claim).quote


def test_every_idea_has_several_texts():
    sizes = room.crosswalk().groupby("idea")["text"].nunique()
    assert set(sizes.index) == set(table("ideas")["id"])
    assert (sizes > 1).all()


def test_no_line_rests_on_a_claim_that_also_limits_it():
    for row in room.known().itertuples():
        assert not set(row.ids) & set(row.limits), row.statement
        assert len(set(row.ids)) == len(row.ids)


def test_every_link_between_texts_and_every_shared_idea_is_a_meeting():
    cross = sum(
        claim(a).source != claim(b).source
        for a, b in table("links")[["from", "to"]].itertuples(index=False)
    )
    pairs = sum(n * (n - 1) // 2 for n in table("crosswalk").groupby("idea").size())
    shared = met()["how"] == "share an idea"
    assert ((~shared).sum(), shared.sum()) == (cross, pairs)
    assert set(met()["pair"]) <= {f"{a}+{b}" for a, b in combinations(texts(), 2)}


def test_the_numbers_of_a_pair_count_its_rows():
    for pair, rows in met().groupby("pair"):
        counts = [int((rows["how"] == how).sum()) for how in HOWS]
        for name, count in zip(("agreeing", "limiting", "against", "shared"), counts, strict=True):
            assert set(rows[name]) == {count}, pair
        names = [short(key) for key in pair.split("+")]
        assert set(rows["names"]) == {" and ".join(names)}


def test_quotes_are_those_of_claims_of_the_two_texts():
    words = {(some.words, some.source) for some in claims().values()}
    for row in met().itertuples():
        one, other = row.pair.split("+")
        assert (row.first_quote, one) in words
        assert (row.second_quote, other) in words


# ---- two texts side by side ----------------------------------------------------------------


def test_the_two_texts_with_most_to_say_to_each_other_come_first():
    two, kind = explorer().controls
    sizes = [int((met()["pair"] == pair).sum()) for pair, _ in two.options]
    assert sizes == sorted(sizes, reverse=True)
    assert len(two.options) == met()["pair"].nunique()
    assert [value for value, _ in kind.options] == ["all", *HOWS]


def test_the_rows_shown_are_those_of_the_pair_and_the_way_chosen():
    two, kind = explorer().controls
    for pair, names in two.options:
        whole = explorer().evaluate({"two": pair})
        assert len(whole) == (met()["pair"] == pair).sum()
        for how, _ in kind.options[1:]:
            chosen = {"two": pair, "kind": how}
            found = explorer().evaluate(chosen)
            assert set(found["how"]) <= {how}
            assert len(found) == (whole["how"] == how).sum()
            said = explorer().sentence(chosen)
            if found.empty:
                assert said == "Nothing is left to show."
            else:
                assert said.startswith(f"{names}, where they {how}: ")


def test_the_sentence_counts_what_is_shown():
    shown_rows = explorer().evaluate()
    counts = [int((shown_rows["how"] == how).sum()) for how in HOWS]
    assert explorer().sentence() == (
        "{}: {} links agree, {} limit, {} contradict; {} ideas are in both.".format(
            shown_rows["names"].iloc[0], *counts
        )
    )


def test_the_page_shows_the_same_rows():
    columns = ["how", "about", "first", "case"]
    for chosen in ({}, {"kind": "limit each other"}):
        page = vega_values(
            explorer().base.to_dict("records"),
            explorer().transforms(),
            columns,
            {**explorer().defaults, **chosen},
        )
        assert page == explorer().evaluate(chosen)[columns].to_dict("records")


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
