"""What every compatible survey keeps to, read from the ledger."""

from __future__ import annotations

import math

import pytest

from covariances import N
from microdrama.ecosystem.compatible import LARGEST, limits, sample
from microdrama.evidence.intervals import Interval
from microdrama.evidence.ledger import claim

pytestmark = pytest.mark.slow


def test_what_is_printed_is_read_from_the_ledger():
    found = limits()
    assert found.respondents == claim("wang2026-sample-n").interval.middle == N
    assert found.policy == claim("wang2026-policy-beta").interval == Interval(0.375, 0.385)
    assert found.policy_p == claim("wang2026-policy-p").interval.high
    assert found.competition == Interval(-LARGEST, 0)
    assert found.competition_p == claim("wang2026-competition-p").interval.high


@pytest.mark.parametrize("largest", [0, -1, math.nan])
def test_a_largest_coefficient_of_nothing_is_refused(largest):
    with pytest.raises(ValueError, match="the largest coefficient is more than zero"):
        sample(10, "weak", largest=largest)
