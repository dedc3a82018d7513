"""A failed or interrupted build never leaves half a book.

Sphinx writes into a folder beside ``_build/html``. Only when a build has ended well is that
folder copied and put in the place of the last good book, by renaming.
"""

from __future__ import annotations

import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from microdrama.book.patches import warning_count

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Pages that Sphinx writes besides the chapters.
_OWN_PAGES = {"search.html", "index.html", "404.html"}


def stage(app: Sphinx) -> None:
    """Have Sphinx write beside the published book, and mend an interrupted exchange."""
    final = Path(app.outdir)
    if final.name != "html":
        return
    app.published = final
    shutil.rmtree(_new(final), ignore_errors=True)
    if not final.exists() and _old(final).exists():
        _old(final).rename(final)
    app.outdir = type(app.outdir)(final.with_name(".html"))
    Path(app.outdir).mkdir(parents=True, exist_ok=True)


def _old(final: Path) -> Path:
    return final.with_name(".html-old")


def _new(final: Path) -> Path:
    return final.with_name(".html-new")


def is_well(app: Sphinx, error: Exception | None) -> bool:
    """Tell whether a build has ended so that it may be published."""
    strict = app.keep_going or app.warningiserror
    return error is None and not (strict and warning_count(app))


def publish(app: Sphinx, error: Exception | None) -> None:
    """Put a book that was built without fault in the place of the last one."""
    final: Path | None = getattr(app, "published", None)
    if final is None or not is_well(app, error):
        return
    built = Path(app.outdir)
    _remove_stale_pages(built, set(app.env.found_docs))
    new = _new(final)
    for leftover in (new, _old(final)):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        shutil.copytree(built, new)
    except BaseException:
        # On a full disk half a copy would be in the way of everything else.
        shutil.rmtree(new, ignore_errors=True)
        raise
    with _undisturbed():
        if final.exists():
            final.rename(_old(final))
        new.rename(final)
    shutil.rmtree(_old(final), ignore_errors=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C and the like waiting: between two renamings there is no book."""
    # Only the main thread may say what a signal does.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _: came.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


def _remove_stale_pages(built: Path, chapters: set[str]) -> None:
    """Remove pages of chapters that are no longer in the table of contents."""
    for page in built.rglob("*.html"):
        name = page.relative_to(built).with_suffix("").as_posix()
        if name not in chapters and page.relative_to(built).as_posix() not in _OWN_PAGES:
            page.unlink()
