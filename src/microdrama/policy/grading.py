"""What each piece of advice rests on: the claims beneath it by the kind of evidence they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.evidence.arguments import evidence
from microdrama.evidence.checks import HELD, NO_CHECK

if TYPE_CHECKING:
    import pandas as pd

#: What rests on no printed claim.
NOTHING = "rests on nothing printed"

#: Kinds of evidence, the firmest first, and what advice is called that has none firmer.
GRADES = {
    "passed": "backed by a number that passed a check",
    "odds": "backed by a number at odds with a check",
    "unchecked": "backed by a number that nobody could check",
    "interviews": "backed by interviews",
    "case": "backed by cases",
    "assertion": "backed by assertions alone",
    "nothing": NOTHING,
}


def graded(advice: pd.DataFrame, beneath: pd.DataFrame) -> pd.DataFrame:
    """Count the claims beneath each recommendation by the kind of evidence they offer.

    Nothing is weighed: a recommendation is graded by the firmest kind that lies beneath it.

    Parameters
    ----------
    advice : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.recommendations` returns.
    beneath : pandas.DataFrame
        What :func:`microdrama.policy.grounds.beneath` returns.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation, the firmest grade first, then by how many claims are of it:
        ``id``, ``label``, ``text``, ``whose``, one column a kind of :data:`GRADES` but the last
        with the number of claims, ``claims`` (all of them), ``confirmed`` (those that something
        outside the text bears out), ``firmest`` (key of :data:`GRADES`) and ``grade`` (in words).
    """
    import pandas as pd

    *kinds, nothing = GRADES
    offered = pd.Series(
        [_kind(row.claim, row.status) for row in beneath.itertuples()], index=beneath.index
    )
    counts = pd.crosstab(beneath["recommendation"], offered)
    counts = counts.reindex(index=advice["id"], columns=kinds, fill_value=0)
    counts["claims"] = counts.sum(axis=1)
    counts["confirmed"] = beneath.groupby("recommendation")["confirmed"].sum()
    counts = counts.fillna(0).astype(int)
    counts["firmest"] = [
        next((kind for kind in kinds if row[kind]), nothing) for _, row in counts.iterrows()
    ]
    frame = advice[["id", "label", "text", "whose"]].join(counts, on="id")
    frame = frame.assign(
        grade=frame["firmest"].map(GRADES),
        step=frame["firmest"].map(list(GRADES).index),
        many=[-row[row["firmest"]] if row["claims"] else 0 for _, row in frame.iterrows()],
    )
    ordered = frame.sort_values(["step", "many"], ignore_index=True, kind="stable")
    return ordered.drop(columns=["step", "many"])


def _kind(claim_id: str, status: str) -> str:
    """Return what a claim offers; what other advice says is an assertion like any other."""
    offers = evidence(claim_id)
    if offers != "number":
        return "assertion" if offers == "advice" else offers
    if status in HELD:
        return "passed"
    return "unchecked" if status in (*NO_CHECK, "not checkable") else "odds"
