"""When a chapter is out of date: what its last run depended on has changed.

jupyter-cache keeps the outputs of a notebook for as long as its code stays the same. That is
not enough here, because a chapter's code is short and its data and helpers live elsewhere. So
every run also records which files of ``data/`` and ``src/`` the kernel opened or imported
(:mod:`microdrama.book.trace`), and a cached chapter counts as fresh only while each of them
still has the content it had.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from microdrama.paths import DATA, LOCK, OWN, SOURCE


def fingerprint(paths: Iterable[Path]) -> dict[str, str]:
    """Return the content hash of each file, and of each folder's list of names."""
    return {str(path): _hash(path) for path in paths}


def _hash(path: Path) -> str:
    if path.is_dir():
        content = "\n".join(sorted(entry.name for entry in path.iterdir())).encode()
    elif path.is_file():
        content = path.read_bytes()
    else:
        return "gone"
    return hashlib.sha256(content).hexdigest()


def snapshot() -> dict[str, str]:
    """Fingerprint everything a chapter may use, before any chapter runs."""
    tops = (DATA, SOURCE, OWN)
    return fingerprint(
        path for top in tops for path in (top, *top.rglob("*")) if path.suffix != ".pyc"
    )


def environment() -> str:
    """Return a key of the interpreter and the locked packages."""
    lock = LOCK.read_bytes() if LOCK.is_file() else b""
    return f"{sys.version_info[:3]} {hashlib.sha256(lock).hexdigest()}"


_IMPORTS = re.compile(r"^\s*(?:from|import)\s+microdrama\b", re.MULTILINE)


def imports_book(notebook: Mapping[str, Any]) -> bool:
    """Tell whether a cell of a notebook imports the book's package."""
    cells = notebook["cells"]
    return any(c["cell_type"] == "code" and _IMPORTS.search(c["source"]) for c in cells)


def is_fresh(record: Mapping[str, Any]) -> bool:
    """Tell whether nothing a cached run depended on has changed since."""
    inputs = record.get("inputs")
    if inputs is None or record.get("environment") != environment():
        return False
    return all(_hash(Path(path)) == content for path, content in inputs.items())
