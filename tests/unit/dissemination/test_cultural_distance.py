"""Distances between cultures: against SciPy, by hand, and what no choice can change."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.spatial import distance as scipy_distance

from microdrama.dissemination import cultural_distance as room
from microdrama.package import table

#: Three countries on two dimensions. Variances: 100 and 400; differences from China as written.
SMALL = pd.DataFrame(
    {"idv": [10.0, 20.0, 30.0], "uai": [0.0, 40.0, 20.0]}, index=["China", "B", "C"]
)

#: Scores of eight made countries on all six dimensions, no dimension without variance.
SCORES = arrays.arrays(
    float, (8, 6), elements=st.integers(0, 100).map(float), fill=st.nothing()
).filter(lambda a: (a.std(axis=0) > 1).all() and np.linalg.cond(np.cov(a.T)) < 1e6)


def frame(values: np.ndarray) -> pd.DataFrame:
    names = ["China", *(f"country {n}" for n in range(1, len(values)))]
    return pd.DataFrame(values, index=names, columns=list(room.DIMENSIONS))


# ---- the three measures ----------------------------------------------------------------------


def test_kogut_and_singh_by_hand():
    # B: (10²/100 + 40²/400) / 2 = (1 + 4) / 2; C: (20²/100 + 20²/400) / 2 = (4 + 1) / 2.
    assert room.kogut_singh(SMALL).to_dict() == {"B": 2.5, "C": 2.5}


def test_plain_distance_by_hand():
    assert room.euclid(SMALL).to_dict() == pytest.approx({"B": 1700**0.5, "C": 800**0.5})


@given(SCORES)
def test_every_measure_is_the_one_of_scipy(values):
    scores, apart = frame(values), list(range(1, len(values)))
    variances, inverse = values.var(axis=0, ddof=1), np.linalg.inv(np.cov(values.T))
    # Kogut and Singh print a mean of squares, SciPy the root of their sum.
    standard = [scipy_distance.seuclidean(values[0], values[n], variances) ** 2 / 6 for n in apart]
    assert room.kogut_singh(scores).to_numpy() == pytest.approx(standard)
    straight = [scipy_distance.euclidean(values[0], values[n]) for n in apart]
    assert room.euclid(scores).to_numpy() == pytest.approx(straight)
    tilted = [scipy_distance.mahalanobis(values[0], values[n], inverse) for n in apart]
    assert room.mahalanobis(scores).to_numpy() == pytest.approx(tilted)


@given(SCORES, st.floats(0.1, 10))
def test_a_change_of_scale_moves_only_plain_distance(values, factor):
    scores = frame(values)
    stretched = scores.assign(idv=scores["idv"] * factor)
    for measure in (room.kogut_singh, room.mahalanobis):
        assert measure(stretched).to_numpy() == pytest.approx(measure(scores).to_numpy())
    moved = room.euclid(stretched) - room.euclid(scores)
    assert (moved.abs() > 1e-12).any() == (
        abs(factor - 1) > 1e-12 and (scores["idv"] != scores.loc["China", "idv"]).any()
    )


def test_one_dimension_leaves_nothing_to_take_out():
    one = SMALL[["uai"]]
    assert room.mahalanobis(one).to_numpy() == pytest.approx(room.kogut_singh(one) ** 0.5)


def test_too_few_countries_have_no_mahalanobis_distance():
    with pytest.raises(np.linalg.LinAlgError):
        room.mahalanobis(pd.DataFrame({"idv": [1.0, 2], "uai": [2.0, 4]}, index=["China", "B"]))


# ---- scores ----------------------------------------------------------------------------------


@pytest.mark.parametrize("which", room.LISTS)
def test_a_list_has_china_and_only_countries_with_all_six_scores(which):
    listed = room.scores(which)
    assert listed.index.is_unique and listed.notna().all(axis=None)
    # As both lists print it: power distance, individualism, … indulgence.
    assert listed.loc["China"].to_list() == [80, 20, 66, 30, 87, 24]
    assert listed.loc["United States"].to_list() == [40, 91, 62, 46, 26, 68]


def test_estimates_add_countries_and_change_none():
    measured, all_of_them = room.scores("insights"), room.scores("estimates")
    assert len(all_of_them) > len(measured)
    assert all_of_them.loc[measured.index].equals(measured)
    estimated = table("hofstede").query("vintage == 'insights' and estimated")["country"]
    assert set(all_of_them.index) - set(measured.index) <= set(estimated)


def test_a_list_that_does_not_exist_is_refused_by_name():
    with pytest.raises(ValueError, match="no list of scores “1980”; choose one of insights"):
        room.scores("1980")


# ---- all choices -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def choices() -> pd.DataFrame:
    return room.all_choices()


def test_every_choice_is_made_once(choices):
    # Sixty-three sets of six dimensions, three measures, three lists.
    assert len(room.SUBSETS) == 2**6 - 1 == len(set(room.SUBSETS))
    assert len(choices) == 63 * 3 * 3
    assert choices.index.is_unique
    assert "China" not in choices


def test_the_share_that_lies_nearer_by_hand():
    shares = room.share_nearer(pd.Series({"A": 5.0, "B": 1.0, "C": 2.0, "D": 2.0, "E": 9.0}))
    # B first; C and D share the second and third place of five; then A, then E.
    assert shares.to_dict() == {"A": 0.75, "B": 0.0, "C": 0.375, "D": 0.375, "E": 1.0}


def test_one_choice_agrees_with_its_own_ranking(choices):
    listed = room.scores("matrix")[["pdi", "lto"]]
    squares = ((listed - listed.loc["China"]) ** 2).sum(axis=1).drop("China")
    nearer = (squares < squares["Thailand"]).sum() + (
        (squares == squares["Thailand"]).sum() - 1
    ) / 2
    found = choices.loc[("matrix", "euclid", "pdi lto"), "Thailand"]
    assert found == pytest.approx(nearer / (len(squares) - 1))


def test_the_spread_by_hand():
    made = pd.DataFrame({"A": [0.0, 0.1, 0.2, 0.6, 1.0], "B": [0.0, 0.0, np.nan, 0.1, 0.4]})
    found = room.spread(made, ["A", "B"]).set_index("country")
    assert found.index.to_list() == ["B", "A"]
    assert found.loc["A", ["least", "middle", "most"]].to_list() == [0, 0.2, 1]
    assert found.loc["A", ["nearer_half", "nearest_third"]].to_list() == [0.6, 0.6]
    # Where a list lacks a country, the choice does not count for it.
    assert found.loc["B", ["nearer_half", "nearest_third"]].to_list() == [1.0, 0.75]


def test_nearer_than_counts_only_choices_that_have_both():
    made = pd.DataFrame({"A": [0.1, 0.5, 0.2], "B": [0.2, 0.2, np.nan]})
    assert room.nearer_than(made, "A", "B") == 0.5
    assert room.nearer_than(made, "B", "A") == 0.5


# ---- the explorer's formula --------------------------------------------------------------------


def settings(measure: str, raised: float = 0, **weights: float) -> SimpleNamespace:
    all_weights = {f"w_{name}": weights.get(name, 0.0) for name in room.DIMENSIONS}
    return SimpleNamespace(measure=measure, raised=raised, **all_weights)


@pytest.mark.parametrize("measure", room.MEASURES)
@pytest.mark.parametrize("which", room.LISTS)
def test_with_equal_weights_the_formula_gives_the_measure(measure, which):
    rows = room.markets().query("list == @which").set_index("country")
    even = dict.fromkeys(room.DIMENSIONS, 1.0)
    found = room.weighted_distance(settings(measure, **even), rows)
    expected = room.MEASURES[measure](room.scores(which))
    assert found["distance"] == pytest.approx(expected[rows.index].to_numpy(), rel=1e-3)
    assert found["yardstick"] == pytest.approx(expected["United States"], rel=1e-3)


def test_weights_of_zero_leave_a_dimension_out_and_double_weights_count_twice():
    rows = room.markets().query("list == 'insights'").set_index("country")
    listed = room.scores("insights")
    chosen = room.kogut_singh(listed[["idv", "lto"]])
    found = room.weighted_distance(settings("kogut-singh", idv=2.0, lto=2.0), rows)
    assert found["distance"] == pytest.approx(chosen[rows.index].to_numpy(), rel=1e-3)
    twice = room.weighted_distance(settings("euclid", idv=4.0), rows)["distance"]
    assert twice == pytest.approx((2 * rows["idv"].abs()).to_numpy())


def test_raising_china_brings_individualists_nearer_and_the_others_away():
    rows = room.markets().query("list == 'insights'").set_index("country")
    raised = room.weighted_distance(settings("euclid", raised=23, idv=1.0), rows)["distance"]
    at = list(rows.index)
    # China has 20, raised 43: the United States have 91, Thailand 20.
    assert raised[at.index("United States")] == pytest.approx(48)
    assert raised[at.index("Thailand")] == pytest.approx(23)


def test_without_any_weight_nothing_is_measured():
    rows = room.markets().query("list == 'insights'").set_index("country")
    for measure in ("kogut-singh", "euclid"):
        found = room.weighted_distance(settings(measure), rows)
        assert not np.any(found["distance"]) and not np.any(found["ratio"])
