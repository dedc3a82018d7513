"""Books that tests build: the whole one, one of two chapters, and what may be done to them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from helpers import BIBLIOGRAPHY, LITTLE, Package
from microdrama.paths import DATAPACKAGE, REFERENCES, ROOT

PARTS = ("_config.yml", "_toc.yml", "CITATION.cff", "chapters", "data", "src", "requirements.lock")

#: The plain command, beside the interpreter that runs the tests.
JUPYTER_BOOK = str(Path(sys.executable).with_name("jupyter-book"))

#: The prose and the code of the small book.
_TWO_CHAPTERS = Path(__file__).with_name("book") / "two_chapters"

#: What lies in a checkout and belongs to no book.
_IGNORED = shutil.ignore_patterns("__pycache__", "*.egg-info", ".ipynb_checkpoints")


class Book:
    """A book in a folder of its own, that runs its own copy of the package.

    Parameters
    ----------
    folder : Path
        Where the book is or will be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copy(self, *parts: str) -> Book:
        """Copy parts of this repository into the folder, all that a build needs by default."""
        for part in parts or PARTS:
            source, target = ROOT / part, self.folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=_IGNORED)
            else:
                shutil.copy2(source, target)
        return self

    @property
    def html(self) -> Path:
        return self.folder / "_build" / "html"

    def start(self, *command: str) -> subprocess.Popen:
        """Start Python in the folder of the book, with the book's own package."""
        env = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "PYTHONUNBUFFERED": "1"}
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=self.folder,
            env=env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def run(self, *command: str) -> tuple[int, str]:
        """Run Python as :meth:`start` does; return the exit code and all that was printed."""
        running = self.start(*command)
        said, _ = running.communicate()
        return running.returncode, said

    def build(self) -> tuple[int, str]:
        """Build the book; return the exit code and all that was printed."""
        return self.run("-m", "microdrama.cli", "build")

    def build_plainly(self) -> tuple[int, str]:
        """Build the book as those do who know Jupyter Book and not this one."""
        return self.run(JUPYTER_BOOK, "build", ".")

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        self.write(path, change((self.folder / path).read_text("utf-8")))

    def page(self, name: str) -> str:
        """Return a published page, or another published file of text."""
        return (self.html / name).read_text("utf-8")

    def published(self) -> dict[str, str]:
        """Return a hash of every file that is published, by its name."""
        return {
            path.relative_to(self.html).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.html.rglob("*")
            if path.is_file()
        }

    def contents(self) -> list[str]:
        """Return the pages that the table of contents names, without their suffix."""
        toc = (self.folder / "_toc.yml").read_text("utf-8")
        return re.findall(r"\b(?:root|file): *(\S+)", toc)

    def coded(self) -> set[str]:
        """Return the chapters of the table of contents that have code to run."""
        paths = (f"{name}.md" for name in self.contents())
        return {path for path in paths if "{code-cell}" in (self.folder / path).read_text("utf-8")}


def two_chapters(folder: Path) -> Book:
    """Make a book of two chapters with code, on a few invented rows; it builds in a moment."""
    shutil.copytree(_TWO_CHAPTERS, folder)
    book = Book(folder).copy("_config.yml", "CITATION.cff", "src", "requirements.lock")
    data = folder / "data"
    data.mkdir()
    (data / DATAPACKAGE).write_text('{"resources": []}', "utf-8")
    (data / REFERENCES).write_text(BIBLIOGRAPHY, "utf-8")
    for name, rows in LITTLE.items():
        Package(data).write(name, rows)
    return book


class Snapshot:
    """A folder as it is now, kept aside so that it can be put back.

    It is put back in place, times and all: a book that was built keeps whole paths in its
    caches, and Sphinx goes by the times of files.

    Parameters
    ----------
    folder : Path
        What is kept.
    aside : Path
        Where it is kept; must not be there yet.
    """

    def __init__(self, folder: Path, aside: Path) -> None:
        self.folder, self.aside = folder, aside
        shutil.copytree(folder, aside)
        self._stamps = self._stamps_now()

    def _stamps_now(self) -> dict[Path, tuple[int, int] | None]:
        """Return size and time of each file, and nothing for each folder."""
        stamps = {}
        for path in self.folder.rglob("*"):
            found = path.lstat()
            size_and_time = found.st_size, found.st_mtime_ns
            stamps[path.relative_to(self.folder)] = None if path.is_dir() else size_and_time
        return stamps

    def restore(self) -> None:
        """Remove what is new, and copy back what is changed or gone."""
        now = self._stamps_now()
        # What is in a folder comes before the folder.
        for path in sorted(now.keys() - self._stamps.keys(), reverse=True):
            remove = Path.unlink if now[path] else Path.rmdir
            remove(self.folder / path)
        for path, stamp in sorted(self._stamps.items()):
            if path not in now and stamp is None:
                (self.folder / path).mkdir()
            elif now.get(path) != stamp:
                shutil.copy2(self.aside / path, self.folder / path)


def wait_until(so: Callable[[], object], what: str, seconds: float = 120) -> None:
    """Wait for something to be so; a test in which it never is fails and says what."""
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} seconds"
        time.sleep(0.02)


def ran(said: str) -> set[str]:
    """Return the chapters that a build says it has run."""
    return {line.split()[1] for line in said.splitlines() if line.startswith("  ran ")}


def cited_in(book: Book, claim: str) -> dict[str, str]:
    """Return which pages the ledger names for a claim: address and title."""
    row = re.search(
        rf'<tr role="row" id="{claim}".*?</tr>', book.page("chapters/ledger.html"), re.DOTALL
    )[0]
    named = dict(re.findall(r'cited in <a href="([^"]+)">([^<]+)</a>', row))
    records = json.loads(book.page("_static/ledger.json"))
    assert next(r["cited_in"] for r in records if r["id"] == claim) == list(named)
    return named
