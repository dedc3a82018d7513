"""A built book, a server for it, one browser, and visits that record what a page does.

The book is the folder named by the environment variable ``MICRODRAMA_HTML``, or else the one
that ``microdrama build`` makes. Every context blocks all hosts but the book's own and says
which were asked for.
"""

from __future__ import annotations

import functools
import http.server
import importlib.resources
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ElementHandle, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from microdrama.paths import BUILD, ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
GIVEN = os.environ.get("MICRODRAMA_HTML")
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: Seconds that a chart may take to come alive.
PATIENCE = 15

#: Runs before the page's own scripts: where every figure stands at first, and what shifts later.
WITNESS = """
window.boxes = () => Object.fromEntries([...document.querySelectorAll("figure[data-chart]")].map(
  (figure) => {
    const { x, y, width, height } = figure.getBoundingClientRect();
    return [figure.id, [x + scrollX, y + scrollY, width, height]];
  }));
window.addEventListener("DOMContentLoaded", () => { window.atFirst = window.boxes(); });
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const moved = entry.sources.map(({ node }) => node?.id || node?.className || node?.nodeName);
    if (!entry.hadRecentInput) window.shifts.push([entry.value, moved]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def names_in(book: Path) -> list[str]:
    """Return the pages of a built book; the page at its root only leads to the first one."""
    pages = (page.relative_to(book).with_suffix("").as_posix() for page in book.rglob("*.html"))
    return sorted(name for name in pages if name != "index" and not name.startswith("_"))


def _expected() -> list[str]:
    """Return the pages before there is a book: those of the table of contents, and the search."""
    if GIVEN:
        return names_in(Path(GIVEN).resolve())
    from sphinx_external_toc.parsing import parse_toc_yaml

    return sorted([*parse_toc_yaml(ROOT / "_toc.yml"), "search"])


PAGES = _expected()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", PAGES)
    if "alive" in metafunc.fixturenames:
        cases = list(product(PAGES, WIDTHS, SCHEMES))
        ids = [f"{page}, {width} px, {scheme}" for page, width, scheme in cases]
        metafunc.parametrize("alive", cases, ids=ids, indirect=True, scope="module")


@dataclass
class Visit:
    """A page in a browser, with what it asked for and what it complained about."""

    page: Page
    own: re.Pattern[str]
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    #: Charts that stayed pictures, where figures stand in the end, and what shifted on the way.
    dead: list[str] = field(default_factory=list)
    now: dict[str, list[float]] = field(default_factory=dict)
    shifts: list[Any] = field(default_factory=list)

    def listen(self) -> None:
        context = self.page.context
        context.route(re.compile(f"^(?!{self.own.pattern})"), lambda route: route.abort())
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", lambda r: self.failed.append(f"{r.failure}: {r.url}"))
        context.on("response", self._answered)
        self.page.on("websocket", lambda socket: self._asked(socket.url))
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, url: str) -> None:
        if not self.own.match(url):
            self.foreign.append(url)

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status}: {response.url}")

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text}")

    def charts(self) -> list[ElementHandle]:
        return self.page.query_selector_all("figure[data-chart]")

    def figure(self, name: str) -> ElementHandle:
        """Scroll to a figure and wait until it is alive."""
        figure = self.page.wait_for_selector(f"figure#{name}", state="attached")
        figure.evaluate("figure => figure.scrollIntoView({ block: 'center' })")
        self.page.wait_for_selector(f"figure#{name}[data-live]", timeout=PATIENCE * 1000)
        return figure

    def waken(self) -> list[str]:
        """Scroll through the whole page; return the charts that stayed pictures."""
        here = -1
        while here != (here := self.page.evaluate("scrollY")):
            self.page.evaluate("scrollBy(0, 2000); new Promise(requestAnimationFrame)")
        dead = []
        for chart in self.charts():
            try:
                self.figure(chart.get_attribute("id"))
            except PlaywrightTimeoutError:
                dead.append(chart.get_attribute("id"))
        self.page.evaluate("scrollTo(0, 0)")
        self.page.wait_for_load_state("networkidle")
        return dead

    def focused(self) -> str:
        """Return a selector-like name of what has the focus."""
        return self.page.evaluate(
            """() => {
              const { localName, id, classList } = document.activeElement;
              return localName + (id && "#" + id) + [...classList].map((c) => "." + c).join("");
            }"""
        )

    def unfold(self) -> None:
        """Open everything that folds."""
        self.page.evaluate("for (const f of document.querySelectorAll('details')) f.open = true")


@pytest.fixture(scope="session")
def book() -> Path:
    """The folder of the built book."""
    if GIVEN:
        return Path(GIVEN).resolve()
    command = [sys.executable, "-m", "microdrama.cli", "build"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"The book was not built.\n{done.stdout}\n{done.stderr}", pytrace=False)
    return BUILD / "html"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(book: Path) -> Iterator[str]:
    """Where the book is served."""
    handler = functools.partial(_Quiet, directory=book)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


# Package scope, not session: while Playwright runs, no other test can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
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
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


def _visitor(browser: Browser, book: Path, address: str) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def visit(
        name: str,
        width: int = 1280,
        scheme: str = "light",
        *,
        scripts: bool = True,
        disk: bool = False,
        start: str = WITNESS,
        query: str = "",
        **more: Any,
    ) -> Visit:
        root = book.as_uri() if disk else address
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=scripts,
            service_workers="block",
            **more,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        if scripts:
            context.add_init_script(start)
        own = re.compile(f"({re.escape(root)}/|data:|blob:|about:)")
        seen = Visit(context.new_page(), own)
        seen.listen()
        seen.page.goto(f"{root}/{name}.html{query}")
        return seen

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def visit(browser: Browser, book: Path, address: str) -> Iterator[Callable[..., Visit]]:
    """Open a page of the book in a fresh context."""
    yield from _visitor(browser, book, address)


@pytest.fixture(scope="module")
def alive(
    request: pytest.FixtureRequest, browser: Browser, book: Path, address: str
) -> Iterator[Visit]:
    """A page whose charts are alive and whose folds are open, visited once for a module."""
    name, width, scheme = request.param
    for visit in _visitor(browser, book, address):
        seen = visit(name, width, scheme)
        seen.dead = seen.waken()
        seen.now = seen.page.evaluate("boxes()")
        seen.shifts = seen.page.evaluate("shifts")
        seen.unfold()
        yield seen


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Check a page, or parts of it, for violations of WCAG 2.2 A and AA."""
    script = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

    def check(page: Page, *parts: str) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        found = page.evaluate(
            """([parts, levels]) => axe.run(
                parts.length ? { include: parts.map((part) => [part]) } : document,
                { runOnly: { type: "tag", values: levels }, resultTypes: ["violations"] })""",
            [list(parts), LEVELS],
        )
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return check


@pytest.fixture(scope="session")
def pages(book: Path) -> dict[str, str]:
    """The HTML of every page."""
    return {name: (book / f"{name}.html").read_text("utf-8") for name in names_in(book)}


@pytest.fixture(scope="session")
def page_of(pages: dict[str, str]) -> Callable[[str], str]:
    """Find the page that holds a figure."""

    def find(figure: str) -> str:
        mark = f'<figure class="chart" id="{figure}"'
        found = [name for name, text in pages.items() if mark in text]
        assert len(found) == 1, f"the figure {figure} is on {found or 'no page'}"
        return found[0]

    return find


@pytest.fixture(scope="session")
def drawn(pages: dict[str, str]) -> list[str]:
    """The pages with figures."""
    return [name for name, text in pages.items() if "data-chart=" in text]


@pytest.fixture(scope="session")
def citing(pages: dict[str, str]) -> list[str]:
    """The pages that cite claims, the one with the most of them first."""
    counts = {name: text.count("data-claim=") for name, text in pages.items()}
    return sorted(filter(counts.get, counts), key=counts.get, reverse=True)


@pytest.fixture(scope="session")
def cited(citing: list[str]) -> str:
    """The page that cites the most claims."""
    return citing[0]
