"""The indirect effect: a published example, pingouin, statsmodels, what is refused, size."""

from __future__ import annotations

import math
import tracemalloc

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mediations import columns, fitted, likert
from microdrama.ecosystem.bootstrap import effects, indirect, interval, resampling, sums
from microdrama.parallel import blocks

pytestmark = pytest.mark.slow


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
    products = sums.exactly_summable(sums.products_of(np.stack(scaled, axis=1)), n)
    a, b, _, _ = sums.solved_paths(counted(drawn, n) @ products, n)
    assert a * b * y.std() / x.std() == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize("standardised", [False, True])
def test_each_draw_is_a_fit_to_respondents_drawn_with_replacement(standardised):
    n, rows = 60, columns(60).T
    found = indirect(*rows.T, draws=30, seed=4, standardised=standardised)
    [block] = blocks(30, effects.BLOCK, 4)
    times = resampling.times_drawn(30, np.ones(n), n, block.rng())
    assert (times.sum(axis=1) == n).all()
    for draw, counts in zip(found.draws, times, strict=True):
        resample = np.repeat(rows, counts, axis=0)
        if standardised:
            resample = resample / resample.std(axis=0)
        a, b, _ = fitted(*resample.T)
        assert draw == pytest.approx(a * b, abs=1e-10)


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
    assert found.respondents == kept.shape[1] >= effects.FEWEST
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
