"""Charts of the synthesis: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
import pytest

import drawn
from microdrama import synthesis
from microdrama.charts import synthesis as draw
from microdrama.exhibits.registry import chapter
from microdrama.exhibits.synthesis.matrix import HEADINGS
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


def of_ideas(**chosen: str):
    return lambda width: chapter("synthesis")["five-texts"].specification(width, chosen)


CHARTS = {
    "matrix": of_ideas(),
    "matrix, another idea": of_ideas(asked="feeling"),
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


def test_every_stance_has_its_colour():
    assert set(draw.STANCE_COLOURS) == {*synthesis.STANCES.values(), synthesis.SHARED_IDEA}
    assert {*draw.POSITION_COLOURS, synthesis.SILENT} == set(synthesis.POSITIONS)
    for colours in (draw.STANCE_COLOURS, draw.POSITION_COLOURS):
        assert len(set(colours.values())) == len(colours)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_stance_is_a_field_in_its_colour_with_its_word(width):
    rows = synthesis.positions()
    spoken = rows[rows["stance"] != synthesis.SILENT]
    fields = [(f, a) for f, a in drawn.marks(svg("matrix", width), "rect mark") if "It" in f]
    assert len(fields) == len(spoken)
    for described, attributes in fields:
        assert attributes["fill"] == draw.POSITION_COLOURS[described["It"]]
    said = drawn.said(svg("matrix", width))
    for stance, count in rows["stance"].value_counts().items():
        assert said.count(stance) - " ".join(HEADINGS.values()).count(stance) == count
    for heading in HEADINGS.values():
        assert said.count(heading) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_the_frame_stands_around_the_chosen_row(width):
    def framed(name: str) -> float:
        (top,) = {
            float(re.search(r"M[\d.]+,([\d.]+)", a["d"])[1])
            for _, a in drawn.marks(svg(name, width), "rect mark")
            if a.get("fill", "none") == "none"
        }
        return top

    ideas = synthesis.positions()["idea"].drop_duplicates().to_list()
    assert ideas.index("feeling") > 0
    assert framed("matrix, another idea") > framed("matrix")


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
