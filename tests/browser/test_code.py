"""Code in the page, as a reader meets it: folded, opened by key, coloured, copied, narrow."""

import pytest

import tours
from browsing import SCHEMES, SEEN, SIDEWAYS, WITNESS, barriers

#: A chapter whose cells are all folded.
PAGE = "chapters/evolution"

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group(PAGE)]

FOLD = "details.code"

#: The colours in which the code of the open folds is written, and how many words have one.
COLOURS = """() => {
  const words = [...document.querySelectorAll("details.code[open] .highlight span")];
  const seen = words.filter((word) => word.checkVisibility() && word.textContent.trim());
  return [seen.length, new Set(seen.map((word) => getComputedStyle(word).color)).size];
}"""

#: Blocks of code that scroll by themselves, and those that reach beyond the window.
BLOCKS = """() => {
  const blocks = [...document.querySelectorAll(".code-scroll")];
  const out = ({ left, right }) => left < 0 || right > document.documentElement.clientWidth;
  return [blocks.filter((block) => block.scrollWidth > block.clientWidth).length,
    blocks.filter((block) => out(block.getBoundingClientRect())).length];
}"""

#: What a page has on it that was asked to copy without a clipboard.
NO_CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", { value: undefined });
addEventListener("copy", () => { window.copied = getSelection().toString(); });
"""


def open_first(seen):
    """Open the first fold with the keyboard, and return it."""
    fold = seen.page.query_selector(FOLD)
    fold.query_selector("summary").focus()
    seen.page.keyboard.press("Enter")
    return fold


def test_a_fold_is_opened_and_closed_with_the_keyboard_and_its_words_follow(living):
    seen = living(PAGE)
    fold = seen.page.query_selector(FOLD)
    summary, code = fold.query_selector("summary"), fold.query_selector("pre")
    assert (summary.inner_text(), code.is_visible()) == ("Show the code", False)
    open_first(seen)
    assert (summary.inner_text(), code.is_visible()) == ("Hide the code", True)
    seen.page.keyboard.press("Space")
    assert (summary.inner_text(), code.is_visible()) == ("Show the code", False)


def test_the_tab_key_goes_on_to_the_button_and_to_the_code(living):
    seen = living(PAGE)
    open_first(seen)
    stops = []
    for _ in range(2):
        seen.page.keyboard.press("Tab")
        stops.append(seen.focused())
    assert stops == ["button", "div.code-scroll"]


def test_screen_readers_hear_the_words_of_a_fold(living):
    """The accessible name is what is seen, and not a label that stands for every fold."""
    seen = living(PAGE)
    folds = len(seen.page.query_selector_all(FOLD))
    assert folds > 10
    shown = seen.page.get_by_text("Show the code", exact=True)
    assert shown.filter(visible=True).count() == folds
    assert seen.page.query_selector_all("summary[aria-label]") == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_open_code_is_highlighted_and_can_be_read(living, scheme):
    seen = living(PAGE)
    seen.page.emulate_media(color_scheme=scheme)
    seen.unfold()
    words, colours = seen.page.evaluate(COLOURS)
    assert words > 100
    assert colours >= 4
    assert barriers(seen.page, FOLD) == []


def test_the_scheme_that_a_reader_chooses_holds_for_code_too(living):
    seen = living(PAGE)
    word = seen.page.query_selector(f"{FOLD} .highlight .s2")
    colour = "word => getComputedStyle(word).color"
    light = word.evaluate(colour)
    seen.page.emulate_media(color_scheme="dark")
    dark = word.evaluate(colour)
    assert light != dark
    seen.page.click("button.scheme")
    assert (seen.page.get_attribute("html", "data-scheme"), word.evaluate(colour)) == (
        "light",
        light,
    )
    seen.page.emulate_media(color_scheme="light")
    seen.page.click("button.scheme")
    assert (seen.page.get_attribute("html", "data-scheme"), word.evaluate(colour)) == ("dark", dark)


def test_the_button_copies_the_code_of_its_cell_and_says_so(visit):
    seen = visit(PAGE, permissions=["clipboard-read", "clipboard-write"])
    fold = open_first(seen)
    status = fold.query_selector("[role=status]")
    assert status.inner_text() == ""
    fold.query_selector("button").press("Enter")
    seen.page.wait_for_function("status => status.textContent === 'Copied'", arg=status, polling=10)
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert copied == fold.query_selector("pre").text_content()
    assert copied.count("\n") > 1
    assert not any(seen.complaints().values())


def test_where_the_page_has_no_clipboard_the_code_is_copied_as_selected(visit):
    seen = visit(PAGE, start=WITNESS + NO_CLIPBOARD)
    fold = open_first(seen)
    fold.query_selector("button").click()
    status = fold.query_selector("[role=status]")
    seen.page.wait_for_function("status => status.textContent === 'Copied'", arg=status, polling=10)
    code = fold.query_selector("pre").text_content()
    assert seen.page.evaluate("window.copied").strip() == code.strip()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_on_a_phone_long_lines_scroll_in_their_block_and_the_page_does_not(living, scheme):
    seen = living(PAGE, 360)
    seen.page.emulate_media(color_scheme=scheme)
    seen.unfold()
    assert seen.page.evaluate(SIDEWAYS) == []
    scrolling, out = seen.page.evaluate(BLOCKS)
    assert scrolling > 0
    assert out == 0


def test_a_block_of_code_is_scrolled_with_the_keyboard(living):
    seen = living(PAGE, 360)
    seen.unfold()
    block = next(
        block
        for block in seen.page.query_selector_all(".code-scroll")
        if block.evaluate("b => b.scrollWidth > b.clientWidth + 20")
    )
    block.focus()
    seen.page.keyboard.press("ArrowRight")
    assert seen.until("block => block.scrollLeft > 0", block)


def test_without_scripts_a_fold_opens_and_offers_nothing_that_does_nothing(visit):
    seen = visit(PAGE, scripts=False)
    fold = seen.page.query_selector(FOLD)
    assert not fold.query_selector("pre").is_visible()
    fold.query_selector("summary").click()
    assert fold.query_selector("pre").is_visible()
    assert fold.query_selector("button") is None


def test_on_paper_neither_code_nor_the_ways_to_run_it_are_printed(living):
    seen = living(PAGE, tours.PAPER)
    seen.unfold()
    seen.page.emulate_media(media="print")
    parts = f"{FOLD}, .code-bar, .code-scroll, .run:not(.cite)"
    assert seen.page.eval_on_selector_all(parts, SEEN) == []


def test_the_page_ends_with_ways_to_run_it_before_those_to_other_chapters(living):
    seen = living(PAGE)
    order = "document.querySelector('main').innerText"
    words = seen.page.evaluate(order)
    assert words.index("Run this page") < words.rindex("Next")
    links = seen.page.eval_on_selector_all(
        ".run:not(.cite) a", "links => links.map((link) => link.href)"
    )
    assert [link.rpartition("/")[2] for link in links] == ["evolution.ipynb", "evolution.md"]
    for link in links:
        answer = seen.page.request.get(link)
        assert answer.ok, link
