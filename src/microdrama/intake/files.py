"""A reader's own files, put through the chapters in place of the book's.

``make book SURVEY=FILE`` keeps a copy where the chapters look for it. The copy is part of what
a chapter depends on, so that exactly the chapters that use it run again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from microdrama.paths import OWN


def keep(kind: str, path: Path | None, settings: Mapping[str, Any] | None = None) -> None:
    """Keep a copy of a reader's file and how it is to be read, or forget the last one.

    Parameters
    ----------
    kind : str
        What the file is, for instance ``survey``.
    path : Path or None
        The file; None to go back to what the book has.
    settings : mapping, optional
        Keyword arguments of the function that reads it, as plain data.
    """
    folder = OWN / kind
    same = kept(kind)
    if path is not None:
        # Before anything is thrown away: a file that cannot be read takes no other one's place.
        path.open("rb").close()
    if path is not None and settings:
        OWN.mkdir(parents=True, exist_ok=True)
        _settings(kind).write_text(json.dumps(dict(settings), sort_keys=True), "utf-8")
    else:
        _settings(kind).unlink(missing_ok=True)
    if path is not None and same is not None and same.name == path.name:
        if same.read_bytes() != path.read_bytes():
            shutil.copyfile(path, same)
        return
    shutil.rmtree(folder, ignore_errors=True)
    if path is not None:
        folder.mkdir(parents=True)
        shutil.copyfile(path, folder / path.name)


def kept(kind: str) -> Path | None:
    """Return the copy of a reader's file, if there is one."""
    folder = OWN / kind
    try:
        # Listed even where it is missing: that is how the book knows that a chapter looked.
        files = list(folder.iterdir())
    except FileNotFoundError:
        return None
    return files[0] if files else None


def _settings(kind: str) -> Path:
    return OWN / f"{kind}.json"


def settings(kind: str) -> dict[str, Any]:
    """Return how the reader's file is to be read; nothing where nothing was said."""
    try:
        # Opened even where it is missing: that is how the book knows that a chapter looked.
        return json.loads(_settings(kind).read_text("utf-8"))
    except FileNotFoundError:
        return {}
