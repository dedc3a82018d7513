"""What is copied from a text: how long it is, and how it is found again."""

from __future__ import annotations

import re

#: Longest quote we keep of a copyrighted text; a Chinese character counts half a word.
QUOTE_WORDS = 40

#: The heading of a text's own list of references.
_LIST = re.compile(r"^\W*references\W*$", re.IGNORECASE | re.MULTILINE)

_CJK = re.compile(r"[\u3400-\u9fff]")


def quote_length(quote: str) -> float:
    """Return the length of a quote in words, a Chinese character counting half a word."""
    chinese = len(_CJK.findall(quote))
    words = sum(any(map(str.isalnum, word)) for word in _CJK.sub(" ", quote).split())
    return words + chinese / 2


def fold(text: str) -> str:
    """Fold every run of white space to one space."""
    return " ".join(text.split())


def body_and_list(text: str) -> tuple[str, str]:
    """Split a full text at the heading of its list of references.

    Returns
    -------
    body, listed : str
        What stands before the heading and what stands after it; a text without one is all body.
    """
    heading = _LIST.search(text)
    return (text[: heading.start()], text[heading.end() :]) if heading else (text, "")
