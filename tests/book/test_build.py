"""Building a book of two chapters: from nothing, again, after an edit, and from faulty parts.

What holds for the whole book is shown in ``test_whole_book.py``.
"""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from books import Book, Snapshot, cited_in, ran, two_chapters, wait_until

pytestmark = pytest.mark.build

CELL = "\n```{code-cell} ipython3\n%s\n```\n"


class Cold(NamedTuple):
    """A book that has been built from nothing, what the build said, and all files after it."""

    book: Book
    said: str
    kept: Snapshot


@pytest.fixture(scope="session")
def cold(tmp_path_factory) -> Cold:
    folder = tmp_path_factory.mktemp("two")
    book = two_chapters(folder / "book")
    code, said = book.build()
    assert code == 0, said
    return Cold(book, said, Snapshot(book.folder, folder / "kept"))


@pytest.fixture
def book(cold) -> Iterator[Book]:
    """Return the book as the build from nothing left it; what a test changes is put back."""
    yield cold.book
    cold.kept.restore()


def built(book: Book) -> set[str]:
    """Build a book that has no fault, and return the chapters that ran."""
    code, said = book.build()
    assert code == 0, said
    return ran(said)


# ---- built well ----------------------------------------------------------------------------


def test_a_strict_build_from_nothing_runs_every_chapter_and_publishes_every_page(cold):
    assert ran(cold.said) == {"chapters/figures.md", "chapters/small.md"}
    assert "_build/html/index.html" in cold.said
    assert {name for name in cold.book.published() if name.endswith(".html")} == {
        "index.html",
        "search.html",
        "404.html",
        "chapters/index.html",
        "chapters/figures.html",
        "chapters/small.html",
        "chapters/ledger.html",
    }
    assert "2 texts" in cold.book.page("chapters/small.html")


def test_an_unchanged_book_runs_nothing_and_publishes_the_same(book):
    before = book.published()
    assert built(book) == set()
    assert book.published() == before


def test_plain_jupyter_book_builds_the_same_book(book):
    before = book.published()
    book.html.rename(book.folder / "elsewhere")
    code, said = book.build_plainly()
    assert code == 0, said
    assert book.published() == before


def test_an_exchange_that_was_interrupted_is_mended(book):
    before = book.published()
    # What a build leaves that stops between the two renamings.
    book.html.rename(book.html.with_name(".html-old"))
    assert built(book) == set()
    assert book.published() == before


# ---- built after an edit -------------------------------------------------------------------


def test_a_changed_table_runs_exactly_the_chapters_that_read_it_and_its_words_stay_words(book):
    attack = "<script>alert(1)</script>"
    book.edit("data/evidence/figures.csv", lambda text: text.replace("was 37.39", attack + "37.39"))
    assert built(book) == {"chapters/figures.md"}
    page = book.page("chapters/figures.html")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("helper", "using"),
    [
        ("src/microdrama/charts/theme.py", {"chapters/figures.md"}),
        ("src/microdrama/package.py", {"chapters/figures.md", "chapters/small.md"}),
    ],
    ids=["of one chapter", "of all chapters"],
)
def test_a_changed_helper_runs_exactly_the_chapters_that_import_it(book, helper, using):
    book.edit(helper, lambda text: text + "\n# a remark\n")
    assert built(book) == using


def test_a_changed_claim_reaches_notes_and_ledger_without_running_a_chapter_that_ignores_it(book):
    book.edit("data/evidence/claims.csv", lambda text: text.replace("were 398", "may be 398"))
    assert built(book) == {"chapters/figures.md"}
    # The small chapter has a note on the claim in its prose; its code knows nothing of claims.
    for page in ("chapters/small.html", "chapters/ledger.html"):
        assert "there may be 398 titles" in book.page(page)


def test_the_ledger_names_the_chapters_whose_prose_or_code_cites_a_claim(book):
    # In the prose of one chapter and in the scorecard of another.
    assert cited_in(book, "alpha2020-after") == {
        "index.html": "A book of two chapters",
        "figures.html": "A chapter with figures",
    }
    assert cited_in(book, "beta2021-spare") == {}


