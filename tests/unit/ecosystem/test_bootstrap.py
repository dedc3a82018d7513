"""The bootstrap of an indirect effect: a published example, pingouin, statsmodels, simulation."""

from __future__ import annotations

import math
import tracemalloc
from fractions import Fraction

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pingouin.regression import _bias_corrected_ci
from scipy.stats import ks_2samp

from microdrama.ecosystem import bootstrap
from microdrama.ecosystem.bootstrap import indirect, interval
from microdrama.ecosystem.parallel import Block

pytestmark = pytest.mark.slow


def columns(n: int, seed: int = 0, a: float = 0.5, b: float = 0.4) -> np.ndarray:
    x, m, y = np.random.default_rng([n, seed]).normal(size=(3, n))
    m = a * x + m
    return np.stack([x, m, 0.2 * x + b * m + y])


def likert(n: int, seed: int = 0, items: int = 1) -> np.ndarray:
    """Return means of whole-number answers from 1 to 5."""
    noise = np.random.default_rng([n, seed]).normal(size=(3, n, items))
    return np.clip(np.rint(4 + 0.8 * columns(n, seed)[:, :, None] + noise), 1, 5).mean(axis=2)


def fitted(x, m, y) -> tuple[float, float, float]:
    """Return a, b and the direct effect as statsmodels finds them."""
    first = sm.OLS(m, sm.add_constant(x)).fit()
    second = sm.OLS(y, sm.add_constant(np.column_stack([m, x]))).fit()
    return float(first.params[1]), float(second.params[1]), float(second.params[2])


# ---- the estimate --------------------------------------------------------------------------


def test_the_published_example_comes_out_as_printed():
    # University of Virginia Library, "Introduction to Mediation Analysis": grades, self-esteem
    # and happiness of 100 students, from R's lm and mediate; pingouin carries the same table.
    data = pg.read_dataset("mediation")
    found = indirect(data["X"], data["M"], data["Y"])
    assert found.respondents == 100
    assert round(found.a, 5) == 0.56102
    assert round(found.estimate, 4) == 0.3565
    assert round(found.direct, 4) == 0.0396
    assert round(found.direct + found.estimate, 4) == 0.3961


@pytest.mark.parametrize("n", [4, 7, 30, 428, 5000])
@pytest.mark.parametrize("made", [columns, likert])
def test_the_paths_are_those_of_statsmodels_and_pingouin(n, made):
    x, m, y = made(n, seed=3)
    a, b, direct = fitted(x, m, y)
    found = indirect(x, m, y, draws=10)
    assert (found.a, found.b, found.direct) == pytest.approx((a, b, direct), abs=1e-10)
    assert found.estimate == pytest.approx(a * b, abs=1e-10)
    if n > 5:  # pingouin refuses fewer
        data = pd.DataFrame({"x": x, "m": m, "y": y})
        table = pg.mediation_analysis(data, "x", "m", "y", n_boot=10).set_index("path")["coef"]
        assert found.estimate == pytest.approx(table["Indirect"], abs=1e-10)
        assert found.a == pytest.approx(table["m ~ X"], abs=1e-10)
        assert found.direct == pytest.approx(table["Direct"], abs=1e-10)
        assert found.direct + found.estimate == pytest.approx(table["Total"], abs=1e-10)


def test_standardised_paths_are_those_of_standardised_columns():
    x, m, y = columns(200) * [[3.0], [0.1], [40.0]] + [[5.0], [-2.0], [1000.0]]
    scaled = [(column - column.mean()) / column.std() for column in (x, m, y)]
    found = indirect(x, m, y, draws=300, standardised=True)
    a, b, direct = fitted(*scaled)
    assert (found.a, found.b, found.direct) == pytest.approx((a, b, direct), abs=1e-10)
    assert found.estimate == pytest.approx(a * b, abs=1e-10)
    # Units make no difference to them, and a standardised resample is not the plain one.
    again = indirect(x * 7, m - 4, y / 9, draws=300, standardised=True)
    assert again.draws == pytest.approx(found.draws, abs=1e-9)
    plain = indirect(*scaled, draws=300)
    assert plain.estimate == pytest.approx(found.estimate)
    assert not np.allclose(plain.draws, found.draws, atol=1e-3)


