"""The questionnaire: its tables, and how headings and cells are recognised."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama import package
from microdrama.ecosystem import instrument
from microdrama.evidence import ledger

pytestmark = pytest.mark.slow

#: Names, codes and layers of section 4.7 of the text, typed from the text.
CONSTRUCTS = {
    "policy_support": ("PS", "environment"),
    "technological_maturity": ("TM", "environment"),
    "market_competition": ("MC", "environment"),
    "algorithmic_adaptability": ("AA", "behaviour"),
    "symbolic_narrative": ("SNS", "behaviour"),
    "cross_boundary_integration": ("CBI", "outcome"),
    "industry_performance": ("IP", "outcome"),
    "economic_performance": ("EP", "outcome"),
    "cultural_influence": ("CI", "outcome"),
    "innovation_performance": ("NP", "outcome"),
}

ITEMS = instrument.items().to_dict("records")
IDS = [row["id"] for row in ITEMS]
WORDINGS = [(row["id"], row[c]) for row in ITEMS for c in ("wording", "wording_zh")]


# ---- tables --------------------------------------------------------------------------------


def test_the_constructs_are_those_of_the_text_in_its_three_layers():
    rows = instrument.constructs().to_dict("records")
    assert {row["name"]: (row["code"], row["layer"]) for row in rows} == CONSTRUCTS


def test_every_construct_has_four_items_named_by_its_code():
    for construct, ids in instrument.by_construct():
        assert ids == [f"{construct['code']}{number}" for number in range(1, 5)]


def test_seven_constructs_have_one_item_that_is_turned_round():
    reverse_scored = instrument.items().query("reverse")
    assert reverse_scored["id"].to_list() == ["PS4", "TM3", "AA2", "SNS3", "EP4", "CI2", "NP3"]
    assert reverse_scored["construct"].is_unique


def test_constructs_items_and_hypotheses_rest_on_claims_of_the_text():
    cited = [
        *instrument.constructs()["claim"],
        *instrument.items()["basis"],
        *instrument.hypotheses()["claim"],
    ]
    assert {ledger.claim(claim_id).source for claim_id in cited} == {"wang2026"}


def test_the_tables_say_that_the_items_and_the_hypotheses_are_not_the_texts():
    assert "OURS" in package.current().description["items"]["description"]
    assert "prints none" in package.current().description["hypotheses"]["description"]


def test_an_item_asks_one_thing_in_few_words():
    for row in ITEMS:
        assert not re.search(r"\b(and|or not|as well as)\b", row["wording"]), row["id"]
        assert not re.search("以及|并且|而且|同时|和", row["wording_zh"].replace("和我们", "")), row
        assert len(row["wording"].split()) <= 17
        assert row["wording"].endswith(".")
        assert row["wording_zh"].endswith("。")


def test_an_item_is_not_turned_round_by_the_word_not():
    for row in ITEMS:
        assert not re.search(r"\bnot\b|n't\b|\bno\b", row["wording"]), row["id"]


def test_no_wording_ends_another_so_that_a_heading_names_one_item():
    folded = [instrument.fold(wording) for _, wording in WORDINGS]
    assert all(folded)
    for one in folded:
        assert [other for other in folded if other.endswith(one)] == [one]


def test_the_hypotheses_are_the_results_of_the_text():
    rows = instrument.hypotheses().to_dict("records")
    assert [
        (r["predictor"], r["outcome"], r["third_variable"], r["kind"], r["sign"]) for r in rows
    ] == [
        ("policy_support", "industry_performance", "", "effect", "+"),
        ("market_competition", "industry_performance", "", "effect", "−"),
        ("technological_maturity", "economic_performance", "", "effect", "+"),
        (
            "technological_maturity",
            "economic_performance",
            "algorithmic_adaptability",
            "moderation",
            "+",
        ),
        ("policy_support", "cultural_influence", "symbolic_narrative", "mediation", "+"),
        ("cross_boundary_integration", "innovation_performance", "", "effect", "+"),
    ]


def test_the_scale_is_the_one_the_text_prints_with_a_label_for_each_point():
    assert instrument.scale() == (1, 5)
    assert {len(labels) for labels in instrument.LABELS.values()} == {5}


def test_the_answers_about_the_person_are_in_order_and_have_one_question():
    assert instrument.options("education") == (
        "below-bachelor",
        "bachelor",
        "master",
        "doctorate",
    )
    assert instrument.options("age") == ("under-25", "25-40", "over-40")
    assert instrument.options("role") == (
        "screenwriter",
        "director",
        "producer",
        "platform-operations",
        "mcn-manager",
        "brand-marketing",
        "other",
    )
    for _, group in instrument.questions().groupby("question"):
        assert group["order"].to_list() == list(range(1, len(group) + 1))
        assert group["wording"].nunique() == group["wording_zh"].nunique() == 1


@pytest.mark.parametrize(
    ("table", "row", "cells", "said"),
    [
        ("items", 2, {"construct": "luck"}, "“luck” is not in the table constructs"),
        ("items", 3, {"basis": "wang2026-luck"}, "“wang2026-luck” is not in the table claims"),
        ("items", 4, {"reverse": "sometimes"}, "is not a boolean (true or false)"),
        ("items", 5, {"id": "PS3"}, "“PS3” stands in row 4 already"),
        ("constructs", 2, {"layer": "sky"}, "“sky” is not one of: environment"),
        ("constructs", 3, {"claim": "wang2026-luck"}, "is not in the table claims"),
        ("hypotheses", 5, {"third_variable": "luck"}, "“luck” is not in the table constructs"),
        ("hypotheses", 3, {"sign": "-"}, "“-” is not one of: +, −"),
        ("questions", 2, {"order": "first"}, "“first” is not a"),
    ],
)
def test_a_broken_cell_of_the_questionnaire_is_one_fault(copied, table, row, cells, said):
    copied.change(table, row, **cells)
    (fault,) = [fault for fault in package.current().faults() if f"{table}.csv" in fault.file]
    assert (fault.row, fault.column) == (row, next(iter(cells)))
    assert said in fault.message


# ---- headings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("PS1", "PS1"),
        ("ps1", "PS1"),
        ("ps 1", "PS1"),
        ("PS01", "PS1"),
        ("PS_1", "PS1"),
        ("ps-1:", "PS1"),
        ("  PS1 ", "PS1"),
        ("(PS1)", "PS1"),
        ("ＰＳ１", "PS1"),
        ("\ufeffPS1", "PS1"),
        ("3. PS2", "PS2"),
        ("PS1. The fund helps us a lot", "PS1"),
        ("PS1. Public mo…", "PS1"),
        ("PS1、我们自己写的题目", "PS1"),
        ("CBI 4) A good part of our income comes from partners in other industries.", "CBI4"),
        ("the rules for micro-dramas in shanghai are clear", "PS2"),
        ("The rules for micro–dramas in Shanghai are clear .", "PS2"),
        ("上海对微短剧的监管规则是清楚的", "PS2"),
        ("12、上海对微短剧的监管规则是清楚的。", "PS2"),
        ("How far do you agree? [The rules for micro-dramas in Shanghai are clear.]", "PS2"),
    ],
)
def test_a_heading_names_an_item_however_it_is_written(heading, item):
    assert instrument.item_of(heading) == item


@pytest.mark.parametrize(
    "heading",
    [
        "",
        " ",
        "PS",
        "1",
        "PS0",
        "PS5",
        "PS10",
        "PS100",
        "XY1",
        "PS1a",
        "PS4_recoded",
        "PS4r",
        "PS1 mean",
        "PS1: mean",
        "PS1 (reverse coded)",
        "Time",
        "respondent",
        "age",
        "IP",
        "IP address",
        "PS2. Copyright in micro-dramas is well protected in Shanghai.",
    ],
)
def test_a_heading_that_might_mean_something_else_names_no_item(heading):
    assert instrument.item_of(heading) is None


@given(
    st.sampled_from(WORDINGS),
    st.sampled_from(["", "3. ", "12、", "(4) ", "Please rate: ", "题目—"]),
    st.sampled_from([str, str.upper, str.lower, lambda text: text.replace(" ", "  ")]),
)
def test_every_wording_names_its_item_whatever_a_form_does_to_it(worded, before, change):
    item, wording = worded
    assert instrument.item_of(before + change(wording)) == item
    assert instrument.item_of(f"{item}. {change(wording)}") == item
    assert not instrument.has_own_words(f"{item}. {change(wording)}")


@given(st.sampled_from(IDS), st.sampled_from(IDS))
def test_an_id_with_the_words_of_another_item_names_none(one, other):
    words = next(wording for item, wording in WORDINGS if item == other)
    assert instrument.item_of(f"{one}: {words}") == (one if one == other else None)


@given(st.text())
def test_no_heading_and_no_cell_is_too_odd_to_be_looked_at(text):
    assert instrument.item_of(text) in {None, *IDS}
    assert instrument.question_of(text) in {None, "education", "age", "role"}
    assert instrument.option_of("role", text) in {None, *instrument.options("role")}
    assert instrument.label_value(text) in {None, 1, 2, 3, 4, 5}
    assert instrument.is_respondent(text) in (True, False)
    assert instrument.has_own_words(text) in (True, False)


def test_words_after_an_id_are_known_or_the_readers_own():
    assert instrument.has_own_words("PS1. The fund helps us a lot")
    assert not instrument.has_own_words("PS1")
    assert not instrument.has_own_words("PS2. The rules for micro")
    assert not instrument.has_own_words("The rules for micro-dramas in Shanghai are clear.")


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("education", "education"),
        ("Education ", "education"),
        ("highest degree", "education"),
        ("学历", "education"),
        ("2、学历", "education"),
        ("您的年龄", "age"),
        ("Your age?", "age"),
        ("AGE", "age"),
        ("3. Main role", "role"),
        ("岗位：", "role"),
        ("Age (Under 25 / 25–40 / Over 40)", "age"),
        ("学历（本科以下 / 本科）", "education"),
        ("age group", None),
        ("wage", None),
        ("", None),
        ("PS1", None),
    ],
)
def test_a_heading_names_a_question_about_the_person(heading, question):
    assert instrument.question_of(heading) == question


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        ("education", "bachelor", "bachelor"),
        ("education", "Bachelor’s Degree", "bachelor"),
        ("education", "本科", "bachelor"),
        ("education", "B.本科", "bachelor"),
        ("education", "2. Bachelor's degree", "bachelor"),
        ("education", "below bachelor", "below-bachelor"),
        ("education", "4", "doctorate"),
        ("education", "4.0", "doctorate"),
        ("education", "５", None),
        ("education", "0", None),
        ("education", "-1", None),
        ("education", "PhD student", None),
        ("age", "25-40", "25-40"),
        ("age", "25 – 40", "25-40"),
        ("age", "25–40岁", "25-40"),
        ("age", "UNDER 25", "under-25"),
        ("age", "41岁及以上", "over-40"),
        ("age", "31", None),
        ("role", "MCN经理", "mcn-manager"),
        ("role", "other: actor", "other"),
        ("role", "其他（演员）", "other"),
        ("role", "otherwise", None),
        ("role", "director, producer", None),
    ],
)
def test_an_answer_about_the_person_is_a_code_a_number_or_words(question, answer, code):
    assert instrument.option_of(question, answer) == code


def test_a_label_stands_for_its_point_in_both_languages():
    assert instrument.label_value("Strongly  AGREE") == 5
    assert instrument.label_value("（非常不同意）") == 1
    assert instrument.label_value("Neither agree nor disagree.") == 3
    assert instrument.label_value("so so") is None
