"""Running chapters: what a run records, and when it counts as up to date."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jupyter_cache import get_cache

from helpers import run_python
from microdrama.book import drawing, execute, freshness
from microdrama.book.execute import ChapterError
from microdrama.book.freshness import environment, is_fresh
from microdrama.show.figure import VEGALITE

pytestmark = pytest.mark.build

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A chapter
"""


class Book:
    """A root with data, helpers and chapters, small enough to run in a moment."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("data/listed", "src", "chapters"):
            (root / folder).mkdir(parents=True)
        self.write("data/used.csv", "a,b\n1,2\n")
        self.write("data/unused.csv", "a,b\n3,4\n")
        self.write("data/listed/one.csv", "x\n")
        self.write("src/aid.py", "import deeper\n\nVALUE = deeper.VALUE\n")
        self.write("src/deeper.py", "VALUE = 1\n")
        self.write("src/other.py", "VALUE = 2\n")

    def write(self, name: str, text: str) -> Path:
        (self.root / name).write_text(text, "utf-8")
        return self.root / name

    def chapter(self, name: str, *cells: str) -> Path:
        """Write a chapter; what begins with a letter in bold is prose, everything else code."""
        parts = (
            f"\n{cell}\n"
            if cell.startswith("**")
            else f"\n```{{code-cell}} ipython3\n{cell}\n```\n"
            for cell in cells
        )
        return self.write(f"chapters/{name}.md", HEAD + "".join(parts))

    def refresh(self, *chapters: Path, timeout: int = 60) -> None:
        """Have chapters run as a build does, in this root instead of the book's own."""
        with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as painter:
            patch.setattr(execute, "ROOT", self.root)
            patch.setattr(execute, "SOURCE", self.root / "src")
            patch.setattr(freshness, "DATA", self.root / "data")
            patch.setattr(freshness, "SOURCE", self.root / "src")
            patch.setattr(drawing, "DRAWN", self.root / "charts")
            execute.refresh(self.root / "cache", chapters, painter, timeout)

    def failure(self, *chapters: Path, timeout: int = 60) -> str:
        """Have chapters run of which one fails, and return what is said."""
        with pytest.raises(ChapterError) as failed:
            self.refresh(*chapters, timeout=timeout)
        return str(failed.value)

    def record(self, chapter: Path) -> dict:
        return get_cache(self.root / "cache").get_cached_project_nb(str(chapter)).data

    def outputs(self, chapter: Path) -> str:
        _, notebook = get_cache(self.root / "cache").merge_match_into_notebook(
            get_cache(self.root / "cache").get_project_notebook(str(chapter)).nb
        )
        return json.dumps(notebook.cells)


# ---- what a process used, without a kernel --------------------------------------------------


def traced(root: Path, code: str) -> list[str]:
    """Run code under the watch of trace.py and return the files below the root it reports."""
    report = root / "report.json"
    watch = Path(execute.__file__).with_name("trace.py")
    done = run_python(
        f"import runpy, sys\nrunpy.run_path({str(watch)!r})\n"
        f"sys.path.insert(0, {str(root / 'src')!r})\n{code}",
        MICRODRAMA_ROOT=str(root),
        MICRODRAMA_TRACE=str(report),
    )
    assert done.returncode == 0, done.stderr
    return [Path(path).relative_to(root).as_posix() for path in json.loads(report.read_text())]


@pytest.fixture
def root(tmp_path) -> Path:
    return Book(tmp_path).root


@pytest.mark.parametrize(
    ("code", "used"),
    [
        ("open(f'{root}/data/used.csv').read()", ["data/used.csv"]),
        ("from pathlib import Path; Path(root, 'data/used.csv').read_bytes()", ["data/used.csv"]),
        ("import os; os.listdir(f'{root}/data/listed')", ["data/listed"]),
        ("import os; list(os.scandir(f'{root}/data/listed'))", ["data/listed"]),
        ("import pandas; pandas.read_csv(f'{root}/data/used.csv')", ["data/used.csv"]),
        ("import aid", ["src/aid.py", "src/deeper.py"]),
        ("open(f'{root}/src/page.html', 'w'); open(f'{root}/src/aid.py')", ["src/page.html"]),
        ("def later():\n    import other\nlater()", ["src/other.py"]),
        ("pass", []),
        ("open('/dev/null'); open(f'{root}/report.txt', 'w')", []),
        ("import os; os.chdir(f'{root}/data'); open('used.csv')", ["data/used.csv"]),
        ("import os; open(os.open(f'{root}/data/used.csv', os.O_RDONLY))", ["data/used.csv"]),
        ("open(f'{root}/chapters/../data/used.csv')", ["data/used.csv"]),
    ],
)
def test_a_process_reports_what_it_opened_listed_and_imported(root, code, used):
    assert traced(root, f"root = {str(root)!r}\n{code}") == used


