"""How each recommendation does by each rule, from 0 to 1, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from microdrama.evidence.checks import NO_CHECK
from microdrama.evidence.ledger import Claim, claim, short, texts
from microdrama.package import table

if TYPE_CHECKING:
    import pandas as pd

#: Links within which a claim counts as evidence.
NEAR = 2

#: What a qualification and a contradiction cost.
COSTS = {"qualifies": 0.25, "contradicts": 0.5}

#: The share of the other texts whose support is full agreement.
FULL_AGREEMENT = 0.5


def rules() -> pd.DataFrame:
    """Return the rules of grading.

    Returns
    -------
    pandas.DataFrame
        ``id``, ``label``, ``question``, ``scale``, ``weight``, ``low`` and ``high`` (the
        weights that a reasonable reader may give), ``why``.
    """
    return table("rules").sort_values("order", ignore_index=True, kind="stable")


def criteria(advice: pd.DataFrame, beneath: pd.DataFrame) -> pd.DataFrame:
    """Return how each recommendation does by each rule, from 0 to 1, with the reasons.

    Parameters
    ----------
    advice : pandas.DataFrame
        What :func:`microdrama.policy.recommendations.recommendations` returns.
    beneath : pandas.DataFrame
        What :func:`microdrama.policy.grounds.beneath` returns.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation, in the order of the table: ``id``, ``label`` (which says if
        it is implied), ``text``, ``whose``, one column a rule, one column ``why_RULE`` with
        its reason in words, and ``grounded`` (whether any claim lies beneath it).
    """
    import pandas as pd

    links = table("links").to_dict("records")
    trials = table("trials").groupby("recommendation").size()
    grounds_of = dict(iter(beneath.groupby("recommendation")))
    rows = []
    for row in advice.itertuples():
        grounds = grounds_of.get(row.id, beneath.iloc[:0])
        # What counts is a link of the recommendation itself or of its direct grounds.
        subjects = {row.claim, *grounds.loc[grounds["direct"], "claim"]} - {""}
        relevant = [link for link in links if {link["from"], link["to"]} & subjects]
        rows.append(
            {
                "id": row.id,
                "label": row.label,
                "text": row.text,
                "whose": row.whose,
                "grounded": not grounds.empty,
                **_evidence(grounds),
                **_checked(grounds),
                **_agreement(relevant, row.text),
                **_uncontested(relevant, subjects),
                **_tried(int(trials.get(row.id, 0))),
            }
        )
    return pd.DataFrame(rows)


def _evidence(grounds: pd.DataFrame) -> dict[str, Any]:
    """Return the points of the firmest kind of claim near beneath a recommendation."""
    points = table("strengths").set_index("kind")["points"]
    near = map(claim, grounds.loc[grounds["away"] <= NEAR, "claim"])
    kinds = [ground.kind for ground in near if not _of_design(ground)]
    if not kinds:
        return {"evidence": 0.0, "why_evidence": "no claim lies near beneath it"}
    firmest = max(kinds, key=points.__getitem__)
    return {
        "evidence": float(points[firmest]),
        "why_evidence": f"the firmest claim near beneath it is a {firmest}",
    }


def _of_design(ground: Claim) -> bool:
    """Tell whether a number says only how a study was made, not what it found."""
    return ground.unit in ("interviews", "respondents") or "answer scale" in ground.population


def _checked(grounds: pd.DataFrame) -> dict[str, Any]:
    """Return the share of the claims put to a check that something outside the text confirms.

    A definition settles words only, and a reading of interviews is judged by other standards, so
    that neither counts.
    """
    checked = grounds[~grounds["status"].isin(NO_CHECK) & (grounds["kind"] != "definition")]
    if checked.empty:
        return {"checked": 0.0, "why_checked": "no claim beneath it was put to a check"}
    confirmed = int(checked["confirmed"].sum())
    return {
        "checked": confirmed / len(checked),
        "why_checked": f"{confirmed} of {_counted(len(checked), 'claim')} put to a check "
        f"{'was' if 1 in (confirmed, len(checked)) else 'were'} confirmed from outside",
    }


def _agreement(relevant: Sequence[dict[str, str]], text: str) -> dict[str, Any]:
    """Return how many of the other texts support a recommendation."""
    supporting = {
        claim(link[end]).source
        for link in relevant
        if link["relation"] not in COSTS
        for end in ("from", "to")
    } - {text}
    if not supporting:
        return {"agreement": 0.0, "why_agreement": "no other text supports it"}
    return {
        "agreement": min(1.0, len(supporting) / (len(texts()) - 1) / FULL_AGREEMENT),
        "why_agreement": f"supported by {' and '.join(map(short, sorted(supporting)))}",
    }


def _uncontested(relevant: Sequence[dict[str, str]], subjects: set[str]) -> dict[str, Any]:
    """Return what is left of a recommendation after all that is said against it."""
    limits = [
        link["relation"]
        for link in relevant
        if link["relation"] in COSTS
        # A contradiction goes both ways; a qualification limits what it points to.
        and (link["relation"] == "contradicts" or link["to"] in subjects)
    ]
    counts = [
        _counted(count, noun)
        for relation, noun in (("qualifies", "qualification"), ("contradicts", "contradiction"))
        if (count := limits.count(relation))
    ]
    return {
        "uncontested": max(0.0, 1 - sum(COSTS[relation] for relation in limits)),
        "why_uncontested": " and ".join(counts) or "nothing is said against it",
    }


def _tried(trials: int) -> dict[str, Any]:
    """Return whether a dated event tried a recommendation."""
    reason = f"{_counted(trials, 'dated event')} tried it" if trials else "never tried"
    return {"tried": float(trials > 0), "why_tried": reason}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
