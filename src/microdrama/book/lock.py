"""One build at a time: two that wrote into one folder would publish a mixture.

The lock is the system's, so it is gone as soon as the process that holds it has ended, however it
ended. It is no process's that was forked from the one that holds it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from microdrama.book.errors import BookError, of_disk
from microdrama.paths import BUILD, shown

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

#: What this process holds, by folder.
_held: dict[Path, TextIO] = {}


def hold(folder: Path = BUILD) -> None:
    """Keep other builds out of a folder until this process ends or lets it go.

    Raises
    ------
    BookError
        If another build is at work there, or nothing can be written there.
    """
    if folder in _held:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise BookError(of_disk(error) or f"{shown(folder)}: {error.strerror}.") from None
    try:
        if fcntl is not None:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        with file:
            file.seek(0)
            who = file.read().strip() or "another process"
        raise BookError(
            f"another build is at work in {shown(folder)} ({who}); wait until it has ended, then "
            "build again."
        ) from None
    file.truncate(0)
    try:
        file.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}\n")
        file.flush()
    except OSError as error:
        raise BookError(of_disk(error) or f"{shown(folder)}: {error.strerror}.") from None
    _held[folder] = file


def release(folder: Path = BUILD) -> None:
    """Let other builds in again."""
    if folder in _held:
        _held.pop(folder).close()


@contextmanager
def alone(folder: Path = BUILD) -> Iterator[None]:
    """Be the only build in a folder for as long as the context lasts; see :func:`hold`."""
    hold(folder)
    try:
        yield
    finally:
        release(folder)
