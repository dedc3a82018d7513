"""The formulas of the survey's explorers: closed forms against algebra and simulation."""

from __future__ import annotations

import math
from types import SimpleNamespace

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers import vega_values
from microdrama.ecosystem import industry_betas, models
from microdrama.ecosystem.what_if import (
    critical,
    mediated,
    regression_estimates,
    slopes,
    two_sided,
)
from microdrama.evidence.ledger import claim
from microdrama.formulas import normal_cdf
from surveys import ours, ours_analysed, plain_scores, shaped

pytestmark = pytest.mark.slow


# ---- Student's t and the normal distribution -----------------------------------------------


@pytest.mark.parametrize("df", [8, 9, 10, 12, 16, 20, 50, 424, 1996])
def test_the_critical_value_is_within_a_thousandth_of_scipys(df):
    assert critical(df) == pytest.approx(stats.t.ppf(0.975, df), abs=1e-3)


def test_critical_values_are_those_of_the_printed_tables():
    # Student's t at 97.5%, from any textbook.
    for df, printed in {10: 2.228, 20: 2.086, 30: 2.042, 60: 2.000, 120: 1.980}.items():
        assert critical(df) == pytest.approx(printed, abs=1.5e-3)
    assert critical(1e9) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize("df", [8, 9, 10, 12, 16, 20, 50, 424, 1996])
def test_a_p_value_is_within_a_thousandth_of_scipys(df):
    t = np.linspace(-40, 40, 8001)
    off = np.abs(two_sided(t, df) - 2 * stats.t.sf(np.abs(t), df))
    assert off.max() < 1e-3


@pytest.mark.parametrize("df", [16, 100, 424])
def test_a_p_value_at_the_printed_bound_is_near_it(df):
    # The sentence compares with 0.001, so an error of a thousandth would not do there.
    exact = stats.t.isf(0.0005, df)
    assert two_sided(exact, df) == pytest.approx(0.001, rel=0.02)


def test_no_effect_at_all_has_a_p_value_of_one():
    assert two_sided(0.0, 424) == pytest.approx(1)


@given(st.floats(-30, 30))
def test_the_normal_distribution_function_is_that_of_the_error_function(value):
    assert normal_cdf(value) == pytest.approx((1 + math.erf(value / math.sqrt(2))) / 2, abs=1e-12)


def test_the_normal_distribution_function_takes_numbers_columns_and_symbols():
    # Φ(1.96) = 0.975 from any table.
    assert normal_cdf(1.959964) == pytest.approx(0.975, abs=1e-6)
    assert list(normal_cdf(pd.Series([0.0, -1.959964]))) == pytest.approx([0.5, 0.025], abs=1e-6)
    assert repr(normal_cdf(alt.datum.z)) == "cumulativeNormal(datum.z,0,1)"


def test_the_normal_distribution_function_is_the_same_in_vega():
    values = [-8.0, -3.3, -1.96, -0.5, 0.0, 0.5, 1.0, 1.96, 3.3, 8.0]
    step = {"type": "formula", "expr": repr(normal_cdf(alt.datum.z)), "as": "p"}
    page = vega_values([{"z": value} for value in values], [step], ["p"])
    assert [row["p"] for row in page] == pytest.approx(
        [normal_cdf(value) for value in values], abs=1e-9
    )


# ---- the regression ------------------------------------------------------------------------

BETAS = (0.38, 0.15, -0.22)


def by_algebra(overlap: float, reliability: float, n: int, betas=BETAS) -> pd.DataFrame:
    """Work the regression out with matrices, in double precision and with scipy's t."""
    given = np.full((3, 3), overlap) + (1 - overlap) * np.eye(3)
    # Spearman (1904): a correlation of two scores is that without noise times √(rel · rel).
    with_outcome = reliability * given @ betas
    among = reliability * given + (1 - reliability) * np.eye(3)
    inverse = np.linalg.inv(among)
    estimate = inverse @ with_outcome
    explained = float(estimate @ with_outcome)
    errors = np.sqrt((1 - explained) / (n - 4) * np.diag(inverse))
    reach = stats.t.ppf(0.975, n - 4) * errors
    return pd.DataFrame(
        {
            "estimate": estimate,
            "low": estimate - reach,
            "high": estimate + reach,
            "p": 2 * stats.t.sf(np.abs(estimate / errors), n - 4),
            "inflated": np.diag(inverse),
            "explained": explained,
        }
    )


