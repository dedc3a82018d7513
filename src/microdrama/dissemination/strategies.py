"""Challenges on one side, strategies on the other: which answers which, and what copyright can do.

A strategy is a recommendation of the text; which challenge it answers is a row of
``data/dissemination/remedies.csv``, stated by the text or our reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claim, claims
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import pandas as pd

#: The text whose challenges and strategies these are.
SOURCE = "meng2025"

#: What has to be done about a copy, in this order.
STEPS = ("find", "prove", "stop")

#: The measures against piracy that are technology; the others are people and law.
TECHNOLOGY = ("watermark", "blockchain")


def challenges() -> pd.DataFrame:
    """Return what the text says stands in the way.

    Returns
    -------
    pandas.DataFrame
        One row a challenge: ``id``, ``label``, ``field``, ``claim``, ``stated`` and ``read`` (how
        many strategies the text, or our reading, sets against it).
    """
    frame = table("challenges")
    return frame.assign(**_answered(frame["id"], "challenge"))


def strategies() -> pd.DataFrame:
    """Return the strategies of the text.

    Returns
    -------
    pandas.DataFrame
        One row a strategy: ``id``, ``label``, ``claim``, ``part_of`` (a wider strategy, or empty),
        ``sums_up`` (whether others are its parts), ``stated`` and ``read`` (how many challenges
        it answers by the text, or by our reading).
    """
    frame = table("recommendations")
    frame = frame[frame["text"] == SOURCE].reset_index(drop=True)
    frame = frame.assign(sums_up=frame["id"].isin(set(frame["part_of"])))
    columns = ["id", "label", "claim", "part_of", "sums_up"]
    return frame[columns].assign(**_answered(frame["id"], "strategy"))


def _answered(ids: pd.Series, side: str) -> dict[str, pd.Series]:
    """Count, for one side, the pairs that the text states and those that we read."""
    pairs = table("remedies")
    counts = {
        name: pairs.loc[pairs["basis"] == basis, side].value_counts()
        for name, basis in (("stated", "stated"), ("read", "our reading"))
    }
    return {name: ids.map(count).fillna(0).astype(int) for name, count in counts.items()}


def unmatched(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the challenges, or the strategies, that nothing on the other side meets.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`challenges` or :func:`strategies` returns. A strategy that only sums up
        others is met where its parts are, and never stands alone.
    """
    alone = (frame["stated"] + frame["read"]) == 0
    if "sums_up" in frame:
        alone &= ~frame["sums_up"]
    return frame[alone].reset_index(drop=True)


def pairs() -> pd.DataFrame:
    """Return which strategy answers which challenge.

    Returns
    -------
    pandas.DataFrame
        One row a pair: ``strategy``, ``challenge`` (ids), ``strategy_label``, ``strategy_claim``,
        ``challenge_label``, ``challenge_claim``, ``basis``, ``answers``, ``leaves``; challenges in
        their order.
    """
    frame = table("remedies")
    for side, known in (("challenge", challenges()), ("strategy", strategies())):
        known = known.set_index("id")
        for column in ("label", "claim"):
            frame[f"{side}_{column}"] = frame[side].map(known[column])
    order = {one: place for place, one in enumerate(table("challenges")["id"])}
    return frame.sort_values(
        "challenge", key=lambda ids: ids.map(order), kind="stable", ignore_index=True
    )


def detections() -> pd.DataFrame:
    """Return which measure would help with which step against each way to copy.

    Returns
    -------
    pandas.DataFrame
        One row a way, a step and a measure: ``infringement``, ``label``, ``meaning``, ``step``
        (one of :data:`STEPS`), ``measure``, ``technical`` and ``note``.
    """
    ways = table("infringements").set_index("id")
    frame = table("detections")
    return frame.assign(
        label=frame["infringement"].map(ways["label"]),
        meaning=frame["infringement"].map(ways["meaning"]),
        technical=frame["measure"].isin(TECHNOLOGY),
    )


def reach_of_technology(detections: pd.DataFrame) -> pd.DataFrame:
    """Count, for each step, the ways to copy against which technology would help.

    Parameters
    ----------
    detections : pandas.DataFrame
        What :func:`detections` returns.

    Returns
    -------
    pandas.DataFrame
        ``step``, ``helped`` (ways in which a technical measure helps), ``ways`` (all of them).
    """
    import pandas as pd

    technical = detections[detections["technical"]]
    helped = technical.groupby("step")["infringement"].nunique()
    return pd.DataFrame(
        {
            "step": STEPS,
            "helped": [int(helped.get(step, 0)) for step in STEPS],
            "ways": len(table("infringements")),
        }
    )


def faults() -> list[Fault]:
    """Check what the descriptions of the tables cannot say.

    Returns
    -------
    list of Fault
        Challenges whose claim is another text's, and strategies that are another text's or that
        are only implied.
    """
    if "remedies" not in current().description:
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    known = claims()
    for file, row, cells in rows("challenges"):
        if cells["claim"] in known and claim(cells["claim"]).source != SOURCE:
            yield Fault(file, row, "claim", f"is no claim of {SOURCE}; name one of that text.")
    printed = set(strategies().query("claim != ''")["id"])
    for file, row, cells in rows("remedies"):
        if cells["strategy"] not in printed:
            message = f"“{cells['strategy']}” is no advice that {SOURCE} prints; correct it."
            yield Fault(file, row, "strategy", message)