def test_a_chapter_that_cites_another_claim_stands_with_it_in_the_ledger(book):
    before, after = "alpha2020-before", "beta2021-spare"
    assert cited_in(book, before) == {"small.html": "A small chapter"}
    book.edit("chapters/small.md", lambda text: text.replace(before, after))
    assert built(book) == set()
    assert cited_in(book, before) == {}
    assert cited_in(book, after) == {"small.html": "A small chapter"}


def test_a_new_title_of_a_citing_chapter_reaches_the_ledger(book):
    book.edit("chapters/figures.md", lambda text: text.replace("# A chapter", "# One chapter"))
    assert built(book) == set()
    assert cited_in(book, "alpha2020-growth") == {"figures.html": "One chapter with figures"}


def test_a_chapter_that_leaves_the_contents_leaves_the_book(book):
    book.edit("_toc.yml", lambda text: text.replace("  - file: chapters/small\n", ""))
    (book.folder / "chapters/small.md").unlink()
    assert built(book) == set()
    assert "chapters/small.html" not in book.published()


# ---- not built -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "change", "says"),
    [
        pytest.param(
            "chapters/small.md",
            lambda text: text + CELL % "1 / 0",
            ["chapters/small.md, code cell 2: ZeroDivisionError: division by zero", "1 / 0"],
            id="a cell that raises",
        ),
        pytest.param(
            "chapters/small.md",
            lambda text: text + "\nSee {claim}`wang2026-no-such-claim`.\n",
            ["chapters/small.md, line", "there is no claim “wang2026-no-such-claim”"],
            id="an unknown claim in prose",
        ),
        pytest.param(
            "chapters/small.md",
            lambda text: (
                text
                + CELL
                % (
                    "import altair as alt, pandas as pd\n"
                    "import microdrama.charts.theme\n"
                    "alt.Chart(pd.DataFrame({'a': [1]})).mark_point().encode(x='a')"
                )
            ),
            ["chapters/small", "has no alternative text"],
            id="a chart without alternative text",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            lambda text: text.replace("beta2021-spare,beta2021", "beta2021-spare,nobody2025"),
            ["data/evidence/claims.csv, row 7, column source", "nobody2025"],
            id="an unknown source",
        ),
        pytest.param(
            "chapters/small.md",
            lambda text: text + "\n{nosuchrole}`x`\n",
            ["small.md", "nosuchrole"],
            id="a warning of Sphinx",
        ),
    ],
)
def test_a_fault_is_said_clearly_and_the_last_good_book_stays(book, path, change, says):
    before = book.published()
    book.edit(path, change)
    code, said = book.build()
    assert code == 1
    for words in says:
        assert words in said
    assert "Traceback" not in said
    assert book.published() == before


def test_plain_jupyter_book_keeps_the_last_good_book_too(book):
    before = book.published()
    book.edit("chapters/small.md", lambda text: text + CELL % "raise ValueError('no')")
    code, said = book.build_plainly()
    assert code != 0
    assert "chapters/small.md, code cell 2: ValueError: no" in said
    assert book.published() == before