@pytest.mark.parametrize("standardised", [False, True])
def test_far_off_and_tiny_units_lose_no_digits(standardised):
    x, m, y = columns(300)
    plain = indirect(x, m, y, draws=50, standardised=standardised)
    moved = indirect(x * 1e-6 + 1, m * 1e6, y + 1e5, draws=50, standardised=standardised)
    unit = 1.0 if standardised else 1e6
    assert moved.estimate / unit == pytest.approx(plain.estimate, rel=1e-8)
    assert moved.draws / unit == pytest.approx(plain.draws, rel=1e-7)


# ---- the draws -----------------------------------------------------------------------------


def counted(drawn: np.ndarray, n: int) -> np.ndarray:
    return np.stack([np.bincount(row, minlength=n) for row in drawn]).astype(float)


@pytest.mark.parametrize("n", [20, 428])
def test_the_same_resamples_give_the_draws_of_pingouin(n):
    # Pingouin's own random numbers, counted: the draws must agree one by one.
    x, m, y = columns(n, seed=1)
    data = pd.DataFrame({"x": x, "m": m, "y": y})
    _, theirs = pg.mediation_analysis(data, "x", "m", "y", n_boot=400, seed=6, return_dist=True)
    drawn = np.random.RandomState(6).choice(np.arange(n), replace=True, size=(400, n))
    scaled = [(column - column.mean()) / column.std() for column in (x, m, y)]
    products = bootstrap._exact(bootstrap._products(np.stack(scaled, axis=1)), n)
    a, b, _, _ = bootstrap._paths(counted(drawn, n) @ products, n)
    assert a * b * y.std() / x.std() == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize("standardised", [False, True])
def test_each_draw_is_a_fit_to_respondents_drawn_with_replacement(standardised):
    n, rows = 60, columns(60).T
    found = indirect(*rows.T, draws=30, seed=4, standardised=standardised)
    [block] = bootstrap.blocks(30, bootstrap.BLOCK, 4)
    times = bootstrap._times_drawn(30, np.ones(n), n, block.rng())
    assert (times.sum(axis=1) == n).all()
    for draw, counts in zip(found.draws, times, strict=True):
        resample = np.repeat(rows, counts, axis=0)
        if standardised:
            resample = resample / resample.std(axis=0)
        a, b, _ = fitted(*resample.T)
        assert draw == pytest.approx(a * b, abs=1e-10)


def test_every_respondent_is_drawn_once_on_average_with_the_spread_of_a_binomial():
    n = 50
    times = bootstrap._times_drawn(20_000, np.ones(n), n, np.random.default_rng(1))
    # Standard errors: √(0.98/20000) = 0.007 for a mean, about 0.014 for a variance.
    assert times.mean(axis=0) == pytest.approx(np.ones(n), abs=0.035)
    assert times.var(axis=0) == pytest.approx(np.full(n, 1 - 1 / n), abs=0.07)
    # Whoever is drawn more leaves less for the others: covariance −1/n.
    shared = np.cov(times.T)[~np.eye(n, dtype=bool)]
    assert shared.mean() == pytest.approx(-1 / n, abs=0.002)


def test_groups_of_equal_respondents_stand_for_all_of_them():
    rows = likert(3000).T
    groups, counts = bootstrap._collapsed(rows)
    assert len(groups) == len(np.unique(rows, axis=0)) < 3000 / bootstrap.DEARER
    assert counts.sum() == 3000
    again = np.repeat(groups, counts.astype(int), axis=0)
    assert sorted(map(tuple, again)) == sorted(map(tuple, rows))


def test_where_few_are_equal_respondents_stay_as_they_are():
    rows = columns(100).T
    same, ones = bootstrap._collapsed(rows)
    assert same is rows
    assert (ones == 1).all()


