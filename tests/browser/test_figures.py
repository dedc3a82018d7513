"""What belongs to every figure: its table, its download, its two inks, type that can be read."""

import csv
import io
import math
import re
import xml.etree.ElementTree as ET

import pytest

from microdrama.charts.theme import INKS

pytestmark = pytest.mark.browser

SMALLEST = 11

#: Widths of the screen at which the drawing is scaled: phones, both sides of the change from
#: the narrow to the wide drawing, tablets, laptops.
SCREENS = (360, 414, 640, 641, 719, 720, 768, 1024, 1280)

TABLE = """(figure) => ({
  heads: [...figure.querySelectorAll(".chart-table th")].map((cell) => cell.textContent),
  rows: [...figure.querySelectorAll(".chart-table tbody tr")].map(
    (row) => [...row.cells].map((cell) => [cell.textContent, cell.classList.contains("numeric")])),
})"""

#: Tells whether every picture and every live chart is drawn in one ink.
INKED = """([scheme, ink, other]) => {
  const pictures = [...document.querySelectorAll("picture img")];
  const drawn = [...document.querySelectorAll(".chart-live svg")];
  const fills = (svg) => [...svg.querySelectorAll("text")].map((text) => text.getAttribute("fill"));
  const loaded = ({ currentSrc, complete, naturalWidth }) =>
    currentSrc.endsWith(`-${scheme}.svg`) && complete && naturalWidth > 0;
  const some = (svg, { ink, quiet }) => fills(svg).some((fill) => fill === ink || fill === quiet);
  return pictures.every(loaded)
    && drawn.length === document.querySelectorAll("figure[data-live]").length
    && drawn.every((svg) => some(svg, ink) && !some(svg, other));
}"""

#: Tells whether every live chart is the drawing for a width of the screen.
TURNED = """(width) => [...document.querySelectorAll("figure[data-live]")].every((figure) => {
  const drawn = figure.querySelectorAll(".chart-live svg");
  return drawn.length === 1 && drawn[0].viewBox.baseVal.width > 500 === width > 640;
})"""


#: Names the texts of a drawing that reach beyond its edge.
CUT_OFF = """() => {
  const edge = document.documentElement.getBoundingClientRect();
  const beyond = (box) => box.left < edge.left - 1 || box.right > edge.right + 1
    || box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
  return [...document.querySelectorAll("text")]
    .filter((text) => text.textContent.trim() && beyond(text.getBoundingClientRect()))
    .map((text) => text.textContent);
}"""

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


def test_no_text_of_a_drawing_is_smaller_than_eleven_pixels(drawings):
    for name, file in drawings.items():
        sizes = list(_sizes(file))
        assert sizes, f"{name} has no text"
        assert min(sizes)[0] >= SMALLEST, f"{name}: {min(sizes)}"


def test_no_text_of_a_drawing_is_cut_off(browser, drawings, tmp_path):
    """Where Arial or a font of its width is there, as on nearly every system."""
    torn = tmp_path / "torn.svg"
    torn.write_text(TORN, "utf-8")
    page = browser.new_page()
    cut = {}
    for name, file in {**drawings, "torn": torn}.items():
        if not name.endswith("-dark.svg"):  # the same but for its inks
            page.goto(file.as_uri())
            cut[name] = page.evaluate(CUT_OFF)
    page.close()
    assert {name: texts for name, texts in cut.items() if texts} == {"torn": ["beyond"]}, (
        "If everything is cut off, install the package fonts-liberation."
    )


@pytest.mark.parametrize("width", SCREENS)
def test_no_drawing_is_scaled_down_until_its_text_is_too_small(visit, drawn, drawings, width):
    small = []
    for name in drawn:
        for picture in visit(name, width, scripts=False).page.query_selector_all("picture img"):
            source = picture.evaluate("i => i.currentSrc").rpartition("/charts/")[2]
            scale = picture.bounding_box()["width"] / picture.evaluate("i => i.naturalWidth")
            size = min(_sizes(drawings[source]))[0] * scale
            if size < SMALLEST * 0.99:
                small.append(f"{name}, {source}: {size:.1f} px")
    assert small == []


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


def test_every_figure_has_a_title_a_caption_and_its_sources(visit, drawn):
    for name in drawn:
        for figure in visit(name, scripts=False).page.query_selector_all("figure[data-chart]"):
            assert len(figure.query_selector(".chart-title").inner_text().split()) > 3
            assert "Sources: " in figure.query_selector("figcaption").inner_text()


