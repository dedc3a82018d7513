"""Every private name of another package that the book touches, with its reason.

Nothing else in the book may use one. ``tests/book/test_patches.py`` fails loudly when a library
moves what is used here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def warning_count(app: Sphinx) -> int:
    """Return how many warnings a build has given so far.

    Sphinx counts them to choose its exit code and has no public name for the count; the book is
    not published when it is built strictly and has warnings.
    """
    return app._warncount


@contextmanager
def failures_said_by(say: Callable[[BaseException], bool]) -> Iterator[None]:
    """Have what stops a build of Jupyter Book said in our words, where we have any.

    Jupyter Book prints whatever is raised as Sphinx does: for a full disk that is a traceback, and
    a list of every file that was not copied. It has no setting for that.

    Parameters
    ----------
    say : callable
        Prints what is to be said of an error and returns True, or returns False and leaves it to
        Sphinx.
    """
    from jupyter_book import sphinx

    before = sphinx.handle_exception

    def handle(app: Any, args: Any, error: BaseException, *more: Any) -> None:
        if not say(error):
            before(app, args, error, *more)

    sphinx.handle_exception = handle
    try:
        yield
    finally:
        sphinx.handle_exception = before
