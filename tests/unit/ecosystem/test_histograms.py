"""Histograms: every bar holds what lies in it, of scores and of compatible surveys."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from microdrama.ecosystem import compatible, scores
from microdrama.ecosystem.histograms import BINS, quantity_histograms, score_histograms
from surveys import answers, ids, ours, plain_scores


@lru_cache
def drawn() -> dict[str, pd.DataFrame]:
    return {prior: compatible.sample(2_000, prior) for prior in compatible.PRIORS}


# ---- scores --------------------------------------------------------------------------------


def test_shares_of_each_construct_add_up_to_all_respondents():
    rows = score_histograms(scores(ours().answers))
    sums = rows.groupby("construct")["share"].sum()
    assert sums.to_list() == pytest.approx([100] * 10)
    assert rows.groupby("construct")["first"].sum().eq(1).all()


def test_every_bar_holds_the_respondents_whose_score_lies_in_it():
    rows = score_histograms(scores(ours().answers))
    scored = plain_scores(ours().answers)
    for name in scored:
        bars = rows[rows["construct"] == name]
        top = bars["high"].max()
        for bar in bars.itertuples():
            last = scored[name] <= top if bar.high == top else scored[name] < bar.high
            inside = (scored[name] >= bar.low) & last
            assert bar.share == pytest.approx(100 * inside.mean())
        assert bars["mean"].iloc[0] == pytest.approx(scored[name].mean())


def test_a_score_at_the_top_of_the_scale_shares_its_bar_with_no_other():
    # Four items give scores in quarters. If the last bar held 4.75 and 5, answers would seem to
    # crowd at the top whatever they were.
    given = pd.DataFrame(
        [[5, 5, 5, 1], [5, 5, 5, 2], [4, 4, 4, 2]], columns=ids("policy_support"), dtype="float32"
    )
    rows = score_histograms(scores(given))
    assert sorted(rows.loc[rows["share"] > 0, "share"]) == pytest.approx([100 / 3] * 3)


def test_a_construct_without_answers_has_empty_bars():
    given = answers(10).assign(**dict.fromkeys(ids("policy_support"), math.nan))
    rows = score_histograms(scores(given))
    assert rows.loc[rows["construct"] == "policy_support", "share"].eq(0).all()


# ---- compatible surveys --------------------------------------------------------------------


@pytest.fixture(scope="module")
def counted() -> pd.DataFrame:
    return quantity_histograms(drawn(), compatible.QUANTITIES)


def test_every_quantity_is_counted_under_every_prior_in_as_many_bars(counted):
    bars = counted.groupby(["quantity", "prior"]).size()
    two = bars.index.get_level_values("quantity") == "full_mediation"
    assert set(bars[~two]) == {BINS}
    assert set(bars[two]) == {2}
    assert len(bars) == len(compatible.QUANTITIES) * len(compatible.PRIORS)
    assert set(counted["prior"]) == set(compatible.PRIORS)


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
    return quantity_histograms({"uniform": pd.DataFrame({"a": values})}, ["a"])


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
