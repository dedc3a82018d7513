"""The expected course: its limits by hand, and what holds for all settings."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdrama.creators.gatekeeping import model
from microdrama.creators.gatekeeping.model import COMBINE, COMPETE, Setting
from microdrama.creators.gatekeeping.variety import hill

SHARE = st.integers(0, 20).map(lambda n: n / 20)
SETTINGS = st.builds(
    Setting,
    weight=SHARE,
    imitation=st.integers(0, 40).map(lambda n: n / 20),
    noise=st.integers(1, 40).map(lambda n: n / 20),
    unmoved=SHARE,
    traits=st.sampled_from([COMPETE, COMBINE]),
)

#: Next to no luck: who is not the best by a tenth is never taken for it.
NONE = 1e-3


def winners(setting: Setting) -> list[tuple[float, float]]:
    """Return the kinds that have more than their share of the start after very many rounds."""
    table = model.kinds(setting)
    more = model.shares(setting, 5000)[-1] > 1 / len(table)
    return list(table.loc[more, ["engagement", "originality"]].itertuples(index=False, name=None))


# ---- kinds of script -----------------------------------------------------------------------


def test_there_are_fifteen_kinds_where_traits_compete_and_all_pairs_where_they_combine():
    assert len(model.kinds(Setting())) == 5 + 4 + 3 + 2 + 1
    assert len(model.kinds(Setting(traits=COMBINE))) == 25
    assert (model.kinds(Setting())[["engagement", "originality"]].sum(axis=1) <= 1).all()


def test_the_pull_of_a_kind_is_the_chance_that_luck_makes_up_for_its_gap():
    # Weight 0.8: the best scores 0.8, half quick and half original 0.4 + 0.1 = 0.5. It lacks 0.3,
    # which luck with mean 0.2 exceeds with a chance of e^-1.5.
    table = model.kinds(Setting(weight=0.8, noise=0.2)).set_index(["engagement", "originality"])
    assert table.loc[(1, 0), "pull"] == pytest.approx(1)
    assert table.loc[(0.5, 0.5), "pull"] == pytest.approx(math.exp(-1.5))
    # Nothing of either lacks 0.8.
    assert table.loc[(0, 0), "pull"] == pytest.approx(math.exp(-4))


@given(SETTINGS)
def test_the_best_kind_has_the_pull_of_one(setting):
    assert model.kinds(setting)["pull"].max() == pytest.approx(1)


# ---- limits --------------------------------------------------------------------------------


@given(SETTINGS)
def test_where_nobody_copies_nothing_changes(setting):
    for still in (replace(setting, imitation=0), replace(setting, unmoved=1)):
        course = model.shares(still, 30)
        assert course == pytest.approx(np.full_like(course, 1 / course.shape[1]))


def test_one_round_is_worked_out_by_hand():
    # No luck, imitation 0.5, all adapt: the winner of 15 grows from 1/15 to 1.5/15 over
    # 1 + 0.5/15, that is 3/31; each of the others has 2/31.
    share = model.shares(Setting(weight=1, imitation=0.5, noise=NONE, unmoved=0), 1)[1]
    assert sorted(share) == pytest.approx([2 / 31] * 14 + [3 / 31])


def test_without_luck_the_winner_takes_all():
    share = model.shares(Setting(weight=0.8, noise=NONE, unmoved=0), 500)[-1]
    assert share.max() == pytest.approx(1)
    assert hill(share, 2) == pytest.approx(1)


@pytest.mark.parametrize(
    ("weight", "traits", "who"),
    [
        (0.8, COMPETE, [(1, 0)]),
        (0.2, COMPETE, [(0, 1)]),
        # Indifferent: every script that spends its minute in full.
        (0.5, COMPETE, [(0, 1), (0.25, 0.75), (0.5, 0.5), (0.75, 0.25), (1, 0)]),
        (0.8, COMBINE, [(1, 1)]),
        (0.2, COMBINE, [(1, 1)]),
        # Blind to originality: the quickest of any.
        (1, COMBINE, [(1, level) for level in model.LEVELS]),
        (0, COMBINE, [(level, 1) for level in model.LEVELS]),
    ],
)
def test_the_weight_decides_which_kind_wins(weight, traits, who):
    assert winners(Setting(weight=weight, traits=traits, unmoved=0)) == who


def test_originality_falls_only_where_it_costs_quick_engagement():
    for traits, rises in ((COMPETE, False), (COMBINE, True)):
        setting = Setting(traits=traits)
        mean = model.shares(setting, 100) @ model.kinds(setting)["originality"].to_numpy()
        assert (np.diff(mean) > 0).all() == rises
        assert (np.diff(mean) < 0).all() != rises


@given(SETTINGS)
def test_both_traits_are_treated_alike(setting):
    mirrored = replace(setting, weight=1 - setting.weight)
    one, other = (hill(model.shares(s, 60), 2) for s in (setting, mirrored))
    assert one == pytest.approx(other)


# ---- what holds for all settings -----------------------------------------------------------


@given(SETTINGS)
def test_shares_sum_to_one_and_start_equal(setting):
    course = model.shares(setting, 40)
    assert course.sum(axis=1) == pytest.approx(np.ones(41))
    assert course[0] == pytest.approx(np.full(course.shape[1], 1 / course.shape[1]))


@given(SETTINGS, st.sampled_from([1, 2]))
def test_variety_never_rises(setting, order):
    assert (np.diff(hill(model.shares(setting, 60), order)) <= 1e-9).all()


@given(SETTINGS)
def test_those_who_do_not_adapt_keep_a_share_of_every_kind(setting):
    course = model.shares(setting, 200)
    count = course.shape[1]
    assert course.min() >= setting.unmoved / count - 1e-12
    # The chance of two scripts of one kind is largest where all who adapt make one kind.
    least = 1 / (1 / count + (1 - setting.unmoved) ** 2 * (1 - 1 / count))
    assert hill(course[-1], 2) >= least - 1e-9


@given(SETTINGS.filter(lambda s: s.imitation > 0 and s.unmoved < 1))
def test_more_imitation_is_never_slower(setting):
    more = replace(setting, imitation=2 * setting.imitation)
    slow, fast = (hill(model.shares(s, 60), 2) for s in (setting, more))
    assert (fast <= slow + 1e-9).all()


def test_with_just_so_many_who_do_not_adapt_half_of_the_variety_stays():
    # Five kinds: 1 - 1/√4.
    assert model.unmoved_needed(5) == pytest.approx(0.5)
    needed = model.unmoved_needed(15)
    for unmoved, half in ((needed - 0.01, True), (needed + 0.01, False)):
        course = hill(model.shares(Setting(unmoved=unmoved), 5000), 2)
        assert (course[-1] <= course[0] / 2) == half


def test_the_half_time_is_the_first_round_with_half_or_less():
    courses = np.array([[8, 8, 8, 1], [6, 4, 7, 1], [4, 3, 6, 1], [1, 2, 5, 1.0]])
    assert model.half_time(courses) == pytest.approx([2, 1, math.nan, math.nan], nan_ok=True)
    assert model.half_time(courses[:, 0]) == 2


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"weight": 1.2}, "weight lies between 0 and 1, not at 1.2"),
        ({"weight": math.nan}, "weight lies between 0 and 1, not at nan"),
        ({"imitation": -0.1}, "imitation lies between 0 and inf, not at -0.1"),
        ({"unmoved": 2}, "unmoved lies between 0 and 1, not at 2"),
        ({"noise": 0}, "noise is above 0, not 0"),
        ({"traits": "both"}, "traits are “compete” or “combine”, not “both”"),
    ],
)
def test_what_lies_outside_its_range_is_refused(bad, said):
    with pytest.raises(ValueError, match=said):
        Setting(**bad)
