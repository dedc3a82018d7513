"""The book as a whole: built from nothing, built again, and built from faulty parts."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.build

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("_config.yml", "_toc.yml", "chapters", "data", "src", "requirements.lock")

#: The plain command, beside the interpreter that runs the tests.
JUPYTER_BOOK = str(Path(sys.executable).with_name("jupyter-book"))

#: A second chapter with code of its own, that uses the texts and nothing else.
SMALL = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A small chapter

```{code-cell} ipython3
from microdrama.tables import table

print(len(table("texts")), "texts")
```
"""


class Book:
    """A copy of the book that a test may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", ".ipynb_checkpoints")
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, folder / part, ignore=ignored)
            else:
                shutil.copy2(source, folder / part)
        self.write("chapters/small.md", SMALL)
        self.edit("_toc.yml", lambda text: text + "  - file: chapters/small\n")

    @property
    def html(self) -> Path:
        return self.folder / "_build" / "html"

    def start(self, *command: str) -> subprocess.Popen:
        env = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "PYTHONUNBUFFERED": "1"}
        return subprocess.Popen(
            [sys.executable, *command], cwd=self.folder, env=env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def build(self) -> tuple[int, str]:
        running = self.start("-m", "microdrama.cli", "build")
        said, _ = running.communicate()
        return running.returncode, said

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, "utf-8")

    def edit(self, path: str, change) -> None:
        self.write(path, change((self.folder / path).read_text("utf-8")))

    def published(self) -> str:
        """Return one hash of everything that is published."""
        digest = hashlib.sha256()
        for path in sorted(self.html.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(self.html).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    book = Book(tmp_path_factory.mktemp("book"))
    code, said = book.build()
    assert code == 0, said
    assert "ran chapters/evolution.md in" in said
    assert "ran chapters/small.md in" in said
    assert "_build/html/index.html" in said
    return book


@pytest.fixture
def restored(book):
    """Give a freshly built book to a test that changes it, and put its files back afterwards."""
    code, said = book.build()
    assert code == 0, said
    kept = {
        path: path.read_bytes()
        for top in ("_toc.yml", "chapters", "data", "src")
        for path in [book.folder / top, *(book.folder / top).rglob("*")]
        if path.is_file() and path.suffix != ".pyc"
    }
    yield book
    for path, content in kept.items():
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


#: Chapters that show a verdict, and so rest on every table that a check reads.
JUDGING = {
    f"chapters/{name}.md"
    for name in ("evolution", "ecosystem", "symbols", "policy", "synthesis", "evidence")
}


def ran(said: str) -> set[str]:
    return {line.split()[1] for line in said.splitlines() if line.startswith("  ran ")}


def test_a_strict_build_from_nothing_publishes_every_page(book):
    pages = {path.relative_to(book.html).as_posix() for path in book.html.rglob("*.html")}
    assert pages == {
        "index.html", "search.html", "chapters/index.html", "chapters/evolution.html",
        "chapters/ecosystem.html", "chapters/symbols.html", "chapters/policy.html",
        "chapters/synthesis.html", "chapters/evidence.html", "chapters/ledger.html",
        "chapters/small.html",
    }  # fmt: skip
    assert "5 texts" in (book.html / "chapters/small.html").read_text("utf-8")


def test_an_unchanged_book_runs_nothing_and_publishes_the_same(book):
    before = book.published()
    code, said = book.build()
    assert code == 0, said
    assert ran(said) == set()
    assert book.published() == before


def test_plain_jupyter_book_builds_the_same_book(book):
    before = book.published()
    shutil.rmtree(book.html)
    running = book.start(JUPYTER_BOOK, "build", ".")
    said, _ = running.communicate()
    assert running.returncode == 0, said
    assert book.published() == before


def test_a_prose_edit_runs_nothing_and_reaches_the_page(restored):
    restored.edit("chapters/evolution.md", lambda text: text + "\nA new last sentence.\n")
    code, said = restored.build()
    assert code == 0, said
    assert ran(said) == set()
    assert "A new last sentence." in (restored.html / "chapters/evolution.html").read_text("utf-8")


def test_a_changed_table_runs_exactly_the_chapters_that_read_it(restored):
    restored.edit(
        "data/evolution/events.csv",
        lambda text: text.replace(
            "Distribution licence for online dramas takes effect", "Licence begins"
        ),
    )
    code, said = restored.build()
    assert code == 0, said
    # An event can be what a claim is checked with.
    assert ran(said) == JUDGING
    assert "Licence begins" in (restored.html / "chapters/evolution.html").read_text("utf-8")


def test_a_changed_helper_runs_exactly_the_chapters_that_import_it(restored):
    restored.edit("src/microdrama/charts/evolution.py", lambda text: text + "\n# a remark\n")
    code, said = restored.build()
    assert code == 0, said
    assert ran(said) == {"chapters/evolution.md"}


def test_a_helper_that_all_chapters_use_runs_them_all(restored):
    restored.edit("src/microdrama/tables.py", lambda text: text + "\n# a remark\n")
    code, said = restored.build()
    assert code == 0, said
    assert ran(said) == {*JUDGING, "chapters/small.md"}


def test_a_changed_claim_reaches_notes_and_ledger_without_running_a_chapter_that_ignores_it(
    restored,
):
    restored.edit(
        "data/evidence/claims.csv",
        lambda text: text.replace(
            "The first stage of the industry runs from 2012 to 2017.", "It runs six years."
        ),
    )
    code, said = restored.build()
    assert code == 0, said
    assert "chapters/small.md" not in ran(said)
    assert "It runs six years." in (restored.html / "chapters/ledger.html").read_text("utf-8")


def cited_in(book: Book, claim: str) -> dict[str, str]:
    """Return which pages the ledger names for a claim: address and title."""
    page = (book.html / "chapters/ledger.html").read_text("utf-8")
    row = re.search(rf'<tr role="row" id="{claim}".*?</tr>', page, re.DOTALL)[0]
    named = dict(re.findall(r'cited in <a href="([^"]+)">([^<]+)</a>', row))
    records = json.loads((book.html / "_static/ledger.json").read_text("utf-8"))
    assert next(r["cited_in"] for r in records if r["id"] == claim) == list(named)
    return named


def test_the_ledger_names_the_chapters_whose_prose_or_code_cites_a_claim(book):
    # In the prose of one chapter and in the scorecards of others.
    assert set(cited_in(book, "wang2026-policy-beta")) == {
        "ecosystem.html", "policy.html", "synthesis.html", "evidence.html",
    }  # fmt: skip
    assert cited_in(book, "zhejiang2025-yao-experience") == {}


def test_a_chapter_that_cites_another_claim_stands_with_it_in_the_ledger(restored):
    claim, small = "zhejiang2025-yao-experience", "chapters/small.md"
    before = (restored.folder / small).read_text("utf-8")
    assert cited_in(restored, claim) == {}
    restored.edit(small, lambda text: text + f"\nSee {{claim}}`the years of work <{claim}>`.\n")
    code, said = restored.build()
    assert code == 0, said
    assert ran(said) == set()
    assert cited_in(restored, claim) == {"small.html": "A small chapter"}
    restored.write(small, before)
    code, said = restored.build()
    assert code == 0, said
    assert ran(said) == set()
    assert cited_in(restored, claim) == {}


def test_a_new_title_of_a_citing_chapter_reaches_the_ledger(restored):
    restored.edit(
        "chapters/evidence.md", lambda text: text.replace("# What can be checked", "# Checked", 1)
    )
    code, said = restored.build()
    assert code == 0, said
    assert ran(said) == set()
    assert cited_in(restored, "wang2026-policy-beta")["evidence.html"] == "Checked"


def test_a_chapter_that_leaves_the_contents_leaves_the_book(restored):
    restored.edit("_toc.yml", lambda text: text.replace("  - file: chapters/small\n", ""))
    (restored.folder / "chapters/small.md").unlink()
    code, said = restored.build()
    assert code == 0, said
    assert not (restored.html / "chapters/small.html").exists()


CELL = "\n```{code-cell} ipython3\n%s\n```\n"


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
            lambda text: text + CELL % (
                "import altair as alt, pandas as pd\n"
                "import microdrama.charts.theme\n"
                "alt.Chart(pd.DataFrame({'a': [1]})).mark_point().encode(x='a')"
            ),
            ["chapters/small", "has no alternative text"],
            id="a chart without alternative text",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            lambda text: text.replace("market-2024,meng2025", "market-2024,nobody2025"),
            ["data/evidence/claims.csv, row ", "column source", "nobody2025"],
            id="an unknown source",
        ),
        pytest.param(
            "chapters/small.md",
            lambda text: text + "\n{nosuchrole}`x`\n",
            ["small.md", "nosuchrole"],
            id="a warning of Sphinx",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_said_clearly_and_the_last_good_book_stays(restored, path, change, says):
    before = restored.published()
    restored.edit(path, change)
    code, said = restored.build()
    assert code == 1
    for words in says:
        assert words in said
    assert "Traceback" not in said
    assert restored.published() == before


#: What a build is told of its data, without making a page.
FAULTS = """
from microdrama.book.extension import _faults
for fault in _faults():
    print(fault)
