"""Charts of the policy chapter: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import drawn
from microdrama.charts.theme import TEXT_COLOURS, VERDICT_COLOURS
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.ledger import short, texts
from microdrama.exhibits.policy.grounds import ROOM
from microdrama.exhibits.registry import chapter
from microdrama.policy import grading, recommendations, scenarios
from microdrama.show.figure import NARROW, WIDE

pytestmark = pytest.mark.slow

WIDTHS = (WIDE, NARROW)
OUTCOMES = list(scenarios.OUTCOMES)
RULES = ("evidence", "checked", "agreement", "uncontested", "tried")


def results(name: str) -> pd.DataFrame:
    """Return what the chapter has computed."""
    return chapter("policy").results[name]


def still(name: str):
    return lambda width: chapter("policy")[name].draw(width).to_dict()


def moving(name: str, **chosen):
    return lambda width: chapter("policy")[name].specification(width, chosen)


CHARTS = {
    **{name: still(name) for name in ("rests-on", "conflicting", "actors")},
    "grounds": moving("look-beneath"),
    "grounds of many": moving("look-beneath", asked="rebuild-ecosystem"),
    "grounds of nothing": moving("look-beneath", asked="follow-industry"),
    "what if": moving("what-if"),
    "what if all": moving("what-if", policy=2, competition=2, training=2, technology=1, depth=2),
    "what if little": moving("what-if", policy=0.1, correlations="weak"),
    "hidden": moving("hidden-cause"),
    "hidden and weak": moving("hidden-cause", r2_predictor=0, r2_outcome=0),
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
    for part in drawn.parts(CHARTS[name](WIDE)):
        assert not [key for key in banned & set(part) if part[key]]


def test_every_verdict_has_its_colour():
    assert set(VERDICT_COLOURS) == set(STATUSES)


# ---- what advice rests on, conflicts, actors -----------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_every_piece_of_advice_is_a_square_in_the_row_of_its_firmest_evidence(width):
    graded = results("graded")
    squares = drawn.marks(svg("rests-on", width), "rect mark")
    assert sorted(f["Advice"] for f, _ in squares) == sorted(graded["label"])
    colours = {short(text): TEXT_COLOURS[text] for text in texts()}
    tops: dict[str, list[float]] = {}
    firmest = graded.set_index("label")["firmest"]
    for described, attributes in squares:
        assert attributes["fill"] == colours[described["Text"]]
        top = float(re.search(r"M[\d.]+,([\d.]+)", attributes["d"])[1])
        tops.setdefault(firmest[described["Advice"]], []).append(top)
    rows = [(min(tops[kind]), max(tops[kind])) for kind in grading.GRADES if kind in tops]
    assert all(above[1] < below[0] for above, below in pairwise(rows))
    said = drawn.said(svg("rests-on", width))
    for kind, count in firmest.value_counts().items():
        assert f"{grading.GRADES[kind][1:]}: {count}" in said


@pytest.mark.parametrize("width", WIDTHS)
def test_every_conflict_has_an_arm_with_its_words_and_both_pieces_of_advice(width):
    groups = recommendations.opposed(results("conflicts"))
    drawing = svg("conflicting", width)
    said = drawn.said(drawing)
    for row in groups.itertuples():
        assert row.about in said
    bars = [a for _, a in drawn.marks(drawing, "point")]
    assert len(bars) == len(groups)
    boxes = [f["Advice"] for f, a in drawn.marks(drawing, "rect mark") if "stroke" in a]
    wanted = [*groups.drop_duplicates("group")["label_one"], *groups["label_other"]]
    assert sorted(boxes) == sorted(wanted)


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
    for name, strong in (("hidden and weak", False), ("hidden and strong", True)):
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
