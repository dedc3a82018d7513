"""Figures in the published page: complete before any script, harmless, drawn once."""

from __future__ import annotations

import csv
import io
import json
import re
from types import SimpleNamespace

import altair as alt
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output

from helpers import Outline
from microdrama.book import drawing, vega
from microdrama.book.drawing import draw, key, payloads_of, plain
from microdrama.book.figures import FigureRenderer, MissingAltTextError, markup
from microdrama.charts.theme import FONT, INKS, MEASURED
from microdrama.exhibits.registry import chapter
from microdrama.formulas import where
from microdrama.intake.downloads import neutral
from microdrama.show.controls import Choice, Slider
from microdrama.show.explorer import Explorer
from microdrama.show.figure import MIME, VEGALITE, Figure

ATTACK = '<script>alert("x")</script>'
STATIC = "_static/charts"


def small_chart(width: int) -> alt.Chart:
    rows = pd.DataFrame({"year": [2023, 2024], "value": [37.39, 50.44]})
    return alt.Chart(rows).mark_point().encode(alt.X("year:Q"), alt.Y("value:Q"))


def payload(**more) -> dict:
    parts = {
        "name": "market",
        "draw": small_chart,
        "title": "The market grows",
        "alt": "Two points, the second higher.",
        "table": pd.DataFrame({"Year": [2023, 2024], "Value": [37.39, 50.44]}),
        "sources": ["iiMedia", "CNSA"],
        "kinds": ("reported", "recomputed"),
        "note": "Hollow marks are forecasts.",
        **more,
    }
    return Figure(**parts).payload()


def explorer(**more) -> Explorer:
    parts = {
        "name": "small",
        "title": "What if it grows?",
        "alt": "Points that rise.",
        "controls": (
            Choice("which", "Series", (("a", "First & only"), ('"b"', "<i>Second</i>"))),
            Slider("rate", "Rate", "% a year", 0, 10, 0.5, 2, ".1f"),
        ),
        "base": pd.DataFrame({"series": ["a", "a", '"b"'], "year": [0, 1, 0]}),
        "derive": lambda s, row: {
            "value": 10 * (1 + s.rate / 100) ** row.year,
            "case": where(s.rate > 0, "up", "flat"),
        },
        "keep": lambda s, row: row.series == s.which,
        "chart": lambda width: alt.Chart().mark_point().encode(alt.X("year:Q"), alt.Y("value:Q")),
        "sentences": {"up": "Starts at {value:.1f}.", "flat": "Stays."},
        "columns": {"year": "Year", "value": "Value"},
        **more,
    }
    return Explorer(**parts)


@pytest.fixture(scope="module", autouse=True)
def drawn(tmp_path_factory):
    """Draw into a folder of the tests' own."""
    folder = tmp_path_factory.mktemp("charts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "DRAWN", folder)
        yield folder


# ---- payloads of outputs -------------------------------------------------------------------


def shows(*bundles: dict):
    return new_code_cell(outputs=[new_output("display_data", data=bundle) for bundle in bundles])


def test_figures_and_bare_charts_among_outputs_are_found_in_order():
    one, two = payload(), payload(name="other")
    bare = small_chart(680).properties(description="Points.").to_dict()
    cell = shows(
        {"text/plain": "no figure"}, {MIME: one, "text/plain": "x"}, {VEGALITE: bare}, {MIME: two}
    )
    found = list(payloads_of(cell))
    assert [found[0], found[2]] == [one, two]
    assert found[1] == plain(bare)


def test_a_figure_that_also_has_a_chart_is_found_once():
    assert len(list(payloads_of(shows({MIME: payload(), VEGALITE: {}})))) == 1


def test_a_cell_without_outputs_has_no_figures():
    assert list(payloads_of(new_code_cell())) == []
    assert list(payloads_of(new_code_cell(outputs=[new_output("stream", text="x")]))) == []


# ---- bare charts ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("It grows", "It grows"),
        (alt.TitleParams("It grows", subtitle="slowly"), "It grows"),
        (["It grows", "slowly"], "It grows slowly"),
        (alt.TitleParams(["It grows", "slowly"]), "It grows slowly"),
    ],
)
def test_the_title_of_a_bare_chart_is_the_figures(title, said):
    chart = small_chart(680).properties(title=title, description="Two points.")
    found = plain(chart.to_dict())
    assert found["title"] == said
    assert "title" not in found["wide"]
    assert found["alt"] == "Two points."