"""


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory):
    return Book(tmp_path_factory.mktemp("unbuilt"))


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        pytest.param(
            "data/evidence/claims.csv",
            b"wang2026-policy-recognised,wang2026,",
            b"wang2026-policy-mean,wang2026,",
            ", column id: “wang2026-policy-mean” stands in row {before} already; give this row its "
            "own.",
            id="a duplicated id",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            b"M,=,4.12,points",
            b"M,=,4.21,points",
            ", column value: “4.21” does not occur in the quote of this row.",
            id="a number that is not in its quote",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            b"policy support receives a relatively high mean score ($M = 4.12$)",
            b"4.12 " + b"word " * 58 + b"word",
            ", column quote: has 60 words; keep at most 40 of a text.",
            id="a quote of 60 words",
        ),
        pytest.param(
            "data/evidence/links.csv",
            b"wang2026-policy-mean,wang2026-policy-recognised,",
            b"wang2026-policy-mean,wang2026-policy-nowhere,",
            ", column to: “wang2026-policy-nowhere” is not in the table claims; correct it or add "
            "it there.",
            id="a link to no claim",
        ),
        pytest.param(
            "data/evidence/claims.csv",
            b"Policy support receives a mean score",
            "政策 Policy support receives a mean score".encode("gb18030"),
            ": is not UTF-8 text; save the file again as “CSV UTF-8”.",
            id="another encoding",
        ),
    ],
)
def test_a_build_is_told_of_a_fault_in_the_data_until_it_is_mended(unbuilt, path, old, new, says):
    file = unbuilt.folder / path
    whole = file.read_bytes()
    assert whole.count(old) == 1
    # No cell of these tables has two lines, so a row is a line.
    row = whole[: whole.index(old)].count(b"\n") + 1

    def told() -> list[str]:
        said, _ = unbuilt.start("-c", FAULTS).communicate()
        return said.splitlines()

    try:
        file.write_bytes(whole.replace(old, new))
        first = told()
        assert f"{path}, row {row}{says.format(before=row - 1)}" in first
        # Data that were found good are not looked at again; those that were not, are.
        assert told() == first
    finally:
        file.write_bytes(whole)
    assert told() == []


def test_plain_jupyter_book_keeps_the_last_good_book_too(restored):
    before = restored.published()
    restored.edit("chapters/small.md", lambda text: text + CELL % "raise ValueError('no')")
    running = restored.start(JUPYTER_BOOK, "build", ".")
    said, _ = running.communicate()
    assert running.returncode != 0
    assert "chapters/small.md, code cell 2: ValueError: no" in said
    assert restored.published() == before


def test_an_interrupted_build_leaves_the_last_good_book(restored, tmp_path):
    before, started = restored.published(), tmp_path / "started"
    cell = f"import pathlib, time; pathlib.Path({str(started)!r}).touch(); time.sleep(600)"
    restored.edit("chapters/small.md", lambda text: text + CELL % cell)
    running = restored.start("-m", "microdrama.cli", "build")
    deadline = time.monotonic() + 300
    while not started.exists():
        assert running.poll() is None, running.communicate()[0]
        assert time.monotonic() < deadline, "the cell never ran"
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert restored.published() == before


def test_an_exchange_that_was_interrupted_is_mended(restored):
    book, before = restored, restored.published()
    # What a build leaves that stops between the two renamings.
    book.html.rename(book.html.with_name(".html-old"))
    code, said = book.build()
    assert code == 0, said
    assert book.published() == before


def test_text_with_a_script_in_a_table_is_shown_and_not_run(restored):
    restored.edit(
        "data/evolution/events.csv",
        lambda text: (
            text.replace("Licence", "<script>alert(1)</script>", 1)
            if "Licence" in text
            else text.replace("Draft measures", "<script>alert(1)</script>", 1)
        ),
    )
    code, said = restored.build()
    assert code == 0, said
    page = (restored.html / "chapters/evolution.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