def is_locked(path: Path) -> bool:
    """Tell whether a process holds the lock of a file; one that has ended holds none."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_an_interrupted_build_leaves_the_last_good_book_and_no_process(book, tmp_path):
    before, lock = book.published(), tmp_path / "lock"
    hold = f"import fcntl, time\nfile = open({str(lock)!r}, 'w')\nfcntl.flock(file, fcntl.LOCK_EX)"
    book.edit("chapters/small.md", lambda text: text + CELL % f"{hold}\ntime.sleep(600)")
    running = book.start("-m", "microdrama.cli", "build")

    def runs_the_cell() -> bool:
        assert running.poll() is None, running.communicate()[0]
        return is_locked(lock)

    try:
        wait_until(runs_the_cell, "the cell runs")
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
    assert book.published() == before
    # The kernel, a group of its own, notices that nobody is left to ask it anything.
    wait_until(lambda: not is_locked(lock), "the kernel ends")


# ---- stopped, or in each other's way -------------------------------------------------------


def started(book: Book, lock: Path, seconds: int = 600):
    """Start a build whose chapter holds a lock; return it when the cell runs."""
    hold = f"import fcntl, time\nfile = open({str(lock)!r}, 'w')\nfcntl.flock(file, fcntl.LOCK_EX)"
    book.edit("chapters/small.md", lambda text: text + CELL % f"{hold}\ntime.sleep({seconds})")
    # A shell that started the tests in the background may have Ctrl-C ignored, and so the build.
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = book.start("-m", "microdrama.cli", "build")
    finally:
        signal.signal(signal.SIGINT, ignored)

    def runs_the_cell() -> bool:
        assert running.poll() is None, running.communicate()[0]
        return is_locked(lock)

    wait_until(runs_the_cell, "the cell runs")
    return running


@pytest.mark.parametrize(
    ("number", "whole_group"),
    [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGTERM, True)],
)
def test_a_build_that_is_told_to_stop_ends_at_once_with_its_kernels_and_says_so_in_a_line(
    book, tmp_path, number, whole_group
):
    # Ctrl-C and `timeout` speak to the whole group of processes, `kill` to one.
    before, lock = book.published(), tmp_path / "lock"
    running = started(book, lock)
    told = time.monotonic()
    try:
        (os.killpg if whole_group else os.kill)(running.pid, number)
        said, _ = running.communicate(timeout=60)
    finally:
        running.kill()
    assert time.monotonic() - told < 10
    assert running.returncode == 1
    assert said.splitlines()[-2:] == [
        "The build was stopped.",
        "The last good book, if there is one, is still in place.",
    ]
    assert "Traceback" not in said
    assert not is_locked(lock), "the kernel has ended before the build"
    assert book.published() == before


def test_of_two_builds_at_once_one_builds_and_the_other_says_who_does(book, tmp_path):
    before = book.published()
    running = started(book, tmp_path / "lock")
    try:
        code, said = book.build()
        assert code == 1
        assert said.startswith(
            "The book was not built: another build is at work in _build (process "
        )
        assert len(said.splitlines()) == 1
        plainly, words = book.build_plainly()
        assert plainly != 0
        assert "another build is at work in _build" in words
        assert book.published() == before
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.communicate()


def test_the_seconds_that_a_cell_may_take_are_those_of_the_configuration(book):
    before = book.published()
    book.edit("_config.yml", lambda text: text.replace("timeout: 600", "timeout: 2"))
    book.edit("chapters/small.md", lambda text: text + CELL % "import time\ntime.sleep(600)")
    code, said = book.build()
    assert code == 1
    assert "chapters/small.md, code cell 2: stopped after 2 seconds" in said
    assert book.published() == before


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("_build/.checked.json", "the disk is full; make room on it and build again."),
        ("_build/.doctrees/chapters/small.doctree", "the disk is full; make room on it and build"),
        # Sphinx has a line of its own for a page.
        ("_build/.html/chapters/small.html", "small.html: [Errno 28] No space left on device"),
    ],
)
def test_a_full_disk_is_said_in_one_sentence_and_the_next_build_is_well(book, path, says):
    before = book.published()
    # Whatever is written there is answered with “no space left on device”.
    page = book.folder / path
    page.unlink()
    page.symlink_to("/dev/full")
    book.edit("chapters/small.md", lambda text: text + "\nOne more line.\n")
    try:
        code, said = book.build()
    finally:
        page.unlink()
    assert code == 1
    assert says in said
    assert "Traceback" not in said
    assert len(said) < 1000
    assert book.published() == before
    assert built(book) == set()
    assert "One more line." in book.page("chapters/small.html")


def test_a_cache_that_a_full_disk_cut_off_is_made_anew(book):
    cache = book.folder / "_build/.jupyter_cache/global.db"
    cache.write_bytes(cache.read_bytes()[:5000])
    assert built(book) == {"chapters/figures.md", "chapters/small.md"}
