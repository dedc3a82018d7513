"""Charts: what they show, how they look, and that nothing in them moves or computes."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from microdrama import evolution
from microdrama.charts import argument as draw_argument
from microdrama.charts import evidence as draw_evidence
from microdrama.charts import evolution as draw
from microdrama.charts.argument import RELATION_COLOURS
from microdrama.charts.evidence import FIRMNESS, STATUS_COLOURS, stacks
from microdrama.charts.theme import (
    FONT,
    INKS,
    MEASURED,
    PALETTE,
    SHAPES,
    config,
    ink_on,
    kind_shape,
)
from microdrama.evidence import coverage
from microdrama.evidence.arguments import argument, argument_rows
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.kinds import MARKS
from microdrama.exhibits.registry import chapter
from microdrama.package import current
from microdrama.show.figure import NARROW, WIDE

WIDTHS = (WIDE, NARROW)


# ---- colours -------------------------------------------------------------------------------


def linear(colour: str) -> list[float]:
    """Return red, green and blue as amounts of light (sRGB, IEC 61966-2-1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    weights = (0.2126, 0.7152, 0.0722)
    light = [
        sum(w * p for w, p in zip(weights, linear(c), strict=True)) + 0.05 for c in (one, other)
    ]
    return max(light) / min(light)


def test_our_contrast_is_that_of_the_published_examples():
    # WCAG 2: black on white is 21:1; #767676 is the lightest grey at 4.5:1 on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", PALETTE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_the_palette_is_seen_on_both_pages(name, scheme):
    # WCAG 2.1, 1.4.11: graphical objects need 3:1.
    assert contrast(PALETTE[name], INKS[scheme]["page"]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("role", ["ink", "quiet"])
def test_words_in_a_chart_can_be_read_on_both_pages(role, scheme):
    # WCAG 2.1, 1.4.3: text needs 4.5:1.
    assert contrast(INKS[scheme][role], INKS[scheme]["page"]) >= 4.5


#: What a reader with a full deficiency sees: Machado, Oliveira & Fernandes, “A
#: Physiologically-based Model for Simulation of Color Vision Deficiency” (2009), severity 1.
DEFICIENCIES = {
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def lab(colour: str, seen: list[list[float]]) -> list[float]:
    """Return a colour as somebody sees it in CIE Lab (D65)."""
    rgb = linear(colour)
    rgb = [min(max(sum(m * p for m, p in zip(row, rgb, strict=True)), 0), 1) for row in seen]
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    white = (0.9505, 1.0, 1.089)
    xyz = [
        sum(m * p for m, p in zip(row, rgb, strict=True)) / w
        for row, w in zip(to_xyz, white, strict=True)
    ]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


GROUND_COLOURS = dict(zip(coverage.GROUNDS, FIRMNESS, strict=True))

GROUPS = {
    "lanes": list(draw.LANE_COLOURS.values()),
    "relations": list(RELATION_COLOURS.values()),
    "verdicts": list(STATUS_COLOURS.values()),
    "grounds": list(GROUND_COLOURS.values()),
}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_that_stand_together_stay_apart_for_every_reader(group, deficiency):
    # A difference of 2.3 is just noticed (Mahy and others 1994); ten is seen in small marks.
    for one, other in combinations(GROUPS[group], 2):
        seen = DEFICIENCIES[deficiency]
        assert math.dist(lab(one, seen), lab(other, seen)) > 10, (one, other)


def test_every_relation_and_every_lane_has_a_colour_of_its_own():
    fields = {f["name"]: f for f in current().description["links"]["schema"]["fields"]}
    assert set(RELATION_COLOURS) == set(fields["relation"]["constraints"]["enum"])
    assert len(set(RELATION_COLOURS.values())) == len(RELATION_COLOURS)
    fields = {f["name"]: f for f in current().description["events"]["schema"]["fields"]}
    assert set(draw.LANE_COLOURS) == set(fields["lane"]["constraints"]["enum"])


def test_every_verdict_of_a_check_has_a_colour_and_every_ground_too():
    # In their order, which is that of the legend; a claim without a check is not drawn.
    assert [*STATUS_COLOURS, "not checked"] == list(STATUSES)
    assert list(GROUND_COLOURS) == list(coverage.GROUNDS)
    for colours in (STATUS_COLOURS, GROUND_COLOURS):
        assert len(set(colours.values())) == len(colours)


# ---- the theme -----------------------------------------------------------------------------


def test_light_and_dark_differ_in_inks_only():
    light, dark, token = (json.dumps(config(scheme)) for scheme in ("light", "dark", "token"))
    assert light != dark
    for role in INKS["light"]:
        light = light.replace(INKS["light"][role], role)
        dark = dark.replace(INKS["dark"][role], role)
        token = token.replace(INKS["token"][role], role)
    assert light == dark == token.replace(MEASURED, FONT)


def test_text_is_measured_in_one_font_and_set_in_those_of_the_reader():
    assert config("token")["font"] == MEASURED
    assert config("light")["font"] == config("dark")["font"] == FONT
    # Or setting the one in place of the other would set it twice.
    assert MEASURED not in FONT


def test_no_token_of_an_ink_is_a_colour_that_a_chart_uses():
    used = {colour.lower() for colour in PALETTE.values()}
    tokens = list(INKS["token"].values())
    assert len(set(tokens)) == len(tokens)
    assert not used & set(tokens)
    assert not {ink for scheme in ("light", "dark") for ink in INKS[scheme].values()} & set(tokens)


def test_the_shapes_of_a_chart_are_the_marks_of_the_legend():
    assert list(SHAPES) == list(MARKS)
    spec = kind_shape().to_dict()
    assert spec["scale"]["domain"] == list(MARKS)
    # ● ◆ △; no symbol of Vega's is like ◌, so that one is a path of its own.
    shapes = dict(zip(spec["scale"]["domain"], spec["scale"]["range"], strict=True))
    assert shapes["reported"] == "circle"
    assert shapes["recomputed"] == "diamond"
    assert shapes["assumed"] == "triangle-up"
    assert len(set(shapes.values())) == 4


def test_a_reconstructed_number_never_looks_like_a_reported_one():
    assert MARKS["reconstructed"] != MARKS["reported"]
    spec = (
        alt.Chart(pd.DataFrame({"kind": list(MARKS), "value": [1, 2, 3, 4]}))
        .mark_point()
        .encode(alt.X("value:Q"), kind_shape())
    )
    svg = vl_convert.vegalite_to_svg(spec.to_dict(), vl_version="5.20")
    outline = re.compile(
        r'<path aria-label="[^"]*kind: (\w+)[^>]*?transform="[^"]*" d="([^"]*)"([^>]*)>'
    )
    drawn = {kind: (path, rest) for kind, path, rest in outline.findall(svg)}
    assert set(drawn) == set(MARKS)
    assert len(set(drawn.values())) == 4


# ---- every chart of the book ---------------------------------------------------------------

IDS = [
    "wang2026-stage-embryonic-ugc",
    "meng2025-early-spontaneous",
    "zhang2025-registrations-growth",
    "wang2026-stage-explosion",
    "wang2026-stage-adjustment-policy",
    "wang2026-stage-adjustment",
]


def growth_rows() -> pd.DataFrame:
    """Name the steps as the chapter does."""
    steps = evolution.growth()
    names = {
        "National Radio and Television Administration": "NRTA",
        "China Netcasting Services Association": "CNSA",
    }
    years = steps["start"].astype(str) + "–" + steps["end"].astype(str)
    series = steps["series"].replace(names, regex=True)
    return steps.assign(value=steps["times"], label=years + " " + series)


def grounds_rows() -> pd.DataFrame:
    """Count the recommendations as the chapter does."""
    frame = coverage.grounds().rename(columns={"rests": "status"})
    counts = frame.groupby(["text", "status"], as_index=False).size()
    place = counts["status"].map(list(coverage.GROUNDS).index)
    counts = counts.rename(columns={"size": "claims"}).assign(place=place, label=counts["text"])
    return counts.sort_values(["text", "place"])


CHARTS = {
    "timeline": lambda width: chapter("evolution")["time-axis"].specification(width),
    "projection": lambda width: chapter("evolution")["passing-100-billion"].specification(width),
    "market": lambda width: draw.rows(
        evolution.published(["market value, China"], unit="billion RMB"), width, "Billion yuan"
    ).to_dict(),
    "titles": lambda width: draw.rows(
        evolution.published(["filings for shooting", "titles made"], say_measure=True),
        width,
        "Titles",
        log=True,
    ).to_dict(),
    "growth": lambda width: draw.rows(
        growth_rows(), width, "Times", log=True, colour="stage", unity=True
    ).to_dict(),
    "hub": lambda width: draw.monthly_users(
        evolution.published(["monthly users, Hongguo"], unit="million people"), width
    ).to_dict(),
    "by text": lambda width: stacks(
        coverage.checked_by("text"), width, STATUS_COLOURS, "Claims with a check"
    ).to_dict(),
    "by kind": lambda width: stacks(
        coverage.checked_by("kind"), width, STATUS_COLOURS, "Claims with a check"
    ).to_dict(),
    "grounds": lambda width: stacks(
        grounds_rows(), width, GROUND_COLOURS, "Recommendations"
    ).to_dict(),
    "refutable": lambda width: coverage.refuting(draw_evidence.refutable).specification(width),
    "argument": lambda width: draw_argument.argument_map(
        *argument_rows(argument(IDS)), width
    ).to_dict(),
}


def dressed(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Give a chart the look and the width that the page gives it."""
    if "width" not in spec and ("mark" in spec or "layer" in spec):
        spec = {**spec, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    return {**spec, "config": {**config(), "font": MEASURED}}


@pytest.fixture(scope="module")
def svgs() -> dict[tuple[str, int], str]:
    return {
        (name, width): vl_convert.vegalite_to_svg(dressed(make(width), width), vl_version="5.20")
        for name, make in CHARTS.items()
        for width in WIDTHS
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_fits_its_width(svgs, name, width):
    drawn = float(re.search(r'<svg[^>]* width="([\d.]+)"', svgs[name, width])[1])
    assert drawn <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_type_in_a_chart_is_smaller_than_eleven_pixels(svgs, name, width):
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', svgs[name, width])]
    assert sizes
    assert min(sizes) >= 11


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_marks_and_no_broken_number(svgs, name, width):
    svg = svgs[name, width]
    assert "NaN" not in svg
    assert "undefined" not in svg
    assert "Infinity" not in svg
    assert re.search(r'role="graphics-symbol"|mark-symbol|mark-rect', svg)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_words_of_a_chart_are_cut_off(svgs, name, width):
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svgs[name, width])
    assert not [text for text in texts if "…" in text]


def parts(spec: Any) -> Iterator[dict[str, Any]]:
    if isinstance(spec, dict):
        yield spec
        for part in spec.values():
            yield from parts(part)
    if isinstance(spec, list):
        for part in spec:
            yield from parts(part)


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_computes(name):
    # Aggregates, bins and regressions belong to rooms, where they are tested.
    banned = {
        "aggregate",
        "bin",
        "regression",
        "loess",
        "density",
        "quantile",
        "joinaggregate",
        "window",
        "impute",
        "stack",
    }
    for part in parts(CHARTS[name](WIDE)):
        if name in ("projection", "refutable") and set(part) == {"calculate", "as"}:
            continue  # the explorer's own formula
        assert not [key for key in banned & set(part) if part[key]]


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_loads_anything(name):
    for part in parts(CHARTS[name](WIDE)):
        assert "url" not in part


@pytest.mark.parametrize("name", CHARTS)
def test_every_colour_of_a_chart_is_of_the_palette(svgs, name):
    ink = set(INKS["light"].values())
    known = {colour.lower() for colour in PALETTE.values()} | ink
    drawn = [tag for tag in re.findall(r"<[^>]+>", svgs[name, WIDE]) if '-opacity="0"' not in tag]
    used = {c.lower() for c in re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]{6})"', "".join(drawn))}
    # Black and white of the numbers that stand on a colour.
    known |= {"#000000", *map(ink_on, PALETTE.values())}
    assert used <= known, used - known


def test_every_row_of_a_table_is_one_mark_with_its_label(svgs):
    rows = evolution.published(["market value, China"], unit="billion RMB")
    svg = svgs["market", WIDE]
    texts = [html.unescape(t) for t in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]
    assert set(rows["label"]) <= set(texts)


def test_on_a_phone_every_label_is_there_too_whole(svgs):
    rows = evolution.published(["market value, China"], unit="billion RMB")
    svg = svgs["market", NARROW]
    words = " ".join(html.unescape(t) for t in re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", svg))
    folded = re.sub(r"\s+", " ", words)
    for label in rows["label"]:
        assert re.sub(r"\s+", " ", label) in folded


def test_a_figure_that_is_a_forecast_is_hollow():
    rows = evolution.published(["market value, China"], unit="billion RMB")
    spec = draw.rows(rows, WIDE, "Billion yuan").to_dict()
    fill = next(part["fillOpacity"] for part in parts(spec) if "fillOpacity" in part)
    assert fill == {"condition": {"test": "datum.forecast", "value": 0}, "value": 1}


def test_the_last_month_of_a_series_is_labelled_on_a_phone_too(svgs):
    for width in WIDTHS:
        assert ">275</text>" in svgs["hub", width]


def test_the_time_axis_is_the_same_in_every_time_zone():
    for part in parts(CHARTS["timeline"](WIDE)):
        if part.get("field") in ("begin", "start"):
            assert part["scale"]["type"] == "utc"


# ---- stacked bars --------------------------------------------------------------------------

COUNTS = pd.DataFrame(
    [
        # Group, verdict, place of the verdict, claims.
        ("Alpha 2020: 100 of 200 claims", "inconsistent", 0, 3),
        ("Alpha 2020: 100 of 200 claims", "disputed", 1, 4),
        ("Alpha 2020: 100 of 200 claims", "not checkable", 4, 93),
        ("Beta 2021: 30 of 40 claims", "reproduced", 2, 10),
        ("Beta 2021: 30 of 40 claims", "not checkable", 4, 20),
    ],
    columns=["label", "status", "place", "claims"],
)


def stacked(width: int = WIDE, counts: pd.DataFrame = COUNTS) -> str:
    spec = stacks(counts, width, STATUS_COLOURS, "Claims with a check").to_dict()
    return vl_convert.vegalite_to_svg(dressed(spec, width), vl_version="5.20")


def segments(svg: str) -> list[tuple[str, str, float, float, float, str]]:
    """Return group, verdict, left edge, width, top and colour of each segment as drawn."""
    drawn = re.findall(
        r'<path aria-label="[^"]*?Of: ([^;"]+); Verdict: ([^;"]+); [^"]*"[^>]*?'
        r'd="M(-?[\d.]+),(-?[\d.]+)h(-?[\d.]+)[^"]*" fill="(#\w+)"',
        svg,
    )
    return [(group, status, float(x), float(w), float(y), c) for group, status, x, y, w, c in drawn]


def numbers_in(svg: str) -> list[tuple[str, str, str, float]]:
    """Return each number in a segment: verdict, number, its colour and the segment's width.

    A number belongs to the segment in which its middle stands.
    """
    drawn = re.findall(
        r'<text aria-label="[^"]*" role="graphics-symbol"[^>]*text-anchor="middle" '
        r'transform="translate\((-?[\d.]+),(-?[\d.]+)\)"[^>]*fill="(#\w+)"[^>]*>(\d+)</text>',
        svg,
    )
    found = []
    for x, y, ink, number in drawn:
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
            [("Alpha", "reproduced", 2, least), ("Alpha", "not checkable", 4, most - least)],
            columns=COUNTS.columns,
        )
        for _, number, _, segment in numbers_in(stacked(width, counts)):
            assert len(number) * DIGIT <= segment, (number, segment)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_legend_names_the_verdicts_that_are_met_the_strongest_first(width):
    said = words_of(stacked(width))
    assert [text for text in said if text in STATUS_COLOURS] == [
        "inconsistent",
        "disputed",
        "reproduced",
        "not checkable",
    ]


def test_every_verdict_has_its_colour_whichever_others_are_met():
    svg = stacked(counts=COUNTS[COUNTS["status"] == "not checkable"])
    assert {colour for *_, colour in segments(svg)} == {PALETTE["grey"]}


@pytest.mark.parametrize("colours", [STATUS_COLOURS, GROUND_COLOURS], ids=["status", "ground"])
def test_the_number_in_a_segment_of_any_colour_can_be_read(colours):
    # WCAG 2.1, 1.4.3: text of this size needs 4.5:1.
    counts = pd.DataFrame(
        [(f"Group {n}", status, n, 10) for n, status in enumerate(colours)],
        columns=COUNTS.columns,
    )
    spec = stacks(counts, WIDE, colours, "Claims").to_dict()
    svg = vl_convert.vegalite_to_svg(dressed(spec, WIDE), vl_version="5.20")
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
    spec = coverage.refuting(draw_evidence.refutable).specification(width, chosen)
    svg = vl_convert.vegalite_to_svg(dressed(spec, width), vl_version="5.20")
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


# ---- the map of an argument ----------------------------------------------------------------


@given(
    st.lists(
        st.text("abcdefgh ", min_size=1, max_size=200).map(str.strip).filter(bool),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(WIDTHS),
)
@settings(max_examples=30)
def test_boxes_of_an_argument_never_overlap(statements, width):
    nodes = pd.DataFrame(
        {
            "order": range(len(statements)),
            "claim": [f"a2020-{i}" for i in range(len(statements))],
            "text": "A 2020",
            "statement": statements,
        }
    )
    edges = pd.DataFrame(columns=["start", "end", "track", "relation", "note"])
    spec = draw_argument.argument_map(nodes, edges, width).to_dict()
    rows = next(rows for rows in spec["datasets"].values() if rows and "bottom" in rows[0])
    for above, below in pairwise(rows):
        assert above["top"] < above["bottom"] < below["top"]
    for row, statement in zip(rows, statements, strict=True):
        assert "".join(row["words"].split()) == "".join(f"A 2020:{statement}".split())


def test_every_arrow_of_an_argument_starts_and_ends_at_its_boxes():
    nodes, edges = argument_rows(argument(IDS))
    assert len(edges)
    spec = draw_argument.argument_map(nodes, edges, WIDE).to_dict()
    boxes = next(rows for rows in spec["datasets"].values() if rows and "bottom" in rows[0])
    corners = next(rows for rows in spec["datasets"].values() if rows and "edge" in rows[0])
    for index, edge in enumerate(edges.itertuples()):
        path = [row for row in corners if row["edge"] == index]
        start, end = boxes[edge.start], boxes[edge.end]
        assert start["top"] < path[0]["y"] < start["bottom"]
        assert end["top"] < path[-1]["y"] < end["bottom"]
        assert min(row["x"] for row in path) >= 0


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
