"""Tours: one visit looks at all that many tests want to know of a page, and writes it down.

A tour closes its page before anything is tested, so that no test can find what another left.
Each is made once a process, by whichever test asks first.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import ElementHandle

from browsing import DRAWN, FRAMES, GLANCE, PATIENCE, SEEN, SIDEWAYS, Record, Visit, barriers
from microdrama.charts.theme import INKS
from microdrama.evidence.verdicts import verdict

#: Smallest type in a chart as it is shown, with room for a drawing 330 px wide shown at 328 px.
SMALLEST = 11 * 0.99

#: Widths of the screen at which the drawing is scaled: phones, both sides of the change from
#: the narrow to the wide drawing, tablets, laptops.
SCREENS = (360, 414, 640, 641, 719, 720, 768, 1024, 1280)

#: What an ordinary page may hold at 96 dots an inch, margins taken off.
PAPER = 700

#: The scheme in which a page is opened at each width; it is reloaded in the other one.
FIRST = {360: "dark", 1280: "light"}
OTHER = {"light": "dark", "dark": "light"}

#: The page on which schemes are chosen in every way; elsewhere one way shows every picture in both.
CHOOSING = "chapters/evolution"

NOTE = ".claim-card:not([hidden])"

#: Most stops of the Tab key on a page, and how many are made between two looks.
MOST, STRIDE = 5000, 25

#: Rows of the ledger through which the Tab key is held at once.
ROWS = 20

# ---- charts --------------------------------------------------------------------------------

#: Each live chart: how wide it is, and whether its picture has gone.
ALIVE = """() => [...document.querySelectorAll("figure[data-chart]")].map((figure) => ({
  name: figure.id,
  width: figure.querySelector(".chart-live svg")?.getBoundingClientRect().width ?? 0,
  picture: figure.querySelector("picture").checkVisibility(),
}))"""

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

#: Remembers what stands where in one scheme, and returns what does not stand there in the other.
#: What is within a live chart is drawn anew.
DIFFERENCES = """() => {
  const bones = [...document.querySelectorAll("body, body *:not(.chart-live *)")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const place = [x + scrollX, y + scrollY, width, height].map((n) => n.toFixed(1));
    return [element.cloneNode(false).outerHTML.replace(/ data-look=""/, ""), ...place,
      element.checkVisibility({ visibilityProperty: true })].join(" ");
  });
  const before = window.bones ?? bones;
  window.bones = bones;
  return bones.filter((bone, place) => bone !== before[place])
    .concat(bones.length === before.length ? [] : [`${before.length} and ${bones.length}`]);
}"""

#: Opens figures that are folded away.
UNFOLD = "document.querySelectorAll('.unfolds').forEach((fold) => { fold.open = true; })"

#: Tells whether every picture and every live chart is drawn in one ink.
INKED = f"""([scheme, ink, other]) => {{
  const folded = (image) => image.closest("details:not([open])");
  const pictures = [...document.querySelectorAll("picture img")].filter((image) => !folded(image));
  const drawn = [...document.querySelectorAll(".chart-live svg")];
  const fills = (svg) => [...svg.querySelectorAll("text")].map((text) => text.getAttribute("fill"));
  const loaded = ({{ currentSrc, complete, naturalWidth }}) =>
    currentSrc.endsWith(`-${{scheme}}.svg`) && complete && naturalWidth > 0;
  const some = (svg, {{ ink, quiet }}) => fills(svg).some((fill) => fill === ink || fill === quiet);
  return pictures.every(loaded) && ({DRAWN})()
    && drawn.every((svg) => some(svg, ink) && !some(svg, other));
}}"""

#: Tells whether every live chart is the drawing for a width of the screen.
TURNED = f"""(width) => ({DRAWN})() && [...document.querySelectorAll(".chart-live svg")].every(
  (drawn) => drawn.viewBox.baseVal.width > 500 === width > 640)"""

TABLE = """(figure) => ({
  heads: [...figure.querySelectorAll(".chart-table th")].map((cell) => cell.textContent),
  rows: [...figure.querySelectorAll(".chart-table tbody tr")].map(
    (row) => [...row.cells].map((cell) => [cell.textContent, cell.classList.contains("numeric")])),
})"""

#: The places in which tables scroll, as a screen reader is told of them.
REGIONS = """() => [...document.querySelectorAll("figure .table-scroll")].map((region) =>
  ["tabindex", "role", "aria-label"].map((name) => region.getAttribute(name)))"""


#: The figures with controls.
EXPLORERS = """() =>
  [...document.querySelectorAll("figure:has(form.controls)")].map((figure) => figure.id)"""


def inks(scheme: str) -> list[Any]:
    return [scheme, INKS[scheme], INKS[OTHER[scheme]]]


def _ground(visit: Visit) -> str:
    return visit.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def _followed(visit: Visit, scheme: str) -> list[Any]:
    """Wait for a scheme; return whether all charts have its ink, the ground, and the button."""
    inked = visit.until(INKED, inks(scheme))
    return [inked, _ground(visit), visit.page.inner_text("button.scheme")]


def _loaded(visit: Visit) -> dict[str, Any]:
    """Bring a page that has just been loaded to life; return what moved on the way."""
    dead = visit.waken()
    now, first = visit.page.evaluate("[boxes(), atFirst]")
    return {"dead": dead, "now": now, "first": first, "shifts": visit.page.evaluate("shifts")}


def _look(visit: Visit, seen: Record, scheme: str, again: bool) -> None:
    """Look at a page in one scheme, with its charts alive and its folds open.

    The second time axe looks at colours alone, since nothing else may differ.
    """
    page = visit.page
    seen.keep(("inked", scheme), lambda: visit.until(INKED, inks(scheme)))
    seen.keep(("alive", scheme), lambda: page.evaluate(ALIVE))
    seen.keep(("sideways", scheme), lambda: page.evaluate(SIDEWAYS))
    seen.keep(("unreadable", scheme), lambda: page.evaluate(UNREADABLE, SMALLEST))
    seen.keep("differences" if again else "bones", lambda: page.evaluate(DIFFERENCES))
    seen.keep(("barriers", scheme), lambda: _barriers(visit, again))
    seen.keep(("complaints", scheme), visit.complaints)


#: Opens the table of a figure, and reads it and the file that it offers.
OFFER = f"""async (figure) => {{
  const table = figure.querySelector(".chart-table table");
  const link = figure.querySelector(".chart-table a[download]");
  const before = table.checkVisibility();
  figure.querySelector(".chart-table summary").click();
  return {{ name: figure.id, before, after: table.checkVisibility(), file: link.download,
    text: await (await fetch(link.href)).text(), table: ({TABLE})(figure) }};
}}"""


def _download(visit: Visit, figure: ElementHandle) -> dict[str, Any]:
    """Do with the mouse what ``OFFER`` does by a script."""
    table, link = (figure.query_selector(f".chart-table {tag}") for tag in ("table", "a[download]"))
    before = table.is_visible()
    figure.query_selector(".chart-table summary").click()
    with visit.page.expect_download() as waiting:
        link.click()
    return {
        "name": figure.get_attribute("id"),
        "before": before,
        "after": table.is_visible(),
        "file": waiting.value.suggested_filename,
        "text": Path(waiting.value.path()).read_text("utf-8"),
        "table": figure.evaluate(TABLE),
    }


def _downloads(visit: Visit) -> list[dict[str, Any]]:
    """Open every table and fetch its rows, with the mouse those of the first of each kind."""
    found, kinds = [], set()
    visit.page.evaluate(UNFOLD)
    for figure in visit.charts():
        kind = figure.query_selector("form.controls") is not None
        new = kind not in kinds
        found.append(_download(visit, figure) if new else figure.evaluate(OFFER))
        kinds.add(kind)
    return found


def _choose(visit: Visit, seen: Record, system: str) -> list[list[Any]]:
    """Choose schemes with the button under one of the system's; return what each has led to."""
    page = visit.page
    page.emulate_media(color_scheme=system)
    steps = [_followed(visit, system)]
    for scheme in ("light", "dark"):
        page.click("button.scheme")
        steps.append(_followed(visit, scheme))
    page.reload()
    seen.keep(("loaded", "dark"), lambda: _loaded(visit))
    steps.append(_followed(visit, "dark"))
    page.click("button.scheme")
    return [*steps, _followed(visit, system)]


