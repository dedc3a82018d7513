"""The explorers of the survey's chapter: closed forms against algebra, simulation and Vega."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache, partial
from types import SimpleNamespace

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy import stats

from controls import settings_of
from helpers import vega_values
from microdrama.charts import ecosystem as draw
from microdrama.ecosystem import compatible, explorers, models, views
from microdrama.ecosystem.explorers import (
    BELIEFS,
    BINS,
    PATHS,
    PREDICTORS,
    critical,
    histograms,
    mediated,
    regression_estimates,
    slopes,
    two_sided,
)
from microdrama.ecosystem.survey_in_use import SurveyInUse
from microdrama.ecosystem.words import region
from microdrama.evidence.ledger import claim
from microdrama.formulas import normal_cdf
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import cell
from microdrama.show.sentences import fill
from surveys import answers, ours, ours_analysed, plain_scores, shaped, survey

pytestmark = pytest.mark.slow

#: Vega takes too long to be asked for the smallest example that fails.
few = partial(settings, phases=[Phase.explicit, Phase.reuse, Phase.generate])

RECONSTRUCTED = SurveyInUse(ours(), "reconstructed", "the reconstructed survey", "Reconstructed.")


@lru_cache
def drawn() -> dict[str, pd.DataFrame]:
    return {prior: compatible.sample(2_000, prior) for prior in compatible.PRIORS}


@lru_cache
def book() -> dict[str, Explorer]:
    """Return the explorers as the chapter makes them."""
    report = ours_analysed()
    rows = partial(draw.intervals, label="predictor", order=PREDICTORS, title="Coefficient (beta)")
    paths = partial(
        draw.intervals, label="label", order=PATHS, title="Standard deviations", value="value"
    )
    counted = histograms(drawn(), compatible.QUANTITIES)
    place = views.position(report, ours().answers)
    return {
        "regression": explorers.regression_explorer(rows),
        "technology-slope": explorers.slope_explorer(report.moderation, RECONSTRUCTED, draw.slope),
        "mediation": explorers.mediation_explorer(report.paths, RECONSTRUCTED, paths),
        "compatible": explorers.compatible_explorer(
            counted, compatible.QUANTITIES, place, draw.histogram
        ),
    }


BOOK = ("regression", "technology-slope", "mediation", "compatible")


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


def test_the_default_of_the_regression_is_the_texts_own_case():
    explorer = book()["regression"]
    assert explorer.defaults == {"respondents": 428, "overlap": 0, "reliability": 1}
    rows = explorer.evaluate()
    assert rows["estimate"].iloc[0] == pytest.approx(0.38)
    assert rows["predictor"].to_list() == PREDICTORS
    assert rows["kind"].to_list() == ["reported", "assumed", "assumed"]
    assert "0.38" in explorer.sentence()
    assert "below 0.001, as printed" in explorer.sentence()


@pytest.mark.parametrize("n", [20, 50, 428])
@pytest.mark.parametrize("overlap", [0.0, 0.4, 0.8])
def test_the_sentence_says_below_exactly_where_the_p_value_is(n, overlap):
    for reliability in (1.0, 0.9, 0.8, 0.6, 0.4):
        p = by_algebra(overlap, reliability, n)["p"][0]
        said = book()["regression"].sentence(
            {"respondents": n, "overlap": overlap, "reliability": reliability}
        )
        assert ("below 0.001, as printed" in said) == (p < 0.001), (p, said)


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


def test_the_region_where_the_slope_differs_from_zero_is_that_of_johnson_and_neyman(moderation):
    rows = book()["technology-slope"].evaluate()
    assert rows["level"].to_list() == pytest.approx(np.arange(1, 5.05, 0.1))
    for row in rows.itertuples():
        inside = moderation.jn_low < row.level < moderation.jn_high
        assert (row.apart == "may be zero") == inside
        if not inside:
            assert row.apart == ("above zero" if row.value > 0 else "below zero")


def test_the_default_level_is_the_moderators_mean(moderation):
    explorer = book()["technology-slope"]
    assert explorer.defaults["respondents"] == 428
    assert explorer.defaults["chosen_level"] == pytest.approx(moderation.mean, abs=0.025)


def test_a_slope_that_may_be_zero_is_said_to_be_so():
    explorer = book()["technology-slope"]
    assert "it may be zero" in explorer.sentence({"chosen_level": 2.0})
    assert "it may be zero" not in explorer.sentence({"chosen_level": 5.0})
    assert "it may be zero" in explorer.sentence({"chosen_level": 3.8, "respondents": 20})


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


@pytest.mark.parametrize(
    ("chosen", "case"),
    [
        ((0.5, 0.5, 0.2, 428), "mediated"),
        # Both steps negative make a positive effect; one of them a negative one.
        ((-0.5, -0.5, 0.2, 428), "mediated"),
        ((-0.5, 0.5, -0.2, 428), "mediated"),
        ((0.5, -0.5, -0.2, 428), "mediated"),
        ((0.5, 0.5, -0.2, 428), "against"),
        ((-0.5, 0.5, 0.2, 428), "against"),
        ((0.5, 0.5, 0.0, 428), "mediated"),
        ((0.05, 0.5, 0.2, 428), "open"),
        ((0.5, 0.5, 0.2, 20), "open"),
        ((0.0, 0.0, 0.0, 428), "open"),
        ((0.9, 0.9, 0.9, 428), "impossible"),
        ((-0.9, 0.9, -0.9, 428), "impossible"),
    ],
)
def test_the_case_is_read_off_the_interval_and_the_signs(chosen, case):
    a, b, direct, n = chosen
    explorer = book()["mediation"]
    rows = explorer.evaluate({"a": a, "b": b, "direct": direct, "respondents": n})
    assert set(rows["case"]) == {case}
    if case in ("mediated", "against"):
        assert rows["indirect_low"].iloc[0] * rows["indirect_high"].iloc[0] > 0
    if case == "open":
        assert rows["indirect_low"].iloc[0] <= 0 <= rows["indirect_high"].iloc[0]


def test_an_effect_below_zero_is_not_said_to_be_zero():
    said = book()["mediation"].sentence({"a": -0.5, "b": 0.5, "direct": -0.2})
    assert "-0.25" in said
    assert "may be zero" not in said


def test_the_default_of_the_mediation_is_that_of_the_paths():
    found = ours_analysed().paths.paths.set_index(["outcome", "predictor"])["beta"]
    explorer = book()["mediation"]
    expected = {
        "a": found["symbolic_narrative", "policy_support"],
        "b": found["cultural_influence", "symbolic_narrative"],
        "direct": found["cultural_influence", "policy_support"],
    }
    for name, value in expected.items():
        assert explorer.defaults[name] == pytest.approx(value, abs=0.005)
    assert explorer.evaluate()["label"].to_list() == PATHS


def test_an_impossible_setting_shows_no_number_in_words():
    said = book()["mediation"].sentence({"a": 0.9, "b": 0.9, "direct": 0.9})
    assert said.startswith("No survey can have these three paths")


# ---- compatible surveys --------------------------------------------------------------------


@pytest.fixture(scope="module")
def counted() -> pd.DataFrame:
    return histograms(drawn(), compatible.QUANTITIES)


def test_every_quantity_is_counted_under_every_prior_in_as_many_bars(counted):
    bars = counted.groupby(["quantity", "prior"]).size()
    two = bars.index.get_level_values("quantity") == "full_mediation"
    assert set(bars[~two]) == {BINS}
    assert set(bars[two]) == {2}
    assert len(bars) == len(compatible.QUANTITIES) * len(compatible.PRIORS)
    assert set(counted["prior"]) == set(BELIEFS) == set(compatible.PRIORS)


def test_bars_are_counts_and_quantiles_are_those_of_numpy(counted):
    for (quantity, prior), bars in counted.groupby(["quantity", "prior"]):
        values = drawn()[prior][quantity].dropna().to_numpy()
        assert bars["average"].unique() == pytest.approx([values.mean()])
        if quantity == "full_mediation":
            assert bars[["low", "middle", "high"]].eq(values.mean()).all(axis=None)
        else:
            low, middle, high = np.quantile(values, (0.025, 0.5, 0.975))
            assert bars["low"].unique() == pytest.approx([low])
            assert bars["middle"].unique() == pytest.approx([middle])
            assert bars["high"].unique() == pytest.approx([high])
        ends = bars["end"].to_numpy()
        assert bars["start"].to_numpy()[1:] == pytest.approx(ends[:-1])
        for bar in bars.itertuples():
            last = bar.end == ends[-1]
            inside = (values >= bar.start) & ((values <= bar.end) if last else (values < bar.end))
            assert bar.share == pytest.approx(100 * inside.mean(), abs=1e-9)


def test_bars_leave_out_no_more_than_the_outermost_draws(counted):
    # One in a thousand at each end over all priors; under one of the three up to three times
    # that. Of a long tail, one in forty under the prior that reaches furthest.
    for (quantity, _), bars in counted.groupby(["quantity", "prior"]):
        least = 100 - 2 * 2.5 if quantity == "vif_policy" else 100 - 2 * 0.3
        assert least - 0.1 <= bars["share"].sum() <= 100 + 1e-9


def test_no_bar_is_so_high_that_the_others_cannot_be_read(counted):
    # Cohen's f² of the interaction had 96% of all surveys in one bar, and an axis up to 538.
    shares = counted.groupby(["quantity", "prior"])["share"].max()
    assert shares.drop("full_mediation").max() < 50
    assert shares["partial_interaction"].max() < 12


def frames(values: np.ndarray) -> pd.DataFrame:
    return histograms({"uniform": pd.DataFrame({"a": values})}, {"a": ("A", "")})


def test_a_few_draws_far_out_do_not_crush_the_bars():
    # 0 to 99.9 evenly, and one in two hundred at a million: bars of a million's fortieth would
    # hold everything. Without the outer fortieth at each end they run from 2.5 to about 97.9.
    values = np.concatenate([np.arange(1000) / 10, np.full(5, 1e6)])
    bars = frames(values)
    low, high = np.quantile(values, (0.025, 0.975))
    assert (bars["start"].min(), bars["end"].max()) == pytest.approx((low, high))
    assert high == pytest.approx(97.9, abs=0.1)
    assert bars["share"].max() < 3
    # Without them the outermost one in a thousand is left out and no more.
    plain = frames(np.arange(1000) / 10)
    assert plain["end"].max() == pytest.approx(np.quantile(np.arange(1000) / 10, 0.999))


def test_yes_and_no_are_two_bars_around_one_and_zero():
    bars = frames(np.array([1.0, 0, 0, 0]))
    assert bars[["start", "end", "share", "average"]].to_numpy().tolist() == [
        [-0.5, 0.5, 75.0, 0.25],
        [0.5, 1.5, 25.0, 0.25],
    ]


def test_bars_of_different_priors_stand_on_the_same_axis(counted):
    for _, bars in counted.groupby("quantity"):
        starts = [rows["start"].to_list() for _, rows in bars.groupby("prior")]
        assert starts[0] == starts[1] == starts[2]


def test_the_explorer_shows_the_bars_of_one_quantity_and_one_prior():
    explorer = book()["compatible"]
    wanted, belief = explorer.controls
    place = views.position(ours_analysed(), ours().answers)
    assert {value for value, _ in wanted.options} == set(place)
    assert [value for value, _ in belief.options] == list(compatible.PRIORS)
    for quantity, _ in wanted.options:
        rows = explorer.evaluate({"wanted": quantity, "belief": "weak"})
        assert len(rows) == (2 if quantity == "full_mediation" else BINS)
        assert set(rows["quantity"]) == {quantity}
        assert set(rows["prior"]) == {"weak"}
        assert rows["ours"].iloc[0] == pytest.approx(place[quantity])


def test_the_sentence_of_a_quantity_says_its_range_and_where_the_survey_sits():
    said = book()["compatible"].sentence({"wanted": "r2_industry", "belief": "uniform"})
    low, high = drawn()["uniform"]["r2_industry"].quantile([0.025, 0.975])
    assert f"between {low:.2f} and {high:.2f}" in said
    assert "The reconstructed survey has" in said
    assert f"{ours_analysed().regressions['industry_performance'].r2:.2f}." in said


@pytest.mark.parametrize(("full", "belongs"), [(1.0, "one"), (0.0, "none")])
def test_a_question_of_yes_or_no_is_said_as_a_share_of_surveys(counted, full, belongs):
    own = explorers.compatible_explorer(
        counted, compatible.QUANTITIES, {"full_mediation": full}, draw.histogram, "class.csv"
    )
    share = drawn()["uniform"]["full_mediation"].mean()
    assert own.sentence() == (
        f"Surveys in which the mediation looks full: {share:.0%} of those that agree with the "
        f"text. class.csv is {belongs} of these."
    )
    assert 0.1 < share < 0.17
    assert (
        "“Surveys in which the mediation looks full”; the bars run from -0.50 to 1.50." in own.alt
    )


def test_a_readers_survey_is_not_called_the_reconstructed_one(counted):
    own = explorers.compatible_explorer(
        counted, compatible.QUANTITIES, {"r2_industry": 0.3}, draw.histogram, "class.csv"
    )
    assert "class.csv has 0.30" in own.sentence()
    assert "econstructed" not in own.sentence()


# ---- alternative texts -----------------------------------------------------------------------


def test_the_line_of_slopes_is_said_to_rise_or_fall_as_it_does(moderation):
    falling = replace(moderation, interaction=-moderation.interaction)
    for found, way in ((moderation, "A rising line"), (falling, "A falling line")):
        alt = explorers.slope_explorer(found, RECONSTRUCTED, draw.slope).alt
        assert alt.startswith(way)
        assert alt.endswith(region(found))


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        # In all: a · b + c′ = 0.4 · 0.5 + 0.1 = 0.3.
        ((0.4, 0.5, 0.1), "all lie above zero, “Policy → culture directly” lowest."),
        ((0.4, 0.5, 0.3), "all lie above zero, “Policy → symbols → culture” lowest."),
        ((0.4, 0.5, -0.1), "“Policy → culture directly” lies below zero, the others above."),
        (
            (-0.4, 0.5, 0.1),
            "“Policy → symbols”, “Policy → symbols → culture” and “Policy → culture "
            "in all” lie below zero, the others above.",
        ),
    ],
)
def test_paths_are_said_to_lie_where_they_lie(paths, said):
    names = [
        ("symbolic_narrative", "policy_support"),
        ("cultural_influence", "symbolic_narrative"),
        ("cultural_influence", "policy_support"),
    ]
    rows = pd.DataFrame(names, columns=["outcome", "predictor"]).assign(beta=paths)
    found = models.Paths(428, rows, {})
    explorer = explorers.mediation_explorer(found, RECONSTRUCTED, draw.slope)
    assert explorer.alt.endswith(f"In the default {said}")
    # What is said is what the default shows.
    values = explorer.evaluate().set_index("label")["value"]
    below = [name for name in values.index if values[name] < 0]
    assert all(f"“{name}”" in said for name in below)


# ---- a reader's own survey -----------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("n", [12, 19, 2100])
def test_a_class_and_a_city_can_be_explored(n):
    # A default outside the range of its slider is refused, so ranges must hold any survey.
    rows = answers().sample(n, replace=True, random_state=1) if n > 428 else answers(n)
    scored = plain_scores(rows.reset_index(drop=True))
    found = models.moderation(
        scored, "economic_performance", "technological_maturity", "algorithmic_adaptability"
    )
    whose = SurveyInUse(survey(rows), "recomputed", "class.csv", "Your survey.")
    explorer = explorers.slope_explorer(found, whose, draw.slope)
    assert explorer.defaults["respondents"] == n
    assert explorer.kinds == ("recomputed", "assumed")
    assert explorer.sources == ["class.csv"]
    assert explorer.sentence().startswith(f"With {n:,} respondents and at level ")


@pytest.mark.parametrize("agreed", [0.02, 0.2])
def test_paths_near_one_can_be_explored(agreed):
    # In a class narrative may nearly be what policy is.
    rng = np.random.default_rng(5)
    scored = plain_scores(ours().answers)
    near = scored["policy_support"] + agreed * rng.normal(size=len(scored))
    found = models.path_model(
        scored.assign(symbolic_narrative=near),
        {
            "symbolic_narrative": ["policy_support"],
            "cultural_influence": ["symbolic_narrative", "policy_support"],
        },
    )
    explorer = explorers.mediation_explorer(found, RECONSTRUCTED, draw.slope)
    rows = explorer.evaluate()
    assert explorer.defaults["a"] == pytest.approx(found.paths["beta"].max(), abs=0.011)
    assert np.isfinite(rows[["value", "low", "high"]].to_numpy(dtype=float)).all()


# ---- both faces ----------------------------------------------------------------------------


def in_vega(explorer: Explorer, chosen: dict) -> list[dict]:
    """Work out an explorer's formula in Vega, as the page does."""
    rows = [
        {name: cell(value) for name, value in row.items()}
        for row in explorer.base.to_dict("records")
    ]
    columns = [step["as"] for step in explorer.transforms() if step["type"] == "formula"]
    return vega_values(rows, explorer.transforms(), columns, {**explorer.defaults, **chosen})


