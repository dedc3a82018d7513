"""What a first visit moves over the wire, and how soon a control answers, in real Chromium."""

from __future__ import annotations

import gzip
import statistics
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from benchmarks.workshop import build, chromium, copy_of_the_book

PAGE = "chapters/evolution.html"
EXPLORER = "#passing-100-billion"
MOVES = 200


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the report readable."""


def _serve(folder: Path) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server


_MOVE = """async ([selector, moves]) => {
  const figure = document.querySelector(selector);
  const slider = figure.querySelector("input[name=growth]");
  const times = [];
  for (let move = 0; move < moves; move++) {
    slider.value = String((move * 7.3) % 100);
    const answered = new Promise((done) => {
      figure.addEventListener("explored", done, { once: true });
    });
    const started = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await answered;
    await new Promise((drawn) => requestAnimationFrame(drawn));
    times.push(performance.now() - started);
  }
  return times;
}"""


def main() -> None:
    from playwright.sync_api import sync_playwright

    with copy_of_the_book() as book, sync_playwright() as playwright:
        build(book)
        server = _serve(book / "_build" / "html")
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        moved: list[int] = []
        page.on("response", lambda response: moved.append(len(gzip.compress(response.body()))))
        page.goto(f"http://127.0.0.1:{server.server_port}/{PAGE}", wait_until="networkidle")
        before = sum(moved)
        page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
        page.wait_for_selector("figure[data-live]")
        page.wait_for_load_state("networkidle")
        after = sum(moved)
        page.locator(EXPLORER).scroll_into_view_if_needed()
        page.wait_for_selector(f"{EXPLORER}[data-live]")
        times = page.evaluate(_MOVE, [EXPLORER, MOVES])
        browser.close()
        server.shutdown()
    late = statistics.quantiles(times, n=20)[-1]
    print(f"  first visit, before a chart moves  {before / 1000:7.0f} kB compressed")
    print(f"  … and once the first chart moves   {after / 1000:7.0f} kB compressed")
    middle = statistics.median(times)
    print(f"  control to redraw, 95th percentile {late:7.1f} ms (median {middle:.1f})")
