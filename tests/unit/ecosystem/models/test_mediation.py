"""Mediation: a published example, pingouin, and errors by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from microdrama.ecosystem import models
from microdrama.ecosystem.models import ModelError
from surveys import holed

pytestmark = pytest.mark.slow


def test_the_published_mediation_comes_out_as_printed():
    # University of Virginia Library, "Introduction to Mediation Analysis".
    data = pg.read_dataset("mediation")
    found = models.mediation(data, "X", "M", "Y", draws=500)
    assert round(found.a, 5) == 0.56102
    assert round(found.total, 4) == 0.3961
    assert round(found.direct, 4) == 0.0396
    assert round(found.indirect, 4) == 0.3565
    assert found.n == 100


@pytest.mark.parametrize("prepare", [lambda scores: scores, holed], ids=["complete", "holed"])
def test_the_mediation_is_that_of_pingouin(scored, prepare):
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    scores = prepare(scored)
    found = models.mediation(scores, *names, draws=4000, seed=3)
    rows = scores[names].dropna()
    x, m, y = names
    table = pg.mediation_analysis(rows, x, m, y, n_boot=4000, seed=1).set_index("path")
    second = smf.ols(f"{y} ~ {x} + {m}", rows).fit()
    assert found.n == len(rows)
    assert found.a == pytest.approx(table.loc[f"{m} ~ X", "coef"])
    assert found.b == pytest.approx(second.params[m])
    assert found.direct == pytest.approx(table.loc["Direct", "coef"])
    assert found.total == pytest.approx(table.loc["Total", "coef"])
    assert found.indirect == pytest.approx(table.loc["Indirect", "coef"])
    assert found.total == pytest.approx(found.direct + found.indirect)
    # Pingouin's interval is the bias-corrected one; an end of 4,000 draws has a Monte-Carlo error
    # of about √(0.025 · 0.975 / 4000) / density ≈ 0.0013 each.
    low, high = table.loc["Indirect", ["CI2.5", "CI97.5"]]
    assert (found.corrected_low, found.corrected_high) == pytest.approx((low, high), abs=0.007)
    assert found.ci_low < found.indirect < found.ci_high
    assert (found.draws, found.seed) == (4000, 3)


def test_errors_of_the_paths_are_pingouins(scored):
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    found = models.mediation(scored, *names, draws=10)
    x, m, y = names
    table = pg.mediation_analysis(scored, x, m, y, n_boot=10, seed=1).set_index("path")
    for path, (se, p) in {
        f"{m} ~ X": (found.a_se, found.a_p),
        "Total": (found.total_se, found.total_p),
        "Direct": (found.direct_se, found.direct_p),
    }.items():
        assert (se, p) == pytest.approx(tuple(table.loc[path, ["se", "pval"]]))
    second = pg.linear_regression(scored[[x, m]], scored[y]).set_index("names")
    assert (found.b_se, found.b_p) == pytest.approx(tuple(second.loc[m, ["se", "pval"]]))


def test_errors_of_the_paths_by_hand():
    # The mediator is the predictor and ±1, unrelated to it: eight squared errors of 1 and six
    # degrees of freedom. The predictor has a sum of squares of 10: the variance of a is 8 / 6 / 10.
    x = np.array([-1.5, -0.5, 0.5, 1.5, -1.5, -0.5, 0.5, 1.5])
    m = x + np.array([1, -1, -1, 1, 1, -1, -1, 1])
    y = np.array([0, 1.0, 0, 2, 1, 0, 3, 1])
    found = models.mediation(pd.DataFrame({"x": x, "m": m, "y": y}), "x", "m", "y", draws=50)
    assert found.a == pytest.approx(1)
    assert found.a_se == pytest.approx(math.sqrt(8 / 6 / 10))
    assert found.a_p == pytest.approx(2 * stats.t.sf(1 / math.sqrt(8 / 60), 6))


def test_a_mediator_that_settles_the_outcome_leaves_no_error_of_its_path(scored):
    copy = scored.assign(cultural_influence=scored["symbolic_narrative"])
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    found = models.mediation(copy, *names, draws=10)
    assert all(map(math.isnan, (found.b_se, found.b_p, found.direct_se, found.direct_p)))
    assert math.isfinite(found.a_se)


def test_the_same_seed_gives_the_same_interval_and_another_one_nearly(scored):
    names = ["policy_support", "symbolic_narrative", "cultural_influence"]
    one, two, other = (models.mediation(scored, *names, 1000, seed) for seed in (7, 7, 8))
    assert one == two
    assert one.ci_low != other.ci_low
    assert one.ci_low == pytest.approx(other.ci_low, abs=0.02)


def test_a_mediator_that_says_the_same_as_the_cause_is_said(scored):
    copy = scored.assign(symbolic_narrative=scored["policy_support"] / 2)
    with pytest.raises(ModelError, match="policy support and symbolic narrative say the same"):
        models.mediation(copy, "policy_support", "symbolic_narrative", "cultural_influence", 10)