@pytest.mark.parametrize("standardised", [False, True])
def test_drawing_groups_is_the_same_distribution_as_drawing_respondents(monkeypatch, standardised):
    data = likert(2000, seed=5)
    groups = indirect(*data, draws=8000, seed=1, standardised=standardised)
    monkeypatch.setattr(bootstrap, "DEARER", 10**9)
    people = indirect(*data, draws=8000, seed=2, standardised=standardised)
    assert people.estimate == pytest.approx(groups.estimate, abs=1e-12)
    assert ks_2samp(groups.draws, people.draws).pvalue > 0.01
    error = people.draws.std() / math.sqrt(8000)
    assert groups.draws.mean() == pytest.approx(people.draws.mean(), abs=4 * math.sqrt(2) * error)
    assert groups.draws.std() == pytest.approx(people.draws.std(), rel=4 / math.sqrt(8000))


@given(
    arrays(float, (7, 3), elements=st.floats(-1e6, 1e6)),
    st.integers(1, 10**6),
    st.randoms(use_true_random=False),
)
def test_sums_of_rounded_products_are_exact_in_any_order(values, respondents, order):
    rounded = bootstrap._exact(values, respondents)
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


def test_more_draws_begin_with_those_of_fewer():
    few, more = (indirect(*columns(50), draws=draws, seed=3).draws for draws in (700, 1300))
    assert (few[:500] == more[:500]).all()
    assert len(few) == 700
    assert len(more) == 1300


def test_seeds_make_draws():
    one, again, other = (indirect(*columns(50), draws=100, seed=s).draws for s in (1, 1, 2))
    assert (one == again).all()
    assert not (one == other).any()
    assert len(np.unique(one)) == 100


def test_resamples_of_people_too_much_alike_have_no_effect():
    # x differs for one respondent of ten: about (9/10)¹⁰ = 35% of resamples miss that one.
    _, m, y = columns(10)
    x = np.zeros(10)
    x[3] = 1
    found = indirect(x, m, y, draws=2000)
    assert np.isnan(found.draws).mean() == pytest.approx(0.9**10, abs=0.045)
    assert all(map(math.isfinite, interval(found.draws, found.estimate)))
    assert np.nanmax(np.abs(found.draws)) < 1e6
    # In standard deviations the outcome must differ too.
    there = indirect(columns(10)[0], m, x, draws=2000, standardised=True)
    assert np.isnan(there.draws).mean() == pytest.approx(0.9**10, abs=0.045)


# ---- intervals -----------------------------------------------------------------------------


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
@given(
    arrays(float, st.integers(2, 60), elements=st.floats(-5, 5).map(lambda v: round(v, 3))),
    st.floats(-5, 5),
)
def test_intervals_are_those_of_numpy_and_pingouin(level, draws, estimate):
    alpha = 1 - level
    low, high = interval(draws, estimate, level)
    assert (low, high) == pytest.approx(
        tuple(np.percentile(draws, [50 * alpha, 100 - 50 * alpha])), abs=1e-12
    )
    if 0 < np.mean(draws < estimate) < 1:
        theirs = _bias_corrected_ci(draws, estimate, alpha=alpha)
        ours = interval(draws, estimate, level, "bias-corrected")
        assert ours == pytest.approx(tuple(theirs), abs=1e-9)


def test_the_bias_corrected_interval_is_the_one_by_hand():
    # Efron & Tibshirani, (14.10) with a = 0: z0 = Φ⁻¹(0.3) = −0.5244, and Φ(2·z0 ± 1.6449) =
    # 0.00353 and 0.72443; of 0, 1, …, 999 the quantiles are these shares of 999.
    draws = np.arange(1000.0)
    low, high = interval(draws, 300, 0.9, "bias-corrected")
    assert low == pytest.approx(0.00353 * 999, abs=0.01)
    assert high == pytest.approx(0.72443 * 999, abs=0.02)
    # An estimate in the middle is not corrected.
    corrected = interval(draws, 500, 0.9, "bias-corrected")
    assert corrected == pytest.approx(interval(draws, 500, 0.9), abs=1e-9)


