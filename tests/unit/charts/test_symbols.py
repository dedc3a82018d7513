"""Charts of the symbols chapter: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import re
import textwrap
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import networkx as nx
import pandas as pd
import pytest

import drawn
from microdrama.charts.symbols.boxes import HALF_WIDTH
from microdrama.charts.symbols.ladder import RUNG_LETTERS
from microdrama.charts.symbols.lanes import _in_lines
from microdrama.charts.symbols.ways import ONE, OTHER
from microdrama.charts.theme import PALETTE, TEXT_COLOURS
from microdrama.evidence.ledger import short
from microdrama.exhibits import registry
from microdrama.exhibits import symbols as exhibits
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, widest
from microdrama.symbols import lanes, network, walks
from microdrama.symbols.codings import one
from microdrama.symbols.consensus import as_steps

pytestmark = pytest.mark.slow

SIZES = ("wide", "narrow")


@lru_cache
def whole():
    return network.network()


@lru_cache
def framework():
    return network.network(["zhao2025"])


@lru_cache
def names() -> dict[str, str]:
    return {key: short(key) for key in dict.fromkeys(dict(whole().nodes(data="text")).values())}


@lru_cache
def classes() -> pd.DataFrame:
    """Return the cases with a class's own: one with a long Chinese title, one with a gap."""
    codes = {
        "symbol_kind": "object",
        "depth": "surface",
        "function": "acts",
        "tension": "self-other",
        "outcome": "resonance",
    }
    titles = ["闪婚老伴是豪门：六十岁那年我嫁给了城里的首富和他的三个儿子", "A drama", "Ne Zha"]
    mine = pd.concat(
        [
            as_steps(one(title, "jade", codes)).assign(case=f"own-{n}")
            for n, title in enumerate(titles)
        ]
    )
    mine.loc[(mine["title"] == "Ne Zha") & (mine["step"] == "function"), ["concept", "status"]] = [
        "",
        "disputed",
    ]
    return walks.together(mine)


@lru_cache
def book() -> dict[str, Explorer]:
    """Return the explorers of the chapter, the walks with dramas of a class."""
    chapter = registry.chapter("questions")
    return {
        "walk": exhibits.walk_a_case(classes(), whole(), "british-museum"),
        "reach": chapter["break-a-link"],
        "network": chapter["network"],
        "rate": chapter["base-rate"],
    }


def moving(name: str, **chosen: Any):
    return lambda width: book()[name].specification(width, chosen)


def lanes_of(cases: pd.DataFrame):
    """Return the dramas of some cases as lanes."""
    table = walks.coverage(cases)
    links = lanes.links(cases, whole())
    return exhibits.lanes(table, links, lanes.path_of(cases, framework())).draw


CHARTS = {
    "spine": lambda width: registry.chapter("symbols")["spine"].draw(width).to_dict(),
    "lanes": lambda width: registry.chapter("symbols")["lanes"].draw(width).to_dict(),
    "lanes of a class": lambda width: lanes_of(classes())(width).to_dict(),
    "network": moving("network"),
    "network, whole": moving("network", shown="whole"),
    "network, the surface path": moving("network", shown="path-surface"),
    "network, one symbol": moving("network", shown="jade-teapot"),
    "walk": moving("walk"),
    "walk of two": moving("walk", second="dragon-king"),
    "walk of one step": moving("walk", steps=1),
    "walk of a class": moving("walk", first="own-1", second="own-2"),
    "reach": moving("reach"),
    "reach without translation": moving("reach", taken_out=network.TRANSLATION),
    "reach without platforms": moving("reach", taken_out="short-video-platforms"),
    "rate": moving("rate"),
    "rate that cannot be": moving("rate", base_rate=5.0),
    "rate with much help": moving("rate", base_rate=25.0, localised=40),
    "rate if nearly all are localised": moving("rate", localised=99),
    "rate if hardly any is": moving("rate", base_rate=100.0, localised=1),
}

#: Pictures that need more room than the text has.
BROADER = ("network", "walk", "reach")