def estimates(overlap: float, reliability: float, n: int, betas=BETAS) -> list[dict]:
    chosen = SimpleNamespace(overlap=overlap, reliability=reliability, respondents=n)
    sums = {
        "beta_sum": sum(betas),
        "square_sum": sum(beta**2 for beta in betas),
        "kind": "reported",
    }
    return [regression_estimates(chosen, SimpleNamespace(beta=beta, **sums)) for beta in betas]


@given(st.floats(0, 0.9), st.floats(0.4, 1), st.integers(20, 2000))
def test_the_regression_is_that_of_matrix_algebra(overlap, reliability, n):
    expected = by_algebra(overlap, reliability, n)
    for found, row in zip(
        estimates(overlap, reliability, n), expected.to_dict("records"), strict=True
    ):
        for name in ("estimate", "inflated", "explained"):
            assert found[name] == pytest.approx(row[name], rel=1e-9, abs=1e-12), name
        for name in ("low", "high", "p"):
            assert found[name] == pytest.approx(row[name], abs=1e-3), name


@given(st.floats(0, 0.9), st.floats(0.4, 1), st.tuples(*[st.floats(-0.4, 0.4)] * 3))
@settings(max_examples=50)
def test_the_closed_form_holds_for_any_coefficients(overlap, reliability, betas):
    expected = by_algebra(overlap, reliability, 100, np.array(betas))
    found = estimates(overlap, reliability, 100, betas)
    assert [row["estimate"] for row in found] == pytest.approx(
        expected["estimate"].to_list(), abs=1e-9
    )
    assert found[0]["explained"] == pytest.approx(expected["explained"][0], abs=1e-9)


@pytest.mark.parametrize(("overlap", "reliability"), [(0.0, 1.0), (0.5, 1.0), (0.3, 0.7)])
def test_the_regression_is_what_statsmodels_finds_in_such_a_sample(overlap, reliability):
    # A sample of 90 whose correlations are exactly those of the setting.
    given = np.full((3, 3), overlap) + (1 - overlap) * np.eye(3)
    matrix = np.eye(4)
    matrix[:3, :3] = reliability * given + (1 - reliability) * np.eye(3)
    matrix[:3, 3] = matrix[3, :3] = reliability * given @ BETAS
    sample = pd.DataFrame(shaped(matrix, 90), columns=["p", "t", "c", "y"])
    fit = models.regression(sample, "y", ["p", "t", "c"])
    for found, term in zip(estimates(overlap, reliability, 90), fit.terms.values(), strict=True):
        assert found["estimate"] == pytest.approx(term.beta)
        assert found["inflated"] == pytest.approx(term.vif)
        assert found["explained"] == pytest.approx(fit.r2)
        assert (found["low"], found["high"]) == pytest.approx((term.ci_low, term.ci_high), abs=1e-4)
        assert found["p"] == pytest.approx(term.p, abs=1e-4)


def test_the_printed_coefficient_is_the_ledgers():
    assert claim("wang2026-policy-beta").interval.middle == pytest.approx(BETAS[0])


def test_the_case_of_the_text_has_one_printed_coefficient_and_two_assumed_ones():
    betas = industry_betas()
    assert betas["kind"].to_list() == ["reported", "assumed", "assumed"]
    assert betas["beta"].iloc[0] == pytest.approx(BETAS[0])
    assert betas["predictor"].to_list() == [
        "policy_support",
        "technological_maturity",
        "market_competition",
    ]


# ---- technology and algorithms -------------------------------------------------------------


@pytest.fixture(scope="module")
def moderation() -> models.Moderation:
    return models.moderation(
        plain_scores(ours().answers),
        "economic_performance",
        "technological_maturity",
        "algorithmic_adaptability",
    )


def slope_row(found: models.Moderation, level: float) -> SimpleNamespace:
    return SimpleNamespace(
        level=level,
        n=found.n,
        centre=found.mean,
        slope=found.slope,
        interaction=found.interaction,
        slope_variance=found.slope_se**2,
        steep_variance=found.interaction_se**2,
        covariance=found.covariance,
    )


@pytest.mark.parametrize("level", [1.0, 2.3, 3.8, 5.0])
def test_slopes_are_those_of_the_moderation(moderation, level):
    slope, error = moderation.slope_at(level)
    reach = stats.t.ppf(0.975, 424) * error
    chosen = SimpleNamespace(chosen_level=level, respondents=428)
    found = slopes(chosen, slope_row(moderation, level))
    assert (found["value"], found["low"], found["high"]) == pytest.approx(
        (slope, slope - reach, slope + reach), abs=1e-5
    )
    assert found["chosen"] == found["value"]
    assert (found["chosen_low"], found["chosen_high"]) == (found["low"], found["high"])