@pytest.mark.parametrize("estimate", [-1.0, 2.0])
def test_an_estimate_outside_of_all_draws_still_has_an_interval(estimate):
    low, high = interval(np.linspace(0, 1, 50), estimate, kind="bias-corrected")
    assert 0 <= low <= high <= 1


def test_missing_draws_are_left_out_of_an_interval():
    draws = np.random.default_rng(1).normal(size=100)
    holes = np.insert(draws, [3, 50], math.nan)
    for kind in ("percentile", "bias-corrected"):
        assert interval(holes, 0.1, kind=kind) == interval(draws, 0.1, kind=kind)


@pytest.mark.parametrize("kind", ["percentile", "bias-corrected"])
def test_intervals_agree_with_pingouin_within_monte_carlo_error(kind):
    x, m, y = columns(428, seed=2, a=0.3, b=0.25)
    data = pd.DataFrame({"x": x, "m": m, "y": y})
    table, draws = pg.mediation_analysis(data, "x", "m", "y", n_boot=5000, seed=8, return_dist=True)
    row = table.set_index("path").loc["Indirect"]
    theirs = (row["CI2.5"], row["CI97.5"])
    if kind == "percentile":
        theirs = tuple(np.percentile(draws, [2.5, 97.5]))
    ours = np.array(
        [
            interval(found.draws, found.estimate, 0.95, kind)
            for found in (indirect(x, m, y, seed=seed) for seed in range(30))
        ]
    )
    # The error of theirs, as seen in thirty of ours, and the small error of our mean.
    error = ours.std(axis=0, ddof=1) * math.sqrt(1 + 1 / 30)
    assert (np.abs(theirs - ours.mean(axis=0)) < 3.5 * error).all()


def test_nineteen_of_twenty_intervals_hold_the_true_effect():
    # True effect 0.4 · 0.3; two standard errors of a share of 0.95 in 400 samples are 0.022.
    held = 0
    for seed in range(400):
        found = indirect(*columns(150, seed, a=0.4, b=0.3), draws=1000, seed=seed)
        low, high = interval(found.draws, found.estimate)
        held += low <= 0.12 <= high
    assert held / 400 == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize("level", [0, 1, -0.1, 95])
def test_a_level_is_a_share(level):
    with pytest.raises(ValueError, match=f"a level lies between 0 and 1; {level} does not"):
        interval(np.arange(9.0), 3, level)


def test_other_kinds_of_interval_are_refused():
    with pytest.raises(ValueError, match="“percentile” or “bias-corrected”, not “bca”"):
        interval(np.arange(9.0), 3, kind="bca")


def test_without_a_single_draw_there_is_no_interval():
    with pytest.raises(ValueError, match="no resample has an indirect effect"):
        interval(np.full(3, math.nan), 1.0)


# ---- what comes in -------------------------------------------------------------------------


def test_respondents_with_a_missing_value_are_left_out():
    rows = columns(80).T
    holes = rows.copy()
    holes[3, 0] = holes[10, 1] = holes[20, 2] = holes[21, 2] = math.nan
    whole = np.delete(rows, [3, 10, 20, 21], axis=0)
    found, same = (indirect(*data.T, draws=200) for data in (holes, whole))
    assert found.respondents == 76
    assert found.estimate == same.estimate
    assert (found.draws == same.draws).all()


@pytest.mark.parametrize("kind", ["Int64", "float32", "object"])
def test_columns_of_a_table_may_be_of_any_numeric_kind(kind):
    data = pd.DataFrame(likert(60).T, columns=["x", "m", "y"])
    same = indirect(data["x"], data["m"], data["y"], draws=20)
    data = data.astype(kind)
    data.loc[60] = [3, None, 4]
    found = indirect(data["x"], data["m"], data["y"], draws=20)
    assert found.respondents == 60
    assert found.draws == pytest.approx(same.draws)


