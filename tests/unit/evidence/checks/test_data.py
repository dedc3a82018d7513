"""Whether a text can hold its data: by count, and in ten thousand small surveys."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from microdrama import package
from microdrama.evidence.checks import Finding
from microdrama.evidence.checks import data as data_check
from microdrama.evidence.quantities import Quantity
from printings import CASES, chance, check, numbers_of_text, people, points


def says_all(numbers: int, respondents: int, low: int, high: int, scales: int) -> Finding:
    reported = Quantity("a2020-all", "A 2020", "", None, "")
    ends = [points(str(low)), points(str(high))]
    inputs = [people(respondents), *ends, numbers_of_text(numbers), *[points("4.12")] * scales]
    return check("data", reported, inputs, "None is.")


@pytest.mark.parametrize(
    ("numbers", "status"),
    [
        (27, "inconsistent"),
        (124, "inconsistent"),
        (125, "not checkable"),
        (1284, "not checkable"),
    ],
)
def test_a_table_of_428_respondents_on_three_scales_of_five_points_has_125_cells(numbers, status):
    # One by one they are 428 × 3 = 1,284 answers; 5 × 5 × 5 = 125 cells count them all.
    found = says_all(numbers, 428, 1, 5, 3)
    assert found.status == status
    assert found.sentence == (
        "The answers of 428 respondents on 3 scales take at least 125 numbers to print, one by "
        f"one or as a table of counts; the whole text has {numbers:,}. None is."
    )


@pytest.mark.parametrize(
    ("respondents", "low", "high", "scales", "least", "said"),
    [
        # 10 × 3 answers are fewer than 125 cells.
        (10, 1, 5, 3, 30, "10 respondents on 3 scales take at least 30 numbers"),
        (41, 1, 5, 3, 123, "take at least 123 numbers"),
        (42, 1, 5, 3, 125, "take at least 125 numbers"),  # 126 answers
        (428, 1, 5, 1, 5, "428 respondents on 1 scale take at least 5 numbers"),
        # 0 to 1 are two points, −2 to 2 are five, 0 to 10 are eleven.
        (428, 0, 1, 4, 16, "take at least 16 numbers"),
        (428, -2, 2, 2, 25, "take at least 25 numbers"),
        (428, 0, 10, 3, 1284, "take at least 1,284 numbers"),  # 1,331 cells
        (2000, 0, 10, 3, 1331, "take at least 1,331 numbers"),
    ],
)
def test_the_shorter_way_to_print_all_answers_is_asked_for(
    respondents, low, high, scales, least, said
):
    found = says_all(least - 1, respondents, low, high, scales)
    assert found.status == "inconsistent"
    assert said in found.sentence
    assert says_all(least, respondents, low, high, scales).status == "not checkable"


def test_a_text_without_any_number_holds_no_data():
    assert says_all(0, 1, 0, 1, 1).status == "inconsistent"


def test_the_answer_depends_on_nothing_but_what_is_given(monkeypatch):
    # A check is a pure function: no ledger stands behind it.
    monkeypatch.setattr(package, "table", None)
    assert says_all(124, 428, 1, 5, 3).status == "inconsistent"
    assert not hasattr(data_check, "claims")


@cache
def cells(choices: int, scales: int) -> int:
    """Count the ways to answer by listing them all."""
    return len(list(product(range(choices), repeat=scales)))


def surveys(name: str):
    """Yield the dice, 10,000 small surveys and how many numbers print them the shorter way."""
    dice = chance(name)
    shorter = set()
    for _ in range(CASES):
        respondents, scales = int(dice.integers(1, 12)), int(dice.integers(1, 5))
        low, choices = int(dice.integers(-2, 2)), int(dice.integers(2, 8))
        answers = len([answer for _ in range(respondents) for answer in range(scales)])
        least = min(answers, cells(choices, scales))
        shorter.add(answers > least)
        yield dice, (respondents, low, low + choices - 1, scales), least
    assert shorter == {True, False}, "both ways are the shorter one somewhere"


def test_ten_thousand_texts_with_all_their_answers_are_never_inconsistent():
    for dice, survey, least in surveys("honest data"):
        numbers = least + int(dice.integers(0, 5))
        assert says_all(numbers, *survey).status != "inconsistent", survey


def test_ten_thousand_texts_without_all_their_answers_are_found():
    for dice, survey, least in surveys("planted data"):
        assert says_all(int(dice.integers(0, least)), *survey).status == "inconsistent", survey
