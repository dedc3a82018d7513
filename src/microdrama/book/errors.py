"""What stops a build, in words that a reader can act on."""

from __future__ import annotations

import errno

from sphinx.errors import SphinxError

from microdrama.paths import BUILD, shown


class BookError(SphinxError):
    """Something a reader of the message can mend."""

    category = "The book was not built"


#: What the system says when a folder cannot be written, and what to do.
_FULL = "the disk is full; make room on it and build again"
_READ_ONLY = "it cannot be written; give yourself the right to write there, or clone the book to a "
_READ_ONLY += "folder of your own"
_ADVICE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "your share of the disk is used up; make room and build again",
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOTDIR: "a file stands where a folder is needed; move it away",
}


def of_disk(error: BaseException | None) -> str | None:
    """Say in one sentence that files cannot be written, if an error means that.

    Parameters
    ----------
    error : BaseException or None
        What was raised. What it was raised from, or for, is looked at too.

    Returns
    -------
    str or None
        What is wrong and what to do; None if an error means something else.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        number = getattr(error, "errno", None)
        # SQLite, which keeps the outputs of chapters, has a message and no number.
        if "database or disk is full" in str(error):
            number = errno.ENOSPC
        if "readonly database" in str(error):
            number = errno.EROFS
        if number in _ADVICE:
            place = getattr(error, "filename", None) or BUILD
            return f"{shown(place)}: {_ADVICE[number]}."
        # Copying a folder collects the errors of all files and numbers none; one of them will do.
        if isinstance(error, OSError) and error.args and isinstance(error.args[0], list):
            said = " ".join(str(problem[-1]) for problem in error.args[0][:1])
            if "No space left" in said or "[Errno 28]" in said:
                return f"{shown(BUILD)}: {_FULL}."
        error = error.__cause__ or error.__context__ or getattr(error, "orig_exc", None)
    return None
