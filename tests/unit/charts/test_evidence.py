"""Charts of the page on what can be checked: stacked bars, and means that can be refuted."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from itertools import pairwise

import pandas as pd
import pytest

import drawn
from colours import contrast
from microdrama.charts.evidence import GROUND_COLOURS, stacks
from microdrama.charts.theme import PALETTE, VERDICT_COLOURS
from microdrama.evidence.grounds import GROUNDS
from microdrama.exhibits.registry import chapter
from microdrama.show.figure import NARROW, WIDE

WIDTHS = (WIDE, NARROW)


def exhibit(name: str):
    """Return how an exhibit of the chapter is drawn at a width."""
    return lambda width: drawn.specification(chapter("evidence")[name], width)


CHARTS = {name: exhibit(name) for name in ("by-text", "by-kind", "grounds", "refutable-means")}


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


def test_every_ground_has_a_colour_of_its_own():
    # In their order, which is that of the legend.
    assert list(GROUND_COLOURS) == list(GROUNDS)
    assert len(set(GROUND_COLOURS.values())) == len(GROUND_COLOURS)


# ---- stacked bars --------------------------------------------------------------------------

COUNTS = pd.DataFrame(
    [
        # Group, verdict, claims.
        ("Alpha 2020: 100 of 200 claims", "inconsistent", 3),
        ("Alpha 2020: 100 of 200 claims", "disputed", 4),
        ("Alpha 2020: 100 of 200 claims", "not checkable", 93),
        ("Beta 2021: 30 of 40 claims", "recomputed", 10),
        ("Beta 2021: 30 of 40 claims", "not checkable", 20),
    ],
    columns=["label", "status", "claims"],
)


def stacked(width: int = WIDE, counts: pd.DataFrame = COUNTS) -> str:
    spec = stacks(counts, width, VERDICT_COLOURS, "Claims with a check").to_dict()
    return drawn.draw(spec, width)


def segments(svg: str) -> list[tuple[str, str, float, float, float, str]]:
    """Return group, verdict, left edge, width, top and colour of each segment as drawn."""
    marks = re.findall(
        r'<path aria-label="[^"]*?Of: ([^;"]+); Verdict: ([^;"]+); [^"]*"[^>]*?'
        r'd="M(-?[\d.]+),(-?[\d.]+)h(-?[\d.]+)[^"]*" fill="(#\w+)"',
        svg,
    )
    return [(group, status, float(x), float(w), float(y), c) for group, status, x, y, w, c in marks]


def numbers_in(svg: str) -> list[tuple[str, str, str, float]]:
    """Return each number in a segment: verdict, number, its colour and the segment's width.

    A number belongs to the segment in which its middle stands.
    """
    marks = re.findall(
        r'<text aria-label="[^"]*" role="graphics-symbol"[^>]*text-anchor="middle" '
        r'transform="translate\((-?[\d.]+),(-?[\d.]+)\)"[^>]*fill="(#\w+)"[^>]*>(\d+)</text>',
        svg,
    )
    found = []
    for x, y, ink, number in marks:
        (around,) = [
            (status, number, ink, width)
            for _, status, left, width, top, _ in segments(svg)
            if left <= float(x) <= left + width and top <= float(y) <= top + 18
        ]
        found.append(around)
    return found


def words_of(svg: str) -> list[str]:
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize("width", WIDTHS)
def test_segments_are_as_long_as_their_counts_and_follow_each_other(width):
    found = segments(stacked(width))
    assert [(group, status) for group, status, *_ in found] == [
        (row.label, row.status) for row in COUNTS.itertuples()
    ]
    # All 103 claims of nobody's are 100 of one text and 30 of the other.
    unit = found[0][3] / 3
    assert unit * 100 == pytest.approx(sum(part[3] for part in found[:3]))
    for part, row in zip(found, COUNTS.itertuples(), strict=True):
        assert part[3] == pytest.approx(unit * row.claims, abs=0.01)
    for group in (found[:3], found[3:]):
        assert group[0][2] == pytest.approx(found[0][2])
        for one, other in pairwise(group):
            assert one[2] + one[3] == pytest.approx(other[2], abs=0.01)
            assert one[4] == other[4]


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_stand_in_the_order_of_the_rows_each_under_its_name(width):
    svg = stacked(width)
    tops = {group: top for group, *_, top, _ in segments(svg)}
    assert list(tops.values()) == sorted(tops.values())
    assert list(tops) == list(dict.fromkeys(COUNTS["label"]))
    said = words_of(svg)
    for label in tops:
        assert said.count(label) == 1
    assert stacked(width, COUNTS.iloc[::-1]) != svg


@pytest.mark.parametrize("width", WIDTHS)
def test_every_segment_with_room_for_it_has_its_own_number(width):
    # 10 and more of 100 have room in any case.
    found = [(status, number) for status, number, *_ in numbers_in(stacked(width))]
    counts = COUNTS[COUNTS["claims"] >= 10]
    wide = [(row.status, str(row.claims)) for row in counts.itertuples()]
    assert [pair for pair in found if int(pair[1]) >= 10] == wide


#: A digit of a system font is at least half its size wide.
DIGIT = 12 * 0.55


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("most", [30, 100, 300, 3000])
def test_no_number_is_wider_than_its_segment(width, most):
    # Segments of every width, as a ledger that grows will have them.
    for share in (1, 2, 3, 4, 5, 10):
        least = max(1, most * share // 100)
        counts = pd.DataFrame(
            [("Alpha", "recomputed", least), ("Alpha", "not checkable", most - least)],
            columns=COUNTS.columns,
        )
        for _, number, _, segment in numbers_in(stacked(width, counts)):
            assert len(number) * DIGIT <= segment, (number, segment)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_legend_names_the_verdicts_that_are_met_the_strongest_first(width):
    said = words_of(stacked(width))
    assert [text for text in said if text in VERDICT_COLOURS] == [
        "inconsistent",
        "disputed",
        "recomputed",
        "not checkable",
    ]


def test_every_verdict_has_its_colour_whichever_others_are_met():
    svg = stacked(counts=COUNTS[COUNTS["status"] == "not checkable"])
    assert {colour for *_, colour in segments(svg)} == {PALETTE["grey"]}


@pytest.mark.parametrize("colours", [VERDICT_COLOURS, GROUND_COLOURS], ids=["status", "ground"])
def test_the_number_in_a_segment_of_any_colour_can_be_read(colours):
    # WCAG 2.1, 1.4.3: text of this size needs 4.5:1.
    counts = pd.DataFrame(
        [(f"Group {n}", status, 10) for n, status in enumerate(colours)],
        columns=COUNTS.columns,
    )
    spec = stacks(counts, WIDE, colours, "Claims").to_dict()
    svg = drawn.draw(spec, WIDE)
    found = numbers_in(svg)
    assert len(found) == len(colours)
    pale = {
        status: round(contrast(ink, colours[status]), 2)
        for status, _, ink, _ in found
        if contrast(ink, colours[status]) < 4.5
    }
    assert pale == {}


# ---- means that can be refuted -------------------------------------------------------------


def refutable_bars(width: int, **chosen) -> list[float]:
    """Return how long the ten bars are as drawn."""
    spec = chapter("evidence")["refutable-means"].specification(width, chosen)
    svg = drawn.draw(spec, width)
    found = re.findall(r'<path aria-label="[^"]*Items[^"]*"[^>]*? d="M[^h]*h(-?[\d.]+)', svg)
    return [float(length) for length in found]


@pytest.mark.parametrize("width", WIDTHS)
def test_bars_of_refutable_means_are_as_long_as_their_shares(width):
    # With 10 people and two decimals: 90% for one item, 80% for two, … and 0% for ten.
    lengths = refutable_bars(width, respondents=10, decimals="2")
    assert len(lengths) == 10
    unit = lengths[0] / 90
    assert unit * 100 <= width
    assert lengths == pytest.approx([unit * share for share in range(90, -1, -10)], abs=0.05)


def test_the_bars_of_the_texts_own_survey_are_empty():
    assert refutable_bars(WIDE, respondents=428, decimals="2") == [0] * 10
