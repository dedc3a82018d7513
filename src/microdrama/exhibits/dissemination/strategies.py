"""Challenges and strategies: two sides, the pairs one by one, and what copyright could detect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from microdrama.charts.dissemination.detections import detections as draw_detections
from microdrama.charts.dissemination.two_sides import two_sides as draw_two_sides
from microdrama.dissemination import strategies as room
from microdrama.evidence.ledger import short
from microdrama.show.blocks import Links, Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

#: What steps and measures are called.
_STEPS = {"find": "Find it", "prove": "Prove it", "stop": "Take it down"}
_MEASURES = {
    "alliance": "alliance",
    "courts": "legal bodies",
    "watermark": "watermark",
    "blockchain": "blockchain",
}


def two_sides(challenges: pd.DataFrame, strategies: pd.DataFrame, pairs: pd.DataFrame) -> Figure:
    """Return which strategy answers which challenge.

    Parameters
    ----------
    challenges, strategies, pairs : pandas.DataFrame
        What the functions of these names of :mod:`microdrama.dissemination.strategies` return.
    """
    unanswered, unasked = (room.unmatched(side)["id"] for side in (challenges, strategies))
    left = challenges.assign(alone=challenges["id"].isin(unanswered))
    right = strategies[~strategies["sums_up"]]
    right = right.assign(alone=right["id"].isin(unasked), place=_places(right, left, pairs))
    right = right.sort_values("place", kind="stable")
    columns = {
        "challenge_label": "Challenge",
        "strategy_label": "Strategy",
        "basis": "Joined by",
        "answers": "How it answers",
        "leaves": "What it leaves open",
    }
    return Figure(
        "two-sides",
        partial(
            draw_two_sides,
            left[["id", "label", "alone"]],
            right[["id", "label", "alone"]],
            pairs[["challenge", "strategy", "basis", "answers", "leaves"]],
        ),
        title=(
            f"{_many(len(unanswered), 'challenge')} no strategy, "
            f"{_many(len(unasked), 'strategy').lower()} no challenge"
        ),
        alt=(
            f"{len(left)} challenges on the left, {len(right)} strategies on the right, lines "
            "between those that meet: solid where the text joins them in words, dashed where we "
            "do. Boxes without a line have a thick frame."
        ),
        table=pairs[list(columns)].rename(columns=columns),
        sources=[f"{short(room.SOURCE)}; most pairs are our reading"],
        kinds=(),
        note="Strategies that only sum up others are left out.",
    )


def _many(count: int, what: str) -> str:
    """Say how many have nothing on the other side, as the beginning of a sentence."""
    plural = f"{what.removesuffix('y')}ies" if what.endswith("y") else f"{what}s"
    if count == 1:
        return f"One {what} has"
    return f"{({0: 'No', 2: 'Two', 3: 'Three', 4: 'Four'}).get(count, count)} {plural} have"


def _places(right: pd.DataFrame, left: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Return where a strategy stands, between the challenges that it answers; the others last."""
    place = {one: row for row, one in enumerate(left["id"])}
    mean = pairs.assign(place=pairs["challenge"].map(place)).groupby("strategy")["place"].mean()
    return right["id"].map(mean).fillna(len(left))


def unmatched(challenges: pd.DataFrame, strategies: pd.DataFrame) -> Table:
    """Return what nothing on the other side meets.

    Parameters
    ----------
    challenges, strategies : pandas.DataFrame
        As for :func:`two_sides`.
    """
    import pandas as pd

    rows = [
        {"Side": side, "Nothing meets": Links({one.claim: one.label})}
        for side, frame in (("challenge", challenges), ("strategy", strategies))
        for one in room.unmatched(frame).itertuples()
    ]
    columns = ["Side", "Nothing meets"]
    return Table(pd.DataFrame(rows, columns=columns), label="What has no counterpart")


def detections(detections: pd.DataFrame, technology: pd.DataFrame) -> Figure:
    """Return what each measure against piracy could do about each way to copy.

    Parameters
    ----------
    detections, technology : pandas.DataFrame
        What :func:`microdrama.dissemination.strategies.detections` and
        :func:`microdrama.dissemination.strategies.reach_of_technology` return.
    """
    helped = technology.set_index("step")["helped"]
    ways = int(technology["ways"].iloc[0])
    columns = {"label": "Way", "done": "Step", "called": "Measure", "note": "How far it helps"}
    rows = detections.assign(
        called=detections["measure"].map(_MEASURES), done=detections["step"].map(_STEPS)
    )
    return Figure(
        "detections",
        partial(
            draw_detections,
            detections[["label", "step", "measure", "technical", "note"]],
            _STEPS,
            _MEASURES,
        ),
        title=(
            f"Technology would help to find {helped['find']} and to prove {helped['prove']} of "
            f"{ways} ways to copy; it takes {helped['stop'] or 'none'} down"
        ),
        alt=(
            "Six ways to use a drama without permission, and for each the measures that would help "
            "to find it, to prove it and to take it down. Watermarks stand in the first two "
            "columns for all but a drama filmed again; blockchain stands twice, under proof; in "
            "the last column there are only the alliance and legal bodies."
        ),
        table=rows[list(columns)].rename(columns=columns),
        sources=[
            f"measures of {short(room.SOURCE)}; ways and answers are our assessment, argued from "
            "how each measure works and not tested"
        ],
        kinds=(),
    )