def width_of(name: str, size: str) -> int:
    return NARROW if size == "narrow" else widest(name.startswith(BROADER))


@lru_cache
def svg(name: str, size: str) -> str:
    width = width_of(name, size)
    return drawn.draw(CHARTS[name](width), width)


#: A class's title may be longer than its lines; then the table has all of it.
LONG = ("lanes of a class", drawn.no_words_are_cut_off)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "rule"),
    [
        pytest.param(name, rule, id=f"{name}: {rule.__name__}")
        for name in CHARTS
        for rule in drawn.RULES
        if (name, rule) != LONG
    ],
)
def test_of_every_chart(name, rule, size):
    rule(svg(name, size), width_of(name, size))


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("size", SIZES)
def test_no_chart_computes_or_loads_anything(name, size):
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
    for part in drawn.parts(CHARTS[name](width_of(name, size))):
        assert not [key for key in banned & set(part) if part[key]]


# ---- boxes -----------------------------------------------------------------------------------

Box = tuple[float, float, float, float]


def rectangles(picture: str) -> Iterator[tuple[str, Box]]:
    """Yield every drawn rectangle with what is said of it: left, top, right, bottom."""

    def walk(node: ET.Element, x: float, y: float) -> Iterator[tuple[str, Box]]:
        move = re.match(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)", node.get("transform", ""))
        if move:
            x, y = x + float(move[1]), y + float(move[2])
        if node.get("aria-roledescription") == "rect mark":
            assert not re.search(r"[a-z]", node.get("d")), "not a path of places"
            numbers = list(map(float, re.findall(r"-?[\d.]+(?:e-?\d+)?", node.get("d"))))
            across, down = numbers[::2], numbers[1::2]
            yield (
                node.get("aria-label"),
                (
                    x + min(across),
                    y + min(down),
                    x + max(across),
                    y + max(down),
                ),
            )
        for child in node:
            yield from walk(child, x, y)

    yield from walk(ET.fromstring(picture), 0.0, 0.0)


def inside(text: Box, box: Box) -> bool:
    """Tell whether words lie in a box; letters reach a fifth of their height below the line."""
    (left, top, right, bottom), (x, y, x2, y2) = text, box
    return left >= x and right <= x2 and top >= y and bottom + 2 <= y2


LABELS = set(dict(network.network().nodes(data="label")).values())


def labels(picture: str) -> Iterator[tuple[str, Box]]:
    """Yield the names of concepts in a drawing, the longest line of each."""
    for text, *box in drawn.words(picture):
        if text not in network.STAGES and any(text in label for label in LABELS):
            yield text, tuple(box)


#: Pictures whose names stand in boxes: all but the phone's lanes and grid.
BOXED = [
    ("spine", "wide"),
    ("spine", "narrow"),
    ("network", "wide"),
    ("network", "narrow"),
    ("network, whole", "wide"),
    ("walk of two", "wide"),
    ("walk of two", "narrow"),
    ("reach without translation", "wide"),
    ("lanes", "wide"),
]


@pytest.mark.parametrize(("name", "size"), BOXED)
def test_every_name_lies_in_a_box(name, size):
    picture = svg(name, size)
    drawn_boxes = [box for _, box in rectangles(picture)]
    found = list(labels(picture))
    assert found
    for text, box in found:
        if name == "lanes" and (box[0] < 130 or box[3] < 48):
            continue  # the title of a drama, or the name of a step
        assert any(inside(box, one) for one in drawn_boxes), text


@pytest.mark.parametrize("name", ["network", "walk", "reach"])
def test_every_concept_has_a_box_and_no_two_boxes_touch(name):
    said = [(text, box) for text, box in rectangles(svg(name, "wide")) if "Concept: " in text]
    found = {re.search(r"Concept: ([^;]+)", text)[1]: box for text, box in said}
    assert set(found) == LABELS
    boxes = sorted(found.values())
    for place, (left, top, right, bottom) in enumerate(boxes):
        for x, y, x2, y2 in boxes[place + 1 :]:
            assert x >= right or x2 <= left or y >= bottom or y2 <= top