def test_lists_are_columns_too():
    x, m, y = columns(20)
    assert indirect(list(x), list(m), list(y), draws=3).estimate == indirect(x, m, y).estimate


ONES, RISING = np.ones(9), np.arange(9.0)


@pytest.mark.parametrize(
    ("x", "m", "y", "said"),
    [
        (ONES, RISING, RISING**2, "the predictor x is the same for all respondents"),
        (RISING, ONES, RISING**2, "the mediator m is the same for all respondents"),
        (RISING, RISING**2, ONES * 0.1, "the outcome y is the same for all respondents"),
        (RISING, 3 - RISING / 3, RISING**2, "the predictor x and the mediator m are perfectly col"),
        (RISING[:3], RISING[:3] ** 2, RISING[:3] ** 3, "at least 4 respondents, not 3"),
        (RISING[:0], RISING[:0], RISING[:0], "at least 4 respondents, not 0"),
        (RISING * math.nan, RISING, RISING, "at least 4 respondents, not 0"),
        (RISING, RISING[:8], RISING, "predictor, mediator and outcome are not equally long"),
        (RISING, np.where(RISING == 2, math.inf, RISING), ONES, "the mediator m has an infinite"),
    ],
)
def test_what_carries_no_mediation_is_refused_in_one_sentence(x, m, y, said):
    with pytest.raises(ValueError, match=said) as refused:
        indirect(x, m, y)
    assert "\n" not in str(refused.value)


def test_no_draws_are_refused():
    with pytest.raises(ValueError, match="0 draws cannot be cut"):
        indirect(*columns(20), draws=0)


@given(
    st.integers(0, 12).flatmap(
        lambda n: arrays(
            float, (3, n), elements=st.one_of(st.integers(1, 3).map(float), st.just(math.nan))
        )
    ),
    st.booleans(),
)
def test_whatever_the_answers_there_is_an_effect_or_a_sentence(answers, standardised):
    try:
        found = indirect(*answers, draws=40, standardised=standardised)
    except ValueError as refused:
        assert "\n" not in str(refused) and str(refused)[0].islower()
        return
    assert all(map(math.isfinite, (found.estimate, found.a, found.b, found.direct)))
    assert found.draws.shape == (40,)
    assert not np.isinf(found.draws).any()
    kept = answers[:, ~np.isnan(answers).any(axis=0)]
    assert found.respondents == kept.shape[1] >= bootstrap.FEWEST
    if not standardised:
        assert (found.a, found.b, found.direct) == pytest.approx(fitted(*kept), abs=1e-8)


# ---- size ----------------------------------------------------------------------------------


def test_memory_does_not_grow_with_the_draws():
    data = columns(20_000)

    def peak(draws: int) -> int:
        tracemalloc.start()
        indirect(*data, draws=draws)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few, many = peak(100), peak(1000)
    assert many < few + 1_000_000


def test_a_large_survey_of_few_different_answers_is_drawn_by_groups():
    data = likert(200_000, items=3)
    tracemalloc.start()
    found = indirect(*data, draws=200)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.respondents == 200_000
    # A bootstrap's spread shrinks with the root of the sample: by the delta method.
    fit = sm.OLS(data[1], sm.add_constant(data[0])).fit()
    second = sm.OLS(data[2], sm.add_constant(data[1::-1].T)).fit()
    error = math.hypot(found.b * fit.bse[1], found.a * second.bse[1])
    assert found.draws.std() == pytest.approx(error, rel=0.25)
    assert most < 100_000_000


def test_a_block_is_all_that_a_worker_needs():
    block = Block(3, np.random.SeedSequence(1))
    x, m, y = columns(30)
    rows = np.stack([x / x.std(), m / m.std(), y / y.std()], axis=1)
    drawn = bootstrap._resampled(block, bootstrap._products(rows), np.ones(30), 1.0)
    assert drawn.shape == (3,)
