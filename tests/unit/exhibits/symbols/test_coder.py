"""A drama coded in Jupyter: its walk at once; in the published page one sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from dramas import CODES, VARIABLES
from microdrama.exhibits.symbols.coder import Coder, rule
from microdrama.show.figure import Figure


class Shown:
    """Keeps what it is given to show."""

    def __init__(self) -> None:
        self.walks: list[pd.DataFrame] = []

    def __call__(self, steps: pd.DataFrame) -> Figure:
        self.walks.append(steps)
        table = steps[["step", "concept"]]
        return Figure("walk", lambda width: {"mark": "point"}, "A walk.", "A walk.", table)


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def controls(shown):
    """Return the controls of a form by name, and what it says."""
    *parts, said, _ = Coder(shown).widget().children
    found = {"title": parts[0], "symbol": parts[1], "said": said}
    for place, variable in enumerate(VARIABLES):
        found[variable], found[f"{variable} help"] = parts[2 + 2 * place : 4 + 2 * place]
    return found


def test_in_the_published_page_it_is_a_sentence_on_how_to_build(monkeypatch, shown):
    monkeypatch.setenv("MICRODRAMA_BOOK", "1")
    bundle = Coder(shown)._repr_mimebundle_()
    assert "make book CASES=FILE" in bundle["text/html"]
    assert "<input" not in bundle["text/html"]
    assert bundle["text/plain"]
    assert shown.walks == []


def test_in_jupyter_it_is_a_form(monkeypatch, shown):
    monkeypatch.delenv("MICRODRAMA_BOOK", raising=False)
    assert "application/vnd.jupyter.widget-view+json" in Coder(shown)._repr_mimebundle_()


def test_each_variable_has_its_codes_and_none_is_chosen_at_first(controls):
    for variable in VARIABLES:
        assert [code for _, code in controls[variable].options] == [None, *CODES[variable]]
        assert controls[variable].value is None


def test_without_a_title_or_a_code_there_is_no_walk(controls, shown):
    controls["depth"].value = "deep"
    assert controls["said"].value == "Write a title and choose a code."
    controls["depth"].value = None
    controls["title"].value = "逃出大英博物馆"
    assert controls["said"].value == "Write a title and choose a code."
    assert shown.walks == []


def test_each_choice_shows_the_walk_at_once(controls, shown):
    controls["title"].value, controls["symbol"].value = "逃出大英博物馆", "jade teapot"
    controls["depth"].value = "deep"
    assert shown.walks[-1]["concept"].tolist() == [
        "high-concentration-symbol",
        "symbol-purification",
        "",
        "",
        "",
    ]
    controls["function"].value = "acts"
    assert shown.walks[-1]["concept"].tolist()[2] == "acting-figure"
    assert set(shown.walks[-1]["title"]) == {"逃出大英博物馆"}
    assert shown.walks[-1]["note"][0].startswith("Jade teapot: ")


def test_the_row_for_the_class_file_is_shown_and_harmless(controls):
    controls["title"].value, controls["symbol"].value = "<b>a, b", "&"
    controls["outcome"].value = "unknown"
    assert controls["said"].value == (
        "Its row for the class's file: <code>&quot;&lt;b&gt;a, b&quot;,,&amp;,,,,,unknown</code>"
    )


def test_beside_each_choice_stands_what_the_codebook_says(controls):
    assert controls["depth help"].value == rule("depth", None)
    assert "What of the symbol does the drama keep?" in rule("depth", None)
    controls["depth"].value = "surface"
    said = controls["depth help"].value
    assert said == rule("depth", "surface")
    for part in ("Only the outside is kept", "Counts too: ", "Does not count: ", "Example: "):
        assert part in said
    assert "another culture&#x27;s" in said


def test_the_figure_is_there_without_a_form(shown):
    figure = Coder(shown).figure("a", "", dict.fromkeys(VARIABLES) | {"outcome": "resonance"})
    assert isinstance(figure, Figure)
    assert shown.walks[0]["concept"].tolist()[-1] == "emotional-resonance"