def test_on_a_ladder_a_name_leaves_room_for_the_number_of_its_step():
    for label in LABELS:
        assert all(
            drawn.length_of(line, 11) / 2 + 16 <= HALF_WIDTH * (NARROW - 12) / 2
            for line in textwrap.wrap(label, RUNG_LETTERS)
        ), label


# ---- what is shown ---------------------------------------------------------------------------


def tags(picture: str, kind: str) -> list[str]:
    return re.findall(rf"<{kind} [^>]*>", picture)


def lines_of(picture: str) -> list[dict[str, str]]:
    """Return the attributes of every relation's line in a drawing, in the order of drawing."""
    found = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags(picture, "path")]
    # A line is not filled, and its path is not closed.
    return [one for one in found if "fill" not in one and "stroke" in one and "Z" not in one["d"]]


def test_of_the_whole_network_every_relation_is_a_line_in_the_colour_of_its_text():
    lines = lines_of(svg("network, whole", "wide"))
    links = network.relations()
    colours = Counter(line["stroke"] for line in lines)
    for text, count in links["text"].value_counts().items():
        assert colours[TEXT_COLOURS[text]] == count
    lit = [line for line in lines if line["stroke"] in TEXT_COLOURS.values()]
    dashed = sum(line.get("stroke-dasharray") == "5,3" for line in lit)
    assert dashed == (links["basis"] == "our reading").sum()


def lit_names(picture: str) -> set[str]:
    """Return what is lit of the network: boxes in the colour of a text."""
    return {
        re.search(r"Concept: ([^;]+)", tag)[1]
        for tag in tags(picture, "path")
        if "Concept: " in tag and any(f'stroke="{c}"' in tag for c in TEXT_COLOURS.values())
    }


def test_a_concept_lights_up_with_all_that_leads_to_it_and_from_it_and_the_rest_is_grey():
    graph, label = network.carrying(whole()), network.labels()
    expected = {"jade-teapot", *nx.descendants(graph, "jade-teapot")}
    assert lit_names(svg("network, one symbol", "wide")) == {label[one] for one in expected}
    chosen = network.TRANSLATION
    expected = {chosen} | nx.ancestors(graph, chosen) | nx.descendants(graph, chosen)
    expected |= {*whole().pred[chosen], *whole().succ[chosen]}
    assert lit_names(svg("network", "wide")) == {label[one] for one in expected}
    assert lit_names(svg("network, whole", "wide")) == LABELS


def test_the_legend_names_the_texts():
    assert set(names().values()) <= {text for text, *_ in drawn.words(svg("network", "wide"))}


def test_on_a_phone_what_leads_to_a_concept_stands_above_it_and_what_it_leads_to_below():
    tops = {text: top for text, _, top, *_ in drawn.words(svg("network", "narrow"))}
    label = network.labels()
    own = tops[label[network.TRANSLATION]]
    assert all(tops[label[one]] < own for one in whole().pred[network.TRANSLATION])
    assert all(tops[label[one]] > own for one in whole().succ[network.TRANSLATION])


def test_on_a_phone_every_box_can_be_hit_with_a_finger_and_the_picture_is_as_tall_as_it_needs():
    explorer = book()["network"]
    for shown, _ in explorer.controls[0].options:
        rows = explorer.evaluate({"shown": shown}).query("side != 'all'")
        assert (rows["bottom"] - rows["top"]).min() >= 24
        lowest = max(rows["bottom"].max(), rows["own_y"].iloc[0] + 26)
        assert lowest <= rows["narrow_height"].iloc[0] <= lowest + 12
        ordered = rows.sort_values("top")
        assert (ordered["top"].to_numpy()[1:] >= ordered["bottom"].to_numpy()[:-1]).all()


# ---- the spine and the lanes -----------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_the_two_paths_have_their_colours_and_what_is_our_reading_is_dashed(size):
    table = registry.chapter("symbols")["spine"].table
    lines = lines_of(svg("spine", size))
    for path, colour in (("deep", "blue"), ("surface", "vermilion")):
        of_path = [line for line in lines if line["stroke"] == PALETTE[colour]]
        rows = table[table["Path"] == path]
        assert len(of_path) == len(rows)
        dashed = sum(line.get("stroke-dasharray") == "5,3" for line in of_path)
        assert dashed == (rows["Basis"] == "our reading").sum()