def test_a_file_opened_by_a_relative_name_is_found_after_the_process_moved_on(root):
    code = "import os; os.chdir(ROOT + '/data'); open('used.csv'); os.chdir('/')"
    assert traced(root, f"ROOT = {str(root)!r}\n{code}") == ["data/used.csv"]


def test_a_folder_with_a_similar_name_is_not_the_books_data(root):
    (root / "data-of-others").mkdir()
    (root / "data-of-others" / "x.csv").write_text("")
    assert traced(root, f"open({str(root)!r} + '/data-of-others/x.csv')") == []


# ---- what a run records, with a kernel ------------------------------------------------------

USING = """
import os, sys
from pathlib import Path

root = Path.cwd().parent
sys.path.insert(0, str(root / "src"))
print("the table:", (root / "data" / "used.csv").read_text())
print("listed:", sorted(os.listdir(root / "data" / "listed")))
print("for the book:", os.environ["MICRODRAMA_BOOK"])
"""

IMPORTING = "import aid"

LOOKING = """
try:
    open(root / "data" / "absent.csv")
except FileNotFoundError:
    pass
"""

DRAWING = f"""
from IPython.display import display

chart = {{"data": {{"values": [{{"a": 1}}]}}, "mark": "point", "description": "One point.",
         "encoding": {{"x": {{"field": "a", "type": "quantitative"}}}}}}
display({{"{VEGALITE}": chart}}, raw=True)
"""


@pytest.fixture(scope="session")
def beside(tmp_path_factory) -> Book:
    """Return a book whose chapters have run side by side."""
    book = Book(tmp_path_factory.mktemp("book"))
    book.write("data/changing.csv", "a,b\n1,2\n")
    change = "path = root / 'data' / 'changing.csv'\npath.read_text()\npath.write_text('changed')"
    book.refresh(
        book.chapter("one", USING, IMPORTING, DRAWING),
        book.chapter("changing", USING, change),
        book.chapter("looking", USING, LOOKING),
    )
    return book


@pytest.fixture
def ran(beside) -> tuple[Book, Path, dict]:
    """Return a book with a chapter that has run, and what its run recorded."""
    chapter = beside.root / "chapters" / "one.md"
    return beside, chapter, beside.record(chapter)


@pytest.fixture
def mended(ran) -> Iterator[tuple[Book, dict]]:
    """Return the book and the record; what a test changes is put back."""
    book, _, record = ran

    def files() -> list[Path]:
        folders = (book.root / folder for folder in ("data", "src", "chapters"))
        return [path for folder in folders for path in folder.rglob("*.*") if path.is_file()]

    before = {path: path.read_bytes() for path in files()}
    yield book, record
    for path in files():
        if path in before:
            path.write_bytes(before[path])
        else:
            path.unlink()


def test_a_run_keeps_its_outputs(ran):
    book, chapter, _ = ran
    outputs = book.outputs(chapter)
    assert "the table: a,b" in outputs
    assert "one.csv" in outputs
    assert "for the book: 1" in outputs


def test_a_run_records_the_data_it_opened_and_the_helpers_it_imported(ran):
    book, _, record = ran
    inside = {Path(path).relative_to(book.root).as_posix() for path in record["inputs"]}
    assert inside == {"data/listed", "data/used.csv", "src/aid.py", "src/deeper.py"}
    assert record["environment"] == environment()


def test_a_run_draws_the_charts_it_shows(ran):
    book, _, _ = ran
    assert len(list((book.root / "charts").glob("*/wide-light.svg"))) == 1


def test_what_has_just_run_is_fresh(mended):
    _, record = mended
    assert is_fresh(record)


@pytest.mark.parametrize(
    "name", ["data/unused.csv", "src/other.py", "chapters/notes.txt", "data/new.csv"]
)
def test_a_change_in_what_a_chapter_does_not_use_leaves_it_fresh(mended, name):
    book, record = mended
    book.write(name, "changed")
    assert is_fresh(record)


@pytest.mark.parametrize(
    "name", ["data/used.csv", "src/aid.py", "src/deeper.py", "data/listed/two.csv"]
)
def test_a_change_in_what_a_chapter_uses_makes_it_stale(mended, name):
    book, record = mended
    book.write(name, "changed")
    assert not is_fresh(record)


