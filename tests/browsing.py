"""What the browser tests share: opening pages, waiting for what they do, looking at them."""

from __future__ import annotations

import importlib.resources
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ElementHandle, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from microdrama.paths import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
GIVEN = os.environ.get("MICRODRAMA_HTML")
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: Seconds that a page may take for anything.
PATIENCE = 15

#: Milliseconds between two looks at a page without scripts, which cannot be asked to call back.
GLANCE = 10


def names_in(book: Path) -> list[str]:
    """Return the pages of a built book; the page at its root only leads to the first one."""
    pages = (page.relative_to(book).with_suffix("").as_posix() for page in book.rglob("*.html"))
    return sorted(name for name in pages if name != "index" and not name.startswith("_"))


def _expected() -> list[str]:
    """Return the pages before there is a book: the contents, the search, the 404 page."""
    if GIVEN:
        return names_in(Path(GIVEN).resolve())
    from sphinx_external_toc.parsing import parse_toc_yaml

    return sorted([*parse_toc_yaml(ROOT / "_toc.yml"), "search", "404"])


PAGES = _expected()


def of_page(name: str, *values: Any, id: str | None = None) -> Any:
    """Return the parameters of a test that is run in the process that visits a page."""
    return pytest.param(*values or [name], id=id or name, marks=pytest.mark.xdist_group(name))


# ---- scripts -------------------------------------------------------------------------------

#: Runs before the page's own scripts: where every figure stands at first, what shifts later,
#: how many drawings are under way, and how often each explorer has answered.
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
window.drawing = 0;
let embed = null;
const counted = (...all) => {
  window.drawing++;
  return embed(...all).finally(() => { window.drawing--; });
};
Object.defineProperty(window, "vegaEmbed",
  { configurable: true, get: () => embed && counted, set: (given) => { embed = given; } });
document.addEventListener("explored", ({ target }) => {
  target.dataset.answers = Number(target.dataset.answers ?? 0) + 1;
}, true);
"""

#: Waits for the next frame. A page that is not painted, as one behind another may be, has none:
#: this answers all the same, and counts it, since a promise that is never kept has no time limit.
FRAME = """
window.unpainted = 0;
window.frame = () => new Promise((done) => {
  const late = setTimeout(() => { window.unpainted++; done(); }, 2000);
  requestAnimationFrame(() => { clearTimeout(late); done(); });
});
"""

#: Two frames: what the page does by itself after a change of its surroundings has begun.
FRAMES = "(async () => { await window.frame(); await window.frame(); })()"

#: Scrolls to everything once, so that every chart is told that a reader has got to it.
READ_THROUGH = """async () => {
  const missed = window.unpainted;
  for (let here = -1; here !== scrollY && missed === window.unpainted;) {
    here = scrollY;
    scrollBy(0, 2000);
    await window.frame();
  }
  for (const figure of document.querySelectorAll("figure[data-chart]:not([data-live])")) {
    if (figure.closest("details:not([open])")) continue;
    if (missed !== window.unpainted) break;
    figure.scrollIntoView({ block: "center" });
    await window.frame();
    await window.frame();
  }
  return missed === window.unpainted;
}"""

#: Charts that stayed pictures though a reader has got to them; what is folded away waits.
DEAD = """[...document.querySelectorAll("figure[data-chart]")]
  .filter((figure) => !figure.dataset.live && !figure.closest("details:not([open])"))
  .map((figure) => figure.id)"""

#: Whether no drawing is under way and every live chart has just one.
DRAWN = """() => window.drawing === 0 && [...document.querySelectorAll("figure[data-live]")].every(
  (figure) => figure.querySelectorAll(".chart-live svg").length === 1
    && figure.querySelector(".chart-live svg").getAttribute("aria-hidden") === "true")"""

#: What makes a page wider than its window, if it is.
SIDEWAYS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  return [page.scrollWidth, ...[...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > page.clientWidth + 1)
    .map((e) => e.outerHTML.slice(0, 120))];
}"""

#: Those of some elements that can be seen.
SEEN = """(all) => all.filter((e) => e.checkVisibility({ visibilityProperty: true })
  && e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().height > 0)
  .map((e) => e.className || e.localName)"""

