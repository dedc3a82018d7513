"""The note behind a claim: what it says, how it opens and closes, and that it can be read."""

import re

import pytest

from browsing import GLANCE, PATIENCE, WIDTHS
from microdrama.evidence.ledger import claim
from microdrama.evidence.verdicts import STATUSES, verdict
from tours import NOTE, PLACES

pytestmark = pytest.mark.browser

#: Milliseconds for which a note stays although the pointer has left it, and after which it must
#: have closed.
STAYING, LEAVING = 200, 1500


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


#: Counts what the pointer has come over, by itself or because the page has moved under it.
CROSSINGS = """() => {
  window.crossings = 0;
  addEventListener("pointerover", () => { window.crossings++; }, true);
}"""


def _links(page):
    """Return two links to different claims that stand on one screen."""
    first, second = page.query_selector_all("a.claim[data-claim]")[:2]
    first.scroll_into_view_if_needed()
    return first, second


@pytest.fixture
def page(living, cited):
    return living(cited).page


def test_some_pages_cite_claims(citing):
    assert citing


def test_every_note_says_quote_text_section_and_verdict(live, page_name, pages):
    notes = live(page_name, 1280)["notes"]
    assert [key for key, *_ in notes] == re.findall(r'data-claim="([^"]+)"', pages[page_name])
    for key, note, said, href in notes:
        known, found = claim(key), verdict(key)
        assert note == f"card-{key}"
        assert found.status in STATUSES
        for part in (known.words, known.section, found.status, found.sentence):
            assert _folded(part) in _folded(said), key
        assert href.endswith(f"#{key}")


def test_a_note_opens_on_focus_and_escape_closes_it_while_the_focus_stays(page):
    link, _ = _links(page)
    link.focus()
    assert len(page.query_selector_all(NOTE)) == 1
    assert link.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.query_selector(NOTE) is None
    assert link.get_attribute("aria-expanded") == "false"
    assert link.evaluate("a => a === document.activeElement")


def test_the_tab_key_leads_from_a_claim_into_its_note_and_out_again(page):
    link, _ = _links(page)
    link.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('{NOTE}').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.query_selector(NOTE) is None
    assert link.evaluate("a => a === document.activeElement")
    link.evaluate("a => a.blur()")
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.query_selector(f"#card-{link.get_attribute('data-claim')}").is_hidden()


def test_only_one_note_is_open_at_a_time(page):
    first, second = _links(page)
    first.focus()
    second.hover()
    assert [note.get_attribute("id") for note in page.query_selector_all(NOTE)] == [
        f"card-{second.get_attribute('data-claim')}"
    ]
    second.focus()
    assert len(page.query_selector_all(NOTE)) == 1
    assert first.get_attribute("aria-expanded") == "false"


def test_a_note_opens_under_the_pointer_stays_while_it_is_read_and_closes_after(visit, cited):
    page = visit(cited, clock=True).page
    link, _ = _links(page)
    link.hover()
    note = page.wait_for_selector(NOTE)
    box = note.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=12)
    page.clock.run_for(10 * LEAVING)
    assert note.is_visible()
    page.mouse.move(2, 2, steps=4)
    page.clock.run_for(STAYING)
    assert note.is_visible()
    page.clock.run_for(LEAVING - STAYING)
    assert page.query_selector(NOTE) is None