def assert_same_faces(explorer: Explorer, chosen: dict | None = None) -> None:
    live = explorer.evaluate(chosen)
    page = in_vega(explorer, chosen or {})
    assert len(live) == len(page)
    for here, there in zip(live.to_dict("records"), page, strict=True):
        for name, value in there.items():
            mine = cell(here[name])
            if isinstance(mine, str) or isinstance(value, str):
                assert mine == value, name
            elif mine is None or value is None or math.isnan(value):
                assert mine is None, name
                assert value is None or math.isnan(value), name
            else:
                assert mine == pytest.approx(value, rel=1e-6, abs=1e-9), name


@pytest.mark.parametrize("name", BOOK)
@given(st.data())
@few(max_examples=5)
def test_both_faces_give_the_same_numbers(name, data):
    assert_same_faces(book()[name], data.draw(settings_of(book()[name])))


@pytest.mark.parametrize("name", BOOK)
def test_both_faces_agree_at_the_default_and_at_the_ends_of_every_slider(name):
    explorer = book()[name]
    assert_same_faces(explorer)
    for control in explorer.controls:
        if isinstance(control, Slider):
            for value in (control.low, control.high):
                assert_same_faces(explorer, {control.name: value})


def test_both_faces_agree_that_a_setting_is_impossible():
    assert_same_faces(book()["mediation"], {"a": 0.9, "b": 0.9, "direct": 0.9})


