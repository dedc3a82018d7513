"""Getting around: the Tab key, the skip link, the chapters."""

import re

import pytest

from browsing import WIDTHS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_the_skip_link_comes_first_and_leads_to_the_text(live, page_name, width):
    skip = live(page_name, width)["skip"]
    assert skip["before"]["x"] < 0
    assert skip["first"] == "a.skip"
    box = skip["box"]
    assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= width
    assert skip["then"] == "main#main"
    assert skip["inside"]


def _can_be_walked(walk):
    assert not walk["circle"], "the Tab key goes in a circle before the end of the page"
    assert walk["over"], "the Tab key does not come to the end of the page"
    assert walk["left"], "the Tab key does not leave the page"
    assert walk["count"] > 4
    assert walk["faults"] == []


def test_every_stop_of_the_tab_key_can_be_seen_and_none_is_a_trap(live, page_name):
    _can_be_walked(live(page_name, 1280)["walk"])


def test_every_stop_of_the_tab_key_can_be_seen_on_a_narrow_screen(live, cited):
    _can_be_walked(live(cited, 360)["walk"])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chapter_can_be_reached_from_every_page(live, pages, page_name, width):
    here, *reached = live(page_name, width)["reached"]
    root = here.removesuffix(f"{page_name}.html")
    # Nothing leads to the page for addresses that are not there.
    assert {f"{root}{name}.html" for name in pages if name != "404"} <= {here, *reached}


def test_the_page_at_the_root_leads_to_the_first_chapter(visit):
    page = visit("index").page
    page.wait_for_url("**/chapters/index.html")
    assert page.title()


def test_every_page_has_a_language_one_heading_and_its_title(plain, pages, page_name):
    head = plain(page_name)["head"]
    assert head["language"] == "en"
    assert head["headings"] == 1
    assert head["title"]
    assert f"<title>{head['title']}</title>" in pages[page_name]


def test_no_two_pages_have_one_title(pages):
    titles = [re.search("<title>(.*?)</title>", text)[1] for text in pages.values()]
    assert len(set(titles)) == len(pages)