#: Closes and undoes all that a reader may have opened and set, and waits for it.
PUT_BACK = """async () => {
  const answers = { "figure form.controls": "explored", "form.filters": "filtered" };
  const changed = (field) => field.options
    ? field.selectedIndex > 0 : field.name && field.value !== field.defaultValue;
  const reset = (form, answer) => new Promise((done, fail) => {
    (form.closest("figure") ?? form).addEventListener(answer, done, { once: true });
    setTimeout(fail, 15000, new Error("a form does not answer"));
    form.reset();
  });
  document.activeElement?.blur();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  for (const fold of document.querySelectorAll("details[open]")) fold.open = false;
  for (const [forms, answer] of Object.entries(answers)) {
    for (const form of document.querySelectorAll(forms)) {
      const figure = form.closest("figure");
      if (figure && !figure.dataset.live) continue;
      if ([...form.elements].some(changed)) await reset(form, answer);
    }
  }
  history.replaceState(null, "", location.pathname);
  scrollTo(0, 0);
}"""

#: Marks the texts whose contrast is to be looked at: within parts all of them, on a whole page
#: the first, the second and the last of each look. Texts look alike that differ in nothing that
#: matters for contrast, from themselves up to the page; a table has thousands of them.
MARK_LOOKS = """(parts) => {
  const known = new Map(), looks = new Map(), alike = new Map();
  const look = (element) => {
    if (!element) return 0;
    if (known.has(element)) return known.get(element);
    const s = getComputedStyle(element);
    const own = [look(element.parentElement), element.localName, element.getAttribute("class"),
      element.getAttribute("style"), s.color, s.fill, s.backgroundColor, s.backgroundImage,
      s.fontSize, s.fontWeight, s.opacity, s.textShadow, s.position, s.zIndex, s.filter,
      s.mixBlendMode, s.overflow, s.clipPath].join("|");
    if (!looks.has(own)) looks.set(own, looks.size + 1);
    known.set(element, looks.get(own));
    return looks.get(own);
  };
  const says = (element) => element.checkVisibility({ visibilityProperty: true })
    && (element.matches("input, select, button")
      || [...element.childNodes].some((part) => part.nodeType === 3 && part.data.trim()));
  const mark = (element) => element?.setAttribute("data-look", "");
  document.querySelectorAll("[data-look]").forEach((e) => e.removeAttribute("data-look"));
  for (const part of parts) document.querySelectorAll(`${part}, ${part} *`).forEach(mark);
  if (parts.length) return;
  for (const element of [...document.body.querySelectorAll("*")].filter(says)) {
    if (!alike.has(look(element))) alike.set(look(element), []);
    alike.get(look(element)).push(element);
  }
  for (const [one, two, ...more] of alike.values()) [one, two, more.at(-1)].forEach(mark);
}"""

#: The rules of axe that look at colours; the others find the same whatever the colours are.
OF_COLOURS = ["color-contrast", "link-in-text-block"]

#: Runs axe on a page or its parts; contrast, by far the slowest of its rules, on what is marked.
AXE = f"""async ([parts, only]) => {{
  ({MARK_LOOKS})(parts);
  axe.configure({{ rules: [{{ id: "color-contrast", selector: "[data-look]" }}] }});
  const found = await axe.run(
    parts.length ? {{ include: parts.map((part) => [part]) }} : document,
    {{ runOnly: only, reporter: "no-passes", elementRef: false, preload: false }});
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${{rule.id}}: ${{node.target.join(" ")}}: ${{node.failureSummary}}`));
}}"""


def barriers(page: Page, *parts: str, colours_only: bool = False) -> list[str]:
    """Return what violates WCAG 2.2 A and AA on a page, or in parts of it."""
    if not page.evaluate("'axe' in window"):
        folder = importlib.resources.files("axe_playwright_python")
        page.evaluate((folder / "axe.min.js").read_text("utf-8"))
    every = {"type": "tag", "values": LEVELS}
    only = {"type": "rule", "values": OF_COLOURS} if colours_only else every
    return page.evaluate(AXE, [list(parts), only])


# ---- visits --------------------------------------------------------------------------------


