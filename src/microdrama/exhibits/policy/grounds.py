"""The claims beneath advice, one piece at a time, and their verdicts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts import policy as draw
from microdrama.exhibits import common
from microdrama.formulas import where
from microdrama.policy.grading import NOTHING
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.show.blocks import Scorecard

#: Claims that the chart has room for; the table has all.
ROOM = 10

#: Claims on the chapter's scorecard.
CHECKED = 12


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
            "A list of claims, those nearest to the advice first, further ones indented. Round "
            "marks are claims with a number. Green or blue: it came through a check; vermilion or "
            "ochre: something speaks against it; violet: a reading of interviews; grey: nobody "
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
            "{numbers:.0f} of them with a number. The nearest: {statement}",
            "one": "“{name}” ({whose}) {grade}: one claim lies beneath it. It says: {statement}",
            "none": "“{name}” ({whose}) {grade}: no claim lies beneath it.",
        },
        columns={
            "away": "Links away",
            "statement": "Claim",
            "number": "Number",
            "kind": "Kind",
            "status": "Verdict",
            "note": "Why it is a ground",
        },
        sources=["the ledger; which claim is a ground is our reading where no link is printed"],
        kinds=("reported",),
        note=f"The picture shows the first {ROOM}; the table has all.",
    )


#: What stands where no claim lies beneath a recommendation.
_NO_CLAIM = {
    "statement": "nothing printed",
    "kind": "–",
    "number": "",
    "status": "not checked",
    "away": 1,
    "note": "",
}


def _rows(advice: pd.DataFrame, beneath: pd.DataFrame, graded: pd.DataFrame) -> pd.DataFrame:
    """Return every recommendation with the claims beneath it, the nearest first.

    ``beneath`` and ``numbers`` count those claims, and those of them that have a number.
    """
    import pandas as pd

    grades = graded.set_index("id")["grade"].map(
        lambda grade: grade if grade == NOTHING else f"is {grade}"
    )
    nearest_first = beneath.sort_values(["away", "claim"], kind="stable")
    parts = []
    for row in advice.itertuples():
        grounds = nearest_first.loc[nearest_first["recommendation"] == row.id, list(_NO_CLAIM)]
        shown = pd.DataFrame([_NO_CLAIM]) if grounds.empty else grounds
        parts.append(
            shown.assign(
                advice=row.id,
                name=row.label,
                whose=row.whose,
                grade=grades[row.id],
                place=range(len(shown)),
                beneath=len(grounds),
                numbers=int((grounds["number"] != "").sum()),
            )
        )
    return pd.concat(parts, ignore_index=True)


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