def test_a_bare_chart_without_a_title_has_none():
    assert plain(small_chart(680).to_dict())["title"] == ""


def test_the_data_of_a_bare_chart_are_its_table():
    found = plain(small_chart(680).to_dict())
    assert found["table"] == {
        "columns": ["year", "value"],
        "rows": [[2023, 37.39], [2024, 50.44]],
    }


def test_data_that_stand_in_the_chart_itself_are_its_table_too():
    spec = {"mark": "point", "data": {"values": [{"a": 1, "b": "x"}, {"a": 2}]}}
    assert plain(spec)["table"] == {"columns": ["a", "b"], "rows": [[1, "x"], [2, None]]}


def test_a_bare_chart_is_left_as_it_was():
    spec = small_chart(680).properties(title="It grows").to_dict()
    before = json.dumps(spec)
    plain(spec)
    assert json.dumps(spec) == before


def test_a_bare_chart_without_data_has_an_empty_table():
    assert plain({"mark": "point"})["table"] == {"columns": [], "rows": []}


# ---- drawing -------------------------------------------------------------------------------


def test_a_figure_is_drawn_for_two_widths_and_two_schemes():
    folder = draw(payload())
    assert {path.name for path in folder.iterdir()} == {
        "wide-light.svg",
        "wide-dark.svg",
        "narrow-light.svg",
        "narrow-dark.svg",
        "chart.js",
        "table.csv",
        "sizes.json",
    }
    sizes = json.loads((folder / "sizes.json").read_text())
    assert sizes["wide"][0] <= 680
    assert sizes["narrow"][0] <= 320
    for name, (width, height) in sizes.items():
        svg = (folder / f"{name}-light.svg").read_text("utf-8")
        assert f'width="{width}"' in svg
        assert f'height="{height}"' in svg


def test_the_two_schemes_differ_in_ink_only():
    folder = draw(payload())
    light, dark = ((folder / f"wide-{scheme}.svg").read_text() for scheme in ("light", "dark"))
    assert light != dark
    for role, ink in INKS["light"].items():
        light = light.replace(ink, role)
    for role, ink in INKS["dark"].items():
        dark = dark.replace(ink, role)
    assert light == dark


def test_no_token_of_an_ink_is_left_in_a_picture():
    for path in draw(payload()).glob("*.svg"):
        assert not any(token in path.read_text() for token in INKS["token"].values())


def test_text_is_set_in_the_readers_fonts_in_pictures_and_in_the_moving_chart():
    folder = draw(payload())
    for path in folder.glob("*.svg"):
        assert set(re.findall(r'font-family="([^"]*)"', path.read_text())) == {FONT}
    assert json.dumps(FONT)[1:-1] in (folder / "chart.js").read_text()
    assert not any(MEASURED in path.read_text("utf-8") for path in folder.iterdir())


def test_a_folded_figure_unfolds_under_its_words_and_no_other_is_folded():
    opened = '<details class="more unfolds"><summary>'
    folded = markup(payload(folded="The <fuller> map"), STATIC)
    assert folded.count(opened) == 1
    assert f"{opened}The &lt;fuller&gt; map</summary>" in folded
    assert folded.index(opened) < folded.index("<figure") < folded.rindex("</details>")
    assert folded.rstrip().endswith("</details>")
    for other in (payload(), explorer().figure().payload()):
        assert "unfolds" not in markup(other, STATIC)


def test_a_picture_asks_nobody_for_anything():
    for path in draw(payload()).glob("*.svg"):
        text = re.sub(r'xmlns(:\w+)?="[^"]*"', "", path.read_text())
        assert not re.search(r"https?:|url\((?!#)|@import|<script|<image|<foreignObject", text)


def test_what_is_drawn_already_is_not_drawn_again(monkeypatch):
    folder = draw(payload())
    monkeypatch.setattr(drawing.vl_convert, "vega_to_svg", lambda *_: 1 / 0)
    assert draw(payload()) == folder


def test_a_drawing_that_was_interrupted_is_made_again():
    folder = draw(payload(name="interrupted", note="x"))
    (folder / "sizes.json").unlink()
    (folder / "wide-light.svg").write_text("half")
    assert draw(payload(name="interrupted", note="x")) == folder
    assert (folder / "wide-light.svg").read_text().endswith("</svg>")


