"""The explorer of the gatekeeping on both faces, and pictures that say what their tables do."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from controls import all_settings_of, some_settings
from drawn import RULES, draw, marks, said, specification
from helpers import vega_values
from microdrama.creators.gatekeeping import model, sweep
from microdrama.creators.gatekeeping.model import COMBINE, COMPETE, HORIZON, Setting
from microdrama.creators.gatekeeping.variety import hill
from microdrama.evidence.ledger import claim
from microdrama.exhibits.creators import gatekeeping as exhibits
from microdrama.package import table
from microdrama.show.figure import NARROW, WIDE

explorer = lru_cache(exhibits.explorer)
CHOSEN = st.deferred(lambda: all_settings_of(explorer()))


def setting(chosen: dict) -> Setting:
    return Setting(**{name: value for name, value in chosen.items() if name != "order"})


# ---- the explorer --------------------------------------------------------------------------


#: Where pairs of traits that there are not would score far above the best.
EDGE = {
    "weight": 0.5,
    "imitation": 1.0,
    "noise": 0.05,
    "unmoved": 0.0,
    "traits": COMPETE,
    "order": "simpson",
}


@settings(max_examples=60)
@example(EDGE)
@given(CHOSEN)
def test_the_explorer_shows_the_course_of_the_model(chosen):
    found = explorer().evaluate(chosen)
    course = model.shares(setting(chosen), HORIZON)
    kinds = model.kinds(setting(chosen))
    exact = hill(course, 1 if chosen["order"] == "shannon" else 2)
    assert found["variety"].to_numpy() == pytest.approx(exact)
    assert found["originality"].to_numpy() == pytest.approx(course @ kinds["originality"])
    assert set(found["kinds"]) == {len(kinds)}
    # Rounding may put the level of half on either side of a course that only just reaches it.
    first = model.half_time(exact)
    if abs(exact / exact[0] - 0.5).min() > 1e-9:
        assert found.loc[found["turns"], "elapsed"].to_list() == ([] if first != first else [first])


@settings(max_examples=60)
@given(CHOSEN)
def test_the_sentence_says_when_half_is_gone_and_what_is_left(chosen):
    said_ = explorer().sentence(chosen)
    found = explorer().evaluate(chosen)
    still = chosen["imitation"] == 0 or chosen["unmoved"] == 1
    assert said_.startswith("Nothing changes") == still
    if still:
        return
    turning = found.loc[found["turns"], "elapsed"]
    opening = f"In round {turning.iloc[0]} half" if len(turning) else "After 100 rounds more than"
    assert said_.startswith(opening)
    left = float(re.search(r"as varied as ([\d.]+) equally", said_)[1])
    assert left == pytest.approx(found["variety"].iloc[-1], abs=0.0501)
    if chosen["traits"] == COMBINE and 0 < chosen["weight"] < 1:
        assert said_.endswith("What ranks first is quick and original at once.")


def test_the_default_sentence_is_that_of_the_room():
    # Half of 15 kinds; see the tests of the room for the numbers.
    course = model.shares(Setting(), HORIZON)
    half = model.half_time(hill(course, 2))
    assert explorer().sentence() == (
        f"In round {half:.0f} half of the variety is gone. After 100 rounds scripts are as varied "
        f"as {hill(course, 2)[-1]:.1f} equally common kinds would be (15 at the start), and their "
        "mean originality, 0.33 at the start, is "
        f"{course[-1] @ model.kinds(Setting())['originality']:.2f}. What ranks first is quick, and "
        "nothing else."
    )


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"weight": 0.5, "order": "shannon"},
        {"imitation": 0},
        {"unmoved": 1},
        EDGE,
        {"traits": COMBINE, "weight": 1, "imitation": 1},
        *some_settings(exhibits.explorer(), 4),
    ],
)
def test_the_page_computes_the_same_course(chosen):
    live = explorer().evaluate(chosen)
    columns = [*explorer().columns, "half", "turns", "case", "speaks", "last_variety"]
    page = vega_values(
        explorer().base.to_dict("records"),
        explorer().transforms(),
        columns,
        {**explorer().defaults, **chosen},
    )
    assert len(page) == len(live) == HORIZON + 1
    for here, there in zip(live[columns].to_dict("records"), page, strict=True):
        assert there == pytest.approx(here)


def test_the_picture_rings_the_round_in_which_half_is_gone():
    for width in (WIDE, NARROW):
        assert "in round 25" in said(draw(specification(explorer(), width), width))


# ---- pictures ------------------------------------------------------------------------------


@lru_cache
def figures() -> list:
    metrics = {"one-sided": Setting(), "balanced": Setting(weight=0.5)}
    grid = sweep.grid(noise=[0.2], unmoved=[0.1], traits=[model.COMPETE])
    return [exhibits.runs(sweep.bands(metrics, runs=20)), exhibits.half_times(sweep.expected(grid))]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pictures_keep_the_rules(width):
    for exhibit in (explorer(), *figures()):
        drawn = draw(specification(exhibit, width), width)
        for rule in RULES:
            rule(drawn, width)


def test_the_explorers_picture_keeps_the_rules_at_the_ends_of_its_controls():
    ends = [
        {},
        {"imitation": 0.05, "noise": 1.0, "weight": 0.5, "order": "shannon"},
        {"imitation": 1, "traits": COMBINE},
        {"unmoved": 0.7},
        {"imitation": 0},
    ]
    for chosen in ends:
        for width in (WIDE, NARROW):
            drawn = draw(explorer().specification(width, chosen), width)
            for rule in RULES:
                rule(drawn, width)


def test_every_field_of_the_grid_shows_its_half_time():
    grid = sweep.expected(
        sweep.grid(
            weight=[0, 0.5, 1],
            imitation=[0, 0.4, 1],
            noise=[0.2],
            unmoved=[0.1],
            traits=["compete"],
        )
    )
    figure = exhibits.half_times(grid)
    drawn = draw(figure.draw(WIDE).to_dict(), WIDE)
    # Where nobody copies there is no half-time, and no row.
    assert len(marks(drawn, "rect mark")) == 6
    for row in grid[grid["imitation"] > 0].itertuples():
        assert f">{row.half_time:.0f}<" in drawn
    times = grid.set_index(["imitation", "weight"])["half_time"]
    assert figure.title.endswith(
        f"in {times[0.4, 0]:.0f} rounds where makers copy least, a balanced one in "
        f"{times[0.4, 0.5]:.0f}"
    )


# ---- tables --------------------------------------------------------------------------------


def test_each_assumption_shows_the_passage_that_it_mirrors_or_says_that_there_is_none():
    rows = table("gatekeeping_assumptions")
    page = html.unescape(exhibits.assumptions(rows)._repr_html_())
    for claim_id in filter(None, rows["claim"]):
        assert claim(claim_id).source == "zhang2025"
        assert f"“{claim(claim_id).quote}”" in page
    assert page.count("no passage: ours") == (rows["claim"] == "").sum() > 0


def test_each_prediction_says_what_would_speak_against_it():
    rows = table("gatekeeping_predictions")
    shown = exhibits.predictions(rows).frame
    assert shown["What would speak against it"].to_list() == rows["against"].to_list()
