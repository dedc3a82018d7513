"""What is said of the size of a sample."""

from __future__ import annotations

import re

import pytest
from scipy.stats import f as f_distribution
from scipy.stats import ncf

from helpers import NOTHING
from printings import check, people


@pytest.mark.parametrize("respondents", [30, 100, 428, 1000])
def test_the_power_of_a_sample_is_said_in_explained_variance(respondents):
    """By construction nothing is ever inconsistent: no printed number is compared."""
    found = check("power", NOTHING, [people(respondents)], "A plan.")
    assert found.status == "not checkable"
    assert found.sentence.startswith(f"{respondents:,} respondents find")
    assert found.sentence.endswith("A plan.")
    # With scipy: a sample of this size finds what is said in about four of five samples.
    said = [float(part) / 100 for part in re.findall(r"([0-9.]+)%", found.sentence)[:2]]
    for explained, predictors in zip(said, (1, 10), strict=True):
        freedom = respondents - predictors - 1
        critical = f_distribution.isf(0.05, predictors, freedom)
        shift = explained / (1 - explained) * respondents
        assert ncf.sf(critical, predictors, freedom, shift) == pytest.approx(0.8, abs=0.03)


def test_428_respondents_find_two_and_four_per_cent():
    # Cohen's approximation f² = L / n with L = 7.85 for one predictor and 16.24 for ten: 1.8%
    # and 3.7% of explained variance.
    said = check("power", NOTHING, [people(428)]).sentence
    assert "1.8% with one predictor" in said
    assert "3.7% with 10" in said


@pytest.mark.parametrize("number", [12, 13, 26, 27, 10_000, 1_000_000])
def test_a_sample_of_every_size_has_its_power_said(number):
    # The numbers that are said are tested in test_power.
    found = check("power", NOTHING, [people(number)])
    assert found.status == "not checkable"
    assert found.sentence.startswith(f"{number:,} respondents find an explained variance of ")