def _scroll_under_the_mouse(page, distance: int) -> None:
    """Scroll by so many pixels, and wait until the pointer is told what it is over now."""
    page.evaluate(CROSSINGS)
    page.evaluate("distance => scrollBy(0, distance)", distance)
    for _ in range(PATIENCE * 1000 // GLANCE):
        if page.evaluate("window.crossings"):
            return
        page.wait_for_timeout(GLANCE)
    raise AssertionError("the pointer is told nothing")


def test_a_note_opened_by_keyboard_stays_while_the_page_scrolls_under_a_resting_mouse(visit, cited):
    page = visit(cited, clock=True).page
    link, _ = _links(page)
    page.mouse.move(640, 700)
    link.focus()
    note = page.wait_for_selector(NOTE)
    _scroll_under_the_mouse(page, 40)
    page.clock.run_for(LEAVING)
    assert note.is_visible()


def test_a_note_opened_by_keyboard_stays_though_another_claim_comes_under_a_resting_mouse(page):
    link, _ = _links(page)
    other = page.query_selector_all("a.claim[data-claim]")[-1]
    link.focus()
    note = page.wait_for_selector(NOTE)
    other.evaluate("a => a.scrollIntoView({ block: 'center' })")
    box = other.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2 - 90)
    _scroll_under_the_mouse(page, 90)
    assert other.evaluate("a => a.matches(':hover')")
    assert note.is_visible()
    # Pointing at it is another thing.
    page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2 + 90)
    other.hover()
    assert note.is_hidden()


@pytest.mark.parametrize("leave", ["Escape", "click", "focus"])
def test_a_note_opened_by_keyboard_closes_when_the_reader_says_so(page, leave):
    link, _ = _links(page)
    link.focus()
    note = page.wait_for_selector(NOTE)
    # Beside the text, where no other claim is in the way.
    page.mouse.move(1278, 700)
    page.mouse.move(1278, 2, steps=4)
    assert note.is_visible()
    if leave == "Escape":
        page.keyboard.press("Escape")
    elif leave == "click":
        page.mouse.click(2, 2)
    else:
        page.focus("a.home")
    assert note.is_hidden()


def test_a_note_under_the_pointer_stays_once_the_keyboard_has_come_into_it(visit, cited):
    page = visit(cited, clock=True).page
    link, _ = _links(page)
    link.hover()
    note = page.wait_for_selector(NOTE)
    note.query_selector("a").focus()
    page.mouse.move(2, 2, steps=4)
    page.clock.run_for(LEAVING)
    assert note.is_visible()


def test_escape_closes_a_note_that_the_pointer_opened(page):
    link, _ = _links(page)
    link.hover()
    page.wait_for_selector(NOTE)
    page.keyboard.press("Escape")
    assert page.query_selector(NOTE) is None


def test_a_click_with_the_mouse_leads_to_the_ledger(visit, cited):
    page = visit(cited).page
    link, _ = _links(page)
    key = link.get_attribute("data-claim")
    link.click()
    page.wait_for_url(f"**#{key}")
    assert page.query_selector(f"tr#{key}").is_visible()


def test_a_tap_opens_a_note_and_another_tap_closes_it(visit, cited):
    page = visit(cited, 360, has_touch=True, is_mobile=True).page
    at = page.url
    first, second = _links(page)
    first.tap()
    assert len(page.query_selector_all(NOTE)) == 1
    assert page.query_selector(f"#card-{first.get_attribute('data-claim')}").is_visible()
    first.tap()
    assert page.query_selector(NOTE) is None
    page.query_selector_all("a.claim[data-claim]")[-1].tap()
    assert len(page.query_selector_all(NOTE)) == 1
    second.tap()
    assert page.query_selector(f"#card-{second.get_attribute('data-claim')}").is_visible()
    assert len(page.query_selector_all(NOTE)) == 1
    page.tap("h1", force=True)
    assert page.query_selector(NOTE) is None
    assert page.url == at


def test_the_keyboard_works_also_after_a_tap(visit, cited):
    """A tablet has both."""
    page = visit(cited, has_touch=True).page
    first, second = _links(page)
    key = second.get_attribute("data-claim")
    first.tap()
    page.keyboard.press("Escape")
    second.focus()
    assert page.query_selector(f"#card-{key}").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{key}")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_note_stands_inside_the_screen_and_beside_its_link(live, page_name, width, place):
    assert live(page_name, width)["fit", place] == []
