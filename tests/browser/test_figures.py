"""What belongs to every figure: its table, its download, its two inks, type that can be read."""

import csv
import io
import math
import re
import xml.etree.ElementTree as ET

import pytest

from browsing import DRAWN
from microdrama.charts.theme import INKS
from tours import CHOOSING, SCREENS, TABLE

pytestmark = pytest.mark.browser

SMALLEST = 11

#: Names the texts that reach beyond the edge of their drawing, for each drawing in turn. Each is
#: shown in a tree of its own, as in a file of its own: names within it mean nothing elsewhere.
CUT_OFF = """(drawings) => Object.fromEntries(Object.entries(drawings).map(([name, drawn]) => {
  const place = document.body.appendChild(document.createElement("div"));
  const root = place.attachShadow({ mode: "open" });
  root.innerHTML = drawn;
  const edge = root.querySelector("svg").getBoundingClientRect();
  const beyond = (box) => box.left < edge.left - 1 || box.right > edge.right + 1
    || box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
  const cut = [...root.querySelectorAll("text")]
    .filter((text) => text.textContent.trim() && beyond(text.getBoundingClientRect()))
    .map((text) => text.textContent);
  place.remove();
  return [name, cut];
}))"""

#: A drawing with one word inside and one beyond its edge.
TORN = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" viewBox="0 0 200 50">
<text x="10" y="20">inside</text><text x="190" y="20">beyond</text></svg>"""


@pytest.fixture(scope="session")
def drawings(book):
    """Every drawing of the book, by its path within the folder of charts."""
    folder = book / "_static" / "charts"
    found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*.svg")}
    assert found
    return found


def _sizes(file):
    """Return the size of every text of a drawing, with the text."""
    for element in ET.parse(file).iter():
        said = "".join(element.itertext()).strip()
        if element.tag.rpartition("}")[2] != "text" or not said:
            continue
        style = f"font-size:{element.get('font-size', '')};{element.get('style', '')}"
        yield float(re.search(r"font-size:\s*([\d.]+)px", style)[1]), said


def _matches(table, text):
    """Hold a table of the page to the text of a CSV file."""
    heads, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert table["heads"] == heads
    assert len(table["rows"]) == len(rows)
    for seen, kept in zip(table["rows"], rows, strict=True):
        for (said, numeric), value in zip(seen, kept, strict=True):
            if numeric:
                number = float(said.replace(",", "").replace("−", "-"))
                assert math.isclose(number, float(value), rel_tol=5e-6)
            else:
                assert " ".join(said.split()) in ([" ".join(value.split())] if value else ["", "–"])


def test_no_text_of_a_drawing_is_cut_off(browser, drawings):
    """Where Arial or a font of its width is there, as on nearly every system."""
    # Dark drawings are the same but for their inks.
    shown = {name: f.read_text("utf-8") for name, f in drawings.items() if "-dark" not in name}
    page = browser.new_page()
    cut = page.evaluate(CUT_OFF, {**shown, "torn": TORN})
    page.close()
    assert len(cut) == len(shown) + 1
    assert {name: texts for name, texts in cut.items() if texts} == {"torn": ["beyond"]}, (
        "If everything is cut off, install the package fonts-liberation."
    )


@pytest.mark.parametrize("width", SCREENS)
def test_no_drawing_is_shown_with_text_smaller_than_eleven_pixels(
    plain, page_name, figures, drawings, width
):
    pictures = plain(page_name)["pictures", width, "light"]
    assert [picture["name"] for picture in pictures] == figures[page_name]
    for picture in pictures:
        sizes = list(_sizes(drawings[picture["source"].rpartition("/charts/")[2]]))
        assert sizes, f"{picture['name']} has no text"
        scale = picture["width"] / picture["natural"]
        assert min(sizes)[0] * min(scale, 1) >= SMALLEST * 0.99, (picture["name"], min(sizes))


def test_light_and_dark_drawings_differ_in_ink_and_in_nothing_else(drawings):
    for name, file in drawings.items():
        if not name.endswith("-light.svg"):
            continue
        light = file.read_text("utf-8")
        dark = drawings[name.replace("-light", "-dark")].read_text("utf-8")
        assert light != dark
        for role, token in INKS["token"].items():
            assert token not in light + dark, name
            if INKS["light"][role] in light:
                assert INKS["dark"][role] in dark, name
        colours = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
        assert colours.sub("", light) == colours.sub("", dark), name


def test_every_figure_has_a_title_a_caption_and_its_sources(plain, page_name, figures):
    around = plain(page_name)["around"]
    assert [figure["name"] for figure in around] == figures[page_name]
    for figure in around:
        assert len(figure["title"].split()) > 3
        assert "Sources: " in figure["caption"]


def test_every_table_is_one_click_away_and_its_download_has_the_same_rows(live, page_name, figures):
    if not figures[page_name]:
        return
    downloads = live(page_name, 1280)["downloads"]
    assert [download["name"] for download in downloads] == figures[page_name]
    for download in downloads:
        assert not download["before"] and download["after"], download["name"]
        assert download["file"] == f"{download['name']}.csv"
        _matches(download["table"], download["text"])


def test_without_scripts_too_every_download_has_the_rows_of_its_table(plain, page_name, book):
    for figure in plain(page_name)["around"]:
        assert not figure["before"] and figure["after"], figure["name"]
        file = (book / page_name).parent / figure["link"]
        assert file.read_bytes().startswith(b"\xef\xbb\xbf"), "a spreadsheet would garble it"
        _matches(figure["table"], file.read_text("utf-8"))


@pytest.mark.xdist_group("chapters/evolution")
def test_the_download_of_an_explorer_has_the_rows_that_its_table_shows_now(living):
    name = "passing-100-billion"
    seen = living("chapters/evolution")
    figure = seen.figure(name)
    figure.query_selector(".chart-table summary").click()
    before = figure.evaluate(TABLE)
    figure.query_selector("select").select_option(index=3)
    seen.page.wait_for_function(
        f"([figure, before]) => ({TABLE})(figure).rows[0][1][0] !== before",
        arg=[figure, before["rows"][0][1][0]],
    )
    with seen.page.expect_download() as waiting:
        figure.query_selector(".chart-table a[download]").click()
    _matches(figure.evaluate(TABLE), waiting.value.path().read_text("utf-8"))


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "alive"])
def test_years_are_written_without_a_comma(live, plain, page_name, figures, scripts):
    """A column of nothing but 1,900 to 2,099 is a column of years."""
    around = [figure["table"] for figure in plain(page_name)["around"]]
    tables = live(page_name, 1280)["tables"] if scripts else around
    assert len(tables) == len(figures[page_name])
    for table in tables:
        for head, *cells in zip(table["heads"], *table["rows"], strict=True):
            assert not all(re.fullmatch(r"(1,9|2,0)\d\d", said) for said, _ in cells), head


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name(live, page_name, figures):
    regions = live(page_name, 1280)["regions"]
    assert len(regions) == len(figures[page_name])
    for tabindex, role, label in regions:
        assert tabindex == "0"
        assert role == "region"
        assert label.strip()


def _follow(steps, system):
    """Hold charts, pictures and ground to the system's scheme and to those of the button."""
    # By the system, by two presses of the button, after a reload, and by a third press.
    expected = [("automatic", system), ("light",) * 2, ("dark",) * 2, ("dark",) * 2]
    for (name, scheme), seen in zip([*expected, ("automatic", system)], steps, strict=True):
        inked, ground, button = seen
        assert inked, f"not everything is {scheme}"
        assert ground == f"rgb{tuple(bytes.fromhex(INKS[scheme]['page'].lstrip('#')))}"
        assert name in button.partition(":")[2]


