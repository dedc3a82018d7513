"""The dramas that a reader has coded, if the book is built with any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.intake import files

if TYPE_CHECKING:
    from microdrama.symbols.codings import Codings


def own_codings() -> Codings | None:
    """Return the reader's coded dramas; None if there are none.

    Raises
    ------
    microdrama.symbols.codings.CodingsError
        If nothing in the reader's file can be used.
    """
    path = files.kept("cases")
    if path is None:
        return None
    from microdrama.symbols.codings import read

    return read(path)
