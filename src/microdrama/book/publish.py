"""A failed or interrupted build never leaves half a book.

Sphinx writes into a folder beside ``_build/html``. Only when a build has ended well is that
folder copied and put in the place of the last good book, by renaming.
"""

from __future__ import annotations

import shutil
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
    if not final.exists() and _old(final).exists():
        _old(final).rename(final)
    app.outdir = type(app.outdir)(final.with_name(".html"))
    Path(app.outdir).mkdir(parents=True, exist_ok=True)


def _old(final: Path) -> Path:
    return final.with_name(".html-old")


def publish(app: Sphinx, error: Exception | None) -> None:
    """Put a book that was built without fault in the place of the last one."""
    final: Path | None = getattr(app, "published", None)
    strict = app.keep_going or app.warningiserror
    if final is None or error is not None or (strict and warning_count(app)):
        return
    built = Path(app.outdir)
    _remove_stale_pages(built, set(app.env.found_docs))
    new = final.with_name(".html-new")
    for leftover in (new, _old(final)):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(built, new)
    if final.exists():
        final.rename(_old(final))
    new.rename(final)
    shutil.rmtree(_old(final), ignore_errors=True)


def _remove_stale_pages(built: Path, chapters: set[str]) -> None:
    """Remove pages of chapters that are no longer in the table of contents."""
    for page in built.rglob("*.html"):
        name = page.relative_to(built).with_suffix("").as_posix()
        if name not in chapters and page.relative_to(built).as_posix() not in _OWN_PAGES:
            page.unlink()