@pytest.mark.parametrize("name", BOOK)
def test_every_default_lies_on_the_grid_of_its_slider(name):
    # A browser moves a value that lies off the grid, and the sentence would change at once.
    for control in book()[name].controls:
        assert control.label.strip()
        if isinstance(control, Slider):
            steps = (control.default - control.low) / control.step
            assert steps == pytest.approx(round(steps), abs=1e-6)
            assert control.unit.strip()


@pytest.mark.parametrize("name", BOOK)
@given(st.data())
@settings(max_examples=15)
def test_every_setting_has_a_sentence_with_numbers_in_it(name, data):
    explorer = book()[name]
    said = explorer.sentence(data.draw(settings_of(explorer)))
    assert said.endswith(".")
    assert "{" not in said
    assert "–" not in said.replace(" – ", ""), said


@pytest.mark.parametrize("name", BOOK)
def test_every_number_of_a_sentence_has_a_column_and_a_specification(name):
    # Without one, Python prints 3.0 where the page's script prints 3.
    from string import Formatter

    explorer = book()[name]
    row = explorer.evaluate().iloc[0].to_dict()
    for template in explorer.sentences.values():
        for _, column, spec, _ in Formatter().parse(template):
            if column:
                assert column in row
                assert isinstance(row[column], str) == (not spec), column
        assert "{" not in fill(template, row)


