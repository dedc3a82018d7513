"""Intervals of shares: published ones, and those of another library."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from microdrama.evidence.intervals import Interval
from microdrama.evidence.proportions import wilson


@pytest.mark.parametrize(
    ("count", "respondents", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
        (81, 263, 25.53, 36.62),
        (15, 148, 6.24, 16.05),
        (0, 20, 0.00, 16.11),
        (1, 29, 0.61, 17.18),
        # By hand with z = 1.96, z² = 3.8416: centre (0.46667 + 0.06403) / 1.12805 = 0.47045,
        # half width 1.96 × √(0.0082963 + 0.0010671) / 1.12805 = 0.16813.
        (14, 30, 30.23, 63.86),
    ],
)
def test_wilson_intervals_are_the_published_ones(count, respondents, low, high):
    found = wilson(range(count, count + 1), respondents)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.006)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_wilson_intervals_are_those_of_another_library_and_span_all_counts(level):
    for first, last in ((0, 0), (0, 3), (5, 9), (20, 20)):
        found = wilson(range(first, last + 1), 20, level)
        ends = [
            proportion_confint(count, 20, alpha=1 - level, method="wilson")
            for count in range(first, last + 1)
        ]
        assert found.low == pytest.approx(100 * min(low for low, _ in ends), abs=1e-9)
        assert found.high == pytest.approx(100 * max(high for _, high in ends), abs=1e-9)


def test_a_wilson_interval_of_no_count_is_refused():
    with pytest.raises(ValueError, match="no count has this share"):
        wilson(range(3, 3), 30)


def test_what_a_share_may_be_is_an_interval():
    assert isinstance(wilson(range(1, 2), 3), Interval)