def test_pictures_and_live_charts_follow_the_system_and_then_the_reader(live, page_name, figures):
    if figures[page_name]:
        _follow(live(page_name, 1280)["chosen", "light"], "light")


@pytest.mark.xdist_group(CHOOSING)
def test_under_a_dark_system_the_button_leads_to_the_same_schemes(live):
    _follow(live(CHOOSING, 1280)["chosen", "dark"], "dark")


@pytest.mark.xdist_group(CHOOSING)
def test_quick_changes_of_scheme_leave_one_drawing_a_chart_in_the_last_ink(live):
    assert live(CHOOSING, 1280)["chosen quickly"] == ["dark", True]


def test_charts_are_drawn_anew_when_a_phone_is_turned(live, page_name):
    assert live(page_name, 360)["turned"] == [[1280, True, []], [360, True, []]]


@pytest.mark.xdist_group("chapters/evolution")
def test_pointing_at_a_mark_says_what_it_is(living):
    seen = living("chapters/evolution")
    figure = seen.figure("market")
    mark = figure.query_selector(".chart-live svg .mark-symbol path")
    mark.hover(force=True)
    tip = seen.page.wait_for_selector(".chart-tip")
    said = tip.inner_text()
    assert len(said.split()) > 3
    assert not re.search(r"undefined|NaN|\[object", said)
    box, screen = tip.bounding_box(), seen.page.viewport_size
    assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]
    seen.page.mouse.move(2, 2)
    seen.page.wait_for_selector(".chart-tip", state="detached")