@given(st.floats(1, 5), st.integers(20, 2000))
@settings(max_examples=30)
def test_errors_shrink_with_the_root_of_the_respondents(level, n):
    found = ours_analysed().moderation
    slope, error = found.slope_at(level)
    reach = stats.t.ppf(0.975, n - 4) * error * math.sqrt(428 / n)
    chosen = SimpleNamespace(chosen_level=level, respondents=n)
    row = slopes(chosen, slope_row(found, 3.0))
    assert (row["chosen_low"], row["chosen_high"]) == pytest.approx(
        (slope - reach, slope + reach), rel=2e-3, abs=1e-3
    )


# ---- mediation -----------------------------------------------------------------------------

KINDS = ("a", "b", "direct", "indirect", "total")


def mediation_rows(a: float, b: float, direct: float, n: int) -> dict[str, dict]:
    chosen = SimpleNamespace(a=a, b=b, direct=direct, respondents=n)
    own = {"own_a": 0.5, "own_b": 0.4, "own_direct": 0.2, "kind": "reconstructed"}
    return {kind: mediated(chosen, pd.Series({"path": kind, **own})) for kind in KINDS}


@pytest.mark.parametrize(
    ("paths", "mark"),
    [((0.5, 0.4, 0.2), "reconstructed"), ((0.5, 0.4, 0.21), "assumed"), ((0, 0, 0), "assumed")],
)
def test_a_path_that_a_reader_has_moved_is_marked_as_assumed(paths, mark):
    assert {str(row["mark"]) for row in mediation_rows(*paths, 100).values()} == {mark}


def test_a_coefficient_is_reported_in_the_texts_own_case_only():
    assert {str(row["mark"]) for row in estimates(0, 1, 100)} == {"reported"}
    assert {str(row["mark"]) for row in estimates(0.1, 1, 100)} == {"assumed"}
    assert {str(row["mark"]) for row in estimates(0, 0.9, 100)} == {"assumed"}


paths_ = st.floats(-0.9, 0.9)


@given(paths_, paths_, paths_, st.integers(20, 2000))
def test_paths_and_their_errors_are_those_of_the_textbook(a, b, direct, n):
    explained = b**2 + direct**2 + 2 * a * b * direct
    found = mediation_rows(a, b, direct, n)
    if explained >= 1:
        assert {str(row["case"]) for row in found.values()} == {"impossible"}
        return
    # Cohen and others (2003), 3.7: the error of a standardised coefficient.
    first = math.sqrt((1 - a**2) / (n - 2))
    second = math.sqrt((1 - explained) / ((1 - a**2) * (n - 3)))
    total = direct + a * b
    errors = {
        "a": (a, first),
        "b": (b, second),
        "direct": (direct, second),
        # Sobel (1982).
        "indirect": (a * b, math.sqrt(a**2 * second**2 + b**2 * first**2)),
        "total": (total, math.sqrt((1 - total**2) / (n - 2))),
    }
    for kind, (value, error) in errors.items():
        row = found[kind]
        assert row["value"] == pytest.approx(value, abs=1e-12)
        assert (row["low"], row["high"]) == pytest.approx(
            (value - 1.959964 * error, value + 1.959964 * error), abs=1e-6
        )
        assert row["indirect"] == pytest.approx(a * b, abs=1e-12)
    if abs(total) > 1e-6:
        assert found["a"]["share"] == pytest.approx(a * b / total)


def test_the_paths_of_a_sample_with_such_correlations_are_those_of_statsmodels():
    a, b, direct, n = 0.4, 0.5, 0.15, 120
    total, last = direct + a * b, b + a * direct
    matrix = np.array([[1, a, total], [a, 1, last], [total, last, 1]])
    sample = pd.DataFrame(shaped(matrix, n), columns=["x", "m", "y"])
    found = mediation_rows(a, b, direct, n)
    first = models.regression(sample, "m", ["x"]).terms["x"]
    second = models.regression(sample, "y", ["m", "x"]).terms
    alone = models.regression(sample, "y", ["x"]).terms["x"]
    reach = 2 * 1.959964
    for kind, term in {"a": first, "b": second["m"], "direct": second["x"], "total": alone}.items():
        assert found[kind]["value"] == pytest.approx(term.beta)
        assert found[kind]["high"] - found[kind]["low"] == pytest.approx(reach * term.se, rel=1e-6)
