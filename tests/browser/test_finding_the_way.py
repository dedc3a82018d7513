"""Getting around: the Tab key, the skip link, the chapters, the search."""

import pytest

from .conftest import SCHEMES, WIDTHS

pytestmark = pytest.mark.browser

#: What a reader at the keyboard sees of the element that has the focus.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const faults = [], style = getComputedStyle(at), box = at.getBoundingClientRect();
  const name = at.outerHTML.slice(0, 100);
  const fault = (what) => faults.push(`${name}: ${what}`);
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
  window.stops ??= new Set();
  if (window.stops.has(at)) return "again";
  /* A note moves to the link that has the focus, so its own link may come again. */
  if (!at.closest(".claim-card")) window.stops.add(at);
  return faults;
}"""


#: What the Tab key should have stopped at and has not.
PASSED_BY = """() => {
  const all = "a[href], button, summary, input, select, [tabindex='0']";
  return [...document.querySelectorAll(all)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".claim-card"))
    .filter((e) => !window.stops.has(e)).map((e) => e.outerHTML.slice(0, 100));
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_skip_link_comes_first_and_leads_to_the_text(visit, page_name, width):
    seen = visit(page_name, width)
    page = seen.page
    assert page.query_selector("a.skip").bounding_box()["x"] < 0
    page.keyboard.press("Tab")
    assert seen.focused() == "a.skip"
    box = page.query_selector("a.skip").bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= width
    page.keyboard.press("Enter")
    assert seen.focused() == "main#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def _walk(seen):
    """Walk through a page with the Tab key; return what is wrong with its stops."""
    seen.unfold()
    stops, faults = 0, []
    while stops < 5000:
        seen.page.keyboard.press("Tab")
        found = seen.page.evaluate(FOCUS)
        if found is None:
            break
        assert found != "again", "the Tab key goes in a circle before the end of the page"
        stops += 1
        faults += found
    assert stops > 4
    return faults + seen.page.evaluate(PASSED_BY)


def test_every_stop_of_the_tab_key_can_be_seen_and_none_is_a_trap(visit, page_name):
    assert _walk(visit(page_name)) == []


def test_every_stop_of_the_tab_key_can_be_seen_on_a_narrow_screen(visit, cited):
    assert _walk(visit(cited, 360)) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chapter_can_be_reached_from_every_page(visit, pages, page_name, width):
    page = visit(page_name, width).page
    if width == 360:
        page.click("details.chapters-small summary")
    shown = "links => links.filter((a) => a.checkVisibility()).map((a) => a.href)"
    links = page.eval_on_selector_all("nav a", shown)
    reached = {link.partition("#")[0] for link in links}
    root = page.url.removesuffix(f"{page_name}.html")
    assert {f"{root}{name}.html" for name in pages} <= reached | {page.url}


def test_the_page_at_the_root_leads_to_the_first_chapter(visit):
    page = visit("index").page
    page.wait_for_url("**/chapters/index.html")
    assert page.title()


def test_every_page_has_a_language_one_heading_and_a_title_of_its_own(visit, pages):
    titles = set()
    for name in pages:
        page = visit(name, scripts=False).page
        assert page.get_attribute("html", "lang") == "en"
        assert len(page.query_selector_all("h1")) == 1
        titles.add(page.title())
    assert len(titles) == len(pages)


def test_the_search_finds_netizens_in_the_chapter_on_growth(visit):
    seen = visit("search")
    page = seen.page
    page.fill("input[name=q]", "netizens")
    page.keyboard.press("Enter")
    link = page.wait_for_selector("#search-results a[href*='chapters/evolution.html']")
    page.wait_for_load_state("networkidle")
    assert seen.errors == [] and seen.failed == [] and seen.foreign == []
    link.click()
    page.wait_for_url("**/chapters/evolution.html*")


def test_the_search_finds_netizens_also_from_a_folder_on_disk(visit):
    seen = visit("search", disk=True, query="?q=netizens")
    seen.page.wait_for_selector("#search-results a[href*='chapters/evolution.html']")


def test_the_search_says_when_it_finds_nothing(visit):
    page = visit("search", query="?q=xylophone").page
    page.wait_for_selector("#search-results >> text=did not match")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_in_the_results_of_a_search(visit, axe, width, scheme):
    page = visit("search", width, scheme, query="?q=netizens").page
    page.wait_for_selector("#search-results a")
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