def test_the_key_of_a_drawing_follows_what_is_drawn_and_nothing_else():
    base = key(payload())
    assert key(payload(title="Another title", alt="Other words.", note="")) == base
    assert key(payload(table=pd.DataFrame({"Year": [2025]}))) != base
    assert key(payload(draw=lambda w: small_chart(w).mark_line())) != base


def test_a_change_of_the_look_draws_everything_again(monkeypatch):
    base = key(payload())
    monkeypatch.setattr(drawing, "config", lambda scheme: {"background": scheme})
    assert key(payload()) != base


cells = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=20),
)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_the_table_as_csv_reads_back_in_a_spreadsheet(rows):
    text = drawing._csv({"columns": ["one", "two"], "rows": rows})
    back = list(csv.reader(io.StringIO(text, newline="")))
    assert back[0] == ["one", "two"]
    # A text that a spreadsheet would run as a formula is marked as text.
    assert back[1:] == [["" if c is None else str(neutral(c)) for c in row] for row in rows]


def test_the_csv_says_its_encoding_so_that_excel_shows_chinese():
    folder = draw(payload(table=pd.DataFrame({"书": ["微短剧"]})))
    raw = (folder / "table.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig") == "书\n微短剧\n"


# ---- what brings a chart to life -----------------------------------------------------------


def script_of(folder) -> dict:
    text = (folder / "chart.js").read_text("utf-8")
    name, body = re.fullmatch(r'microdrama\.chart\("(\w+)",(.*)\);\n', text, re.DOTALL).groups()
    assert name == folder.name
    return json.loads(body)


def strict(constant: str):
    raise AssertionError(f"{constant} is no JSON")


def test_the_script_of_a_chart_is_one_call_with_plain_data():
    chart = script_of(draw(payload()))
    assert set(chart) == {"wide", "narrow", "values", "inks"}
    assert chart["inks"] == INKS


def test_rows_that_both_widths_share_are_written_once():
    chart = script_of(draw(payload()))
    assert len(chart["values"]) == 1
    (rows,) = chart["values"].values()
    assert [row["value"] for row in rows] == [37.39, 50.44]


def test_an_unbounded_number_does_not_break_the_script():
    base = pd.DataFrame({"series": ["a", "a"], "year": [0, 1], "high": [float("inf"), 2.0]})
    text = (draw(explorer(base=base).figure().payload()) / "chart.js").read_text("utf-8")
    json.loads(text.partition(",")[2].rstrip(");\n"), parse_constant=strict)


def test_what_is_needed_for_the_chart_is_nothing_from_elsewhere():
    text = (draw(payload()) / "chart.js").read_text("utf-8")
    assert not re.search(r"https?://", text)


@pytest.mark.parametrize("chosen", [{}, {"rate": 7.5}, {"which": '"b"'}, {"rate": 0}])
def test_the_chart_in_the_page_works_out_the_rows_of_the_sentence(chosen):
    # The page's script reads the rows named “explorer” from the chart that it draws.
    import vl_convert

    definition = explorer()
    chart = script_of(draw(definition.figure().payload()))
    vega_chart = chart["wide"]
    for data in vega_chart["data"]:
        if "shared" in (data.get("values") or {}):
            data["values"] = chart["values"][data["values"]["shared"]]
    for signal in vega_chart["signals"]:
        if signal["name"] in chosen:
            signal["value"] = chosen[signal["name"]]
    said = {"signal": "'«' + datum.year + ' ' + datum.value + ' ' + datum.case + '»'"}
    vega_chart["marks"].append(
        {"type": "text", "from": {"data": "explorer"}, "encode": {"enter": {"text": said}}}
    )
    found = re.findall("«(.*?)»", vl_convert.vega_to_svg(vega_chart))
    rows = definition.evaluate(chosen)
    assert [text.split()[0] for text in found] == [str(year) for year in rows["year"]]
    assert [float(text.split()[1]) for text in found] == pytest.approx(rows["value"].to_list())
    assert [text.split()[2] for text in found] == rows["case"].to_list()


