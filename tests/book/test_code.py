"""Code in the page: its fold says its own words, its colours can be read in light and dark."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from sphinx.application import Sphinx

from helpers import run_python
from microdrama.book import code
from microdrama.book.extension import THEME

#: WCAG 2.2 AA, for text of any size.
ENOUGH = 4.5

PAGE = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A page

```{code-cell} ipython3
:tags: [hide-input]

answer = "<b>" + str(6 * 7)  # a remark
```

```{code-cell} ipython3
:tags: [remove-cell]

secret = 1
```
"""


# ---- the fold ------------------------------------------------------------------------------


def fold(show: str = "Show the code", hide: str = "Hide the code") -> str:
    translator, node = SimpleNamespace(body=[]), code.HideCodeCellNode()
    node["prompt_show"], node["prompt_hide"] = show, hide
    code._open_fold(translator, node)
    translator.body.append("<pre>1 + 1</pre>")
    code._close_fold(translator, node)
    return "".join(translator.body)


class Tags(HTMLParser):
    """The tags of some HTML, each as its name and its attributes, those that end with a slash."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}))


def test_a_fold_is_closed_at_first_and_needs_no_script():
    tags = Tags(fold()).found
    assert tags[0] == ("details", {"class": "code"})
    assert [name for name, _ in tags] == [
        *("details", "summary", "span", "/span", "span", "/span", "/summary"),
        *("div", "pre", "/pre", "/div", "/details"),
    ]


def test_a_fold_is_named_by_the_words_that_are_seen():
    assert ">Show the code<" in fold() and ">Hide the code<" in fold()
    labelled = [name for name, attributes in Tags(fold()).found if "aria-label" in attributes]
    assert labelled == ["div"], "the block that scrolls, and not the summary"


def test_the_block_that_scrolls_can_be_reached_and_says_what_it_is():
    (block,) = (attributes for name, attributes in Tags(fold()).found if name == "div")
    assert block["tabindex"] == "0"
    assert (block["role"], block["aria-label"]) == ("region", "Code")


def test_the_words_of_a_fold_stay_words():
    assert "&lt;i&gt;" in fold(show="<i>")
    assert "<i>" not in fold(show="<i>", hide="<i>")


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    """Return a page with a folded cell, as MyST-NB hands it to us."""
    folder = tmp_path_factory.mktemp("sphinx")
    (folder / "index.md").write_text(PAGE, "utf-8")
    app = Sphinx(
        folder,
        None,
        folder / "html",
        folder / "doctrees",
        "html",
        confoverrides={
            "extensions": ["myst_nb"],
            "html_theme": "basic",
            "nb_execution_mode": "off",
            "nb_code_prompt_show": "Show the code",
        },
        status=None,
    )
    code.add_to(app)
    app.build()
    assert (folder / "html" / code.STYLESHEET).read_text("utf-8") == code.stylesheet()
    return (folder / "html/index.html").read_text("utf-8")


@pytest.mark.build
def test_what_myst_nb_folds_is_folded_in_our_way(page):
    """Should MyST-NB name or fold its cells in another way, this is where it shows."""
    (folded,) = re.findall(r'<details class="code">.*?</details>', page, re.DOTALL)
    assert ">Show the code</span>" in folded
    assert "answer" in folded and "&lt;b&gt;" in folded
    assert "Toggle hidden content" not in page
    assert page.count("<details") == 1


@pytest.mark.build
def test_a_cell_that_is_left_out_does_not_come_back_folded(page):
    assert "secret" not in page


@pytest.mark.build
def test_every_kind_of_word_in_the_cell_has_a_colour_in_both_schemes(page):
    (folded,) = re.findall(r'<details class="code">.*?</details>', page, re.DOTALL)
    kinds = set(re.findall(r'<span class="(\w+)">', folded)) - {"closed", "opened", "w"}
    assert kinds >= {"n", "o", "s2", "c1", "mi"}
    for colours in schemes().values():
        assert kinds <= colours.keys()


# ---- colours -------------------------------------------------------------------------------

_RULE = re.compile(r"^(?P<within>.*)\.highlight \.(?P<kind>\w+) \{ (?P<style>[^}]*) \}", re.M)


def blocks() -> dict[str, str]:
    """Return the rules of the style sheet by what they hold for."""
    light, by_choice, by_system = re.split(r"^@media ", code.stylesheet(), flags=re.MULTILINE)
    return {"light": light, "by choice": by_choice, "by system": by_system}


def schemes() -> dict[str, dict[str, str]]:
    """Return the colour of each kind of word, in full, for each part of the style sheet."""
    found = {}
    for name, text in blocks().items():
        found[name] = {}
        for rule in _RULE.finditer(text):
            if colour := re.search(r"\bcolor: #([0-9A-Fa-f]+)", rule["style"]):
                short = colour[1]
                full = short if len(short) == 6 else "".join(2 * digit for digit in short)
                found[name][rule["kind"]] = full.lower()
    return found


def grounds() -> list[str]:
    """Return what code stands on in the light and in the dark page."""
    style = (THEME / "static/book.css").read_text("utf-8")
    assert ".code-scroll { overflow-x: auto; background: var(--wash);" in style
    light, *dark, paper = re.findall(r"--wash: #([0-9a-f]+);", style)
    assert len(set(dark)) == 1
    assert paper == "fff"
    return [light, dark[0]]


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_guidelines():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    # The grey that just passes on white, as every checker has it.
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.005)


def test_every_colour_of_code_can_be_read_on_its_ground():
    light, dark = grounds()
    for name, colours in schemes().items():
        ground = light if name == "light" else dark
        assert len(set(colours.values())) >= 5, "code is highlighted"
        dim = {kind: c for kind, c in colours.items() if contrast(c, ground) < ENOUGH}
        assert dim == {}, name


def test_the_dark_page_has_a_colour_wherever_the_light_one_has():
    found = schemes()
    assert found["by choice"] == found["by system"]
    assert found["light"].keys() <= found["by choice"].keys()


def test_dark_colours_hold_for_a_dark_screen_and_nothing_else():
    found = blocks()
    assert found["by choice"].startswith("screen {")
    assert found["by system"].startswith("screen and (prefers-color-scheme: dark) {")
    for name, within in (
        ("light", ""),
        ("by choice", ':root[data-scheme="dark"] '),
        ("by system", ':root:not([data-scheme="light"]) '),
    ):
        assert {rule["within"] for rule in _RULE.finditer(found[name])} == {within}


def test_code_stands_on_the_grounds_of_the_book():
    assert "background" not in code.stylesheet()


def test_to_have_the_colours_changes_nothing_about_what_is_printed():
    done = run_python(
        "import logging\n"
        "from microdrama.book import code\n"
        "code.stylesheet()\n"
        "print(logging.getLogger().level == logging.WARNING, logging.getLogger().handlers)"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[0] == "True []"