def _choose_quickly(visit: Visit) -> list[Any]:
    """Press the button five times at once; return the scheme, and whether all charts have it."""
    press = "button => { for (let i = 0; i < 5; i++) button.click(); }"
    visit.page.query_selector("button.scheme").evaluate(press)
    visit.until(DRAWN)
    visit.page.evaluate(FRAMES)
    scheme = visit.page.get_attribute("html", "data-scheme")
    # Pictures may still be on their way; a second drawing or another ink would stay.
    return [scheme, visit.until(INKED, inks("dark"))]


def _turn(visit: Visit) -> list[list[Any]]:
    """Turn a phone to and fro; return whether charts are drawn anew, and what is too wide."""
    turned = []
    for width in (1280, 360):
        visit.resize(width)
        turned.append([width, visit.until(TURNED, width), visit.page.evaluate(SIDEWAYS)])
    return turned


# ---- the Tab key ---------------------------------------------------------------------------

#: Looks at what has the focus before each press of the Tab key, as a reader sees it. The walk
#: ends at the last stop: what a browser does after that is its own affair.
WATCH = """() => {
  const all = "a[href], button, summary, input, select, [tabindex='0']";
  window.tabbable = () => [...document.querySelectorAll(all)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".claim-card"));
  window.walk = { stops: new Set(), count: 0, faults: [], last: null, over: false, circle: false };
  window.look = (at) => {
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    const fault = (what) => walk.faults.push(`${at.outerHTML.slice(0, 100)}: ${what}`);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) fault("no outline");
    if (box.width < 1 || box.height < 1 || style.visibility !== "visible") fault("not to be seen");
    const seen = [...at.getClientRects()].some(({ left, right, top, bottom }) =>
      right > 0 && left < innerWidth && bottom > 0 && top < innerHeight);
    if (!seen) fault("outside the screen");
    const covered = [...at.getClientRects()].every(({ left, right, top, bottom }) => {
      const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 2);
      const y = Math.min(Math.max((top + bottom) / 2, 1), innerHeight - 2);
      const over = document.elementFromPoint(x, y);
      return !over || !(at.contains(over) || over.contains(at));
    });
    if (seen && covered) fault("covered");
  };
  window.arrive = (at) => {
    walk.count++;
    look(at);
    /* A note moves to the link that has the focus, so its own link may come again. */
    if (!at.closest(".claim-card")) walk.stops.add(at);
  };
  window.watching = (event) => {
    const at = document.activeElement;
    if (at && at !== document.body && !walk.over && !walk.circle) {
      walk.circle = walk.stops.has(at);
      walk.over = at === walk.last;
      if (!walk.circle) arrive(at);
    }
    if (walk.over || walk.circle) event.preventDefault();
  };
  addEventListener("keydown", watching, true);
}"""

