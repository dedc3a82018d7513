"""The search: what must come first, and what a reader sees, hears and presses."""

import gzip

import pytest

from browsing import SCHEMES, WIDTHS, barriers

pytestmark = pytest.mark.browser

#: What a reader types, and the places of which one must come first, or among the first three.
FIRST = {
    # words
    "netizens": ["evolution.html#the-printed-numbers-recomputed"],
    "gatekeeping": ["creators/gatekeeping.html", "creators.html#a-model-of-the-gatekeeping"],
    "media ecology": ["concepts/media.html#media-ecology"],
    "regression": [
        "ecosystem/methods.html#policy-technology-competition-the-regression",
        "ecosystem/methods.html#the-other-two-regressions",
    ],
    "moderation": ["ecosystem/methods.html#technology-and-algorithms-the-moderation"],
    "mediation": ["ecosystem/methods.html#policy-symbols-culture-the-mediation"],
    "soft power": ["concepts/crossing.html#soft-power"],
    "piracy": ["dissemination/abroad.html#misreading-piracy-and-what-is-to-be-done"],
    "paid traffic": ["dissemination/platforms.html#paid-traffic-as-a-funnel"],
    "break even": ["dissemination/platforms.html#what-must-be-true-for-a-title-to-break-even"],
    "shame": ["creators.html#shame-a-close-reading"],
    "what can be checked": ["evidence.html"],
    "ledger": ["ledger.html"],
    "sample size": ["ledger.html#wang2026-sample-power", "ledger.html#wang2026-sample-n"],
    "cultural discount": ["concepts/crossing.html#cultural-discount"],
    "overbearing CEO": ["ledger.html#meng2025-genre-blend"],
    "symbol purification": ["symbols.html"],
    "survey that agrees": ["ecosystem/methods.html#a-survey-that-agrees-with-everything-printed"],
    # numbers
    "0.38": ["ledger.html#wang2026-policy-beta"],
    ".38": ["ledger.html#wang2026-policy-beta"],
    "428": ["ledger.html#wang2026-sample-n-valid", "ledger.html#wang2026-sample-n"],
    "2,775": ["ledger.html#zhang2025-registrations-2022"],
    "2775": ["ledger.html#zhang2025-registrations-2022"],
    "50.44": ["ledger.html#meng2025-market-2024"],
    "100 billion": [
        "evolution.html#and-if-when-the-market-passes-the-mark",
        "ledger.html#meng2025-market-2027",
    ],
    # names
    "McLuhan": ["ledger.html#wang2026-theory-mcluhan"],
    "Hofstede": ["ledger.html#meng2025-hofstede"],
    "ReelShort": ["ledger.html#meng2025-double-core", "ledger.html#meng2025-overseas-apps"],
    "Wang Srijinda": ["tensions.html#wang-and-srijinda-from-ratings-to-causes"],
    "Zhang and Lin": ["tensions.html#zhang-and-lin-a-circle-of-esteem"],
    # Chinese
    "短剧": ["index.html", "ecosystem.html#what-was-asked-and-what-was-expected"],
    "微短剧": ["index.html", "ecosystem.html#what-was-asked-and-what-was-expected"],
    "逃出大英博物馆": [
        "ledger.html#zhao2025-conclusion-cases",
        "ledger.html#zhao2025-case-british-museum",
    ],
    "投流": ["dissemination/platforms.html#paid-traffic-as-a-funnel"],
    "霸总": ["ledger.html#meng2025-genre-blend"],
    "出海": ["dissemination/abroad.html"],
    # pinyin without tones
    "duanju": ["index.html"],
    "weiduanju": ["index.html", "ecosystem.html#what-was-asked-and-what-was-expected"],
    "touliu": ["dissemination/platforms.html#paid-traffic-as-a-funnel"],
    "bazong": ["ledger.html#meng2025-genre-blend"],
    # misspelt
    "regresion": [
        "ecosystem/methods.html#policy-technology-competition-the-regression",
        "ecosystem/methods.html#the-other-two-regressions",
    ],
    "toutliu": ["dissemination/platforms.html#paid-traffic-as-a-funnel"],
}

#: Bytes, compressed, that a first visit may move before a chart does.
FIRST_VISIT = 400_000


def _search(page, words):
    page.fill("form.search input", words)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "words => document.querySelector('.search-said').innerText.includes(`“${words}”`)",
        arg=words,
        polling=10,
    )


