"""A copy of the book in a temporary folder, to build and to change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("_config.yml", "_toc.yml", "chapters", "data", "src", "requirements.lock")


@contextmanager
def copy_of_the_book() -> Iterator[Path]:
    """Copy what a build needs, and remove it at the end."""
    with tempfile.TemporaryDirectory(prefix="microdrama-") as folder:
        for part in PARTS:
            source, target = ROOT / part, Path(folder) / part
            if source.is_dir():
                ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", ".ipynb_checkpoints")
                shutil.copytree(source, target, ignore=ignored)
            else:
                shutil.copy2(source, target)
        yield Path(folder)


def environment(book: Path) -> dict[str, str]:
    """Return an environment in which the copy's own package is the one that runs."""
    return {**os.environ, "PYTHONPATH": str(book / "src")}


def run(book: Path, *command: str) -> float:
    """Run a command with the copy's package; return the wall time in seconds."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=book, env=environment(book), capture_output=True, text=True
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return seconds


def build(book: Path) -> float:
    """Build the copy; return the wall time in seconds."""
    return run(book, "-m", "microdrama.cli", "build")


def chromium() -> str:
    """Return the path of the browser that the tests use."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next(path for name in names if (path := shutil.which(name)))
