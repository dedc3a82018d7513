"""The whole book: built from nothing, after an edit, and with a fault.

All else that holds for building is shown on two chapters, in ``test_build.py``.
"""

import json
from collections.abc import Iterator

import pytest
from jupyter_cache import get_cache

from books import Book, Snapshot, cited_in, ran

#: In one process with ``test_exhibits.py``, which reads the book that is changed here.
pytestmark = [pytest.mark.build, pytest.mark.xdist_group("test_exhibits")]


@pytest.fixture(scope="session")
def kept(whole_book, tmp_path_factory) -> Snapshot:
    return Snapshot(whole_book.folder, tmp_path_factory.mktemp("whole") / "kept")


@pytest.fixture
def book(whole_book, kept) -> Iterator[Book]:
    """Return the whole book as the build from nothing left it; what a test changes is put back."""
    yield whole_book
    kept.restore()


def test_a_strict_build_from_nothing_runs_every_chapter_and_publishes_every_page(
    whole_book, html, run_folder
):
    code, said = json.loads((run_folder / "cold.json").read_text("utf-8"))
    assert code == 0, said
    assert ran(said) == whole_book.coded()
    assert "_build/html/index.html" in said
    pages = {path.relative_to(html).as_posix() for path in html.rglob("*.html")}
    chapters = {f"{name}.html" for name in whole_book.contents()}
    assert pages == {"index.html", "search.html", "404.html", *chapters}


def test_the_ledger_names_the_chapters_whose_prose_or_code_cites_a_claim(book):
    # In the prose of one chapter, in the scorecards of others, among what hangs on a place.
    assert set(cited_in(book, "wang2026-policy-beta")) == {
        "index.html",
        "ecosystem.html",
        "ecosystem/methods.html",
        "policy.html",
        "synthesis.html",
        "tensions.html",
        "evidence.html",
    }
    assert cited_in(book, "wang2026-scope-population") == {}


def using(book: Book, path: str) -> set[str]:
    """Return the chapters that are known to use a file, and so run again when it changes."""
    cache, file = get_cache(book.folder / "_build" / ".jupyter_cache"), str(book.folder / path)
    inputs = {
        chapter: cache.get_cached_project_nb(str(book.folder / chapter)).data["inputs"]
        for chapter in book.coded()
    }
    return {chapter for chapter, files in inputs.items() if file in files}


def test_every_chapter_is_known_to_use_its_tables_and_its_helpers(book):
    # Each but these shows a verdict, and an event can be what a claim is checked with.
    names = "references tensions concepts symbols/coding creators/conditions creators/gatekeeping"
    without = {f"chapters/{name}.md" for name in names.split()}
    assert using(book, "data/evolution/events.csv") == book.coded() - without
    assert using(book, "src/microdrama/package.py") == book.coded()
    assert using(book, "src/microdrama/charts/evolution/time_axis.py") == {"chapters/evolution.md"}


def test_a_prose_edit_runs_nothing_and_reaches_its_page_and_the_search(book):
    before = book.published()
    book.edit("chapters/evolution.md", lambda text: text + "\nAt last, xylophones.\n")
    code, said = book.build()
    assert code == 0, said
    assert ran(said) == set()
    assert "At last, xylophones." in book.page("chapters/evolution.html")
    changed = {name for name, _ in before.items() ^ book.published().items()}
    notebook = {f"_static/notebooks/evolution.{ending}" for ending in ("ipynb", "md")}
    # The pieces of the index are named after what they hold.
    index = {name for name in changed if name.startswith("_static/search/")}
    assert "xylophones" in book.page("_static/search/beside.json")
    assert changed - index == {"chapters/evolution.html", *notebook}


def test_a_fault_in_the_last_chapter_leaves_the_last_good_book(book):
    before = book.published()
    last = f"{book.contents()[-1]}.md"
    book.edit(last, lambda text: text + "\n{nosuchrole}`x`\n")
    code, said = book.build()
    assert code == 1
    assert last in said
    assert "nosuchrole" in said
    assert "Traceback" not in said
    assert book.published() == before