#: What is drawn of a live chart, and where the middle of the words of a box is.
MARKS = """figure => [...figure.querySelectorAll(".chart-live svg :is(path, text)")]
  .map((mark) => mark.outerHTML).sort().join("")"""
MIDDLE = """([figure, words]) => {
  const text = [...figure.querySelectorAll(".chart-live svg text")]
    .find((e) => [...e.childNodes].map((part) => part.textContent).join(" ") === words);
  const { x, y, width, height } = text.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


def _said(figure):
    """Return what a network has chosen, says and lists."""
    chosen = figure.query_selector("select").input_value()
    sentence = figure.query_selector("[role=status]").inner_text()
    return chosen, sentence, figure.evaluate(TABLE)["rows"]


@pytest.mark.xdist_group("chapters/symbols/questions")
def test_in_the_network_hovering_previews_a_concept_and_a_tap_selects_it(visit):
    seen = visit("chapters/symbols/questions", has_touch=True)
    figure = seen.figure("network")
    seen.page.evaluate("e => e.scrollIntoView()", figure.query_selector(".chart-live"))
    seen.until(DRAWN)
    at = seen.page.evaluate(MIDDLE, [figure, "Identity negotiation"])
    before, drawn = _said(figure), figure.evaluate(MARKS)
    changed = f"([figure, drawn]) => ({MARKS})(figure) !== drawn"
    same = f"([figure, drawn]) => ({MARKS})(figure) === drawn"
    seen.page.mouse.move(*at)
    assert seen.until(changed, [figure, drawn]), "pointing at a concept shows nothing"
    assert _said(figure) == before, "pointing at a concept has chosen it"
    seen.page.mouse.move(1, 1)
    assert seen.until(same, [figure, drawn]), "what was previewed stays"
    seen.page.touchscreen.tap(*at)
    chosen = "figure => figure.querySelector('select').value === 'identity-negotiation'"
    assert seen.until(chosen, figure)
    assert seen.until(changed, [figure, drawn])
    chosen, sentence, rows = _said(figure)
    assert chosen == "identity-negotiation"
    assert sentence.startswith("Identity negotiation: ")
    assert rows != before[2]
    assert any("Hybrid identity" in said for said, _ in (cell for row in rows for cell in row))
    # So does a click, though the picture is drawn anew when the pointer comes to the concept.
    seen.page.evaluate("scrollBy(0, 300)")
    at, drawn = seen.page.evaluate(MIDDLE, [figure, "Hybrid identity"]), figure.evaluate(MARKS)
    seen.page.mouse.move(*at)
    assert seen.until(changed, [figure, drawn])
    seen.page.mouse.click(*at)
    chosen = "figure => figure.querySelector('select').value === 'hybrid-identity'"
    assert seen.until(chosen, figure)
    assert seen.errors == []


@pytest.mark.xdist_group("chapters/symbols/questions")
def test_the_list_of_the_page_gives_way_to_a_broad_chart_that_passes(living):
    seen = living("chapters/symbols/questions")
    hidden = "e => getComputedStyle(e).opacity === '0'"
    listed = seen.page.query_selector("nav.here")
    chart = seen.figure("network")
    # The chart hides nothing of the list that can be seen.
    apart = "([e, chart]) => e.getBoundingClientRect().bottom <= chart.getBoundingClientRect().top"
    seen.page.evaluate("scrollTo(0, 0)")
    assert seen.until(f"e => !({hidden})(e)", listed)
    assert seen.until(apart, [listed, chart])
    seen.page.evaluate("e => e.scrollIntoView()", chart)
    assert seen.until(hidden, listed)
    # Whoever comes to it by keyboard sees it all the same, on top.
    listed.query_selector("a").evaluate("e => e.focus({ preventScroll: true, focusVisible: true })")
    assert seen.until(f"e => !({hidden})(e)", listed)