def test_a_fresh_chapter_does_not_run_again_and_a_stale_one_does(tmp_path, capsys):
    book = Book(tmp_path)
    chapter = book.chapter("one", USING)
    book.refresh(chapter)
    assert capsys.readouterr().out.count("ran ") == 1
    book.refresh(chapter)
    assert capsys.readouterr().out == ""
    book.write("data/used.csv", "a,b\n7,8\n")
    book.refresh(chapter)
    assert capsys.readouterr().out.count("ran ") == 1
    assert "7,8" in book.outputs(chapter)


def test_data_that_change_while_a_chapter_runs_make_it_stale(beside):
    # The outputs may rest on the old data, so the run must not vouch for the new.
    record = beside.record(beside.root / "chapters" / "changing.md")
    assert str(beside.root / "data" / "changing.csv") in record["inputs"]
    assert not is_fresh(record)


def test_a_chapter_that_looks_for_a_file_is_fresh_until_the_file_appears(beside):
    record = beside.record(beside.root / "chapters" / "looking.md")
    assert is_fresh(record)
    file = beside.write("data/absent.csv", "here")
    fresh = is_fresh(record)
    file.unlink()
    assert not fresh


def test_data_that_a_chapter_makes_for_itself_do_not_keep_it_stale_for_ever(tmp_path):
    book = Book(tmp_path)
    write = "(root / 'data' / 'made.csv').write_text('x')"
    chapter = book.chapter("one", USING, write)
    book.refresh(chapter)
    book.refresh(chapter)
    assert is_fresh(book.record(chapter))


# ---- what fails ----------------------------------------------------------------------------

DYING = "import os\nos._exit(1)"


@pytest.fixture(scope="session")
def failed(tmp_path_factory) -> tuple[Book, dict[str, str]]:
    """Return a book of which every chapter but one has failed, and what is said of each."""
    book = Book(tmp_path_factory.mktemp("book"))
    raising = "\nraise ValueError('no such \x1b[31mrow\x1b[0m')"
    undrawable = DRAWING.replace('"mark": "point"', '"title": "The finding", "mark": "nonsense"')
    said = book.failure(
        book.chapter("good", "print('fine')"),
        book.chapter("raising", "x = 1", raising, "y = 2"),
        book.chapter("undrawable", undrawable),
        book.chapter("dying", DYING),
    )
    messages = re.split(rf"^{re.escape(str(book.root))}/chapters/", said, flags=re.MULTILINE)
    assert messages[0] == "", "each message begins with its chapter"
    return book, {message.partition(".md")[0]: message for message in messages[1:]}


@pytest.fixture
def says(failed) -> dict[str, str]:
    return failed[1]


def test_every_chapter_that_fails_is_named_and_the_others_are_kept(failed):
    book, says = failed
    assert set(says) == {"raising", "undrawable", "dying"}
    assert is_fresh(book.record(book.root / "chapters" / "good.md"))
    assert "fine" in book.outputs(book.root / "chapters" / "good.md")


def test_a_failing_cell_is_named_with_its_chapter(says):
    first, *more = says["raising"].splitlines()
    assert first == "raising.md, code cell 2: ValueError: no such row"
    assert "raise ValueError" in more[0]


def test_a_chart_that_vega_cannot_draw_is_named_with_its_chapter(says):
    said = says["undrawable"]
    assert said.startswith("undrawable.md: the chart “The finding” cannot be drawn: ")
    assert "https://" not in said
    assert len(said.splitlines()) == 1


def test_a_kernel_that_dies_is_named_with_its_chapter(says):
    assert "dying.md, code cell 1: DeadKernelError" in says["dying"]


def test_a_cell_that_takes_too_long_is_named_with_its_chapter(tmp_path):
    book = Book(tmp_path)
    said = book.failure(book.chapter("slow", "import time\ntime.sleep(60)"), timeout=1)
    assert "slow.md, code cell 1: stopped after 1 seconds" in said


def test_a_chapter_that_is_mended_runs_and_nothing_is_said_of_it_any_more(tmp_path):
    book = Book(tmp_path)
    chapter = book.chapter("one", "raise ValueError('no')")
    assert "ValueError: no" in book.failure(chapter)
    book.chapter("one", "print('mended')")
    book.refresh(chapter)
    assert "mended" in book.outputs(chapter)


# ---- numbers in prose ----------------------------------------------------------------------

SAYS = "**It shows** {recomputed}`share:.1f %` and {assumed}`len(rows)`."


