"""The share of one component: closed forms, principal components, what is refused."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from microdrama.ecosystem import models
from microdrama.ecosystem.models import ModelError
from surveys import ours, shaped

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("k", [2, 4, 10])
@pytest.mark.parametrize("rho", [0.0, 0.2, 0.5, 0.9])
def test_the_share_of_one_component_of_equal_correlations_is_its_closed_form(k, rho):
    # The largest eigenvalue is 1 + (k − 1)·ρ, the others 1 − ρ.
    matrix = np.full((k, k), rho) + (1 - rho) * np.eye(k)
    found = models.one_factor_share(pd.DataFrame(shaped(matrix)))
    assert found == pytest.approx((1 + (k - 1) * rho) / k)


def test_the_share_of_one_component_is_that_of_a_principal_component():
    answers = ours().answers
    scaled = ((answers - answers.mean()) / answers.std()).to_numpy(dtype=float)
    singular = np.linalg.svd(scaled, compute_uv=False) ** 2
    assert models.one_factor_share(answers) == pytest.approx(singular[0] / singular.sum(), rel=1e-5)


def test_an_item_that_nobody_answered_leaves_the_others_their_share():
    answers = ours().answers
    gap = answers.assign(PS1=math.nan, PS2=math.nan)
    expected = models.one_factor_share(answers.drop(columns=["PS1", "PS2"]))
    assert models.one_factor_share(gap) == pytest.approx(expected)


GAP = math.nan


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[GAP, GAP]] * 5, "nobody answered an item"),
        ([], "nobody answered an item"),
        (
            [[1, 2], [2, GAP], [3, 4]],
            "only 2 respondents answered every item that anybody "
            "answered; 3 are the least that can carry this",
        ),
        (
            [[1, 2], [2, GAP]],
            "only 1 respondent answered every item that anybody answered; 3 are "
            "the least that can carry this",
        ),
        ([[3, 3]] * 12, "all 12 respondents who answered every item answered each alike"),
        # The item that nobody answered is left out; of the others one varies.
        (
            [[1, 3, GAP], [2, 3, GAP], [5, 3, GAP]],
            "all 3 respondents who answered every item answered each but PS1 alike",
        ),
    ],
)
def test_what_leaves_no_share_of_one_component_is_said(rows, reason):
    names = ["PS1", "PS2", "PS3"][: len(rows[0]) if rows else 3]
    with pytest.raises(ModelError) as error:
        models.one_factor_share(pd.DataFrame(rows, columns=names, dtype="float32"))
    assert str(error.value) == reason


@given(st.integers(0, 10**6))
@settings(max_examples=10)
def test_turning_an_item_round_changes_no_share(seed):
    items = pd.DataFrame(np.random.default_rng(seed).integers(1, 6, size=(12, 4)).astype(float))
    assume((items.max() > items.min()).all())
    reverse_scored = items.assign(**{"0": 6 - items[0]}).drop(columns=0)
    assert models.one_factor_share(reverse_scored) == pytest.approx(models.one_factor_share(items))