def test_the_columns_of_the_spine_are_named_from_left_to_right_above_their_boxes():
    at = {text: (left, top) for text, left, top, *_ in drawn.words(svg("spine", "wide"))}
    headings = ["Regional symbol", "Purification", "translation", "construction", "Outcomes"]
    found = [at[text] for text in ("Regional symbol", "Purification", "Outcomes")]
    assert found == sorted(found)
    first = min(top for _, (_, top, _, _) in rectangles(svg("spine", "wide")))
    assert all(top < first for _, top in found), headings


def told(steps: pd.DataFrame) -> pd.DataFrame:
    return steps[~steps["status"].isin(["left out", "disputed"])]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "steps"), [("lanes", walks.steps), ("lanes of a class", classes)])
def test_a_lane_has_a_box_for_each_step_that_is_told_dashed_if_it_is_inferred(name, steps, size):
    boxes = [tag for tag in tags(svg(name, size), "path") if "rect mark" in tag]
    assert len(boxes) == len(told(steps()))
    dashed = sum("stroke-dasharray" in tag for tag in boxes)
    assert dashed == (steps()["status"] == "inferred").sum()


def test_a_gap_says_that_nothing_is_told():
    said = [text for text, *_ in drawn.words(svg("lanes of a class", "wide"))]
    status = classes()["status"]
    assert said.count("not told") == (status == "left out").sum()
    assert said.count("coders divided") == (status == "disputed").sum() == 1


@pytest.mark.parametrize("size", SIZES)
def test_an_arrow_leads_only_from_a_step_that_is_told_to_the_next(size):
    links = lanes.links(walks.steps(), whole())
    heads = [tag for tag in tags(svg("lanes", size), "path") if 'roledescription="point' in tag]
    assert len(heads) == len(links)


@pytest.mark.parametrize("size", SIZES)
def test_every_case_is_named_with_its_path(size):
    said = re.sub(r"\s", "", drawn.said(svg("lanes of a class", size)))
    for title in dict.fromkeys(walks.steps()["title"]):
        assert re.sub(r"\s", "", title) in said
    assert "闪婚老伴" in said
    # One of the texts, and those of the class, which keep the surface only.
    paths = lanes.path_of(classes(), framework())
    assert said.count("surfacepath") == list(paths.values()).count("surface") == 4


def test_a_chinese_character_takes_the_room_of_two_letters():
    title = "闪婚老伴是豪门：六十岁那年我嫁给了城里的首富"
    assert _in_lines(title, 36, 2) == [title[:18], title[18:]]
    assert _in_lines("六十岁 in English", 18, 2) == ["六十岁 in", "English"]
    assert _in_lines(title, 36, 1) == [title[:17] + "…"]
    assert _in_lines("Werewolf and vampire hybrids", 18, 2) == [
        "Werewolf and",
        "vampire hybrids",
    ]
    first, second = _in_lines(3 * title, 18, 2)
    assert len(first) == 9
    assert len(second) <= 9
    assert second.endswith("…")


# ---- walks -----------------------------------------------------------------------------------


def numbers(picture: str, colour: str) -> list[str]:
    """Return the numbers of steps in one colour, in order."""
    found = re.findall(r'<text [^>]*fill="(#\w+)"[^>]*>([1-5])</text>', picture)
    return sorted(number for ink, number in found if ink == colour)


@pytest.mark.parametrize("size", SIZES)
def test_a_walk_has_the_numbers_of_its_steps_in_its_colour(size):
    two = svg("walk of two", size)
    assert numbers(two, ONE) == ["1", "2", "3", "4", "5"]
    # The text says nothing of the fourth step of the other drama.
    assert numbers(two, OTHER) == ["1", "2", "3", "5"]
    assert numbers(svg("walk", size), OTHER) == []
    assert numbers(svg("walk of one step", size), ONE) == ["1"]


