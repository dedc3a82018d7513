"""The page on platforms: both faces of its explorer, its sentences, and what its titles count."""

from __future__ import annotations

import time
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controls import all_settings_of, settings_of
from helpers import vega_values
from microdrama.dissemination import break_even as room
from microdrama.exhibits.dissemination import platforms as exhibits
from microdrama.exhibits.registry import Chapter, chapter
from microdrama.show import values
from microdrama.show.explorer import Explorer

pytestmark = pytest.mark.slow

CHOSEN = st.deferred(lambda: settings_of(explorer()))
ALL = st.deferred(lambda: all_settings_of(explorer()))


@lru_cache
def explorer() -> Explorer:
    return exhibits.break_even(room.settings())


def page() -> Chapter:
    return chapter("platforms")


# ---- the explorer ------------------------------------------------------------------------------


@given(ALL)
def test_every_setting_has_one_row_and_the_accounts_are_the_same_in_all(chosen):
    found = explorer().evaluate(chosen)
    assert found["factor"].to_list() == list(vars(room.defaults()))
    for column in ("topups", "traffic", "profit", "even", "slack"):
        assert found[column].nunique() == 1
    for name, value in chosen.items():
        assert found.set_index("factor").loc[name, "value"] == pytest.approx(value)


@given(ALL)
@settings(max_examples=25)
def test_what_a_row_wants_breaks_even(chosen):
    found = explorer().evaluate(chosen).set_index("factor")
    for name, row in found.iterrows():
        if row["times"] > 0:
            moved = explorer().evaluate({**chosen, name: row["wanted"]}).iloc[0]
            cost = moved["traffic"] + moved["production"]
            assert moved["profit"] == pytest.approx(0, abs=1e-9 * cost)


@given(ALL)
def test_the_lines_meet_the_cost_of_production_at_no_reach_and_the_profit_at_the_set_one(chosen):
    first, second = explorer().evaluate(chosen).head(2).to_dict("records")
    assert first["shown"] == 0
    for line in ("line", "line_low", "line_high"):
        assert first[line] == pytest.approx(-chosen["production"])
    along = chosen["reach"] / second["shown"]
    assert along < 1
    between = first["line"] + along * (second["line"] - first["line"])
    cost = first["traffic"] + chosen["production"]
    assert between == pytest.approx(first["profit"], abs=1e-9 * (cost + first["topups"]))
    assert second["line_low"] < second["line_high"]
    # The ring lies on the line, where that is drawn.
    assert 0 <= first["ring"] <= second["shown"]


@given(ALL)
def test_a_return_between_the_usual_ones_lies_in_the_wedge(chosen):
    row = explorer().evaluate(chosen).iloc[1]
    low, high = room.usual_return()
    if low < row["returned"] < high:
        assert row["line_low"] < row["line"] < row["line_high"]
    elif abs(row["returned"] - low) > 1e-9 and abs(row["returned"] - high) > 1e-9:
        assert not row["line_low"] <= row["line"] <= row["line_high"]


@given(ALL)
def test_the_sentence_is_the_one_of_the_case(chosen):
    said, row = explorer().sentence(chosen), explorer().evaluate(chosen).iloc[0]
    if row["profit"] >= 0:
        assert " earns " in said
    else:
        assert " loses " in said
    assert ("No reach would help" in said) == (row["even"] == 0)


def test_the_default_says_what_was_worked_out_by_hand():
    # See the room's tests: 3.6 million of top-ups, 3.42 kept, 3.2 and 0.5 spent.
    assert explorer().sentence() == (
        "Shown 100 million times, the title costs 3.20 million yuan in traffic and 0.50 million in "
        "production. Viewers pay 3.60 million, 1.13 yuan for each yuan of traffic; the producer "
        "keeps 3.42 million of it and loses 0.28 million. It would break even at 227 million times "
        "shown, or if any one of the six settings from click-through to the producer's share were "
        "8.2% higher. One per cent more of such a setting is worth 34.2 thousand yuan, one per "
        "cent off the price of traffic 32.0 thousand, one per cent off production 5.0 thousand."
    )


def test_the_default_cannot_be_mended_by_the_split_alone():
    # 95% times 3.7/3.42 is more than all.
    found = explorer().evaluate().set_index("factor")
    assert not found.loc["share", "within"]
    assert found.loc["ctr", "within"]


def test_where_a_view_costs_more_than_it_brings_no_reach_helps():
    said = explorer().sentence({"ctr": 1.0})
    assert "No reach would help" in said
    found = explorer().evaluate({"ctr": 1.0}).set_index("factor")
    assert found.loc[["reach", "production"], "times"].eq(0).all()


@given(CHOSEN)
@settings(max_examples=15)
def test_the_page_computes_the_same_account(chosen):
    columns = [
        *("factor", "value", "times", "wanted", "within", "a_per_cent", "even", "ring", "slack"),
        *("shown", "line", "line_low", "line_high", "from_times", "to_times", "case", "profit"),
    ]
    live = explorer().evaluate(chosen)
    there = vega_values(
        explorer().base.to_dict("records"),
        explorer().transforms(),
        columns,
        {**explorer().defaults, **chosen},
    )
    assert len(there) == len(live)
    for here, other in zip(live[columns].to_dict("records"), there, strict=True):
        assert here == pytest.approx(other)


def test_an_answer_takes_less_than_a_tenth_of_a_second():
    explorer().evaluate()
    start = time.perf_counter()
    for reach in range(10, 20):
        explorer().evaluate({"reach": reach})
    assert (time.perf_counter() - start) / 10 < 0.1


# ---- the page ----------------------------------------------------------------------------------


def test_titles_say_what_the_tables_have():
    titles = {name: page()[name].title for name in ("funnel", "same-share", "share-and-return")}
    # 100 million over 48,000.
    assert titles["funnel"].startswith("In the assumed case 2,083 advertisements lead to one")
    # 0.8/0.9 and 0.8/0.7.
    assert "0.89 to 1.14 yuan" in titles["same-share"]
    # 1/1.2, 1/1.1 and 1.1/1.2.
    assert "83 to 91%" in titles["share-and-return"]
    assert "more than 92%" in titles["share-and-return"]


def test_the_page_says_in_prose_what_was_worked_out_by_hand():
    results = page().results
    assert values.evaluated("a_company:.2f million yuan", results).startswith("0.61")
    assert values.evaluated("with_fee:.1f million yuan", results).startswith("8.9")
    # 3.42/0.5 and 3.42/0.22.
    assert values.evaluated("against_production:.0f", results) == "7"
    assert values.evaluated("against_reach:.0f", results) == "16"
    assert [f"{part:.1f}" for part in results["best"]] == ["0.7", "0.9"]


def test_findings_follow_the_figures(copied):
    from microdrama.dissemination import landscape, operating_models

    rows = copied.cells("figures")
    # As if the usual return were one and a half.
    for row in rows:
        if row["id"] in ("N006", "N009"):
            row["value"], row["high"] = "1.5", ""
    copied.write("figures", rows)
    glance = exhibits.findings(
        landscape.roles(), operating_models.market_by_source(), room.usual_return()
    )
    assert "more than 67% of" in glance.findings[1][0]
    assert glance.findings[2][1] == "other definition"
