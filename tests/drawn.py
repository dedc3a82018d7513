"""What the tests of charts share: drawing as the page does, reading the drawing back, its rules."""

from __future__ import annotations

import html
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import vl_convert

from microdrama.charts.theme import INKS, MEASURED, PALETTE, config, ink_on
from microdrama.show.explorer import Explorer
from microdrama.show.figure import Figure

Corners = list[tuple[float, float]]


def dressed(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Give a chart the look that the page gives it, and its width if it has none of its own."""
    # A chart that is put together from several has the widths of its parts.
    if "width" not in spec and ("mark" in spec or "layer" in spec):
        spec = {**spec, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    return {**spec, "config": {**config(), "font": MEASURED}}


def specification(exhibit: Figure | Explorer, width: int) -> dict[str, Any]:
    """Return an exhibit's chart as plain Vega-Lite."""
    if isinstance(exhibit, Explorer):
        return exhibit.specification(width)
    chart = exhibit.draw(width)
    return chart if isinstance(chart, dict) else chart.to_dict()


def draw(spec: dict[str, Any], width: int) -> str:
    """Return a chart as SVG."""
    return vl_convert.vegalite_to_svg(dressed(spec, width), vl_version="5.20")


def size(drawn: str) -> tuple[float, float]:
    root = ET.fromstring(drawn)
    return float(root.get("width")), float(root.get("height"))


_MOVE = re.compile(r"(translate|rotate)\(([-\d.]+)(?:[ ,]+([-\d.]+))?[^)]*\)")


def length_of(text: str, height: float) -> float:
    """Return about how long a text is in a system font."""
    shares = {**dict.fromkeys("iljtfrI.,:()-− ’'", 0.3), **dict.fromkeys("mwMW→", 0.8)}
    return height * sum(shares.get(letter, 0.54) for letter in text)


def boxes(drawn: str) -> Iterator[tuple[str, Corners]]:
    """Yield each text that is seen with the four corners of the box around it."""

    def walk(node, x: float, y: float, angle: float):
        for kind, one, other in _MOVE.findall(node.get("transform", "")):
            if kind == "translate":
                x, y = x + float(one), y + float(other or 0)
            else:
                angle += math.radians(float(one))
        if node.tag.endswith("text"):
            lines = [part.text or "" for part in node.iter() if (part.text or "").strip()]
            height = float(re.match(r"[\d.]+", node.get("font-size"))[0])
            longest = max((html.unescape(line) for line in lines), key=len, default="")
            if longest and node.get("opacity") != "0":
                length = length_of(longest, height)
                left = {"middle": -length / 2, "end": -length}.get(node.get("text-anchor"), 0)
                top, bottom = -height * 0.75, height * (len(lines) - 1) * 1.2
                c, s = math.cos(angle), math.sin(angle)
                yield (
                    longest,
                    [
                        (x + a * c - b * s, y + a * s + b * c)
                        for a, b in (
                            (left, top),
                            (left + length, top),
                            (left + length, bottom),
                            (left, bottom),
                        )
                    ],
                )
            return
        for child in node:
            yield from walk(child, x, y, angle)

    yield from walk(ET.fromstring(drawn), 0.0, 0.0, 0.0)


def words(drawn: str) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield each text that is seen with its left, top, right and bottom end."""
    for text, corners in boxes(drawn):
        across, down = zip(*corners, strict=True)
        yield text, min(across), min(down), max(across), max(down)


def lap(one: Corners, other: Corners) -> float:
    """Return by how much two boxes lie over each other; below zero if they stand apart.

    Boxes, turned or not, stand apart if they do so along the side of one of them.
    """
    deep = math.inf
    for (x, y), (x2, y2) in (*pairwise(one[:3]), *pairwise(other[:3])):
        side = ((x2 - x) / math.hypot(x2 - x, y2 - y), (y2 - y) / math.hypot(x2 - x, y2 - y))
        mine, theirs = ([a * side[0] + b * side[1] for a, b in box] for box in (one, other))
        deep = min(deep, max(mine) - min(theirs), max(theirs) - min(mine))
    return deep


_FIELD = re.compile(r"(?:^|; )([^:;]+): ([^;]*)")


def marks(drawn: str, kind: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Return the fields and the attributes of each mark of a kind, such as ``bar``."""
    return [
        (dict(reversed(_FIELD.findall(node.get("aria-label", "")))), dict(node.attrib))
        for node in ET.fromstring(drawn).iter()
        if node.get("role") == "graphics-symbol" and node.get("aria-roledescription") == kind
    ]


def moved(attributes: dict[str, str]) -> tuple[float, float]:
    """Return where a mark stands within its plot."""
    ((_, x, y),) = [m for m in _MOVE.findall(attributes["transform"]) if m[0] == "translate"]
    return float(x), float(y)


def said(drawn: str) -> str:
    """Return all texts of a drawing, one after the other."""
    return " ".join(html.unescape(t) for t in re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", drawn))


def parts(spec: Any) -> Iterator[dict[str, Any]]:
    """Yield every object within a specification."""
    if isinstance(spec, dict):
        yield spec
        for part in spec.values():
            yield from parts(part)
    if isinstance(spec, list):
        for part in spec:
            yield from parts(part)


#: What belongs to rooms, where it is tested; and what would ask another host for data.
_COMPUTED = {
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
    "url",
}


def computed_or_loaded(spec: dict[str, Any]) -> list[str]:
    """Return what a chart would compute itself, or load."""
    return [key for part in parts(spec) for key in _COMPUTED & set(part) if part[key]]


# ---- rules that every drawing keeps --------------------------------------------------------


def it_is_no_wider_than_the_page(drawn: str, width: int) -> None:
    assert size(drawn)[0] <= width, size(drawn)


def no_type_is_smaller_than_eleven_pixels(drawn: str, width: int) -> None:
    sizes = [float(found) for found in re.findall(r'font-size="([\d.]+)px"', drawn)]
    assert sizes and min(sizes) >= 11, sizes


def no_words_lie_outside(drawn: str, width: int) -> None:
    wide, high = size(drawn)
    found = list(words(drawn))
    assert found
    for text, left, top, right, bottom in found:
        # The lengths are estimates, so a letter's width is let pass.
        assert left >= -4 and right <= wide + 4, (text, left, right, wide)
        assert top >= -1 and bottom <= high + 1, (text, top, bottom, high)


def numbers_of_an_axis_stand_apart(drawn: str, width: int) -> None:
    # Numbers on the lowest line that has any, that is the ticks of the horizontal axis.
    lines: dict[int, list[tuple[float, float, str]]] = {}
    for text, left, _, right, bottom in words(drawn):
        if re.fullmatch(r"[−-]?\d+(\.\d+)?", text):
            lines.setdefault(round(bottom), []).append((left, right, text))
    for one, other in pairwise(sorted(lines[max(lines)]) if lines else []):
        assert one[1] + 2 <= other[0], (one, other)


def no_words_lie_over_others(drawn: str, width: int) -> None:
    for (text, box), (other, its) in combinations(boxes(drawn), 2):
        assert lap(box, its) <= 2, (text, other, lap(box, its))


def nothing_is_broken(drawn: str, width: int) -> None:
    assert re.search(r'role="graphics-symbol"|mark-symbol|mark-rect', drawn)
    for broken in ("NaN", "undefined", "Infinity"):
        assert broken not in drawn, broken


def no_words_are_cut_off(drawn: str, width: int) -> None:
    assert not [text for text, _ in boxes(drawn) if "…" in text]


def every_colour_is_of_the_palette(drawn: str, width: int) -> None:
    known = {colour.lower() for colour in PALETTE.values()} | set(INKS["light"].values())
    known |= {ink_on(colour) for colour in PALETTE.values()}
    seen = [tag for tag in re.findall(r"<[^>]+>", drawn) if 'opacity="0"' not in tag]
    used = {c.lower() for c in re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]{6})"', "".join(seen))}
    assert used <= known | {"#000000"}, used - known


RULES = (
    it_is_no_wider_than_the_page,
    no_type_is_smaller_than_eleven_pixels,
    no_words_lie_outside,
    numbers_of_an_axis_stand_apart,
    no_words_lie_over_others,
    nothing_is_broken,
    no_words_are_cut_off,
    every_colour_is_of_the_palette,
)
