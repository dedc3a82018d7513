"""Charts of the page on platforms: they fit, can be read, and show what they are given."""

from __future__ import annotations

import json
from functools import lru_cache

import pytest

import drawn
from controls import some_settings
from microdrama.exhibits.registry import chapter
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, WIDE

pytestmark = pytest.mark.slow

FIGURES = (
    "money-flows",
    "market-by-source",
    "platform-roles",
    "funnel",
    "traffic-as-share",
    "same-share",
    "share-and-return",
    "break-even",
)


@lru_cache
def svg(name: str, width: int) -> str:
    return drawn.draw(drawn.specification(chapter("platforms")[name], width), width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", FIGURES)
def test_of_every_chart(name, width):
    for rule in drawn.RULES:
        rule(svg(name, width), width)
    assert drawn.computed_or_loaded(drawn.specification(chapter("platforms")[name], width)) == []


def test_the_explorer_keeps_the_rules_wherever_its_controls_stand():
    explorer: Explorer = chapter("platforms")["break-even"]
    for width in (WIDE, NARROW):
        for chosen in some_settings(explorer, 3):
            picture = drawn.draw(explorer.specification(width, chosen), width)
            for rule in drawn.RULES:
                rule(picture, width)


def test_money_that_the_text_does_not_mention_is_dashed_and_nothing_else():
    lines = [
        attributes
        for _, attributes in drawn.marks(svg("money-flows", WIDE), "rule mark")
        if attributes.get("stroke-width") == "2.5"
    ]
    dashed = [line for line in lines if line.get("stroke-dasharray") == "4,4"]
    assert (len(lines), len(dashed)) == (11, 3)


def test_a_mark_stands_for_each_text_that_gives_a_platform_a_role():
    roles = chapter("platforms").results["roles"]
    marks = drawn.marks(svg("platform-roles", WIDE), "point")
    assert len(marks) == len(roles.drop_duplicates(["kind", "role", "source"]))


def test_a_setting_of_which_no_value_would_do_says_so():
    explorer: Explorer = chapter("platforms")["break-even"]
    said = drawn.said(drawn.draw(explorer.specification(WIDE, {"ctr": 1.0}), WIDE))
    assert "Reach: 100 → no value would do" in said
    assert "Breaks even at no reach" in said


@pytest.mark.parametrize("name", FIGURES)
def test_what_a_chart_carries_is_json(name):
    spec = drawn.specification(chapter("platforms")[name], WIDE)
    assert json.dumps(spec, allow_nan=False)
