"""A grid of settings: every combination once, and the same rows whoever does the work."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from microdrama.creators.gatekeeping import model, sweep
from microdrama.creators.gatekeeping.model import COMBINE, COMPETE, Setting
from microdrama.creators.gatekeeping.variety import hill

FEW = sweep.grid(weight=[0.2, 0.5], imitation=[0.0, 0.5], noise=[0.2], unmoved=[0.1])


def test_a_grid_has_every_combination_once():
    assert len(FEW) == len(set(FEW)) == 2 * 2 * 1 * 1 * 2
    assert {setting.traits for setting in FEW} == {COMPETE, COMBINE}
    assert len(sweep.grid()) == 11 * 11 * 5 * 5 * 2


def test_expected_rows_are_those_of_each_setting_by_itself():
    found = sweep.expected(FEW, rounds=80)
    assert len(found) == len(FEW)
    for setting, row in zip(FEW, found.itertuples(), strict=True):
        variety = hill(model.shares(setting, 80), 2)
        assert (row.weight, row.imitation, row.traits) == (
            setting.weight,
            setting.imitation,
            setting.traits,
        )
        assert row.variety == pytest.approx(variety[-1])
        reached = [n for n, kinds in enumerate(variety) if kinds <= variety[0] / 2]
        assert row.half_time == pytest.approx(reached[0] if reached else math.nan, nan_ok=True)
    assert found.loc[found["imitation"] == 0, "half_time"].isna().all()
    assert found.loc[found["imitation"] > 0, "half_time"].notna().all()


def test_simulated_rows_lie_around_the_expected_ones():
    settings = [Setting(), Setting(weight=0.3, imitation=0.5)]
    found = sweep.simulated(settings, runs=30, rounds=80).groupby("weight", sort=False)
    exact = sweep.expected(settings, rounds=80).set_index("weight")
    assert found.size().to_list() == [30, 30]
    half = found["half_time"].median()
    assert (half - exact["half_time"]).abs().max() <= 2
    assert (found["originality"].mean() - exact["originality"]).abs().max() < 0.01


def test_one_setting_does_not_depend_on_its_neighbours():
    alone = sweep.simulated(FEW[:1], runs=4, rounds=20, makers=200)
    among = sweep.simulated(FEW[:3], runs=4, rounds=20, makers=200)
    pd.testing.assert_frame_equal(among[:4], alone)


@pytest.mark.slow
def test_two_processes_give_the_same_rows():
    here = sweep.simulated(FEW, runs=3, rounds=20, makers=200)
    there = sweep.simulated(FEW, runs=3, rounds=20, makers=200, processes=2)
    pd.testing.assert_frame_equal(here, there)


@pytest.mark.slow
def test_a_cluster_gives_the_same_rows():
    distributed = pytest.importorskip("distributed")
    here = sweep.simulated(FEW, runs=3, rounds=20, makers=200)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None
    ) as cluster:
        there = sweep.simulated(
            FEW, runs=3, rounds=20, makers=200, scheduler=cluster.scheduler_address
        )
    pd.testing.assert_frame_equal(here, there)


def test_no_settings_are_refused():
    with pytest.raises(ValueError, match="0 draws cannot be cut into blocks"):
        sweep.simulated([])


def test_bands_hold_the_middle_and_start_where_all_kinds_are_there():
    metrics = {"one-sided": Setting(), "balanced": Setting(weight=0.5)}
    found = sweep.bands(metrics, runs=40, rounds=50)
    assert found.groupby("metric", sort=False)["elapsed"].agg(list).to_dict() == {
        metric: list(range(0, 51, 5)) for metric in metrics
    }
    assert (found["low"] <= found["middle"]).all() and (found["middle"] <= found["high"]).all()
    start = found[found["elapsed"] == 0]
    assert start["expected"].to_list() == pytest.approx([15, 15])
    assert np.allclose(start["low"], start["high"])
