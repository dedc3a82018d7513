"""The symbols chapter, run with a class's dramas: every cell runs, and the dramas are named."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import pandas as pd
import pytest
from IPython.display import Markdown

from dramas import row, written
from drawn import parts
from microdrama.intake import files
from microdrama.paths import CHAPTERS, DATA
from microdrama.show.blocks import Downloads, Glance, Nested, Table
from microdrama.show.explorer import Explorer
from microdrama.show.figure import NARROW, Figure
from microdrama.symbols import walks
from microdrama.symbols.codings import one
from microdrama.symbols.consensus import as_steps

pytestmark = pytest.mark.slow

CHAPTER = CHAPTERS / "symbols.md"


def cases() -> list[str]:
    with (DATA / "symbols" / "cases.csv").open(encoding="utf-8", newline="") as file:
        return [row["title"] for row in sorted(csv.DictReader(file), key=lambda r: int(r["order"]))]


class Run:
    """What the chapter shows and says with a class's dramas, or without any."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.shown: list[Any] = []
        self.glued: dict[str, Any] = {}
        patch.setattr("myst_nb.glue", lambda name, value, display: self.glued.update({name: value}))
        patch.setattr("IPython.display.display", lambda *shown: self.shown.extend(shown))
        self.names: dict[str, Any] = {}
        for cell in jupytext.read(CHAPTER).cells:
            if cell.cell_type != "code":
                continue
            body = ast.parse(cell.source)
            last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
            exec(compile(body, str(CHAPTER), "exec"), self.names)
            if last is not None:
                value = eval(compile(ast.Expression(last.value), "", "eval"), self.names)
                self.shown.append(value)
        for thing in self.shown:
            # As Jupyter asks for it; a thing that cannot be shown raises here.
            if hasattr(thing, "_repr_mimebundle_"):
                thing._repr_mimebundle_()
            elif hasattr(thing, "_repr_html_"):
                thing._repr_html_()

    def named(self, name: str) -> Any:
        [found] = (
            thing
            for thing in self.shown
            if isinstance(thing, Figure | Explorer) and thing.name == name
        )
        return found

    def said(self) -> str:
        return "\n".join(thing.data for thing in self.shown if isinstance(thing, Markdown))


NE_ZHA = {
    "title": "哪吒之短剧",
    "symbol": "Ne Zha",
    "symbol_kind": "figure",
    "depth": "surface",
    "function": "ornament",
    "tension": "none",
    "outcome": "dissonance",
}

#: Files of a class: titles in their order, and the rows of the file.
FILES: dict[str, tuple[list[str], list[dict[str, str]]]] = {
    "one": (["逃出大英博物馆"], [row()]),
    "one, hardly coded": (
        ["空"],
        [row(title="空", symbol="", symbol_kind="", depth="", function="", tension="", outcome="")],
    ),
    "divided coders": (
        ["逃出大英博物馆", "哪吒之短剧"],
        [row(), row(coder="Bo", function="ornament", tension="none"), row(**NE_ZHA)],
    ),
    "a drama of the texts": (
        ["Escape from the British Museum"],
        [row(title="Escape from the British Museum")],
    ),
    "more than are drawn": (
        [f"短剧 {n}" for n in range(walks.MOST + 5)],
        [row(title=f"短剧 {n}") for n in range(walks.MOST + 5)],
    ),
}


