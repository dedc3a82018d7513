"""What whole-number answers allow: published examples, and every case by count."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import rounded
from microdrama.evidence.grim import (
    ITEMS,
    largest_deviation,
    possible_counts,
    possible_totals,
    refutable_means,
    refutable_share,
)
from microdrama.evidence.intervals import read


@pytest.mark.parametrize(
    ("mean", "answers", "totals"),
    [
        # Brown & Heathers (2017), the example that rsprite2 documents too: 28 answers have no
        # mean of 5.19, since 145/28 = 5.179 and 146/28 = 5.214; their neighbours exist.
        ("5.19", 28, 0),
        ("5.18", 28, 1),
        ("5.21", 28, 1),
        # By hand: 69/20 = 3.45, and with 20 answers every mean ends in a 0 or a 5.
        ("3.45", 20, 1),
        ("3.48", 20, 0),
        # The Economist, 18 June 2016: 49 × 5.93 = 290.57, but 290/49 = 5.92 and 291/49 = 5.94.
        ("5.93", 49, 0),
        # A table of examples in R's scrutiny, on a scale from 0 to 10; 1 where it says TRUE.
        ("7.22", 32, 1),
        ("4.74", 25, 0),
        ("5.23", 29, 0),
        ("2.57", 24, 0),
        ("6.77", 27, 0),
        ("2.68", 28, 1),
        ("7.01", 29, 0),
        ("7.38", 26, 1),
        ("3.14", 27, 0),
        ("6.89", 31, 0),
        ("5.00", 25, 1),
        ("0.24", 28, 0),
        # 428 answers: totals from 4.115 × 428 = 1761.2 to 4.125 × 428 = 1765.5.
        ("4.12", 428, 4),
        # Half a unit is kept on both sides: 25/8 = 3.125 is printed as 3.12 or as 3.13.
        ("3.12", 8, 1),
        ("3.13", 8, 1),
    ],
)
def test_published_and_counted_means_are_possible_or_not(mean, answers, totals):
    assert possible_totals(read(mean), answers, 0, 10) == totals


@pytest.mark.parametrize(
    ("mean", "low", "high", "totals"),
    [
        # Ten answers from 1 to 5: 0.95 to 1.05 is cut to 1.00–1.05, the total 10 only.
        ("1.0", 1, 5, 1),
        ("5.0", 1, 5, 1),
        ("0.9", 1, 5, 0),
        ("5.1", 1, 5, 0),
        ("0.0", -2, 2, 1),
        ("-1.9", -2, 2, 1),
        # Half a unit below 1 touches the scale: 9.5 to 10.5 lies above all means but 1.0.
        ("1", 1, 5, 6),
    ],
)
def test_a_mean_lies_between_the_ends_of_its_scale(mean, low, high, totals):
    assert possible_totals(read(mean), 10, low, high) == totals


def test_more_than_a_mean_leaves_every_larger_total():
    # Four answers from 1 to 5 with a mean of more than 4: totals 16 to 20, the end included.
    assert possible_totals(read("4", ">"), 4, 1, 5) == 5
    assert possible_totals(read("4", "≤"), 4, 1, 5) == 15  # 4 to 18, as 4.5 rounds to 4


@pytest.mark.parametrize("answers", [*range(1, 60), 99, 100, 101, 120, 200])
def test_every_mean_of_a_scale_is_counted_as_by_trying_all_totals(answers):
    # In whole numbers: |total/n − m/100| ≤ 1/200 is |200·total − 2·m·n| ≤ n. With 120 and 200
    # answers many means lie just between two hundredths, where binary fractions go astray.
    for hundredths in range(95, 506):
        by_hand = sum(
            abs(200 * total - 2 * hundredths * answers) <= answers
            for total in range(answers, 5 * answers + 1)
        )
        mean = read(f"{hundredths / 100:.2f}")
        assert possible_totals(mean, answers, 1, 5) == by_hand, (hundredths, answers)


@given(st.integers(1, 4000), st.data(), st.integers(0, 4), st.booleans())
def test_the_mean_of_a_data_set_is_always_possible(answers, data, places, up):
    total = data.draw(st.integers(answers, 5 * answers))
    printed = rounded(Fraction(total, answers), places, up)
    assert possible_totals(read(printed), answers, 1, 5) >= 1


@pytest.mark.parametrize("answers", [0, -1, -428])
def test_a_mean_of_no_answers_is_refused(answers):
    with pytest.raises(ValueError, match="at least one answer"):
        possible_totals(read("4.12"), answers, 1, 5)


@pytest.mark.parametrize(
    ("mean", "answers", "power"),
    [
        # Brown & Heathers: of all means with D decimals a share of (10^D − n) / 10^D is impossible.
        ("5.19", 28, 0.72),
        ("3.45", 20, 0.80),
        ("3.4", 7, 0.30),
        ("3.456", 100, 0.90),
        # The column “ratio” of scrutiny's table.
        ("7.22", 32, 0.68),
        ("6.89", 31, 0.69),
        ("4.12", 428, 0.0),
        ("4.1", 28, 0.0),
    ],
)
def test_the_power_of_a_mean_is_the_published_ratio(mean, answers, power):
    assert refutable_share(read(mean), answers) == pytest.approx(power, abs=1e-9)


@pytest.mark.parametrize("answers", [1, 7, 20, 28, 99])
def test_the_power_of_a_mean_is_the_share_of_impossible_means(answers):
    # Between two whole numbers, where no end of a scale is near: 1.995 up to 2.995.
    impossible = sum(
        not any(abs(200 * total - 2 * m * answers) < answers for total in range(5 * answers))
        and not any(200 * total == (2 * m + 1) * answers for total in range(5 * answers))
        for m in range(200, 300)
    )
    assert refutable_share(read("2.50"), answers) == pytest.approx(impossible / 100)


def test_means_with_an_open_end_have_no_power():
    assert refutable_share(read("4", ">"), 1) == 0
    assert refutable_share(read("4", "≤"), 1) == 0


@pytest.mark.parametrize("places", [1, 2, 3])
def test_totals_as_close_as_the_last_digit_have_no_power(places):
    # Ten, a hundred, a thousand answers: every mean with so many decimals occurs, to the digit.
    unit = 10**places
    powers = {refutable_share(read(f"{m / unit:.{places}f}"), unit) for m in range(unit, 5 * unit)}
    assert powers == {0.0}


@pytest.mark.parametrize(
    ("mean", "low", "high", "deviation"),
    [
        # By hand: half the answers at either end of 1 to 5 are 2 away from their mean of 3.
        (3, 1, 5, 2.0),
        (1, 1, 5, 0.0),
        (5, 1, 5, 0.0),
        # A quarter at 5: √(1 × 3) = 1.732; the same from the other end.
        (2, 1, 5, math.sqrt(3)),
        (4, 1, 5, math.sqrt(3)),
        # A share p of ones among zeros: √(p(1 − p)).
        (0.1, 0, 1, 0.3),
    ],
)
def test_the_largest_deviation_is_that_of_answers_at_both_ends(mean, low, high, deviation):
    assert largest_deviation(mean, low, high) == pytest.approx(deviation, abs=1e-12)


@pytest.mark.parametrize("answers", [1, 2, 3, 4, 5, 6, 7])
def test_no_set_of_answers_varies_more_than_the_largest_deviation_and_some_reach_it(answers):
    # Every data set there is on a scale from 1 to 5.
    for data in itertools.combinations_with_replacement(range(1, 6), answers):
        bound = largest_deviation(float(np.mean(data)), 1, 5)
        assert np.std(data) <= bound + 1e-12, data
        if set(data) <= {1, 5}:
            assert np.std(data) == pytest.approx(bound, abs=1e-12)


@pytest.mark.parametrize(
    ("share", "comparator", "respondents", "counts"),
    [
        # By hand: 14/30 = 46.67%; 15/30 = 50%, so 47.0 is jumped over.
        ("46.7", "=", 30, [14]),
        ("47.0", "=", 30, []),
        # 45.5% and 46.5% of 428 are 194.7 and 199.02.
        ("46", "=", 428, [195, 196, 197, 198, 199]),
        # R's scrutiny, six percentages of 150: only 54.0 (81 of 150) is possible.
        ("67.4", "=", 150, []),
        ("54.2", "=", 150, []),
        ("54.0", "=", 150, [81]),
        ("69.8", "=", 150, []),
        ("68.1", "=", 150, []),
        ("55.4", "=", 150, []),
        # 1/8 = 12.5% is printed as 12 or as 13.
        ("12", "=", 8, [1]),
        ("13", "=", 8, [1]),
        ("0", "=", 30, [0]),
        ("100", "=", 30, [30]),
        ("90", ">", 10, [9, 10]),
        ("10", "≤", 10, [0, 1]),
    ],
)
def test_the_counts_behind_a_percentage_are_those_by_hand(share, comparator, respondents, counts):
    assert list(possible_counts(read(share, comparator), respondents)) == counts


def test_more_than_90_per_cent_of_428_are_386_or_more():
    # 90% of 428 is 385.2.
    assert possible_counts(read("90", ">"), 428) == range(386, 429)


@pytest.mark.parametrize("respondents", [1, 2, 3, 7, 30, 150, 428, 1000])
@pytest.mark.parametrize("places", [0, 1])
def test_the_counts_of_every_percentage_are_found_as_by_trying_all(respondents, places):
    # In whole numbers: |100·count/n − s/10^d| ≤ 1/(2·10^d).
    unit = 10**places
    found = {}
    for count in range(respondents + 1):
        nearest = round(100 * count * unit / respondents)
        for s in (nearest - 1, nearest, nearest + 1):
            if abs(200 * count * unit - 2 * s * respondents) <= respondents:
                found.setdefault(s, []).append(count)
    for s in range(100 * unit + 1):
        printed = f"{s // unit}.{s % unit}" if places else str(s)
        assert list(possible_counts(read(printed), respondents)) == found.get(s, []), printed


PLACES = {"2": 2, "1": 1, "3": 3}
RESPONDENTS = (5, 10, 11, 20, 37, 50, 99, 100, 101, 200, 333, 428, 500, 999, 1000)


def shares(respondents: int, decimals: str) -> tuple[list[float], str]:
    """Return the shares of means that can be refuted, by number of items, and the case."""
    settings = SimpleNamespace(respondents=respondents, decimals=decimals)
    found = refutable_means(settings, SimpleNamespace(scale_items=np.array(ITEMS)))
    return found["refutable"].tolist(), str(found["case"])


def impossible(answers: int, places: int) -> Fraction:
    """Return the share of printed means that no total has, by trying every total.

    From one whole number to the next there are as many totals as answers; each mean is printed
    with the given places, halves going up.
    """
    printable = 10**places
    met = {
        math.floor(Fraction(total, answers) * printable + Fraction(1, 2)) % printable
        for total in range(answers)
    }
    return 1 - Fraction(len(met), printable)


def test_the_shares_by_trying_every_total_are_those_of_the_published_test():
    # Brown & Heathers (2017): with 20 answers and two decimals four of five means are
    # impossible, and from 100 answers on none is.
    assert impossible(20, 2) == Fraction(4, 5)
    assert impossible(100, 2) == 0


@pytest.mark.parametrize("decimals", PLACES)
@pytest.mark.parametrize("respondents", RESPONDENTS)
def test_the_share_of_refutable_means_is_what_trying_every_total_gives(respondents, decimals):
    found, case = shares(respondents, decimals)
    exact = [impossible(respondents * items, PLACES[decimals]) for items in ITEMS]
    assert found == pytest.approx([100 * float(share) for share in exact], abs=1e-9)
    assert case == ("some" if exact[0] > 0 else "none")


@given(st.integers(5, 1000), st.sampled_from(list(PLACES)))
def test_the_share_of_refutable_means_is_that_of_the_check(respondents, decimals):
    printed = read(f"3.{'1' * PLACES[decimals]}")
    expected = [100 * refutable_share(printed, respondents * items) for items in ITEMS]
    assert shares(respondents, decimals)[0] == pytest.approx(expected, abs=1e-9)
