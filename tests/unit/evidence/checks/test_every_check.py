"""Every check: on a sound row, on rows that are spoilt one cell at a time, and in its words."""

from __future__ import annotations

import re

import pytest

from helpers import NOTHING, quantity
from microdrama.evidence.checks import CHECKS, STATUSES
from microdrama.evidence.grim import ITEMS
from microdrama.evidence.quantities import Quantity
from microdrama.evidence.regression_bounds import MOST_PREDICTORS, VIF_LIMIT
from printings import BETA, LIKERT, P, check, event, numbers_of_text, people, points, refused

#: A sound row of each check, to be spoilt one cell at a time.
SOUND: dict[str, tuple[Quantity, list[Quantity]]] = {
    "traced": (quantity("50.44"), [quantity("50.4")]),
    "published": (quantity("50.44"), [quantity("50.4")]),
    "definition": (quantity("10"), [quantity("15")]),
    "forecast": (quantity("50.44"), [quantity("50.4", forecast=True, year=2024)]),
    "slip": (quantity("54", "USD", year=2023), [quantity("5.1", "USD", year=2023)]),
    "growth": (quantity("597", "%"), [quantity("398"), quantity("2,775")]),
    "repeated": (quantity("54"), [quantity("54")]),
    "exceeds": (NOTHING, [quantity("50.44"), quantity("47")]),
    "texts": (quantity("10"), [quantity("15")]),
    "dated": (Quantity("x", "T", "", None, "", 2024), [event(2024)]),
    "earlier": (Quantity("x", "T", "", None, "", 2024), [event(2025)]),
    "parts": (quantity("40", "%"), [quantity("30", "%")]),
    "mean": (points("4.12"), [people(28), *LIKERT]),
    "share": (quantity("46.7", "%"), [people(30)]),
    "coefficient": (BETA, [P, people(428)]),
    "significance": (P, [BETA, people(428)]),
    "power": (NOTHING, [people(428)]),
    "data": (
        Quantity("wang2026-x", "W", "", None, ""),
        [people(428), *LIKERT, numbers_of_text(27), points("4.12")],
    ),
    "interviews": (NOTHING, [Quantity("wang2026", "W", "", None, "")]),
    "missing": (NOTHING, []),
}


def test_every_check_has_a_sound_row_here():
    assert list(SOUND) == list(CHECKS)
    for name, (reported, others) in SOUND.items():
        found = check(name, reported, others, "A note.")
        assert found.sentence.endswith("A note.")
        # Without a note nothing hangs over at the end.
        check(name, reported, others)


@pytest.mark.parametrize("name", [name for name in CHECKS if name != "missing"])
def test_a_check_with_nothing_to_compare_with_is_refused(name):
    # “In agreement with nothing” would read as a check that was passed.
    refused(name, SOUND[name][0], [])
    refused(name, quantity("50", "%", year=2024), [])


@pytest.mark.parametrize(
    "name", ["growth", "exceeds", "mean", "share", "coefficient", "significance", "power", "data"]
)
def test_a_check_with_an_input_too_few_is_refused(name):
    refused(name, SOUND[name][0], SOUND[name][1][:-1])


@pytest.mark.parametrize(
    "name", ["growth", "mean", "share", "coefficient", "significance", "power"]
)
def test_a_check_with_an_input_too_many_is_refused(name):
    reported, others = SOUND[name]
    refused(name, reported, [*others, others[-1]])


@pytest.mark.parametrize(
    ("name", "others", "said"),
    [
        ("share", [], "it needs 1 input and has 0"),
        ("power", [people(30), people(30)], "it needs 1 input and has 2"),
        ("mean", [people(28), points("1")], "it needs 3 inputs and has 2"),
        ("mean", [], "it needs 3 inputs and has 0"),
        # The p-value or the coefficient counts as an input too.
        ("coefficient", [P], "it needs 2 inputs and has 1"),
        ("coefficient", [], "it needs 2 inputs and has 0"),
        ("significance", [BETA, people(428), people(428)], "it needs 2 inputs and has 3"),
        ("growth", [quantity("398")], "it needs 2 inputs and has 1"),
        ("exceeds", [quantity("398")], "it needs at least 2 inputs and has 1"),
        ("repeated", [], "it needs at least 1 input and has 0"),
        ("data", [people(428), *LIKERT, numbers_of_text(27)], "it needs at least one scale"),
        ("data", [people(428), *LIKERT], "it needs 4 inputs and has 3"),
    ],
)
def test_the_inputs_that_are_needed_are_counted_in_words_of_one_and_of_many(name, others, said):
    assert refused(name, SOUND[name][0], others) == said


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (name, place)
        for name, (_, others) in SOUND.items()
        for place in range(len(others))
        # Events and texts have no number; a scale of the data needs none to have been answered,
        # and what is not printed leaves a comparison of sizes open.
        if (name, place)
        not in (
            ("dated", 0),
            ("forecast", 0),
            ("earlier", 0),
            ("interviews", 0),
            ("data", 4),
            ("exceeds", 1),
        )
    ],
)
def test_an_input_without_a_number_is_refused(name, place):
    reported, others = SOUND[name]
    said = refused(name, reported, [*others[:place], NOTHING, *others[place + 1 :]])
    assert "prints no number" in said or "cannot be compared" in said


