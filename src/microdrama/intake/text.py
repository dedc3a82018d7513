"""What people type, made comparable and short, and files that are written for them to fill in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Words that say that there is no answer, alone or beside a number (``5 - Not applicable``).
NO_ANSWER = frozenset(
    {
        *("na", "n/a", "#n/a", "n.a.", "nan", "null", "missing", "not applicable", "not available"),
        *("no answer", "not answered", "unanswered", "skipped", "refused", "rather not say"),
        *("prefer not to answer", "prefer not to say", "don't know", "don’t know", "do not know"),
        *(
            "缺失",
            "不适用",
            "不知道",
            "不清楚",
            "拒绝回答",
            "不愿回答",
            "不想回答",
            "未回答",
            "跳过",
        ),
    }
)

#: Cells that hold nothing in any table that people fill in.
NOTHING = NO_ANSWER | {"-", "--", "–", "—", "."}


def plain(text: str) -> str:
    """Return a text in one width and case, without invisible characters and double spaces."""
    if text.isascii() and text.isprintable():  # most cells, and by far the fastest
        return " ".join(text.casefold().split())
    normal = unicodedata.normalize("NFKC", text).casefold()
    seen = (c for c in normal if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    return " ".join("".join(seen).split())


def fold(text: str) -> str:
    """Return only the letters and digits of a text, in one width and case."""
    return "".join(c for c in plain(text) if c.isalnum())


def short(text: str, most: int = 40) -> str:
    """Return a text on one line, cut where it is long."""
    start = "".join(c if c.isprintable() else " " for c in text[: 4 * most])
    line = " ".join(start.split())
    return line if len(line) <= most and len(text) <= 4 * most else f"{line[:most]}…"


def listed(names: Sequence[str], most: int = 8) -> str:
    """Return names as a sentence has them, the first few where there are many."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def save(texts: Mapping[Path, str], force: bool = False) -> str | None:
    """Write files for a reader, all of them or none.

    Parameters
    ----------
    texts : mapping of Path to str
        What each file is to hold; line ends are kept.
    force : bool
        Whether files that are there are replaced.

    Returns
    -------
    str or None
        What stands in the way and what to do, one sentence; None if the files are written.
    """
    for path in texts:
        if path.exists() and not force:
            return f"{path} is there already; give another name, or --force to replace it."
    for path, text in texts.items():
        try:
            path.write_text(text, "utf-8", newline="")
        except OSError as error:
            return f"{path} cannot be written ({error.strerror}); check its folder."
    return None