@pytest.fixture(scope="session")
def saying(tmp_path_factory) -> Book:
    """Return a book with a chapter whose prose says numbers that its cells compute."""
    book = Book(tmp_path_factory.mktemp("book"))
    book.refresh(book.chapter("says", "share, rows = 12.345, [1, 2]", SAYS, "share = 99.0"))
    return book


def test_a_number_in_prose_is_computed_where_it_stands(saying):
    # The cell below changes the name; the sentence above it stays as it was.
    record = saying.record(saying.root / "chapters" / "says.md")
    assert record["values"] == {"share:.1f %": "12.3%", "len(rows)": "2"}


def test_the_cells_that_compute_numbers_for_prose_are_not_in_the_chapter(saying):
    assert "Values" not in saying.outputs(saying.root / "chapters" / "says.md")


def test_a_sentence_that_asks_for_another_number_has_its_chapter_run_again(tmp_path):
    book = Book(tmp_path)
    book.refresh(book.chapter("says", "share, rows = 1.0, []", SAYS))
    more = SAYS.replace("It shows", "It also shows {recomputed}`share + 1:.0f`,")
    chapter = book.chapter("says", "share, rows = 1.0, []", more)
    book.refresh(chapter)
    assert book.record(chapter)["values"]["share + 1:.0f"] == "2"


def test_a_number_that_cannot_be_computed_is_named_with_its_place(tmp_path):
    book = Book(tmp_path)
    said = book.failure(book.chapter("says", "share = 1.0", SAYS))
    assert said.splitlines()[0].endswith(
        "says.md, prose below code cell 1: NameError: name 'rows' is not defined"
    )


def test_one_role_that_means_two_numbers_is_refused(tmp_path):
    book = Book(tmp_path)
    said = book.failure(
        book.chapter("says", "n = 1", "**One** {assumed}`n`.", "n = 2", "**Two** {assumed}`n`.")
    )
    assert "says.md: `n` is 1 in one place of the prose and 2 in another" in said


# ---- which chapters ------------------------------------------------------------------------


def test_only_chapters_with_code_in_the_table_of_contents_run(tmp_path, monkeypatch):
    book = Book(tmp_path)
    coded = book.chapter("coded", "1 + 1")
    book.chapter("forgotten", "1 + 1")
    book.write("chapters/prose.md", "# Prose\n")
    book.write(
        "_toc.yml",
        "format: jb-book\nroot: chapters/prose\nchapters:\n"
        "  - file: chapters/coded\n  - file: chapters/missing\n",
    )
    monkeypatch.setattr(execute, "ROOT", tmp_path)
    assert execute.chapters() == [coded]


def test_watching_imports_nothing_of_the_book():
    # What the watcher imports would count as used by every chapter.
    watch = Path(execute.__file__).with_name("trace.py").read_text("utf-8")
    assert "microdrama" not in watch.replace(":mod:`microdrama.book.execute`", "").replace(
        "MICRODRAMA", ""
    )
    assert sys.version_info >= (3, 11)


# ---- a copy of the package that is not the book's ----------------------------------------------


def test_a_chapter_that_imports_another_copy_of_the_package_is_refused(tmp_path, monkeypatch):
    # With a wrong PYTHONPATH a chapter uses no file of its book, and would be fresh for ever.
    book = Book(tmp_path / "book")
    other = tmp_path / "other/microdrama"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("VALUE = 1\n")
    monkeypatch.setenv("PYTHONPATH", str(other.parent))
    chapter = book.chapter("one", "from microdrama import VALUE")
    said = book.failure(chapter)
    assert "imports the package microdrama, but not from" in said
    assert "PYTHONPATH" in said


def test_an_old_run_that_names_no_file_of_the_book_runs_again(tmp_path, monkeypatch):
    book = Book(tmp_path)
    (tmp_path / "src/microdrama").mkdir()
    book.write("src/microdrama/__init__.py", "VALUE = 1\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    chapter = book.chapter("one", "from microdrama import VALUE\nVALUE")
    book.refresh(chapter)
    cache = get_cache(tmp_path / "cache")
    record = cache.get_cached_project_nb(str(chapter))
    used = [Path(path).name for path in record.data["inputs"]]
    assert used == ["__init__.py"]
    executor = execute.Executor(cache)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(freshness, "DATA", tmp_path / "data")
        project = cache.get_project_record(str(chapter))
        assert executor._is_up_to_date(project.pk, record.data)
        assert not executor._is_up_to_date(project.pk, {**record.data, "inputs": {}})