def test_what_a_reader_looks_for_comes_first(visit):
    seen = visit("search")
    ask = "async (all) => Promise.all(all.map((one) => microdrama.first(one, 3)))"
    found = dict(zip(FIRST, seen.page.evaluate(ask, list(FIRST)), strict=True))
    missed = {
        words: found[words]
        for words, places in FIRST.items()
        if not {f"chapters/{place}" for place in places}
        & set(found[words][: 1 if len(places) == 1 else 3])
    }
    assert missed == {}
    assert not any(seen.complaints().values())


def test_a_result_leads_to_its_section_and_shows_the_words_around(visit):
    seen = visit("search")
    _search(seen.page, "netizens")
    first = seen.page.locator("#search-results li").first
    assert "netizens" in first.locator("mark").first.inner_text()
    assert "How the industry grew" in first.locator(".whence").inner_text()
    assert seen.page.url.endswith("?q=netizens")
    first.locator("a").click()
    seen.page.wait_for_url("**/chapters/evolution.html#the-printed-numbers-recomputed")
    assert not any(seen.complaints().values())


def test_the_number_of_results_is_said_and_more_come_on_demand(visit):
    page = visit("search", query="?q=Meng").page
    said = page.locator(".search-said")
    page.wait_for_function("document.querySelector('.search-said').innerText", polling=10)
    assert said.get_attribute("role") == "status"
    assert page.locator("#search-results li").count() == 10
    page.click(".search-more")
    page.wait_for_function("document.activeElement.closest('#search-results')", polling=10)
    assert page.locator("#search-results li").count() == 20
    eleventh = "document.querySelectorAll('#search-results li')[10]"
    assert page.evaluate(f"{eleventh}.contains(document.activeElement)")


def test_the_search_says_when_it_finds_nothing_and_what_it_took_a_word_for(visit):
    page = visit("search").page
    _search(page, "qwertyuiop")
    assert "No place of the book" in page.inner_text(".search-said")
    assert page.locator("#search-results li").count() == 0
    _search(page, "regresion")
    assert "this is for “regression”" in page.inner_text(".search-said")


def test_from_a_folder_on_disk_the_search_says_what_to_do(visit):
    page = visit("search", disk=True, query="?q=netizens").page
    page.wait_for_selector(".search-said >> text=folder on disk")
    assert page.locator(".all-pages a").count() > 20


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_in_the_results_of_a_search(visit, width):
    page = visit("search", width).page
    _search(page, "touliu")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == [], scheme


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_search_unless_a_reader_types(visit, key):
    page = visit("chapters/ledger").page
    page.focus("#ledger-words")
    page.keyboard.press("/")
    assert page.input_value("#ledger-words") == "/"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(key)
    page.wait_for_url("**/search.html")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "q"


def test_the_single_key_can_be_switched_off(visit):
    page = visit("search").page
    page.uncheck(".search-key input")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"
    page.reload()
    assert not page.is_checked(".search-key input")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_for_what_is_not_there_leads_back_from_any_depth(visit, book, scripts):
    seen = visit("404", scripts=scripts)
    root = seen.address.removesuffix("404.html")
    html = (book / "404.html").read_text("utf-8")
    if scripts:
        seen.page.context.route(
            "**/gone/**", lambda route: route.fulfill(body=html, content_type="text/html")
        )
        seen.page.goto(f"{root}chapters/gone/deep.html")
    assert seen.page.eval_on_selector("a.to-search", "a => a.href") == f"{root}search.html"
    assert seen.page.eval_on_selector("main p a", "a => a.href") == f"{root}search.html"
    assert seen.page.inner_text("h1") == "Page not found"
    assert not any(seen.complaints().values())


def test_a_first_visit_is_light_before_a_chart_moves(visit, book, page_name):
    seen = visit(page_name, start="")
    loaded = seen.page.evaluate(
        "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)"
    )
    # A chart near the top of a page may be on its way to move already.
    moving = {name for name in loaded if name.endswith(("/vega.js", "/chart.js", "/favicon.ico"))}
    files = {f"/{page_name}.html", *loaded} - moving
    sizes = {file: len(gzip.compress((book / file[1:]).read_bytes())) for file in files}
    assert sum(sizes.values()) < FIRST_VISIT, sizes
