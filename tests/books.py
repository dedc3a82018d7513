"""Books that tests build: a copy of the whole one, and what may be done to a copy."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from microdrama.paths import ROOT

PARTS = ("_config.yml", "_toc.yml", "chapters", "data", "src", "requirements.lock")

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
            [sys.executable, *command], cwd=self.folder, env=env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def build(self) -> tuple[int, str]:
        """Build the book; return the exit code and all that was printed."""
        running = self.start("-m", "microdrama.cli", "build")
        said, _ = running.communicate()
        return running.returncode, said

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        self.write(path, change((self.folder / path).read_text("utf-8")))

    def published(self) -> str:
        """Return one hash of everything that is published."""
        digest = hashlib.sha256()
        for path in sorted(self.html.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(self.html).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()


def ran(said: str) -> set[str]:
    """Return the chapters that a build says it has run."""
    return {line.split()[1] for line in said.splitlines() if line.startswith("  ran ")}