def test_the_script_has_controls_sentences_and_columns_of_an_explorer():
    chart = script_of(draw(explorer().figure().payload()))["explorer"]
    assert [control["name"] for control in chart["controls"]] == ["which", "rate"]
    assert chart["sentences"] == {"up": "Starts at {value:.1f}.", "flat": "Stays."}
    assert chart["columns"] == {"year": "Year", "value": "Value"}


def test_vega_for_the_page_is_made_once_and_asks_nobody_for_anything(tmp_path, monkeypatch):
    import vl_convert

    monkeypatch.setattr(vega, "DRAWN", tmp_path)
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_, **__: "window.vegaEmbed = 1;")
    path = vega.bundle()
    assert path.read_text() == "window.vegaEmbed = 1;"
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_, **__: 1 / 0)
    assert vega.bundle() == path


# ---- markup --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page() -> Outline:
    return Outline(markup(payload(), STATIC))


def test_a_figure_has_title_picture_caption_and_table_without_any_script(page):
    assert page.all("script") == []
    assert [attributes["id"] for attributes in page.all("figure")] == ["market"]
    assert "The market grows" in page.text
    assert "Hollow marks are forecasts. Sources: iiMedia; CNSA." in page.text
    assert "Table (2 rows)" in page.text
    assert "37.39" in page.text


def test_the_picture_has_its_alternative_text_and_its_size(page):
    image, paper = page.all("img")
    assert paper["alt"] == image["alt"] == "Two points, the second higher."
    assert (paper["class"], paper["src"]) == ("paper", image["src"])
    assert int(image["width"]) > int(image["height"]) > 0
    assert image["src"].startswith(f"{STATIC}/")
    assert image["src"].endswith("/wide-light.svg")


def test_every_picture_that_the_markup_names_is_drawn(page, drawn):
    named = [source["srcset"] for source in page.all("source")]
    named += [image["src"] for image in page.all("img")]
    # The picture on paper is the light one for a laptop, once more.
    assert len(named) == 5
    assert len(set(named)) == 4
    for address in named:
        assert (drawn / address.removeprefix(f"{STATIC}/")).is_file()


def test_on_paper_a_broad_chart_is_the_narrow_one_whose_type_can_be_read():
    page = Outline(markup({**payload(), "broad": True}, STATIC))
    image, paper = page.all("img")
    assert image["src"].endswith("/wide-light.svg")
    assert paper["src"].endswith("/narrow-light.svg")
    assert int(paper["width"]) < int(image["width"])


def test_a_dark_phone_gets_the_narrow_dark_picture_first(page):
    # A browser takes the first source that fits.
    names = [source["srcset"].rsplit("/")[-1] for source in page.all("source")]
    assert names == ["narrow-dark.svg", "wide-dark.svg", "narrow-light.svg"]
    media = [source["media"] for source in page.all("source")]
    assert "max-width" in media[0]
    assert "dark" in media[0]
    assert "max-width" not in media[1]
    assert "dark" not in media[2]


def test_the_table_can_be_downloaded_under_the_figures_name(page):
    links = [link for link in page.all("a") if "download" in link]
    assert [link["download"] for link in links] == ["market.csv"]
    assert links[0]["href"].endswith("/table.csv")


def test_the_legend_names_the_kinds_in_the_chart_only(page):
    assert "(reported)" in page.text
    assert "(recomputed)" in page.text
    assert "assumed" not in page.text


def test_a_figure_without_kinds_sources_and_note_has_no_empty_parts():
    bare = Outline(markup(payload(kinds=(), sources=(), note=""), STATIC))
    assert bare.all("ul") == []
    assert "Sources" not in bare.text


@pytest.mark.parametrize("part", ["title", "alt", "note", "name"])
def test_a_script_in_the_words_of_a_figure_is_harmless_text(part):
    made = Outline(markup(payload(**{part: ATTACK}), STATIC))
    assert made.all("script") == []
    shown = made.text + str([a for _, a in made.elements])
    assert "alert" in shown


def test_a_script_in_a_table_or_a_source_is_shown_as_harmless_text():
    table = pd.DataFrame({ATTACK: [ATTACK, None]})
    made = Outline(markup(payload(table=table, sources=[ATTACK]), STATIC))
    assert made.all("script") == []
    assert made.text.count(ATTACK) == 3