@dataclass
class Visit:
    """A page in a browser, with what it asked for and what it complained about."""

    page: Page
    address: str
    own: re.Pattern[str]
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self) -> None:
        context = self.page.context
        context.route(re.compile(f"^(?!{self.own.pattern})"), lambda route: route.abort())
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        self.page.on("websocket", lambda socket: self._asked(socket.url))
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, url: str) -> None:
        if not self.own.match(url):
            self.foreign.append(url)

    def _failed(self, request: Any) -> None:
        # A picture that another takes the place of while it loads, as in a change of scheme, is
        # given up by the browser itself. One that is not there is answered with 404.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.failure}: {request.url}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status}: {response.url}")

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text}")

    def complaints(self) -> dict[str, list[str]]:
        return {"foreign": [*self.foreign], "failed": [*self.failed], "errors": [*self.errors]}

    def close(self) -> None:
        self.page.context.close()

    def is_there(self) -> bool:
        """Tell whether the page is still the one that was opened."""
        return self.page.url.partition("#")[0].partition("?")[0] == self.address

    def charts(self) -> list[ElementHandle]:
        return self.page.query_selector_all("figure[data-chart]")

    def until(self, condition: str, arg: Any = None) -> bool:
        """Wait until a condition holds; tell whether it ever does."""
        try:
            # By the clock: a page that is not painted has no frames to wait for.
            self.page.wait_for_function(condition, arg=arg, polling=20)
        except PlaywrightTimeoutError:
            return False
        return True

    def figure(self, name: str) -> ElementHandle:
        """Scroll to a figure and wait until it is alive."""
        figure = self.page.wait_for_selector(f"figure#{name}", state="attached")
        figure.evaluate("figure => figure.scrollIntoView({ block: 'center' })")
        self.page.wait_for_selector(f"figure#{name}[data-live]")
        return figure

    def read_through(self) -> None:
        """Scroll to everything once; have the page painted, should Chromium have stopped to."""
        for _ in range(3):
            if self.page.evaluate(READ_THROUGH):
                return
            self.page.bring_to_front()
            self.page.screenshot()

    def waken(self) -> list[str]:
        """Scroll through the whole page; return the charts that stayed pictures."""
        self.read_through()
        self.until(f"() => !({DEAD}).length && ({DRAWN})()")
        self.page.evaluate("scrollTo(0, 0)")
        self.until("[...document.images].every((i) => i.complete || i.loading === 'lazy')")
        return self.page.evaluate(DEAD)

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 740})

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

    def put_back(self) -> None:
        """Leave the page as a reader finds it."""
        self.page.emulate_media(media="null", color_scheme="light")
        # Out of the window: what scrolls under a resting pointer counts as pointed at.
        self.page.mouse.move(-10, -10)
        for _ in range(2):
            if self.page.get_attribute("html", "data-scheme") != "auto":
                self.page.click("button.scheme")
        self.page.evaluate(PUT_BACK)
        self.page.wait_for_function(DRAWN, polling=20)


@dataclass
class Reader:
    """Opens pages of a book, each in a fresh context that blocks all hosts but the book's own."""

    browser: Browser
    book: Path
    address: str

    def open(
        self,
        name: str,
        width: int = 1280,
        scheme: str = "light",
        *,
        scripts: bool = True,
        disk: bool = False,
        start: str = WITNESS,
        query: str = "",
        clock: bool = False,
        **more: Any,
    ) -> Visit:
        """Open a page; with a clock, its timers run when a test lets them."""
        root = self.book.as_uri() if disk else self.address
        context = self.browser.new_context(
            viewport={"width": width, "height": 740},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=scripts,
            service_workers="block",
            **more,
        )
        context.set_default_timeout(PATIENCE * 1000)
        if scripts:
            context.add_init_script(FRAME)
            context.add_init_script(start)
        if clock:
            context.clock.install()
        own = re.compile(f"({re.escape(root)}/|data:|blob:|about:)")
        seen = Visit(context.new_page(), f"{root}/{name}.html", own)
        seen.listen()
        seen.page.goto(f"{seen.address}{query}")
        return seen


class Record:
    """What a tour through a page has seen; what could not be seen is raised when it is read."""

    def __init__(self) -> None:
        self._seen: dict[Any, Any] = {}

    def keep(self, what: Any, look: Callable[[], Any]) -> None:
        try:
            self._seen[what] = look()
        except PlaywrightError as error:
            self._seen[what] = error

    def __getitem__(self, what: Any) -> Any:
        found = self._seen[what]
        if isinstance(found, Exception):
            raise found
        return found
