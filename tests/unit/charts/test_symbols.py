"""Charts of the symbols chapter: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import re
import textwrap
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd
import pytest

import drawn
from microdrama.charts import symbols as draw
from microdrama.charts.symbols.boxes import HALF_WIDTH
from microdrama.charts.symbols.coverage import STATUS_MARKS, _two_lines
from microdrama.charts.symbols.ladder import RUNG_LETTERS
from microdrama.charts.symbols.ways import ONE, OTHER
from microdrama.charts.theme import PALETTE, TEXT_COLOURS
from microdrama.evidence.ledger import short
from microdrama.exhibits import registry
from microdrama.exhibits import symbols as exhibits
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, WIDE
from microdrama.symbols import network, walks
from microdrama.symbols.codings import one
from microdrama.symbols.consensus import as_steps

pytestmark = pytest.mark.slow

WIDTHS = (WIDE, NARROW)


@lru_cache
def whole():
    return network.network()


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
    chapter = registry.chapter("symbols")
    return {
        "walk": exhibits.walk_a_case(classes(), whole(), "british-museum"),
        "reach": chapter["break-a-link"],
        "related": chapter["one-concept"],
        "rate": chapter["base-rate"],
    }


def moving(name: str, **chosen: Any):
    return lambda width: book()[name].specification(width, chosen)


CHARTS = {
    "network": lambda width: registry.chapter("symbols")["network"].draw(width).to_dict(),
    "coverage": lambda width: registry.chapter("symbols")["coverage"].draw(width).to_dict(),
    "coverage with a class": lambda width: draw.coverage_grid(
        walks.coverage(classes()), width
    ).to_dict(),
    "walk": moving("walk"),
    "walk of two": moving("walk", second="dragon-king"),
    "walk of one step": moving("walk", steps=1),
    "walk of a class": moving("walk", first="own-1", second="own-2"),
    "reach": moving("reach"),
    "reach without translation": moving("reach", taken_out=network.TRANSLATION),
    "reach without platforms": moving("reach", taken_out="short-video-platforms"),
    "related": moving("related"),
    "related once": moving("related", chosen="jade-teapot"),
    "rate": moving("rate"),
    "rate that cannot be": moving("rate", base_rate=5.0),
    "rate with much help": moving("rate", base_rate=25.0, localised=40),
    "rate if nearly all are localised": moving("rate", localised=99),
    "rate if hardly any is": moving("rate", base_rate=100.0, localised=1),
}


@lru_cache
def svg(name: str, width: int) -> str:
    return drawn.draw(CHARTS[name](width), width)


#: A class's title may be longer than two lines; then the table has all of it.
LONG = ("coverage with a class", drawn.no_words_are_cut_off)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "rule"),
    [
        pytest.param(name, rule, id=f"{name}: {rule.__name__}")
        for name in CHARTS
        for rule in drawn.RULES
        if (name, rule) != LONG
    ],
)
def test_of_every_chart(name, rule, width):
    rule(svg(name, width), width)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_chart_computes_or_loads_anything(name, width):
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
    for part in drawn.parts(CHARTS[name](width)):
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


BOXED = [(name, width) for name in ("network", "walk", "walk of two") for width in WIDTHS]


@pytest.mark.parametrize(("name", "width"), BOXED)
def test_every_name_lies_in_a_box(name, width):
    picture = svg(name, width)
    drawn_boxes = [box for _, box in rectangles(picture)]
    found = list(labels(picture))
    assert found
    for text, box in found:
        assert any(inside(box, one) for one in drawn_boxes), text


@pytest.mark.parametrize("width", WIDTHS)
def test_every_concept_has_a_box_and_no_two_boxes_touch(width):
    found = dict(rectangles(svg("network", width)))
    named = {re.search(r"Concept: ([^;]+)", said)[1] for said in found}
    assert named == LABELS
    assert len(found) == len(LABELS)
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


@pytest.mark.parametrize("width", WIDTHS)
def test_every_relation_is_a_line_in_the_colour_of_its_text_dashed_if_it_is_our_reading(width):
    lines = [tag for tag in tags(svg("network", width), "line") if "relation" in tag.lower()]
    links = network.relations()
    assert len(lines) == len(links)
    colours = Counter(re.search(r'stroke="(#\w+)"', tag)[1] for tag in lines)
    assert colours == Counter(TEXT_COLOURS[text] for text in links["text"])
    dashed = sum('stroke-dasharray="4,3"' in tag for tag in lines)
    assert dashed == (links["basis"] == "our reading").sum()


@pytest.mark.parametrize("width", WIDTHS)
def test_stages_stand_from_top_to_bottom_and_the_legend_names_the_texts(width):
    picture = svg("network", width)
    tops = {text: top for text, _, top, *_ in drawn.words(picture)}
    stages = [tops[stage] for stage in network.STAGES]
    assert stages == sorted(stages)
    assert set(names().values()) <= set(tops)


def numbers(picture: str, colour: str) -> list[str]:
    """Return the numbers of steps in one colour, in order."""
    found = re.findall(r'<text [^>]*fill="(#\w+)"[^>]*>([1-5])</text>', picture)
    return sorted(number for ink, number in found if ink == colour)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_walk_has_the_numbers_of_its_steps_in_its_colour(width):
    two = svg("walk of two", width)
    assert numbers(two, ONE) == ["1", "2", "3", "4", "5"]
    # The text says nothing of the fourth step of the other drama.
    assert numbers(two, OTHER) == ["1", "2", "3", "5"]
    assert numbers(svg("walk", width), OTHER) == []
    assert numbers(svg("walk of one step", width), ONE) == ["1"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_walk_has_a_frame_a_concept_and_an_arrow_a_link(width):
    rows = book()["walk"].evaluate({"second": "dragon-king"})
    picture = svg("walk of two", width)
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


@pytest.mark.parametrize("width", WIDTHS)
def test_a_gap_is_a_dashed_line_without_an_arrow(width):
    rows = book()["walk"].evaluate({"first": "own-1", "second": "own-2"})
    gaps = (rows["part"] == "gap").sum()
    assert gaps
    picture = svg("walk of a class", width)
    dashed = [tag for tag in tags(picture, "line") if 'stroke-dasharray="3,5"' in tag]
    assert len(dashed) == gaps
    assert 'stroke-dasharray="3,5"' not in svg("walk of two", width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "steps"), [("coverage", walks.steps), ("coverage with a class", classes)]
)
def test_coverage_has_a_mark_a_case_and_step(name, steps, width):
    found = re.findall(r">([●○–■◇])<", svg(name, width))
    assert Counter(found) == Counter(STATUS_MARKS[status][0] for status in steps()["status"])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_case_is_named_and_a_long_title_takes_two_lines(width):
    said = drawn.said(svg("coverage with a class", width))
    for title in dict.fromkeys(walks.steps()["title"]):
        assert re.sub(r"\s", "", title) in re.sub(r"\s", "", said)
    assert "闪婚老伴" in said


def test_a_chinese_character_takes_the_room_of_two_letters():
    title = "闪婚老伴是豪门：六十岁那年我嫁给了城里的首富"
    assert _two_lines(title, 36) == [title[:18], title[18:]]
    assert _two_lines("六十岁 in English", 18) == ["六十岁 in", "English"]
    assert _two_lines("Werewolf and vampire hybrids", 18) == [
        "Werewolf and",
        "vampire hybrids",
    ]
    first, second = _two_lines(3 * title, 18)
    assert len(first) == 9
    assert len(second) <= 9
    assert second.endswith("…")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("reach", {}),
        ("reach without translation", {"taken_out": network.TRANSLATION}),
        ("reach without platforms", {"taken_out": "short-video-platforms"}),
    ],
)
def test_every_outcome_has_a_field_for_symbols_and_one_for_platforms(name, chosen, width):
    rows = book()["reach"].evaluate(chosen)
    picture = svg(name, width)
    found = Counter(re.findall(r">(✓ reached|✗ cut off|never)<", picture))
    signs = {"reached": "✓ reached", "cut off": "✗ cut off", "never": "never"}
    expected = Counter(
        signs[state] for key in ("from_symbol", "from_platform") for state in rows[key]
    )
    assert found == expected
    tops = {text: top for text, _, top, *_ in drawn.words(picture)}
    listed = [tops[outcome] for outcome in rows["outcome"]]
    assert listed == sorted(listed)


@pytest.mark.parametrize("width", WIDTHS)
def test_headings_stand_above_the_fields(width):
    picture = svg("reach", width)
    first = min(top for _, (_, top, _, _) in rectangles(picture))
    headings = [
        bottom
        for text, _, _, _, bottom in drawn.words(picture)
        if text in ("from a symbol", "from a platform", "from a", "symbol", "platform")
    ]
    assert len(headings) == 2
    assert max(headings) < first


def test_something_is_cut_off_without_translation_and_nothing_by_default():
    assert "cut off" in svg("reach without translation", WIDE)
    assert "cut off" not in drawn.said(svg("reach", WIDE))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["related", "related once"])
def test_relations_of_a_concept_are_lines_hollow_where_they_are_our_reading(name, width):
    chosen = {"chosen": "jade-teapot"} if name == "related once" else {}
    rows = book()["related"].evaluate(chosen)
    picture = svg(name, width)
    tops = {text: top for text, _, top, *_ in drawn.words(picture)}
    listed = [tops[line] for line in rows["line"]]
    assert listed == sorted(listed)
    marks = [tag for tag in tags(picture, "path") if 'roledescription="point' in tag]
    assert len(marks) == len(rows)
    hollow = sum('fill-opacity="0"' in tag for tag in marks)
    assert hollow == (rows["basis"] == "our reading").sum()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_longest_line_of_any_concept_fits(width):
    size = 11 if width <= NARROW else 12
    lines = book()["related"].base["line"]
    assert 20 + max(drawn.length_of(line, size) for line in lines) <= width - 5


@pytest.mark.parametrize("width", WIDTHS)
def test_the_mark_of_a_base_rate_that_cannot_be_is_missing(width):
    def marks(name: str, colour: str) -> int:
        tags_ = tags(svg(name, width), "path")
        return sum(
            'roledescription="point' in tag and f'fill="{PALETTE[colour]}"' in tag for tag in tags_
        )

    assert marks("rate", "ochre") == marks("rate", "blue") == 1
    assert marks("rate that cannot be", "ochre") == 0
    assert marks("rate that cannot be", "blue") == 1