def test_a_script_in_an_explorer_is_harmless_text():
    definition = explorer(
        controls=(
            Choice("which", ATTACK, (("a", ATTACK), (ATTACK, "x"))),
            Slider("rate", "Rate", ATTACK, 0, 10, 0.5, 2, ".1f"),
        ),
        sentences={"up": ATTACK, "flat": ""},
    )
    made = Outline(markup(definition.figure().payload(), STATIC))
    assert made.all("script") == []
    # Two labels, an option, and the sentence on the screen and on paper.
    assert made.text.count(ATTACK) == 5


def test_cells_are_shown_as_a_reader_writes_them():
    shown = [
        (1234.5, "1,234.5"),
        (50.44, "50.44"),
        (0.1 + 0.2, "0.3"),
        (2775, "2,775"),
        (1365004, "1,365,004"),
        (12345678901, "12,345,678,901"),
        (50_440_000_000.0, "50,440,000,000"),
        (0.00001, "0.00001"),
        (395.1778345238771, "395.178"),
        (-0.001234567890123, "-0.00123457"),
        (1234567.8901234, "1,234,568"),
        (12345.67891, "12,345.67891"),
        (12345678900.5, "12,345,678,901"),
        (-3, "-3"),
        (True, "True"),
        (None, "–"),
        ("", ""),
    ]
    column = pd.Series([value for value, _ in shown], dtype=object)
    made = markup(payload(table=pd.DataFrame({"Value": column})), STATIC)
    assert re.findall("<td.*?>(.*?)</td>", made) == [text for _, text in shown]


def test_the_table_of_an_explorer_starts_as_its_script_goes_on():
    # A script knows one kind of number, so 20.0 is 20 to it, and -0.0 is 0.
    base = pd.DataFrame({"series": "a", "year": [20.0, -0.0, 2.5]})
    definition = explorer(base=base, columns={"year": "Age"})
    made = markup(definition.figure().payload(), STATIC)
    assert re.findall('<td class="numeric">(.*?)</td>', made) == ["20", "0", "2.5"]


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(texts, texts, texts)
@example('"><b>', '" onload="x', "&amp; <i>")
@settings(max_examples=20)
def test_any_words_come_out_as_they_went_in(title, alternative, note):
    # Drawn already, whatever the words: the key follows the chart only.
    made = Outline(markup({**payload(), "title": title, "alt": alternative, "note": note}, STATIC))
    assert made.all("img")[0]["alt"] == alternative
    assert title in made.text
    assert note in made.text


def test_the_controls_of_an_explorer_have_labels_and_start_at_the_default():
    made = Outline(markup(explorer().figure().payload(), STATIC))
    labelled = {label["for"] for label in made.all("label")}
    fields = [*made.all("select"), *made.all("input")]
    assert labelled == {field["id"] for field in fields} == {"small-which", "small-rate"}
    assert [field["name"] for field in fields] == ["which", "rate"]
    (slider,) = made.all("input")
    assert [slider[name] for name in ("type", "min", "max", "step", "value")] == [
        "range",
        "0",
        "10",
        "0.5",
        "2",
    ]
    assert [option["value"] for option in made.all("option")] == ["a", '"b"']
    assert "2.0" in made.text
    assert "(% a year)" in made.text
    assert [button["type"] for button in made.all("button")] == ["reset"]
    assert "The text’s own case" in made.text


def test_an_explorer_that_opens_elsewhere_says_what_to_try_and_has_two_ways_back():
    payload = explorer(tries="Move the rate & look.", own_case={"rate": 0}).figure().payload()
    made = Outline(markup(payload, STATIC))
    assert [button["type"] for button in made.all("button")] == ["reset", "button"]
    assert "Move the rate & look." in made.text
    assert made.text.index("Start again") < made.text.index("The text’s own case")
    assert made.all("input")[0]["value"] == "2"
    sent = script_of(draw(payload))["explorer"]
    assert sent["ways_back"][1] == ["The text’s own case", {"which": "a", "rate": 0}]


def test_the_result_of_an_explorer_is_said_before_any_script_runs():
    made = Outline(markup(explorer().figure().payload(), STATIC))
    said = [a for name, a in made.elements if name == "p" and a.get("role") == "status"]
    assert len(said) == 1
    assert "Starts at 10.0." in made.text


# ---- the renderer --------------------------------------------------------------------------