@pytest.mark.parametrize(
    "name",
    [
        "traced",
        "published",
        "definition",
        "forecast",
        "growth",
        "repeated",
        "texts",
        "parts",
        "mean",
        "share",
        "coefficient",
        "significance",
    ],
)
def test_a_check_of_a_claim_without_a_number_is_refused_by_name(name):
    reported, others = SOUND[name]
    nothing = Quantity("a2020-b", "Someone", "", None, reported.unit)
    assert "a2020-b prints no number" in refused(name, nothing, others)


@pytest.mark.parametrize(
    ("name", "reported", "others"),
    [
        ("repeated", quantity("10", "minutes"), [quantity("10", "seconds")]),
        ("texts", quantity("10", "minutes"), [quantity("10", "episodes")]),
        ("exceeds", quantity("9", "USD"), [quantity("9", "USD"), quantity("3", "people")]),
        ("growth", quantity("597", "%"), [quantity("398"), quantity("2775", "episodes")]),
        ("growth", quantity("597", "times"), [quantity("398"), quantity("2775")]),
        ("published", quantity("10", "minutes"), [quantity("10", "episodes")]),
        ("published", quantity("10", "RMB"), [quantity("10", "USD")]),  # of no year
        ("published", quantity("10", "RMB"), [quantity("10", "USD", year=1999)]),
        ("parts", quantity("40", "%"), [quantity("30", "titles")]),
        ("parts", quantity("40", "titles"), [quantity("30", "titles")]),
        ("share", quantity("46.7", "titles"), [people(30)]),
        ("mean", quantity("4.12", "%"), [people(28), *LIKERT]),
        ("mean", points("4.12"), [people(28), quantity("1", "%"), points("5")]),
        ("share", quantity("46.7", "%"), [quantity("30", "%")]),
        ("power", NOTHING, [quantity("40", "%")]),
        (
            "data",
            SOUND["data"][0],
            [quantity("40", "%"), *LIKERT, numbers_of_text(27), points("4")],
        ),
        (
            "data",
            SOUND["data"][0],
            [people(40), quantity("1", "%"), points("5"), numbers_of_text(27), points("4")],
        ),
        ("data", SOUND["data"][0], [people(40), *LIKERT, quantity("27", "%"), points("4")]),
        ("coefficient", quantity("0.38", "%"), [P, people(428)]),
    ],
)
def test_numbers_in_the_wrong_unit_are_never_compared(name, reported, others):
    said = refused(name, reported, others)
    # Because of the unit, the year or the rate, and not because there are too few of them.
    assert "it needs" not in said


WITH_RESPONDENTS = ["mean", "share", "coefficient", "significance", "power", "data"]


def asked(name: str, respondents: Quantity) -> tuple[str, Quantity, list[Quantity]]:
    reported, others = SOUND[name]
    return (
        name,
        reported,
        [respondents if other.unit == "respondents" else other for other in others],
    )


@pytest.mark.parametrize("name", WITH_RESPONDENTS)
@pytest.mark.parametrize("number", ["28.5", "0.3", "427.99", "-1.5"])
def test_a_fraction_of_respondents_is_refused(name, number):
    assert "whole numbers" in refused(*asked(name, people(number)))


@pytest.mark.parametrize("name", WITH_RESPONDENTS)
@pytest.mark.parametrize("number", ["0", "-1", "-428"])
def test_nobody_and_fewer_are_refused(name, number):
    assert refused(*asked(name, people(number))) == f"there are no {number} respondents"


@pytest.mark.parametrize("name", ["coefficient", "significance", "power"])
def test_a_sample_that_leaves_ten_predictors_no_degree_of_freedom_is_refused(name):
    # 12 − 10 − 1 is one degree of freedom, 11 − 10 − 1 none.
    assert "11 respondents cannot carry 10 predictors" in refused(*asked(name, people(11)))
    assert check(*asked(name, people(12))).status == "not checkable"


@pytest.mark.parametrize("name", WITH_RESPONDENTS)
@pytest.mark.parametrize("comparator", ["≈", ">", "<"])
def test_a_rough_number_of_respondents_is_refused(name, comparator):
    # “About 30” and “more than 30” may be 31, and with 31 another mean or share is possible.
    refused(*asked(name, people("30", comparator)))


