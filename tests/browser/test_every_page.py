"""Every page, narrow and wide, light and dark, with its charts alive and its folds open."""

import re

import pytest

from .conftest import PAGES, names_in

pytestmark = pytest.mark.browser

#: Pixels by which a figure may move or grow when it comes alive.
SLACK = 2

#: Smallest type in a chart as it is shown, with room for a drawing 330 px wide shown at 328 px.
SMALLEST = 11 * 0.99

#: What makes a page wider than its window, if it is.
SIDEWAYS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [page.scrollWidth, ...[...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1)
    .map((e) => e.outerHTML.slice(0, 120))];
}"""

#: Texts of live charts that are too small as they are shown, or stand outside the drawing.
UNREADABLE = """(smallest) => {
  const faults = [];
  for (const text of document.querySelectorAll(".chart-live svg text")) {
    if (!text.textContent.trim()) continue;
    const svg = text.ownerSVGElement, box = svg.getBoundingClientRect();
    const scale = box.width / svg.viewBox.baseVal.width;
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const out = Math.max(box.left - left, right - box.right, box.top - top, bottom - box.bottom);
    const said = `${svg.closest("figure").id}: “${text.textContent}”`;
    if (size < smallest) faults.push(`${said} is ${size.toFixed(1)} px`);
    if (out > 2) faults.push(`${said} is cut off by ${out.toFixed(1)} px`);
  }
  return faults;
}"""


def test_every_page_of_the_book_is_visited(book):
    assert names_in(book) == PAGES


def test_no_page_requests_anything_from_another_host(alive):
    assert alive.foreign == []


def test_no_page_points_a_browser_to_another_host(page_name, pages):
    """A preconnect, or a picture that is not shown yet, leaves no request that a test could see."""
    loads = r"<(?:link|script|img|source|iframe|object|embed|video|audio)\b[^>]*>"
    tags = re.findall(loads, pages[page_name])
    assert tags
    assert [tag for tag in tags if re.search(r"""=["']?\s*(?:https?:)?//""", tag)] == []


def test_styles_and_scripts_are_addressed_with_their_edition(page_name, pages):
    """Or a reader's browser keeps old scripts for new pages."""
    addresses = re.findall(r'(?:href|src)="([^"]*/book\.(?:css|js)[^"]*)"', pages[page_name])
    assert len(addresses) == 2
    assert all(re.search(r"\?v=\w+$", address) for address in addresses), addresses


def test_no_style_sheet_or_drawing_asks_another_host(book):
    files = [*book.rglob("*.css"), *book.rglob("*.svg")]
    assert files
    asked = r"""(?:url\(|@import\s|\b(?:xlink:)?href=)\s*["']?\s*(?:https?:)?//"""
    assert [file for file in files if re.search(asked, file.read_text("utf-8"))] == []


def test_no_request_fails_and_the_console_stays_empty(alive):
    assert alive.failed == []
    assert alive.errors == []


def test_every_chart_comes_alive_when_a_reader_gets_to_it(alive):
    assert alive.dead == []
    for chart in alive.charts():
        assert chart.query_selector(".chart-live svg").bounding_box()["width"] > 200
        assert chart.query_selector("picture").is_hidden()


def test_no_figure_moves_or_grows_when_charts_come_alive(alive):
    first = alive.page.evaluate("atFirst")
    assert list(first) == list(alive.now)
    for name, box in first.items():
        assert alive.now[name] == pytest.approx(box, abs=SLACK), name


def test_nothing_jumps_while_a_page_loads_and_comes_alive(alive):
    """The browser's own account: how much of the screen shifted, and what."""
    assert alive.shifts == []


def test_no_page_scrolls_sideways(alive):
    assert alive.page.evaluate(SIDEWAYS) == []


def test_nothing_in_a_chart_is_cut_off_or_smaller_than_eleven_pixels(alive):
    assert alive.page.evaluate(UNREADABLE, SMALLEST) == []


def test_axe_finds_no_violation_of_wcag_a_or_aa(alive, axe):
    assert axe(alive.page) == []
