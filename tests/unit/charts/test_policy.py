"""Charts of the policy chapter: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import math
import re
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

import drawn
from microdrama.charts import policy as draw
from microdrama.charts.theme import TEXT_COLOURS, VERDICT_COLOURS
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.ledger import short, texts
from microdrama.exhibits.policy.grounds import ROOM
from microdrama.exhibits.registry import chapter
from microdrama.policy import grading, scenarios
from microdrama.show.figure import NARROW, WIDE

pytestmark = pytest.mark.slow

WIDTHS = (WIDE, NARROW)
OUTCOMES = list(scenarios.OUTCOMES)
RULES = ("evidence", "checked", "agreement", "uncontested", "tried")


def results(name: str) -> pd.DataFrame:
    """Return what the chapter has computed."""
    return chapter("policy").results[name]


def graded() -> pd.DataFrame:
    return results("graded")


def ranked() -> pd.DataFrame:
    return results("rank_intervals").sort_values(["middle", "worst"], kind="stable")


def still(name: str):
    return lambda width: chapter("policy")[name].draw(width).to_dict()


def moving(name: str, **chosen):
    return lambda width: chapter("policy")[name].specification(width, chosen)


def weights(**chosen: int):
    return moving("weigh-the-rules", **{f"weight_{rule}": chosen.get(rule, 0) for rule in RULES})


CHARTS = {
    **{name: still(name) for name in ("grades", "ranks", "actors")},
    "grounds": moving("look-beneath"),
    "grounds of many": moving("look-beneath", asked="rebuild-ecosystem"),
    "grounds of nothing": moving("look-beneath", asked="follow-industry"),
    "reweighted": moving("weigh-the-rules"),
    "reweighted by one rule": weights(agreement=5),
    "reweighted by none": weights(),
    "what if": moving("what-if"),
    "what if all": moving("what-if", policy=2, competition=2, training=2, technology=1, depth=2),
    "what if little": moving("what-if", policy=0.1, correlations="weak"),
    "hidden": moving("hidden-cause"),
    "hidden and strong": moving("hidden-cause", r2_predictor=0.9, r2_outcome=0.9, precision="weak"),
    "hidden on the way": moving("hidden-cause", arrow_end="way", r2_predictor=0.3, r2_outcome=0.2),
}


@lru_cache
def svg(name: str, width: int) -> str:
    return drawn.draw(CHARTS[name](width), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_of_every_chart(name, width, rule):
    rule(svg(name, width), width)


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_computes_or_loads_anything(name):
    banned = {
        "aggregate",
        "regression",
        "loess",
        "density",
        "quantile",
        "joinaggregate",
        "window",
        "impute",
        "stack",
        "url",
        "bin",
    }
    # The order of a reader's own weights is known only in the page, and so are the first.
    banned -= {"window"} if name.startswith("reweighted") else set()
    for part in drawn.parts(CHARTS[name](WIDE)):
        assert not [key for key in banned & set(part) if part[key]]


def test_every_grade_and_every_verdict_has_its_colour():
    assert list(draw.GRADE_COLOURS) == [*(words for _, words in grading.GRADES), grading.NOTHING]
    assert len(set(draw.GRADE_COLOURS.values())) == len(draw.GRADE_COLOURS)
    assert set(VERDICT_COLOURS) == set(STATUSES)


# ---- grades --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_every_advice_has_a_field_for_each_rule_and_its_score_at_the_end(width):
    shown = graded().head(20)
    fields = drawn.marks(svg("grades", width), "rect mark")
    points = grading.points_by_rule(shown)
    assert {(f["label"], f["rule"]): float(f["points"]) for f, _ in fields} == pytest.approx(
        {(row.label, row.rule): row.points for row in points.itertuples()}, abs=1e-3
    )
    # The more points, the darker.
    by_points = sorted((float(f["points"]), float(a["opacity"])) for f, a in fields)
    assert [shade for _, shade in by_points] == sorted(shade for _, shade in by_points)
    assert by_points[-1][1] > 5 * by_points[0][1]
    scores = {f["label"]: f["score"] for f, _ in drawn.marks(svg("grades", width), "text mark")}
    assert scores == {row.label: f"{row.score:.2f}" for row in shown.itertuples()}


def test_the_dot_before_a_score_has_the_colour_of_its_grade():
    # The first, one of the middle and the last, so that several grades are met.
    shown = graded().iloc[[0, 40, -1]]
    drawing = drawn.draw(draw.grades(grading.points_by_rule(shown), WIDE).to_dict(), WIDE)
    dots = {f["label"]: a["fill"] for f, a in drawn.marks(drawing, "point") if "label" in f}
    assert dots == {row.label: draw.GRADE_COLOURS[row.grade] for row in shown.itertuples()}
    assert len(set(dots.values())) == 3
    for grade in shown["grade"]:
        assert grade in drawn.said(drawing)


# ---- ranks, actors, weights ----------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_of_ranks_run_from_end_to_end_with_the_middle_on_them(width):
    drawing = svg("ranks", width)
    lines, points = drawn.marks(drawing, "rule mark"), drawn.marks(drawing, "point")
    shown = ranked().head(20)
    thin, thick = lines[:20], lines[20:]
    assert len(thick) == len(points) == 20
    place = {f["label"]: drawn.moved(a) for f, a in points}
    one = next(row for row in shown.itertuples() if row.worst > row.best)
    at = {f["label"]: (drawn.moved(a)[0], float(a["x2"])) for f, a in thin}
    unit = at[one.label][1] / (one.worst - one.best)
    assert unit > 0
    tops = []
    for row, (_, within) in zip(shown.itertuples(), thick, strict=True):
        left, long = at[row.label]
        assert long == pytest.approx(unit * (row.worst - row.best), abs=0.01)
        assert drawn.moved(within)[0] == pytest.approx(left + unit * (row.low - row.best))
        assert float(within["x2"]) == pytest.approx(unit * (row.high - row.low), abs=0.01)
        assert place[row.label][0] == pytest.approx(left + unit * (row.middle - row.best))
        tops.append(place[row.label][1])
    assert tops == sorted(tops)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_grid_has_the_number_of_each_actor_and_lever(width):
    grid = results("by_actor_and_lever")
    numbers = {
        (f["who"], f["how"]): f["count"] for f, _ in drawn.marks(svg("actors", width), "text mark")
    }
    assert numbers == {(row.who, row.how): str(row[3]) for row in grid.itertuples()}
    said = drawn.said(svg("actors", width))
    for name in {*grid["how"], *(word for who in grid["who"] for word in who.split())}:
        assert name in said


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["reweighted", "reweighted by one rule"])
def test_the_first_under_the_readers_weights_are_drawn_as_long_as_their_scores(name, width):
    chosen = {} if name == "reweighted" else {f"weight_{rule}": 0 for rule in RULES}
    chosen |= {} if name == "reweighted" else {"weight_agreement": 5}
    found = chapter("policy")["weigh-the-rules"].evaluate(chosen).set_index("label")
    bars = drawn.marks(svg(name, width), "bar")
    length = {f["label"]: float(re.search(r"h(-?[\d.]+)", a["d"])[1]) for f, a in bars}
    best = sorted(found["score"], reverse=True)[: draw.SHOWN]
    assert sorted((found.loc[label, "score"] for label in length), reverse=True) == best
    unit = max(length.values()) / max(best)
    for fields, attributes in bars:
        row = found.loc[fields["label"]]
        assert length[fields["label"]] == pytest.approx(unit * row["score"], abs=0.01)
        text = next(key for key in texts() if short(key) == row["whose"])
        assert attributes["fill"] == TEXT_COLOURS[text]
    tops = sorted(
        (float(re.match(r"M[^,]*,([\d.]+)", a["d"])[1]), -length[f["label"]]) for f, a in bars
    )
    assert [long for _, long in tops] == sorted(long for _, long in tops)


# ---- claims beneath ------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["grounds", "grounds of many", "grounds of nothing"])
def test_claims_hang_in_their_order_each_beneath_what_it_bears_on(name, width):
    asked = {"grounds of many": "rebuild-ecosystem", "grounds of nothing": "follow-industry"}
    found = chapter("policy")["look-beneath"].evaluate(
        {"asked": asked[name]} if name in asked else {}
    )
    found = found[found["place"] < ROOM]
    marks = drawn.marks(svg(name, width), "text mark")
    lines = [one for one in marks if "wrapped" in one[0]]
    assert len(lines) == len(found)
    across = [drawn.moved(attributes)[0] for _, attributes in lines]
    assert np.diff(across).tolist() == pytest.approx(np.diff(14 * found["depth"]).tolist())
    for row, (fields, _) in zip(found.itertuples(), lines, strict=True):
        assert " ".join(fields["wrapped"].split()) in row.statement
    points = drawn.marks(svg(name, width), "point")
    if not found["beneath"].iloc[0]:
        assert points == []
        return
    for row, (note, attributes) in zip(found.itertuples(), points, strict=True):
        assert note["Claim"] in row.statement
        assert attributes["fill"] == VERDICT_COLOURS[row.status]
    # One shape for each kind of evidence.
    shapes = {attributes["d"] for _, attributes in points}
    assert len(shapes) == found["evidence"].nunique()
    said = drawn.said(svg(name, width))
    assert all(heading in said for heading in found["heading"])


@pytest.mark.parametrize(("width", "most"), [(WIDE, 3), (NARROW, 6)])
def test_the_longest_claim_has_room_for_its_lines(width, most):
    explorer = chapter("policy")["look-beneath"]
    longest = explorer.base.loc[explorer.base["statement"].str.len().idxmax()]
    spec = explorer.specification(width, {"asked": longest["advice"]})
    heights = [bottom - top for text, _, top, _, bottom in drawn.words(drawn.draw(spec, width))]
    assert max(heights) <= 14 * most + 4


# ---- scenarios and the diagram -------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["what if", "what if all", "what if little"])
def test_outcomes_stand_in_their_order_each_with_its_change(name, width):
    chosen = {
        "what if all": {
            **dict.fromkeys(("policy", "competition", "training", "depth"), 2),
            "technology": 1,
        },
        "what if little": {"policy": 0.1, "correlations": "weak"},
    }.get(name, {})
    tops = {text: top for text, _, top, *_ in drawn.words(svg(name, width)) if text in OUTCOMES}
    assert sorted(tops, key=tops.__getitem__) == OUTCOMES
    said = drawn.said(svg(name, width)).replace("−", "-")
    for value in chapter("policy")["what-if"].evaluate(chosen)["value"]:
        assert f"{value:.2f}".replace("-0.00", "0.00") in said
    if name == "what-if":
        # Where nothing moves the axis still shows what one standard deviation is.
        assert {"-1", "1"} <= {number.removesuffix(".0") for number in said.split()}


@pytest.mark.parametrize("width", WIDTHS)
def test_arrows_of_a_hidden_cause_are_as_thick_as_it_is_strong_and_dashed_if_it_is_not(width):
    for name, strong in (("hidden", False), ("hidden and strong", True)):
        lines = {f["arrow"]: a for f, a in drawn.marks(svg(name, width), "rule mark")}
        assert (lines["cause"]["stroke-dasharray"] == "3,4") == (not strong)
        assert lines["effect"]["stroke-dasharray"] != "3,4"
        # However far the coefficient goes, its arrow is no beam.
        assert all(float(a["stroke-width"]) <= 10 for a in lines.values())
    said = drawn.said(svg("hidden and strong", width))
    assert said.count("R² 0.90") == 2
    for name in ("policy support", "hidden cause", "performance"):
        assert name in said


def head(name: str, arrow: str) -> tuple[float, float]:
    """Return the direction in which a head points, right and down; heads are drawn pointing up."""
    (found,) = [a for f, a in drawn.marks(svg(name, WIDE), "point") if f.get("arrow") == arrow]
    turned = re.search(r"rotate\((-?[\d.]+)", found["transform"])
    angle = math.radians(float(turned[1]) if turned else 0)
    return math.sin(angle), -math.cos(angle)


def test_heads_point_along_their_arrows_and_one_is_turned_round():
    assert head("hidden", "effect") == pytest.approx((1, 0), abs=1e-6)
    for name, arrow in (("hidden", "cause"), ("hidden", "outcome"), ("hidden on the way", "cause")):
        (line,) = [a for f, a in drawn.marks(svg(name, WIDE), "rule mark") if f["arrow"] == arrow]
        across, down = float(line["x2"]), float(line["y2"])
        sign = -1 if "way" in name else 1
        long = sign * math.hypot(across, down)
        assert head(name, arrow) == pytest.approx((across / long, down / long), abs=1e-6)
