"""The numbers of the page's scripts: printed as Python prints them, whatever they are.

Here the scripts themselves are asked, in the browser, with the Vega that the book carries. That
the numbers are also the same is tested beside the explorers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microdrama.book import figures
from microdrama.book.figures import YEARS
from microdrama.show.sentences import fill

pytestmark = pytest.mark.browser

#: Ask the page for many numbers at once, since each question takes milliseconds.
MANY = {"min_size": 60, "max_size": 60}

few = settings(max_examples=10)

amounts = st.floats(-1e12, 1e12, allow_subnormal=False)

#: Halves of the last digit that is printed: in binary some are exact and most are not.
halves = st.builds(
    lambda n, places: (2 * n + 1) / (2 * 10**places),
    st.integers(-(10**6), 10**6),
    st.integers(0, 4),
)

numbers = st.one_of(amounts, halves, st.integers(-(10**9), 10**9).map(float), st.just(-0.0))

START = """async (spec) => {
  const { view } = await vegaEmbed(document.body, spec, { mode: "vega", actions: false });
  window.format = (spec) => view.locale().format(spec);
}"""

PRINTED = "([numbers, spec]) => numbers.map((n) => microdrama.numbers.printed(format, n, spec))"
FILLED = "([template, rows]) => rows.map((row) => microdrama.numbers.filled(format, template, row))"
TABLED = "([numbers, heading]) => numbers.map((n) => microdrama.numbers.tabled(n, heading))"


@pytest.fixture(scope="module")
def ask(browser, book: Path) -> Iterator[Callable[..., Any]]:
    """Ask the book's own scripts, on a page that holds nothing else."""
    page = browser.new_page()
    for script in ("vega.js", "numbers.js"):
        page.add_script_tag(path=book / "_static" / script)
    page.evaluate(START, {"marks": []})
    yield page.evaluate
    page.close()


@pytest.fixture(scope="module")
def specs(book: Path) -> list[str]:
    """Return every specification that an explorer of the book prints a number by."""
    found = set()
    for path in book.glob("_static/charts/*/chart.js"):
        chart = json.loads(path.read_text("utf-8").partition(",")[2].rstrip(");\n"))
        explorer = chart.get("explorer", {"sentences": {}, "controls": []})
        for sentence in explorer["sentences"].values():
            found.update(re.findall(r"\{\w+:([^}]+)\}", sentence))
        found.update(control["spec"] for control in explorer["controls"] if "spec" in control)
    return sorted(found)


def test_explorers_print_numbers_in_several_ways(specs):
    assert len(specs) > 3
    assert any(spec.endswith("%") for spec in specs)


@given(st.lists(numbers, **MANY))
@example([0.0, -0.0, -0.04, -0.4, 0.5, 1.5, 2.5, 0.125, 0.005, 0.995, 999.5, -999999.5, 1e12])
@few
def test_every_specification_of_the_book_prints_as_in_python(ask, specs, values):
    for spec in specs:
        assert ask(PRINTED, [values, spec]) == [fill(f"{{x:{spec}}}", {"x": x}) for x in values]


def test_what_is_no_number_is_a_dash_in_both(ask, specs):
    for spec in specs:
        assert ask(PRINTED, [[None, float("nan"), float("inf")], spec]) == ["–"] * 3
        assert fill(f"{{x:{spec}}}", {"x": float("nan")}) == "–"


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), max_size=12)


@given(words, words, st.lists(st.tuples(words, numbers), min_size=1, max_size=20))
@example("$& ", " $1", [("$'", 1.0), ("{other}", 2.5)])
@few
def test_a_sentence_is_filled_as_in_python(ask, start, middle, values):
    template = f"{start}{{who}}{middle}{{x:,.1f}} and {{x:.0%}}"
    rows = [{"who": who, "x": x} for who, x in values]
    assert ask(FILLED, [template, rows]) == [fill(template, row) for row in rows]


#: What stands in tables: the page prints fifteen decimals.
tabled = numbers.filter(lambda x: x == 0 or abs(x) >= 1e-6)


@given(st.lists(tabled, **MANY))
@example(
    [20.0, 0.1 + 0.2, 395.1778345238771, 1234567.8901234, 12345678900.5, -1234567890.5, 2024.0]
)
@few
def test_a_number_in_a_table_is_printed_as_in_python(ask, values):
    for heading in ("Value", *sorted(YEARS)):
        cells = [figures._cell(heading, figures._one_kind(x)).content for x in values]
        assert ask(TABLED, [values, heading]) == cells
