"""The check of means: published examples, honest surveys, and means that no survey has."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import numpy as np
import pytest

from helpers import rounded
from microdrama.evidence.checks import CHECKS
from printings import CASES, LIKERT, chance, check, people, points


def test_a_mean_that_no_number_of_items_has_is_inconsistent():
    # Three respondents: 3 to 30 answers, and 3 + 1/30 = 3.033 is the nearest to 3.01 above 3.
    found = check("mean", points("3.01"), [people(3), *LIKERT])
    assert found.status == "inconsistent"
    assert "No 3 respondents" in found.sentence
    assert "from 1 to 5" in found.sentence


@pytest.mark.parametrize("outside", ["0.99", "5.01", "7.20", "-3.00"])
def test_a_mean_outside_its_scale_is_inconsistent(outside):
    assert check("mean", points(outside), [people(428), *LIKERT]).status == "inconsistent"


def test_a_mean_that_only_more_than_ten_items_have_is_inconsistent_and_the_sentence_says_so():
    """The check looks at scales of 1 to 10 items and no more; its sentence names this limit."""
    # 9 respondents × k items need a total from 13.005·k to 13.095·k: no whole number up to
    # k = 10 (130.05 to 130.95), but 144 for k = 11: 144/99 = 1.4545.
    found = check("mean", points("1.45"), [people(9), *LIKERT])
    assert found.status == "inconsistent"
    assert found.sentence == (
        "No 9 respondents have this mean on a scale from 1 to 5, with 1 to 10 items."
    )
    # With ten items it is possible, and then it is not inconsistent: 131/90 = 1.4556.
    assert check("mean", points("1.46"), [people(9), *LIKERT]).status != "inconsistent"


def test_the_mean_of_brown_and_heathers_is_impossible_for_one_item_and_for_two():
    # 28 answers: 145/28 = 5.18, 146/28 = 5.21; 56: 290/56 = 5.18, 291/56 = 5.20; 84: 436/84 = 5.19.
    found = check("mean", points("5.19"), [people(28), points("1"), points("7")])
    assert found.status == "not checkable", "four items or more can have any mean"
    assert "impossible with 1, 2 items." in found.sentence
    # (100 − 28) / 100, and 4 × 28 answers are more than a hundred.
    assert "72% of all means for one item, and none for more than 3" in found.sentence


def test_a_mean_that_could_have_been_refuted_with_any_number_of_items_is_consistent():
    # Five respondents have at most 50 answers; 4 items: 69/20 = 3.45, 8 items: 138/40.
    found = check("mean", points("3.45"), [people(5), *LIKERT])
    assert found.status == "consistent"
    assert "impossible with 1, 2, 3, 5, 6, 7, 9, 10 items" in found.sentence
    # (100 − 5) / 100.
    assert "95%" in found.sentence


def test_a_test_that_refutes_with_ten_items_is_not_said_to_end_there():
    # 11 items × 5 respondents are 55 answers, and 45 of 100 means are still impossible; of ten
    # items (100 − 50) / 100 are.
    found = check("mean", points("3.45"), [people(5), *LIKERT])
    assert "refuted 95% of all means for one item, and 50% for 10." in found.sentence
    assert "none" not in found.sentence


@pytest.mark.parametrize(
    ("respondents", "said"),
    [
        # With three decimals a share of (1,000 − answers) / 1,000: 99.6% and 96%.
        (4, "more than 99% of all means for one item, and 96% for 10."),
        (6, "refuted 99% of all means for one item, and 94% for 10."),
        (994, "refuted 1% of all means for one item, and none for more than 1."),
        (996, "less than 1% of all means for one item, and none for more than 1."),
        (999, "less than 1% of all means for one item, and none for more than 1."),
    ],
)
def test_some_means_are_never_said_to_be_none_or_all(respondents, said):
    found = check("mean", points("3.250"), [people(respondents), *LIKERT])
    assert said in found.sentence


def test_with_a_hundred_respondents_and_more_no_mean_with_two_decimals_is_refuted():
    # 428 ≥ 100, so totals lie closer together than hundredths.
    found = check("mean", points("4.12"), [people(428), *LIKERT])
    assert found.status == "not checkable"
    assert "every mean with this many decimals can occur" in found.sentence
    # √((5 − 4.115) · (4.115 − 1) · 428/427) = 1.66229, rounded up.
    assert "at most 1.67." in found.sentence


def test_the_mean_in_the_middle_of_a_scale_has_the_widest_deviation():
    # 2.9 to 3.1 holds the middle, where the deviation is half the scale: 2 · √(428/427) = 2.0023.
    assert "at most 2.01." in check("mean", points("3.0"), [people(428), *LIKERT]).sentence


@pytest.mark.parametrize(
    ("respondents", "mean", "low", "high", "bound"),
    [
        # Answers 1 and 5: mean 3.0, and the deviation that programs print, divided by n − 1, is
        # √8 = 2.828.
        (2, "3.0", "1", "5", "2.83"),
        # One respondent has no such deviation, and √((1.5 − 1) · (5 − 1.5)) = 1.3229 is that of
        # many with a mean that rounds to 1; no respondent differs from the only one.
        (1, "1", "1", "5", "1.33"),
        # The middle of −2 to 2 lies in −0.5 to 0.5: 2 · √(5/4) = 2.23607.
        (5, "0", "-2", "2", "2.24"),
        # All answers are at an end: 4.995 leaves √(0.005 · 3.995 · 10/9) = 0.14898.
        (10, "5.00", "1", "5", "0.15"),
        # 2 · √(50/49) = 2.0203; half of 1 to 4 is 1.5, and 1.5 · √(9/8) = 1.59099.
        (50, "3.0", "1", "5", "2.03"),
        (9, "2.5", "1", "4", "1.60"),
    ],
)
def test_the_largest_deviation_is_said_as_programs_print_it_and_rounded_up(
    respondents, mean, low, high, bound
):
    found = check("mean", points(mean), [people(respondents), points(low), points(high)])
    assert found.sentence.endswith(f"The standard deviation is at most {bound}.")


def test_means_in_ten_thousand_honest_surveys_are_never_inconsistent():
    dice = chance("honest means")
    for _ in range(CASES):
        respondents, items = int(dice.integers(2, 401)), int(dice.integers(1, 11))
        # Answers from 1 to 5, lopsided in any way.
        answers = dice.multinomial(respondents * items, dice.dirichlet([0.5] * 5))
        mean = Fraction(int(answers @ np.arange(1, 6)), respondents * items)
        printed = rounded(mean, int(dice.integers(1, 4)), bool(dice.integers(2)))
        found = check("mean", points(printed), [people(respondents), *LIKERT])
        assert found.status != "inconsistent", (respondents, items, printed)
        assert f"impossible with {items} item" not in found.sentence
        # The deviation of all answers, divided by n − 1, is at most that of the respondents'.
        spread = answers @ np.arange(1, 6) ** 2 / answers.sum() - float(mean) ** 2
        spread = math.sqrt(max(0.0, spread) * answers.sum() / (answers.sum() - 1))
        bound = float(re.search(r"at most ([0-9.]+)\.$", found.sentence)[1])
        assert spread <= bound + 1e-9, (respondents, items, printed)


def attainable(units: np.ndarray, places: np.ndarray, respondents: np.ndarray) -> np.ndarray:
    """Tell by whole numbers whether some answers to 1–10 items have this mean in 1 to 5."""
    answers = respondents[:, None] * np.arange(1, 11)
    unit = 10 ** places[:, None]
    # total/answers lies within half a unit of units/10^places.
    least = -((-(2 * units[:, None] - 1) * answers) // (2 * unit))
    most = ((2 * units[:, None] + 1) * answers) // (2 * unit)
    return (np.maximum(least, answers) <= np.minimum(most, 5 * answers)).any(axis=1)


def test_ten_thousand_means_that_no_survey_has_are_found():
    dice = chance("planted means")
    # Where ten items make 10^places answers every mean occurs, so the samples are small.
    places = dice.integers(2, 4, 5 * CASES)
    respondents = dice.integers(2, np.array([9, 60])[places - 2])
    units = dice.integers(10**places, 5 * 10**places + 1)
    possible = attainable(units, places, respondents)
    # All that are impossible, and some of those that must not be called so.
    (none,), (some,) = np.nonzero(~possible), np.nonzero(possible)
    assert len(none) >= CASES
    for case in map(int, (*none[:CASES], *some[: CASES // 5])):
        printed = points(rounded(Fraction(int(units[case]), 10 ** int(places[case])), places[case]))
        found = check("mean", printed, [people(int(respondents[case])), *LIKERT])
        assert (found.status == "inconsistent") != possible[case], (printed, respondents[case])


def test_just_a_hundred_answers_refute_nothing_whatever_the_mean():
    # 100 respondents, or 10 with up to 10 items: every hundredth occurs.
    for hundredths in range(100, 501):
        mean = points(f"{hundredths / 100:.2f}")
        assert CHECKS["mean"](mean, [people(10), *LIKERT], "").status == "not checkable"
        hundred = CHECKS["mean"](mean, [people(100), *LIKERT], "")
        assert "every mean with this many decimals can occur" in hundred.sentence
