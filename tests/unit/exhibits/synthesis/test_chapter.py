"""The synthesis: what it says in words follows the tables."""

from __future__ import annotations

import pandas as pd
import pytest

from advice import STATUSES, invented, write_idea
from microdrama import synthesis
from microdrama.exhibits import synthesis as exhibits
from microdrama.exhibits.registry import chapter
from microdrama.package import table
from microdrama.show import values
from microdrama.show.blocks import Links


@pytest.fixture
def package(little, monkeypatch):
    return invented(little, monkeypatch)


def line(order: str, claims: str, against: str = "") -> dict[str, str]:
    return {
        "id": f"line{order}",
        "statement": f"Line {order}.",
        "claims": claims,
        "topic": "makers",
        "against": against,
        "order": order,
    }


# ---- invented texts ------------------------------------------------------------------------


def test_findings_count_links_contradictions_and_checks_that_held(package):
    across = pd.DataFrame({"note": ["One.", "The other.", "A third."]})
    known = pd.DataFrame({"standing": ["confirmed", "mixed", "failed", "single", "agreed"]})
    found = exhibits.findings(across, across.iloc[1:], known).findings
    assert found == [
        (
            "3 links join claims of different texts; in 2 of them the texts contradict each other.",
            "",
        ),
        ("The contradiction with most advice hanging on it: the other.", ""),
        (
            "Of 5 things that one would like to know, 2 are confirmed in any part by a source "
            "outside the texts. The others rest on what texts say.",
            "",
        ),
    ]


def test_ideas_stand_under_their_kind_with_every_text_that_has_them(package):
    write_idea(package, "alpha2020-do", "gamma2022-case")
    crosswalk = synthesis.crosswalk()
    assert exhibits.one_idea_several_names(crosswalk).ideas == {}
    assert exhibits.one_name_several_ideas(crosswalk).ideas == {
        "Making": (
            "What is made?",
            [
                ("Alpha 2020", "alpha2020-do", "As alpha2020-do means it.", "alpha2020-do"),
                ("Gamma 2022", "gamma2022-case", "As gamma2022-case means it.", "gamma2022-case"),
            ],
        )
    }


def test_pairs_of_texts_stand_in_the_order_of_their_links_and_equals_side_by_side():
    def links(one: str, other: str, **relations: int) -> list[dict[str, object]]:
        return [
            {"one": one, "other": other, "relation": relation, "links": count}
            for relation, count in relations.items()
        ]

    frame = pd.DataFrame(
        [
            *links("A", "B", contradicts=1, explains=1, supports=1),
            *links("A", "C", qualifies=5),
            *links("B", "C", contradicts=2, recommends=1),
            *links("C", "D", supports=1),
        ]
    )
    figure = exhibits.between(frame)
    assert figure.title == "A and C have most to say to each other, C and D least"
    assert figure.table.to_numpy().tolist() == [
        ["A and C", "limit each other", 5],
        # Two pairs with three links each: one after the other, never mixed.
        ["A and B", "agree", 2],
        ["A and B", "contradict each other", 1],
        ["B and C", "agree", 1],
        ["B and C", "contradict each other", 2],
        ["C and D", "agree", 1],
    ]


def test_a_tension_says_what_hangs_on_it(package):
    tensions = pd.DataFrame(
        [
            {
                "start": "gamma2022-case",
                "end": "alpha2020-do",
                "note": "It does not.",
                "hangs": 3,
                "advice": 1,
            }
        ]
    )
    ((one, other, why),) = exhibits.tensions(tensions).pairs
    assert (one.id, other.id) == ("gamma2022-case", "alpha2020-do")
    assert why == "It does not. On it hang 3 claims, 1 of them advice."


def test_what_is_known_names_each_text_once_in_the_order_of_the_texts(package):
    claims = "gamma2022-case alpha2020-do beta2021-do alpha2020-why"
    package.write("knowledge", [line("1", claims, "beta2021-seen"), line("2", "beta2021-do")])
    frame = exhibits.known(synthesis.known()).frame
    assert frame["Topic"].to_list() == ["Makers", "Makers"]
    assert list(frame["Who says so"].iloc[0].claims.items()) == [
        ("alpha2020-do", "Alpha 2020"),
        ("alpha2020-why", "(2)"),
        ("beta2021-do", "Beta 2021"),
        ("gamma2022-case", "Gamma 2022"),
    ]
    assert frame["What limits it"].to_list() == [Links({"beta2021-seen": "Beta 2021"}, " "), "–"]


def test_the_scorecard_has_each_checked_claim_once(package, monkeypatch):
    found = synthesis.knowledge.verdict
    monkeypatch.setattr("microdrama.evidence.verdicts.verdict", found)
    package.write(
        "knowledge",
        [
            line("1", "alpha2020-seen beta2021-do alpha2020-count"),
            line("2", "alpha2020-count gamma2022-doubt"),
        ],
    )
    shown = exhibits.scorecard(synthesis.known()).frame
    assert shown["claim"].to_list() == ["alpha2020-seen", "alpha2020-count", "gamma2022-doubt"]
    assert shown["status"].to_list() == [STATUSES[claim_id] for claim_id in shown["claim"]]


def test_an_open_question_without_a_nearest_claim_has_a_dash(package):
    package.write(
        "questions_open",
        [
            {"id": name, "question": name, "nearest": nearest, "needed": "A study.", "order": order}
            for name, nearest, order in (("a", "alpha2020-do", "1"), ("b", "", "2"))
        ],
    )
    column = exhibits.open_questions(synthesis.open_questions()).frame[
        "The claim that comes closest"
    ]
    assert column.to_list() == [Links({"alpha2020-do": "What alpha2020-do says."}), "–"]


# ---- the book ------------------------------------------------------------------------------


def test_numbers_in_prose_count_the_rows_of_the_tables():
    results = chapter("synthesis").results
    frame = chapter("synthesis")["What we know, how well"].frame
    assert values.evaluated("len(known)", results) == str(len(frame))
    for standing in ("agreed", "single"):
        said = values.evaluated(f'(known["standing"] == "{standing}").sum():d', results)
        assert said == str((frame["How well"] == synthesis.STANDINGS[standing]).sum())
    links = len(table("links"))
    inside = values.evaluated("len(conversation.edges) - len(across)", results)
    assert int(inside) + len(results["across"]) == links


def test_the_chapter_shows_the_heaviest_agreements_and_all_contradictions():
    results = chapter("synthesis").results
    shown = chapter("synthesis")["Agreements, by what hangs on them"].frame
    assert len(shown) == 8
    order = list(zip(shown["Advice among them"], shown["Claims that hang on it"], strict=True))
    assert order == sorted(order, reverse=True)
    across = results["across"]
    assert len(results["tensions"]) == (across["relation"] == "contradicts").sum() > 0
    assert len(results["agreements"]) == (across["relation"] == "supports").sum() > 8