@pytest.mark.parametrize("name", BOOK)
@pytest.mark.parametrize("width", [680, 320])
def test_a_chart_that_moves_carries_the_base_and_the_formula(name, width):
    explorer = book()[name]
    spec = explorer.specification(width)
    assert len(spec["data"]["values"]) == len(explorer.base)
    assert {param["name"] for param in spec["params"]} >= set(explorer.defaults)


@pytest.mark.parametrize("name", BOOK)
def test_every_explorer_says_whose_numbers_it_shows(name):
    explorer = book()[name]
    payload = explorer.figure().payload()
    assert payload["sources"]
    assert payload["kinds"]
    assert payload["alt"].strip()
    if name in ("technology-slope", "mediation", "compatible"):
        assert "reconstructed" in payload["kinds"]
    assert [column for column in payload["table"]["columns"] if not column.strip()] == []


def test_the_printed_coefficient_is_the_ledgers():
    assert claim("wang2026-policy-beta").interval.middle == pytest.approx(BETAS[0])


# ---- definitions that cannot work ----------------------------------------------------------


def small(**more) -> Explorer:
    parts = {
        "name": "small",
        "title": "What if?",
        "alt": "A line.",
        "controls": (Slider("rate", "Rate", "%", 0, 10, 1, 2),),
        "base": pd.DataFrame({"start": [1.0]}),
        "derive": lambda s, row: {"value": row.start * s.rate, "case": "one"},
        "chart": draw.slope,
        "sentences": {"one": "{value:.1f}"},
        "columns": {"value": "Value"},
        **more,
    }
    return Explorer(**parts)


def test_a_slider_may_not_be_named_after_a_column():
    with pytest.raises(ValueError, match="both a slider and a column rate"):
        small(base=pd.DataFrame({"start": [1.0], "rate": [1.0]}))


def test_a_choice_may_be_named_after_the_column_that_it_picks_rows_by():
    explorer = small(
        controls=(Choice("series", "Series", (("a", "First"), ("b", "Second"))),),
        base=pd.DataFrame({"series": ["a", "b"], "start": [1.0, 2.0]}),
        derive=lambda s, row: {"value": row.start, "case": "one"},
    )
    assert explorer.defaults == {"series": "a"}


@pytest.mark.parametrize("taken", ["mean", "size", "index", "where", "rank", "T", "values"])
def test_a_column_that_tables_have_a_use_for_is_refused_by_name(taken):
    # row.mean would be the method of the table and not its column.
    with pytest.raises(ValueError, match=f"cannot name a column {taken}"):
        small(base=pd.DataFrame({"start": [1.0], taken: [2.0]}))


def test_every_construct_of_the_slope_is_held_by_a_column_of_its_own():
    # As in the page: symbols have no attribute but columns.
    assert not [name for name in book()["technology-slope"].base if hasattr(pd.DataFrame, name)]
