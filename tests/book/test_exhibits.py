"""Every picture of the published book keeps every rule, explorers at the ends of their controls.

What is looked at is what was published: a new chapter cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from jupyter_cache import get_cache

from books import Book
from drawn import RULES, dressed
from microdrama.book.drawing import VEGALITE_VERSION, payloads_of
from microdrama.show.figure import NARROW, widest
from scales import places

pytestmark = pytest.mark.build

#: So many options of a choice are looked at, the first and the last among them.
OPTIONS = 4


@dataclass(frozen=True)
class Picture:
    """One figure of the book at one width and with one setting of its controls."""

    name: str
    width: int
    settings: dict[str, Any]
    spec: dict[str, Any]

    @cached_property
    def vega(self) -> dict[str, Any]:
        return vl_convert.vegalite_to_vega(
            dressed(self.spec, self.width), vl_version=VEGALITE_VERSION
        )

    @cached_property
    def svg(self) -> str:
        return vl_convert.vega_to_svg(self.vega)

    def __str__(self) -> str:
        return f"{self.name}, {self.width} px, {self.settings}"


def ends(controls: list[dict[str, Any]], width: int) -> Iterator[dict[str, Any]]:
    """Yield settings at the ends: of all sliders, of each alone, and with each option.

    The narrow drawing, in which things come close, is looked at with all of them; the wide one at
    the ends of all sliders.
    """
    yield {}
    sliders = [control for control in controls if "low" in control]
    low, high = ({slider["name"]: slider[end] for slider in sliders} for end in ("low", "high"))
    for extreme in (low, high):
        if len(sliders) > 1 and width == NARROW:
            yield from ({name: value} for name, value in extreme.items())
        if sliders:
            yield extreme
    if width != NARROW and sliders:
        return
    for choice in (control for control in controls if "options" in control):
        for option, extreme in zip(_some(choice["options"]), cycle([low, high])):
            yield {**extreme, choice["name"]: option}


def _some(options: list[list[str]]) -> list[str]:
    values = [value for value, _ in options]
    every = max(1, (len(values) - 1) // (OPTIONS - 1))
    return list(dict.fromkeys([*values[::every], values[-1]]))


def set_to(spec: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """Set the parameters of a chart, as the controls beside it do."""
    if not settings:
        return spec
    params = [{**p, "value": settings.get(p["name"], p.get("value"))} for p in spec["params"]]
    return {**spec, "params": params}


@pytest.fixture(scope="module")
def payloads(whole_book: Book) -> dict[str, dict[str, Any]]:
    """Return the figures of the book by name, as its chapters showed them."""
    cache = get_cache(whole_book.folder / "_build" / ".jupyter_cache")
    notebooks = {
        Path(record.uri).stem: cache.get_cache_bundle(record.pk).nb
        for record in cache.list_cache_records()
    }
    return {
        f"{chapter}, {payload['name']} ({payload['title']})": payload
        for chapter, notebook in notebooks.items()
        for cell in notebook.cells
        for payload in payloads_of(cell)
    }


@pytest.fixture(scope="module")
def pictures(payloads: dict[str, dict[str, Any]]) -> list[Picture]:
    return [
        Picture(name, width, settings, set_to(payload[size], settings))
        for name, payload in payloads.items()
        for size, width in (("wide", widest(payload["broad"])), ("narrow", NARROW))
        for settings in ends(payload.get("explorer", {}).get("controls", []), width)
    ]


def test_every_figure_of_every_page_is_looked_at(payloads, html):
    published = sum(page.read_text("utf-8").count("data-chart=") for page in html.rglob("*.html"))
    assert published == len(payloads) > 30


@pytest.mark.parametrize("rule", RULES)
def test_every_picture_keeps_the_rule(pictures: list[Picture], rule: Callable[[str, int], None]):
    broken = []
    for picture in pictures:
        try:
            rule(picture.svg, picture.width)
        except AssertionError as error:
            broken.append(f"{picture}: {str(error).partition(chr(10))[0]}")
    assert broken == []


def test_a_mark_stands_where_the_axis_says_its_value(pictures: list[Picture]):
    looked_at, wrong = 0, []
    for picture in pictures:
        found = places(picture.vega)
        looked_at += len(found)
        wrong += [f"{picture}: {place}" for place in found if not place.true][:3]
    assert looked_at > 10_000
    assert wrong == []
