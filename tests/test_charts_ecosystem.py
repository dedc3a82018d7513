"""Charts of the survey's chapter: they fit the page, can be read, and show what they are given."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
import vl_convert

from microdrama.charts import ecosystem as draw
from microdrama.charts.theme import INKS, PALETTE, config
from microdrama.ecosystem import compatible, explorers, views
from microdrama.ecosystem.source import Source
from microdrama.figure import NARROW, WIDE
from surveys import ours, ours_analysed

WIDTHS = (WIDE, NARROW)


@lru_cache
def book() -> dict[str, explorers.Explorer]:
    """Return the explorers as the chapter makes them, with fewer draws."""
    report = ours_analysed()
    whose = Source(ours(), "reconstructed", "the reconstructed survey", "Reconstructed.")
    drawn = {prior: compatible.sample(2_000, prior) for prior in compatible.PRIORS}
    rows = partial(
        draw.intervals, label="predictor", order=explorers.PREDICTORS, title="Coefficient (beta)"
    )
    paths = partial(
        draw.intervals, label="label", order=explorers.PATHS, title="Standard deviations",
        value="value",
    )  # fmt: skip
    return {
        "regression": explorers.regression_explorer(rows),
        "slope": explorers.slope_explorer(report.moderation, whose, draw.slope),
        "mediation": explorers.mediation_explorer(report.paths, whose, paths),
        "compatible": explorers.compatible_explorer(
            explorers.histograms(drawn, compatible.QUANTITIES), compatible.QUANTITIES,
            views.position(report, ours().answers), draw.histogram,
        ),
    }  # fmt: skip


def distributions() -> pd.DataFrame:
    return views.distributions(ours_analysed(), ours().answers, "reconstructed")


def moving(name: str, **chosen: Any):
    return lambda width: book()[name].specification(width, chosen)


CHARTS = {
    "paths": lambda width: draw.paths(*views.diagram(), width).to_dict(),
    "distributions": lambda width: draw.distributions(distributions(), width).to_dict(),
    "regression": moving("regression"),
    "regression of few": moving("regression", respondents=20, overlap=0.9, reliability=0.4),
    "slope": moving("slope"),
    "slope of few": moving("slope", respondents=20, chosen_level=1),
    "mediation": moving("mediation"),
    "mediation of few": moving("mediation", respondents=20, a=-0.9, b=0.9, direct=-0.9),
    "compatible": moving("compatible"),
    "compatible shares": moving("compatible", wanted="share_mediated", belief="positive"),
    "compatible sizes": moving("compatible", wanted="partial_interaction", belief="weak"),
    "compatible yes or no": moving("compatible", wanted="full_mediation", belief="weak"),
}


def dressed(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Give a chart the look that the page gives it, and its width if it has none of its own."""
    if "width" not in spec:
        spec = {**spec, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    return {**spec, "config": config()}


@lru_cache
def svg(name: str, width: int) -> str:
    spec = dressed(CHARTS[name](width), width)
    return vl_convert.vegalite_to_svg(spec, vl_version="5.20")


def size(drawn: str) -> tuple[float, float]:
    root = ET.fromstring(drawn)
    return float(root.get("width")), float(root.get("height"))


_MOVE = re.compile(r"(translate|rotate)\(([-\d.]+)(?:[ ,]+([-\d.]+))?[^)]*\)")


def length_of(text: str, height: float) -> float:
    """Return about how long a text is in a system font."""
    shares = {**dict.fromkeys("iljtfrI.,:()-− ’'", 0.3), **dict.fromkeys("mwMW→", 0.8)}
    return height * sum(shares.get(letter, 0.54) for letter in text)


def words(drawn: str) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield each text that is seen with its left, top, right and bottom end."""

    def walk(node, x: float, y: float, turned: bool):
        for kind, one, other in _MOVE.findall(node.get("transform", "")):
            if kind == "translate":
                x, y = x + float(one), y + float(other or 0)
            else:
                turned = turned or float(one) % 180 != 0
        if node.tag.endswith("text"):
            lines = [part.text or "" for part in node.iter() if (part.text or "").strip()]
            height = float(re.match(r"[\d.]+", node.get("font-size"))[0])
            longest = max((html.unescape(line) for line in lines), key=len, default="")
            if longest and node.get("opacity") != "0":
                length = length_of(longest, height)
                start = {"middle": -length / 2, "end": -length}.get(node.get("text-anchor"), 0)
                deep = height * (len(lines) - 1) * 1.2
                if turned:
                    yield longest, x - height, y - length / 2, x, y + length / 2
                else:
                    yield longest, x + start, y - height * 0.75, x + start + length, y + deep
            return
        for child in node:
            yield from walk(child, x, y, turned)

    yield from walk(ET.fromstring(drawn), 0.0, 0.0, False)


EVERY = pytest.mark.parametrize(
    ("name", "width"), [(name, width) for name in CHARTS for width in WIDTHS]
)


@EVERY
def test_every_chart_is_no_wider_than_the_page(name, width):
    assert size(svg(name, width))[0] <= width


@EVERY
def test_no_type_is_smaller_than_eleven_pixels(name, width):
    sizes = [float(found) for found in re.findall(r'font-size="([\d.]+)px"', svg(name, width))]
    assert sizes
    assert min(sizes) >= 11


@EVERY
def test_no_words_lie_outside_the_drawing(name, width):
    drawn = svg(name, width)
    wide, high = size(drawn)
    found = list(words(drawn))
    assert found
    for text, left, top, right, bottom in found:
        # The lengths are estimates, so a letter's width is let pass.
        assert left >= -4, text
        assert right <= wide + 4, text
        assert top >= -1, text
        assert bottom <= high + 1, text


@EVERY
def test_numbers_of_an_axis_stand_apart(name, width):
    # Words on one line below the plot, that is the ticks of the horizontal axis.
    drawn = svg(name, width)
    lines: dict[float, list[tuple[float, float, str]]] = {}
    for text, left, _, right, bottom in words(drawn):
        if re.fullmatch(r"[−-]?\d+(\.\d+)?", text):
            lines.setdefault(round(bottom), []).append((left, right, text))
    lowest = sorted(lines[max(lines)]) if lines else []
    for one, other in pairwise(lowest):
        assert one[1] <= other[0], (one[2], other[2])


@EVERY
def test_nothing_is_cut_off_or_broken(name, width):
    drawn = svg(name, width)
    assert not [text for text, *_ in words(drawn) if "…" in text]
    for broken in ("NaN", "undefined", "Infinity"):
        assert broken not in drawn


def parts(spec: Any) -> Iterator[dict[str, Any]]:
    if isinstance(spec, dict):
        yield spec
        for part in spec.values():
            yield from parts(part)
    if isinstance(spec, list):
        for part in spec:
            yield from parts(part)


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_computes_or_loads_anything(name):
    banned = {"aggregate", "regression", "loess", "density", "quantile", "joinaggregate",
              "window", "impute", "stack", "url"}  # fmt: skip
    for part in parts(CHARTS[name](WIDE)):
        assert not [key for key in banned & set(part) if part[key]]
        assert part.get("bin") in (None, "binned", False)


@pytest.mark.parametrize("name", CHARTS)
def test_every_colour_is_of_the_palette(name):
    known = {colour.lower() for colour in PALETTE.values()} | set(INKS["light"].values())
    drawn = [tag for tag in re.findall(r"<[^>]+>", svg(name, WIDE)) if '-opacity="0"' not in tag]
    used = {c.lower() for c in re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]{6})"', "".join(drawn))}
    assert used <= known | {"#000000"}, used - known


# ---- what is shown -------------------------------------------------------------------------


def said(name: str, width: int) -> str:
    texts = re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", svg(name, width))
    return " ".join(html.unescape(text) for text in texts)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_construct_stands_in_the_path_diagram(width):
    shown = re.sub(r"\s+", " ", said("paths", width))
    for title in views.titles().values():
        assert title in shown
    for layer in ("environment", "behaviour", "outcome"):
        assert layer in shown


def test_the_negative_hypothesis_is_dashed_and_the_others_are_not():
    lines = re.findall(r"<line [^>]*>", svg("paths", WIDE))
    dashed = {
        re.search(r"Hypothesis: (\w+)", line)[1]
        for line in lines
        if 'stroke-dasharray="5,3"' in line
    }
    assert dashed == {"H2"}
    assert len(lines) >= 7


def test_no_arrow_of_the_diagram_runs_through_a_box():
    # Looked for in small steps between the two boxes that an arrow joins.
    nodes, edges = views.diagram()
    wide, high = draw._BOX
    for edge in edges.itertuples():
        if edge.x == edge.x2:
            continue  # straight down within a layer, from box to box
        for step in range(1, 200):
            part = step / 200
            x = (edge.x + wide) * (1 - part) + (edge.x2 - wide) * part
            y = edge.y * (1 - part) + edge.y2 * part
            for box in nodes.itertuples():
                inside = abs(x - box.column) < wide and abs(y - box.row) < high
                assert not inside, (edge.id, box.name)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_construct_has_a_row_with_its_mean(width):
    shown = said("distributions", width)
    for name, row in ours_analysed().constructs.iterrows():
        assert views.titles()[name] in shown
        assert f"{row['mean']:.2f}" in shown


def test_a_mean_of_the_reconstructed_survey_has_its_mark():
    # The path of its own, not the disc of what is reported.
    drawn = svg("distributions", WIDE)
    marks = re.findall(r'aria-label="[^"]*kind: reconstructed[^"]*"', drawn)
    assert len(marks) == 10


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("name", "order"), [("regression", explorers.PREDICTORS), ("mediation", explorers.PATHS)]
)
def test_rows_of_an_explorer_stand_in_their_order_each_with_its_number(name, order, width):
    drawn = svg(name, width)
    tops = {text: top for text, _, top, *_ in words(drawn) if text in order}
    assert list(tops) == order
    assert list(tops.values()) == sorted(tops.values())
    rows = book()[name].evaluate()
    column = "estimate" if name == "regression" else "value"
    numbers = {text.replace("−", "-") for text, *_ in words(drawn)}
    assert {f"{value:.2f}" for value in rows[column]} <= numbers


def test_the_histogram_has_a_mark_where_the_survey_sits():
    drawn = svg("compatible", WIDE)
    assert PALETTE["vermilion"].lower() in drawn.lower()


def test_a_chart_that_moves_says_nothing_of_one_setting():
    spec = book()["regression"].specification(WIDE)
    assert {param["name"] for param in spec["params"]} >= {"respondents", "overlap", "reliability"}
