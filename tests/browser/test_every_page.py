"""Every page, narrow and wide, light and dark, with its charts alive and its folds open."""

import re

import pytest

import tours
from browsing import PAGES, names_in
from microdrama.book.extension import THEME

pytestmark = pytest.mark.browser

#: Pixels by which a figure may move or grow when it comes alive.
SLACK = 2


def test_every_page_of_the_book_is_visited(book):
    assert names_in(book) == PAGES


def test_no_page_requests_anything_from_another_host(live, alive):
    name, width, scheme = alive
    assert live(name, width)["complaints", scheme]["foreign"] == []


def test_no_page_points_a_browser_to_another_host(page_name, pages):
    """A preconnect, or a picture that is not shown yet, leaves no request that a test could see."""
    loads = r"<(?:link|script|img|source|iframe|object|embed|video|audio)\b[^>]*>"
    tags = re.findall(loads, pages[page_name])
    assert tags
    assert [tag for tag in tags if re.search(r"""=["']?\s*(?:https?:)?//""", tag)] == []


def test_styles_and_scripts_are_addressed_with_their_edition(page_name, pages):
    """Or a reader's browser keeps old scripts for new pages."""
    own = "|".join(re.escape(path.name) for path in (THEME / "static").iterdir())
    addresses = re.findall(rf'(?:href|src)="([^"]*/(?:{own})(?:\?[^"]*)?)"', pages[page_name])
    assert len(addresses) >= 2
    assert all(re.search(r"\?v=\w+$", address) for address in addresses), addresses


def test_no_style_sheet_or_drawing_asks_another_host(book):
    files = [*book.rglob("*.css"), *book.rglob("*.svg")]
    assert files
    asked = r"""(?:url\(|@import\s|\b(?:xlink:)?href=)\s*["']?\s*(?:https?:)?//"""
    assert [file for file in files if re.search(asked, file.read_text("utf-8"))] == []


def test_no_request_fails_and_the_console_stays_empty(live, alive):
    name, width, scheme = alive
    complaints = live(name, width)["complaints", scheme]
    assert complaints["failed"] == []
    assert complaints["errors"] == []


@pytest.mark.parametrize("width", tours.FIRST)
def test_a_visit_to_its_end_leaves_nothing_to_complain_about(live, page_name, width):
    """Through the walk, the notes, the changes of scheme and of width."""
    assert not any(live(page_name, width)["complaints"].values())


def test_every_chart_comes_alive_when_a_reader_gets_to_it(live, figures, alive):
    name, width, scheme = alive
    seen = live(name, width)
    assert seen["loaded", scheme]["dead"] == []
    assert [chart["name"] for chart in seen["alive", scheme]] == figures[name]
    for chart in seen["alive", scheme]:
        assert chart["width"] > 200, chart["name"]
        assert not chart["picture"], chart["name"]


def test_no_figure_moves_or_grows_when_charts_come_alive(live, figures, alive):
    name, width, scheme = alive
    loaded = live(name, width)["loaded", scheme]
    assert list(loaded["first"]) == list(loaded["now"]) == figures[name]
    for figure, box in loaded["first"].items():
        assert loaded["now"][figure] == pytest.approx(box, abs=SLACK), figure


def test_nothing_jumps_while_a_page_loads_and_comes_alive(live, alive):
    """The browser's own account: how much of the screen shifted, and what."""
    name, width, scheme = alive
    assert live(name, width)["loaded", scheme]["shifts"] == []


def test_no_page_scrolls_sideways(live, alive):
    name, width, scheme = alive
    assert live(name, width)["sideways", scheme] == []


def test_nothing_in_a_chart_is_cut_off_or_smaller_than_eleven_pixels(live, alive):
    name, width, scheme = alive
    assert live(name, width)["unreadable", scheme] == []


@pytest.mark.parametrize("width", tours.FIRST)
def test_light_and_dark_pages_differ_in_nothing_but_colours(live, page_name, width):
    """Or axe would have to hold all its rules to both, and not those of colours alone."""
    seen = live(page_name, width)
    assert seen["bones"] == []
    assert seen["differences"] == []


def test_axe_finds_no_violation_of_wcag_a_or_aa(live, alive):
    """On the page, and in one note for each verdict that it shows."""
    name, width, scheme = alive
    barriers = live(name, width)["barriers", scheme]
    assert barriers["notes"] == barriers["wanted"]
    assert barriers["found"] == []
