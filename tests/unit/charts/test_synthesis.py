"""Charts of the synthesis: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
import pytest

import drawn
from microdrama import synthesis
from microdrama.charts import synthesis as draw
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.evidence.ledger import short, texts
from microdrama.exhibits.registry import chapter
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, WIDE

pytestmark = pytest.mark.slow

WIDTHS = (WIDE, NARROW)


def results(name: str) -> pd.DataFrame:
    """Return what the chapter has computed."""
    return chapter("synthesis").results[name]


def counted() -> pd.DataFrame:
    """Return the parts of the bars as the chapter draws them, in order."""
    names = {"Texts": "pair", "How they meet": "stance", "Links": "links"}
    return chapter("synthesis")["between"].table.rename(columns=names)


def explorer() -> Explorer:
    return chapter("synthesis")["two-texts"]


def still(name: str):
    return lambda width: chapter("synthesis")[name].draw(width).to_dict()


def moving(**chosen: str):
    return lambda width: explorer().specification(width, chosen)


CHARTS = {
    "conversation": still("conversation"),
    "between": still("between"),
    "stances": moving(),
    "stances of few": moving(two="zhao2025+zhejiang2025"),
    "one stance": moving(kind="limit each other"),
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
    # The rows that a reader chooses are counted where they are drawn.
    banned -= {"aggregate"} if "stance" in name else set()
    for part in drawn.parts(CHARTS[name](WIDE)):
        assert not [key for key in banned & set(part) if part[key]]


def test_every_stance_and_every_text_has_its_colour():
    assert set(draw.STANCE_COLOURS) == {*synthesis.STANCES.values(), synthesis.SHARED_IDEA}
    for colours in (draw.STANCE_COLOURS, TEXT_COLOURS):
        assert len(set(colours.values())) == len(colours)
    assert set(TEXT_COLOURS) == set(texts())


@pytest.mark.parametrize("width", WIDTHS)
def test_every_claim_is_a_point_in_the_colour_of_its_text(width):
    nodes = results("nodes")
    points = [
        (f["name"], a["fill"])
        for f, a in drawn.marks(svg("conversation", width), "point")
        if "x" in f
    ]
    wanted = [(short(text), TEXT_COLOURS[text]) for text in nodes["text"]]
    assert sorted(points) == sorted(wanted)


def test_every_link_is_a_line_thicker_between_texts_and_broken_for_a_contradiction():
    links = results("links")
    lines = [a for _, a in drawn.marks(svg("conversation", WIDE), "rule mark")]
    thick = [a for a in lines if float(a["stroke-width"]) > 1]
    assert (len(lines), len(thick)) == (len(links), links["across"].sum())
    against = ((links["relation"] == "contradicts") & links["across"]).sum()
    assert sum(a["stroke-dasharray"] == "4,3" for a in thick) == against > 0
    # Every colour is a text, so no line has one.
    assert not {a["stroke"] for a in thick} & set(TEXT_COLOURS.values())


@pytest.mark.parametrize("width", WIDTHS)
def test_parts_of_a_bar_are_as_long_as_their_links_and_follow_each_other(width):
    bars = drawn.marks(svg("between", width), "bar")
    found = {}
    for fields, attributes in bars:
        left, top, long = re.match(r"M([\d.]+),([\d.]+)h([\d.]+)", attributes["d"]).groups()
        found[fields["pair"], fields["stance"]] = (float(left), float(top), float(long))
        assert attributes["fill"] == draw.STANCE_COLOURS[fields["stance"]]
    assert len(found) == len(bars) == len(counted())
    first = counted().iloc[0]
    unit = found[first["pair"], first["stance"]][2] / first["links"]
    tops = []
    for pair, rows in counted().groupby("pair", sort=False):
        end = 0
        for row in rows.itertuples():
            left, top, long = found[pair, row.stance]
            assert long == pytest.approx(unit * row.links, abs=0.01)
            assert left == pytest.approx(end, abs=0.01)
            end = left + long
        tops.append(top)
        assert drawn.said(svg("between", width)).count(pair) == 1
    assert tops == sorted(tops)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("stances", {}),
        ("stances of few", {"two": "zhao2025+zhejiang2025"}),
        ("one stance", {"kind": "limit each other"}),
    ],
)
def test_bars_of_two_texts_count_the_rows_that_are_shown(name, chosen, width):
    rows = explorer().evaluate(chosen)
    numbers = {
        f["stance"]: f["Links and shared ideas"]
        for f, _ in drawn.marks(svg(name, width), "text mark")
    }
    assert numbers == {stance: str(n) for stance, n in rows["stance"].value_counts().items()}
    for stance in draw.STANCE_COLOURS:
        assert stance in drawn.said(svg(name, width))


def test_no_bar_of_two_texts_is_longer_than_the_axis():
    most = results("text_pairs").groupby(["pair", "stance"]).size().max()
    (ends,) = {
        tuple(part["domain"])
        for part in drawn.parts(CHARTS["stances"](WIDE))
        if isinstance(part.get("domain"), list) and part["domain"][0] == 0
    }
    assert most <= ends[1]
