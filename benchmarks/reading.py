"""What a first visit moves over the wire, and how soon a control answers, in real Chromium."""

from __future__ import annotations

import gzip
import statistics
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from benchmarks.workshop import build, chromium, copy_of_the_book

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

PAGE = "chapters/evolution.html"

#: Pages whose explorers are moved, controls moved in each, and milliseconds to answer in.
EXPLORING, MOVES, TARGET = (PAGE, "chapters/ecosystem.html"), 100, 50


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the report readable."""


def _serve(folder: Path) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server


#: Moves the controls of an explorer one after another, and waits each time for the redraw.
_MOVE = """async ([selector, moves]) => {
  const figure = document.querySelector(selector);
  const fields = [...figure.querySelector("form.controls").elements].filter((field) => field.name);
  const times = [];
  for (let move = 1; move <= moves; move++) {
    const field = fields[move % fields.length];
    if (field.options) {
      field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
    } else {
      const [low, high] = [Number(field.min), Number(field.max)];
      field.value = String(low + (high - low) * ((move * 0.37) % 1));
    }
    const answered = new Promise((done) => {
      figure.addEventListener("explored", done, { once: true });
    });
    const started = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await answered;
    await new Promise((drawn) => requestAnimationFrame(drawn));
    times.push(performance.now() - started);
  }
  return times;
}"""


def _moved(page: Page) -> None:
    """Move every explorer of a page and print how soon it is drawn again."""
    names = page.eval_on_selector_all(
        "figure:has(form.controls)", "figures => figures.map((figure) => figure.id)"
    )
    for name in names:
        page.locator(f"figure#{name}").scroll_into_view_if_needed()
        page.wait_for_selector(f"figure#{name}[data-live]")
        times = page.evaluate(_MOVE, [f"figure#{name}", MOVES])
        print(
            f"  {name:20} control to redraw, 95th percentile "
            f"{statistics.quantiles(times, n=20)[-1]:6.1f} ms "
            f"(median {statistics.median(times):.1f}; at most {TARGET})"
        )


def main() -> None:
    from playwright.sync_api import sync_playwright

    with copy_of_the_book() as book, sync_playwright() as playwright:
        build(book)
        server = _serve(book / "_build" / "html")
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        moved: dict[str, int] = {}

        def count(response: Response) -> None:
            moved[response.url] = len(gzip.compress(response.body()))

        page.on("response", count)
        page.goto(f"http://127.0.0.1:{server.server_port}/{PAGE}", wait_until="networkidle")
        page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
        page.wait_for_selector("figure[data-live]")
        page.wait_for_load_state("networkidle")
        page.remove_listener("response", count)  # later visits find much in the browser's cache
        # A chart so near the first screen is loaded at once, so time does not part the two.
        moving = ("vega.js", "chart.js")
        after = sum(moved.values())
        before = sum(
            size for url, size in moved.items() if not url.partition("?")[0].endswith(moving)
        )
        print(f"  first visit, before a chart moves  {before / 1000:7.0f} kB compressed")
        print(f"  … and once the first chart moves   {after / 1000:7.0f} kB compressed")
        for name in EXPLORING:
            page.goto(f"http://127.0.0.1:{server.server_port}/{name}", wait_until="networkidle")
            _moved(page)
        browser.close()
        server.shutdown()