#: What the walk should have stopped at and has not.
PASSED_BY = """() => window.tabbable().filter((e) => !walk.stops.has(e))
  .map((e) => `${e.outerHTML.slice(0, 100)}: passed by`)"""

#: How the walk went, and which controls of explorers it has come to.
WALKED = """() => {
  const { count, faults, over, circle } = walk;
  const fields = [...walk.stops].filter((e) => e.closest("figure form.controls"))
    .map((e) => [e.closest("figure").id, e.name || e.type]);
  return { count, faults, over, circle, fields };
}"""

#: Gives the focus to what has not had it, as the Tab key would: in the order of the page.
GO_ON = """() => {
  for (const at of window.tabbable().filter((e) => !walk.stops.has(e))) {
    at.focus();
    if (document.activeElement !== at || at.tabIndex) walk.faults.push(`${at.outerHTML}: no stop`);
    arrive(at);
  }
}"""

#: Leaves some rows of the ledger, and goes on from what stands before them.
PART = """([start, end]) => {
  const table = document.querySelector("table.ledger"), body = table.tBodies[0];
  window.lines ??= [...body.rows];
  body.replaceChildren(...window.lines.slice(start, end));
  if (!start) return;
  const after = (e) => e.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_PRECEDING;
  const before = window.tabbable().findLast((e) => !table.contains(e) && !after(e));
  for (const stop of [before, ...window.tabbable().filter(after)]) walk.stops.delete(stop);
  before.focus();
}"""


def _parts(visit: Visit) -> list[list[int]]:
    """Return the rows of the ledger in parts: each stop is the slower the more are on a page."""
    rows = len(visit.page.query_selector_all("table.ledger tbody tr"))
    return [[start, min(start + ROWS, rows)] for start in range(0, rows, ROWS)]


