"""What the texts recommend: who would have to act, what clashes, what was already tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.ledger import claims, short
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import pandas as pd


#: What the name of advice ends with that no text prints: it is our reading of the text.
IMPLIED = " (implied by us)"


def recommendations() -> pd.DataFrame:
    """Return every recommendation of the five texts.

    Returns
    -------
    pandas.DataFrame
        One row a recommendation: ``id``, ``label`` (which ends in :data:`IMPLIED` where no text
        prints the advice), ``text`` (key), ``whose`` (short name),
        ``claim`` (empty where it is implied), ``part_of``, ``actor`` and ``lever`` (ids),
        ``who`` and ``how`` (their labels), ``problem`` (claim, or empty), ``implied``,
        ``note``.
    """
    frame = table("recommendations")
    labels = {name: table(name).set_index("id")["label"] for name in ("actors", "levers")}
    return frame.assign(
        label=frame["label"] + frame["implied"].map({True: IMPLIED, False: ""}),
        whose=frame["text"].map(short),
        who=frame["actor"].map(labels["actors"]),
        how=frame["lever"].map(labels["levers"]),
    )


def by_actor_and_lever() -> pd.DataFrame:
    """Count recommendations by actor and lever.

    Returns
    -------
    pandas.DataFrame
        ``who``, ``how``, ``count``, ``labels`` (of the recommendations, as text); only pairs
        that occur.
    """
    frame = recommendations()
    return (
        frame.groupby(["who", "how"], sort=False)["label"]
        .agg(count="size", labels="; ".join)
        .reset_index()
    )


def conflicts() -> pd.DataFrame:
    """Return the pairs of recommendations that cannot both be had in full.

    Returns
    -------
    pandas.DataFrame
        ``about``, ``note``, and for each side ``label``, ``whose`` and ``claim``, ending in
        ``_one`` and ``_other``.
    """
    sides = recommendations().set_index("id")[["label", "whose"]]
    frame = table("conflicts")
    for side in ("one", "other"):
        for column in ("label", "whose"):
            frame[f"{column}_{side}"] = frame[side].map(sides[column])
    return frame


def opposed(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Order conflicts so that a piece of advice stands once with all that it conflicts with.

    Parameters
    ----------
    conflicts : pandas.DataFrame
        What :func:`conflicts` returns.

    Returns
    -------
    pandas.DataFrame
        One row a conflict: ``about``, ``note``, and for each side ``label``, ``text`` (key) and
        ``whose``, ending in ``_one`` for the piece with more conflicts; ``group`` and ``place`` in
        it, both from 0. The piece that has most comes first and takes its conflicts with it; then
        the piece that has most of those that are left, and so on; equals in their order.
    """
    import pandas as pd

    sides = recommendations().set_index("id")
    left, found = list(conflicts.to_dict("records")), []
    while left:
        names = [row[side] for row in left for side in ("one", "other")]
        hub = max(dict.fromkeys(names), key=names.count)
        taken = [row for row in left if hub in (row["one"], row["other"])]
        group = found[-1]["group"] + 1 if found else 0
        for place, row in enumerate(taken):
            other = row["other"] if row["one"] == hub else row["one"]
            ends = {
                f"{column}_{end}": sides.loc[name, column]
                for end, name in (("one", hub), ("other", other))
                for column in ("label", "text", "whose")
            }
            about = {"about": row["about"], "note": row["note"]}
            found.append({**about, **ends, "group": group, "place": place})
        left = [row for row in left if row not in taken]
    return pd.DataFrame(found)


def trials() -> pd.DataFrame:
    """Return where recommendations were already tried, by date.

    Returns
    -------
    pandas.DataFrame
        ``recommendation``, ``label``, ``whose``, ``event``, ``what`` (the event in words),
        ``start`` (date), ``note``.
    """
    sides = recommendations().set_index("id")[["label", "whose"]]
    events = table("events").set_index("id")[["event", "start"]]
    frame = table("trials")
    return frame.assign(
        label=frame["recommendation"].map(sides["label"]),
        whose=frame["recommendation"].map(sides["whose"]),
        what=frame["event"].map(events["event"]),
        start=frame["event"].map(events["start"]),
    ).sort_values("start", ignore_index=True, kind="stable")


def faults() -> list[Fault]:
    """Check what the descriptions of the tables cannot say.

    Returns
    -------
    list of Fault
        Recommendations without a claim that are not implied, or implied with one; parts of
        themselves, of an unknown or of another text's recommendation.
    """
    if "recommendations" not in current().description:
        return []
    return list(_faults())


def _faults() -> Iterator[Fault]:
    found = list(rows("recommendations"))
    text_of = {cells["id"]: cells["text"] for _, _, cells in found}
    known = claims()
    for file, row, cells in found:
        if (cells["implied"] == "true") == bool(cells["claim"]):
            yield Fault(
                file, row, "implied", "is true just where no claim prints the advice; correct it."
            )
        if cells["claim"] in known and known[cells["claim"]].source != cells["text"]:
            yield Fault(file, row, "claim", "is a claim of another text; correct one of the two.")
        whole = cells["part_of"]
        if whole and (whole == cells["id"] or text_of.get(whole) != cells["text"]):
            message = f"“{whole}” is no other recommendation of this text; correct it."
            yield Fault(file, row, "part_of", message)
