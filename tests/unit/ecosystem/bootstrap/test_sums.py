"""Sums that are exact in any order."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from microdrama.ecosystem.bootstrap import sums

pytestmark = pytest.mark.slow


@given(
    arrays(float, (7, 3), elements=st.floats(-1e6, 1e6)),
    st.integers(1, 10**6),
    st.randoms(use_true_random=False),
)
def test_sums_of_rounded_products_are_exact_in_any_order(values, respondents, order):
    rounded = sums.exactly_summable(values, respondents)
    largest = np.abs(values).max(axis=0)
    assert (np.abs(rounded - values) <= largest * respondents / 2**52 + 1e-300).all()
    # As many of one row as there are respondents, the others in any order: no sum is rounded.
    weights = [respondents // 7] * 7
    weights[0] += respondents % 7
    places = list(range(7))
    order.shuffle(places)
    for column in rounded.T:
        exact = sum(
            Fraction(w) * Fraction(v) for w, v in zip(weights, column.tolist(), strict=True)
        )
        total = 0.0
        for place in places:
            total += weights[place] * float(column[place])
        assert Fraction(total) == exact