def test_every_table_is_one_click_away_and_its_download_has_the_same_rows(visit, drawn):
    for name in drawn:
        seen = visit(name)
        assert seen.waken() == []
        for figure in seen.charts():
            table = figure.query_selector(".chart-table table")
            assert table.is_hidden()
            figure.query_selector(".chart-table summary").click()
            assert table.is_visible()
            link = figure.query_selector(".chart-table a[download]")
            with seen.page.expect_download() as waiting:
                link.click()
            assert waiting.value.suggested_filename == f"{figure.get_attribute('id')}.csv"
            _matches(figure.evaluate(TABLE), waiting.value.path().read_text("utf-8"))


def test_without_scripts_too_every_download_has_the_rows_of_its_table(visit, drawn, book):
    for name in drawn:
        for figure in visit(name, scripts=False).page.query_selector_all("figure[data-chart]"):
            figure.query_selector(".chart-table summary").click()
            assert figure.query_selector(".chart-table table").is_visible()
            link = figure.query_selector(".chart-table a[download]").get_attribute("href")
            file = (book / name).parent / link
            assert file.read_bytes().startswith(b"\xef\xbb\xbf"), "a spreadsheet would garble it"
            _matches(figure.evaluate(TABLE), file.read_text("utf-8"))


def test_the_download_of_an_explorer_has_the_rows_that_its_table_shows_now(visit, page_of):
    name = "passing-100-billion"
    seen = visit(page_of(name))
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
def test_years_are_written_without_a_comma(visit, drawn, scripts):
    """A column of nothing but 1,900 to 2,099 is a column of years."""
    wrong = []
    for name in drawn:
        seen = visit(name, scripts=scripts)
        assert not scripts or seen.waken() == []
        for figure in seen.charts():
            table = figure.evaluate(TABLE)
            for head, *cells in zip(table["heads"], *table["rows"], strict=True):
                if all(re.fullmatch(r"(1,9|2,0)\d\d", said) for said, _ in cells):
                    wrong.append(f"{figure.get_attribute('id')}: {head}")
    assert wrong == []


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name(visit, drawn):
    for name in drawn:
        page = visit(name).page
        for region in page.query_selector_all("figure .table-scroll"):
            assert region.get_attribute("tabindex") == "0"
            assert region.get_attribute("role") == "region"
            assert region.get_attribute("aria-label").strip()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_pictures_and_live_charts_follow_the_system_and_then_the_reader(visit, drawn, system):
    for name in drawn:
        seen = visit(name, scheme=system)
        page = seen.page
        assert seen.waken() == []
        button = page.query_selector("button.scheme")

        def follows(scheme, page=page):
            other = "dark" if scheme == "light" else "light"
            ground = "getComputedStyle(document.documentElement).backgroundColor"
            page.wait_for_function(INKED, arg=[scheme, INKS[scheme], INKS[other]])
            expected = tuple(bytes.fromhex(INKS[scheme]["page"].lstrip("#")))
            assert page.evaluate(ground) == f"rgb{expected}"

        assert "automatic" in button.inner_text()
        follows(system)
        page.emulate_media(color_scheme="dark" if system == "light" else "light")
        follows("dark" if system == "light" else "light")
        page.emulate_media(color_scheme=system)
        follows(system)
        for scheme in ("light", "dark"):
            button.click()
            assert scheme in button.inner_text().partition(":")[2]
            follows(scheme)
        page.reload()
        assert "dark" in page.inner_text("button.scheme").partition(":")[2]
        assert seen.waken() == []
        follows("dark")
        page.click("button.scheme")
        assert "automatic" in page.inner_text("button.scheme")
        follows(system)
        assert seen.errors == []


def test_quick_changes_of_scheme_leave_one_drawing_a_chart_in_the_last_ink(visit, drawn):
    for name in drawn:
        seen = visit(name)
        assert seen.waken() == []
        button = seen.page.query_selector("button.scheme")
        button.evaluate("button => { for (let i = 0; i < 5; i++) button.click(); }")
        seen.page.wait_for_timeout(1500)
        assert seen.page.get_attribute("html", "data-scheme") == "dark"
        seen.page.wait_for_function(INKED, arg=["dark", INKS["dark"], INKS["light"]])
        assert seen.errors == []


def test_charts_are_drawn_anew_when_a_phone_is_turned(visit, drawn):
    for name in drawn:
        seen = visit(name, 360)
        assert seen.waken() == []
        for width in (1280, 360):
            seen.page.set_viewport_size({"width": width, "height": 740})
            seen.page.wait_for_function(TURNED, arg=width)
            wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            assert seen.page.evaluate(wide)


def test_pointing_at_a_mark_says_what_it_is(visit, page_of):
    seen = visit(page_of("market"))
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
