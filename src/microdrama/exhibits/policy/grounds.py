"""The claims beneath advice, one piece at a time, and their verdicts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import policy as draw
from microdrama.exhibits import common
from microdrama.formulas import where
from microdrama.policy.grading import NOTHING
from microdrama.policy.grounds import tree
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.show.blocks import Scorecard

#: Claims that the chart has room for; the table has all.
ROOM = 10

#: Claims on the chapter's scorecard.
CHECKED = 12


_NOTE = (
    f"If more than {ROOM} claims lie beneath, the picture shows those that lead to a number or a "
    "verdict first, then the nearest; the table has all."
)


def looking_beneath(advice: pd.DataFrame, beneath: pd.DataFrame, graded: pd.DataFrame) -> Explorer:
    """Return the explorer of the claims beneath a recommendation.

    Parameters
    ----------
    advice : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.recommendations` returns.
    beneath : pandas.DataFrame
        What :func:`microdrama.policy.grounds.beneath` returns.
    graded : pandas.DataFrame
        What :func:`microdrama.policy.grading.graded` returns; its first row is the default.
    """
    options = tuple(zip(graded["id"], graded["label"], strict=True))
    return Explorer(
        name="look-beneath",
        title="What lies beneath a piece of advice?",
        alt=(
            "An indented tree: beneath the advice its reasons, beneath each reason what is said "
            "for it, down to the last claim. The mark of each claim says what it offers, a number, "
            "interviews, a case or an assertion. Green or blue: it came through a check; vermilion "
            "or ochre: something speaks against it; violet: a reading of interviews; grey: nobody "
            "checked or could check."
        ),
        controls=(Choice("asked", "Advice", options),),
        base=_rows(advice, beneath, graded),
        keep=lambda settings, row: row.advice == settings.asked,
        derive=lambda settings, row: {
            "case": where(row.beneath > 1, "some", where(row.beneath == 1, "one", "none"))
        },
        chart=partial(draw.grounds, ROOM),
        sentences={
            "some": "“{name}” ({whose}) {grade}: {beneath:.0f} claims lie beneath it, "
            "{numbers:.0f} of them with a number. The first: {statement}",
            "one": "“{name}” ({whose}) {grade}: one claim lies beneath it. It says: {statement}",
            "none": "“{name}” ({whose}) {grade}: no claim lies beneath it.",
        },
        columns={
            "away": "Links away",
            "relation": "Bears by",
            "statement": "Claim",
            "evidence": "Offers",
            "number": "Number",
            "kind": "Kind",
            "status": "Verdict",
            "note": "Why it is a ground",
        },
        sources=["the ledger; which claim is a ground is our reading where no link is printed"],
        kinds=(),
        note=_NOTE,
    )


#: What stands where no claim lies beneath a recommendation.
_NO_CLAIM = {
    "statement": "nothing printed",
    "kind": "–",
    "evidence": "assertion",
    "relation": "",
    "number": "",
    "status": "not checked",
    "away": 1,
    "note": "",
    "heading": "",
    "place": 0,
    "above": -1,
    "depth": 1,
}


def _rows(advice: pd.DataFrame, beneath: pd.DataFrame, graded: pd.DataFrame) -> pd.DataFrame:
    """Return every recommendation with the claims beneath it, as an indented list.

    ``beneath`` and ``numbers`` count those claims, and those of them that have a number.
    """
    import pandas as pd

    grades = graded.set_index("id")["grade"].map(
        lambda grade: grade if grade == NOTHING else f"is {grade}"
    )
    parts = []
    for row in advice.itertuples():
        under = beneath[beneath["recommendation"] == row.id]
        grounds = _headed(tree(under, ROOM))[list(_NO_CLAIM)]
        shown = pd.DataFrame([_NO_CLAIM]) if grounds.empty else grounds
        parts.append(
            shown.assign(
                advice=row.id,
                name=row.label,
                whose=row.whose,
                grade=grades[row.id],
                beneath=len(grounds),
                numbers=int((grounds["number"] != "").sum()),
            )
        )
    return pd.concat(parts, ignore_index=True)


#: What bears on advice by our reading of the texts rather than by a printed link.
_RELATIONS = {"grounds": "a ground"}


def _headed(claims: pd.DataFrame) -> pd.DataFrame:
    """Give each claim a line that says how it bears, what it offers and how its check ended."""
    relation = claims["relation"].replace(_RELATIONS)
    heading = relation + " · " + claims["evidence"] + " · " + claims["status"]
    return claims.assign(relation=relation, heading=heading)


def scorecard(beneath: pd.DataFrame) -> Scorecard:
    """Return the verdicts of the checked claims that lie beneath most advice.

    Parameters
    ----------
    beneath : pandas.DataFrame
        What :func:`microdrama.policy.grounds.beneath` returns.
    """
    checked = beneath.loc[beneath["status"] != "not checked", "claim"]
    return common.scorecard(
        checked.value_counts().index[:CHECKED],
        label="Verdicts of the claims on which most advice rests",
    )
