"""Words in boxes: how many lines they take at a width, and their lines as one text."""

from __future__ import annotations

import textwrap

#: Pixels of a line of a box, of its type, and of an average letter of that type.
LINE, TYPE, LETTER = 14, 11.5, 5.9

#: Pixels between the frame of a box and its words, on every side.
PADDING = 6


def lines(words: str, width: float) -> list[str]:
    """Return words in lines that fit a box.

    Parameters
    ----------
    words : str
        What stands in the box.
    width : float
        Width of the box in pixels.
    """
    return textwrap.wrap(
        words,
        max(8, int((width - 2 * PADDING) / LETTER)),
        break_long_words=False,
        break_on_hyphens=False,
    )


def height(words: str, width: float) -> int:
    """Return the pixels that a box needs for its words."""
    return LINE * len(lines(words, width)) + 2 * PADDING
