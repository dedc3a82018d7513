"""What the page on dissemination shows: findings, argument, verdicts, and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from microdrama.dissemination import strategies as room
from microdrama.dissemination.feedback import BASES, SUPPORTS
from microdrama.evidence import claim, short, verdicts
from microdrama.exhibits import common
from microdrama.exhibits.common import against_itself
from microdrama.exhibits.dissemination.feedback import (
    causal_loops,
    closed_loop,
    directions,
    named_loops,
    without,
)
from microdrama.exhibits.dissemination.strategies import detections, two_sides, unmatched
from microdrama.show.blocks import Glance, Group, Scorecard

if TYPE_CHECKING:
    import pandas as pd


__all__ = [
    "against_itself",
    "argument_map",
    "causal_loops",
    "closed_loop",
    "detections",
    "directions",
    "findings",
    "named_loops",
    "scorecard",
    "two_sides",
    "unmatched",
    "without",
]


def findings(
    influences: pd.DataFrame,
    loops: pd.DataFrame,
    challenges: pd.DataFrame,
    strategies: pd.DataFrame,
) -> Glance:
    """Return three findings with their verdicts.

    Parameters
    ----------
    influences, loops : pandas.DataFrame
        What the functions of these names of :mod:`microdrama.dissemination.feedback` return.
    challenges, strategies : pandas.DataFrame
        What the functions of these names of :mod:`microdrama.dissemination.strategies` return.
    """
    balancing = loops[loops["kind"] == "balancing"]
    numbers = list(dict.fromkeys(i for found in influences["numbers"] for i in found))
    held = [claim_id for claim_id in numbers if verdicts.verdict(claim_id).confirmed]
    bare = int((influences["support"] == SUPPORTS[0]).sum())
    stated = int(challenges["stated"].sum())
    asked = strategies[~strategies["sums_up"]]
    return Glance(
        [
            (
                f"The account of the market closes {len(loops)} feedback loops, and "
                f"{len(loops) - len(balancing)} of them reinforce growth; {_brakes(balancing)}",
                "",
            ),
            (
                f"Of {len(influences)} influences {bare} have neither a number nor a cited work "
                f"beside them. {_numbers(numbers, held)}",
                verdicts.verdict(held[0]).status if held else "",
            ),
            (
                f"Of {len(challenges)} challenges {len(room.unmatched(challenges))} meet no "
                f"strategy, of {len(asked)} strategies {len(room.unmatched(asked))} no challenge; "
                f"the text itself joins {stated} pairs in words.",
                "",
            ),
        ]
    )


def _brakes(balancing: pd.DataFrame) -> str:
    """Say what could restrain the market."""
    if balancing.empty:
        return "nothing in it could restrain the market."
    ours = balancing["basis"].eq(BASES[0]).all()
    whose = ", and it is our reading that closes it" if ours else ""
    if len(balancing) == 1:
        return f"one balances{whose}."
    return f"{len(balancing)} balance."


def _numbers(ids: list[str], held: list[str]) -> str:
    """Say which numbers stand beside influences, and how many something outside bears out."""
    if not ids:
        return "No number stands beside any."
    shown = " and ".join(claim(claim_id).number for claim_id in ids)
    confirmed = "one" if len(held) == 1 else len(held) or "none"
    return (
        f"Of the numbers that stand there, {shown}, {confirmed} could be confirmed, and a size "
        "measures no influence."
    )


def argument_map() -> Group:
    """Return how several forces explain the rise at home, of which one is called the core."""
    return common.argument_map(
        [
            "meng2025-pressure-seeks-relief",
            "meng2025-demand-core-driver",
            "meng2025-closed-loop",
            "meng2025-capital-matures-industry",
            "meng2025-multiple-forces",
            "meng2025-needs-root",
            "meng2025-rise-inevitable",
        ],
        title="Several forces are to explain the rise, and one of them is called the core",
        alt=(
            "Seven claims. The closed loop and the capital that matured the industry support the "
            "claim on several forces. The shift in demand, itself supported by the wish for relief "
            "from pressure, qualifies it. The several forces and the needs of viewers support the "
            "conclusion that the rise was inevitable."
        ),
        source=short(room.SOURCE),
    )


def scorecard() -> Scorecard:
    """Return the verdicts on every claim that the chapter checks."""
    return common.scorecard(verdicts.checked_in("dissemination"))