def _hold_tab(visit: Visit) -> None:
    """Hold down the Tab key from where the focus is to the last stop of a page."""
    page = visit.page
    page.evaluate("Object.assign(walk, { last: window.tabbable().at(-1), over: false })")
    for _ in range(MOST // STRIDE):
        for _ in range(STRIDE):
            page.keyboard.down("Tab")
        if page.evaluate("walk.over || walk.circle"):
            break
    page.keyboard.up("Tab")


def _walk(visit: Visit) -> dict[str, Any]:
    """Walk through a page from the skip link and out of it at the end; return how that went.

    Of the ledger, whose hundreds of rows are made alike, the first and the last part are walked
    with the key itself.
    """
    page, passed, parts = visit.page, [], _parts(visit) or [None]
    page.evaluate(WATCH)
    page.focus("a.skip")
    for part in parts:
        if part:
            page.evaluate(PART, part)
        if part in (parts[0], parts[-1]):
            _hold_tab(visit)
        else:
            page.evaluate(GO_ON)
        passed += page.evaluate(PASSED_BY)
    page.evaluate("removeEventListener('keydown', watching, true)")
    page.keyboard.press("Tab")
    left = visit.until("document.activeElement !== walk.last")
    walked = page.evaluate(WALKED)
    page.evaluate("document.querySelector('table.ledger')?.tBodies[0].replaceChildren(...lines)")
    return {**walked, "faults": walked["faults"] + passed, "left": left}


def _skip(visit: Visit) -> dict[str, Any]:
    """Go by the skip link from the top of a page to its text."""
    page, press = visit.page, visit.page.keyboard.press
    link = page.query_selector("a.skip")
    before = link.bounding_box()
    press("Tab")
    first, box = visit.focused(), link.bounding_box()
    press("Enter")
    then = visit.focused()
    press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    return {"before": before, "first": first, "box": box, "then": then, "inside": inside}


def _reached(visit: Visit) -> list[str]:
    """Return the addresses to which a page leads from what it shows of its chapters."""
    page = visit.page
    if page.is_visible("details.chapters-small"):
        page.click("details.chapters-small summary")
    shown = "links => links.filter((a) => a.checkVisibility()).map((a) => a.href)"
    links = page.eval_on_selector_all("nav a", shown)
    return [page.url.partition("#")[0], *(link.partition("#")[0] for link in links)]


# ---- notes behind claims -------------------------------------------------------------------

#: Opens each note in turn, and returns its claim, what it says and where it leads.
NOTES = """() => [...document.querySelectorAll("a.claim[data-claim]")].map((link) => {
  link.focus();
  const note = document.querySelector(".claim-card:not([hidden])");
  return [link.dataset.claim, note?.id, note?.innerText, note?.querySelector("a")?.href];
})"""

#: Opens each note in turn, at a place of the screen, and says which does not fit.
FIT = """(place) => {
  const faults = [];
  document.activeElement?.blur();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  for (const link of document.querySelectorAll("a.claim[data-claim]")) {
    link.scrollIntoView({ block: place, behavior: "instant" });
    link.focus({ preventScroll: true });
    const notes = [...document.querySelectorAll(".claim-card:not([hidden])")];
    const id = link.dataset.claim;
    const fault = (what) => faults.push(`${id}: ${what}`);
    if (notes.length !== 1 || notes[0].id !== `card-${id}`) { fault("no note"); continue; }
    const { left, right, top, bottom } = notes[0].getBoundingClientRect();
    const page = document.documentElement;
    if (left < 0 || right > page.clientWidth) fault("cut off at the side");
    if (top < 0 || bottom > innerHeight) fault(`from ${top} to ${bottom} of ${innerHeight}`);
    if ([...link.getClientRects()].some((part) => part.top < bottom && part.bottom > top
      && part.left < right && part.right > left)) fault("the note covers its own link");
    if (page.scrollWidth > page.clientWidth) fault("the page scrolls sideways");
  }
  return faults;
}"""

PLACES = ("start", "center", "end")


#: Shows the notes of some claims in the flow of the page, all at once; returns those shown.
SHOW_NOTES = """(claims) => claims.filter((claim) => {
  const link = document.querySelector(`a.claim[data-claim="${claim}"]`);
  const note = document.getElementById(`card-${claim}`);
  link.setAttribute("aria-expanded", "true");
  Object.assign(note.style, { position: "static", maxHeight: "none" });
  note.hidden = false;
  return note.checkVisibility();
})"""

HIDE_NOTES = """() => {
  for (const note of document.querySelectorAll(".claim-card")) {
    note.hidden = true;
    note.removeAttribute("style");
  }
  document.querySelectorAll("a.claim[data-claim]").forEach(
    (link) => link.setAttribute("aria-expanded", "false"));
}"""


def _barriers(visit: Visit, again: bool) -> dict[str, Any]:
    """Show one note for each verdict on a page; return them, and what is wrong with it all.

    axe takes half a second to begin, so it looks at the page and the notes at once.
    """
    cited = "links => links.map((link) => link.dataset.claim)"
    keys = visit.page.eval_on_selector_all("a.claim[data-claim]", cited)
    one_each = list({verdict(key).status: key for key in keys}.values())
    notes = visit.page.evaluate(SHOW_NOTES, one_each)
    found = barriers(visit.page, colours_only=again)
    visit.page.evaluate(HIDE_NOTES)
    return {"notes": notes, "wanted": one_each, "found": found}


def _read_notes(visit: Visit, seen: Record) -> None:
    """Open the notes of a page, whose folds must be closed."""
    page = visit.page
    seen.keep("notes", lambda: page.evaluate(NOTES))
    for place in PLACES:
        seen.keep(("fit", place), lambda at=place: page.evaluate(FIT, at))


# ---- tours ---------------------------------------------------------------------------------


def live(visit: Visit, width: int, walking: bool, choosing: bool) -> Record:
    """Go through a page as a reader whose browser runs scripts, in both schemes.

    The page is loaded in each scheme, and turned from the second to the first while it is open.
    Who is choosing presses the button of schemes in every way, and not only in one.
    """
    page, first, second = visit.page, FIRST[width], OTHER[FIRST[width]]
    seen, wide, drawn = Record(), width > PAPER, bool(visit.charts())
    seen.keep(("loaded", first), lambda: _loaded(visit))
    seen.keep("skip", lambda: _skip(visit))
    seen.keep("reached", lambda: _reached(visit))
    seen.keep("tables", lambda: [figure.evaluate(TABLE) for figure in visit.charts()])
    seen.keep("regions", lambda: page.evaluate(REGIONS))
    seen.keep("explorers", lambda: page.evaluate(EXPLORERS))
    if wide and drawn:
        seen.keep("downloads", lambda: _downloads(visit))
        seen.keep(("chosen", "light"), lambda: _choose(visit, seen, "light"))
        if choosing:
            seen.keep(("chosen", "dark"), lambda: _choose(visit, seen, "dark"))
    else:
        page.emulate_media(color_scheme=second)
        page.goto(page.url.partition("#")[0])
        seen.keep(("loaded", second), lambda: _loaded(visit))
    page.emulate_media(color_scheme=second)
    visit.unfold()
    visit.waken()
    _look(visit, seen, second, again=False)
    page.emulate_media(color_scheme=first)
    _look(visit, seen, first, again=True)
    if walking:
        seen.keep("walk", lambda: _walk(visit))
    visit.put_back()
    _read_notes(visit, seen)
    if wide and drawn and choosing:
        seen.keep("chosen quickly", lambda: _choose_quickly(visit))
    if not wide:
        seen.keep("turned", lambda: _turn(visit))
    seen.keep("complaints", visit.complaints)
    return seen


#: Every figure as a reader without scripts has it, folded ones unfolded.
PICTURES = """() => [...document.querySelectorAll("figure[data-chart]")].map((figure) => {
  if (figure.closest(".unfolds")) figure.closest(".unfolds").open = true;
  const image = figure.querySelector("picture img"), box = image.getBoundingClientRect();
  return { name: figure.id, complete: image.complete, natural: image.naturalWidth,
    source: image.currentSrc, alt: image.alt.trim(), live: "live" in figure.dataset,
    x: box.x, width: box.width, height: box.height };
})"""

#: What stands around a picture, with the folds of its table open.
AROUND = f"""() => [...document.querySelectorAll("figure[data-chart]")].map((figure) => {{
  const before = figure.querySelector(".chart-table table").checkVisibility();
  figure.querySelector(".chart-table summary").click();
  return {{ name: figure.id, table: ({TABLE})(figure), before,
    after: figure.querySelector(".chart-table table").checkVisibility(),
    link: figure.querySelector(".chart-table a[download]").getAttribute("href"),
    title: figure.querySelector(".chart-title").innerText,
    caption: figure.querySelector("figcaption").innerText }};
}})"""

LINKS = """() => [...document.querySelectorAll("a[href]")].map(
  (link) => [link.href, link.innerText, link.matches(".claim")])"""

HEAD = """() => ({ language: document.documentElement.lang, title: document.title,
  headings: document.querySelectorAll("h1").length, address: location.href })"""

SAYS = """says => says.map((e) =>
  [e.checkVisibility({ visibilityProperty: true }), e.innerText.trim(), e.getAttribute("role")])"""

#: The colours in which a page writes at the moment.
INKS_OF_THE_PAGE = """["ink", "quiet", "rule", "accent", "string", "inconsistent", "disputed",
  "differs", "forecast", "recomputed", "traced", "consistent", "other-definition", "interpretive",
  "unsettled"].map(
  (role) => getComputedStyle(document.documentElement).getPropertyValue(`--${role}`).trim())"""


def _pictures(visit: Visit, width: int, scheme: str) -> list[dict[str, Any]]:
    """Wait for the pictures of a width and a scheme without asking the page to run a script."""
    layout = "wide" if width > 719 else "narrow"
    pictures = visit.page.evaluate(PICTURES)
    for _ in range(PATIENCE * 1000 // GLANCE):
        if all(p["natural"] and p["source"].endswith(f"{layout}-{scheme}.svg") for p in pictures):
            break
        visit.page.wait_for_timeout(GLANCE)
        pictures = visit.page.evaluate(PICTURES)
    return pictures


def _printed(visit: Visit) -> list[Any]:
    """Print a page; return the colours in which it is shown and those that are printed."""
    found = [visit.page.evaluate(INKS_OF_THE_PAGE), colours(visit.page.pdf())]
    # Chromium may stop painting a page that it has printed; a picture of it makes it go on.
    visit.page.screenshot()
    return found


def colours(pdf: bytes) -> set[str]:
    """Return the colours in which a PDF file of Chromium fills letters and shapes."""
    found = set()
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            drawing = zlib.decompress(stream[1])
        except zlib.error:  # a picture or a font
            continue
        for colour in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\b", drawing):
            found.add("#" + bytes(round(float(part) * 255) for part in colour).hex())
    return found


def plain(visit: Visit) -> Record:
    """Go through a page as a reader whose browser runs no scripts; it is dark and as on paper."""
    page, seen = visit.page, Record()
    if visit.charts():
        seen.keep("printed", lambda: _printed(visit))
    for scheme in reversed(OTHER):
        page.emulate_media(color_scheme=scheme)
        for width in SCREENS if scheme == "light" else (SCREENS[0], SCREENS[-1]):
            visit.resize(width)
            at = (width, scheme)
            seen.keep(("pictures", *at), lambda at=at: _pictures(visit, *at))
            seen.keep(("complaints", *at), visit.complaints)
    needy = "form.controls, button.scheme, .chart-live, .claim-card"
    seen.keep("needy", lambda: page.eval_on_selector_all(needy, SEEN))
    seen.keep("says", lambda: page.eval_on_selector_all(".explorer-says", SAYS))
    seen.keep("links", lambda: page.evaluate(LINKS))
    seen.keep("head", lambda: page.evaluate(HEAD))
    seen.keep("text", lambda: page.inner_text("main"))
    seen.keep("around", lambda: page.evaluate(AROUND))
    return seen


def _on_paper(visit: Visit) -> dict[str, Any]:
    """Bring a page to life, open a note, and look at what would go to the printer."""
    page = visit.page
    page.evaluate(UNFOLD)
    dead = visit.waken()
    if claim := page.query_selector("a.claim[data-claim]"):
        claim.focus()
    page.emulate_media(media="print")
    figures = []
    for chart in visit.charts():
        shown = [image for image in chart.query_selector_all("img") if image.is_visible()]
        loaded = []
        for image in shown:
            image.evaluate("i => i.scrollIntoView()")
            loaded.append(visit.until("i => i.complete && i.naturalWidth > 0", image))
        figures.append(
            {
                "name": chart.get_attribute("id"),
                "live": chart.query_selector(".chart-live").is_visible(),
                "loaded": loaded,
                "shown": [image.evaluate("i => i.currentSrc") for image in shown],
            }
        )
    needy = "form.controls, button, nav, .skip, .claim-card"
    left = page.eval_on_selector_all(needy, SEEN)
    page.emulate_media(media="null")
    return {"dead": dead, "figures": figures, "needy": left}


def paper(visit: Visit, choosing: bool) -> Record:
    """Print a page with figures for those who read in the dark, by their system and by choice."""
    page, seen = visit.page, Record()
    seen.keep("by system", lambda: _printed(visit))
    seen.keep("on paper", lambda: _on_paper(visit))
    if not choosing:
        return seen
    page.evaluate("localStorage.setItem('scheme', 'dark')")
    page.emulate_media(color_scheme="light")
    page.reload()
    seen.keep("by button", lambda: _printed(visit))
    return seen
