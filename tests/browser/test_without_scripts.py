"""A page is complete before any script runs: with scripts off, on paper, from a folder on disk."""

import re
import zlib

import pytest

from microdrama.charts.theme import INKS

from .conftest import SCHEMES, WIDTHS

pytestmark = pytest.mark.browser

#: What an ordinary page may hold at 96 dots an inch, margins taken off.
PAPER = 700

#: The colours in which a page writes at the moment.
INKS_OF_THE_PAGE = """["ink", "quiet", "rule", "accent", "warn", "good", "doubt"].map(
  (role) => getComputedStyle(document.documentElement).getPropertyValue(`--${role}`).trim())"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_every_figure_shows_a_loaded_picture_that_fits(
    visit, page_name, width, scheme
):
    seen = visit(page_name, width, scheme, scripts=False)
    for chart in seen.charts():
        picture = chart.query_selector("picture img")
        name = chart.get_attribute("id")
        shown = picture.evaluate("i => [i.naturalWidth, i.currentSrc, i.alt.trim()]")
        assert shown[0] > 0, name
        assert shown[1].endswith(f"{'narrow' if width == 360 else 'wide'}-{scheme}.svg"), name
        assert len(shown[2].split()) > 5, f"{name} says too little to those who do not see it"
        box = picture.bounding_box()
        assert box["height"] > 50 and box["x"] >= 0 and box["x"] + box["width"] <= width, name
        assert not chart.get_attribute("data-live")
    assert seen.errors == [] and seen.failed == [] and seen.foreign == []


def test_without_scripts_nothing_is_shown_that_needs_them(visit, page_name):
    page = visit(page_name, scripts=False).page
    needy = page.query_selector_all("form.controls, button.scheme, .chart-live, .claim-card")
    assert [part.evaluate("e => e.className") for part in needy if part.is_visible()] == []


def test_without_scripts_an_explorer_says_its_default_and_shows_its_table(visit, pages):
    explored = [name for name, text in pages.items() if "explorer-says" in text]
    assert explored
    for name in explored:
        page = visit(name, scripts=False).page
        for says in page.query_selector_all(".explorer-says"):
            assert says.is_visible()
            assert says.inner_text().strip().endswith(".")
            assert says.get_attribute("role") == "status"


def test_without_scripts_every_claim_link_leads_to_its_row_in_the_ledger(visit, pages):
    ledger = visit("chapters/ledger", scripts=False).page
    lines = "table.ledger tbody tr[id]"
    rows = set(ledger.eval_on_selector_all(lines, "rows => rows.map((row) => row.id)"))
    assert rows
    cited = [name for name, text in pages.items() if 'class="claim ' in text]
    assert cited
    for name in cited:
        page = visit(name, scripts=False).page
        all_links = "links => links.map((link) => [link.href, link.innerText])"
        for href, said in page.eval_on_selector_all("a.claim", all_links):
            address, _, anchor = href.partition("#")
            assert address == ledger.url.partition("#")[0], href
            assert anchor in rows, href
            assert said.strip()


def test_every_link_within_the_book_leads_somewhere(visit, pages, book):
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}
    for name in pages:
        here = visit(name, scripts=False).page
        root = here.url.removesuffix(f"{name}.html")
        for href in here.eval_on_selector_all("a[href]", "links => links.map((a) => a.href)"):
            if not href.startswith(root):
                continue
            path, _, anchor = href.removeprefix(root).partition("#")
            path = path.partition("?")[0]
            assert (book / path).is_file(), f"{name}: {href}"
            if anchor and path.endswith(".html"):
                assert anchor in ids[path.removesuffix(".html")], f"{name}: {href}"


def test_without_scripts_the_search_page_says_what_to_do_instead(visit):
    assert "needs scripts" in visit("search", scripts=False).page.inner_text("main")


def _printed(pdf: bytes) -> set[str]:
    """Return the colours in which a PDF file of Chromium fills letters and shapes."""
    colours = set()
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            drawing = zlib.decompress(found[1])
        except zlib.error:  # a picture or a font
            continue
        for colour in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\b", drawing):
            colours.add("#" + bytes(round(float(part) * 255) for part in colour).hex())
    return colours


def test_on_paper_every_figure_is_one_light_picture_and_controls_are_gone(visit, drawn):
    for name in drawn:
        seen = visit(name, PAPER, "dark")
        assert seen.waken() == []
        if claim := seen.page.query_selector("a.claim[data-claim]"):
            claim.focus()
        seen.page.emulate_media(media="print")
        for chart in seen.charts():
            assert chart.query_selector(".chart-live").is_hidden()
            shown = [image for image in chart.query_selector_all("img") if image.is_visible()]
            assert len(shown) == 1, chart.get_attribute("id")
            shown[0].scroll_into_view_if_needed()
            seen.page.wait_for_function("i => i.complete && i.naturalWidth > 0", arg=shown[0])
            assert shown[0].evaluate("i => i.currentSrc").endswith("-light.svg")
        needy = seen.page.query_selector_all("form.controls, button, nav, .skip, .claim-card")
        assert [part.evaluate("e => e.className") for part in needy if part.is_visible()] == []


@pytest.mark.parametrize("case", ["by system", "by button", "by system, without scripts"])
def test_those_who_read_in_the_dark_print_in_ink_for_white_paper(visit, drawn, case):
    """Held to what really goes to the printer: pictures may come too late for it."""
    for name in drawn:
        button = case == "by button"
        seen = visit(name, PAPER, "light" if button else "dark", scripts="without" not in case)
        if button:
            seen.page.evaluate("localStorage.setItem('scheme', 'dark')")
            seen.page.reload()
        dark = seen.page.evaluate(INKS_OF_THE_PAGE)
        assert INKS["dark"]["ink"] in dark
        printed = _printed(seen.page.pdf())
        assert INKS["light"]["ink"] in printed, "the charts are missing"
        assert printed & {*dark, *INKS["dark"].values()} == set()


def test_on_paper_an_explorer_says_what_its_picture_shows(visit, page_of):
    """The picture is the text's own case; so must be the sentence beside it."""
    name = "passing-100-billion"
    seen = visit(page_of(name), PAPER)
    figure = seen.figure(name)
    says = figure.query_selector(".explorer-says")
    own = says.inner_text()
    table = "figure => figure.querySelector('.chart-table tbody').textContent"
    own_table = figure.evaluate(table)
    figure.query_selector("select").select_option(index=3)
    seen.page.wait_for_function("([e, own]) => e.innerText !== own", arg=[says, own])
    explored = says.inner_text()
    seen.page.emulate_media(media="print")
    seen.page.wait_for_timeout(300)
    assert figure.query_selector(".chart-live").is_hidden()
    assert own in figure.inner_text()
    assert explored not in figure.inner_text()
    explored_table = figure.evaluate(table)
    assert explored_table != own_table
    # What a browser sends before it prints and after it has printed.
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert figure.evaluate(table) == own_table
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert figure.evaluate(table) == explored_table


def test_charts_come_alive_from_a_folder_on_disk(visit, page_name):
    seen = visit(page_name, disk=True)
    assert seen.page.url.startswith("file:")
    assert seen.waken() == []
    assert seen.errors == [] and seen.failed == [] and seen.foreign == []


def test_a_page_works_where_the_browser_keeps_nothing(visit, cited):
    denied = "get() { throw new DOMException('denied', 'SecurityError'); }"
    seen = visit(cited, start=f"Object.defineProperty(window, 'localStorage', {{ {denied} }})")
    assert seen.waken() == []
    seen.page.click("button.scheme")
    assert seen.page.get_attribute("html", "data-scheme") == "light"
    assert seen.errors == []


def test_where_scripts_of_charts_are_missing_the_pictures_stay(visit, page_of, cited):
    """Half a download must not leave holes in the page."""
    seen = visit(cited, start="")
    seen.page.context.route(re.compile(r"vega\.js"), lambda route: route.abort())
    seen.page.reload()
    for chart in seen.charts():
        chart.scroll_into_view_if_needed()
        seen.page.wait_for_timeout(50)
        assert chart.query_selector("picture img").is_visible()
        assert chart.get_attribute("data-live") is None
