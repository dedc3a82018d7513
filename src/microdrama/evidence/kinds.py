"""The four kinds of number, which the book never mixes."""

from __future__ import annotations

from typing import Literal

Kind = Literal["reported", "recomputed", "reconstructed", "assumed"]

#: One mark for each kind of number, the same in prose, tables, charts and legends.
MARKS: dict[str, str] = {
    "reported": "●",
    "recomputed": "◆",
    "reconstructed": "◌",
    "assumed": "△",
}

#: What each kind means, in the words that every legend uses.
MEANINGS: dict[str, str] = {
    "reported": "printed in a cited source",
    "recomputed": "our arithmetic on reported numbers",
    "reconstructed": "from a synthetic survey, not from data",
    "assumed": "ours, adjustable",
}
