"""What advice rests on, and what it cannot be had together with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import policy as draw
from microdrama.evidence.checks.wording import joined
from microdrama.policy.grading import GRADES, NOTHING
from microdrama.policy.recommendations import opposed
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: What one claim and several of a kind are called, for the counts beneath a piece of advice.
_COUNTED = {
    "passed": ("number that passed a check", "numbers that passed a check"),
    "odds": ("number at odds with a check", "numbers at odds with a check"),
    "unchecked": ("number that nobody could check", "numbers that nobody could check"),
    "interviews": ("finding from interviews", "findings from interviews"),
    "case": ("case", "cases"),
    "assertion": ("assertion", "assertions"),
}


def resting(graded: pd.DataFrame) -> Figure:
    """Return what each piece of advice rests on, at its firmest.

    Parameters
    ----------
    graded : pandas.DataFrame
        What :func:`microdrama.policy.grading.graded` returns.
    """
    sizes = graded["firmest"].value_counts()
    headings = {
        kind: f"{words[0].upper()}{words[1:]}: {sizes[kind]}"
        for kind, words in GRADES.items()
        if kind in sizes
    }
    columns = {
        "label": "Advice",
        "whose": "Text",
        "grade": "At its firmest",
        **{kind: several.capitalize() for kind, (_, several) in _COUNTED.items()},
    }
    bare = sizes.get("assertion", 0) + sizes.get("nothing", 0)
    return Figure(
        "rests-on",
        partial(draw.resting, graded.assign(counts=_in_words(graded)), headings),
        title=(
            f"{bare} of {len(graded)} pieces of advice have no number, interview or case beneath "
            f"them; {sizes.get('passed', 0)} rest in part on a number that passed a check"
        ),
        alt=(
            "One square for each piece of advice, in the colour of its text, in rows by the "
            "firmest evidence beneath it. The row of what is backed by assertions alone is the "
            "longest."
        ),
        table=graded[list(columns)].rename(columns=columns),
        sources=["the ledger; which claim is a ground is our reading where no link is printed"],
        kinds=(),
        note=(
            "Beneath advice lie all claims from which a chain of links leads to it. A check "
            "compares a number with others; that it passed does not prove the advice."
        ),
    )


def _in_words(graded: pd.DataFrame) -> list[str]:
    """Say of each piece of advice how many claims of which kind lie beneath it."""
    return [
        ", ".join(
            f"{row[kind]} {words[row[kind] != 1]}" for kind, words in _COUNTED.items() if row[kind]
        )
        or NOTHING.removeprefix("rests on ")
        for row in graded.to_dict("records")
    ]


def conflicting(conflicts: pd.DataFrame) -> Figure:
    """Return which advice cannot be followed in full together with which.

    Parameters
    ----------
    conflicts : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.conflicts` returns.
    """
    groups = opposed(conflicts)
    between = int((conflicts["whose_one"] != conflicts["whose_other"]).sum())
    fought_over = groups["group"].value_counts().max()
    hubs = groups.loc[groups["place"] == fought_over - 1, "label_one"]
    columns = {
        "about": "About",
        "label_one": "Advice",
        "whose_one": "Text",
        "label_other": "Other advice",
        "whose_other": "Its text",
        "note": "Why not both in full",
    }
    return Figure(
        "conflicting",
        partial(draw.conflicts, groups),
        title=(
            f"{joined([f'“{label}”' for label in hubs])} meet most opposition; {between} of "
            f"{len(conflicts)} conflicts are between two texts"
        ),
        alt=(
            "Pieces of advice as boxes with a stripe in the colour of their text. From a box a "
            "bracket leads to each piece with which it cannot be followed in full, and over each "
            "arm stands what the conflict is about."
        ),
        table=groups[list(columns)].rename(columns=columns),
        sources=["the advice of the five texts; which conflicts is our reading"],
        kinds=(),
        note="A piece of advice may stand twice, as what meets another and as what is met.",
    )
