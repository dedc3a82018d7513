"""Templates: text stays text, a page has no spaces that nobody wrote, errors name their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from helpers import Outline
from microdrama import templates
from microdrama.paths import SOURCE
from microdrama.templates import renderer

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@pytest.fixture
def written(monkeypatch, tmp_path):
    """Return a function that fills a template of the test's own."""

    def render(template: str, **context: object) -> str:
        (tmp_path / "show" / "templates").mkdir(parents=True, exist_ok=True)
        (tmp_path / "show" / "templates" / "own.html").write_text(template, "utf-8")
        return renderer(sign="●")("show/own.html", **context)

    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    return render


def test_every_template_of_the_book_can_be_read():
    from jinja2 import Environment

    names = [path.relative_to(SOURCE) for path in SOURCE.rglob("templates/*.html")]
    assert names
    for name in names:
        source, file, _ = templates._source(f"{name.parts[0]}/{name.name}")
        assert file == str(SOURCE / name)
        Environment().parse(source, filename=file)


@given(texts)
def test_text_stays_text_in_an_element_and_in_an_attribute(text):
    fill = renderer(meanings={}, marks={"assumed": "△"})
    page = Outline(fill("show/number.html", number=text, kind="assumed", note=f"-{text}"))
    assert page.text == f"{text}△ (assumed)"
    assert page.elements[0] == ("span", {"class": "number assumed", "title": f"assumed: -{text}"})
    assert len(page.elements) == 4


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<p>\n  {{ x }}\n  <b>y</b>\n</p>\n", "<p>1<b>y</b></p>"),
        ("<p>{{ x }}{{ sign }}\n  </p>", "<p>1●</p>"),
        ("{% if x %}\n  <p>\n\n  </p>\n{% endif %}\n", "<p></p>"),
        # What parts two words of a text stays.
        ("<p>one\ntwo {{ x }} <b>y</b></p>", "<p>one\ntwo 1 <b>y</b></p>"),
    ],
)
def test_breaks_beside_a_tag_are_none_of_the_pages(written, template, page):
    assert written(template, x=1) == page


def test_an_error_names_the_file_and_the_line_of_the_template(written, tmp_path):
    with pytest.raises(UndefinedError, match="'nothing' is undefined") as raised:
        written("<p>\n  <b>\n    {{ nothing }}\n  </b>\n</p>")
    own = tmp_path / "show" / "templates" / "own.html"
    assert [place.lineno + 1 for place in raised.traceback if place.path == own] == [3]
