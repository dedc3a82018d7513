"""A page is complete before any script runs: with scripts off, on paper, from a folder on disk."""

import re

import pytest

import tours
from browsing import DRAWN, FRAMES, SCHEMES, WIDTHS, WITNESS
from microdrama.charts.theme import INKS

pytestmark = pytest.mark.browser

#: Counts what is said to the console.
COMPLAINTS = """window.complaints = 0;
const { error } = console;
console.error = (...words) => { window.complaints++; error(...words); };"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_without_scripts_every_figure_shows_a_loaded_picture_that_fits(
    plain, page_name, figures, width, scheme
):
    seen = plain(page_name)
    pictures = seen["pictures", width, scheme]
    assert [picture["name"] for picture in pictures] == figures[page_name]
    for picture in pictures:
        name, layout = picture["name"], "narrow" if width == 360 else "wide"
        assert picture["natural"] > 0, name
        assert picture["source"].endswith(f"{layout}-{scheme}.svg"), name
        assert len(picture["alt"].split()) > 5, f"{name} says too little to the blind"
        assert picture["height"] > 50, name
        assert picture["x"] >= 0 and picture["x"] + picture["width"] <= width, name
        assert not picture["live"]
    assert not any(seen["complaints", width, scheme].values())


def test_without_scripts_nothing_is_shown_that_needs_them(plain, page_name):
    assert plain(page_name)["needy"] == []


def test_without_scripts_an_explorer_says_its_default_and_shows_its_table(plain, page_name, pages):
    says = plain(page_name)["says"]
    assert len(says) == pages[page_name].count("explorer-says")
    for shown, said, role in says:
        assert shown
        assert said.endswith(".")
        assert role == "status"


def test_some_pages_have_explorers_and_cite_claims(pages):
    for mark in ("explorer-says", 'class="claim '):
        assert any(mark in text for text in pages.values()), mark


def test_without_scripts_every_claim_link_leads_to_its_row_in_the_ledger(plain, pages, page_name):
    rows = set(re.findall(r'<tr[^>]* id="([^"]+)"', pages["chapters/ledger"]))
    assert rows
    seen = plain(page_name)
    root = seen["head"]["address"].removesuffix(f"{page_name}.html")
    claims = [(href, said) for href, said, claim in seen["links"] if claim]
    assert len(claims) == len(re.findall(r'<a class="claim[ "]', pages[page_name]))
    for href, said in claims:
        address, _, anchor = href.partition("#")
        assert address == f"{root}chapters/ledger.html", href
        assert anchor in rows, href
        assert said.strip()


def test_every_link_within_the_book_leads_somewhere(plain, pages, page_name, book):
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}
    seen = plain(page_name)
    root = seen["head"]["address"].removesuffix(f"{page_name}.html")
    links = [href.removeprefix(root) for href, *_ in seen["links"] if href.startswith(root)]
    assert len(links) >= len(pages), "a page leads to every other"
    for link in links:
        path, _, anchor = link.partition("#")
        path = path.partition("?")[0]
        assert (book / path).is_file(), link
        if anchor and path.endswith(".html"):
            assert anchor in ids[path.removesuffix(".html")], link


def test_without_scripts_the_search_page_says_what_to_do_instead(plain):
    assert "needs scripts" in plain("search")["text"]


def test_on_paper_every_figure_is_one_light_picture_and_controls_are_gone(
    paper, page_name, figures
):
    if not figures[page_name]:
        return
    seen = paper(page_name)["on paper"]
    assert seen["dead"] == []
    assert [figure["name"] for figure in seen["figures"]] == figures[page_name]
    for figure in seen["figures"]:
        assert not figure["live"], figure["name"]
        assert figure["loaded"] == [True], figure["name"]
        assert len(figure["shown"]) == 1, figure["name"]
        assert figure["shown"][0].endswith("-light.svg")
    assert seen["needy"] == []


def _printed_well(seen):
    """Hold what really goes to the printer to ink for white paper."""
    dark, printed = seen
    assert all(dark), "an ink of the page has another name"
    assert INKS["dark"]["ink"] in dark
    assert INKS["light"]["ink"] in printed, "the charts are missing"
    assert printed & {*dark, *INKS["dark"].values()} == set()


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "alive"])
def test_those_who_read_in_the_dark_print_in_ink_for_white_paper(
    plain, paper, page_name, figures, scripts
):
    """By their system; pictures may come too late for the printer."""
    if figures[page_name]:
        _printed_well(paper(page_name)["by system"] if scripts else plain(page_name)["printed"])


@pytest.mark.xdist_group(tours.CHOOSING)
def test_those_who_have_chosen_the_dark_print_in_the_same_ink(paper):
    _printed_well(paper(tours.CHOOSING)["by button"])


@pytest.mark.xdist_group("chapters/evolution")
def test_on_paper_an_explorer_says_what_its_picture_shows(visit):
    """The picture is the text's own case; so must be the sentence beside it."""
    seen = visit("chapters/evolution", tours.PAPER)
    figure = seen.figure("passing-100-billion")
    says = figure.query_selector(".explorer-says")
    own = says.inner_text()
    table = "figure => figure.querySelector('.chart-table tbody').textContent"
    own_table = figure.evaluate(table)
    figure.query_selector("select").select_option(index=3)
    seen.page.wait_for_function("([e, own]) => e.innerText !== own", arg=[says, own], polling=10)
    explored = says.inner_text()
    seen.page.emulate_media(media="print")
    # Whatever the page does by itself on paper, it has done by then.
    seen.page.evaluate(FRAMES)
    seen.page.wait_for_function(DRAWN, polling=10)
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
    assert not any(seen.complaints().values())


def test_a_page_works_where_the_browser_keeps_nothing(visit, cited):
    denied = "get() { throw new DOMException('denied', 'SecurityError'); }"
    start = f"Object.defineProperty(window, 'localStorage', {{ {denied} }})"
    seen = visit(cited, start=f"{WITNESS}; {start}")
    assert seen.waken() == []
    seen.page.click("button.scheme")
    assert seen.page.get_attribute("html", "data-scheme") == "light"
    assert seen.errors == []


def test_where_scripts_of_charts_are_missing_the_pictures_stay(visit, cited, figures):
    """Half a download must not leave holes in the page."""
    seen = visit(cited, start=COMPLAINTS)
    seen.page.context.route(re.compile(r"vega\.js"), lambda route: route.abort())
    seen.page.reload()
    seen.unfold()
    seen.read_through()
    # Each chart says that it cannot come alive, once a reader has got to it.
    seen.page.wait_for_function(
        "(count) => window.complaints === count", arg=len(figures[cited]), polling=10
    )
    for chart in seen.charts():
        assert chart.query_selector("picture img").is_visible()
        assert chart.get_attribute("data-live") is None
