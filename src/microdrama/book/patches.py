"""Every private name of another package that the book touches, with its reason.

Nothing else in the book may use one. ``tests/book/test_patches.py`` fails loudly when a library
moves what is used here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def warning_count(app: Sphinx) -> int:
    """Return how many warnings a build has given so far.

    Sphinx counts them to choose its exit code and has no public name for the count; the book is
    not published when it is built strictly and has warnings.
    """
    return app._warncount
