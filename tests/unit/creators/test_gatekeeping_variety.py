"""Effective numbers of kinds: by hand, against scipy, and what every measure of variety must do."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy

from microdrama.creators.gatekeeping.variety import hill

SHARES = (
    st.lists(st.integers(0, 1000), min_size=1, max_size=30)
    .filter(any)
    .map(lambda counts: np.array(counts) / sum(counts))
)
ORDERS = st.sampled_from([0, 0.5, 1, 1.5, 2, 3, 10, math.inf])


def test_numbers_of_kinds_are_those_worked_out_by_hand():
    # One half, one quarter, one quarter: Shannon's entropy is 1.5 bits, so 2^1.5 kinds; two scripts
    # are of one kind with 1/4 + 1/16 + 1/16 = 3/8, so 8/3 kinds; the commonest has a half.
    shares = [0.5, 0.25, 0.25, 0]
    assert hill(shares, 0) == pytest.approx(3)
    assert hill(shares, 1) == pytest.approx(2**1.5)
    assert hill(shares, 2) == pytest.approx(8 / 3)
    assert hill(shares, math.inf) == pytest.approx(2)
    # Order one half: the square of √½ + √¼ + √¼.
    assert hill(shares, 0.5) == pytest.approx((math.sqrt(0.5) + 1) ** 2)


def test_each_row_has_a_number_of_its_own():
    assert hill([[1, 0], [0.5, 0.5]], 2) == pytest.approx([1, 2])


@given(SHARES)
def test_order_one_is_scipys_entropy(shares):
    assert hill(shares, 1) == pytest.approx(math.exp(entropy(shares)))


@given(SHARES)
def test_order_two_is_one_over_the_chance_of_two_of_a_kind(shares):
    assert 1 / hill(shares, 2) == pytest.approx(float(shares @ shares))


@given(SHARES, ORDERS)
def test_a_number_lies_between_one_and_all_kinds(shares, order):
    assert 1 - 1e-9 <= hill(shares, order) <= (shares > 0).sum() + 1e-9


@given(SHARES)
def test_the_higher_the_order_the_less_rare_kinds_count(shares):
    numbers = [hill(shares, order) for order in (0, 0.5, 1, 2, 3, math.inf)]
    assert all(a >= b - 1e-9 for a, b in pairwise(numbers))


@given(SHARES, ORDERS)
def test_each_kind_split_in_two_is_twice_as_varied(shares, order):
    assert hill(np.repeat(shares / 2, 2), order) == pytest.approx(2 * hill(shares, order))


@given(st.integers(1, 40), ORDERS)
def test_equally_common_kinds_are_counted(kinds, order):
    assert hill(np.full(kinds, 1 / kinds), order) == pytest.approx(kinds)


def test_powers_of_tiny_shares_do_not_vanish():
    # All shares to the power of 400 are zero in floating point.
    assert hill(np.full(1000, 1e-3), 400) == pytest.approx(1000)


@pytest.mark.parametrize("order", [-1, -0.1, math.nan])
def test_an_order_below_zero_is_refused(order):
    with pytest.raises(ValueError, match="the order of a Hill number is 0 or more"):
        hill([1], order)


@pytest.mark.parametrize("shares", [[0.5, 0.4], [1.5, -0.5], [[1, 0], [1, 1]]])
def test_what_are_no_shares_is_refused(shares):
    with pytest.raises(ValueError, match="not negative and sum to one"):
        hill(shares, 2)
