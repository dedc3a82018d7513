"""One recommendation at a time: the chain of claims beneath it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from microdrama.formulas import where
from microdrama.policy.grading import NOTHING
from microdrama.policy.recommendations import chains, recommendations
from microdrama.show.controls import Choice
from microdrama.show.explorer import Explorer

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

#: Claims that the chart has room for; the table has all.
ROOM = 10


def looked_beneath(graded: pd.DataFrame) -> pd.DataFrame:
    """Return every recommendation with the claims beneath it, the nearest first.

    Parameters
    ----------
    graded : pandas.DataFrame
        What :func:`microdrama.policy.grading.graded` returns.

    Returns
    -------
    pandas.DataFrame
        ``advice`` (id), ``name``, ``whose``, ``grade``, ``place``, ``statement``, ``kind``,
        ``number``, ``status``, ``away``, ``note``, ``beneath`` and ``numbers`` (how many
        claims, and how many with a number); a single row without a claim where there is none.
    """
    import pandas as pd

    under = chains().sort_values(["away", "claim"])
    grades = {
        row.id: row.grade if row.grade == NOTHING else f"is {row.grade}"
        for row in graded.itertuples()
    }
    parts = []
    for row in recommendations().itertuples():
        mine = under[under["recommendation"] == row.id]
        numbers = int((mine["number"] != "").sum())
        told = mine[["statement", "kind", "number", "status", "away", "note"]]
        if told.empty:
            told = pd.DataFrame(
                [
                    {
                        "statement": "nothing printed",
                        "kind": "–",
                        "number": "",
                        "status": "not checked",
                        "away": 1,
                        "note": "",
                    }
                ]
            )
        parts.append(
            told.assign(
                advice=row.id,
                name=row.label,
                whose=row.whose,
                grade=grades[row.id],
                place=range(len(told)),
                beneath=len(mine),
                numbers=numbers,
            )
        )
    return pd.concat(parts, ignore_index=True)


def looking_beneath(graded: pd.DataFrame, chart: Callable[[int], alt.TopLevelMixin]) -> Explorer:
    """Return the explorer of the claims beneath a recommendation.

    Parameters
    ----------
    graded : pandas.DataFrame
        What :func:`microdrama.policy.grading.graded` returns; its first row is the default.
    chart : callable
        From a width to a chart of ``place``, ``statement``, ``status``.
    """
    names = dict(zip(graded["id"], graded["label"], strict=True))
    return Explorer(
        name="look-beneath",
        title="What lies beneath a piece of advice?",
        alt=(
            "A list of claims, those nearest to the advice first, further ones indented. Round "
            "marks are claims with a number. Green: a check held; vermilion: it did not; ochre: "
            "others disagree; grey: nobody checked or could check."
        ),
        controls=(Choice("asked", "Advice", tuple(names.items())),),
        base=looked_beneath(graded),
        keep=lambda settings, row: row.advice == settings.asked,
        derive=lambda settings, row: {
            "case": where(row.beneath > 1, "some", where(row.beneath == 1, "one", "none"))
        },
        chart=chart,
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
