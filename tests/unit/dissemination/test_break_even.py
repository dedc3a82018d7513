"""What a title takes, costs and needs: against sums by hand, differences and each other."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from microdrama.dissemination import break_even as room

SIDES = {
    "reach": ("reach",),
    "viewers": room.VIEWERS,
    "traffic": ("cpm",),
    "production": ("production",),
}
SETTINGS = {
    "reach": st.floats(10, 500),
    "ctr": st.floats(0.2, 6),
    "conversion": st.floats(5, 80),
    "paying": st.floats(1, 60),
    "price": st.floats(0.1, 3),
    "episodes": st.floats(5, 100),
    "share": st.floats(40, 100),
    "cpm": st.floats(5, 100),
    "production": st.floats(0.05, 2),
}
TITLES = st.builds(SimpleNamespace, **SETTINGS)

#: 100 million times shown, 2% of it clicked, 30% of that at the first price, 8% of that pay for 75
#: episodes at a yuan; 95% kept, 32 yuan a thousand, half a million for production.
CASE = SimpleNamespace(
    reach=100,
    ctr=2,
    conversion=30,
    paying=8,
    price=1,
    episodes=75,
    share=95,
    cpm=32,
    production=0.5,
)


def but(title, **changed):
    """Return a title with some settings changed."""
    return SimpleNamespace(**{**vars(title), **changed})


def profit(title) -> float:
    return room.accounts(title)["profit"]


# ---- the account -------------------------------------------------------------------------------


def test_the_account_of_a_title_worked_out_by_hand():
    # 100 million, 2 million, 600,000, 48,000 payers; 48,000 times 75 yuan.
    assert room.accounts(CASE) == pytest.approx(
        {"payers": 0.048, "topups": 3.6, "income": 3.42, "traffic": 3.2, "profit": -0.28}
    )


def test_the_default_case_is_the_one_worked_out_by_hand():
    assert vars(room.defaults()) == vars(CASE)


def test_what_each_setting_would_have_to_be_worked_out_by_hand():
    must = {side: float(times) for side, times in room.needed(CASE).items()}
    # Costs of 3.7 over what is kept; what is kept leaves 0.22 over traffic, 2.92 over production.
    assert must == pytest.approx(
        {"viewers": 3.7 / 3.42, "reach": 0.5 / 0.22, "traffic": 2.92 / 3.2, "production": 0.44}
    )


@given(TITLES, st.sampled_from([(side, name) for side in SIDES for name in SIDES[side]]))
def test_a_setting_at_its_needed_value_leaves_neither_profit_nor_loss(title, setting):
    side, name = setting
    times = float(room.needed(title)[side])
    assume(times > 0)
    moved = but(title, **{name: getattr(title, name) * times})
    size = room.accounts(moved)["traffic"] + moved.production
    assert profit(moved) == pytest.approx(0, abs=1e-9 * size)


@given(TITLES)
def test_where_no_value_would_do_none_does(title):
    must = room.needed(title)
    if must["reach"] == 0:
        assert max(profit(but(title, reach=reach)) for reach in (0.001, 1, 1e3, 1e6)) < 0
        assert profit(but(title, production=0)) <= 0
    if must["traffic"] == 0:
        assert profit(but(title, cpm=0)) <= 0
    assert (must["reach"] == 0) == (must["production"] == 0)


@given(TITLES)
def test_reach_can_help_just_where_the_return_passes_one_over_the_share(title):
    books = room.accounts(title)
    excess = books["topups"] / books["traffic"] - 100 / title.share
    assume(abs(excess) > 1e-9)
    assert (float(room.needed(title)["reach"]) > 0) == (excess > 0)


# ---- what one per cent does --------------------------------------------------------------------


def test_one_per_cent_worked_out_by_hand():
    # A hundredth of 3.42, of 3.42 - 3.2, of 3.2 and of 0.5 million yuan.
    assert room.effects(CASE) == pytest.approx(
        {"viewers": 0.0342, "reach": 0.0022, "traffic": -0.032, "production": -0.005}
    )


@given(TITLES, st.sampled_from([(side, name) for side in SIDES for name in SIDES[side]]))
def test_an_effect_is_the_derivative_by_the_logarithm_of_each_setting(title, setting):
    side, name = setting
    value, step = getattr(title, name), 1e-5
    up, down = (profit(but(title, **{name: value * (1 + sign * step)})) for sign in (1, -1))
    books = room.accounts(title)
    size = books["income"] + books["traffic"] + title.production
    assert room.effects(title)[side] * 100 == pytest.approx(
        (up - down) / (2 * step), rel=1e-6, abs=1e-7 * size
    )


@given(TITLES)
def test_the_effects_of_reach_and_production_add_up_to_the_profit(title):
    # Profit is of the first degree in reach and production together (Euler).
    effects = room.effects(title)
    total = 100 * (effects["reach"] + effects["production"])
    assert total == pytest.approx(profit(title), abs=1e-9 * room.accounts(title)["topups"] + 1e-9)
    assert effects["reach"] == pytest.approx(effects["viewers"] + effects["traffic"])


# ---- returns and shares ------------------------------------------------------------------------


def test_the_usual_return_is_the_one_that_two_publishers_print():
    assert room.usual_return() == (1.1, 1.2)


def test_the_least_share_is_the_inverse_of_the_return():
    assert room.least_share(1.25) == pytest.approx(80)
    # Ten yuan of traffic and one of production: eleven tenths of what comes back.
    assert room.least_share(1.375, 10) == pytest.approx(80)


def test_the_example_of_an_agency():
    # 400,000 yuan of production at a return of 1.1 need 4 million of traffic, it says.
    assert room.least_traffic(0.4, 1.1) == pytest.approx(4)
    # At 95% of it: 0.4/(1.045 - 1).
    assert room.least_traffic(0.4, 1.1, 95) == pytest.approx(0.4 / 0.045)


@pytest.mark.parametrize("share", [80, 50])
def test_no_traffic_is_enough_where_a_yuan_brings_no_more_than_a_yuan(share):
    with pytest.raises(ValueError, match="no amount is enough"):
        room.least_traffic(0.4, 1.25, share)


@given(st.floats(0.1, 0.95), st.floats(50, 100))
def test_the_best_traffic_share_is_where_profit_has_its_top(elasticity, share):
    # Top-ups T ** e: with the best share of them spent, neither more nor less earns more.
    spent = (elasticity * share / 100) ** (1 / (1 - elasticity))
    topups = spent**elasticity
    assert room.best_elasticity(100 * spent / topups, share) == pytest.approx(elasticity)

    def gain(traffic: float) -> float:
        return share / 100 * traffic**elasticity - traffic

    assert gain(spent) >= max(gain(spent * 0.99), gain(spent * 1.01))


def test_the_line_of_returns_is_one_over_the_share():
    rows = room.share_and_return((50, 100), 2)
    assert rows.values.tolist() == [
        [50, "traffic alone", 2],
        [100, "traffic alone", 1],
        [50, "ten of traffic to one of production", pytest.approx(2.2)],
        [100, "ten of traffic to one of production", pytest.approx(1.1)],
    ]


# ---- settings and what bounds them -------------------------------------------------------------


def test_bounds_span_all_figures_and_a_claim_bounds_from_above():
    # 0.2 to 0.3, 0.4 to 0.5 and 0.5 to 1 million yuan; about 60% would pay.
    assert room.bounds("N039a N041a N040a") == pytest.approx((0.2, 1.0))
    assert room.bounds("meng2025-willing-to-pay") == (None, 60)
    assert room.bounds("") == (None, None)


def test_a_price_in_dollars_becomes_yuan():
    # 14 cents at about seven yuan a dollar.
    low, high = room.bounds("N047")
    assert low == high == pytest.approx(1, abs=0.03)


def test_click_through_conversion_and_the_split_are_bounded_by_nothing():
    rows = room.settings().set_index("name")
    assert not rows.loc[["ctr", "conversion", "share", "cpm", "reach"], "bounded"].any()
    assert rows["bounded"].sum() == 3
    assert rows.loc["paying", ["bound_low", "bound_high"]].isna().to_list() == [True, False]


def test_every_default_lies_within_what_bounds_it_give_or_take_a_rounding():
    rows = room.settings()
    assert (rows["default"] <= 1.05 * rows["bound_high"].astype(float).fillna(1e9)).all()
    assert (rows["default"] >= 0.95 * rows["bound_low"].astype(float).fillna(0)).all()


def test_the_default_case_returns_what_is_called_usual():
    books = room.accounts(room.defaults())
    low, high = room.usual_return()
    assert low <= books["topups"] / books["traffic"] <= high


# ---- the funnel --------------------------------------------------------------------------------


def test_the_funnel_of_a_title_worked_out_by_hand():
    rows = room.funnel(CASE)
    assert rows["people"].to_list() == pytest.approx([100e6, 2e6, 600e3, 48e3])
    assert rows["setting"].to_list() == ["reach", "ctr", "conversion", "paying"]
    assert pd.isna(rows["rate"].iloc[0])


@given(TITLES)
def test_a_funnel_never_widens_and_ends_at_those_who_pay(title):
    people = room.funnel(title)["people"]
    assert people.is_monotonic_decreasing
    assert people.iloc[-1] == pytest.approx(room.accounts(title)["payers"] * 1e6)
