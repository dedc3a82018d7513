"""A thousand makers one by one: the formula on average, chance around it, the same by its seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama.creators.gatekeeping import model
from microdrama.creators.gatekeeping.model import COMBINE, COMPETE, Setting
from microdrama.creators.gatekeeping.simulation import expected, simulate, spread
from microdrama.creators.gatekeeping.variety import hill


def rng(seed: int = 3) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_makers_are_spread_as_evenly_as_can_be():
    assert spread(7, 3).tolist() == [3, 2, 2]
    assert spread(0, 3).tolist() == [0, 0, 0]


@pytest.mark.parametrize("setting", [Setting(), Setting(weight=0.5), Setting(traits=COMBINE)])
def test_step_by_step_the_expected_course_is_that_of_the_formula(setting):
    assert expected(setting, 300) == pytest.approx(model.shares(setting, 300), abs=1e-12)


def test_one_round_with_everyone_in_the_feed_is_worked_out_by_hand():
    # No luck, half adapt, imitation 1: the feed has a fifteenth of the winner, so an adapting maker
    # goes on as before with 15/16 and copies with 1/16.
    share = expected(Setting(weight=1, imitation=1, noise=1e-3, unmoved=0.5), 1, open_feed=True)[1]
    winner = 0.5 / 15 + 0.5 * (15 / 16 / 15 + 1 / 16)
    assert share.max() == pytest.approx(winner)


@pytest.mark.parametrize("open_feed", [False, True])
@pytest.mark.parametrize("setting", [Setting(), Setting(0.3, 0.5, 0.4, 0.3, COMPETE)])
def test_simulations_agree_with_the_expected_course_within_their_error(setting, open_feed):
    # A finite population differs from an infinite one by about one over its size, so there are
    # many makers; then what is left is the error of so many runs.
    makers, runs = 60_000, 100
    found = simulate(setting, rng(), makers, 60, runs, open_feed) / makers
    error = found.std(axis=1, ddof=1) / runs**0.5
    off = np.abs(found.mean(axis=1) - expected(setting, 60, open_feed))
    # Makers are whole, so a kind may start one maker off.
    assert (off <= 4.5 * error + 2 / makers).all()


def test_a_thousand_makers_lie_around_the_formula():
    found = hill(simulate(Setting(), rng(), runs=200, rounds=60) / 1000, 2)
    exact = hill(model.shares(Setting(), 60), 2)
    low, high = np.quantile(found, [0.025, 0.975], axis=1)
    inside = (low <= exact) & (exact <= high)
    assert inside[1:].mean() > 0.95
    # It is chance that is simulated, not the formula with other words.
    assert (high - low)[20:40].min() > 0.3


def test_kinds_that_rank_alike_are_lost_by_chance_the_sooner_the_fewer_makers():
    tied = Setting(weight=0.5, imitation=1, unmoved=0)
    few, many = (
        hill(simulate(tied, rng(), makers, 300, 50)[-1] / makers, 2).mean() for makers in (50, 5000)
    )
    limit = hill(model.shares(tied, 300)[-1], 2)
    assert few < 2 < many < limit


@settings(max_examples=40)
@given(
    st.builds(
        Setting,
        weight=st.sampled_from([0, 0.3, 0.5, 1]),
        imitation=st.sampled_from([0, 0.1, 1, 3]),
        noise=st.sampled_from([1e-3, 0.2, 2]),
        unmoved=st.sampled_from([0, 0.1, 0.5, 1]),
        traits=st.sampled_from([COMPETE, COMBINE]),
    ),
    st.integers(1, 80),
    st.booleans(),
)
def test_makers_are_neither_lost_nor_made(setting, makers, open_feed):
    counts = simulate(setting, rng(), makers, 8, 3, open_feed)
    assert (counts.sum(axis=2) == makers).all() and (counts >= 0).all()
    assert (counts[0] == counts[0, 0]).all()
    unmoved = spread(round(setting.unmoved * makers), counts.shape[2])
    assert (counts >= unmoved).all()
    if not open_feed:
        # What no adapting maker makes is in no feed, so that nobody can take it up again.
        gone = counts[:-1] == unmoved
        assert (counts[1:][gone] == np.broadcast_to(unmoved, counts[1:].shape)[gone]).all()


def test_where_nobody_copies_nothing_changes():
    for still in (Setting(imitation=0), Setting(unmoved=1)):
        counts = simulate(still, rng(), makers=100, rounds=20, runs=2)
        assert (counts == counts[0]).all()


def test_the_same_seed_gives_the_same_makers():
    one, same, other = (simulate(Setting(), rng(seed), 200, 30, 2) for seed in (1, 1, 2))
    assert (one == same).all() and (one != other).any()


@pytest.mark.parametrize("bad", [{"makers": 0}, {"rounds": -1}, {"runs": -1}])
def test_nothing_to_simulate_is_said_to_be_so(bad):
    with pytest.raises(ValueError, match="nothing to simulate"):
        simulate(Setting(), rng(), **bad)
