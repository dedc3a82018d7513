"""How the page names works and texts, and counts them in sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from microdrama.evidence.citations.works import surname

if TYPE_CHECKING:
    import pandas as pd

#: What stands between two authors, or between a name and its initials; and initials alone.
_BETWEEN = re.compile(r",?\s(?:&|and)\s|,\s")
_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]*)+(?:\(Eds?\.\))?")

#: Kinds of claim, by the dozen.
KINDS = {
    "case": "cases",
    "challenge": "challenges",
    "definition": "definitions",
    "finding": "findings",
    "hypothesis": "hypotheses",
    "limitation": "limitations",
    "mechanism": "mechanisms",
    "method": "methods",
    "recommendation": "recommendations",
    "stage": "stages",
    "statistic": "statistics",
    "theory": "theories",
}


def counted(number: int, one: str, several: str = "") -> str:
    """Say how many there are: no works, one work, 22 works."""
    if number == 1:
        return f"one {one}"
    return f"{format(number, ',') if number else 'no'} {several or one + 's'}"


def are(number: int) -> str:
    """Say how many there are, with their verb: none is, one is, 22 are."""
    return {0: "none is", 1: "one is"}.get(number, f"{number:,} are")


def times(number: int) -> str:
    """Say how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def together(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def named(works: pd.DataFrame) -> pd.DataFrame:
    """Return works with ``name``, by which each is known, and ``cited``, whether its text does."""
    names = [called(row.authors, row.year) for row in works.itertuples()]
    return works.assign(name=names, cited=works["citations"] > 0)


def called(authors: str, year: object) -> str:
    """Return by what names and year a work is known: Katz et al. 1973."""
    import pandas as pd

    people = [surname(part) for part in _BETWEEN.split(authors) if not _INITIALS.fullmatch(part)]
    names = f"{people[0]} et al." if len(people) > 2 else " & ".join(people)
    return f"{names} {'(no year)' if pd.isna(year) else year}"


def least_used(works: pd.DataFrame) -> str:
    """Return the key of the text that leaves most of its list uncited; empty if none does."""
    unused = Counter(works.loc[works["citations"] == 0, "source"])
    return unused.most_common(1)[0][0] if unused else ""