def rendered(mime: str, content: object, inline: bool = False, docname: str = "chapters/market"):
    env = SimpleNamespace(docname=docname, metadata={docname: {}})
    renderer = SimpleNamespace(renderer=SimpleNamespace(sphinx_env=env))
    data = SimpleNamespace(mime_type=mime, content=content, line=12)
    return FigureRenderer.handle_mime(renderer, data, inline), env


def test_a_figure_in_a_chapter_becomes_one_piece_of_html():
    (node,), env = rendered(MIME, payload())
    assert node["format"] == "html"
    assert node.astext().startswith("<figure")
    assert env.metadata["chapters/market"]["charts"] == [key(payload())]


@pytest.mark.parametrize(
    ("docname", "root"),
    [("index", ""), ("chapters/market", "../"), ("chapters/seminar/own", "../../")],
)
def test_the_address_of_the_drawings_fits_the_place_of_the_page(docname, root):
    (node,), _ = rendered(MIME, payload(), docname=docname)
    assert f'data-root="{root}_static/charts"' in node.astext()


def test_a_bare_chart_with_a_description_is_rendered_too():
    spec = small_chart(680).properties(description="Two points.").to_dict()
    (node,), _ = rendered(VEGALITE, spec)
    assert 'alt="Two points."' in node.astext()


@pytest.mark.parametrize("description", [{}, {"description": ""}, {"description": "  "}])
def test_a_chart_without_alternative_text_stops_the_book_and_names_its_place(description):
    spec = {**small_chart(680).to_dict(), **description}
    with pytest.raises(MissingAltTextError, match=r"chapters/market, line 12.*description"):
        rendered(VEGALITE, spec)


@pytest.mark.parametrize(
    ("mime", "inline"), [("text/html", False), ("image/png", False), (MIME, True)]
)
def test_what_is_not_ours_is_left_to_others(mime, inline):
    nodes, env = rendered(mime, payload(), inline)
    assert nodes is None
    assert env.metadata["chapters/market"] == {}


def test_a_page_with_several_figures_keeps_all_their_drawings():
    env = SimpleNamespace(docname="a", metadata={"a": {}})
    renderer = SimpleNamespace(renderer=SimpleNamespace(sphinx_env=env))
    for name in ("one", "two"):
        content = payload(name=name, table=pd.DataFrame({name: [1]}))
        data = SimpleNamespace(mime_type=MIME, content=content, line=1)
        FigureRenderer.handle_mime(renderer, data, False)
    assert len(set(env.metadata["a"]["charts"])) == 2


@pytest.mark.parametrize("name", ["passing-100-billion", "time-axis"])
def test_every_explorer_of_the_book_can_be_put_into_a_page(name):
    made = Outline(markup(chapter("evolution")[name].figure().payload(), STATIC))
    assert made.all("form")
    assert made.all("img")[0]["alt"]


# ---- charts that need more room --------------------------------------------------------------


def test_a_broad_figure_says_so_and_shows_the_phones_drawing_where_there_is_no_room():
    page = markup(payload(broad=True), STATIC)
    assert 'class="chart broad"' in page
    assert page.count("(max-width: 1279px)") == 2
    assert "(max-width: 719px)" not in page
    assert "broad" not in markup(payload(), STATIC)


def moving_rows(folder) -> dict[str, list]:
    """Return the rows that a drawn chart has for its sentence and table, by layout."""
    text = (folder / "chart.js").read_text("utf-8")
    chart = json.loads(text[text.index("{") : text.rindex(")")])
    rows = {}
    for layout in ("wide", "narrow"):
        [base] = [data for data in chart[layout]["data"] if data["name"] == "base"]
        rows[layout] = chart["values"][base["values"]["shared"]]
    return rows


def test_a_chart_that_asks_for_settings_alone_keeps_the_rows_of_its_sentence_and_table():
    def chart(width: int) -> alt.Chart:
        own = alt.Chart(pd.DataFrame({"series": ["a"]})).mark_point()
        own = own.transform_filter("datum.series === which").encode(alt.X("series:N"))
        # One layer draws the rows on a phone; on a laptop none does.
        rows = alt.Chart().mark_point().encode(alt.X("year:Q"))
        return alt.layer(own, rows) if width < 400 else alt.layer(own)

    rows = moving_rows(draw(explorer(chart=chart).figure().payload()))
    assert rows["wide"] == rows["narrow"]
    assert [row["year"] for row in rows["wide"]] == [0, 1, 0]