@pytest.mark.parametrize(
    ("name", "reported", "others"),
    [
        ("mean", points("3.45"), [people(28), *reversed(LIKERT)]),
        ("mean", points("3.45"), [people(28), points("5"), points("5")]),
        ("mean", points("3.45"), [people(28), points("1.5"), points("5")]),
        # From 5 to 1 there are no points, and from 5 to 5 there is nothing to choose.
        (
            "data",
            SOUND["data"][0],
            [people(428), *reversed(LIKERT), numbers_of_text(27), points("4.12")],
        ),
        (
            "data",
            SOUND["data"][0],
            [people(428), points("5"), points("5"), numbers_of_text(27), points("4.12")],
        ),
        (
            "data",
            SOUND["data"][0],
            [people(428), points("1"), points("5", "≥"), numbers_of_text(27), points("4.12")],
        ),
        # The inputs in the wrong order.
        ("coefficient", BETA, [people(428), P]),
        ("significance", P, [people(428), BETA]),
        ("significance", P, [quantity("12.3", ""), people(428)]),
        # p-values that are none, or that say nothing.
        ("coefficient", BETA, [quantity("3", ""), people(428)]),
        ("coefficient", BETA, [quantity("0", "", "<"), people(428)]),
        # Nothing grows from nothing.
        ("growth", quantity("5", "%"), [quantity("0"), quantity("5")]),
        ("growth", quantity("5", "%"), [quantity("5", comparator="<"), quantity("5")]),
    ],
)
def test_numbers_that_cannot_be_are_refused(name, reported, others):
    refused(name, reported, others)


@pytest.mark.parametrize(
    ("name", "reported", "others"),
    [
        ("coefficient", BETA, [quantity("0.05", "", ">"), people(428)]),
        ("coefficient", BETA, [quantity("0.05", "", "≥"), people(428)]),
        ("coefficient", BETA, [quantity("1", "", "<"), people(428)]),
        ("coefficient", BETA, [quantity("1.0", ""), people(428)]),
        ("coefficient", BETA, [quantity("0.000", ""), people(428)]),
        ("coefficient", BETA, [quantity("0.9", ""), people(428)]),
        ("coefficient", quantity("2.2", ""), [P, people(428)]),
        ("coefficient", quantity("-0.38", ""), [P, people(428)]),
        ("coefficient", quantity("0.3", "", ">"), [P, people(428)]),
        ("coefficient", quantity("0.3", "", "≈"), [P, people(428)]),
        ("significance", quantity("0.05", "", ">"), [BETA, people(428)]),
        ("significance", P, [quantity("0.00", ""), people(428)]),
        ("parts", quantity("40", "%", "≤"), [quantity("30", "%")]),
        ("parts", quantity("40", "%", ">"), [quantity("70", "%", ">")]),
        ("parts", quantity("0", "%"), [quantity("100", "%")]),
        ("mean", points("4", ">"), [people(28), *LIKERT]),
        ("mean", points("4", "≤"), [people(28), *LIKERT]),
        ("mean", points("4", "≈"), [people(28), *LIKERT]),
        ("share", quantity("103", "%"), [people(30)]),
        ("share", quantity("50", "%", "<"), [people(30)]),
        ("exceeds", NOTHING, [quantity("5"), quantity("0")]),
        ("exceeds", NOTHING, [quantity("15"), quantity("10", comparator="≤")]),
        ("exceeds", NOTHING, [quantity("15", comparator="<"), quantity("10")]),
        ("exceeds", NOTHING, [quantity("15", comparator=">"), quantity("10", comparator=">")]),
        ("growth", quantity("5", "%", ">"), [quantity("5"), quantity("5", comparator="<")]),
        ("growth", quantity("5", "%"), [quantity("5", comparator=">"), quantity("5")]),
        ("growth", quantity("5", "%"), [quantity("5", "titles", ">")] * 2),
        ("growth", quantity("0", "%"), [quantity("100000"), quantity("99999")]),
        ("published", quantity("100", comparator=">"), [quantity("100.68"), quantity("85.65")]),
        ("texts", quantity("150", comparator=">"), [quantity("230", comparator=">")]),
    ],
)
def test_what_is_printed_without_an_end_is_said_without_infinity(name, reported, others):
    found = check(name, reported, others)
    assert found.sentence
    assert not re.search(r"[-−]0(\.0+)?(?=[\s%,;]|\.(\s|$))", found.sentence), found.sentence


def test_the_items_predictors_and_inflation_that_sentences_speak_of_are_the_ones_tested():
    assert list(ITEMS) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert MOST_PREDICTORS == 10
    assert VIF_LIMIT == 5


def test_an_inconsistency_outweighs_everything():
    assert list(STATUSES) == [
        "inconsistent",
        "disputed",
        "differs",
        "forecast",
        "recomputed",
        "traced",
        "consistent",
        "other definition",
        "interpretive",
        "not checkable",
        "not checked",
    ]
