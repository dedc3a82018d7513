"""The dots of places where a text stands against itself."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pytest

import drawn
from microdrama.charts.tensions import dots
from microdrama.charts.theme import TEXT_COLOURS
from microdrama.evidence import tensions
from microdrama.exhibits import tensions as exhibits
from microdrama.show.figure import NARROW, WIDE

WIDTHS = (WIDE, NARROW)


@lru_cache
def svg(width: int) -> str:
    figure = exhibits.kinds(tensions.within(), tensions.kinds_by_text())
    return drawn.draw(drawn.specification(figure, width), width)


@pytest.mark.parametrize("rule", drawn.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("width", WIDTHS)
def test_of_the_chart(width, rule):
    rule(svg(width), width)


def test_the_chart_computes_and_loads_nothing():
    figure = exhibits.kinds(tensions.within(), tensions.kinds_by_text())
    assert drawn.computed_or_loaded(drawn.specification(figure, WIDE)) == []


#: Three places of one kind, two of them in one text; one of another kind.
PLACES = pd.DataFrame(
    [
        ("one kind: 3", "wang2026", True, "A?"),
        ("one kind: 3", "wang2026", False, "B?"),
        ("one kind: 3", "meng2025", True, "C?"),
        ("other kind: 1", "meng2025", True, "D?"),
    ],
    columns=["label", "source", "both", "asks"],
)
NAMES = {"wang2026": "W & S 2026", "meng2025": "Meng 2025"}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_place_is_a_dot_in_the_row_of_its_kind_and_the_column_of_its_text(width):
    picture = drawn.draw(dots(PLACES, width, NAMES).to_dict(), width)
    marks = {fields["Question"]: (fields, at) for fields, at in drawn.marks(picture, "point")}
    assert set(marks) == {"A?", "B?", "C?", "D?"}
    where = {asks: drawn.moved(at) for asks, (_, at) in marks.items()}
    assert where["A?"][1] == where["B?"][1] == where["C?"][1] < where["D?"][1]
    assert where["A?"][0] < where["B?"][0] < where["C?"][0] == where["D?"][0]
    colours = {asks: at["stroke"] for asks, (_, at) in marks.items()}
    assert colours["A?"] == colours["B?"] == TEXT_COLOURS["wang2026"]
    assert colours["C?"] == TEXT_COLOURS["meng2025"]


def test_a_place_that_one_reader_found_is_a_ring():
    picture = drawn.draw(dots(PLACES, WIDE, NAMES).to_dict(), WIDE)
    opacity = {f["Question"]: at.get("fill-opacity") for f, at in drawn.marks(picture, "point")}
    assert opacity["B?"] == "0"
    assert {opacity["A?"], opacity["C?"], opacity["D?"]} <= {"1", None}
