"""The symbols chapter, run with a class's dramas: every cell runs, and the dramas are named."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from dramas import row, written
from drawn import parts
from microdrama.exhibits import registry
from microdrama.exhibits.registry import Chapter
from microdrama.exhibits.symbols.coder import Coder
from microdrama.intake import files
from microdrama.paths import CHAPTERS, DATA
from microdrama.show import values
from microdrama.show.blocks import Downloads, Glance, Nested, Prose, Table
from microdrama.show.figure import NARROW, Figure
from microdrama.symbols import network, walks
from microdrama.symbols.reachability import reachable

pytestmark = pytest.mark.slow

#: The pages of the chapter, which are tested as one.
PAGES = [CHAPTERS / f"{page}.md" for page in ("symbols", "symbols/questions", "symbols/coding")]


def cases() -> list[str]:
    with (DATA / "symbols" / "cases.csv").open(encoding="utf-8", newline="") as file:
        return [row["title"] for row in sorted(csv.DictReader(file), key=lambda r: int(r["order"]))]


def sentences(chapter: Chapter) -> str:
    """Return the sentences that a chapter computes."""
    return "\n".join(prose.text for prose in chapter.of_kind(Prose))


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


def together(pages: Iterable[Chapter]) -> Chapter:
    """Return pages as one: what they define, and what they show."""
    chapter = Chapter("symbols")
    for page in pages:
        chapter.results.update(page.results)
        chapter.exhibits.extend(page.exhibits)
    return chapter


def run_with(path: Path | None, folder: Path) -> Chapter:
    """Run the chapter with a class's file, or without any, and show everything in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "OWN", folder / "kept")
        patch.setenv("MICRODRAMA_BOOK", "1")
        files.keep("cases", path)
        chapter = together(map(registry.run, PAGES))
        for exhibit in chapter.exhibits:
            # As Jupyter asks for it; an exhibit that cannot be shown raises here.
            asked = ("_repr_mimebundle_", "_repr_html_", "_repr_markdown_")
            [show, *_] = (getattr(exhibit, name) for name in asked if hasattr(exhibit, name))
            show()
        return chapter


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Chapter:
    """Return the chapter without a class's dramas."""
    return run_with(None, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module", params=FILES)
def run(request, tmp_path_factory) -> Chapter:
    folder = tmp_path_factory.mktemp("own")
    path = folder / "class.csv"
    path.write_text(written(FILES[request.param][1]), "utf-8")
    return run_with(path, folder)


@pytest.fixture
def titles(run, request) -> list[str]:
    """Return the dramas of the class that are drawn, as the chapter calls them."""
    listed = FILES[request.node.callspec.params["run"]][0][: walks.MOST]
    return [f"{title} (your class)" if title in cases() else title for title in listed]


def roles_in_prose() -> list[str]:
    found = [role for page in PAGES for role in values.contents(page.read_text("utf-8"))]
    assert found
    return found


# ---- with a class's dramas -------------------------------------------------------------------


def test_every_number_in_the_prose_is_computed(run):
    # A number that cannot be computed stops the build.
    assert [values.evaluated(role, run.results) for role in roles_in_prose()] == ["1"]


def test_the_chapter_says_how_many_dramas_are_the_classs_own(run, request):
    listed, _ = FILES[request.node.callspec.params["run"]]
    how_many = "one drama" if len(listed) == 1 else f"{len(listed)} dramas"
    assert f"shows {how_many} of your own beside those of the texts." in sentences(run)
    assert (f"The first {walks.MOST} are drawn." in sentences(run)) == (len(listed) > walks.MOST)


def test_the_walks_name_the_dramas_of_the_class_after_those_of_the_texts(run, titles):
    explorer = run["walk-a-case"]
    offered = [title for _, title in explorer.controls[0].options]
    assert sorted(offered) == sorted([*cases(), *titles])
    assert offered[-len(titles) :] == titles
    for value, title in explorer.controls[0].options[-len(titles) :]:
        said = explorer.sentence({"first": value})
        assert said.startswith(f"{title}, step 5 of 5, outcome: ")
        assert "In the text’s words" not in said
        assert explorer.sentence({"second": value}).endswith(f"Beside it: {title}.")


def test_no_walk_meets_more_concepts_than_the_picture_has_room_for(run):
    explorer = run["walk-a-case"]
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
    figure = run["lanes"]
    drawn = list(dict.fromkeys(figure.table["Drama"]))
    assert drawn == [*cases(), *titles]
    assert len(figure.table) == 5 * len(drawn)
    assert figure.title == plain["lanes"].title
    assert "dashed where your coders are divided" in figure.note


def test_what_coders_are_divided_on_is_marked(run, request):
    marks = set(run["lanes"].table["Basis"])
    divided = request.node.callspec.params["run"] == "divided coders"
    assert ("disputed" in marks) == divided


def test_findings_and_counts_speak_of_the_texts_cases_only(run, plain):
    def tables(chapter: Chapter) -> dict[str, pd.DataFrame]:
        return {table.label: table.frame for table in chapter.of_kind(Table)}

    with_own, without = tables(run), tables(plain)
    assert set(with_own) == set(without)
    for label in (
        "Steps and outcomes of all cases",
        "What every path from a symbol to a hybrid identity passes",
        "What holds when relations are left out",
    ):
        assert with_own[label].equals(without[label]), label
    [glance], [same] = (chapter.of_kind(Glance) for chapter in (run, plain))
    assert list(glance.findings) == list(same.findings)


# ---- without ---------------------------------------------------------------------------------


def test_without_a_class_the_chapter_speaks_of_the_texts_alone(plain):
    assert [values.evaluated(role, plain.results) for role in roles_in_prose()] == ["1"]
    assert "your own" not in sentences(plain)
    explorer = plain["walk-a-case"]
    assert sorted(title for _, title in explorer.controls[0].options) == sorted(cases())
    figure = plain["lanes"]
    assert list(dict.fromkeys(figure.table["Drama"])) == cases()
    assert "class" not in figure.note


def test_every_relation_is_shown_with_the_words_that_state_it(plain):
    rows = plain["network"].evaluate({"shown": "whole"})
    table = rows[rows["side"] == "all"]
    assert len(table) == len(pd.read_csv(DATA / "symbols" / "relations.csv"))
    assert (table["quote"].str.len() > 0).all()
    assert not table[list(plain["network"].columns)].isna().to_numpy().any()


def test_the_network_can_be_read_as_a_list_and_taken_away(plain):
    [nested] = plain.of_kind(Nested)
    assert len(nested.tree) == 6
    [files] = plain.of_kind(Downloads)
    assert set(files.files) == {"microdrama-symbols.graphml", "microdrama-symbols.json"}


def test_no_sentence_has_a_hole(plain):
    said = sentences(plain)
    assert said
    assert not re.search(r"\bnan\b|\bNone\b|  | ,|: \.|\(\)|<NA>", said)
    [glance] = plain.of_kind(Glance)
    for sentence, _ in glance.findings:
        assert sentence.endswith(".")


def test_the_findings_that_rest_on_our_reading_are_named(plain):
    tested = plain.results["tested"]
    fragile = tested.loc[~tested["stated"], "hypothesis"]
    assert len(fragile)
    for finding in fragile:
        assert finding.lower() in sentences(plain)


def test_the_sentence_about_soft_power_is_true_of_the_network(plain):
    """What prose says by hand is held to what the cell beside it has computed."""
    framework, outcomes = plain.results["framework"], plain.results["outcomes"]
    label = network.labels()
    still_reached = {label[end] for end in plain.results["still_reached"]}
    assert {"Cultural soft power", "Smaller cultural discount"} <= still_reached
    said = str(plain.of_kind(Glance))
    assert "A smaller cultural discount and soft power can be reached without it." in said
    # “… from one symbol alone.”
    without = network.without(framework, network.TRANSLATION)
    starts = {
        symbol for symbol in network.concrete(framework) if reachable(without, [symbol], outcomes)
    }
    assert {label[symbol] for symbol in starts} == {"Stolen heritage"}


def test_a_drama_that_is_coded_in_the_form_is_drawn_at_once(plain):
    [form] = plain.of_kind(Coder)
    figure = form.figure("哪吒之短剧", "Ne Zha", {"depth": "deep", "function": "acts"})
    assert isinstance(figure, Figure)
    assert figure.payload()["explorer"]["sentence"].startswith("哪吒之短剧, step 5 of 5, outcome: ")


def test_a_drama_without_any_concept_is_drawn_as_well(plain):
    [form] = plain.of_kind(Coder)
    figure = form.figure("空", "", {"outcome": "unknown"})
    assert figure.payload()["explorer"]["sentence"].startswith("空, step 5 of 5, outcome: ")


# ---- with something changed ------------------------------------------------------------------


def changed(before: str, after: str, folder: Path) -> Chapter:
    """Run the pages that have a cell in which one thing is changed."""
    pages = []
    for page in PAGES:
        source = page.read_text("utf-8")
        if before in source:
            assert source.count(before) == 1
            path = folder / page.name
            path.write_text(source.replace(before, after), "utf-8")
            pages.append(registry.run(path))
    assert pages
    return together(pages)


def test_another_end_is_followed_by_everything_below(tmp_path):
    chapter = changed('end = "hybrid-identity"', 'end = "emotional-resonance"', tmp_path)
    [glance] = chapter.of_kind(Glance)
    # Heritage that is stolen leads there by a path of its own.
    assert glance.findings[0][0].startswith(
        "No concept lies on every path from a symbol to an emotional resonance. "
    )
    table = chapter["What every path from a symbol to an emotional resonance passes"].frame
    assert list(table) == ["Symbol", "Every path from it to an emotional resonance passes"]


def test_another_removal_is_followed_by_everything_below(tmp_path):
    # A symbol that is gone starts no path; the others still lead everywhere.
    chapter = changed('removed = "narrative-translation"', 'removed = "jade-teapot"', tmp_path)
    [glance] = chapter.of_kind(Glance)
    reached = len(chapter.results["reached"])
    assert glance.findings[1][0] == (
        f"Without jade teapot symbols still reach all {reached} outcomes."
    )
    assert "jade-teapot" not in chapter.results["starts"]
    said = sentences(chapter)
    assert "Without it symbols still reach every outcome (`descendants`)." in said
    assert "which the text anchors" not in said


def test_another_text_is_followed_by_everything_below(tmp_path):
    chapter = changed('framework = network.network(["zhao2025"])', FRAMEWORK_OF_MENG, tmp_path)
    said = sentences(chapter)
    assert "In the framework platforms bring dramas to people" not in said
    assert "The two paths share nothing" in said


FRAMEWORK_OF_MENG = 'framework = network.network(["meng2025"])'
