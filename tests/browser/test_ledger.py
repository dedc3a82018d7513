"""The ledger: a whole table without scripts; with them searched, filtered, sorted and shared."""

import csv
import io
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import combinations, product
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browsing import BROWSERS, PAGES, PATIENCE, SCHEMES, SIDEWAYS, WIDTHS, barriers
from microdrama.evidence.checks import STATUSES
from microdrama.evidence.ledger import Claim, claims, texts
from microdrama.evidence.verdicts import verdict
from microdrama.package import table

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("the ledger")]

LEDGER = "chapters/ledger"
ROWS = "table.ledger tbody tr"
IDS = list(claims())
KINDS = sorted({claim.kind for claim in claims().values()})
VERDICTS = {claim_id: verdict(claim_id).status for claim_id in IDS}

#: Claims from the beginning, the midst and the end of the ledger, with short and long rows.
SOME = [IDS[0], "wang2026-policy-beta", "wang2026-sample-n", IDS[len(IDS) // 2], IDS[-1]]

#: The claims that a reader sees, in the order in which they stand.
SHOWN = f"""() => [...document.querySelectorAll("{ROWS}")]
  .filter((row) => row.checkVisibility()).map((row) => row.id)"""

#: Sets fields of the form all at once, as an address does, and returns what is shown.
FILTER = f"""(fields) => {{
  const form = document.querySelector("form.filters");
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
  form.dispatchEvent(new Event("input", {{ bubbles: true }}));
  return ({SHOWN})();
}}"""

#: Whether the first line of a row stands in the window.
IN_SIGHT = """(id) => {
  const row = document.getElementById(id);
  const { top, bottom } = row.cells[0].querySelector("a").getBoundingClientRect();
  return row.checkVisibility() && top >= 0 && bottom <= innerHeight;
}"""

#: Where a row stands in the window; a page that scrolls or lays out rows moves it.
PLACE = "(id) => document.getElementById(id).getBoundingClientRect().top"

#: Milliseconds after which a page that has come to rest is looked at again.
REST = 50


def chosen(text: str = "", kind: str = "", verdict: str = "", words: str = "") -> list[str]:
    """Return the claims that a filter should leave, in the order of the texts."""
    return [
        claim.id
        for claim in claims().values()
        if text in ("", claim.source)
        and kind in ("", claim.kind)
        and verdict in ("", VERDICTS[claim.id])
        and all(_has(claim, word) for word in words.lower().split())
    ]


def _has(claim: Claim, word: str) -> bool:
    fields = (claim.id, claim.statement, claim.number, claim.words)
    return any(word in field.lower() for field in fields)


def count(page: Page) -> str:
    return page.inner_text("[role=status].ledger-count")


def comes_to_rest(page: Page, claim_id: str) -> bool:
    """Wait until a claim stands in the window and no longer moves; tell whether it does.

    Rows are laid out when they come near, so that the first look may come too early.
    """
    for _ in range(PATIENCE * 1000 // REST):
        before = page.evaluate(PLACE, claim_id)
        page.wait_for_timeout(REST)
        if page.evaluate(PLACE, claim_id) == before and page.evaluate(IN_SIGHT, claim_id):
            return True
    return False


def said(number: int) -> str:
    everything = f"{len(IDS):,} claims"
    return everything if number == len(IDS) else f"{number:,} of {everything}"


@pytest.fixture
def ledger(living) -> Page:
    """Return the ledger without a filter, which most tests of it share."""
    return living(LEDGER).page


@pytest.fixture(scope="module")
def citing_pages(pages: dict[str, str]) -> dict[str, set[str]]:
    """Which pages link to each claim, found in what was published."""
    found = {claim_id: set() for claim_id in IDS}
    for name, text in pages.items():
        for claim_id in re.findall(r'href="[^"]*ledger\.html#([\w-]+)"', text):
            found[claim_id].add(name)
    return found


# ---- without scripts -----------------------------------------------------------------------


def test_without_scripts_every_claim_is_there_with_its_quote(visit):
    seen = visit(LEDGER, scripts=False)
    page = seen.page
    read = """(rows) => rows.map((row) => {
      const words = row.querySelector("blockquote");
      const { width, height } = words.getBoundingClientRect();
      const shown = words.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
      return [row.id, shown, words.textContent, row.querySelector(".status").textContent];
    })"""
    assert page.eval_on_selector_all(ROWS, read) == [
        [claim.id, True, f"“{claim.words}”", VERDICTS[claim.id]] for claim in claims().values()
    ]
    assert not page.is_visible("form.filters")
    assert count(page) == said(len(IDS))
    assert seen.errors == [] and seen.failed == []


def test_without_scripts_related_claims_open_and_lead_to_their_rows(visit):
    page = visit(LEDGER, scripts=False).page
    links = table("links")
    row = page.query_selector(f"tr#{links['from'][0]}")
    link = row.query_selector(f"details a[href='#{links['to'][0]}']")
    assert not link.is_visible()
    row.query_selector("summary").click()
    assert link.is_visible()
    assert links["note"][0] in row.text_content()
    link.click()
    assert page.url.endswith(f"#{links['to'][0]}")


@pytest.fixture(scope="module")
def heard(browser: Browser, address: str) -> Iterator[Callable[[bool], list[dict]]]:
    """Return all that a screen reader is told of the ledger.

    A browser builds all of it only when it takes a screen reader to be there.
    """
    program = next(filter(None, map(shutil.which, BROWSERS)))
    arguments = ["--no-sandbox", "--force-renderer-accessibility"]
    listening = browser.browser_type.launch(executable_path=program, args=arguments)

    def tree(scripts: bool) -> list[dict]:
        context = listening.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}/{LEDGER}.html")
        session = context.new_cdp_session(page)
        session.send("Accessibility.enable")
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        context.close()
        return [node for node in nodes if not node["ignored"]]

    yield tree
    listening.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_screen_reader_is_told_of_a_table_with_a_row_for_every_claim(heard, scripts):
    nodes = heard(scripts)
    by_id = {node["nodeId"]: node for node in nodes}

    def role(node: dict) -> str:
        return node["role"]["value"]

    def name(node: dict) -> str:
        return node.get("name", {}).get("value", "")

    def below(node: dict, wanted: str) -> list[dict]:
        children = [by_id[child] for child in node.get("childIds", []) if child in by_id]
        return [n for c in children for n in ([c] if role(c) == wanted else below(c, wanted))]

    tables = [node for node in nodes if role(node) == "table" and "Every claim" in name(node)]
    assert len(tables) == 1
    head, *rows = below(tables[0], "row")
    assert [name(cell) for cell in below(head, "columnheader")] == [
        "Claim",
        "Text",
        "Kind",
        "Verdict",
        "Related",
    ]
    assert len(rows) == len(IDS)
    for row, claim in zip(rows, claims().values(), strict=True):
        (header,) = below(row, "rowheader")
        assert len(below(row, "cell")) == 4
        assert claim.statement in [name(link) for link in below(header, "link")], claim.id
        assert below(header, "blockquote")
    searches = [name(node) for node in nodes if role(node) == "search"]
    assert searches == (["The ledger"] if scripts else [])


# ---- filters -------------------------------------------------------------------------------


def test_every_choice_alone_shows_exactly_its_claims(ledger):
    choices = {"text": list(texts()), "kind": KINDS, "verdict": sorted(set(VERDICTS.values()))}
    for name, values in choices.items():
        for value in values:
            ledger.select_option(f"#ledger-{name}", value)
            expected = chosen(**{name: value})
            assert ledger.evaluate(SHOWN) == expected, value
            assert count(ledger) == said(len(expected))
        ledger.select_option(f"#ledger-{name}", "")
        assert ledger.evaluate(SHOWN) == IDS


def test_two_choices_together_show_exactly_their_claims(ledger):
    choices = {"text": list(texts()), "kind": KINDS, "verdict": sorted(set(VERDICTS.values()))}
    for one, other in combinations(choices, 2):
        found = 0
        for pair in product(choices[one], choices[other]):
            fields = dict(zip((one, other), pair, strict=True))
            expected = chosen(**fields)
            assert ledger.evaluate(FILTER, {"text": "", "kind": "", "verdict": "", **fields}) == (
                expected
            ), fields
            found += len(expected)
        assert found == len(IDS)


def test_three_choices_together_show_exactly_their_claims(ledger):
    kinds = {(claim.source, claim.kind, VERDICTS[claim.id]) for claim in claims().values()}
    for text, kind, status in sorted(kinds):
        fields = {"text": text, "kind": kind, "verdict": status}
        assert ledger.evaluate(FILTER, fields) == chosen(**fields), fields


def _queries() -> list[str]:
    """Draw words from statements and quotes, mixed up; the same ones on every machine."""
    chance = random.Random("ledger")
    drawn = []
    for claim in chance.sample(list(claims().values()), 20):
        for field in (claim.statement, claim.words):
            words = chance.sample(field.split(), min(3, len(field.split())))
            drawn.append(" ".join(words))
            drawn.append("  ".join(words).upper())
        # The beginning of a word finds it too, since readers type it letter by letter.
        drawn.append(f"{claim.statement.split()[-1][:4]} {claim.source}")
    return drawn


def test_words_are_found_in_any_order_and_case_in_statement_quote_and_id(ledger):
    for words in [*_queries(), "WANG2026-policy-BETA", "  ", "%", "xylophone zither"]:
        ledger.fill("#ledger-words", words)
        expected = chosen(words=words)
        assert ledger.evaluate(SHOWN) == expected, words
        assert count(ledger) == said(len(expected)), words


def test_words_and_choices_narrow_each_other(ledger):
    for text, status, words in product(texts(), sorted(set(VERDICTS.values())), ["the", "users"]):
        fields = {"text": text, "verdict": status, "words": words}
        assert ledger.evaluate(FILTER, fields) == chosen(**fields), fields


def test_the_marks_of_numbers_are_not_searched(ledger):
    # Every printed number is marked as reported, for screen readers in words.
    ledger.fill("#ledger-words", "reported")
    assert ledger.evaluate(SHOWN) == chosen(words="reported")


def test_words_of_any_script_are_found(visit, pages):
    """No claim has such words yet, so one is given them on its way to the browser."""
    statement = "微短剧 goes über die Straße."
    own = f">{claims()[IDS[3]].statement}</a>"
    assert pages[LEDGER].count(own) >= 1
    changed = pages[LEDGER].replace(own, f">{statement}</a>", 1)
    page = visit("chapters/index").page
    page.route("**/ledger.html", lambda r: r.fulfill(body=changed, content_type="text/html"))
    page.goto(page.url.replace("index.html", "ledger.html"))
    for words in ("微短剧", "短剧 微", "ÜBER", "über straße"):
        page.fill("#ledger-words", words)
        assert page.evaluate(SHOWN) == [IDS[3]], words


def test_the_count_is_announced_by_one_and_the_same_status(ledger):
    status = ledger.query_selector("[role=status]")
    assert status.inner_text() == said(len(IDS))
    ledger.select_option("#ledger-verdict", "disputed")
    assert status.inner_text() == said(len(chosen(verdict="disputed")))
    ledger.fill("#ledger-words", "xylophone")
    assert status.inner_text() == f"0 of {len(IDS):,} claims"
    assert len(ledger.query_selector_all("[role=status]")) == 1


def test_show_all_brings_everything_back_in_the_order_of_the_texts(ledger):
    fields = {"text": "meng2025", "kind": "finding", "words": "the", "order": "claim"}
    assert ledger.evaluate(FILTER, fields) != IDS
    ledger.click("form.filters button[type=reset]")
    ledger.wait_for_function(f"({SHOWN})().length === {len(IDS)}")
    assert ledger.evaluate(SHOWN) == IDS
    assert count(ledger) == said(len(IDS))
    assert urlsplit(ledger.url).query == ""
    fields = "() => Object.fromEntries(new FormData(document.querySelector('form.filters')))"
    assert not any(ledger.evaluate(fields).values())


# ---- orders --------------------------------------------------------------------------------


def _orders(citing: dict[str, set[str]]) -> dict[str, Callable[[str], object]]:
    links = table("links")
    ends = [*links["from"], *links["to"]]
    related = {claim_id: ends.count(claim_id) + len(citing[claim_id]) for claim_id in IDS}
    return {
        "": IDS.index,
        "verdict": lambda claim_id: list(STATUSES).index(VERDICTS[claim_id]),
        "kind": lambda claim_id: claims()[claim_id].kind,
        "related": lambda claim_id: -related[claim_id],
        "claim": lambda claim_id: claims()[claim_id].statement.lower(),
    }


def test_every_order_sorts_as_python_does(ledger, citing_pages):
    orders = _orders(citing_pages)
    offered = "options => options.map((option) => option.value)"
    assert ledger.eval_on_selector_all("#ledger-order option", offered) == list(orders)
    # From every order to every other: what is equal keeps the order of the texts.
    for _ in range(2):
        for name, key in orders.items():
            ledger.select_option("#ledger-order", name)
            assert ledger.evaluate(SHOWN) == sorted(IDS, key=key), name


def test_a_filtered_ledger_is_sorted_too(ledger, citing_pages):
    for name, key in _orders(citing_pages).items():
        fields = {"text": "meng2025", "order": name}
        assert ledger.evaluate(FILTER, fields) == sorted(chosen(text="meng2025"), key=key), name


# ---- by keyboard ---------------------------------------------------------------------------


def test_the_ledger_works_by_keyboard_alone(visit):
    seen = visit(LEDGER)
    page, press = seen.page, seen.page.keyboard.press
    for _ in range(100):
        press("Tab")
        if seen.focused() == "input#ledger-words":
            break
    else:
        pytest.fail("the Tab key does not lead to the search")
    page.keyboard.type("Policy")
    assert page.evaluate(SHOWN) == chosen(words="policy")
    # Enter sends nothing, since every letter has been answered.
    press("Enter")
    assert page.evaluate(SHOWN) == chosen(words="policy")
    for name, first in (("text", next(iter(texts()))), ("kind", KINDS[0])):
        press("Tab")
        assert seen.focused() == f"select#ledger-{name}"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        press("ArrowDown")
        assert page.input_value(f"#ledger-{name}") == first
    assert page.evaluate(SHOWN) == chosen(next(iter(texts())), KINDS[0], words="policy")
    press("Tab")
    assert seen.focused() == "select#ledger-verdict"
    press("Tab")
    assert seen.focused() == "select#ledger-order"
    press("End")
    assert page.input_value("#ledger-order") == "claim"
    press("Tab")
    assert page.evaluate("document.activeElement.type") == "reset"
    press("Enter")
    page.wait_for_function(f"({SHOWN})().length === {len(IDS)}")
    # On to both files, and to the first claim that is linked to others.
    for _ in range(2):
        press("Tab")
        assert page.evaluate("document.activeElement.hasAttribute('download')")
    press("Tab")
    assert page.evaluate("document.activeElement.hash") == f"#{IDS[0]}"
    press("Tab")
    assert page.evaluate("document.activeElement.localName") == "summary"
    press("Enter")
    press("Tab")
    target = page.evaluate("document.activeElement.hash").removeprefix("#")
    assert target in IDS
    press("Enter")
    page.wait_for_url(f"**#{target}")


def test_the_escape_key_empties_the_search(ledger):
    ledger.fill("#ledger-words", "policy")
    ledger.press("#ledger-words", "Escape")
    assert ledger.evaluate(SHOWN) == IDS


# ---- addresses -----------------------------------------------------------------------------

ADDRESSES = [
    {"verdict": "disputed"},
    {"text": "meng2025", "kind": "statistic"},
    {"words": "50% & more? #1 + 2", "order": "kind"},
    {"words": "policy support", "text": "wang2026", "verdict": "not checkable"},
]


def _expected(fields: dict[str, str]) -> list[str]:
    left = chosen(**{name: value for name, value in fields.items() if name != "order"})
    return sorted(left, key=_orders({key: set() for key in IDS})[fields.get("order", "")])


@pytest.mark.parametrize("disk", [False, True])
def test_an_address_keeps_the_filter_and_brings_it_back(visit, disk):
    first, again = visit(LEDGER, disk=disk), visit(LEDGER, disk=disk)
    for fields in ADDRESSES:
        first.put_back()
        assert first.page.evaluate(FILTER, fields) == _expected(fields)
        query = urlsplit(first.page.url).query
        assert {name: value for name, (value,) in parse_qs(query).items()} == fields
        again.page.goto(f"{again.page.url.partition('?')[0]}?{query}")
        assert again.page.evaluate(SHOWN) == _expected(fields)
        assert count(again.page) == said(len(_expected(fields)))
        for name, value in fields.items():
            assert again.page.input_value(f"#ledger-{name}") == value
    assert first.errors == []
    assert again.errors == [] and again.failed == []


@pytest.mark.parametrize("disk", [False, True])
def test_an_address_written_by_hand_works_too(visit, disk):
    page = visit(LEDGER, disk=disk, query="?verdict=disputed").page
    assert page.evaluate(SHOWN) == chosen(verdict="disputed")


def test_a_reload_and_the_way_back_keep_the_filter(visit):
    page = visit(LEDGER).page
    page.select_option("#ledger-verdict", "disputed")
    page.reload()
    assert page.evaluate(SHOWN) == chosen(verdict="disputed")
    page.goto(page.url.partition("ledger")[0] + "evidence.html")
    page.go_back()
    assert page.evaluate(SHOWN) == chosen(verdict="disputed")
    assert page.input_value("#ledger-verdict") == "disputed"


def test_typing_leaves_no_trace_in_the_history(ledger):
    before = ledger.evaluate("history.length")
    ledger.type("#ledger-words", "policy")
    assert ledger.evaluate("history.length") == before


NONSENSE = (
    "#%",
    "?verdict=nonsense",
    "?order=nonsense&text=",
    "?foo=bar&words=",
    "?",
    "?__proto__=x",
)


def test_an_address_with_nonsense_shows_everything(visit):
    seen = visit(LEDGER, query=NONSENSE[0])
    address = seen.page.url.partition("#")[0]
    for query in NONSENSE:
        seen.page.goto(f"{address}{query}")
        assert seen.page.evaluate(SHOWN) == IDS, query
        for name in ("text", "kind", "verdict", "order"):
            index = seen.page.eval_on_selector(f"#ledger-{name}", "select => select.selectedIndex")
            assert index == 0, f"“{name}” shows an empty choice with {query}"
        assert seen.errors == [], query


def test_a_malformed_fragment_beside_a_filter_is_no_error(visit):
    seen = visit(LEDGER, query="?verdict=disputed#%")
    assert seen.page.evaluate(SHOWN) == chosen(verdict="disputed")
    assert seen.errors == []


# ---- links to claims -----------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_to_a_claim_leads_to_its_row(visit, width, scripts):
    page = visit("search", width, scripts=scripts).page
    root = page.url.removesuffix("search.html")
    for claim_id in SOME:
        page.goto(f"{root}search.html")
        page.goto(f"{root}{LEDGER}.html#{claim_id}")
        assert comes_to_rest(page, claim_id), claim_id


@pytest.mark.parametrize("claim_id", SOME)
def test_a_link_within_the_ledger_leads_to_its_row(ledger, claim_id):
    ledger.evaluate("id => { location.hash = id; }", claim_id)
    assert comes_to_rest(ledger, claim_id)


def _follow(page: Page, claim_id: str) -> None:
    """Follow a link to a claim that stands at the top of the page."""
    page.evaluate(
        """(id) => {
          const link = Object.assign(document.createElement("a"), { href: `#${id}`, id: "to" });
          link.textContent = id;
          document.querySelector("#to")?.remove();
          document.querySelector("form.filters").before(link);
        }""",
        claim_id,
    )
    page.click("#to")
    comes_to_rest(page, claim_id)


def test_a_link_to_a_hidden_claim_shows_it(ledger):
    ledger.select_option("#ledger-text", "meng2025")
    _follow(ledger, "wang2026-sample-n")
    assert ledger.evaluate(SHOWN) == IDS
    assert count(ledger) == said(len(IDS))
    assert urlsplit(ledger.url)[3:] == ("", "wang2026-sample-n")
    assert ledger.input_value("#ledger-text") == ""
    assert ledger.evaluate(IN_SIGHT, "wang2026-sample-n")


def test_the_same_link_shows_a_claim_that_was_hidden_again(ledger):
    # The fragment does not change, so the browser tells nobody.
    for _ in range(2):
        ledger.select_option("#ledger-text", "meng2025")
        _follow(ledger, "wang2026-sample-n")
        assert ledger.is_visible("tr#wang2026-sample-n")


def test_a_link_to_a_shown_claim_leaves_the_filter_alone(ledger):
    ledger.select_option("#ledger-text", "wang2026")
    _follow(ledger, "wang2026-sample-n")
    assert ledger.evaluate(SHOWN) == chosen(text="wang2026")
    assert ledger.evaluate(IN_SIGHT, "wang2026-sample-n")


def test_an_address_with_a_filter_and_a_claim_that_it_hides_shows_the_claim(visit):
    page = visit(LEDGER, query="?text=meng2025#wang2026-sample-n").page
    assert comes_to_rest(page, "wang2026-sample-n")
    assert page.evaluate(SHOWN) == IDS


def test_related_claims_and_citing_chapters_are_told_and_lead_there(ledger, citing_pages, book):
    links = table("links")
    ends: dict[str, list[str]] = {claim_id: [] for claim_id in IDS}
    for one, other in zip(links["from"], links["to"], strict=True):
        ends[one].append(other)
        ends[other].append(one)
    hrefs = f"""() => Object.fromEntries([...document.querySelectorAll("{ROWS}")].map((row) =>
      [row.id, [...row.querySelectorAll("details a")].map((a) => a.href)]))"""
    here = ledger.url
    assert set(citing_pages) == set(IDS)
    assert any(citing_pages.values())
    for claim_id, found in ledger.evaluate(hrefs).items():
        related = [href.partition("#")[2] for href in found if href.startswith(f"{here}#")]
        assert sorted(related) == sorted(ends[claim_id]), claim_id
        cited = [href for href in found if not href.startswith(f"{here}#")]
        names = [href.removeprefix(here.removesuffix(f"{LEDGER}.html")) for href in cited]
        assert {name.removesuffix(".html") for name in names} == citing_pages[claim_id], claim_id
        for name in names:
            assert (book / name).is_file()


# ---- files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_whole_ledger_can_be_downloaded_whatever_is_filtered(visit, kind):
    seen = visit(LEDGER, query="?verdict=disputed")
    link = seen.page.query_selector(f"a[download][href*='ledger.{kind}']")
    root = seen.page.url.partition("/chapters/")[0]
    assert link.evaluate("a => a.href").startswith(f"{root}/")
    with seen.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == f"ledger.{kind}"
    content = download.value.path().read_bytes()
    if kind == "csv":
        # The mark that tells a spreadsheet to read the file as UTF-8.
        assert content.startswith(b"\xef\xbb\xbf")
        records = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    else:
        records = json.loads(content)
    assert [record["id"] for record in records] == IDS
    assert [record["verdict"] for record in records] == list(VERDICTS.values())
    assert seen.foreign == []


def test_both_files_are_linked_without_scripts_and_from_a_folder_on_disk(visit, book):
    page = visit(LEDGER, scripts=False, disk=True).page
    links = page.query_selector_all("a[download]:not(.cite a)")
    assert len(links) == 2
    for link in links:
        name = link.evaluate("a => a.href").removeprefix(f"{book.as_uri()}/")
        assert (book / name).stat().st_size > 100_000


# ---- how it looks --------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_the_ledger_never_scrolls_sideways_on_a_phone(visit, scripts):
    seen = visit(LEDGER, 360, scripts=scripts)
    seen.unfold()
    # Rows far away are laid out only when they come near.
    seen.page.eval_on_selector_all(ROWS, "r => r.map((e) => e.style.contentVisibility = 'visible')")
    assert seen.page.evaluate(SIDEWAYS) == []
    if scripts:
        seen.page.fill("#ledger-words", "x" * 300)
        assert seen.page.evaluate(SIDEWAYS) == []


def test_the_pages_that_every_page_is_tested_for_include_these():
    assert {LEDGER, "chapters/evidence"} <= set(PAGES)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("fields", [{"verdict": "disputed"}, {"words": "xylophone"}])
def test_axe_finds_no_violation_in_a_filtered_ledger(living, fields, width, scheme):
    page = living(LEDGER, width).page
    page.emulate_media(color_scheme=scheme)
    page.evaluate(FILTER, fields)
    for summary in page.query_selector_all(f"{ROWS}:not([hidden]) summary")[:3]:
        summary.click()
    assert barriers(page) == []


#: Pages of a PDF file.
LEAF = re.compile(rb"/Type\s*/Page\b(?!s)")


def test_on_paper_every_claim_is_printed(visit):
    page = visit(LEDGER, 700).page
    everything = len(LEAF.findall(page.pdf()))
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == IDS
    assert not page.is_visible("form.filters")
    # Nothing is left out because it was not near the window: an A4 page holds a dozen at most.
    assert everything > len(IDS) / 12
    drawn = """(quotes) => quotes.every(
      (quote) => quote.checkVisibility({ contentVisibilityAuto: true }))"""
    assert page.eval_on_selector_all(f"{ROWS} blockquote", drawn)


def test_on_paper_a_filtered_ledger_is_what_was_filtered_and_says_so(visit):
    """Who prints a selection wants that selection; the count beside it says that it is one."""
    query = urlencode({"verdict": "disputed"})
    page = visit(LEDGER, 700, query=f"?{query}").page
    filtered = len(LEAF.findall(page.pdf()))
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == chosen(verdict="disputed")
    assert page.is_visible("[role=status].ledger-count")
    assert count(page) == said(len(chosen(verdict="disputed")))
    assert filtered < 10