def running(path: Path | None, folder: Path) -> Iterator[Run]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "OWN", folder / "kept")
        patch.setenv("MICRODRAMA_BOOK", "1")
        files.keep("cases", path)
        yield Run(patch)


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Iterator[Run]:
    """Return the chapter without a class's dramas."""
    yield from running(None, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module", params=FILES)
def run(request, tmp_path_factory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("own")
    path = folder / "class.csv"
    path.write_text(written(FILES[request.param][1]), "utf-8")
    yield from running(path, folder)


@pytest.fixture
def titles(run, request) -> list[str]:
    """Return the dramas of the class that are drawn, as the chapter calls them."""
    listed = FILES[request.node.callspec.params["run"]][0][: walks.MOST]
    return [f"{title} (your class)" if title in cases() else title for title in listed]


def glued_in_prose() -> set[str]:
    named = set(re.findall(r"\{glue:\}`([\w-]+)`", CHAPTER.read_text("utf-8")))
    assert named
    return named


# ---- with a class's dramas -------------------------------------------------------------------


def test_every_number_in_the_prose_is_set(run):
    # The book is built with warnings as errors: one number missing, and there is no book.
    assert glued_in_prose() <= set(run.glued)


def test_the_chapter_says_how_many_dramas_are_the_classs_own(run, request):
    listed, _ = FILES[request.node.callspec.params["run"]]
    assert f"those of the texts: {len(listed)} of them." in run.said()
    assert (f"The first {walks.MOST} are drawn." in run.said()) == (len(listed) > walks.MOST)


def test_the_walks_name_the_dramas_of_the_class_after_those_of_the_texts(run, titles):
    explorer = run.named("walk-a-case")
    offered = [title for _, title in explorer.controls[0].options]
    assert sorted(offered) == sorted([*cases(), *titles])
    assert offered[-len(titles) :] == titles
    for value, title in explorer.controls[0].options[-len(titles) :]:
        said = explorer.sentence({"first": value})
        assert said.startswith(f"{title}, step 5 of 5, outcome: ")
        assert "In the text’s words" not in said
        assert explorer.sentence({"second": value}).endswith(f"Beside it: {title}.")


def test_no_walk_meets_more_concepts_than_the_picture_has_room_for(run):
    explorer = run.named("walk-a-case")
    most = int(explorer.base["next_rung"].max()) + 1
    # The scale of a ladder runs down, by one for each concept.
    ends = [
        part["scale"]["domain"]
        for part in parts(explorer.specification(NARROW))
        if "domain" in (part.get("scale") or {})
    ]
    [rows] = {low + 0.5 for low, high in ends if isinstance(low, float) and low > high}
    assert most <= rows


def test_the_table_of_steps_names_them_and_its_title_counts_the_texts_cases(run, titles, plain):
    figure = run.named("coverage")
    drawn = list(dict.fromkeys(figure.table["Drama"]))
    assert drawn == [*cases(), *titles]
    assert len(figure.table) == 5 * len(drawn)
    assert figure.title == plain.named("coverage").title
    assert "◇ your coders are divided" in figure.note


def test_what_coders_are_divided_on_is_marked(run, request):
    marks = set(run.named("coverage").table["Basis"])
    divided = request.node.callspec.params["run"] == "divided coders"
    assert ("disputed" in marks) == divided


def test_findings_and_counts_speak_of_the_texts_cases_only(run, plain):
    def tables(which: Run) -> dict[str, pd.DataFrame]:
        return {thing.label: thing.frame for thing in which.shown if isinstance(thing, Table)}

    mine, theirs = tables(run), tables(plain)
    assert set(mine) == set(theirs)
    for label in (
        "Steps and outcomes of all cases",
        "What every path from a symbol to a hybrid identity passes",
        "What holds when relations are left out",
    ):
        assert mine[label].equals(theirs[label]), label
    [glance], [same] = (
        [thing for thing in which.shown if isinstance(thing, Glance)] for which in (run, plain)
    )
    assert list(glance.findings) == list(same.findings)


# ---- without ---------------------------------------------------------------------------------


def test_without_a_class_the_chapter_speaks_of_the_texts_alone(plain):
    assert glued_in_prose() <= set(plain.glued)
    assert "your own" not in plain.said()
    explorer = plain.named("walk-a-case")
    assert sorted(title for _, title in explorer.controls[0].options) == sorted(cases())
    figure = plain.named("coverage")
    assert list(dict.fromkeys(figure.table["Drama"])) == cases()
    assert "class" not in figure.note


def test_every_relation_is_shown_with_the_words_that_state_it(plain):
    table = plain.named("network").table
    assert len(table) == len(pd.read_csv(DATA / "symbols" / "relations.csv"))
    assert (table["Its words"].str.len() > 0).all()
    assert not table.isna().to_numpy().any()


def test_the_network_can_be_read_as_a_list_and_taken_away(plain):
    [nested] = (thing for thing in plain.shown if isinstance(thing, Nested))
    assert len(nested.tree) == 6
    [files] = (thing for thing in plain.shown if isinstance(thing, Downloads))
    assert set(files.files) == {"microdrama-symbols.graphml", "microdrama-symbols.json"}


def test_no_sentence_has_a_hole(plain):
    said = plain.said()
    assert said
    assert not re.search(r"\bnan\b|\bNone\b|  | ,|: \.|\(\)|<NA>", said)
    [glance] = (thing for thing in plain.shown if isinstance(thing, Glance))
    for sentence, _ in glance.findings:
        assert sentence.endswith(".")


def test_the_findings_that_rest_on_our_reading_are_named(plain):
    held = plain.names["held"]
    fragile = held.loc[~held["stated"], "finding"]
    assert len(fragile)
    for finding in fragile:
        assert finding.lower() in plain.said()


def test_the_sentence_about_soft_power_is_true_of_the_network(plain):
    """What prose says by hand is held to what the cell beside it has computed."""
    names = plain.names
    kept = {names["label"][end] for end in names["after"]}
    assert {"Cultural soft power", "Smaller cultural discount"} <= kept
    # “All of these run over a single case.”
    without = names["questions"].without(names["framework"], names["findings"].TRANSLATION)
    left = {
        symbol
        for symbol in names["symbols"]
        if names["questions"].reached(without, [symbol], names["ends"])
    }
    assert {names["label"][symbol] for symbol in left} == {"Stolen heritage"}


def test_a_drama_that_is_coded_in_the_form_is_drawn_at_once(plain):
    steps = as_steps(one("哪吒之短剧", "Ne Zha", {"depth": "deep", "function": "acts"}))
    figure = plain.names["alone"](steps)
    assert isinstance(figure, Figure)
    assert figure.payload()["explorer"]["sentence"].startswith("哪吒之短剧, step 5 of 5, outcome: ")