@pytest.mark.parametrize("size", SIZES)
def test_a_walk_has_a_frame_a_concept_and_an_arrow_a_link(size):
    rows = book()["walk"].evaluate({"second": "dragon-king"})
    picture = svg("walk of two", size)
    for role, colour in (("one", ONE), ("other", OTHER)):
        mine = rows[rows["role"] == role]
        frames = [
            tag
            for tag in tags(picture, "path")
            if "rect mark" in tag and f'stroke="{colour}"' in tag
        ]
        heads = [
            tag
            for tag in tags(picture, "path")
            if 'roledescription="point' in tag and f'fill="{colour}"' in tag
        ]
        assert len(frames) == mine["part"].isin(["concept", "way"]).sum()
        assert len(heads) == (mine["part"] == "link").sum()


def test_a_gap_breaks_off_below_a_box_on_a_laptop_and_is_a_dashed_line_on_a_ladder():
    rows = book()["walk"].evaluate({"first": "own-1", "second": "own-2"})
    gaps = (rows["part"] == "gap").sum()
    assert gaps
    crosses = [line for line in lines_of(svg("walk of a class", "wide")) if "M-4,14" in line["d"]]
    assert len(crosses) == gaps
    ladder = svg("walk of a class", "narrow")
    dashed = [tag for tag in tags(ladder, "line") if 'stroke-dasharray="3,5"' in tag]
    assert len(dashed) == gaps
    assert "M-4,14" not in svg("walk of two", "wide")
    assert 'stroke-dasharray="3,5"' not in svg("walk of two", "narrow")


# ---- what is reached -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("reach", {}),
        ("reach without translation", {"taken_out": network.TRANSLATION}),
        ("reach without platforms", {"taken_out": "short-video-platforms"}),
    ],
)
def test_on_a_phone_every_outcome_has_a_field_for_symbols_and_one_for_platforms(name, chosen):
    rows = book()["reach"].evaluate(chosen)
    picture = svg(name, "narrow")
    found = Counter(re.findall(r">(✓ reached|✗ cut off|never)<", picture))
    signs = {"reached": "✓ reached", "cut off": "✗ cut off", "never": "never"}
    expected = Counter(
        signs[state] for key in ("from_symbol", "from_platform") for state in rows[key]
    )
    assert found == expected
    tops = {text: top for text, _, top, *_ in drawn.words(picture)}
    listed = [tops[outcome] for outcome in rows["outcome"]]
    assert listed == sorted(listed)


def test_headings_stand_above_the_fields():
    picture = svg("reach", "narrow")
    first = min(top for _, (_, top, _, _) in rectangles(picture))
    headings = [
        bottom
        for text, _, _, _, bottom in drawn.words(picture)
        if text in ("from a symbol", "from a platform", "from a", "symbol", "platform")
    ]
    assert len(headings) == 2
    assert max(headings) < first


@pytest.mark.parametrize("gone", [{}, {"taken_out": network.TRANSLATION}])
def test_on_a_laptop_every_outcome_that_symbols_reach_is_ticked_or_crossed_in_the_network(gone):
    rows = book()["reach"].evaluate(gone)
    picture = svg("reach without translation" if gone else "reach", "wide")
    found = Counter(re.findall(r">([✓✗])<", picture))
    expected = Counter(rows["from_symbol"].map({"reached": "✓", "cut off": "✗"}).dropna())
    assert found == expected
    assert ("✗" in found) == bool(gone)


@pytest.mark.parametrize("size", SIZES)
def test_the_mark_of_a_base_rate_that_cannot_be_is_missing(size):
    def marks(name: str, colour: str) -> int:
        tags_ = tags(svg(name, size), "path")
        return sum(
            'roledescription="point' in tag and f'fill="{PALETTE[colour]}"' in tag for tag in tags_
        )

    assert marks("rate", "ochre") == marks("rate", "blue") == 1
    assert marks("rate that cannot be", "ochre") == 0
    assert marks("rate that cannot be", "blue") == 1
