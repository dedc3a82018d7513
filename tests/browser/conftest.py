"""A built book, a server for it, one browser, and visits to its pages.

The book is what a test run builds (fixture ``html``), or the folder named by the environment
variable ``MICRODRAMA_HTML``. Tests that only want to know how a page is read what a tour through
it has written down; tests that do something to a page share one that is put back before each;
only who needs a page of a special kind opens one.
"""

from __future__ import annotations

import asyncio
import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import tours
from browsing import (
    BROWSERS,
    GIVEN,
    PAGES,
    SCHEMES,
    WIDTHS,
    Reader,
    Record,
    Visit,
    names_in,
    of_page,
)

HERE = Path(__file__).parent

#: Where the event loop of Playwright is kept while other tests run.
LOOP = pytest.StashKey[asyncio.AbstractEventLoop]()

#: Whether a test has failed.
FAILED = pytest.StashKey[bool]()

#: Living pages that are kept open at most.
OPEN = 3


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", [of_page(name) for name in PAGES])
    if "alive" in metafunc.fixturenames:
        cases = [
            of_page(name, (name, width, scheme), id=f"{name}, {width} px, {scheme}")
            for name, width, scheme in product(PAGES, WIDTHS, SCHEMES)
        ]
        metafunc.parametrize("alive", cases)


def _group(item: pytest.Item) -> str:
    mark = item.get_closest_marker("xdist_group")
    return mark.args[0] if mark else item.path.stem


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring together the tests of one page, so that it is open for a short while only."""
    places = [place for place, item in enumerate(items) if HERE in item.path.parents]
    ours = sorted((items[place] for place in places), key=_group)
    for place, item in zip(places, ours, strict=True):
        items[place] = item


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let the event loop of Playwright count as running in tests of a browser, and only there.

    One browser serves a whole run, whatever stands between two tests of it. Between two calls
    Playwright's loop stands still, but counts as running, so that no other test could run one.
    """
    if item.get_closest_marker("browser"):
        asyncio._set_running_loop(item.session.stash.get(LOOP, None))
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def book(request: pytest.FixtureRequest) -> Path:
    """Return the folder of the built book."""
    return Path(GIVEN).resolve() if GIVEN else request.getfixturevalue("html")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Pages are closed while something is still on its way to them."""


@pytest.fixture(scope="session")
def address(book: Path) -> Iterator[str]:
    """Where the book is served."""
    handler = functools.partial(_Quiet, directory=book)
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One Chromium for all tests."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        advice = (
            "There is no Chromium or Chrome: install one (on Debian, apt-get install chromium)."
        )
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(advice, pytrace=False)
        pytest.skip(advice)
    with sync_playwright() as playwright:
        loop = request.session.stash[LOOP] = asyncio.get_running_loop()
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        # The last test of the run may be none of a browser.
        asyncio._set_running_loop(loop)
        running.close()


@pytest.fixture(scope="session")
def reader(browser: Browser, book: Path, address: str) -> Reader:
    return Reader(browser, book, address)


@pytest.fixture
def visit(reader: Reader) -> Iterator[Callable[..., Visit]]:
    """Open a page of the book in a fresh context."""
    visits = []

    def open_page(*place: str | int, **how: object) -> Visit:
        visits.append(reader.open(*place, **how))
        return visits[-1]

    yield open_page
    for seen in visits:
        seen.close()


# ---- tours ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def live(reader: Reader, citing: list[str]) -> Callable[[str, int], Record]:
    """Return what a reader with scripts sees of a page at a width."""

    @cache
    def tour(name: str, width: int) -> Record:
        seen = reader.open(name, width, tours.FIRST[width])
        try:
            walking = width > tours.PAPER or name == citing[0]
            return tours.live(seen, width, walking, choosing=name == tours.CHOOSING)
        finally:
            seen.close()

    return tour


@pytest.fixture(scope="session")
def plain(reader: Reader) -> Callable[[str], Record]:
    """Return what a reader without scripts sees of a page."""

    @cache
    def tour(name: str) -> Record:
        seen = reader.open(name, tours.PAPER, "dark", scripts=False)
        try:
            return tours.plain(seen)
        finally:
            seen.close()

    return tour


@pytest.fixture(scope="session")
def paper(reader: Reader) -> Callable[[str], Record]:
    """Return what is printed of a page."""

    @cache
    def tour(name: str) -> Record:
        seen = reader.open(name, tours.PAPER, "dark")
        try:
            return tours.paper(seen, choosing=name == tours.CHOOSING)
        finally:
            seen.close()

    return tour


# ---- living pages --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def open_pages() -> dict[tuple[str, int], Visit]:
    """Return the pages that tests share, the one used last at the end; all close with Chromium."""
    return {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def living(
    request: pytest.FixtureRequest, reader: Reader, open_pages: dict[tuple[str, int], Visit]
) -> Iterator[Callable[..., Visit]]:
    """Return a page as a reader finds it, though others have used it.

    Nobody uses it again after a test has failed or the page has complained.
    """
    used = set()

    def page(name: str, width: int = 1280) -> Visit:
        place = (name, width)
        seen = open_pages.pop(place, None)
        if seen and not seen.is_there():
            seen.close()
            seen = None
        open_pages[place] = seen = seen or reader.open(name, width)
        used.add(place)
        seen.resize(width)
        seen.put_back()
        return seen

    yield page
    complaints = {place: open_pages[place].errors for place in used}
    spoilt = used if request.node.stash.get(FAILED, False) or any(complaints.values()) else set()
    for place in {*spoilt, *list(open_pages)[:-OPEN]}:
        open_pages.pop(place).close()
    assert not any(complaints.values()), complaints


# ---- the book as files ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def pages(book: Path) -> dict[str, str]:
    """The HTML of every page."""
    return {name: (book / f"{name}.html").read_text("utf-8") for name in names_in(book)}


@pytest.fixture(scope="session")
def figures(pages: dict[str, str]) -> dict[str, list[str]]:
    """The figures of every page, by name."""
    opening = re.compile(r'<figure class="chart(?: broad)?" id="([^"]+)"')
    found = {name: opening.findall(text) for name, text in pages.items()}
    assert any(found.values())
    return found


@pytest.fixture(scope="session")
def citing(pages: dict[str, str]) -> list[str]:
    """The pages that cite claims, the one with the most of them first."""
    counts = {name: text.count("data-claim=") for name, text in pages.items()}
    return sorted(filter(counts.get, counts), key=counts.get, reverse=True)


@pytest.fixture(scope="session")
def cited(citing: list[str]) -> str:
    """The page that cites the most claims."""
    return citing[0]
