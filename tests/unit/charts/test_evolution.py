"""Charts of the history: every row is a mark with its label, in every time zone."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import pandas as pd
import pytest

import drawn
from microdrama import evolution
from microdrama.charts import evolution as draw
from microdrama.exhibits.registry import chapter
from microdrama.package import current
from microdrama.show.figure import NARROW, WIDE

WIDTHS = (WIDE, NARROW)


def exhibit(name: str):
    """Return how an exhibit of the chapter is drawn at a width."""
    return lambda width: drawn.specification(chapter("evolution")[name], width)


def market(width: int):
    rows = evolution.published(["market value, China"], unit="billion RMB")
    return draw.rows(rows, width, "Billion yuan").to_dict()


NAMES = (
    "time-axis",
    "market",
    "users",
    "titles",
    "overseas",
    "hub",
    "growth",
    "passing-100-billion",
)

CHARTS = {**{name: exhibit(name) for name in NAMES}, "market of every year": market}


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
    assert drawn.computed_or_loaded(CHARTS[name](WIDE)) == []


def test_every_lane_has_a_colour_of_its_own():
    fields = {f["name"]: f for f in current().description["events"]["schema"]["fields"]}
    assert set(draw.LANE_COLOURS) == set(fields["lane"]["constraints"]["enum"])


def test_every_row_of_a_table_is_one_mark_with_its_label():
    rows = evolution.published(["market value, China"], unit="billion RMB")
    picture = svg("market of every year", WIDE)
    texts = [html.unescape(t) for t in re.findall(r"<text[^>]*>([^<]*)</text>", picture)]
    assert set(rows["label"]) <= set(texts)


def test_on_a_phone_every_label_is_there_too_whole():
    rows = evolution.published(["market value, China"], unit="billion RMB")
    picture = svg("market of every year", NARROW)
    words = " ".join(html.unescape(t) for t in re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", picture))
    folded = re.sub(r"\s+", " ", words)
    for label in rows["label"]:
        assert re.sub(r"\s+", " ", label) in folded


def test_a_figure_that_is_a_forecast_is_hollow():
    rows = evolution.published(["market value, China"], unit="billion RMB")
    spec = draw.rows(rows, WIDE, "Billion yuan").to_dict()
    fill = next(part["fillOpacity"] for part in drawn.parts(spec) if "fillOpacity" in part)
    assert fill == {"condition": {"test": "datum.forecast", "value": 0}, "value": 1}


def test_the_last_month_of_a_series_is_labelled_on_a_phone_too():
    for width in WIDTHS:
        assert ">275</text>" in svg("hub", width)


def test_the_time_axis_is_the_same_in_every_time_zone():
    for part in drawn.parts(CHARTS["time-axis"](WIDE)):
        if part.get("field") in ("begin", "start"):
            assert part["scale"]["type"] == "utc"


@pytest.mark.parametrize(
    ("low", "high"), [(172, 192_000), (335, 4000), (1.02, 6.97), (5, 5), (0.94, 100)]
)
def test_ticks_of_a_logarithmic_axis_are_round_and_lie_around_the_values(low, high):
    ticks = draw._decades(pd.Series([low, high]))
    assert ticks == sorted(set(ticks))
    assert len(ticks) >= 2
    for tick in ticks:
        digits = f"{tick:.10g}".replace(".", "").strip("0")
        assert digits in ("1", "2", "5")
    assert ticks[0] <= max(low * 2, low)
    assert any(low <= tick * 2 and tick <= high * 2 for tick in ticks)
